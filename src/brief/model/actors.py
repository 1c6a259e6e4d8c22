"""Who acts: people and organizations."""

from typing import Annotated, ClassVar, Literal

from brief.locale import say
from brief.model.dates import Date
from brief.model.marks import Form, Many
from brief.model.parts import Figure, ImagePath, OrganizationId, Part, Record, Role
from brief.model.shape import Fields, field


class Membership(Part):
    """Membership of a party, faction or other body, apart from offices, which are roles."""

    org: OrganizationId
    """The body."""
    from_: Date | None = None
    """When it began; only if a source says so."""
    to: Date | None = None
    """When it ended; only if a source says so. Omitted means unknown."""
    end_reason: str | None = None
    """Why it ended: `expelled`, `joined another party`. It needs `to`."""
    seen: Many[Date] = ()
    """Dates on which a source shows it."""


class Name(Part):
    """Another name, with its language, its script or the time when it was used."""

    name: str
    """The name as written in this language and script."""
    language: str | None = None
    """Its language, as a BCP 47 tag: `vi`, `sr-Latn`."""
    script: Annotated[str | None, Form("[A-Z][a-z]{3}", say("a script code of ISO 15924"), "Cyrl")] = None
    """Its script, as a code of ISO 15924: `Latn`, `Cyrl`, `Hans`."""
    from_: Date | None = None
    """When the name came into use."""
    to: Date | None = None
    """When it went out of use."""


class Contact(Fields):
    """How to reach a person or organization."""

    email: Annotated[str | None, Form("[^@\\s]+@[^@\\s]+", say("an e-mail address"), "desk@example.org")] = None
    """E-mail address."""
    phone: str | None = None
    """Telephone number, as printed."""
    address: str | None = None
    """Postal address."""


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
    names: tuple[Name, ...] = ()
    """Other names with their language, script or period. Names alone go into `also`."""
    pronounce: str | None = None
    """Pronunciation, spelled for readers of the dossier: `fahm mahn tahng`."""
    born: Date | None = None
    """Date of birth."""
    died: Date | None = None
    """Date of death."""
    languages: Many[str] = ()
    """Languages that the person speaks."""
    form_of_address: str | None = None
    """How to address the person: `Your Excellency`; never guessed."""
    roles: tuple[Role, ...] = ()
    """Posts, in any order; their dates decide."""
    memberships: tuple[Membership, ...] = ()
    """Memberships of parties and other bodies, apart from posts."""
    identifiers: dict[str, str] = field(default_factory=dict)
    """Identifiers in other databases, each under the name of its scheme: `{wikidata: Q1, url: https://...}`."""
    contact: Contact | None = None
    """How to reach the person."""
    links: Many[str] = ()
    """Web addresses of pages about the person."""
    portrait: ImagePath | None = None
    """Path of a portrait in the dossier's folder: PNG or JPEG."""
    summary: str | None = None
    """What the sources say about the person, in a sentence or two."""


class Organization(Record):
    """A country, ministry, department, international organization, mission or mechanism."""

    KIND: ClassVar[str] = "organization"

    name: str
    """Full name."""
    also: Many[str] = ()
    """Other names and acronyms."""
    names: tuple[Name, ...] = ()
    """Other names with their language, script or period. Names alone go into `also`."""
    kind: str | None = None
    """`country`, `ministry`, `department`, `international organization`, `mission` ..."""
    part_of: OrganizationId | None = None
    """The body that it belongs to; a ministry belongs to its country."""
    roles: tuple[Role, ...] = ()
    """Its parts in other bodies: member, chair, contributor, observer."""
    figures: tuple[Figure, ...] = ()
    """Numbers that the sources give."""
    identifiers: dict[str, str] = field(default_factory=dict)
    """Identifiers in other databases, each under the name of its scheme: `{wikidata: Q1, url: https://...}`."""
    contact: Contact | None = None
    """How to reach it."""
    links: Many[str] = ()
    """Web addresses of pages about it."""
    summary: str | None = None
    """What the sources say about it, in a sentence or two."""
