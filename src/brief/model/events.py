"""What happened."""

from typing import ClassVar, Literal

from brief.model.dates import Date
from brief.model.marks import Many
from brief.model.parts import AgreementId, EventId, Figure, Participant, ProgramId, Record, TopicId, Venue
from brief.model.shape import field


class Event(Record):
    """Something that happened, or is said to have happened, at a time."""

    KIND: ClassVar[str] = "event"

    title: str
    """What happened, in one line."""
    date: Date | None = None
    """When it happened, in EDTF, as precisely as the source says. Omitted means unknown."""
    status: Literal["planned", "held", "cancelled", "postponed"] | None = None
    """Whether it took place. By default its kind, its title and its sources decide."""
    kind: str | None = None
    """`signing`, `visit`, `meeting`, `course`, `deployment` ..."""
    place: Venue | None = None
    """Where: a place or organization, or words if no record is worth making: `a hall in Oxmere`."""
    who: dict[Participant, str | None] = field(default_factory=dict)
    """People and organizations that took part, each with the part it played. Those not worth a record are described in
    words: `students of three schools`."""
    part_of: EventId | None = None
    """The larger event, such as the visit that a meeting belonged to."""
    agreements: Many[AgreementId] = ()
    """Agreements that it concerns."""
    programs: Many[ProgramId] = ()
    """Programs that it belongs to."""
    topics: Many[TopicId] = ()
    """What it is about."""
    figures: tuple[Figure, ...] = ()
    """Numbers that the sources give."""
    summary: str | None = None
    """What the sources say about it, in a sentence or two."""
