"""The markings of what a page prints, and of what that rests on."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from brief.document import Block, Card, Cell, Cite, Document, Mark, Ref, Table, Timeline
from brief.document.blocks import Graph
from brief.dossier.moved import shown_path
from brief.dossier.protocol import Dossier
from brief.dossier.rival_dates import is_expected
from brief.dossier.trimmed import needed
from brief.model.events import Event
from brief.model.handling import highest, is_at_least, own_scheme
from brief.model.kinds import NAMED
from brief.model.parts import Part
from brief.model.paths import found_at
from brief.model.serialization import references
from brief.model.shape import fields
from brief.model.sources import Source
from brief.model.stated import all_citations, citations

if TYPE_CHECKING:
    from brief.document import Value
    from brief.model.parts import Citation, Record


def printed(dossier: Dossier, document: Document, about: Iterable[str]) -> Iterator[str]:
    """Yield the markings of the records that a page names or states, and of its citations and their sources.

    What a page names or states without its citations has the marking of the lowest of them, which supports it. So has
    a field that leads from a record to what the page is about, the status of an event if only that says whether it took
    place, and a field without which a part is not shown.
    """
    notes = {(note.source, note.at) for found in document.printed for note in found.cites}
    repeated = _repeated(dossier, {note.source for note in document.notes}) if document.full else ()
    subjects = frozenset(about)
    parts = _parts(dossier, subjects)
    named = dict.fromkeys((*subjects, *named_in(document), *repeated))
    for record in filter(None, map(dossier.get, named)):
        yield from _shown(dossier, record)
        yield from _leading(dossier, record, subjects, parts)
        yield from _cited(record, notes)
        if isinstance(record, Event) and _is_by_status(dossier, record):
            yield from _lowest(dossier, citations(record, "status"))
        of_source = fields(Source) if isinstance(record, Source) and record.cite else ()
        for name in of_source:
            yield from _lowest(dossier, citations(record, name))
    for value in dict.fromkeys(value for found in document.printed for value, _ in _stated(found)):
        if stated := dossier.get(value.record):
            if value.record not in named:  # nothing prints its name: it is only counted
                yield from _shown(dossier, stated)
            path = shown_path(stated, value.path)
            for each in (path, *_needed(stated, path)) if path else ():
                yield from _lowest(dossier, citations(stated, each))


def _shown(dossier: Dossier, record: "Record") -> Iterator[str]:
    """Yield the markings of a record and of what a release copy shows it by: its name, and those whom it concerns."""
    from brief.dossier.publication_filter import subjects_of

    yield from _named_by(dossier, record)
    for ids in subjects_of(record):
        concerned = filter(None, map(dossier.get, ids))
        yield from min(([*filter(None, _named_by(dossier, found))] for found in concerned), key=len, default=[])


def _named_by(dossier: Dossier, record: "Record") -> Iterator[str]:
    """Yield the markings of a record and of its name; if it has no citation, of what mentions it."""
    from brief.dossier.publication_filter import needed_citations

    yield record.handling or ""
    for cite in needed_citations(record):
        yield from _lowest(dossier, cite)
    if record.KIND in NAMED and not all_citations(record):
        yield from _mentioned(dossier, record.id)


def _mentioned(dossier: Dossier, id_: str) -> tuple[str, ...]:
    """Return the markings of what mentions a record: of several, the one with the fewest."""
    if dossier.header and any(found.target == id_ for found in references(dossier.header)):
        return ()
    fewest: tuple[str, ...] = ()
    for link in dossier.linked_to(id_):
        other = dossier.get(link.id)
        found = other and (other.handling, *_lowest(dossier, citations(other, link.path)))
        way = tuple(filter(None, found or ()))
        if not way:
            return ()
        fewest = min(fewest or way, way, key=len)
    return fewest


def _parts(dossier: Dossier, subjects: "frozenset[str]") -> "dict[str, tuple[str, ...]]":
    """Return the ids of all parts of the subjects of a page, each with the markings of what makes it one."""
    found: dict[str, tuple[str, ...]] = {}
    waiting = list(subjects)
    for id_ in waiting:
        for link in dossier.linked_to(id_, "part_of"):
            part = dossier.get(link.id)
            if part and link.path == "part_of" and part.id not in found and part.id not in subjects:
                found[part.id] = (*found.get(id_, ()), *_lowest(dossier, citations(part, "part_of")))
                waiting.append(part.id)
    return found


def _leading(
    dossier: Dossier, record: "Record", subjects: "frozenset[str]", parts: "dict[str, tuple[str, ...]]"
) -> Iterator[str]:
    """Yield the markings of the fields because of which a record is on a page: they refer to what the page is about.

    If none does, one refers to a part of that. Of several that refer to one subject, the one with the fewest counts.
    """
    ways: dict[str, list[tuple[str, ...]]] = {}
    for each in references(record) if subjects else ():
        if each.target in subjects or each.target in parts:
            way = (*parts.get(each.target, ()), *_lowest(dossier, citations(record, each.path)))
            ways.setdefault(each.target if each.target in subjects else "", []).append(way)
    if len(ways) > 1:
        ways.pop("", None)
    for found in ways.values():
        yield from min(found, key=len)


def _needed(record: "Record", path: str) -> Iterator[str]:
    """Yield the fields without which a release copy does not show the part of a record that a path is in."""
    head, _, rest = path.partition(".")
    above = f"{head}.{rest.partition('.')[0]}" if head != "differs" else ""
    part = found_at(record, above) if rest else None
    if part and isinstance(part.value, Part):
        yield from (f"{above}.{name}" for name in needed(part.value))


def _is_by_status(dossier: Dossier, event: Event) -> bool:
    """True if only the status of an event says whether it took place, which its name says wherever it is printed."""
    return event.status is not None and is_expected(dossier, event) != is_expected(dossier, event.replaced(status=None))


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


def _lowest(dossier: Dossier, cite: "Iterable[Citation]") -> Iterator[str]:
    """Yield the lowest marking among citations, or all of them if no scheme orders them."""
    own = own_scheme(dossier.header)
    sources = ((found, dossier.one(Source, found.source)) for found in cite)
    found = {highest((cited.handling or "", (source and source.handling) or ""), own) for cited, source in sources}
    if "" not in found:
        yield from (one for one in found if not any(is_at_least(other, one, own) is False for other in found))


def _repeated(dossier: Dossier, sources: Iterable[str]) -> Iterator[str]:
    """Yield the sources that these repeat: the list of sources on a full page has their ids."""
    for id_ in sources:
        source = dossier.one(Source, id_)
        yield from source.derived_from if source else ()


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
    yield from (span.id for span in found.flat if isinstance(span, Ref) and not span.is_page)
    yield from (value.record for value, words in _stated(found) if words)


def _stated(found: Cell) -> "Iterator[tuple[Value, str]]":
    """Yield the values of records that a cell states, each with its words; those that it only rests on have none."""
    spans = (span for span in found.flat if not isinstance(span, Cite | Mark))
    yield from ((of, span.text) for span in spans if (of := getattr(span, "of", None)) and of.record)
