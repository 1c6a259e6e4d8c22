"""Decide whether a log entry settles its commitment."""

from typing import TYPE_CHECKING

from brief.model.dates import Answer

if TYPE_CHECKING:
    from brief.model.commitments import Commitment, LogEntry


def settles(held: "Commitment", entry: "LogEntry") -> Answer:
    """Answer whether the status of an entry is final. If a rival value disagrees, the answer is open.

    A rival "dropped" changes nothing, because it does not name who dropped the commitment.
    """
    from brief.model.commitments import SETTLED

    path = f"log.{held.log.index(entry)}"
    rivals = (found.value.strip().lower() for found in held.differs if found.field in ("log", path, f"{path}.status"))
    found = {entry.status in SETTLED, *(value in SETTLED for value in rivals if value != "dropped")}
    return Answer.CANNOT_TELL if len(found) > 1 else Answer.YES if True in found else Answer.NO


def is_said_by_party(held: "Commitment", entry: "LogEntry") -> bool:
    """True if a party to the commitment reports it, or if nobody is named."""
    return not entry.said_by or not {*entry.said_by}.isdisjoint((*held.by, *held.for_))
