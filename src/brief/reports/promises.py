"""Promises: what was said of them last, what shows them carried out, and whether they are overdue."""

from typing import TYPE_CHECKING

from brief.core.claims import certainly_later, claimed
from brief.core.dates import Answer, Date
from brief.core.dossier import Dossier

if TYPE_CHECKING:
    from brief.core.model.commitments import Commitment, LogEntry
    from brief.core.model.events import Event

_SETTLED = ("done", "dropped")


def latest(held: "Commitment", as_of: Date | None = None) -> "LogEntry | None":
    """The last entry of a promise's log that is not certainly later."""
    known = [entry for entry in held.log if not (as_of and entry.date and entry.date.after(as_of) is Answer.YES)]
    return known[-1] if known else None


def is_settled(held: "Commitment", as_of: Date | None = None) -> bool:
    """Whether the last thing said of a promise is that it was kept or given up."""
    last = latest(held, as_of)
    return last is not None and last.status in _SETTLED


def evidence(dossier: Dossier, held: "Commitment", as_of: Date | None = None) -> "list[Event]":
    """The events that show a promise carried out, without those that certainly came later."""
    events = filter(None, map(dossier.get, held.evidence))
    return [event for event in events if not certainly_later(claimed(event), as_of)]


def is_overdue(held: "Commitment", day: Date, as_of: Date | None = None) -> Answer | None:
    """Whether a promise is past its deadline on a day; nothing without a deadline.

    Where sources give different deadlines, and not all of them are past, it cannot be told.
    """
    deadlines = claimed(held, "due")
    if not deadlines:
        return None
    if is_settled(held, as_of):
        return Answer.NO
    answers = {due.before(day) for due in deadlines}
    return answers.pop() if len(answers) == 1 else Answer.CANNOT_TELL
