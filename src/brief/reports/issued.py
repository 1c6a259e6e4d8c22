"""The values that a document prints, for the register of papers."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from brief.document import Cell, Document, Ref, Text, Value, When
from brief.dossier.protocol import Dossier
from brief.model.kinds import KINDS
from brief.model.papers import IssuedValue
from brief.model.paths import found_at
from brief.model.serialization import encode
from brief.model.stated import citations, is_inferred
from brief.reports.rivals import field_of

if TYPE_CHECKING:
    from brief.model.parts import Record


def issued_values(dossier: Dossier, document: Document) -> tuple[IssuedValue, ...]:
    """Return the values that a document prints, each once, in the order of the page."""
    printed: dict[Value, str] = {}
    for found in document.printed:
        for value, words in _values(dossier, found):
            printed.setdefault(value, words)
    values = (issued_value(dossier, value, words) for value, words in printed.items())
    return tuple(value for value in values if value)


def _values(dossier: Dossier, found: Cell) -> Iterator[tuple[Value, str]]:
    """Yield the values in a cell with their words; a name without a value counts as the title of its record.

    If the values of a part are printed one by one, the part itself is left out.
    """
    words: dict[Value, str] = {}
    for span in found.spans:
        value = span.of if isinstance(span, Text | Ref | When) else None
        if value is None and isinstance(span, Ref) and (name := dossier.name(span.id)):
            value = Value(span.id, KINDS[name.kind].title)
        if value:
            words[value] = words.get(value, "") + span.text
    insides = {(value.record, value.path.rpartition(".")[0]) for value in words}
    yield from ((value, told) for value, told in words.items() if value not in insides)


def issued_value(dossier: Dossier, value: Value, printed: str) -> IssuedValue | None:
    """Return a value as it is in the dossier; None if it is empty, so that only rivals were printed."""
    if not value.record:
        return _of_head(dossier, value, printed)
    record = dossier.get(value.record)
    target = found_at(record, value.path) if record else None
    if record is None or target is None or target.value in (None, (), {}):
        return None
    cite = () if is_inferred(record, value.path) else citations(record, value.path)
    return IssuedValue(
        *value,
        printed.strip(),
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
