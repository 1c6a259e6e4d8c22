"""Provenance: the file, passage and commit behind a printed line."""

from typing import TYPE_CHECKING, Protocol

from brief.locale import say
from brief.model.dates import Date
from brief.model.user_error import UserError
from brief.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from brief.model.parts import Citation
    from brief.model.sources import Source

    LeftOut = Callable[[Source], Iterable[Citation]]
    """Returns the citations of a source that a release copy leaves out."""


class Place(NamedTuple):
    """The position of a record or field in the files."""

    file: str
    """Relative to the dossier's folder."""
    line: int
    excerpt: str
    """The user's own line, without other records in it."""
    last: int
    """Its last line."""


class Passage(NamedTuple):
    """The passage that a citation names in the local text of its source."""

    paragraphs: tuple[tuple[int, str], ...] = ()
    """Paragraphs with their numbers: lines that are not empty, counted from 1."""
    remark: str = ""
    """Why it is missing or incomplete."""


class Change(NamedTuple):
    """The newest commit that changed any of several lines."""

    commit: str
    """Its full hash."""
    author: str
    day: str
    """Author date, in EDTF."""
    summary: str
    """The first line of its message."""
    cut_off: bool = False
    """True if a shallow history begins with it, so that an earlier commit may be the right one."""
    lines: int = 1
    """Number of lines."""
    uncommitted: int = 0
    """Number of these lines that are not in the last commit."""


class State(NamedTuple):
    """A committed state of a dossier."""

    commit: str
    """Its full hash."""
    day: str
    """The requested day, or that of the commit, in EDTF."""

    @property
    def short(self) -> str:
        """Return the first 8 digits of its hash."""
        return self.commit[:8]

    @property
    def when(self) -> str:
        """Its day in words."""
        return Date.parse(self.day).human()


class NotYetCommitted(UserError):
    """Nothing was committed by the day that was asked for."""

    def __init__(self, day: Date, first: State) -> None:
        """`first` is the first commit, with its own day."""
        words = say("nothing was committed by {day}: the first commit is of {first}", day=day.human(), first=first.when)
        super().__init__(words, say("name that day, or a later one"), 2)
        self.first = first


class Trail(Protocol):
    """Finds the provenance of a record in the files and their git history."""

    def place(self, id_: str, path: str = "") -> Place | None:
        """Return the place of a record, or of a field of it (`roles.0.rank`); an empty id means the head.

        For an empty field, return the place around it.
        """

    def passage(self, source: "Source", at: str) -> Passage | None:
        """Return the passage at a locator in the local text of a source; None if there is no text."""

    def paragraphs(self, source: "Source") -> "Sequence[str]":
        """Return all paragraphs of the local text of a source; raise `UserError` if there is none.

        A paragraph that a release copy leaves out is empty.
        """

    def last_change(self, place: Place) -> Change | str:
        """Return the newest commit that changed any line of a place, or the reason why there is none."""
