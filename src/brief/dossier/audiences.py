"""Who reads which copy of a dossier: the release copies that differ, and who may read the whole."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from brief.model.cites import all_citations
from brief.model.handling import Scheme, head_marking, is_at_least, own_scheme, scheme_of
from brief.model.kinds import KINDS
from brief.named_tuple import NamedTuple

if TYPE_CHECKING:
    from brief.dossier.protocol import Dossier


class Audiences(NamedTuple):
    """The markings of the readers of a dossier."""

    scheme: tuple[str, ...]
    """All markings of its scheme, from the lowest."""
    copies: tuple[str, ...]
    """Those to which a release copy differs from the one before and from the whole, from the lowest."""
    whole: str | None
    """The marking to which all may be read; empty if nothing is marked, None if there is no such marking."""


def audiences(dossier: "Dossier") -> Audiences:
    """Return who reads which copy. Of copies that are the same, only that to the lowest marking counts."""
    used = set(_markings(dossier))
    own = own_scheme(dossier.header)
    scheme = scheme_of(used, own)
    found = _distinct(scheme, used, head_marking(dossier.header), own)
    copies = tuple(marking for marking, shown in found if shown != used)
    whole = next((marking for marking, shown in found if shown == used), None) if used else ""
    return Audiences(scheme, copies, whole)


def _distinct(scheme: tuple[str, ...], used: set[str], head: str, own: Scheme) -> list[tuple[str, set[str]]]:
    """Return the markings to which copies differ, each with what is shown to it of the markings that are used."""
    found: list[tuple[str, set[str]]] = []
    for marking in scheme:
        shown = {other for other in used if is_at_least(marking, other, own)}
        if (not head or head in shown) and (not found or shown != found[-1][1]):
            found.append((marking, shown))
    return found


def _markings(dossier: "Dossier") -> Iterator[str]:
    """Yield every marking of a dossier: of the whole, of its records and of its citations."""
    head = dossier.header
    cite = head.cite if head else ()
    yield from (found for found in (head_marking(head), *(cited.handling for cited in cite)) if found)
    for kind in KINDS.values():
        for record in dossier.having(kind.record, "marked"):
            cited = (citation.handling for _, citation in all_citations(record))
            yield from (found for found in (record.handling, *cited) if found)
