"""The values that a document prints, for the register of papers."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from brief.document import Document, Ref, Span, Text, Value, When
from brief.dossier.protocol import Dossier
from brief.model.kinds import KINDS
from brief.model.papers import IssuedValue
from brief.model.paths import found_at
from brief.model.serialization import encode
from brief.model.stated import citations, is_inferred, stated
from brief.reports.rivals import field_of
from brief.reports.values import worded

if TYPE_CHECKING:
    from brief.model.parts import Record


NEWS = {"question": ("answer",), "event": ("status",), "commitment": ("log", "evidence"), "person": ("died",)}
"""Fields that outdate what a paper says of a record as soon as they are filled, by kind."""


def issued_values(dossier: Dossier, document: Document) -> tuple[IssuedValue, ...]:
    """Return the values that a document prints, each once, in the order of the page, and what they were without.

    An open question has no answer, a commitment perhaps no report: these are values that nothing prints.
    """
    printed: dict[Value, str] = {}
    for found in document.printed:
        for value, words in _values(dossier, found.flat if document.full else found.printed):
            printed.setdefault(value, words)
    values = (issued_value(dossier, value, words) for value, words in printed.items())
    return (*filter(None, values), *_lacking(dossier, dict.fromkeys(value.record for value in printed)))


def _lacking(dossier: Dossier, ids: Iterable[str]) -> Iterator[IssuedValue]:
    """Yield the empty fields of records whose filling will be news, without words."""
    for record in filter(None, map(dossier.get, ids)):
        for field in NEWS.get(record.KIND, ()):
            if not getattr(record, field):
                yield IssuedValue(record.id, field, "", None, marking=record.handling or "")


def _values(dossier: Dossier, spans: Iterable[Span]) -> Iterator[tuple[Value, str]]:
    """Yield the values in a statement with their words; the name of another record is a value of that, too.

    If the values of a part are printed one by one, the part itself is left out.
    """
    words: dict[Value, str] = {}
    for span in spans:
        stated = [span.of] if isinstance(span, Text | Ref | When) and span.of else []
        if isinstance(span, Ref) and (name := dossier.name(span.id)):
            stated.append(Value(span.id, KINDS[name.kind].title))
        for value in dict.fromkeys(stated):
            words[value] = words.get(value, "") + span.text
    insides = {(value.record, value.path.rpartition(".")[0]) for value in words}
    yield from ((value, told) for value, told in words.items() if value not in insides)


def issued_value(dossier: Dossier, value: Value, printed: str) -> IssuedValue | None:
    """Return a value as it is in the dossier; None if it is empty, so that only rivals were printed.

    A value that the page states in other words, such as the event that led to a date, has its own words.
    """
    if not value.record:
        return _of_head(dossier, value, printed)
    record = dossier.get(value.record)
    target = found_at(record, value.path) if record else None
    if record is None or target is None or target.value in (None, (), {}):
        return None
    if not (printed := printed.strip() or worded(stated(record, value.path), dossier).text):
        return None
    cite = () if is_inferred(record, value.path) else citations(record, value.path)
    return IssuedValue(
        *value,
        printed,
        _bare(encode(target.value)),
        is_disputed(record, value.path),
        tuple(dict.fromkeys(found.source for found in cite)),
        record.handling or "",
    )


def _of_head(dossier: Dossier, value: Value, printed: str) -> IssuedValue | None:
    """Return a value of the header of the dossier, such as its summary."""
    head = dossier.header
    held = getattr(head, value.path, None)
    if head is None or not held:
        return None
    return IssuedValue(*value, printed.strip(), held, sources=tuple(dict.fromkeys(each.source for each in head.cite)))


def _bare(value: object) -> object:
    """Return a plain value without the citations and notes of its parts."""
    if isinstance(value, list):
        return [_bare(item) for item in value]
    if isinstance(value, dict):
        return {key: _bare(item) for key, item in value.items() if key not in ("cite", "note", "inferred")}
    return value


def is_disputed(record: "Record", path: str) -> bool:
    """True if a source gives another value; a rival of the whole record counts for its title."""
    return any(field_of(record, found) == path for found in record.differs)
