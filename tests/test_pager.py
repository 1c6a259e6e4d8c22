"""Long answers on a real terminal go through a pager."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pexpect
import pytest

Terminal = Callable[..., "pexpect.spawn[str]"]


@pytest.fixture
def terminal(environment: dict[str, str], shipped: str) -> Terminal:
    """A function that runs `brief` on a terminal with this number of lines."""

    def run(*words: str, lines: int = 10, **env: str) -> "pexpect.spawn[str]":
        wanted = environment | {"TERM": "xterm", "BRIEF_DOSSIER": shipped} | env
        command = ["-m", "brief", *words]
        return pexpect.spawn(sys.executable, command, env=wanted, dimensions=(lines, 80), encoding="utf-8", timeout=60)

    return run


@pytest.fixture
def pager(tmp_path: Path) -> str:
    """A pager that prints its arguments."""
    file = tmp_path / "pager"
    file.write_text('#!/bin/sh\necho "PAGED $1 $LESS"\ncat\necho END\n')
    file.chmod(0o755)
    return str(file)


def ended(process: "pexpect.spawn[str]") -> str:
    """Return all output of a process, after it has ended without error."""
    process.expect(pexpect.EOF)
    process.close()
    assert process.exitstatus == 0
    return str(process.before)


def test_a_long_answer_goes_through_the_pager(terminal: Terminal, pager: str) -> None:
    ended(terminal("timeline", "--no-pager"))  # on a busy machine, compiling shows its progress
    shown = ended(terminal("timeline", PAGER=f"{pager} -x"))
    assert shown.startswith("PAGED -x FRX\r\n")
    assert shown.endswith("not rateable\x1b[0m\r\nEND\r\n")
    assert "PAGED -x S" in ended(terminal("timeline", PAGER=f"{pager} -x", LESS="S"))


@pytest.mark.parametrize(
    ("words", "lines", "env"),
    [
        (["timeline"], 500, {}),
        (["timeline", "--no-pager"], 10, {}),
        (["timeline"], 10, {"TERM": "dumb"}),
        (["timeline", "--output", "out.md"], 10, {}),
    ],
)
def test_what_needs_no_pager_has_none(
    terminal: Terminal, pager: str, words: list[str], lines: int, env: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(Path(pager).parent)
    assert "PAGED" not in ended(terminal(*words, lines=lines, PAGER=pager, **env))


@pytest.mark.parametrize("missing", ["", "/nowhere/less", "'unclosed", " "])
def test_a_missing_pager_is_done_without(terminal: Terminal, missing: str) -> None:
    shown = ended(terminal("timeline", PAGER=missing))
    assert "Diplomatic relations established" in shown
    assert shown.endswith("not rateable\x1b[0m\r\n")


def test_a_pager_that_stops_early_is_no_error(terminal: Terminal) -> None:
    assert ended(terminal("timeline", PAGER="head -n 3")).count("\n") == 3
    assert ended(terminal("timeline", PAGER="true")) == ""
    ended(terminal("timeline", PAGER="false"))


def test_errors_are_not_paged(terminal: Terminal, pager: str, broken: str) -> None:
    process = terminal("timeline", lines=4, PAGER=pager, BRIEF_DOSSIER=broken)
    process.expect(pexpect.EOF)
    assert "the dossier has 3 errors" in str(process.before)
    assert "PAGED" not in str(process.before)


def test_a_real_pager_waits_for_its_reader(terminal: Terminal) -> None:
    if not shutil.which("less"):
        pytest.skip("less is not installed")
    process = terminal("timeline", PAGER="less")
    process.expect("Diplomatic relations")
    process.expect("\n:")
    process.sendintr()
    process.expect("\n:")  # less redraws the page, and drops what is typed meanwhile
    interrupted = str(process.before)
    assert process.isalive()
    process.send("q")
    shown = interrupted + ended(process)
    assert "Traceback" not in shown
    assert "peacekeeping framework signed" not in shown


@pytest.mark.parametrize("command", ["timeline", "check"])
def test_who_reads_keeps_nobody_waiting(
    command: str, terminal: Terminal, environment: dict[str, str], broken: str, cache: Path, tmp_path: Path
) -> None:
    root, reader = tmp_path / "read", tmp_path / "reader"
    shutil.copytree(broken, root)
    reader.write_text("#!/bin/sh\ncat\necho READING\nread line < /dev/tty\n")
    reader.chmod(0o755)
    process = terminal(command, "--keep-going", lines=2, BRIEF_DOSSIER=str(root), PAGER=str(reader))
    process.expect("READING")
    (root / "more.yaml").write_text("events:\n  toll: {title: A bell tolls, date: 1901}\n")
    asked = [sys.executable, "-m", "brief", "timeline", "--keep-going", "-d", str(root)]
    subprocess.run(asked, env=environment, check=True, capture_output=True)
    (store,) = (cache / "brief" / "stores").joinpath(*root.resolve().parts[1:]).glob("*.sqlite")
    with closing(sqlite3.connect(store)) as kept:
        assert kept.execute("SELECT count(*) FROM record WHERE id = 'toll'").fetchone() == (1,)
    process.sendline()
    process.expect(pexpect.EOF)
    process.close()
