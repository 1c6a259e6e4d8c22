"""`brief add` on a terminal: questions, completion, wrong answers."""

import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from brief.cli.asking import ask
from brief.model.kinds import KINDS
from conftest import needed

SOURCES = "sources:\n  log:\n    title: The log\n    date: 2021\npeople:\n  jo:\n    name: Jo\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "dossier.yaml").write_text(f"dossier: {{title: Talks}}\n{SOURCES}", encoding="utf-8")
    return tmp_path


def _hear_interrupts() -> None:
    """Undo what a shell does for a command in the background: it ignores Ctrl-C, and so do its children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture
def terminal(folder: Path, environment: dict[str, str]) -> Iterator[Any]:
    """`brief add event`, running in a terminal."""
    needed("pexpect")
    import pexpect

    words = ["-m", "brief", "add", "event"]
    child = pexpect.spawn(
        sys.executable,
        words,
        cwd=str(folder),
        env=environment | {"TERM": "dumb"},
        encoding="utf-8",
        timeout=30,
        preexec_fn=_hear_interrupts,
    )
    yield child
    child.close(force=True)


def answer(terminal: Any, *pairs: tuple[str, str]) -> None:
    for question, words in pairs:
        terminal.expect_exact(f"\r\n{question}: ")
        terminal.send(f"{words}\r" if not words.endswith("\t") else words)
        if words.endswith("\t"):
            terminal.send("\r")


def until_asleep(process: int) -> None:
    """Wait until a process waits for something, where the kernel says so (proc_pid_stat(5)).

    Between its prompt and its wait for a key, readline loses signals and the end of input.
    """
    status = Path(f"/proc/{process}/stat")
    for _ in range(3000):
        if not status.exists() or status.read_text().rpartition(")")[2].split()[0] == "S":
            return
        time.sleep(0.01)


def test_wrong_answers_are_asked_again_and_right_ones_stay(terminal: Any, folder: Path) -> None:
    answer(terminal, ("title", ""))
    terminal.expect_exact("this field is required")
    answer(terminal, ("title", "A talk"), ("cite", "log P2"), ("another", ""))
    terminal.expect_exact("such as 24 October 2017")
    answer(terminal, ("date", "24 Octobre 20177"))
    terminal.expect_exact("is not a date")
    answer(terminal, ("date", "24 October 2021"))
    terminal.expect_exact("one of planned, ")
    answer(terminal, ("status", "helt"))
    terminal.expect_exact("did you mean `held`?")
    answer(terminal, ("status", "held"), ("kind", ""), ("place", "a hall in town"), ("who", "joe"))
    terminal.expect_exact("no person or organization has the id `joe` (did you mean `jo`?)")
    answer(terminal, ("who", "log"))
    terminal.expect_exact("`log` is a source, not a person or an organization")
    answer(terminal, ("who", "Jo"), ("  jo", "host"), ("another", "."))
    terminal.expect_exact("the id is a-talk")
    assert (folder / "events.yaml").read_text(encoding="utf-8") == (
        "events:\n  a-talk:\n    title: A talk\n    date: 2021-10-24\n    status: held\n"
        "    place: a hall in town\n    who:\n      jo: host\n    cite: log ¶2\n"
    )


def test_a_dot_ends_the_questions_and_keeps_the_answers(terminal: Any, folder: Path) -> None:
    answer(terminal, ("title", "A talk"), ("cite", ""), ("date", "."))
    terminal.expect_exact("the id is a-talk")
    terminal.expect_exact("to add more: `brief set a-talk figures.0.what=...`")
    assert (folder / "events.yaml").read_text(encoding="utf-8") == "events:\n  a-talk:\n    title: A talk\n"


def test_what_is_found_wrong_in_the_end_is_asked_again(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = {"name": ["Fares"], "part_of": ["talks"], "also": ["Tickets"], "short": ["x" * 80, "Fares"]}
    asked: list[str] = []

    def told(prompt: str) -> str:
        asked.append(prompt.removesuffix(": "))
        return (answers.get(asked[-1]) or [""]).pop(0)

    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    monkeypatch.setattr("builtins.input", told)
    (folder / "topics.yaml").write_text("topics:\n  talks:\n    name: Talks\n", encoding="utf-8")
    ask(folder, KINDS["topic"], None, None, dry_run=False)
    assert asked.count("name") == asked.count("part_of") == 1
    assert asked.count("short") == 2
    assert "  fares:\n    name: Fares\n    short: Fares\n    also: Tickets\n    part_of: talks\n" in (
        folder / "topics.yaml"
    ).read_text(encoding="utf-8")


def test_tab_completes_ids(terminal: Any, folder: Path) -> None:
    pytest.importorskip("readline")
    answer(terminal, ("title", "A talk"), ("cite", ""), ("date", ""), ("status", "hel\t"))
    answer(terminal, ("kind", "."))
    terminal.expect_exact("the id is a-talk")
    assert "status: held" in (folder / "events.yaml").read_text(encoding="utf-8")


def test_the_end_of_input_adds_nothing(terminal: Any, folder: Path) -> None:
    answer(terminal, ("title", "A talk"))
    terminal.expect_exact("cite: ")
    until_asleep(terminal.pid)
    terminal.sendeof()
    terminal.expect_exact("nothing is added")
    assert not (folder / "events.yaml").exists()


def test_the_answers_before_an_interruption_are_printed(terminal: Any, folder: Path) -> None:
    answer(terminal, ("title", "A talk"), ("cite", "log P2"), ("another", ""))
    terminal.expect_exact("date: ")
    until_asleep(terminal.pid)
    terminal.sendintr()
    terminal.expect_exact("title: A talk\r\ncite: log ¶2")
    assert not (folder / "events.yaml").exists()


def test_the_questions_show_a_citation_and_name_the_ids_that_there_are(terminal: Any) -> None:
    answer(terminal, ("title", "A talk"))
    terminal.expect_exact("such as log ¶2, or log para 2")
    answer(terminal, ("cite", "diary ¶2"))
    terminal.expect_exact("no source has the id `diary` (there is only log)")
