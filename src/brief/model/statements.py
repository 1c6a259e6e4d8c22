"""Opinions and unknowns: never mixed with fact."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from brief.model.dates import Date
from brief.model.parts import AnyId, Holder, Many, Record, TopicId

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


@dataclass(frozen=True, kw_only=True, init=False, repr=False, eq=False)
class Assessment(Record):
    """An opinion, a judgement or a forecast, with its holder."""

    KIND: ClassVar[str] = "assessment"

    text: str
    """What is held, with its hedges."""
    by: Many[Holder] = ()
    """Who holds it: a person, an organization, or a description in words."""
    about: Many[AnyId] = ()
    """The records that it is about."""
    stance: Literal["opportunity", "risk", "support", "criticism", "neutral"] = "neutral"
    """Which way it points."""
    likelihood: Likelihood | None = None
    """ICD 203 term, only where the source gives one."""
    confidence: Literal["low", "moderate", "high"] | None = None
    """Confidence in the judgement, only where the source gives one; never in one sentence with the likelihood."""
    date: Date | None = None
    """When it was held."""
    topics: Many[TopicId] = ()
    """What it is about."""


@dataclass(frozen=True, kw_only=True, init=False, repr=False, eq=False)
class Question(Record):
    """Something that is not known."""

    KIND: ClassVar[str] = "question"

    text: str
    """The question."""
    about: Many[AnyId] = ()
    """The records that it is about."""
    flagged_by: Literal["source", "desk"] = "desk"
    """Whether a source says that it is unknown, or the writer of the dossier noticed."""
    answer: str | None = None
    """What was found since."""
    topics: Many[TopicId] = ()
    """What it is about."""
