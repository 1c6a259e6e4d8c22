"""How many names of a population fit what was typed: counted in all of them, without the store."""

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
    """The names of people, apart from accents; people of one name count once.

    A name fits as well as the one meant if it would be typed in the same way (in the classes of `changes`, which tell
    how a name is typed), if it has the same words, if it begins as typed where the last word is cut short, and if it is
    no more edits away where a letter is wrong; or if it is a whole name just as typed.
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
        """Whether somebody has just this name, apart from accents."""
        return fold(typed) in self._named

    def alike(self, kind: str, typed: str, meant: str) -> int:
        """How many names fit what was typed no worse than the one meant, that included."""
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
