"""The changes between two states of a dossier, as lines in sections, most important section first."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from brief.document import Cell, Note, phrase
from brief.dossier.changes import Changes, Pair, changes, own_citations, pairs
from brief.dossier.rival_dates import events
from brief.locale import say, say_many
from brief.model.commitments import Commitment
from brief.model.dates import Answer, Date
from brief.model.paths import found_at
from brief.model.statements import Question
from brief.named_tuple import NamedTuple
from brief.reports.change_words import Sides, changed_cell, edited_cell, former_versions, record_line, settled_cell
from brief.reports.commitment_status import DONE, is_overdue, latest
from brief.reports.one_line import deadline_cell, disagreement_cell, question_cell
from brief.reports.phrases import filled, joined, labelled
from brief.reports.rivals import field_of
from brief.reports.short_events import short_title
from brief.reports.short_records import status, titled
from brief.reports.words import name_ref, name_whole

if TYPE_CHECKING:
    from brief.model.parts import Record

SECTIONS = {
    "overdue": say("Overdue since then"),
    "disputed": say("Newly disputed"),
    "gone": say("Sources gone"),
    "delivered": say("Delivered"),
    "partly-delivered": say("Partly delivered"),
    "settled": say("Settled"),
    "changed": say("Changed"),
    "removed": say("Removed"),
    "added": say("Added"),
    "edited": say("Edited, with the same facts"),
}
"""Sections and their titles, most important first."""


class Days(NamedTuple):
    """The days of the two states."""

    before: Date
    now: Date


class Line(NamedTuple):
    """A change to a record, as one line of a section."""

    section: str
    record: "Record"
    told: Cell


def lines(sides: Sides, days: Days) -> Iterator[Line]:
    """Yield a line for each change; a record that differs has at least one."""
    for held in sides.now.every(Commitment):
        if _is_newly_overdue(sides, days, held):
            yield Line(
                "overdue",
                held,
                phrase(titled(held, sides.now), ", ", labelled(say("due {value}"), deadline_cell(held))),
            )
    for pair in pairs(sides.before, sides.now):
        if not pair.before:
            yield Line("added", pair.record, record_line(sides.now, pair.record, days.now, full=sides.full))
        elif not pair.now:
            yield _removed(sides, days, pair)
        else:
            yield from _changed(sides, changes(pair))


def _is_newly_overdue(sides: Sides, days: Days, held: Commitment) -> bool:
    if is_overdue(sides.now, held, days.now) is not Answer.YES:
        return False
    before = sides.before.one(Commitment, held.id)
    return before is None or is_overdue(sides.before, before, days.before) is not Answer.YES


def _removed(sides: Sides, days: Days, pair: Pair) -> Line:
    """Describe a record that was removed or merged into another; for a source, say how many records cited it."""
    record = pair.record
    if record.KIND == "source" and not pair.into:
        used = sum(sides.before.referring_counts(record.id).values())
        cited = say_many("{count:,} record cited it", "{count:,} records cited it", used)
        return Line("gone", record, phrase(name_whole(record), ": ", cited))
    told = record_line(sides.before, record, days.before, full=sides.full)
    if pair.into:
        told = phrase(told, "; ", filled(say("now part of {record}"), record=name_ref(sides.now, pair.into)))
    return Line("removed", record, told)


def _changed(sides: Sides, found: Changes) -> Iterator[Line]:
    """Yield the lines of a record that is in both states; no section repeats another."""
    told: list[str] = []
    cited: list[Note] = []
    for section, tell in _TELLERS:
        for words, fields in tell(sides, found):
            told += fields
            cited += words.cites
            yield Line(section, found.now, words)
    rest = changed_cell(sides, found, told, cited)
    if rest.text:
        yield Line("changed", found.now, rest)
    if found.desk or not (told or rest.text):
        yield Line("edited", found.now, edited_cell(sides, found))


class Told(NamedTuple):
    """A line, and the fields that it covers completely."""

    words: Cell
    fields: tuple[str, ...]


def _disputed(sides: Sides, found: Changes, *, is_new: bool = True) -> Iterator[Told]:
    """Yield each dispute that is new; or each that has another version in place of one that is gone."""
    for rival in found.disputes:
        field = field_of(found.now, rival)
        gone = [former for former in found.settled if field_of(found.before, former) == field]
        if is_new is not bool(gone):
            told = disagreement_cell(sides.now, found.now, rival, remark=sides.full).citing_inline()
            yield Told(phrase(told, former_versions(sides, found, field, gone)), (field,))


def _unsourced(sides: Sides, found: Changes) -> Iterator[Told]:
    """Yield a record that no source supports any more."""
    if any(own_citations(found.before)) and not any(own_citations(found.now)):
        yield Told(phrase(titled(found.now, sides.now), ": ", say("no source supports it any more")), ("cite",))


def _delivered(sides: Sides, found: Changes, *, in_part: bool = False) -> Iterator[Told]:
    """Yield a commitment that was done since, by its log or by an event; or one that was only done `in_part`."""
    held = found.now
    if not isinstance(held, Commitment):
        return
    new = [point.now for point in found.points if point.now and not point.before]
    done = {
        path: entry for index, entry in enumerate(held.log) if (path := f"log.{index}") in new and entry.status in DONE
    }
    if latest(sides.now, held) not in done.values():  # what was done once, and is done no more
        done = {path: entry for path, entry in done.items() if entry.status != "done"}
    shown = {path: id_ for index, id_ in enumerate(held.evidence) if (path := f"evidence.{index}") in new}
    is_whole = bool(shown) or any(entry.status == "done" for entry in done.values())
    if is_whole is in_part:
        return
    told = [status(sides.now, held)] if done else []
    told += [
        labelled(say("shown by {value}"), short_title(sides.now, event)) for event in events(sides.now, shown.values())
    ]
    if told:
        yield Told(phrase(titled(held, sides.now), " — ", joined("; ", told)), (*done, *shown))


def _settled(sides: Sides, found: Changes) -> Iterator[Told]:
    """Yield each field on which sources no longer differ, and a question that now has an answer."""
    disputed = {field_of(found.now, rival) for rival in found.now.differs}
    for field in dict.fromkeys(field_of(found.before, rival) for rival in found.settled):
        if field not in disputed and found_at(found.now, field):
            yield Told(settled_cell(sides, found, field), (field,))
    if isinstance(found.now, Question) and found.now.answer and not getattr(found.before, "answer", None):
        yield Told(question_cell(sides.now, found.now), ("answer",))


_TELLERS: tuple[tuple[str, Callable[[Sides, Changes], Iterator[Told]]], ...] = (
    ("disputed", _disputed),
    ("gone", _unsourced),
    ("delivered", _delivered),
    ("partly-delivered", partial(_delivered, in_part=True)),
    ("settled", _settled),
    ("changed", partial(_disputed, is_new=False)),
)
