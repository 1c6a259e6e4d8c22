"""Compile files of a dossier into rows of its store, in this process or, for large changes, in several."""

from collections.abc import Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from brief.checks import examine
from brief.dossier.protocol import FileStat
from brief.model.renaming import with_ids
from brief.named_tuple import NamedTuple
from brief.stores.rows import BATCH, Rows, Tables, header_text
from brief.system import workers
from brief.yaml.discovery import Unreadable
from brief.yaml.file import read_file
from brief.yaml.records import Reading

if TYPE_CHECKING:
    from multiprocessing.connection import Connection


_LARGE = 2_000_000
"""Size in bytes from which worker processes save more time than they take to start."""


class Task(NamedTuple):
    """A file to compile, and its number in the store."""

    stamp: FileStat
    number: int
    had: int = 0
    """Number of records when any were last read."""
    ids: dict[str, str] | None = None
    """Current ids by former id, to replace in references."""


class Piece(NamedTuple):
    """A part of the compiled file."""

    task: Task
    tables: Tables
    size: int
    """Bytes of the file read for it."""
    is_last: bool
    is_whole: bool = True
    """In the last part: True if the whole file could be read; if not, discard its records."""
    digest: bytes = b""
    header: str | None = None
    had: int = 0
    """In the last part: number of records in the file."""


def compiled(root: Path, tasks: list[Task]) -> Iterator[Piece]:
    """Yield the rows of these files. The parts of one file are in order; several files may be interleaved."""
    if sum(task.stamp.size for task in tasks) >= _LARGE:
        return _by_others(root, tasks)
    return chain.from_iterable(_pieces(root, task) for task in tasks)


def _pieces(root: Path, task: Task) -> Iterator[Piece]:
    """Yield the rows of one file."""
    try:
        with closing(read_file(root, task.stamp.path, examine, task.had)) as reading:
            yield from _rows_of(reading, task)
    except Unreadable as error:
        rows = Rows(task.number)
        rows.add_findings([error.finding._replace(file=task.stamp.path)])
        yield Piece(task, rows.take(), task.stamp.size, is_last=True)


def _rows_of(reading: Reading, task: Task) -> Iterator[Piece]:
    rows = Rows(task.number)
    done = count = 0
    for count, placed in enumerate(reading.records(), 1):
        rows.add(placed._replace(record=with_ids(placed.record, task.ids)) if task.ids else placed)
        if count % BATCH == 0:
            rows.add_findings(reading.take_findings())
            rows.add_unread(reading.take_unread())
            here = reading.position
            yield Piece(task, rows.take(), here - done, is_last=False)
            done = here
    if reading.is_whole:
        rows.add_unread(reading.take_unread())
    else:
        rows = Rows(task.number)
    rows.add_findings(reading.take_findings())
    found = with_ids(reading.header, task.ids) if reading.header and task.ids else reading.header
    header = header_text(found) if found and reading.is_whole else None
    size, count = reading.position - done, count if reading.is_whole else 0
    yield Piece(task, rows.take(), size, True, reading.is_whole, reading.digest, header, count)


def _by_others(root: Path, tasks: list[Task]) -> Iterator[Piece]:
    """Yield the same rows from worker processes."""
    from multiprocessing.connection import wait

    by_number = {task.number: task for task in tasks}
    count = min(len(tasks), workers.MOST)
    with workers.working(_work, [(root, tasks[share::count]) for share in range(count)]) as ends:
        open_ends = [*ends]
        while open_ends:
            for ready in wait(open_ends):
                end = next(one for one in open_ends if one is ready)
                if not (pieces := workers.receive(end)):
                    open_ends.remove(end)
                yield from (Piece(by_number[number], *rest) for number, *rest in pieces)


def _work(out: "Connection", root: Path, tasks: list[Task]) -> None:
    """Compile files in a worker process."""
    pieces: list[tuple[object, ...]] = []
    count = 0
    for piece in chain.from_iterable(_pieces(root, task) for task in tasks):
        pieces.append((piece.task.number, *piece[1:]))
        count += len(piece.tables["record"])
        if count >= BATCH:
            workers.send(out, pieces)
            pieces, count = [], 0
    if pieces:
        workers.send(out, pieces)
    workers.send(out, [])
