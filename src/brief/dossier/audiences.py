"""The release copies of a dossier that differ, and the marking that allows reading the whole."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from brief.model.handling import Scheme, head_marking, highest, is_at_least, own_scheme, scheme_of
from brief.model.kinds import KINDS
from brief.model.stated import all_citations
from brief.named_tuple import NamedTuple

if TYPE_CHECKING:
    from brief.dossier.protocol import Catalogue


class Audiences(NamedTuple):
    """The markings that readers of a dossier need."""

    scheme: tuple[str, ...]
    """All markings of its scheme, from the lowest."""
    copies: tuple[str, ...]
    """The markings whose release copy differs from the lower ones and from the whole, from the lowest."""
    whole: str | None
    """The lowest marking that allows reading everything; empty if nothing is marked, None if no marking does."""
    beyond: str = ""
    """The markings outside the scheme, whose content is in no release copy."""


def audiences(dossier: "Catalogue") -> Audiences:
    """Return the markings that readers need; of markings with the same release copy, only the lowest."""
    used = set(markings(dossier))
    own = own_scheme(dossier.header)
    scheme = scheme_of(used, own)
    found = _distinct(scheme, used, head_marking(dossier.header), own)
    copies = tuple(marking for marking, shown in found if shown != used)
    whole = next((marking for marking, shown in found if shown == used), None) if used else ""
    beyond = highest(sorted(used - found[-1][1]), own) if found else ""
    return Audiences(scheme, copies, whole, beyond)


def _distinct(scheme: tuple[str, ...], used: set[str], head: str, own: Scheme) -> list[tuple[str, set[str]]]:
    """Return the markings whose copies differ, each with the used markings that it covers."""
    found: list[tuple[str, set[str]]] = []
    for marking in scheme:
        shown = {other for other in used if is_at_least(marking, other, own)}
        if (not head or head in shown) and (not found or shown != found[-1][1]):
            found.append((marking, shown))
    return found


def markings(dossier: "Catalogue") -> Iterator[str]:
    """Yield all markings of a dossier, its records and its citations."""
    head = dossier.header
    cite = head.cite if head else ()
    yield from (found for found in (head_marking(head), *(cited.handling for cited in cite)) if found)
    for kind in KINDS.values():
        for record in dossier.having(kind.record, "marked"):
            cited = (citation.handling for _, citation in all_citations(record))
            yield from (found for found in (record.handling, *cited) if found)
