"""The dossier as reports see it, and the queries that they share with checks."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Protocol, TypeVar

from brief.model.findings import Finding, Severity
from brief.named_tuple import NamedTuple

if TYPE_CHECKING:
    from brief.dossier.search_results import SearchResults
    from brief.dossier.trait import Over, Trait
    from brief.model.dates import Date
    from brief.model.events import Event
    from brief.model.header import Header
    from brief.model.names import Match
    from brief.model.parts import Record


Kind = TypeVar("Kind", bound="Record")


class FileStat(NamedTuple):
    """The state of a file in the file system, to detect changes."""

    path: str
    """Relative to the dossier's folder, with forward slashes."""
    modified: int
    """Nanoseconds."""
    changed: int
    """Nanoseconds; changes even if the modification time is set back."""
    size: int
    inode: int


HEAD_FILE = "dossier.yaml"
"""The file with the head, which marks the folder of a dossier."""
SOURCES_FOLDER = "sources"
"""Folder of a dossier with the copies and texts of its sources."""
REGISTER_FILE = "papers.jsonl"
"""The register of issued papers. It does not end in `.yaml`, so brief reads no records from it."""
MOST_FOUND = 500
"""The greatest number of records that `Dossier.find` returns."""


class Origin(NamedTuple):
    """The file and line of a record."""

    file: str
    line: int
    """0 if it must be searched for, as for the head."""
    withheld: str = ""
    """Why the text of the line and its last change must not be shown."""


class Name(NamedTuple):
    """The name of a record."""

    id: str
    kind: str
    label: str


class Link(NamedTuple):
    """A reference from one record to another."""

    id: str
    """The record that has the reference."""
    kind: str
    """The kind of that record."""
    path: str
    """The field of the reference: `who.jane-doe`, `signed`, `roles.0.org`, `cite.0.source`."""
    word: str | None
    """The value next to it: for `who`, the part taken."""


class EventFilter(NamedTuple):
    """A filter for events; empty fields do not filter."""

    since: "Date | None" = None
    until: "Date | None" = None
    known_at: "Date | None" = None
    """Exclude what certainly came after this day."""
    who: tuple[str, ...] = ()
    """Ids of people or organizations; any of them took part."""
    organizations: tuple[str, ...] = ()
    """Ids of organizations: one took part, was the place, or a participant has a post in it or in a part of it."""
    topics: tuple[str, ...] = ()
    """Ids of topics, or of topics above them."""
    kinds: tuple[str, ...] = ()
    ids: tuple[str, ...] | None = None
    """Only these events."""
    limit: int | None = None
    newest: bool = False
    """Latest first, without undated events."""


class Claim(NamedTuple):
    """One claimed date of an event."""

    event: "Event"
    date: "Date | None"
    rival: int | None
    """Index of the `differs` that claims it; None for the event's own date."""


class Catalogue(Protocol):
    """The queries that reports and checks share."""

    @property
    def header(self) -> "Header | None":
        """The head of the dossier."""

    @property
    def has_markings(self) -> bool:
        """True if a record or citation has a handling marking of its own."""

    def one(self, cls: type[Kind], id_: str) -> Kind | None:
        """Return the record of this class and id, the first of several; None if there is none."""

    def get(self, id_: str) -> "Record | None":
        """Return the record of this id; None if there is none."""

    def every(self, cls: type[Kind]) -> Iterator[Kind]:
        """Yield all records of this class, in the order of the files."""

    def name(self, id_: str) -> Name | None:
        """Return the name of a record, without reading all of it."""

    def origin(self, id_: str) -> Origin | None:
        """Return the file and line of a record; an empty id means the head."""

    @property
    def dossiers(self) -> "Mapping[str, Header | None]":
        """The dossiers that are joined in it, by name, each with its head; none for a dossier alone."""

    def home(self, id_: str) -> str:
        """Return the name of the dossier that a record is from; empty for a dossier alone."""

    def counts(self) -> dict[str, int]:
        """Return the number of records of each kind."""

    def linked_to(self, id_: str, field: str = "") -> Iterator[Link]:
        """Yield every reference to this id.

        With `field`, only from records that refer to it in that field, such as `differs.cite.source`.
        """

    def ids(self, kinds: Iterable[str] = (), beginning: str = "", most: int | None = None) -> Iterator[str]:
        """Return all ids of these kinds, or those that begin with some letters; `most` limits their number."""

    def findings(self, severity: Severity | None = None) -> Iterator[Finding]:
        """Yield the findings of one severity, or all, in the order of the files."""

    def finding_count(self, severity: Severity) -> int:
        """Return the number of findings of a severity."""

    def having(self, cls: type[Kind], trait: "Trait", over: "Over | None" = None) -> Iterator[Kind]:
        """Yield the records of a class with a trait, and perhaps others, in the order of the files.

        If the trait has bounds, `over` selects by whether it is over by a day.
        """


class Dossier(Catalogue, Protocol):
    """A dossier as reports see it, however it is stored."""

    @property
    def as_of(self) -> "Date | None":
        """The day of an `--as-of` view; None for all."""

    @property
    def known_by(self) -> "Date | None":
        """The day of a `--known-by` view; None for all."""

    def former_ids(self) -> dict[str, str]:
        """Return the current id for each former id that no record has now."""

    def withheld(self, about: "Record | Header") -> str:
        """Return why editorial text of a record or the dossier, such as its summary, must be withheld; else empty."""

    def records(self, kind: str, among: Iterable[str] | None = None) -> "Iterator[Record]":
        """Yield all records of a kind, or those that have one of some ids, in the order of the files."""

    def events(self, wanted: EventFilter) -> Iterator[Claim]:
        """Yield the claimed dates of the selected events, in order of time, undated ones last."""

    def referring(self, id_: str, kind: str) -> Iterator[str]:
        """Return the ids of other records of a kind that refer to this id, each once, in the order of the files."""

    def referring_counts(self, id_: str) -> dict[str, int]:
        """Return the number of other records of each kind that refer to this id, without zeros."""

    def having_count(self, kind: str, trait: "Trait") -> int:
        """Return how often records of a kind have a trait: a person has `post` once for each post."""

    def naming(self, cls: type[Kind], field: "Trait", ids: Iterable[str]) -> Iterator[Kind]:
        """Yield the records of a class that name one of these in `by` or `for`, or may, in the order of the files.

        May include others. `referring` is not enough: a record with an empty or disputed field has no reference.
        """

    def find(self, words: str, kinds: Iterable[str] = ()) -> "list[Match]":
        """Return the records that these words name, best first, with the reason; ids count as names.

        Return at most `MOST_FOUND`.
        """

    def holders(self, title: str) -> Iterator[str]:
        """Return the ids of people with a role whose title equals or begins with this, once folded."""

    def search(self, words: str, kinds: Iterable[str] = (), limit: int = 20) -> "SearchResults":
        """Return the records whose text or dates match these words, which may be a question."""

    def nearest(self, words: str, kinds: Iterable[str] = (), limit: int = 5) -> list[Name]:
        """Return the records with the names nearest to unknown words."""

    def event_kinds(self) -> list[str]:
        """Return the distinct kinds of events."""


def of_class(dossier: Catalogue, cls: type[Kind], ids: Iterable[str]) -> Iterator[Kind]:
    """Yield the records of a class that have one of these ids; other ids are skipped."""
    return (found for id_ in ids if (found := dossier.one(cls, id_)))


def existing(dossier: Dossier, id_: str) -> "Record":
    """Return the record of an id that a query of this dossier gave; raise `LookupError` if there is none."""
    found = dossier.get(id_)
    if found is None:
        raise LookupError(id_)
    return found
