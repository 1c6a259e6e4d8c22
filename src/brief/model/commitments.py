"""Who promised what, and what came of it."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from brief.model.dates import Date
from brief.model.parts import AnyId, EventId, Many, Part, PartyId, Record, TopicId

Status = Literal["planned", "pledged", "under-way", "partly-done", "done", "delayed", "dropped"]
"""How far a promise has come."""
SETTLED: tuple[Status, ...] = ("done", "dropped")
"""Those after which nothing more is to come."""


@dataclass(frozen=True, kw_only=True, init=False, repr=False, eq=False)
class LogEntry(Part):
    """What was said of a promise at one time."""

    date: Date | None = None
    """When it was said."""
    status: Status
    """How far the promise had come then."""
    said_by: Many[PartyId] = ()
    """Who said so."""


@dataclass(frozen=True, kw_only=True, init=False, repr=False, eq=False)
class Commitment(Record):
    """A promise. The log never overwrites it; the last entry is the status."""

    KIND: ClassVar[str] = "commitment"

    text: str
    """What was promised."""
    by: Many[PartyId] = ()
    """Who owes it."""
    for_: Many[PartyId] = ()
    """To whom."""
    under: Many[AnyId] = ()
    """Agreements or programs that it belongs to."""
    made: Date | None = None
    """When it was made."""
    due: Date | None = None
    """When it is due; left out means that no deadline is given."""
    log: tuple[LogEntry, ...] = ()
    """What was said of it since, the earliest first."""
    evidence: Many[EventId] = ()
    """Events that show it carried out, in whole or part."""
    unclear: str | None = None
    """What is left open."""
    topics: Many[TopicId] = ()
    """What it is about."""
