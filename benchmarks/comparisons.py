"""The comparisons: the rows of the design's table of speeds, and the same questions to dossiers of other shapes.

The first case of a comparison is its base. `Sizes` gives the sizes of the small and the large dossier.
"""

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import NamedTuple

from dossiers import Dossier, make, sized
from measure import BRIEF, Case, Comparison, environment

_PEOPLE = "people"
_READING = str(Path(__file__).with_name("reading.py"))


class Sizes(NamedTuple):
    """Numbers of records of the dossiers that are compared, and the folder that they are in."""

    folder: Path
    small: int = 1_000
    large: int = 1_000_000

    def both(self) -> tuple[Dossier, Dossier]:
        """Return the small and the large dossier."""
        return Dossier(self.small), Dossier(self.large)

    def steps(self) -> list[Dossier]:
        """Return dossiers from the small to the large size, each ten times as large as the one before."""
        sizes = [self.small]
        while sizes[-1] * 10 <= self.large:
            sizes.append(sizes[-1] * 10)
        return [Dossier(size) for size in sizes]

    def ask(self, dossier: Dossier, *words: str, goal: float | None = None, codes: tuple[int, ...] = (0,)) -> Case:
        """Return a case that asks a question of a dossier, which is written first if it does not exist."""
        root = make(dossier, dossier.within(self.folder))
        name = f"`brief {' '.join(words)}`, {_told(dossier)}"
        return Case(name, (BRIEF, *words, "-d", str(root)), goal, codes=codes)


def _told(dossier: Dossier) -> str:
    if not dossier.records:
        return "an empty dossier"
    layout = {"shards": "", "one-file": " in one file", "files": ", a file each"}[dossier.layout]
    return f"{sized(dossier.records)} {dossier.mostly}{layout}"


def start(sizes: Sizes) -> Iterator[Comparison]:
    """Yield the time from call to answer with the shipped dossier, compared with the import time of the libraries."""
    bare = Case("T: `python -c 'import typer, rich'`", (sys.executable, "-c", "import typer, rich"))
    cases = [bare, Case("`brief --version`", (BRIEF, "--version"), 1.1), Case("`brief --help`", (BRIEF, "--help"), 1.4)]
    for terminal, goal in ((False, 1.3), (True, 1.9)):
        where = "on a terminal" if terminal else "piped"
        for words in (("timeline",), ("who", "potvin")):
            command = (BRIEF, *words, "--no-pager")  # nobody could quit the pager
            cases.append(Case(f"`brief {' '.join(words)}`, {where}", command, goal, terminal))
    yield Comparison("start", tuple(cases))
    first = Case("`brief timeline`, first run of all, no store", (BRIEF, "timeline"), 3.5)
    elsewhere = (("XDG_CACHE_HOME", str(sizes.folder / "first")),)
    first = first._replace(before=lambda: _delete(sizes.folder / "first"), environment=elsewhere)
    yield Comparison("first-run", (bare, first))


def _scaled(name: str, goal: float | None, *questions: tuple[str, ...]) -> Callable[[Sizes], Iterator[Comparison]]:
    def compared(sizes: Sizes) -> Iterator[Comparison]:
        small, large = sizes.both()
        for words in questions:
            yield Comparison(name, (sizes.ask(small, *words), sizes.ask(large, *words, goal=goal)))

    return compared


def who_typo(sizes: Sizes) -> Iterator[Comparison]:
    """Yield a misspelled name among the large number of people and a hundredth of it; common ones may list several."""
    small, large = Dossier(max(sizes.small, sizes.large // 100), mostly=_PEOPLE), Dossier(sizes.large, mostly=_PEOPLE)
    for name, goal in (("Tamsyn Quelworth", 2.0), ("Ngyuen Van Huong", None)):
        pair = (sizes.ask(small, "who", name, codes=(0, 1)), sizes.ask(large, "who", name, goal=goal, codes=(0, 1)))
        yield Comparison("who-typo", pair)


def yaml(sizes: Sizes) -> Iterator[Comparison]:
    """Yield the reading of a file of a tenth of the large size in this process, with PyYAML's safe C loader as base."""
    dossier = Dossier(max(sizes.small, sizes.large // 10), "one-file")
    path = str(make(dossier, dossier.within(sizes.folder)) / "facts.yaml")
    told = _told(dossier)
    plain = Case(f"`yaml.load(text, CSafeLoader)`, {told}", (sys.executable, _READING, "plain", path))
    own = Case("values with line numbers", (sys.executable, _READING, "own", path), 0.35)
    records = Case("validated records", (sys.executable, _READING, "records", path))
    yield Comparison("yaml", tuple(case._replace(says_seconds=True) for case in (plain, own, records)))


def changed(sizes: Sizes) -> Iterator[Comparison]:
    """Yield a question after a change to a file of a thousand records, compared with the same without a change."""
    for dossier in sizes.both():
        question = sizes.ask(dossier, "who", "Tamsin Quellworth")
        shard = dossier.within(sizes.folder) / "shard-00000.yaml"
        edited = question._replace(name=f"{question.name}, one file changed", goal=6, before=_editing(shard))
        yield Comparison("changed", (question, edited))


def _editing(path: Path) -> Callable[[], None]:
    numbers = count(time.time_ns())

    def edit() -> None:
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"title: .*", f"title: Post {next(numbers)}", text, count=1), encoding="utf-8")
        time.sleep(0.1)  # a file changed just now would be read again next time

    return edit


def compiling(sizes: Sizes) -> Iterator[Comparison]:
    """Yield the first question to dossiers of growing size, which are read, checked and compiled for it."""
    cases = []
    for dossier in sizes.steps():
        stores = sizes.folder / "cache" / "brief" / "stores"
        root = dossier.within(sizes.folder)
        store = stores.joinpath(*root.resolve().parts[1:])
        question = sizes.ask(dossier, "who", "Tamsin Quellworth")
        cases.append(question._replace(name=f"{question.name}, no store", before=_deleting(store)))
    yield Comparison("compile", tuple(cases), once=True)


def _deleting(folder: Path) -> Callable[[], None]:
    return lambda: _delete(folder)


def _delete(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def shapes(sizes: Sizes) -> Iterator[Comparison]:
    """Yield one question to dossiers of different shapes."""
    part = max(sizes.small, sizes.large // 40)
    dossiers = (
        Dossier(sizes.small),
        Dossier(0),
        Dossier(part, "files"),
        Dossier(part),
        Dossier(sizes.large * 13 // 10, "one-file"),
    )
    cases = tuple(sizes.ask(dossier, "timeline", "--limit", "5", codes=(0, 1)) for dossier in dossiers)
    yield Comparison("shapes", cases)


def checking(sizes: Sizes) -> Iterator[Comparison]:
    """Yield all findings of dossiers of growing size, which have more findings; their stores exist already."""
    yield Comparison("check", tuple(_checked(sizes, dossier) for dossier in sizes.steps()), once=True)


def _checked(sizes: Sizes, dossier: Dossier) -> Case:
    first = sizes.ask(dossier, "timeline", "--limit", "1").words

    def compiled() -> None:
        subprocess.run(first, env=environment(sizes.folder), capture_output=True, check=True)

    return sizes.ask(dossier, "check")._replace(before=compiled)


_TAMSIN = "Tamsin Quellworth"
COMPARISONS: dict[str, Callable[[Sizes], Iterator[Comparison]]] = {
    "compile": compiling,
    "start": start,
    "who": _scaled("who", 1.25, ("who", _TAMSIN), ("who", "tamsin-quellworth"), ("who", "Quellworth")),
    "timeline": _scaled(
        "timeline",
        1.25,
        ("timeline", "--who", _TAMSIN),
        ("timeline", "--kind", "repair"),
        ("timeline", "--from", "1990", "--to", "1990", "--limit", "20"),
        ("timeline", "--limit", "20"),
    ),
    "who-typo": who_typo,
    "search": _scaled(
        "search",
        4,
        ("search", "hawser", "--limit", "20"),
        ("search", "peacekeeping", "--limit", "20"),
        ("search", "peacekeeping training", "--limit", "20"),
        ("search", "Who pays for language courses?", "--limit", "20"),
    ),
    "yaml": yaml,
    "changed": changed,
    "shapes": shapes,
    "show": _scaled("show", None, ("show", "lantern-office")),
    "commitments": _scaled(
        "commitments", None, ("commitments", "--limit", "20"), ("commitments", "--by", "lantern-office")
    ),
    "gaps": _scaled("gaps", None, ("gaps", "--limit", "20")),
    "check": checking,
}
"""Comparisons by their names on the command line."""
