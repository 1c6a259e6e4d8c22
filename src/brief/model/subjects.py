"""Places and topics."""

from typing import Annotated, ClassVar

from brief.locale import say
from brief.model.marks import Form, Many
from brief.model.parts import PlaceId, Record, TopicId
from brief.model.shape import Fields


class Coordinates(Fields):
    """A point on the map, in decimal degrees of WGS 84."""

    latitude: Annotated[
        str, Form("[+-]?([0-8]?[0-9](\\.[0-9]+)?|90(\\.0+)?)", say("a number of degrees from -90 to 90"), "52.1")
    ]
    """Degrees north; south is negative. As many decimal places as are known."""
    longitude: Annotated[
        str,
        Form(
            "[+-]?((1[0-7][0-9]|[0-9]{1,2})(\\.[0-9]+)?|180(\\.0+)?)",
            say("a number of degrees from -180 to 180"),
            "4.3",
        ),
    ]
    """Degrees east; west is negative."""


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
    coordinates: Coordinates | None = None
    """Where it is on the map."""
    summary: str | None = None
    """What the sources say about it, in a sentence or two."""


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
