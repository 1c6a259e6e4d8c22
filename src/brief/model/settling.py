"""Decide whether a log entry settles its commitment."""

from typing import TYPE_CHECKING

from brief.model.dates import Answer

if TYPE_CHECKING:
    from brief.model.commitments import Commitment, LogEntry


def settles(held: "Commitment", entry: "LogEntry") -> Answer:
    """Answer whether the status of an entry is final. If a rival value disagrees, the answer is open.

    A rival "dropped" or "withdrawn" changes nothing, because it does not name who dropped the commitment.
    """
    from brief.model.commitments import SETTLED, WITHDRAWN

    path = f"log.{held.log.index(entry)}"
    rivals = (found.value.strip().lower() for found in held.differs if found.field in ("log", path, f"{path}.status"))
    found = {entry.status in SETTLED, *(value in SETTLED for value in rivals if value not in WITHDRAWN)}
    return Answer.CANNOT_TELL if len(found) > 1 else Answer.YES if True in found else Answer.NO


def is_withdrawn(entry: "LogEntry") -> bool:
    """True if an entry says that the commitment was given up, which only a party to it can do."""
    from brief.model.commitments import WITHDRAWN

    return entry.status in WITHDRAWN


def doers(entry: "LogEntry") -> tuple[str, ...]:
    """Return who did what an entry says; if nobody is named, who reported it."""
    return entry.done_by or entry.said_by


def is_by_party(held: "Commitment", entry: "LogEntry") -> bool:
    """True if a party to the commitment did what an entry reports, or if nobody is named."""
    named = doers(entry)
    return not named or not {*named}.isdisjoint((*held.by, *held.for_))
