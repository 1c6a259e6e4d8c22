"""Full-text queries that do not depend on an engine, and the protocol of the index that runs them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal, Protocol

from brief.dossier.terms import calendar
from brief.named_tuple import NamedTuple
from brief.stores.schema import Run

if TYPE_CHECKING:
    from brief.model.dates import Date

COLUMNS = ("title", "body", "context", "dates", "traits")
"""The columns of the text. Their words are already folded, because engines do not fold đ, ł and ø."""
WORDS = COLUMNS[:3]
"""The columns with natural-language words."""


class Phrase(NamedTuple):
    """Words in this order, in any one of some columns."""

    columns: tuple[str, ...]
    words: tuple[str, ...]
    is_beginning: bool = False
    """True if the last word is a prefix."""


class Group(NamedTuple):
    """Matches all of its members, or any of them."""

    sign: Literal["AND", "OR"]
    members: "tuple[Expression, ...]"


Expression = Phrase | Group


Texts = Iterable[tuple[int, str, str, str, str, str]]
"""Rows of a record number and the columns of its text."""


class TextIndex(Protocol):
    """The full text of a store. It gives the same answers in every engine."""

    run: Run
    """Runs SQL in the same store."""

    def first(self, expression: Expression, most: int) -> list[int]:
        """Return the numbers of at most `most` records that match an expression, in ascending order."""

    def has(self, expression: Expression) -> bool:
        """True if any record matches an expression."""

    def bm25(self, expression: Expression) -> dict[int, float]:
        """Return the BM25 score of each record that matches a phrase or phrases; a word in a title weighs double."""

    def count(self, most: int) -> int:
        """Return the number of records, but not more than `most`."""

    def texts(self, rows: Iterable[int]) -> Texts:
        """Return the texts of these records."""


class Part(NamedTuple):
    """A word or date of a question."""

    typed: str
    """As the user wrote it; empty for a date."""
    itself: tuple[Phrase, ...]
    """The word in any spelling, or dates that are certainly within the date."""
    others: tuple[Phrase, ...] = ()
    """Synonyms and other names, or dates that may be within the date."""
    is_date: bool = False

    def whole(self) -> Expression:
        """Return all phrases as one expression."""
        return any_of((*self.itself, *self.others))


def any_of(expressions: Iterable[Expression]) -> Expression:
    """Return an expression that matches any of these."""
    members = tuple(dict.fromkeys(expressions))
    return members[0] if len(members) == 1 else Group("OR", members)


def all_of(expressions: Iterable[Expression]) -> Expression:
    """Return an expression that matches all of these, each of which it names once."""
    every = dict.fromkeys(member for expression in expressions for member in members_of(expression, "AND"))
    # What matches one of the alternatives matches the group anyway.
    members = tuple(one for one in every if every.keys().isdisjoint(members_of(one, "OR")) or not _is_any(one))
    return members[0] if len(members) == 1 else Group("AND", members)


def members_of(expression: Expression, sign: str) -> tuple[Expression, ...]:
    """Return what a group of this sign consists of; of any other expression itself."""
    return expression.members if isinstance(expression, Group) and expression.sign == sign else (expression,)


def _is_any(expression: Expression) -> bool:
    return isinstance(expression, Group) and expression.sign == "OR"


def phrase(words: Iterable[str]) -> Phrase:
    """Return an expression that matches words in this order."""
    return Phrase(WORDS, tuple(words))


def beginning(word: str) -> Phrase:
    """Return an expression that matches words with this prefix."""
    return Phrase(WORDS, (word,), is_beginning=True)


def having(trait: str) -> Phrase:
    """Return an expression that matches records with a trait."""
    return Phrase(("traits",), (trait,))


def is_a(kind: str) -> Phrase:
    """Return an expression that matches records of a kind."""
    return having(f"is{kind}")


def dated(dates: "Iterable[Date]", spoken: Iterable[str]) -> Part:
    """Return the part for a date with these meanings: records within one of them, or with the words `spoken`.

    Less precise dates, which may be within one, are in `others`.
    """
    inside = dict.fromkeys(cell for date in dates for cell in calendar.within(date))
    outside = dict.fromkeys(cell for date in dates for cell in calendar.around(date))
    itself = (*(Phrase(("dates",), (cell,)) for cell in inside), phrase(spoken))
    return Part("", itself, tuple(Phrase(("dates",), (cell,)) for cell in outside), is_date=True)
