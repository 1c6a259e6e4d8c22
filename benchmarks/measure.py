"""Runs commands in turn, and prints a table of the medians.

In each round every command of a comparison runs once, so that a slow moment of the machine slows all of them. A command
is timed from its call to the end of its output. The kernel reports its peak memory (`wait4`,
https://man7.org/linux/man-pages/man2/wait4.2.html), which is at least that of the calling process.
"""

import compileall
import contextlib
import fcntl
import os
import platform
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import NamedTuple

BRIEF = str(Path(sys.executable).parent / "brief")
_ROWS, _COLUMNS = 40, 120
_IGNORED = (
    "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "BRIEF_DOSSIER", "SOURCE_DATE_EPOCH", "NO_COLOR", "FORCE_COLOR",
    "COLUMNS",
)  # fmt: skip
_KEPT = 4096
_KIB = 1 if sys.platform == "darwin" else 1024  # the unit in which the system counts memory


class Case(NamedTuple):
    """A command of a comparison."""

    name: str
    words: tuple[str, ...]
    goal: float | None = None
    """Maximum ratio to the time of the first case."""
    terminal: bool = False
    before: Callable[[], None] | None = None
    """Called before each run, outside the measured time."""
    says_seconds: bool = False
    """True if the command measures itself, and prints only seconds."""
    codes: tuple[int, ...] = (0,)
    environment: tuple[tuple[str, str], ...] = ()


class Comparison(NamedTuple):
    """Commands that are compared; the first is the base."""

    name: str
    cases: tuple[Case, ...]
    once: bool = False
    """Run each command once without warm-up, because it takes long or has nothing to do a second time."""
    notes: tuple[str, ...] = ()


class Broken(Exception):
    """A command failed, so that its comparison has no result."""


class Run(NamedTuple):
    """One run of a command."""

    seconds: float
    peak: int
    """Peak memory in bytes."""


class Row(NamedTuple):
    """A line of the table."""

    comparison: str
    case: Case
    seconds: float
    peak: int
    ratio: float

    @property
    def verdict(self) -> str:
        """Return whether the goal is met, in a word; empty without a goal."""
        return "" if self.case.goal is None else "met" if self.ratio <= self.case.goal else "**missed**"


def environment(folder: Path) -> dict[str, str]:
    """Return the user's environment without variables that change how brief runs, and with a separate cache."""
    kept = {name: value for name, value in os.environ.items() if name not in _IGNORED}
    return kept | {"XDG_CACHE_HOME": str(folder / "cache"), "TERM": "xterm-256color"}


def compile_brief() -> None:
    """Write the byte code of brief, as its installation does."""
    found = find_spec("brief")
    assert found is not None and found.origin is not None
    compileall.compile_dir(Path(found.origin).parent, quiet=1)


def measure(comparison: Comparison, rounds: int, folder: Path) -> list[Row]:
    """Return the medians of the runs of each command, after one round that fills the caches; raises `Broken`."""
    runs: list[list[Run]] = [[] for _ in comparison.cases]
    base = environment(folder)
    for turn in range(1 if comparison.once else rounds + 1):
        for case, done in zip(comparison.cases, runs, strict=True):
            run = _run(case, folder, base)
            if turn or comparison.once:
                done.append(run)
    seconds = [median(run.seconds for run in done) for done in runs]
    return [
        Row(comparison.name, case, middle, max(run.peak for run in done), middle / seconds[0])
        for case, middle, done in zip(comparison.cases, seconds, runs, strict=True)
    ]


def _run(case: Case, folder: Path, base: dict[str, str]) -> Run:
    """Run a command with a pipe or a terminal for its output, and read the output to the end."""
    if case.before:
        case.before()
    here, there = os.openpty() if case.terminal else os.pipe()
    if case.terminal:
        fcntl.ioctl(there, termios.TIOCSWINSZ, struct.pack("HHHH", _ROWS, _COLUMNS, 0, 0))
    before = there if case.terminal else subprocess.DEVNULL
    started = time.perf_counter()
    variables = base | dict(case.environment)
    process = subprocess.Popen(case.words, cwd=folder, env=variables, stdin=before, stdout=there, stderr=there)
    os.close(there)
    shown = b""
    for piece in _pieces(here):
        shown = (shown + piece)[-_KEPT:]  # this process's memory counts towards the peak of the next
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    os.close(here)
    said = shown.decode(errors="replace")
    if process.returncode not in case.codes or (case.terminal and b"\x1b[" not in shown):
        raise Broken(f"{case.name} left with {process.returncode}: {said[-500:]}")
    return Run(float(said) if case.says_seconds else seconds, used.ru_maxrss * _KIB)


def _pieces(descriptor: int) -> Iterator[bytes]:
    with contextlib.suppress(OSError):  # raised by a pseudo-terminal when the other end is closed
        while piece := os.read(descriptor, 65536):
            yield piece


def table(rows: Sequence[Row]) -> str:
    """Return the rows as a table in Markdown."""
    lines = ["| comparison | what | median, ms | times the first | at most | | peak, MiB |"]
    lines.append("| --- | --- | ---: | ---: | ---: | --- | ---: |")
    for row in rows:
        goal = "" if row.case.goal is None else f"{row.case.goal:g}"
        milliseconds = f"{row.seconds * 1000:,.0f}" if row.seconds >= 0.01 else f"{row.seconds * 1000:.1f}"
        cells = (row.comparison, row.case.name, milliseconds, f"{row.ratio:.2f}", goal, row.verdict)
        lines.append(f"| {' | '.join(cells)} | {row.peak / 2**20:,.0f} |")
    return "\n".join(lines)


def machine() -> str:
    """Describe the machine and the versions of the software."""
    packages = ("brief-cli", "typer", "rich", "pyyaml", "rapidfuzz")
    versions = ", ".join(f"{name} {version(name)}" for name in packages)
    return (
        f"{_processor()}, {os.cpu_count()} cores; {platform.system()}; Python {platform.python_version()}; {versions}."
    )


def _processor() -> str:
    with contextlib.suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
