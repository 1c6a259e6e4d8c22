"""Files of a dossier to rows of its store, in this process or, where there is much to read, in several."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from brief.checks import examine
from brief.dossier.protocol import Stamp
from brief.stores.rows import BATCH, Rows, Tables, header_text
from brief.yaml.file import read_file
from brief.yaml.read import Unreadable
from brief.yaml.records import Reading

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_LARGE = 2_000_000
"""From so many bytes on, reading in processes of their own gains more than starting them costs."""
_MOST_PROCESSES = 4


class Task(NamedTuple):
    """A file to be compiled, and the number that it has in the store."""

    stamp: Stamp
    number: int
    had: int = 0
    """How many records it held when any were last read in it."""


class Piece(NamedTuple):
    """A part of what was compiled of a file."""

    task: Task
    tables: Tables
    size: int
    """How many bytes of the file have been read for it."""
    is_last: bool
    is_whole: bool = True
    """Said with the last: whether the file could be read to its end; if not, none of its records counts."""
    digest: bytes = b""
    header: str | None = None
    had: int = 0
    """Said with the last: how many records the file holds."""


def compiled(root: Path, tasks: list[Task]) -> Iterator[Piece]:
    """The rows of these files; the pieces of one come in order, those of several may be mixed."""
    if sum(task.stamp.size for task in tasks) >= _LARGE:
        return _by_others(root, tasks)
    return chain.from_iterable(_pieces(root, task) for task in tasks)


def _pieces(root: Path, task: Task) -> Iterator[Piece]:
    """The rows of one file."""
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
        rows.add(placed)
        if count % BATCH == 0:
            rows.add_findings(reading.take_findings())
            here = reading.position
            yield Piece(task, rows.take(), here - done, is_last=False)
            done = here
    if not reading.is_whole:
        rows = Rows(task.number)
    rows.add_findings(reading.take_findings())
    header = header_text(reading.header) if reading.header and reading.is_whole else None
    size, count = reading.position - done, count if reading.is_whole else 0
    yield Piece(task, rows.take(), size, True, reading.is_whole, reading.digest, header, count)


def _by_others(root: Path, tasks: list[Task]) -> Iterator[Piece]:
    """The same from processes that share the files between them; rows come back, and no objects.

    They are spawned, not forked: a forked process has what this one has open, among it the end of its own pipe that is
    read, so that it would not notice when this process is gone.
    """
    import multiprocessing
    from multiprocessing.connection import wait

    spawning = multiprocessing.get_context("spawn")
    count = min(len(tasks), os.cpu_count() or 1, _MOST_PROCESSES)
    ends: list[Connection] = []
    processes = []
    with _interrupts_ignored():  # by the new processes too, from their first moment on
        for share in range(count):
            here, there = spawning.Pipe(duplex=False)
            process = spawning.Process(target=_work, args=(root, tasks[share::count], there), daemon=True)
            process.start()
            there.close()
            ends.append(here)
            processes.append(process)
    try:
        while ends:
            for ready in wait(ends):
                end = next(one for one in ends if one is ready)
                try:
                    pieces: list[Piece] = end.recv()
                except EOFError:
                    raise ChildProcessError("a process that read part of the dossier has ended early") from None
                if not pieces:
                    ends.remove(end)
                yield from pieces
    finally:
        for end in ends:
            end.close()
        for process in processes:
            process.terminate()
            process.join()


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    import signal
    import threading

    if threading.current_thread() is not threading.main_thread():  # Python lets no other thread decide on signals
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _work(root: Path, tasks: list[Task], out: "Connection") -> None:
    """What each of these processes does; it ends when nobody reads its pipe any more."""
    import gc
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    pieces: list[Piece] = []
    count = 0
    with suppress(BrokenPipeError):
        for piece in chain.from_iterable(_pieces(root, task) for task in tasks):
            pieces.append(piece)
            count += len(piece.tables["record"])
            if count >= BATCH:
                out.send(pieces)
                pieces, count = [], 0
        if pieces:
            out.send(pieces)
        out.send([])
