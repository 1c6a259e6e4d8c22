"""What leads from a printed line back to where it comes from: file, passage, commit."""

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from brief.model.sources import Source


class Place(NamedTuple):
    """Where a record or field is in the files."""

    file: str
    """Relative to the dossier's folder."""
    line: int
    excerpt: str
    """The user's own line."""
    last: int
    """The last of its lines."""


class Passage(NamedTuple):
    """What a citation points to in the local text of its source."""

    paragraphs: tuple[tuple[int, str], ...] = ()
    """Each with its number: lines that are not empty, counted from 1."""
    remark: str = ""
    """Why there is none, or why not all of it."""


class Change(NamedTuple):
    """The newest commit that changed any of several lines."""

    commit: str
    """Its full name."""
    author: str
    day: str
    """The author's day, as EDTF."""
    summary: str
    """The first line of its message."""
    cut_off: bool = False
    """Whether the history that is here begins with it, so that it may have been an earlier one."""
    lines: int = 1
    """How many lines were asked for."""
    uncommitted: int = 0
    """How many of them are not in the last commit."""


class Trail(Protocol):
    """Finds what leads back from a record; reads files, and the history that git keeps of them."""

    def place(self, id_: str, path: str = "") -> Place | None:
        """Where a record, or the head by the id of none, or a field of it (`roles.0.rank`) stands.

        Of an empty field, what is around it.
        """

    def passage(self, source: "Source", at: str) -> Passage | None:
        """What stands at a locator in the local text of a source; nothing where it has none."""

    def last_change(self, place: Place) -> Change | str:
        """The newest commit that changed any line of a place; in words why there is none."""
