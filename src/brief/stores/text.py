"""Questions to the full text, in no engine's language, and what answers them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal, Protocol

from brief.dossier.terms import calendar
from brief.named_tuple import NamedTuple
from brief.stores.sql import Run

if TYPE_CHECKING:
    from brief.model.dates import Date

COLUMNS = ("title", "body", "context", "dates", "traits")
"""The columns of the text. Their words come folded, because the folding of an engine leaves đ, ł and ø as they are."""
WORDS = COLUMNS[:3]
"""The columns with words of the user's language."""


class Phrase(NamedTuple):
    """Words in this order, in one of some columns."""

    columns: tuple[str, ...]
    words: tuple[str, ...]
    is_beginning: bool = False
    """True if the last word may go on."""


class Group(NamedTuple):
    """What fits all of some expressions, or any of them."""

    sign: Literal["AND", "OR"]
    members: "tuple[Expression, ...]"


Expression = Phrase | Group


Texts = Iterable[tuple[int, str, str, str, str, str]]
"""Numbers of records, each with the columns of its text."""


class TextIndex(Protocol):
    """The full text of a store. It gives the same answers in every engine."""

    run: Run
    """Runs SQL beside it."""

    def first(self, expression: Expression, most: int) -> list[int]:
        """Return the records that fit an expression, in the order of their numbers."""

    def has(self, expression: Expression) -> bool:
        """Return whether any record fits an expression."""

    def bm25(self, expression: Expression) -> dict[int, float]:
        """Return the records that fit an expression of phrases, with their scores; a word in a title weighs double."""

    def count(self, most: int) -> int:
        """Return the number of records, as far as it matters."""

    def texts(self, rows: Iterable[int]) -> Texts:
        """Return the text of these records."""


class Part(NamedTuple):
    """One word or date of a question."""

    typed: str
    """As the user wrote it; empty for a date."""
    itself: tuple[Phrase, ...]
    """The word in any spelling, or dates that are surely within the date."""
    others: tuple[Phrase, ...] = ()
    """Other words and names of the same, or dates that may be within the date."""
    is_date: bool = False

    def whole(self) -> Expression:
        """All of it as one expression."""
        return any_of((*self.itself, *self.others))


def any_of(expressions: Iterable[Expression]) -> Expression:
    """What fits any of these."""
    members = tuple(dict.fromkeys(expressions))
    return members[0] if len(members) == 1 else Group("OR", members)


def all_of(expressions: Iterable[Expression]) -> Expression:
    """What fits all of these."""
    members = tuple(dict.fromkeys(expressions))
    return members[0] if len(members) == 1 else Group("AND", members)


def phrase(words: Iterable[str]) -> Phrase:
    """Words in this order."""
    return Phrase(WORDS, tuple(words))


def beginning(word: str) -> Phrase:
    """Words that begin so."""
    return Phrase(WORDS, (word,), is_beginning=True)


def having(trait: str) -> Phrase:
    """Records with a trait."""
    return Phrase(("traits",), (trait,))


def is_a(kind: str) -> Phrase:
    """Records of a kind."""
    return having(f"is{kind}")


def dated(dates: "Iterable[Date]", spoken: Iterable[str]) -> Part:
    """What is dated within one of these dates, or mentions it in words; then what so coarsely that it may be."""
    inside = dict.fromkeys(cell for date in dates for cell in calendar.within(date))
    outside = dict.fromkeys(cell for date in dates for cell in calendar.around(date))
    itself = (*(Phrase(("dates",), (cell,)) for cell in inside), phrase(spoken))
    return Part("", itself, tuple(Phrase(("dates",), (cell,)) for cell in outside), is_date=True)
