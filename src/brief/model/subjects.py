"""Places and topics."""

from dataclasses import dataclass
from typing import ClassVar

from brief.model.parts import Many, PlaceId, Record, TopicId


@dataclass(frozen=True, kw_only=True, init=False, repr=False, eq=False)
class Place(Record):
    """A place that is not an organization. A country may be either."""

    KIND: ClassVar[str] = "place"

    name: str
    """Name as written in the dossier's language."""
    also: Many[str] = ()
    """Other names."""
    kind: str | None = None
    """`city`, `region`, `base` ..."""
    part_of: PlaceId | None = None
    """The larger place or country that it is in."""
    summary: str | None = None
    """What the sources say about it, in a sentence or two."""


@dataclass(frozen=True, kw_only=True, init=False, repr=False, eq=False)
class Topic(Record):
    """A subject of events, agreements and statements."""

    KIND: ClassVar[str] = "topic"

    name: str
    """Name of the topic."""
    also: Many[str] = ()
    """Other names."""
    part_of: TopicId | None = None
    """The wider topic."""
    summary: str | None = None
    """What the sources say about it, in a sentence or two."""
