"""The parts that records are made of: references, citations, differences, roles.

These modules keep real types in their annotations (no `from __future__ import annotations`),
because validation, storage, backlinks, the JSON Schema and the reference page all read them.
"""

from typing import Annotated, Any, ClassVar, Literal

from brief.locale import say
from brief.model.dates import Date
from brief.model.marks import Form, ImageFile, Many, OneOrMore, Ref, Words
from brief.model.shape import Fields, field
from brief.model.vocabulary import Vocabulary


class CitedByField(OneOrMore):
    """Marks citations, which may also be written as a map from field to citations, with `rest` for all other fields."""

    @staticmethod
    def listed(value: Any) -> Any:
        """Return the citations as a list; those of a map get the name of their field."""
        if not isinstance(value, dict) or "source" in value:
            return OneOrMore.listed(value)
        return [
            Citation.of_field(field, each)
            for field, held in value.items()
            for each in (held if isinstance(held, list) else [held])
        ]


MOST = 1_200
"""Maximum value of a number field (months: a hundred years); the minimum is 1."""


SourceId = Annotated[str, Ref(("source",))]
OrganizationId = Annotated[str, Ref(("organization",))]
PlaceId = Annotated[str, Ref(("place", "organization"))]
TopicId = Annotated[str, Ref(("topic",))]
EventId = Annotated[str, Ref(("event",))]
AgreementId = Annotated[str, Ref(("agreement",))]
ProgramId = Annotated[str, Ref(("program",))]
PartyId = Annotated[str, Ref(("person", "organization"))]
AnyId = Annotated[str, Ref()]
Holder = Annotated[str, Ref(("person", "organization"), Words.ANY)]
Participant = Annotated[str, Ref(("person", "organization"), Words.PHRASE)]
Venue = Annotated[str, Ref(("place", "organization"), Words.PHRASE)]
ImagePath = Annotated[str, ImageFile()]
Currency = Annotated[str, Form("[A-Z]{3}", say("a currency code of ISO 4217, three capital letters"), "EUR")]


class Citation(Fields, kw_only=False):
    """A source and a locator in it, written as `SOURCE LOCATOR` or as a map."""

    source: SourceId
    """Id of the source."""
    at: str = ""
    """Locator: `¶7`, `¶3-5`, `p. 12`, `pp. 3-4`, `§ 2`, `ch. 3`, `12:30` in a recording."""
    quote: str | None = None
    """The passage, word for word; checked against the source's local text if there is one."""
    credibility: Literal["1", "2", "3", "4", "5", "6"] | None = None
    """Admiralty code of the information, 1 (confirmed) to 6 (cannot be judged)."""
    handling: str | None = None
    """Marking of what this citation says, such as `TLP:AMBER`, if it is higher than that of the source."""
    for_: Many[str] = ()
    """The fields that it supports (`date`, `roles.0.rank`). By default, every field that no other citation names."""

    @property
    def locator(self) -> str:
        """Return the locator as it is printed: `¶2` even if it is written as `para 2`."""
        if not self.at.startswith(("p", "P", "#")) and ", " not in self.at:
            return self.at
        from brief.model.locators import usual

        return usual(self.at)

    def __str__(self) -> str:
        """Return the citation as a dossier should have it."""
        return f"{self.source} {self.locator}".rstrip()

    @classmethod
    def fields(cls, value: Any) -> Any:
        """Turn `SOURCE LOCATOR` into a map of both."""
        if not isinstance(value, str):
            return super().fields(value)
        source, _, at = value.strip().partition(" ")
        return {"source": source, "at": at.strip()}

    @classmethod
    def of_field(cls, field: str, value: Any) -> Any:
        """Read a citation under the name of the field that it supports. Under `rest`, it names no field."""
        held = cls.fields(value)
        return held if field == "rest" or not isinstance(held, dict) or "for" in held else {**held, "for": [field]}


Citations = Annotated[tuple[Citation, ...], CitedByField()]


class Part(Fields):
    """The fields of every part of a record."""

    cite: Citations = ()
    """Where the sources say it."""
    inferred: str | None = None
    """What it is inferred from, if no source states it."""
    note: str | None = None
    """A remark of the author."""


class Difference(Part):
    """What another passage or source says instead."""

    field: str | None = None
    """The disputed field (`date`, `roles.0.rank`); omit it if the whole record is disputed."""
    value: str
    """The other value, in the form of the field."""


class Role(Part):
    """A post that a person holds, or the part of one body in another."""

    title: str
    """The post or part: `Head of department`, `member`, `chair`."""
    rank: str | None = None
    """Military, police or diplomatic rank in this post."""
    org: OrganizationId | None = None
    """Where the post is."""
    constituency: str | None = None
    """The constituency, region or group that the person represents in this post."""
    from_: Date | None = None
    """When it began; only if a source says so."""
    to: Date | None = None
    """When it ended; only if a source says so. Omitted means unknown, never "present"."""
    end_reason: str | None = None
    """Why it ended: `resigned`, `term expired`. It needs `to`."""
    seen: Many[Date] = ()
    """Dates on which a source shows it."""


class Ongoing(Role):
    """A role as of a day: it ended only later, so the person held it on that day."""


class Figure(Part):
    """A number that the sources give."""

    what: str
    """What is counted: `officers sent for language training`."""
    value: str
    """The number as given, with its unit or hedge: `2`, `about 40`, `CAD 3 million`."""
    date: Date | None = None
    """When it was true."""
    currency: Currency | None = None
    """Currency of an amount of money, as a code of ISO 4217: `EUR`. The value is then the number alone."""
    payer: PartyId | None = None
    """Who pays the amount."""
    payee: PartyId | None = None
    """Who receives the amount."""


class Record(Fields):
    """The fields of every record."""

    KIND: ClassVar[str]
    as_of: ClassVar[Date | None] = None
    """The day of the `--as-of` view that shows the record; None for a record as the files have it."""
    moved: ClassVar[tuple[tuple[dict[str, str | None], dict[str, str | None]], ...]] = ()
    """The places of items in each view of the record, and their places before it, the last view first."""
    vocabulary: ClassVar[Vocabulary | None] = None
    """The words of its dossier in another language; None in English, and for a record that no store has."""

    id: str
    """The key of the record: `[a-z0-9][a-z0-9-]*`, unique in the dossier."""
    cite: Citations = ()
    """Where the sources say it."""
    differs: tuple[Difference, ...] = ()
    """What other passages or sources say instead."""
    inferred: dict[str, str] = field(default_factory=dict)
    """Fields that no source states, each with what it is inferred from.

    A citation that names such a field cites the passage behind the inference. `why` prints it.
    """
    external: bool = False
    """True if it comes from outside the dossier's main sources."""
    short: str | None = None
    """A short title for tables, lists and pictures, at most 60 characters. It shares the sources of the title."""
    importance: Literal["high", "normal", "low"] = "normal"
    """Decides what is shown first, and what is omitted first if there is no room for all."""
    was: Many[str] = ()
    """Former ids. Commands understand them, and so do references to this record."""
    handling: str | None = None
    """Marking of this record, such as `TLP:AMBER`. A page that names it is marked at least as high."""
    note: str | None = None
    """A remark of the author."""

    def __hash__(self) -> int:
        """Hash the id, which equal records share."""
        return hash(self.id)


DESK = frozenset(("inferred", "external", "short", "importance", "handling", "key", "portrait", "copy", "was", "note"))
"""Editorial fields: the author fills them, not a source."""


def spoken(cls: type) -> str:
    """Return the name of a class in words: `log entry` for `LogEntry`."""
    return "".join(f" {sign.lower()}" if sign.isupper() else sign for sign in cls.__name__).strip()
