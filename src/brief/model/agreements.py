"""Agreements, and the programs that implement them."""

from typing import ClassVar

from brief.model.dates import Date
from brief.model.marks import Many
from brief.model.parts import AgreementId, EventId, Figure, Part, PartyId, ProgramId, Record, TopicId


class Provision(Part):
    """One thing that an agreement provides for."""

    text: str
    """What it provides for."""
    topics: Many[TopicId] = ()
    """What it is about."""


class Registration(Part):
    """The registration of an agreement."""

    register: str
    """The register: `United Nations Treaty Series`."""
    number: str | None = None
    """Its number there."""
    date: Date | None = None
    """When it was registered."""


class Agreement(Record):
    """A treaty, memorandum, framework, dialogue or other standing mechanism."""

    KIND: ClassVar[str] = "agreement"

    title: str
    """Its title, or what the sources call it."""
    also: Many[str] = ()
    """Other titles and acronyms."""
    kind: str | None = None
    """`memorandum`, `framework`, `dialogue`, `treaty` ..."""
    parties: Many[PartyId] = ()
    """Who agreed."""
    signed: EventId | None = None
    """The event at which it was signed."""
    period: Date | None = None
    """The period that it covers."""
    in_force: Date | None = None
    """When it entered into force."""
    terminated: Date | None = None
    """When it was terminated."""
    registered: Many[Registration] = ()
    """Where it is registered, and under which number."""
    builds_on: Many[AgreementId] = ()
    """Earlier agreements that it builds on."""
    provisions: tuple[Provision, ...] = ()
    """What it provides for."""
    topics: Many[TopicId] = ()
    """What it is about."""
    figures: tuple[Figure, ...] = ()
    """Numbers that the sources give."""
    summary: str | None = None
    """What the sources say about it, in a sentence or two."""


class Lasting(Agreement):
    """An agreement as of a day: it was terminated only later, so it had not ended on that day."""


class Program(Record):
    """A course, series of courses, exchange or project."""

    KIND: ClassVar[str] = "program"

    name: str
    """Its name, or what the sources call it."""
    also: Many[str] = ()
    """Other names and acronyms."""
    kind: str | None = None
    """`course`, `exchange`, `workshop` ..."""
    by: Many[PartyId] = ()
    """Who runs it."""
    for_: Many[PartyId] = ()
    """Who it is for."""
    under: Many[AgreementId] = ()
    """Agreements that it implements."""
    part_of: ProgramId | None = None
    """The larger program."""
    period: Date | None = None
    """When it runs."""
    subjects: Many[str] = ()
    """What is taught or done."""
    topics: Many[TopicId] = ()
    """What it is about."""
    figures: tuple[Figure, ...] = ()
    """Numbers that the sources give."""
    summary: str | None = None
    """What the sources say about it, in a sentence or two."""
