"""Quality of `brief search`: `python benchmarks/search.py` asks the questions of `questions/questions.yaml`.

It prints for each dossier how many questions have an answer as their first result, and among the first five; with `-v`
also each question without an answer as the first result, and what was found instead.
"""

import argparse
import os
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

import yaml

from brief.app import open_store
from brief.stores.query import Store

HERE = Path(__file__).resolve().parent
FIRST = 5
"""Number of results that a reader looks at."""
Ask = Callable[[str], list[str]]


class Asked(NamedTuple):
    """A question, and its results."""

    question: str
    found: list[str]
    rank: int
    """The position of the first answer, from 1; 0 if it is not among the first five."""


def questions() -> dict[str, list[tuple[str, set[str]]]]:
    """Return each dossier's questions, with the ids of the records that answer them."""
    held = yaml.safe_load((HERE / "questions" / "questions.yaml").read_text(encoding="utf-8"))
    return {name: [(str(asked), set(ids.split())) for asked, ids in rows.items()] for name, rows in held.items()}


def folder(name: str) -> Path:
    """Return the folder of a dossier."""
    own = HERE / "questions" / name
    return own if own.is_dir() else HERE.parent / "data" / name


def measured(rows: list[tuple[str, set[str]]], ask: Ask) -> Iterator[Asked]:
    """Yield the results of each question."""
    for question, answers in rows:
        found = ask(question)[:FIRST]
        yield Asked(question, found, next((rank for rank, id_ in enumerate(found, 1) if id_ in answers), 0))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-v", "--verbose", action="store_true", help="print the questions without an answer")
    wordy = parser.parse_args().verbose
    total: list[Asked] = []
    with tempfile.TemporaryDirectory() as cache:
        os.environ["XDG_CACHE_HOME"] = cache
        for name, rows in questions().items():
            store = open_store(folder(name), searchable=True)
            done = list(measured(rows, partial(ids, store)))
            store.close()
            print(_line(name, done))
            for asked in done if wordy else ():
                if asked.rank != 1:
                    print(f"    {asked.rank or '-'}  {asked.question}  ->  {', '.join(asked.found)}")
            total += done
    print(_line("all", total))


def ids(store: Store, words: str) -> list[str]:
    """Return the ids that a search finds, best first."""
    return [result.id for result in store.search(words).found]


def _line(name: str, done: list[Asked]) -> str:
    first, some = sum(asked.rank == 1 for asked in done), sum(asked.rank > 0 for asked in done)
    return f"{name:10} {len(done):3} questions  first {first:3}  in the first {FIRST} {some:3}"


if __name__ == "__main__":
    main()
