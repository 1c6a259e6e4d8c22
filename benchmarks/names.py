"""How well people are found by typed names: `python benchmarks/names.py` asks a thousand queries of each class.

Each query is a name from a dossier of people, changed in one way. A name counts as found if a person with that name is
the first result, or among the first five. It must be spelled the same if it was typed as written; otherwise accents are
ignored. In a large population many names match a query as well as the intended one. They are counted among all names of
the population, without the index (`alike.py`): if n names match, no lookup can do better than one in n.

An answer is certain if it names one person, and does not say that the name on file is spelled differently or is
shorter. A certain answer is wrong if it is not the intended person, unless it has exactly the typed name. The last
class has similar names that nobody in the dossier has: any certain answer to these is wrong.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from random import Random
from statistics import median
from typing import NamedTuple

from alike import Population
from brief.app import open_store
from brief.model.names import Match, Reason, decisive, fold
from brief.stores.query import Store
from dossiers import Dossier, make, size, sized
from measure import machine
from population import Person, people, unmarked
from shares import world

_SEED = 7
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
ABSENT = "not in the dossier"


class Found(NamedTuple):
    """The answer to one query."""

    first: bool
    among_five: bool
    named: int
    """Number of people in the answer."""
    reason: Reason | None
    """The reason that the answer gives."""
    alike: int
    """Number of names that match the query no worse than the intended one, which is included."""
    of_another: bool
    """True if somebody else has exactly the typed name."""
    seconds: float

    @property
    def certain(self) -> bool:
        """True if one person was named without doubt."""
        return self.named == 1 and self.reason is not None and not self.reason.is_guess


def edited(random: Random, name: str, edits: int = 1) -> str:
    """Return the name with letters removed, added, changed or swapped, but never the first letter of a word."""
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
"""Ways to change a name; each returns an empty text if it does not apply."""
FIXED = ("without accents", "without middle names", "initials and last word")
"""Ways without random choices."""


def queries(count: int, population: int) -> Iterator[tuple[str, str, Person | None]]:
    """Yield class, typed name and intended person, `count` queries per class; always the same."""
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
    yield from ((ABSENT, name, None) for name in islice(_absent(population), count))


def _absent(population: int) -> Iterator[str]:
    """Yield names similar to those of the dossier that nobody in it has, in any order of their words."""
    taken: set[tuple[str, ...]] = set()
    for number, person in enumerate(people(population * 2)):
        words = tuple(sorted(fold(person.name).split()))
        if number >= population and len(words) > 1 and words not in taken:
            yield person.name
        taken.add(words)


def ask(store: Store, kind: str, text: str, meant: Person | None, population: Population) -> Found:
    """Look up one name."""
    started = time.perf_counter()
    matches: list[Match] = store.find(text, ("person",))
    seconds = time.perf_counter() - started
    right = [meant is not None and _is_right(kind, match, meant) for match in matches[:5]]
    reason = matches[0].reason if matches else None
    alike = population.alike(kind, text, meant.name) if meant else 0
    of_another = population.has(text) and meant is not None and fold(text) != fold(meant.name)
    return Found(any(right[:1]), any(right), len(decisive(matches)), reason, alike, of_another, seconds)


def _is_right(kind: str, match: Match, meant: Person) -> bool:
    if kind == "as written":
        return match.form == meant.name
    return match.id == meant.id or fold(match.form) == fold(meant.name)


def measured(store: Store, count: int, size: int) -> dict[str, list[Found]]:
    """Return the answers by class, for a population of this size."""
    population = Population(people(size), {kind: change for kind, change in CLASSES.items() if kind in FIXED})
    answers: dict[str, list[Found]] = {}
    for kind, text, meant in queries(count, size):
        answers.setdefault(kind, []).append(ask(store, kind, text, meant, population))
    return answers


_COLUMNS = "typed,queries,first,at best,in the first five,one fits best,of these first,certain and wrong,ms,slowest"


def table(answers: dict[str, list[Found]]) -> str:
    """Return the shares as a table in Markdown."""
    columns = _COLUMNS.split(",")
    lines = [f"| {' | '.join(columns)} |", f"| --- |{' ---: |' * (len(columns) - 1)}"]
    for kind, found in answers.items():
        alone = [answer.first for answer in found if answer.alike == 1]
        shares = (
            share(answer.first for answer in found),
            f"{sum(1 / answer.alike for answer in found if answer.alike) / len(found):.1%}",
            share(answer.among_five for answer in found),
            f"{len(alone):,}",
            share(alone),
        )
        wrong = share(answer.certain and not answer.first and not answer.of_another for answer in found)
        times = [answer.seconds * 1000 for answer in found]
        cells = (kind, f"{len(found):,}", *(shares if kind != ABSENT else [""] * len(shares)), wrong)
        lines.append(f"| {' | '.join(cells)} | {median(times):.1f} | {max(times):.0f} |")
    return "\n".join(lines)


def share(found: Iterable[bool]) -> str:
    """Return the share of true values in percent; empty without values."""
    counted = list(found)
    return f"{sum(counted) / len(counted):.1%}" if counted else ""


def told(absent: list[Found]) -> str:
    """Describe in sentences how names that nobody has were answered."""
    alone = [answer.reason for answer in absent if answer.named == 1]
    reasons = "; ".join(
        f"{reason.value} {alone.count(reason) / len(absent):.1%}" for reason in Reason if reason in alone
    )
    nobody, several = share(not answer.named for answer in absent), share(answer.named > 1 for answer in absent)
    return (
        f"Names {ABSENT}: answered with nobody {nobody}, with several {several}, with one person found by: {reasons}."
    )


def main() -> None:
    """Ask and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("people", nargs="?", type=size, default=10_000, help="how many people there are, else 10k")
    parser.add_argument("--queries", type=int, default=1_000, help="how many of each class, else 1000")
    folder = Path(tempfile.gettempdir()) / "brief-benchmarks"
    parser.add_argument("--folder", type=Path, default=folder, help=f"where dossiers and stores lie, else {folder}")
    asked = parser.parse_args()
    os.environ["XDG_CACHE_HOME"] = str(asked.folder.resolve() / "cache")
    dossier = Dossier(asked.people, mostly="people")
    with closing(open_store(make(dossier, dossier.within(asked.folder.resolve())).resolve())) as store:
        answers = measured(store, asked.queries, world(dossier.records, dossier.mostly).people)
    print(f"{sized(asked.people)} people.\n{machine()}\n\n{table(answers)}\n\n{told(answers[ABSENT])}")


if __name__ == "__main__":
    main()
