"""Finds the records that match each part of a question, with their BM25 scores (Robertson and Zaragoza 2009).

The work is bounded, however many records have a word. A frequent word scores by its rarity alone, and records that
match other words too come first.
"""

from collections.abc import Iterator
from itertools import combinations
from math import log

from brief.named_tuple import NamedTuple
from brief.stores import text
from brief.stores.schema import listed

MOST = 5000
"""Greatest number of records ranked for one word."""
_COUNTED = 50_000
"""Greatest number of records counted to compute how rare a word is."""
_CROWDS = 6
"""Greatest number of frequent words that are combined."""
_OTHERS = 0.65
"""Weight of a synonym, or of a date that only may match."""


class Match(NamedTuple):
    """The records that one part of a question finds."""

    part: text.Part
    scores: dict[int, float]
    has_more: bool
    """True if more records match than were ranked."""


def matches(index: text.TextIndex, parts: list[text.Part], kinds: tuple[str, ...], limit: int) -> list[Match]:
    """Return the matches of each part among the records of these kinds, or of all; `limit` is the number to show."""
    crowds = [part for part in parts if len(index.first(part.whole(), MOST + 1)) > MOST]
    among = _among(index, [part.whole() for part in parts if part not in crowds], [part.whole() for part in crowds])
    matching = _Matching(index, kinds, limit)
    return [matching.match(part, among if part in crowds else None) for part in parts]


def _among(index: text.TextIndex, rare: list[text.Expression], crowds: list[text.Expression]) -> text.Expression | None:
    """Return an expression for any rare word, else for as many frequent words as any record has together; or None."""
    if rare and index.has(text.any_of(rare)):
        return text.any_of(rare)
    for number in range(min(_CROWDS, len(crowds)), 1, -1):
        expression = text.any_of(map(text.all_of, combinations(crowds[:_CROWDS], number)))
        if index.has(expression):
            return expression
    return None


class _Matching:
    """Matches the parts of one question."""

    def __init__(self, index: text.TextIndex, kinds: tuple[str, ...], limit: int) -> None:
        self._index = index
        self._of_kind = [text.any_of(map(text.is_a, kinds))] if kinds else []
        self._has_agreements = not kinds or "agreement" in kinds
        self._limit = limit
        self._number = index.count(_COUNTED)

    def match(self, part: text.Part, among: text.Expression | None) -> Match:
        """Return the matches of a part; for a frequent one, those that also match `among` come first."""
        scores: dict[int, float] = {}
        has_more = False
        for worth, expressions in ((_OTHERS, part.others), (1.0, part.itself)):
            if expressions:
                whole = text.any_of(expressions)
                found = self._rows(whole, among)
                has_more = has_more or len(found) > MOST
                if part.is_date or among or self._is_frequent(whole):
                    rows = [*found, *self._signed(whole)] if part.is_date else found
                    ranked = dict.fromkeys(rows, self._rarity(len(found)))
                else:
                    every = self._index.bm25(whole)
                    ranked = {row: every[row] for row in found}
                scores |= {row: worth * score for row, score in ranked.items() if worth * score > scores.get(row, 0)}
        return Match(part, scores, has_more)

    def _rows(self, whole: text.Expression, among: text.Expression | None) -> list[int]:
        """Return matching records of the kinds; those that also match `among` come first."""
        rows = self._first(text.all_of((whole, *self._of_kind)))
        if not among or len(rows) <= MOST:
            return rows
        both = self._first(text.all_of((among, whole, *self._of_kind)))
        return list(dict.fromkeys((*both, *rows[: self._limit])))

    def _first(self, expression: text.Expression) -> list[int]:
        return self._index.first(expression, MOST + 1)

    def _is_frequent(self, whole: text.Expression) -> bool:
        return len(self._first(whole)) > MOST

    def _rarity(self, count: int) -> float:
        """Return the inverse document frequency of a word that `count` records have."""
        return log(1 + (max(self._number, count) - count + 0.5) / (count + 0.5))

    def _signed(self, whole: text.Expression) -> Iterator[int]:
        """Return the agreements signed at matching events, because agreements have no date of their own."""
        query = """
            SELECT link.record FROM record AS event JOIN link ON target = event.id AND field = 'signed'
            WHERE event.record IN (SELECT CAST(value AS BIGINT) FROM json_each(?))
            ORDER BY link.record"""
        events = self._first(whole) if self._has_agreements else []
        return (row for (row,) in self._index.run(query, (listed(events),)))
