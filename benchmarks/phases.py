"""CPU time of a first compile and a first search by phase: `phases.py DOSSIER [ROUNDS]`.

It is measured in one process, and is the minimum of the rounds.

Each phase reads the dossier from the beginning and goes one step further than the phase before it. The printed time of
a phase is the difference between the two. CPU time depends less than wall time on other programs, but it still does.
"""

import gc
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path

from yaml.events import StreamEndEvent

from brief.checks import errors, examine
from brief.model.findings import Finding
from brief.model.parts import Record
from brief.stores import indexing
from brief.stores.audit import AuditedStore
from brief.stores.build import building
from brief.stores.indexing import add_words
from brief.stores.rows import BATCH, Rows, Tables
from brief.yaml.build import Builder
from brief.yaml.discovery import open_file, walk
from brief.yaml.file import read_file
from brief.yaml.text import YamlText
from brief.yaml.values import Parser

Examine = Callable[[Record], Iterator[Finding]]


def main() -> None:
    """Measure and print."""
    root, rounds = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 3
    phases: dict[str, Callable[[], object]] = {
        "events of YAML": lambda: _all(_events(root)),
        "maps and lists": lambda: _all(_entries(root)),
        "validated records": lambda: _all(_rows(root, lambda _: iter(()), keep=False)),
        "checks of records": lambda: _all(_rows(root, examine, keep=False)),
        "rows": lambda: _all(_rows(root, examine)),
        "store, without indexes": lambda: _stored(root, last="rows"),
        "indexes": lambda: _stored(root, last="indexes"),
        "checks between records": lambda: _stored(root, last="checks"),
        "words for search": lambda: _stored(root, last="words"),
    }
    gc.disable()
    indexing._FEW = 1 << 20  # no other processes
    best: dict[str, float] = {}
    for _ in range(rounds):
        for name, run in phases.items():
            started = time.process_time()
            run()
            best[name] = min(time.process_time() - started, best.get(name, sys.float_info.max))
    gc.enable()
    whole, before = max(best.values()), 0.0
    print(f"{'whole':24}{whole:8.2f} s")
    for name, seconds in best.items():
        print(f"{name:24}{max(0.0, seconds - before):8.2f} s {max(0.0, seconds - before) / whole:6.0%}")
        before = seconds


def _all(items: Iterable[object]) -> None:
    for _ in items:
        pass


def _events(root: Path) -> Iterator[object]:
    for stamp in walk(root).stamps:
        with open_file(root / stamp.path) as file:
            parser = Parser(YamlText(file))
            while type(event := parser.get_event()) is not StreamEndEvent:
                yield event


def _entries(root: Path) -> Iterator[object]:
    for stamp in walk(root).stamps:
        with open_file(root / stamp.path) as file:
            yield from Builder(YamlText(file)).entries()


def _rows(root: Path, examined: Examine, *, keep: bool = True) -> Iterator[Tables]:
    for number, stamp in enumerate(walk(root).stamps, 1):
        rows = Rows(number)
        with closing(read_file(root, stamp.path, examined)) as reading:
            for count, placed in enumerate(reading.records(), 1):
                if keep:
                    rows.add(placed)
                if count % BATCH == 0:
                    yield rows.take()
        yield rows.take()


def _stored(root: Path, last: str) -> None:
    with building(None) as (connection, builder):
        for tables in _rows(root, examine):
            builder.add_rows(tables)
        builder.flush()
        for number, stamp in enumerate(walk(root).stamps, 1):
            builder.add_file(number, stamp, b"", None, 0)
        if last != "rows":
            builder.finish_tables()
        if last in ("checks", "words"):
            _all(errors(AuditedStore(connection)))
        if last == "words":
            add_words(connection)
    connection.close()


if __name__ == "__main__":
    main()
