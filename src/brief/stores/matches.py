"""What each part of a question finds, and what each record that it finds is worth.

A part counts by how rare it is (inverse document frequency, Robertson and Zaragoza 2009), once, whichever of its
spellings and names a record holds. The work is bounded, however many records hold a word.
"""

from collections.abc import Iterable
from itertools import combinations
from math import log
from typing import NamedTuple

from brief.stores import text
from brief.stores.sql import Run

MOST = 5000
"""The most records that are ranked for one expression."""
_COUNTED = 50_000
"""The most records that are counted to weigh how rare a word is."""
_CROWDS = 6
"""The most frequent words that are looked for together."""
_LEAST = 0.3
"""The weight of a word that every record holds."""
_TITLE = 0.15
"""What a word gains in a title or name."""
_MORE = 0.05
"""What a record gains that holds the word in a second way, such as a synonym."""


class Match(NamedTuple):
    """The records that one part of a question fits."""

    part: text.Part
    worth: dict[int, float]
    weight: float
    """What the part counts for, if a record holds the word itself."""
    capped: bool
    """Whether more records fit than were ranked."""


def matches(run: Run, parts: Iterable[text.Part], kinds: tuple[str, ...], limit: int) -> list[Match]:
    """What each part finds among the records of these kinds, or of all; `limit` is how many are wanted."""
    return _Matching(run, kinds, limit).matches(list(parts))


def first(run: Run, expression: str, most: int = MOST + 1) -> list[int]:
    """The first records that fit an expression."""
    query = "SELECT rowid FROM text WHERE text MATCH ? LIMIT ?"
    return [row for (row,) in run(query, (expression, most))]


class _Matching:
    """Parts of a question on their way through the index."""

    def __init__(self, run: Run, kinds: tuple[str, ...], limit: int) -> None:
        self._run = run
        self._kinds = [text.any_of(map(text.is_a, kinds))] if kinds else []
        self._limit = limit
        self._number = run(f"SELECT count(*) FROM (SELECT 1 FROM text_docsize LIMIT {_COUNTED})").fetchone()[0]

    def matches(self, parts: list[text.Part]) -> list[Match]:
        """What each part finds; of a frequent word above all the records that hold other words, too."""
        found = {part: self._levels(part) for part in parts}
        among = self._among([level for levels in found.values() for level in levels], list(found.values()))
        return [self._match(part, levels, among) for part, levels in found.items()]

    def _levels(self, part: text.Part) -> list["_Level"]:
        kinds = [] if part.cells else self._kinds  # an agreement has the date of the event at which it was signed
        held = [(worth, text.all_of((expression, *kinds))) for worth, expression in part.levels()]
        levels = [_Level(worth, expression, first(self._run, expression)) for worth, expression in held]
        return [level for level in levels if level.rows]

    def _among(self, levels: list["_Level"], parts: list[list["_Level"]]) -> str:
        """What holds a rare word; if none is rare, as many of the frequent ones as any record does; or nothing."""
        rare = [level.expression for level in levels if not level.is_frequent]
        if rare:
            return text.any_of(rare)
        crowds = [text.any_of(level.expression for level in part) for part in parts if part][:_CROWDS]
        for number in range(len(crowds), 1, -1):
            some = text.any_of(map(text.all_of, combinations(crowds, number)))
            if first(self._run, some, 1):
                return some
        return ""

    def _match(self, part: text.Part, levels: list["_Level"], among: str) -> Match:
        worth: dict[int, float] = {}
        most, capped = 0.0, False
        for value, expression, rows in levels:
            weight = part.share * self._weight(len(rows))
            most = most or weight
            within = [among] if among and len(rows) > MOST else []
            both = first(self._run, text.all_of((*within, expression))) if within else rows
            capped = capped or len(both) > MOST
            titles = set(first(self._run, text.all_of((*within, text.titled(expression)))))
            for row in dict.fromkeys((*both, *rows[: self._limit])):
                gained = value * min(most, weight) * (1 + _TITLE * (row in titles))
                worth[row] = worth[row] + _MORE * gained if row in worth else gained
        return Match(part, worth, most, capped)

    def _weight(self, count: int) -> float:
        """How much a word says that so many records hold."""
        return _LEAST + log(1 + (max(self._number, count) - count + 0.5) / (count + 0.5))


class _Level(NamedTuple):
    """The records that one expression finds, or the first of them."""

    worth: float
    expression: str
    rows: list[int]

    @property
    def is_frequent(self) -> bool:
        """Whether there are more than can be ranked."""
        return len(self.rows) > MOST
