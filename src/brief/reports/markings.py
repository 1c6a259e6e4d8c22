"""The handling marking of a page: the highest marking of anything printed on it."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from brief.document import Block, Card, Cell, Cite, Document, Mark, Ref, Table, Timeline
from brief.document.blocks import Graph
from brief.dossier.protocol import Dossier
from brief.locale import say
from brief.model.handling import head_marking, highest, is_at_least, own_scheme
from brief.model.stated import all_citations
from brief.model.user_error import UserError

if TYPE_CHECKING:
    from brief.model.parts import Record


def marking(dossier: Dossier, document: Document, about: Iterable[str] = (), other: str = "", raised: str = "") -> str:
    """Return the marking of a page: the highest of the dossier, its records, citations and sources, and `other`.

    `about` are ids of records that only its title names. `raised` is a higher marking that the user asks for. Raises
    `UserError` if `raised` is lower, or if no known scheme can compare the two.
    """
    own = own_scheme(dossier.header)
    head = head_marking(dossier.header)
    printed = _printed(dossier, document, about) if dossier.has_markings else ()
    found = highest((head, other, *printed), own)
    enough = is_at_least(raised, found, own) if raised and found else True
    if not enough:
        _refuse(raised, found, is_own=found in (head, other), is_lower=enough is False)
    return highest([raised], own) or found


def _refuse(raised: str, found: str, *, is_own: bool, is_lower: bool) -> None:
    why = say("is lower than") if is_lower else say("cannot be compared with")
    if is_own:
        what = say("the dossier's own marking")
        way = say("leave --handling out, or change `handling` in dossier.yaml")
    else:
        what = say("the highest marking of what is printed")
        way = say("leave --handling out, or leave out what is marked higher with --release-to")
    sentence = say("--handling: {wanted} {why} {what}, {found}", wanted=raised, why=why, what=what, found=found)
    raise UserError(sentence, way, 2)


def _printed(dossier: Dossier, document: Document, about: Iterable[str]) -> Iterator[str]:
    """Yield the markings of the records that a page names or states, and of its citations and their sources."""
    notes = {(note.source, note.at) for found in document.printed for note in found.cites}
    for record in filter(None, map(dossier.get, dict.fromkeys((*about, *named_in(document))))):
        yield record.handling or ""
        yield from _cited(record, notes)


def named_in(document: Document) -> Iterable[str]:
    """Return the ids of the records that a page names, cites or states, each once."""
    printed = list(document.printed)
    cited = sorted({note.source for found in printed for note in found.cites})
    subjects = (id_ for block in document.blocks for id_ in _subjects(block))
    return dict.fromkeys((*cited, *subjects, *(id_ for found in printed for id_ in _named(found))))


def _cited(record: "Record", notes: set[tuple[str, str]]) -> Iterator[str]:
    """Yield the markings of those citations of a record that are on the page."""
    for _, citation in all_citations(record):
        if citation.handling and (citation.source, citation.locator) in notes:
            yield citation.handling


def _subjects(block: Block | object) -> Iterator[str]:
    """Yield the ids of the records that the parts of a block are about."""
    match block:
        case Table():
            yield from (row.id for row in block.rows if row.id)
        case Timeline():
            yield from (entry.id for entry in block.entries if entry.id)
        case Card() if block.id:
            yield block.id
        case Graph():
            yield from (node.id for node in block.nodes)


def _named(found: Cell) -> Iterator[str]:
    """Yield the ids of the records that a cell names, or whose values it states."""
    for span in found.flat:
        if isinstance(span, Ref) and not span.is_page:
            yield span.id
        if not isinstance(span, Cite | Mark) and (of := getattr(span, "of", None)) and of.record:
            yield of.record
