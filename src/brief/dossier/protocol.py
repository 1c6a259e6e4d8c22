"""The dossier as reports and checks see it, and what passes between loading and storing."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from brief.model.findings import Finding, Severity

if TYPE_CHECKING:
    from brief.dossier.traits import Over, Trait
    from brief.model.dates import Date
    from brief.model.events import Event
    from brief.model.header import Header
    from brief.model.names import Match
    from brief.model.parts import Record


Kind = TypeVar("Kind", bound="Record")


class Stamp(NamedTuple):
    """A file of a dossier as the file system knows it: enough to see that it is unchanged."""

    path: str
    """Relative to the dossier's folder, with forward slashes."""
    modified: int
    """Nanoseconds."""
    changed: int
    """Nanoseconds; also moves where the time of modification is set back."""
    size: int
    inode: int


class Placed(NamedTuple):
    """A record and the line of its id."""

    record: "Record"
    line: int


HEAD_FILE = "dossier.yaml"
"""The file of a dossier's head, which marks its folder."""


class Origin(NamedTuple):
    """Where a record stands."""

    file: str
    line: int
    """0 where it is to be looked for, as that of the head is."""
    withheld: str = ""
    """Why the line, and what changed it last, are not to be shown."""


class Name(NamedTuple):
    """What a record is called."""

    id: str
    kind: str
    label: str


class Link(NamedTuple):
    """One mention of a record in another."""

    id: str
    """The record that mentions it."""
    kind: str
    """The kind of that record."""
    path: str
    """The field of the mention: `who.jane-doe`, `signed`, `roles.0.org`, `cite.0.source`."""
    word: str | None
    """What stands beside it: the part taken, for `who`."""


class Dangling(NamedTuple):
    """A mention of an id that does not exist, or is of a kind that may not stand there."""

    id: str
    """The record that mentions it."""
    file: str
    line: int
    """The line of the record's id."""
    path: str
    target: str
    allowed: tuple[str, ...]
    """The kinds that may stand there; none: any."""
    words: bool
    """Whether a description in words may stand there instead."""
    found: str | None
    """The kind that the id is of, if it exists."""


class Form(NamedTuple):
    """A spelling of a record's name."""

    id: str
    """The record."""
    text: str
    preferred: bool


class EventFilter(NamedTuple):
    """Which events are asked for; what is left out does not narrow."""

    since: "Date | None" = None
    until: "Date | None" = None
    known_at: "Date | None" = None
    """The world as it was then: what certainly came later is left out."""
    who: tuple[str, ...] = ()
    """Ids of people or organizations, any of which took part."""
    organizations: tuple[str, ...] = ()
    """Ids of organizations: one took part, was the place, or a participant has a post in it or below it."""
    topics: tuple[str, ...] = ()
    """Ids of topics, or of wider ones."""
    kinds: tuple[str, ...] = ()
    ids: tuple[str, ...] | None = None
    """These events alone."""
    limit: int | None = None
    newest: bool = False
    """The latest first, and none that is undated."""


class Claim(NamedTuple):
    """One date that is claimed for an event."""

    event: "Event"
    date: "Date | None"
    rival: int | None
    """Which of the event's `differs` claims it; nothing for the event's own date."""


class Hit(NamedTuple):
    """A record that a search found."""

    id: str
    kind: str
    words: tuple[frozenset[str], ...]
    """The words of it that fit, for each part of the question that any does, as `brief.dossier.terms` spells them."""
    dated: bool
    """Whether a date of it fits."""
    whole: bool
    """Whether it holds all that was asked for, as far as any record holds it."""


class Hits(NamedTuple):
    """What a search found."""

    found: list[Hit]
    """Best first."""
    more: bool
    """Whether there are more than were wanted."""
    capped: int
    """How many records were ranked at a time, where more fit; else 0."""
    strange: dict[str, list[str]]
    """The words of the question that no record holds, each with the nearest that one does."""
    dates: "list[Date]"
    """The dates in the question."""


class Catalogue(Protocol):
    """What reports and checks both ask of a dossier."""

    @property
    def header(self) -> "Header | None":
        """The head of the dossier."""

    def one(self, cls: type[Kind], id_: str) -> Kind | None:
        """The record of this class and id, the first of several; nothing where there is none."""

    def name(self, id_: str) -> Name | None:
        """What the record of this id is called, without reading all of it."""

    def origin(self, id_: str) -> Origin | None:
        """Where the record of this id stands in the files, or the head by the id of none."""

    def counts(self) -> dict[str, int]:
        """How many records of each kind there are."""

    def linked_to(self, id_: str) -> Iterator[Link]:
        """Every mention of this id in other records."""

    def ids(self, kinds: Iterable[str] = ()) -> Iterator[str]:
        """All ids of these kinds."""

    def findings(self, severity: Severity | None = None) -> Iterator[Finding]:
        """What is wrong or doubtful, in the order of the files; of one severity, or all."""

    def finding_count(self, severity: Severity) -> int:
        """How many findings of a severity there are."""

    def having(self, kind: str, trait: "Trait", over: "Over | None" = None) -> Iterator[Any]:
        """The records of a kind with a trait, and perhaps others, in the order of the files.

        Where the trait has bounds, those that answer so: whether what is bounded is `over` by a day.
        """


class Dossier(Catalogue, Protocol):
    """A dossier of facts as reports see it, whoever keeps it."""

    @property
    def as_of(self) -> "Date | None":
        """The day whose world it shows; nothing where it shows all."""

    @property
    def known_by(self) -> "Date | None":
        """The day by which what it says was known; nothing where all of it is told."""

    def withheld(self, about: "Record | Header") -> str:
        """Why what the desk wrote about a record or the dossier, such as its summary, must not be shown; else empty."""

    def get(self, id_: str) -> Any:
        """The record of this id, of the dataclass of its kind; nothing where there is none."""

    def records(self, kind: str) -> Iterator[Any]:
        """All records of a kind, of its dataclass, in the order of the files."""

    def events(self, wanted: EventFilter) -> Iterator[Claim]:
        """The claimed dates of the events asked for, in order of time; the undated last."""

    def referring(self, id_: str, kind: str) -> Iterator[str]:
        """Ids of the other records of a kind that mention this id, each once, in the order of the files."""

    def referring_counts(self, id_: str) -> dict[str, int]:
        """How many other records of each kind mention this id; kinds of which none does are left out."""

    def having_count(self, kind: str, trait: "Trait") -> int:
        """How often records of a kind have a trait: a holder has `post` once for each."""

    def naming(self, kind: str, field: "Trait", ids: Iterable[str]) -> Iterator[Any]:
        """The records of a kind that name one of these in `by` or `for`, or perhaps do, and perhaps others.

        In the order of the files. `referring` would not do: where a record is silent or disputed, no mention tells.
        """

    def find(self, words: str, kinds: Iterable[str] = ()) -> "list[Match]":
        """The records that these words name, best first, each with the reason; ids count as names."""

    def holders(self, title: str) -> Iterator[str]:
        """Ids of the people with a role whose title is or begins so, apart from capitals, accents and punctuation."""

    def search(self, words: str, kinds: Iterable[str] = (), limit: int = 20) -> Hits:
        """The records whose text or dates fit these words, which may be a question."""

    def nearest(self, words: str, kinds: Iterable[str] = (), limit: int = 5) -> list[Name]:
        """The records whose names are nearest to words that name none."""

    def event_kinds(self) -> list[str]:
        """The kinds that events are said to be of, each once."""


class AuditedDossier(Catalogue, Protocol):
    """What checks ask; `among` narrows a question to what may have changed with these records.

    They ask for a record by its class as well as its id: in a dossier with errors an id may be that of another kind, or
    of two. So no check can take a record for one of a kind that it is not.
    """

    def every(self, cls: type[Kind]) -> Iterator[Kind]:
        """All records of this class, in the order of the files."""

    def kinds_of(self, id_: str) -> list[str]:
        """The kinds of the records that have this id; in a sound dossier there is one at most."""

    def files(self) -> list[str]:
        """The files that it was read from, in the order of their paths."""

    def mentions(self, field: str, among: Iterable[str] | None = None) -> Iterator[tuple[str, str]]:
        """Who mentions whom in this field, such as `part_of`: pairs of ids.

        `among` these records and those that are reached from them.
        """

    def mentioning(self, field: str, targets: Iterable[str]) -> Iterator[str]:
        """Ids of the records that mention any of these in this field."""

    def unmentioned(self, kind: str) -> Iterator[str]:
        """Ids of the records of a kind that no other record mentions, in the order of the files."""

    def dangling(self, among: Iterable[str] | None = None) -> Iterator[Dangling]:
        """Mentions of ids that do not exist, or that are of a kind that may not stand there."""

    def broken(self) -> set[str]:
        """Ids of the records that could not be read; an empty one where it is not known how many there are."""

    def repeated_ids(self, among: Iterable[str] | None = None) -> Iterator[tuple[str, list[Origin]]]:
        """Ids that stand more than once, each with all its places."""

    def namesakes(self, kind: str, most: int) -> Iterator[tuple[Form, list[Form]]]:
        """Spellings of names of this kind, in the order of the files, which have the words of others above them.

        Each with the last of those, so many at most.
        """

    def coinciding(self, most: int) -> Iterator[tuple[str, list[str]]]:
        """Events, in the order of the files, that have a date and something else in common with others above them.

        Which is their title, or their kind and a participant; each with the last of those, so many at most for each
        reason.
        """

    def first_days(self) -> Iterator[tuple[str, int | None, list[str]]]:
        """Dated events, in the order of the files: id, first day (none: open), and the sources cited."""


def standing(finding: Finding, dossier: Catalogue) -> tuple[str, int]:
    """File and line of what a finding is about: of its record, or of the head."""
    origin = dossier.origin(finding.record) or Origin(HEAD_FILE, 0)
    return finding.file or origin.file, finding.line or origin.line
