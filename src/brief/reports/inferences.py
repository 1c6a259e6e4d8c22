"""What each inferred value on a full page is inferred from, unless the page says so beside the value."""

from collections.abc import Iterator, Sequence

from brief.document import (
    Block,
    Card,
    Cell,
    Content,
    Differences,
    Heading,
    Label,
    Listing,
    Mark,
    Ref,
    Sign,
    Text,
    When,
    cell,
    phrase,
    quoted,
)
from brief.document.blocks import statements
from brief.dossier.protocol import Dossier
from brief.locale import say
from brief.model.parts import Record
from brief.model.sentences import without_full_stop
from brief.model.stated import parts
from brief.reports.words import name_short, part_name, point_words


def inferences(dossier: Dossier, blocks: Sequence[Content]) -> Iterator[Block]:
    """Yield a list of the reasons that no block prints, each after the record and the field that it is about."""
    is_told: dict[tuple[str, str], bool] = {}
    for statement in (each for block in blocks for each in _statements(block)):
        text = " ".join([found.text for found in statement])
        for record, reason in (pair for found in statement for pair in _reasons(dossier, found)):
            is_told[record, reason] = is_told.get((record, reason), False) or without_full_stop(reason) in text
    of_records = {reason for record, reason in is_told if record}
    lines = [
        _line(dossier, dossier.get(record), reason)
        for (record, reason), told in is_told.items()
        if not told and (record or reason not in of_records)
    ]
    if lines:
        yield Heading(say("What is inferred, and from what"))
        yield Listing("inferences", tuple(lines))


def _statements(block: Content) -> Iterator[tuple[Cell, ...]]:
    """Yield the statements of a block; the fields of a card are one, because one of them may have the reasons."""
    if isinstance(block, Differences):
        return (mark.versions for marks in block.disputes for mark in marks)
    found = statements(block)
    return iter([tuple(each for statement in found for each in statement)]) if isinstance(block, Card) else found


def _reasons(dossier: Dossier, found: Cell) -> Iterator[tuple[str, str]]:
    """Yield the reason of each inferred value in a cell, after the id of its record.

    That is the nearest before the mark, or else after it, that has this reason: other words may lead to the value.
    """
    spans = found.flat
    stated = [span.of.record if isinstance(span, Text | Ref | When) and span.of else "" for span in spans]
    for at, span in enumerate(spans):
        if isinstance(span, Mark) and span.sign is Sign.INFERRED and span.reason:
            near = [id_ for id_ in (*reversed(stated[:at]), *stated[at:]) if id_]
            yield next((id_ for id_ in near if _infers(dossier.get(id_), span.reason)), *near[:1] or [""]), span.reason


def _infers(record: Record | None, reason: str) -> bool:
    """True if this is why the desk infers a field or a part of a record."""
    if record is None:
        return False
    return reason in record.inferred.values() or any(
        getattr(part, "inferred", "") == reason for _, part in parts(record)
    )


def _line(dossier: Dossier, record: Record | None, reason: str) -> Cell:
    """Return a reason after the name of the record and the fields or the part that it is about."""
    if record is None:
        return cell(quoted(reason))
    told = [point_words(record, field, dossier) for field, why in record.inferred.items() if why == reason]
    told += [
        part_name(record, path, dossier) for path, part in parts(record) if getattr(part, "inferred", None) == reason
    ]
    about = [phrase(", ", words) for words in told]
    return phrase(name_short(record), *about, Label(": "), quoted(reason))._replace(value=record.id)
