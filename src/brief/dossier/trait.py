"""The facets that a store has an index for, and how a question selects by them."""

from typing import Literal

from brief.model.dates import Answer
from brief.model.dates.comparison import FOREVER
from brief.named_tuple import NamedTuple

Trait = Literal[
    "source",  # an open question of a source
    "desk",  # an open question of the author
    "answered",
    "open",  # a commitment that may be unsettled
    "settled",  # a commitment that may be settled
    "unkept",  # a commitment without evidence, or not settled
    "by",  # a commitment whose debtor is unknown or disputed
    "for",  # the same for the creditor
    "indefinite",  # an event without a place or an exact day
    "post",  # once for each post
    "pictured",  # a person with a portrait
    "postless",
    "thin",  # a fact, or a person with a post, with few sources; some may repeat others
    "echo",  # a source that repeats others
    "keyed",  # a source with a key
    "copied",  # a source with a kept copy
    "unsigned",  # an agreement; the report also reads its signing
    "placeless",  # a record with a citation without a locator
    "marked",  # a record with a handling marking of its own, or with a citation that has one
]


class Found(NamedTuple):
    """A trait of a record, with bounds."""

    trait: Trait
    low: int | None = None
    """The first day on which it is not over: the first deadline of an open commitment, the last confirmation of a post.
    For `thin`, the number of cited sources. None means unknown."""
    high: int | None = None
    """The last day on which it may not be over; None if there is no such day."""


class Over(NamedTuple):
    """Selects by whether a trait is over by a day."""

    answer: Answer
    early: int
    """It is certainly over if its last possible day is before this day."""
    late: int
    """It is certainly not over if its first day is this day or later."""
    beyond: int = FOREVER
    """Bounds beyond this day have no meaning."""
