"""Runs parts of the work in other processes, which end with this one, even if it is killed.

They are spawned, not forked. A forked process would inherit this process's end of its own pipe, and so not notice when
this process ends. What is sent has only plain values, because `marshal` packs these in half the time of `pickle`.
"""

import gc
import marshal
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

MOST = min(os.cpu_count() or 1, 4)
"""Greatest number of workers."""

Work = Callable[..., None]
"""Called in a worker with its end of the pipe and its share of the work."""


@contextmanager
def working(work: Work, shares: Sequence[tuple[object, ...]]) -> "Iterator[list[Connection]]":
    """Start a process for each share of the work, and yield our ends of their pipes."""
    import multiprocessing

    spawning = multiprocessing.get_context("spawn")
    ends: list[Connection] = []
    processes = []
    with _interrupts_ignored():  # inherited by the workers from their start
        for share in shares:
            here, there = spawning.Pipe()
            process = spawning.Process(target=_run, args=(work, there, share), daemon=True)
            process.start()
            there.close()
            ends.append(here)
            processes.append(process)
    try:
        yield ends
    finally:
        for end in ends:
            end.close()
        for process in processes:
            process.terminate()
            process.join()


def send(end: "Connection", value: Any) -> None:
    """Send a value through a pipe."""
    with _unbroken():
        end.send_bytes(marshal.dumps(value))


def receive(end: "Connection") -> Any:
    """Return the next value from a pipe."""
    with _unbroken():
        return marshal.loads(end.recv_bytes())


@contextmanager
def _unbroken() -> Iterator[None]:
    """Raise `ChildProcessError` if the process at the other end has ended."""
    try:
        yield
    except (ConnectionError, EOFError):
        raise ChildProcessError("a process that did part of the work has ended early") from None


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():  # Python handles signals only in the main thread
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _run(work: Work, end: "Connection", share: tuple[object, ...]) -> None:
    """Work in a worker process until the pipe is closed.

    It closes stdout, so that a reader sees the end of the output when the command ends, even if it is killed.
    """
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    with suppress(ChildProcessError):
        work(end, *share)
