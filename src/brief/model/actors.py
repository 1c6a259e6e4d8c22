"""Who acts: people and organizations."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from brief.model.dates import Date
from brief.model.parts import Many, OrganizationId, Record, Role


@dataclass(frozen=True, kw_only=True, init=False, repr=False, eq=False)
class Person(Record):
    """A human being."""

    KIND: ClassVar[str] = "person"

    name: str
    """Full name in native order and spelling, as far as known."""
    order: Literal["family-first", "given-first"] | None = None
    """Which end of the name is the family name; never guessed."""
    second_reference: str | None = None
    """Short form after the first mention: `General Thang`; never guessed."""
    also: Many[str] = ()
    """Other spellings and names."""
    pronounce: str | None = None
    """Pronunciation, spelled for readers of the dossier: `fahm mahn tahng`."""
    born: Date | None = None
    """Date of birth."""
    languages: Many[str] = ()
    """Languages that the person speaks."""
    roles: tuple[Role, ...] = ()
    """Posts, in any order; their dates decide."""
    summary: str | None = None
    """What the sources say about the person, in a sentence or two."""


@dataclass(frozen=True, kw_only=True, init=False, repr=False, eq=False)
class Organization(Record):
    """A country, ministry, department, international organization, mission or mechanism."""

    KIND: ClassVar[str] = "organization"

    name: str
    """Full name."""
    also: Many[str] = ()
    """Other names and acronyms."""
    kind: str | None = None
    """`country`, `ministry`, `department`, `international organization`, `mission` ..."""
    part_of: OrganizationId | None = None
    """The body that it belongs to; a ministry belongs to its country."""
    roles: tuple[Role, ...] = ()
    """Its parts in other bodies: member, chair, contributor, observer."""
    summary: str | None = None
    """What the sources say about it, in a sentence or two."""
