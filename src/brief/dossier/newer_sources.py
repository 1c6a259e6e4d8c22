"""How old a summary is: by the sources that it cites, and the newer ones that facts cite."""

from typing import TYPE_CHECKING

from brief.dossier.rival_dates import certainly_after, claimed
from brief.model.dates import Date
from brief.named_tuple import NamedTuple

if TYPE_CHECKING:
    from brief.dossier.protocol import Catalogue
    from brief.model.sources import Source


class Newer(NamedTuple):
    """Sources that are certainly newer than all sources of a summary."""

    newest: Date
    """The publication date of the newest source that the summary cites."""
    sources: "tuple[Source, ...]"
    """The newer sources that records cite, in the order of the files."""


def newer_sources(dossier: "Catalogue") -> Newer | None:
    """Return the sources newer than the summary of the dossier; None if none is, or if it is uncertain."""
    from brief.model.sources import Source

    header = dossier.header
    if not (header and header.summary and header.cite):
        return None
    cited = [dossier.one(Source, id_) for id_ in {found.source for found in header.cite}]
    dates = [claimed(source, "published") if source else [] for source in cited]
    if not all(dates):
        return None
    known = [date for held in dates for date in held]
    newer = tuple(
        source
        for source in dossier.every(Source)
        if certainly_after(claimed(source, "published"), known) and any(dossier.linked_to(source.id))
    )
    return Newer(max(known, key=lambda date: date.sort_ints), newer) if newer else None
