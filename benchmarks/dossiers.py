"""Generates dossiers of any size with invented facts: always the same bytes, written record by record.

`python benchmarks/dossiers.py FOLDER 100k shards` writes one; `run.py` writes those that it needs. Of every hundred
records about 60 are events, 15 people and 5 commitments. There are 4 each of organizations, sources and assessments, 3
questions, 2 each of agreements and places, and 1 program or topic. A few records are the same in all sizes
(`planted.yaml`), so that questions about them always have the same answer.
"""

import argparse
import shutil
from collections.abc import Callable, Iterable, Iterator
from itertools import count, islice
from pathlib import Path
from typing import NamedTuple

from facts import Made, records
from shares import PLANTED, world

LAYOUTS = ("one-file", "shards", "files")
"""All records in one file; a thousand records per file; one record per file."""
_EDITION = 2
"""Increase it when the same parameters produce other bytes."""
_SHARD = 1000
_SUFFIXES = {"k": 1_000, "M": 1_000_000}
_HEAD = """dossier:
  title: Invented facts, {records:,} of them
  parties: [organization-0, organization-1]
  summary: Made by a program to measure by, and true of nothing.
  cite: source-0 ¶1
"""
_EMPTY = """dossier:
  title: Nothing yet
"""


class Dossier(NamedTuple):
    """Parameters of a generated dossier."""

    records: int
    layout: str = "shards"
    mostly: str = "facts"
    """`facts` for all kinds; `people` for this number of people, and three records of other kinds per hundred."""

    @property
    def name(self) -> str:
        """The name of its folder."""
        return f"{self.mostly}-{self.records}-{self.layout}"

    def within(self, folder: Path) -> Path:
        """Return its path within a folder."""
        return folder / "dossiers" / self.name


def size(text: str) -> int:
    """Parse a number such as `10k` or `1M`."""
    return int(text[:-1]) * _SUFFIXES[text[-1]] if text[-1:] in _SUFFIXES else int(text)


def sized(number: int) -> str:
    """Format a number as `10k` or `1M`."""
    for suffix, unit in reversed(_SUFFIXES.items()):
        if number >= unit and number % unit == 0:
            return f"{number // unit}{suffix}"
    return str(number)


def make(wanted: Dossier, root: Path) -> Path:
    """Write the dossier to this folder, unless it is there already; return the folder."""
    done = root / ".made"
    said = f"{wanted} {_EDITION} {PLANTED.read_text()}"
    if done.is_file() and done.read_text() == said:
        return root
    if root.exists():
        if not done.is_file() and any(root.iterdir()):
            raise SystemExit(f"{root} holds something else")
        shutil.rmtree(root)
    root.mkdir(parents=True)
    done.write_text("unfinished")
    with (root / "dossier.yaml").open("w", encoding="utf-8") as head:
        head.write(_HEAD.format(records=wanted.records) if wanted.records else _EMPTY)
    if wanted.records:
        shutil.copyfile(PLANTED, root / "planted.yaml")
        _WRITERS[wanted.layout](root, records(world(wanted.records, wanted.mostly)))
    done.write_text(said)
    return root


def _one_file(root: Path, made: Iterator[Made]) -> None:
    _save(root / "facts.yaml", made)


def _shards(root: Path, made: Iterator[Made]) -> None:
    for number in count():
        shard = list(islice(made, _SHARD))
        if not shard:
            return
        _save(root / f"shard-{number:05}.yaml", shard)


def _files(root: Path, made: Iterator[Made]) -> None:
    for number, record in enumerate(made):
        folder = root / record[0] / f"{number // _SHARD:05}"
        folder.mkdir(parents=True, exist_ok=True)
        _save(folder / f"{record[1]}.yaml", [record])


def _save(path: Path, made: Iterable[Made]) -> None:
    last = ""
    with path.open("w", encoding="utf-8") as file:
        for section, _, text in made:
            if section != last:
                file.write(f"{section}:\n")
                last = section
            file.write(text)


_WRITERS: dict[str, Callable[[Path, Iterator[Made]], None]] = {
    "one-file": _one_file,
    "shards": _shards,
    "files": _files,
}


def main() -> None:
    """Write one dossier."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="a new folder")
    parser.add_argument("records", type=size, help="such as 1k or 1M; 0 for an empty dossier")
    parser.add_argument("layout", choices=LAYOUTS)
    parser.add_argument("--people", action="store_true", help="almost nothing but people")
    asked = parser.parse_args()
    print(make(Dossier(asked.records, asked.layout, "people" if asked.people else "facts"), asked.folder))


if __name__ == "__main__":
    main()
