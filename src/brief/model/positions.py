"""Positions: what our own side wants and says."""

from typing import ClassVar, Literal

from brief.model.dates import Date
from brief.model.marks import Many
from brief.model.parts import PartyId, Record, TopicId


class Position(Record):
    """What our own side wants, says or will not raise. It is our own, so it needs no source."""

    KIND: ClassVar[str] = "position"

    text: str
    """The position, in the words to be used."""
    use: Literal["objective", "point", "response", "press-line", "do-not-raise"]
    """What it is for: an objective, a point to make, a response if asked, a line for the press, or a subject that we do
    not raise."""
    if_raised: str | None = None
    """What others may raise, to which this is the response. Required for a response."""
    topics: Many[TopicId] = ()
    """What it is about."""
    with_: Many[PartyId] = ()
    """With whom it is used. By default, with anyone."""
    valid: Date | None = None
    """The period in which it may be used."""
    approved_by: str | None = None
    """Who approved it, and when: `Director, 2026-03-12`."""
