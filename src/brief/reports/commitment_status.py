"""Status of commitments: the latest log entry, evidence that they were carried out, and whether they are overdue."""

from typing import TYPE_CHECKING

from brief.dossier.protocol import Dossier
from brief.dossier.rival_dates import certainly_after, claimed, events, is_expected
from brief.model.commitments import actors, is_withdrawn, settles
from brief.model.dates import Answer, Date
from brief.model.dates.comparison import ends_by

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.model.commitments import Commitment, LogEntry
    from brief.model.events import Event
    from brief.model.parts import Figure

DONE = frozenset(("done", "partly-done"))
"""Statuses that report something as done."""


def latest(dossier: Dossier, held: "Commitment") -> "LogEntry | None":
    """Return the last entry of a commitment's log; None if the log is empty."""
    return next(reversed(latest_entries(dossier, held)), None)


def latest_entries(dossier: Dossier, held: "Commitment") -> "tuple[LogEntry, ...]":
    """Return the last log entry that is certainly no later than the day, then those that may be later."""
    found: list[LogEntry] = []
    for entry in reversed(held.log):
        later = _is_later(held, entry, dossier.as_of)
        if later is not Answer.YES:
            found.insert(0, entry)
        if later is Answer.NO:
            break
    return tuple(found)


def has_status(dossier: Dossier, held: "Commitment", status: str) -> Answer:
    """True if a status is the latest one of a commitment; undecided if the log is empty or the entry is disputed."""
    entries = latest_entries(dossier, held)
    said = [entry.status == status for entry in entries]
    if entries and all(said) and _is_later(held, entries[0], dossier.as_of) is Answer.NO:
        return Answer.YES
    maybe = not held.log or any(said) or any(_is_rivalled(held, entry, status) for entry in entries)
    return Answer.CANNOT_TELL if maybe else Answer.NO


def _is_later(held: "Commitment", entry: "LogEntry", day: Date | None) -> Answer:
    """True if an entry is later than a day, judged by all dates that are claimed for it."""
    if day is None:
        return Answer.NO
    answers = {date.later_than(day) for date in claimed(held, f"log.{held.log.index(entry)}.date")}
    return answers.pop() if entry.date and len(answers) == 1 else Answer.CANNOT_TELL


def _is_rivalled(held: "Commitment", entry: "LogEntry", status: str) -> bool:
    """True if rivals may replace the status of an entry by this one."""
    path = f"log.{held.log.index(entry)}"
    return any(found.field in ("log", path) for found in held.differs) or _rival_status(held, entry) == status


def _rival_status(held: "Commitment", entry: "LogEntry") -> str:
    """Return the rival status that a source gives for an entry; empty if there is none."""
    field = f"log.{held.log.index(entry)}.status"
    rivals = (found.value.strip().lower().replace(" ", "-") for found in held.differs if found.field == field)
    return next(rivals, "")


def is_settled(dossier: Dossier, held: "Commitment") -> bool:
    """True if the latest entry of a commitment certainly says that it was kept or given up."""
    return _settled(dossier, held) is Answer.YES


def _settled(dossier: Dossier, held: "Commitment") -> Answer:
    entries = latest_entries(dossier, held)
    found = {_ends(dossier, held, entry) for entry in entries}
    if found <= {Answer.NO}:
        return Answer.NO
    certain = found == {Answer.YES} and _is_later(held, entries[0], dossier.as_of) is Answer.NO
    return Answer.YES if certain else Answer.CANNOT_TELL


def _ends(dossier: Dossier, held: "Commitment", entry: "LogEntry") -> Answer:
    """True if an entry ends a commitment: only its parties can give it up; others can only report that they did."""
    found = settles(held, entry)
    if found is Answer.NO or not is_withdrawn(entry) or not actors(entry):
        return found
    named, parties = (
        {body for id_ in ids for body in _bodies(dossier, id_, entry.date)}
        for ids in (actors(entry), (*held.by, *held.for_))
    )
    if named & parties:
        return found
    return Answer.NO if held.by else Answer.CANNOT_TELL


def _bodies(dossier: Dossier, id_: str, day: Date | None) -> "Iterator[str]":
    """Yield a person or body, and all bodies that it acts for or is part of."""
    from brief.model.actors import Person
    from brief.reports.countries import above, acting_for  # needed only for abandoned commitments

    yield from (body for body, _ in above(dossier, id_))
    person = dossier.one(Person, id_)
    for side in acting_for(dossier, person, day) if person else ():
        yield from (body for body, _ in side)


def evidence(dossier: Dossier, held: "Commitment") -> "list[Event]":
    """Return the events that show a commitment carried out, without those that were only expected."""
    return [event for event in events(dossier, held.evidence) if not is_expected(dossier, event)]


def shows_nothing(dossier: Dossier, held: "Commitment") -> bool:
    """True if nothing shows that a commitment is carried out: no event, no report and no later figure."""
    return not (evidence(dossier, held) or reported_done(dossier, held) or has_later_figures(held))


def lasts(dossier: Dossier, held: "Commitment") -> bool:
    """True if a commitment is a standing one, which is never done."""
    entry = latest(dossier, held)
    return entry is not None and entry.status == "standing"


def lacks_deadline(dossier: Dossier, held: "Commitment") -> bool:
    """True if a commitment needs a deadline and its record has none."""
    return not held.due and needs_deadline(dossier, held)


def needs_deadline(dossier: Dossier, held: "Commitment") -> bool:
    """True if a commitment is open and not a standing one, which is never done."""
    return not (is_settled(dossier, held) or lasts(dossier, held))


def is_unkept(dossier: Dossier, held: "Commitment", day: Date) -> bool:
    """True if a commitment is open, nothing shows it carried out, and it is not certainly due later."""
    if is_settled(dossier, held) or lasts(dossier, held) or is_overdue(dossier, held, day) is Answer.NO:
        return False
    return shows_nothing(dossier, held)


def reported_done(dossier: Dossier, held: "Commitment") -> "LogEntry | None":
    """Return the last entry that reports a commitment done or partly done, by its own status or a rival one."""
    past = (entry for entry in reversed(held.log) if _is_later(held, entry, dossier.as_of) is not Answer.YES)
    return next((entry for entry in past if DONE & {entry.status, _rival_status(held, entry)}), None)


def has_later_figures(held: "Commitment") -> bool:
    """True if a figure of a commitment counts what was done since."""
    return any(is_later_figure(held, found) for found in held.figures)


def is_later_figure(held: "Commitment", found: "Figure") -> bool:
    """True if a figure is certainly later than its commitment: it counts what was done, not what is owed."""
    begun = claimed(held, "made") or [entry.date for entry in held.log[:1] if entry.date]
    return found.date is not None and certainly_after([found.date], begun)


def is_overdue(dossier: Dossier, held: "Commitment", today: Date) -> Answer | None:
    """True if the deadline of a commitment is before `today`; None if it has no deadline.

    Undecided if only some of the deadlines that sources give have passed, or if the commitment may be settled.
    """
    deadlines = claimed(held, "due")
    if not deadlines:
        return None
    settled = _settled(dossier, held)
    if settled is Answer.YES:
        return Answer.NO
    answers = {due.over_by(today) for due in deadlines}
    if answers == {Answer.NO}:
        return Answer.NO
    return Answer.YES if answers == {Answer.YES} and settled is Answer.NO else Answer.CANNOT_TELL


def is_due_by(held: "Commitment", day: Date) -> Answer:
    """True if the deadline of a commitment is on or before a day; undecided if only some of the rival deadlines are."""
    answers = {ends_by(due, day) for due in claimed(held, "due")} or {Answer.NO}
    return answers.pop() if len(answers) == 1 else Answer.CANNOT_TELL
