"""How long a command takes from call to answer, as a multiple of what its libraries alone take to import.

`.venv/bin/python benchmarks/start.py` prints medians of interleaved runs: in each round every command runs
once, so that a slow moment of the machine slows all of them. The commands are those of the installed `brief`.
"""

import argparse
import contextlib
import fcntl
import os
import platform
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import NamedTuple

BRIEF = str(Path(sys.executable).parent / "brief")
_ROWS, _COLUMNS = 40, 120


class Case(NamedTuple):
    """One line of the table."""

    name: str
    goal: float
    """At most so many times the first case."""
    words: tuple[str, ...]
    terminal: bool = False
    fresh_store: bool = True


CASES = (
    Case("T: `python -c 'import typer, rich'`", 1.0, (sys.executable, "-c", "import typer, rich")),
    Case("`brief --version`", 1.1, (BRIEF, "--version")),
    Case("`brief --help`", 1.4, (BRIEF, "--help")),
    Case("`brief timeline`, piped", 1.3, (BRIEF, "timeline")),
    Case("`brief who potvin`, piped", 1.3, (BRIEF, "who", "potvin")),
    Case("`brief timeline`, on a terminal", 1.9, (BRIEF, "timeline"), terminal=True),
    Case("`brief who potvin`, on a terminal", 1.9, (BRIEF, "who", "potvin"), terminal=True),
    Case("`brief timeline`, first run of all, no store", 3.5, (BRIEF, "timeline"), fresh_store=False),
)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=25, help="at least 10")
    rounds = max(10, parser.parse_args().rounds)
    with tempfile.TemporaryDirectory() as folder:
        measured = _measure(rounds, Path(folder))
    _print(measured, rounds)


def _measure(rounds: int, folder: Path) -> list[list[float]]:
    """Seconds of every run, by case; one round before the first compiles the byte code and the store."""
    cache = folder / "cache"
    ignored = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "BRIEF_DOSSIER", "NO_COLOR", "FORCE_COLOR", "COLUMNS")
    environment = {name: value for name, value in os.environ.items() if name not in ignored}
    environment |= {"XDG_CACHE_HOME": str(cache), "TERM": "xterm-256color"}
    measured: list[list[float]] = [[] for _ in CASES]
    for turn in range(rounds + 1):
        for case, times in zip(CASES, measured, strict=True):
            if not case.fresh_store:
                shutil.rmtree(cache, ignore_errors=True)
            run: Callable[..., None] = _on_terminal if case.terminal else _piped
            started = time.perf_counter()
            run(case.words, folder, environment)
            if turn:
                times.append(time.perf_counter() - started)
    return measured


def _piped(words: tuple[str, ...], folder: Path, environment: dict[str, str]) -> None:
    subprocess.run(words, cwd=folder, env=environment, check=True, capture_output=True)


def _on_terminal(words: tuple[str, ...], folder: Path, environment: dict[str, str]) -> None:
    """Run the command with a pseudo-terminal for its output, and read that to the end."""
    here, there = os.openpty()
    fcntl.ioctl(there, termios.TIOCSWINSZ, struct.pack("HHHH", _ROWS, _COLUMNS, 0, 0))
    with subprocess.Popen(words, cwd=folder, env=environment, stdin=there, stdout=there, stderr=there) as process:
        os.close(there)
        shown = b""
        with contextlib.suppress(OSError):  # so a pseudo-terminal says that the other end is closed
            while piece := os.read(here, 65536):
                shown += piece
    os.close(here)
    assert process.returncode == 0 and b"\x1b[" in shown, shown.decode(errors="replace")


def _print(measured: list[list[float]], rounds: int) -> None:
    medians = [median(times) for times in measured]
    print(
        f"Medians of {rounds} interleaved runs; Python {platform.python_version()}, "
        f"{platform.system()}, {os.cpu_count()} cores.\n"
    )
    print("| what | median, ms | times T | at most |\n| --- | ---: | ---: | ---: |")
    for case, found in zip(CASES, medians, strict=True):
        print(f"| {case.name} | {found * 1000:.0f} | {found / medians[0]:.2f} | {case.goal} |")


if __name__ == "__main__":
    main()
