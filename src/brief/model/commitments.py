"""Commitments: who promised what, and what happened since."""

from typing import ClassVar, Literal

from brief.model.dates import Date
from brief.model.parts import AnyId, EventId, Figure, Many, Part, PartyId, Record, TopicId

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
