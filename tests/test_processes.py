"""Concurrent processes: several that compile one dossier, and worker processes of one command."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

HEAD = "dossier: {title: Bell log}\nsources: {log: {title: The log}}\n"


def bells(tmp_path: Path, count: int) -> Path:
    """Write a dossier of two files with this number of events each."""
    root = tmp_path / "bells"
    root.mkdir()
    (root / "dossier.yaml").write_text(HEAD)
    for tower in "ab":
        (root / f"{tower}.yaml").write_text(events(tower, count))
    return root


def events(tower: str, count: int) -> str:
    lines = (f"  {tower}{n}: {{title: Bell {n} of tower {tower}, date: 1901, cite: log p. 1}}\n" for n in range(count))
    return f"events:\n{''.join(lines)}"


Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start(tmp_path: Path, environment: dict[str, str]) -> Iterator[Start]:
    """A function that starts Python with a private cache folder and the same process id in every process."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text("import os\nos.getpid = lambda: 7\n")
    own = {"XDG_CACHE_HOME": str(tmp_path / "cache"), "PYTHONPATH": str(tmp_path / "site")}
    started = []

    def begin(*words: str, **env: str) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [sys.executable, *words],
            env=environment | own | env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
        )
        started.append(process)
        return process

    yield begin
    for process in started:
        with suppress(ProcessLookupError):
            process.kill() if os.name == "nt" else os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


SLOW = """
import sys
from brief import updating
from brief.cli.main import run

update = updating.update

def slow(*words):
    update(*words)
    print("filled", flush=True)
    sys.stdin.readline()

updating.update = slow
sys.exit(run(sys.argv[1:]))
"""


@pytest.mark.parametrize("first_to_end", [0, 1])
def test_processes_of_equal_numbers_compile_one_dossier_at_once(
    start: Start, tmp_path: Path, first_to_end: int
) -> None:
    """As in two containers that share a cache folder: both have filled a store before either ends."""
    root = bells(tmp_path, 10)
    words = ("-c", SLOW, "check", "--dossier", str(root))
    processes = []
    for _ in range(2):
        processes.append(start(*words))
        assert processes[-1].stdout
        assert processes[-1].stdout.readline() == "filled\n"
    for turn in (first_to_end, 1 - first_to_end):
        shown, said = processes[turn].communicate("go on\n", timeout=60)
        assert shown == "No problems: 21 records in 3 files.\n", said
    (root / "a.yaml").write_text(events("a", 1))
    shown, said = start("-m", "brief", "check", "--dossier", str(root)).communicate(timeout=60)
    assert shown == "No problems: 12 records in 3 files.\n", said
    assert [path.suffix for path in (tmp_path / "cache").rglob("*") if path.is_file()] == [".sqlite"]


KILLED = """
import os, signal, sys
from pathlib import Path
from brief import compiling
from brief.yaml.discovery import walk

if __name__ == "__main__":
    # A shell, or nohup, may have these ignored in what it starts in the background.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    root = Path(sys.argv[1])
    compiling._LARGE = 0
    tasks = [compiling.Task(stamp, number) for number, stamp in enumerate(walk(root).stamps)]
    pieces = compiling.compiled(root, tasks)
    next(pieces)
    print("begun", flush=True)
    os.kill(os.getpid(), getattr(signal, sys.argv[2]))
"""


@pytest.mark.skipif(os.name != "posix", reason="these signals are those of POSIX systems")
@pytest.mark.parametrize("name", ["SIGKILL", "SIGTERM", "SIGHUP", "SIGINT"])
def test_no_process_outlives_the_command_that_started_it(start: Start, name: str, tmp_path: Path) -> None:
    """Every worker inherits the command's stdout, so its reader waits for the last of them."""
    (tmp_path / "killed.py").write_text(KILLED)
    process = start(str(tmp_path / "killed.py"), str(bells(tmp_path, 5000)), name, PYTHONPATH="")
    shown, said = process.communicate(timeout=30)
    assert shown == "begun\n"
    assert process.returncode == -getattr(signal, name), said
    assert said == "" or name == "SIGINT"  # for which Python prints a traceback
