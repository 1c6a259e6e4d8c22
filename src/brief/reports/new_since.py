"""Changes since an earlier state, as a section of a paper."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from brief.document import Block, Cell, Heading, Listing, cell
from brief.dossier.protocol import Dossier
from brief.locale import say
from brief.model.kinds import KINDS
from brief.named_tuple import NamedTuple
from brief.reports.change_words import Sides
from brief.reports.changes import Days, Line
from brief.reports.diff import by_section
from brief.reports.values import labelled

if TYPE_CHECKING:
    from brief.model.dates import Date
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


def new_since(
    scope: "Scope", since: Since, today: "Date", most: int | None = None, others: Iterable[str] = ()
) -> Iterator[Block]:
    """Yield a heading with the day, and a line for each change to the records that a paper uses.

    `others` are ids of records outside the scope that the paper uses too.
    """
    sides = Sides(since.before, scope.dossier)
    found = by_section(sides, Days(since.day, today))
    ids = {*_ids(scope, since.before), *others}
    held = [[_labelled(line) for line in found[section] if _fits(line, ids)] for section in _LABELS]
    total = sum(map(len, held))
    shown = [line for lines in held for line in lines[:_MOST_OF_ONE]][: most or _MOST]
    more = say("{shown} of {total}; all: brief diff {words}", shown=len(shown), total=total, words=since.words)
    title = say("New since {day}", day=since.day.human())
    yield Heading(title, selection=more if len(shown) < total else "")
    yield Listing("new-since", tuple(shown) or (cell(say("Nothing changed.")),))


def _labelled(line: Line) -> Cell:
    return labelled(_LABELS[line.section], line.told)._replace(value=line.record.id)


def _fits(line: Line, ids: set[str]) -> bool:
    """True if a line is news about one of these records; a new or removed topic, source or place is not."""
    return line.record.id in ids and not (line.section in ("added", "removed") and line.record.KIND in _SUBJECTS)


def _ids(scope: "Scope", before: Dossier) -> set[str]:
    """Return ids of the records that a paper uses, and of those that it used before."""
    then = scope.of(before)
    return {record.id for each in (scope, then) for kind in KINDS for record in each.records(kind)}
