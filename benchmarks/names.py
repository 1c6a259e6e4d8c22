"""How well people are found by names as people type them: `python benchmarks/names.py` asks a thousand of them.

The names asked for are drawn from a dossier of people and changed in one way each; a name counts as found where a
person of the same spelling comes first, or among the first five. Names like those of the dossier that nobody in it has
come last: there, an answer is a false one, unless it says that it is spelled otherwise or a part of another name.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from random import Random
from statistics import median
from typing import NamedTuple

from brief.app import open_store
from brief.core.names import Match, Reason, decisive, fold
from brief.store.query import Store
from dossiers import Dossier, make, size, sized
from measure import machine
from population import Person, people, unmarked
from shares import world

_SEED = 7
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ABSENT = "not in the dossier"


class Found(NamedTuple):
    """How one query was answered."""

    first: bool
    among_five: bool
    answered: bool
    certain: bool
    """Whether one person was named, and not as spelled alike: the words are a part or the beginning of that name."""
    seconds: float


def edited(random: Random, name: str, edits: int = 1) -> str:
    """The name with letters left out, added, changed or swapped, never the first of a word."""
    for _ in range(edits):
        places = [index for index in range(1, len(name)) if name[index].isalpha() and name[index - 1].isalpha()]
        if not places:
            return name
        at, kind = random.choice(places), random.randrange(4)
        letter = random.choice(_LETTERS)
        if kind == 0:
            name = name[:at] + name[at + 1 :]
        elif kind == 1:
            name = name[:at] + letter + name[at:]
        elif kind == 2:
            name = name[:at] + letter + name[at + 1 :]
        else:
            name = name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :]
    return name


def _reordered(random: Random, name: str) -> str:
    words = name.split()
    return " ".join((*words[1:], words[0])) if random.random() < 0.5 else f"{words[-1]}, {' '.join(words[:-1])}"


def _without_middle(_: Random, name: str) -> str:
    words = name.split()
    return f"{words[0]} {words[-1]}" if len(words) > 2 else ""


def _with_initial(_: Random, name: str) -> str:
    words = name.split()
    return " ".join((*(f"{word[0]}." for word in words[:-1]), words[-1]))


def _beginning(_: Random, name: str) -> str:
    *words, last = name.split()
    return " ".join((*words, last[: max(2, len(last) - 2)])) if len(last) > 3 else ""


CLASSES: dict[str, Callable[[Random, str], str]] = {
    "as written": lambda _, name: name,
    "without accents": lambda _, name: unmarked(name) if not name.isascii() else "",
    "one misspelling": edited,
    "two misspellings": lambda random, name: edited(random, name, 2),
    "words in another order": _reordered,
    "without middle names": _without_middle,
    "initials and last word": _with_initial,
    "last word cut short": _beginning,
}
"""Ways to change a name; no text where it cannot be changed so."""


def queries(count: int, population: int) -> Iterator[tuple[str, str, Person | None]]:
    """Class, what is typed and who is meant, so many of each class; the same each time."""
    random = Random(_SEED)
    chosen = sorted(random.sample(range(population), min(population, count * 4)))
    wanted = set(chosen)
    drawn = [person for number, person in enumerate(people(population)) if number in wanted]
    drawn = [person for person in drawn if len(person.name.split()) > 1]
    for kind, change in CLASSES.items():
        random.shuffle(drawn)
        typed = ((change(random, person.name), person) for person in drawn)
        made = [
            (kind, text, person) for text, person in typed if text and (text != person.name or kind == "as written")
        ]
        yield from made[:count]
    yield from ((_ABSENT, name, None) for name in islice(_absent(population), count))


def _absent(population: int) -> Iterator[str]:
    """Names like those of the dossier that nobody in it has, in whatever order of their words."""
    taken: set[tuple[str, ...]] = set()
    for number, person in enumerate(people(population * 2)):
        words = tuple(sorted(fold(person.name).split()))
        if number >= population and len(words) > 1 and words not in taken:
            yield person.name
        taken.add(words)


def ask(store: Store, text: str, meant: Person | None) -> Found:
    """Look one name up."""
    started = time.perf_counter()
    matches: list[Match] = store.find(text, ("person",))
    seconds = time.perf_counter() - started
    right = [meant is not None and (match.id == meant.id or fold(match.form) == fold(meant.name)) for match in matches]
    certain = len(decisive(matches)) == 1 and matches[0].reason is not Reason.SPELLING
    return Found(any(right[:1]), any(right[:5]), bool(matches), certain, seconds)


def measured(store: Store, count: int, population: int) -> dict[str, list[Found]]:
    """The answers by class."""
    answers: dict[str, list[Found]] = {}
    for kind, text, meant in queries(count, population):
        answers.setdefault(kind, []).append(ask(store, text, meant))
    return answers


def table(answers: dict[str, list[Found]]) -> str:
    """The shares as a table in Markdown."""
    lines = ["| typed | queries | first | in the first five | any answer | median, ms | slowest, ms |"]
    lines.append("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for kind, found in answers.items():
        right = [f"{share(answer.first for answer in found)}", f"{share(answer.among_five for answer in found)}"]
        times = [answer.seconds * 1000 for answer in found]
        cells = (kind, str(len(found)), *(right if kind != _ABSENT else ["", ""]))
        any_answer = share(answer.answered for answer in found)
        lines.append(f"| {' | '.join(cells)} | {any_answer} | {median(times):.1f} | {max(times):.0f} |")
    return "\n".join(lines)


def share(found: Iterator[bool]) -> str:
    """How many of these are so, in percent."""
    counted = list(found)
    return f"{sum(counted) / len(counted):.1%}"


def main() -> None:
    """Ask and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("people", nargs="?", type=size, default=10_000, help="how many people there are, else 10k")
    parser.add_argument("--queries", type=int, default=1_000)
    folder = Path(tempfile.gettempdir()) / "brief-benchmarks"
    parser.add_argument("--folder", type=Path, default=folder, help=f"where dossiers and stores lie, else {folder}")
    asked = parser.parse_args()
    os.environ["XDG_CACHE_HOME"] = str(asked.folder.resolve() / "cache")
    dossier = Dossier(asked.people, mostly="people")
    store = open_store(make(dossier, dossier.within(asked.folder.resolve())).resolve())
    answers = measured(store, asked.queries // (len(CLASSES) + 1), world(dossier.records, dossier.mostly).people)
    certain = sum(answer.certain for answer in answers[_ABSENT])
    print(f"{sized(asked.people)} people.\n{machine()}\n\n{table(answers)}\n")
    print(f"Of the names that are not in the dossier, {certain} were answered with one person, and not for likeness.")


if __name__ == "__main__":
    main()
