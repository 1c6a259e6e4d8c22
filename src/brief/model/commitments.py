"""Commitments, and whether an entry of their log settles them."""

from typing import ClassVar, Literal

from brief.model.dates import Answer, Date
from brief.model.marks import Many
from brief.model.parts import AnyId, EventId, Figure, Part, PartyId, Record, TopicId

Status = Literal[
    "planned",
    "pledged",
    "standing",
    "under-way",
    "partly-done",
    "done",
    "delayed",
    "failed",
    "superseded",
    "withdrawn",
    "dropped",
]
"""The status of a commitment. A standing one lasts, and is never done."""
WITHDRAWN: tuple[Status, ...] = ("withdrawn", "dropped")
"""Final statuses that only a party to the commitment can give it."""
SETTLED: tuple[Status, ...] = ("done", "failed", "superseded", *WITHDRAWN)
"""Final statuses."""


class LogEntry(Part):
    """What was reported about a commitment at one time."""

    date: Date | None = None
    """When it was reported."""
    status: Status
    """The status of the commitment then."""
    said_by: Many[PartyId] = ()
    """Who reported it. They only report."""
    done_by: Many[PartyId] = ()
    """Who did it: delivered, delayed, withdrew."""


class Commitment(Record):
    """A promise. The log never changes it; the last entry is the status."""

    KIND: ClassVar[str] = "commitment"

    text: str
    """What was promised."""
    by: Many[PartyId] = ()
    """Who owes it."""
    for_: Many[PartyId] = ()
    """To whom it is owed."""
    under: Many[AnyId] = ()
    """Agreements or programs that it belongs to."""
    made: Date | None = None
    """When it was made."""
    due: Date | None = None
    """When it is due. Omitted means that no deadline is given."""
    log: tuple[LogEntry, ...] = ()
    """What was reported since, earliest first."""
    evidence: Many[EventId] = ()
    """Events that show that it was kept, in whole or in part."""
    figures: tuple[Figure, ...] = ()
    """Numbers that the sources give, such as the amount that was promised."""
    unclear: str | None = None
    """What is left open."""
    topics: Many[TopicId] = ()
    """What it is about."""


def settles(held: "Commitment", entry: "LogEntry") -> Answer:
    """Answer whether the status of an entry is final. If a rival value disagrees, the answer is open.

    A rival "dropped" or "withdrawn" changes nothing, because it does not name who dropped the commitment.
    """
    path = f"log.{held.log.index(entry)}"
    rivals = (found.value.strip().lower() for found in held.differs if found.field in ("log", path, f"{path}.status"))
    found = {entry.status in SETTLED, *(value in SETTLED for value in rivals if value not in WITHDRAWN)}
    return Answer.CANNOT_TELL if len(found) > 1 else Answer.YES if True in found else Answer.NO


def is_withdrawn(entry: "LogEntry") -> bool:
    """True if an entry says that the commitment was given up, which only a party to it can do."""
    return entry.status in WITHDRAWN


def actors(entry: "LogEntry") -> tuple[str, ...]:
    """Return who did what an entry says; if nobody is named, who reported it."""
    return entry.done_by or entry.said_by


def is_by_party(held: "Commitment", entry: "LogEntry") -> bool:
    """True if a party to the commitment did what an entry reports, or if nobody is named."""
    named = actors(entry)
    return not named or not {*named}.isdisjoint((*held.by, *held.for_))
