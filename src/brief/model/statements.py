"""Opinions and unknowns: never mixed with fact."""

from typing import ClassVar, Literal

from brief.model.dates import Date
from brief.model.marks import Many
from brief.model.parts import AnyId, Holder, Record, TopicId

Likelihood = Literal[
    "almost no chance",
    "very unlikely",
    "unlikely",
    "roughly even chance",
    "likely",
    "very likely",
    "almost certain",
]
"""The terms of likelihood of ICD 203, lowest first."""


class Assessment(Record):
    """An opinion, a judgement or a forecast, and who holds it."""

    KIND: ClassVar[str] = "assessment"

    text: str
    """The opinion, with its hedges."""
    by: Many[Holder] = ()
    """Who holds it: a person, an organization, or a description in words."""
    about: Many[AnyId] = ()
    """The records that it is about."""
    stance: Literal["opportunity", "risk", "support", "criticism", "neutral"] | None = None
    """Its position on the matter."""
    likelihood: Likelihood | None = None
    """ICD 203 term, only if the source gives one."""
    confidence: Literal["low", "moderate", "high"] | None = None
    """Confidence in the judgement, only if the source gives one; never in one sentence with the likelihood."""
    date: Date | None = None
    """When it was held."""
    topics: Many[TopicId] = ()
    """What it is about."""


class Question(Record):
    """Something that is not known."""

    KIND: ClassVar[str] = "question"

    text: str
    """The question."""
    about: Many[AnyId] = ()
    """The records that it is about."""
    flagged_by: Literal["source", "desk"] = "desk"
    """Who says that it is unknown: a source, or the author of the dossier."""
    answer: str | None = None
    """What has been found since."""
    topics: Many[TopicId] = ()
    """What it is about."""
