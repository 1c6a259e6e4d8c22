"""Whether an entry in the log of a commitment says that nothing more is to come."""

from typing import TYPE_CHECKING

from brief.model.dates import Answer

if TYPE_CHECKING:
    from brief.model.commitments import Commitment, LogEntry


def settles(held: "Commitment", entry: "LogEntry") -> Answer:
    """Whether the status of an entry is a final one; where a rival of it says otherwise, it cannot be told.

    A rival that says "dropped" leaves it as it is: it does not name who dropped the commitment.
    """
    from brief.model.commitments import SETTLED

    path = f"log.{held.log.index(entry)}"
    rivals = (found.value.strip().lower() for found in held.differs if found.field in ("log", path, f"{path}.status"))
    found = {entry.status in SETTLED, *(value in SETTLED for value in rivals if value != "dropped")}
    return Answer.CANNOT_TELL if len(found) > 1 else Answer.YES if True in found else Answer.NO


def is_said_by_party(held: "Commitment", entry: "LogEntry") -> bool:
    """Whether one who owes the commitment, or to whom it is owed, says so; or nobody is named as saying it."""
    return not entry.said_by or not {*entry.said_by}.isdisjoint((*held.by, *held.for_))
