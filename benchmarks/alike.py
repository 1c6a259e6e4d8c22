"""Number of names in a population that match a query equally well, counted without the store."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable
from random import Random

from rapidfuzz import process
from rapidfuzz.distance import OSA

from brief.model.names import fold
from population import Person

Change = Callable[[Random, str], str]


class Population:
    """The names of people, without accents; people with the same name count once.

    A name matches as well as the intended one in one of these cases: it would be typed the same way (in the classes of
    `changes`, the ways to type a name); it has the same words; it begins as typed, if the last word is cut short; it
    has no more edits, if a letter is wrong; or the query is the whole name.
    """

    def __init__(self, everyone: Iterable[Person], changes: dict[str, Change]) -> None:
        self._named: dict[str, set[str]] = defaultdict(set)
        self._typed: dict[tuple[str, str], set[str]] = defaultdict(set)
        for person in everyone:
            name = fold(person.name)
            for form in (person.name, *person.also):
                self._named[fold(form)].add(name)
                self._typed["words", _sorted(form)].add(name)
            for kind, change in changes.items():
                self._typed[kind, fold(change(Random(0), person.name))].add(name)
        self._spellings = sorted(self._named)

    def has(self, typed: str) -> bool:
        """True if somebody has exactly this name, apart from accents."""
        return fold(typed) in self._named

    def alike(self, kind: str, typed: str, meant: str) -> int:
        """Return the number of names that match a query no worse than the intended one, which is included."""
        text, name = fold(typed), fold(meant)
        found = {name} | self._named.get(text, set()) | self._typed.get((kind, text), set())
        if kind == "words in another order":
            found |= self._typed["words", _sorted(typed)]
        elif kind == "last word cut short":
            found |= self._of(self._beginning(text))
        elif kind.endswith(("misspelling", "misspellings")):
            found |= self._of(self._near(text, OSA.distance(text, name)))
        return len(found)

    def _of(self, spellings: Iterable[str]) -> set[str]:
        return {name for spelling in spellings for name in self._named[spelling]}

    def _beginning(self, text: str) -> list[str]:
        first, last = (bisect_left(self._spellings, end) for end in (text, text + "\U0010ffff"))
        return self._spellings[first:last]

    def _near(self, text: str, edits: int) -> list[str]:
        found = process.extract(
            text, self._spellings, scorer=OSA.distance, processor=None, score_cutoff=edits, limit=None
        )
        return [spelling for spelling, _, _ in found]


def _sorted(name: str) -> str:
    return " ".join(sorted(fold(name).split()))
