"""Runs `brief` in the process of the tests, or as a process of its own without the start-up time of a new Python.

That process is a fork of one that has imported the package already. Everything else is as in a real one: environment,
working directory, streams and exit code.
"""

import atexit
import ctypes
import io
import json
import os
import selectors
import signal
import socket
import sqlite3
import struct
import subprocess
import sys
import threading
import traceback
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout, suppress
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any
from unittest.mock import patch

_SECONDS = 60
_LATE = ("jinja2", "icalendar")
"""Packages that are imported only when they are used."""
_MOST_FILES = 1024
_Streams = tuple[int, int, int]


def run(
    words: Sequence[str],
    environment: Mapping[str, str],
    folder: Path,
    encoding: str = "utf-8",
    prepare: Callable[[], None] | None = None,
) -> "subprocess.CompletedProcess[str]":
    """Run the command, and capture its output; `prepare` is called in the new process before the command."""
    if not prepare and not _can_be_forked(environment):
        command = [sys.executable, "-m", "brief", *words]
        return subprocess.run(
            command,
            env=dict(environment),
            cwd=folder,
            capture_output=True,
            encoding=encoding,
            timeout=_SECONDS,
            check=False,
        )
    (read_out, out), (read_err, err) = os.pipe(), os.pipe()
    with Path(os.devnull).open() as nothing:
        streams = (nothing.fileno(), out, err)
        if prepare:
            process = _start(words, environment, folder, streams, prepare)
        else:
            process = _starter().start(words, environment, folder, streams)
    os.close(out)
    os.close(err)
    try:
        printed, said = _read(read_out, read_err)
        status = os.waitpid(process, 0)[1] if prepare else _starter().wait(process)
    except BaseException:
        with suppress(ProcessLookupError):
            os.kill(process, 9)
        raise
    code = os.waitstatus_to_exitcode(status)
    return subprocess.CompletedProcess(["brief", *words], code, _text(printed, encoding), _text(said, encoding))


def run_here(
    words: Sequence[str], environment: Mapping[str, str], folder: Path, encoding: str = "utf-8"
) -> "subprocess.CompletedProcess[str]":
    """Run the command in this process, which costs less than a new one; its language cannot be chosen so."""
    if "BRIEF_LANGUAGE" in environment or not _can_be_forked(environment):
        return run(words, environment, folder, encoding)
    from brief.cli.main import run as run_command

    files = io.BytesIO(), io.BytesIO()
    out = io.TextIOWrapper(files[0], "utf-8", "surrogateescape")
    err = io.TextIOWrapper(files[1], "utf-8", "backslashreplace", write_through=True)
    with (
        Path(os.devnull).open(encoding="utf-8") as nothing,
        patch.dict(os.environ, environment, clear=True),
        patch.object(sys, "stdin", nothing),
        chdir(folder),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        code = run_command([*words])
        out.flush()
    printed, said = (_text(file.getvalue(), encoding) for file in files)
    return subprocess.CompletedProcess(["brief", *words], code, printed, said)


def run_together(
    commands: Sequence[Sequence[str]], environment: Mapping[str, str], folder: Path
) -> list["subprocess.CompletedProcess[str]"]:
    """Run commands at the same time, each in a process of its own."""
    _starter()
    with ThreadPoolExecutor(len(commands)) as threads:
        return [*threads.map(lambda words: run(words, environment, folder), commands)]


def has_started(said: str) -> bool:
    """True if Python itself has started: before 3.13 it fails if the locale cannot encode an install's path."""
    return "init_import_site" not in said


@contextmanager
def on_terminal(
    words: Sequence[str], environment: Mapping[str, str], folder: Path, terminal: int
) -> Iterator[list[int]]:
    """Run the command on a terminal, which is closed here; when it has ended, the list has its exit code."""
    codes: list[int] = []
    process = _starter().start(words, environment, folder, (terminal, terminal, terminal))
    os.close(terminal)
    yield codes
    codes.append(os.waitstatus_to_exitcode(_starter().wait(process)))


def _can_be_forked(environment: Mapping[str, str]) -> bool:
    """True if no environment variable affects the start of Python itself."""
    for_python = any(name.startswith(("PYTHON", "COVERAGE")) for name in environment)
    return hasattr(os, "fork") and not for_python and environment.get("LC_ALL") == "C.UTF-8"


class _Unhurried(sqlite3.Connection):
    """A connection whose transactions do not wait for the disk either."""

    def execute(self, query: str, *values: Any) -> sqlite3.Cursor:
        if query.startswith("BEGIN"):
            super().execute("PRAGMA synchronous = OFF")
        return super().execute(query, *values)


def without_waiting_for_the_disk() -> dict[tuple[Any, str], Callable[..., Any]]:
    """Return what takes the place of functions: nothing that tests can see depends on whether the disk has a file."""
    return {
        (os, "fsync"): lambda handle: None,
        (sqlite3, "connect"): partial(sqlite3.connect, factory=_Unhurried),
    }


class _Starter:
    """A small process that only forks commands. The tests would pass on the threads of Typst, which a fork ends."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._asked, theirs = socket.socketpair()
        with theirs:
            words = [sys.executable, __file__, str(theirs.fileno())]
            self._process = subprocess.Popen(words, pass_fds=[theirs.fileno()])
        atexit.register(self.end)

    def start(self, words: Sequence[str], environment: Mapping[str, str], folder: Path, streams: _Streams) -> int:
        """Start the command, and return its process id."""
        with self._lock:
            os.umask(mask := os.umask(0))
            told = json.dumps([list(words), dict(environment), str(folder), mask]).encode()
            socket.send_fds(self._asked, [len(told).to_bytes(8, "big")], streams)
            self._asked.sendall(told)
            return _number(self._asked)

    def wait(self, process: int) -> int:
        """Wait for the end of a command that has closed its streams, and return its status."""
        with self._lock:
            self._asked.sendall((-process).to_bytes(8, "big", signed=True))
            return _number(self._asked)

    def end(self) -> None:
        """End the process, which also ends if the tests are killed."""
        self._asked.close()
        self._process.wait(_SECONDS)


@cache
def _starter() -> _Starter:
    return _Starter()


def _number(asked: socket.socket) -> int:
    return int.from_bytes(asked.recv(8, socket.MSG_WAITALL), "big", signed=True)


def _answer(asked: socket.socket) -> None:
    """Start commands, and wait for their end, until the tests end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _loaded()
    for (module, name), function in without_waiting_for_the_disk().items():
        setattr(module, name, function)
    while True:
        told, streams, *_ = socket.recv_fds(asked, 8, 3)
        if not told:
            return
        if (size := int.from_bytes(told, "big", signed=True)) < 0:
            answer = os.waitpid(-size, 0)[1]
        else:
            words, environment, folder, mask = json.loads(asked.recv(size, socket.MSG_WAITALL))
            os.umask(mask)
            answer = _start(words, environment, Path(folder), (streams[0], streams[1], streams[2]))
            for stream in streams:
                os.close(stream)
        asked.sendall(answer.to_bytes(8, "big", signed=True))


@cache
def _loaded() -> Callable[[], None]:
    """Return the command, after importing all that it imports while it runs, so that no new process has to."""
    import brief
    from brief.__main__ import main

    for name in (*(found.name for found in walk_packages(brief.__path__, "brief.")), *_LATE):
        with suppress(ModuleNotFoundError):  # a package of an extra is missing
            import_module(name)
    return main


def give_up_rights() -> None:
    """Let the rights of files hold for root, too: without its capabilities (capabilities(7)), root is a user."""
    if sys.platform == "linux" and os.geteuid() == 0:
        version = struct.pack("=Ii", 0x20080522, 0)
        if ctypes.CDLL(None, use_errno=True).capset(version, bytes(24)):
            raise OSError(ctypes.get_errno(), "capset")


def _start(
    words: Sequence[str],
    environment: Mapping[str, str],
    folder: Path,
    streams: _Streams,
    prepare: Callable[[], None] | None = None,
) -> int:
    """Fork, run the command in the new process, and return its process id."""
    main = _loaded()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about threads, which the new process does not use
        process = os.fork()
    if process:
        return process
    try:
        _become(words, environment, folder, streams)
        if prepare:
            prepare()
        main()
    except BaseException:
        os.write(2, traceback.format_exc().encode())
    os._exit(1)


def _become(words: Sequence[str], environment: Mapping[str, str], folder: Path, streams: _Streams) -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    os.closerange(3, _MOST_FILES)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    warnings.simplefilter("ignore")
    sys.argv = ["brief", *words]
    # As Python opens them with LC_ALL=C.UTF-8.
    sys.stdin = open(0, encoding="utf-8", errors="surrogateescape")  # noqa: SIM115 - open as long as the process
    sys.stdout = open(1, "w", encoding="utf-8", errors="surrogateescape")  # noqa: SIM115 - as above
    sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", buffering=1)  # noqa: SIM115 - as above


def _text(content: bytes, encoding: str) -> str:
    """Decode output as `subprocess` does, with universal newlines."""
    return io.TextIOWrapper(io.BytesIO(content), encoding=encoding).read()


def _read(*handles: int) -> list[bytes]:
    """Read everything that is written to pipes until all writers have closed them."""
    pieces: dict[int, list[bytes]] = {handle: [] for handle in handles}
    with selectors.DefaultSelector() as selector:
        for handle in handles:
            selector.register(handle, selectors.EVENT_READ)
        while selector.get_map():
            ready = selector.select(_SECONDS)
            if not ready:
                raise TimeoutError(f"brief has written nothing for {_SECONDS} seconds")
            for key, _ in ready:
                if piece := os.read(key.fd, 65536):
                    pieces[key.fd].append(piece)
                else:
                    selector.unregister(key.fd)
                    os.close(key.fd)
    return [b"".join(found) for found in pieces.values()]


if __name__ == "__main__":
    with socket.socket(fileno=int(sys.argv[1])) as asked:
        _answer(asked)
