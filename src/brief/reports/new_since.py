"""Changes since an earlier state, as a section of a paper."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from brief.document import Block, Cell, Heading, Listing, Paragraph, bare_day, cell, code
from brief.dossier.protocol import Dossier
from brief.dossier.renamed import Renamed
from brief.dossier.rival_dates import is_expected
from brief.locale import say
from brief.model.events import Event
from brief.model.kinds import KINDS
from brief.named_tuple import NamedTuple
from brief.reports.change_words import Sides
from brief.reports.changes import Days, Line
from brief.reports.diff import LIMITED, by_section
from brief.reports.phrases import labelled

if TYPE_CHECKING:
    from brief.model.dates import Date
    from brief.model.parts import Record
    from brief.reports.related import Scope

_MOST = 6
"""Maximum number of lines; the most important are printed."""
_MOST_OF_ONE = 3
"""Maximum number of lines of one kind of change."""
_LABELS = {
    "overdue": say("Overdue: "),
    "disputed": say("Newly disputed: "),
    "gone": say("Source gone: "),
    "delivered": say("Delivered: "),
    "partly-delivered": say("Partly delivered: "),
    "settled": say("Settled: "),
    "added": say("New: "),
    "changed": say("Changed: "),
    "removed": say("Removed: "),
}
"""Labels of lines, by section in the order of a paper."""
_SUBJECTS = ("source", "topic", "place")
"""Kinds of record that are no news when they are added or removed."""


class Since(NamedTuple):
    """The earlier state of a dossier."""

    before: Dossier
    day: "Date"
    words: str
    """The words that name it on the command line."""
    wanted: "Date | None" = None
    """The day that was asked for, if nothing was committed by then."""
    now: Dossier | None = None
    """The current state for the comparison, if release copies are compared: it may be less than the paper shows."""


def new_since(
    scope: "Scope", since: Since, today: "Date", most: int | None = None, others: Iterable[str] = ()
) -> Iterator[Block]:
    """Yield what changed in the records that a paper uses: a heading with the day, and a line for each record.

    `others` are ids of records outside the scope that the paper uses too.
    """
    now = since.now or scope.dossier
    sides = Sides(Renamed(since.before, now), now)
    found = by_section(sides, Days(since.day, today))
    ids = {*_ids(scope, since.before), *others}
    news = _news(sides, [line for section in _LABELS for line in found[section] if _fits(line, ids)])
    total = sum(map(len, news))
    shown = [_labelled(line) for lines in news for line in lines[:_MOST_OF_ONE]][: most or _MOST]
    more = say("{shown} of {total}; all: brief diff {words}", shown=len(shown), total=total, words=code(since.words))
    title = say("New since {day}", day=bare_day(since.day))
    yield Heading(title, selection=more if len(shown) < total else "")
    if since.wanted:
        wanted, first = bare_day(since.wanted), bare_day(since.day)
        words = say("Nothing was committed by {wanted}, so this compares with {first}.", wanted=wanted, first=first)
        yield Paragraph((cell(words),), "compared")
    if since.now:
        yield Paragraph((cell(LIMITED),), "compared")
    yield Listing("new-since", tuple(shown) or (cell(say("Nothing changed.")),))


def _news(sides: Sides, held: list[Line]) -> list[list[Line]]:
    """Return one line for each record in groups: first what became of planned events, then one for each section."""
    by_record: dict[str, list[Line]] = {}
    for line in held:
        by_record.setdefault(line.record.id, []).append(line)
    moved = {id_: lines for id_, lines in by_record.items() if _is_moved(sides, lines[0].record)}
    first = [lines[0] for id_, lines in by_record.items() if id_ not in moved]
    others = [[line for line in first if line.section == section] for section in _LABELS]
    return [[_change(lines) for lines in moved.values()], *others]


def _is_moved(sides: Sides, record: "Record") -> bool:
    """True if another date or status is given now for an event that was to come."""
    before, now = (dossier.one(Event, record.id) for dossier in (sides.before, sides.now))
    if not (before and now) or (before.date, before.status) == (now.date, now.status):
        return False
    return is_expected(sides.before, before) or is_expected(sides.now, now)


def _change(lines: list[Line]) -> Line:
    """Return the line that says what changed; else the first."""
    return next((line for line in lines if line.section == "changed"), lines[0])


def _labelled(line: Line) -> Cell:
    return labelled(_LABELS[line.section], line.told)._replace(value=line.record.id)


def _fits(line: Line, ids: set[str]) -> bool:
    """True if a line is news about one of these records; a new or removed topic, source or place is not."""
    return line.record.id in ids and not (line.section in ("added", "removed") and line.record.KIND in _SUBJECTS)


def _ids(scope: "Scope", before: Dossier) -> set[str]:
    """Return ids of the records that a paper uses, and of those that it used before."""
    then = scope.of(before)
    return {record.id for each in (scope, then) for kind in KINDS for record in each.records(kind)}
