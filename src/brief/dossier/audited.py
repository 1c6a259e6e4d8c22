"""The dossier as checks see it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Protocol

from brief.dossier.protocol import HEAD_FILE, Catalogue, Origin
from brief.model.findings import Finding
from brief.named_tuple import NamedTuple

if TYPE_CHECKING:
    from brief.model.marks import Ref


class BrokenReference(NamedTuple):
    """A reference to an id that does not exist or is of the wrong kind."""

    id: str
    """The record that has the reference."""
    file: str
    line: int
    """The line of the record's id."""
    path: str
    target: str
    ref: "Ref"
    """The allowed kinds, and whether a description in words is allowed instead."""
    found: str | None
    """The kind of the id, if it exists."""


class Form(NamedTuple):
    """A spelling of a record's name."""

    id: str
    """The record."""
    text: str
    preferred: bool


class AuditedDossier(Catalogue, Protocol):
    """The queries of checks; `among` limits a query to what may have changed with these records.

    Checks get a record by class and id, because in a dossier with errors an id may belong to another kind, or to two.
    """

    def kinds_of(self, id_: str) -> list[str]:
        """Return the kinds of the records with this id; without errors, at most one."""

    def files(self) -> list[str]:
        """Return the files of the dossier, in the order of their paths."""

    def mentions(self, field: str, among: Iterable[str] | None = None) -> Iterator[tuple[str, str]]:
        """Yield the references in this field, such as `part_of`, as pairs of ids.

        `among` limits them to these records and those reachable from them.
        """

    def mentioning(self, field: str, targets: Iterable[str]) -> Iterator[str]:
        """Return the ids of records that refer to any of these in this field."""

    def unmentioned(self, kind: str) -> Iterator[str]:
        """Yield the ids of records of a kind without any reference to them, in the order of the files."""

    def dangling(self, among: Mapping[str, bool] | None = None) -> Iterator[BrokenReference]:
        """Yield references to ids that do not exist or are of the wrong kind.

        `among` maps the ids of changed records to True if the record was added, removed or changed in kind.
        """

    def broken(self) -> set[str]:
        """Return the ids of unreadable records; an empty id means an unknown number."""

    def repeated_ids(self, among: Iterable[str] | None = None) -> Iterator[tuple[str, list[Origin]]]:
        """Yield ids that are used more than once, each with every file and line."""

    def reused_ids(self, among: Iterable[str] | None = None) -> Iterator[tuple[str, str, Origin]]:
        """Yield former ids that other records have now: the id, who had it formerly, and who has it now."""

    def shared_former_ids(self, among: Iterable[str] | None = None) -> Iterator[tuple[str, list[str]]]:
        """Yield former ids of several records, each with the ids that these have now, in the order of the files."""

    def namesakes(self, kind: str, most: int, among: Iterable[str] | None = None) -> Iterator[tuple[Form, list[Form]]]:
        """Yield names of this kind that have the same words as earlier ones, in the order of the files.

        Each comes with the last of the earlier ones, up to a limit. `among` limits them to the names of these records.
        """

    def coinciding(self, most: int, among: Iterable[str] | None = None) -> Iterator[tuple[str, list[str]]]:
        """Yield events that share date and title, or date, kind and participant, with earlier ones, in file order.

        Each comes with the last of the earlier ones, up to a limit for each reason. `among` limits them to the dates of
        these records.
        """

    def first_days(self) -> Iterator[tuple[str, int | None, list[str]]]:
        """Yield dated events in the order of the files: id, first day (None if open), and cited sources."""


def place_of(finding: Finding, dossier: Catalogue) -> tuple[str, int]:
    """Return file and line of the record of a finding, or of the head."""
    origin = dossier.origin(finding.record) or Origin(HEAD_FILE, 0)
    return finding.file or origin.file, finding.line or origin.line
