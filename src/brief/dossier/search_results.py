"""What a search of a dossier finds."""

from typing import TYPE_CHECKING

from brief.named_tuple import NamedTuple

if TYPE_CHECKING:
    from brief.model.dates import Date


class SearchResult(NamedTuple):
    """A record that a search found."""

    id: str
    kind: str
    words: tuple[frozenset[str], ...]
    """The matching words for each matching part of the question, as spelled by `brief.dossier.terms`."""
    dated: bool
    """True if one of its dates matches."""
    whole: bool
    """True if it has all words of the question that any record has."""


class SearchResults(NamedTuple):
    """The result of a search."""

    found: list[SearchResult]
    """Best first."""
    more: bool
    """True if there are more than requested."""
    capped: int
    """Number of ranked records, if more match; otherwise 0."""
    strange: dict[str, list[str]]
    """The words that no record has, each with the nearest known word."""
    dates: "list[Date]"
    """The dates in the question."""
