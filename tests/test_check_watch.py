"""`brief check --watch`: a real process, real changes, Ctrl-C."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from brief.system.watching import changes

HEAD = "dossier: {title: Bells}\nsources: {log: {title: The log}}\n"
GOOD = "events: {cast: {title: A bell is cast, date: 1901, cite: log p. 1}}\n"
BAD = "events: {cast: {title: A bell is cast, date: 1901-99, cite: log p. 1}}\n"
Watching = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "bells"
    folder.mkdir()
    (folder / "dossier.yaml").write_text(HEAD, encoding="utf-8")
    (folder / "events.yaml").write_text(GOOD, encoding="utf-8")
    return folder


@pytest.fixture
def watching(root: Path, environment: dict[str, str]) -> Iterator[Watching]:
    started: list[subprocess.Popen[str]] = []

    def start(*words: str) -> "subprocess.Popen[str]":
        command = [sys.executable, "-m", "brief", "check", "--watch", "-d", str(root), *words]
        # In the background of a shell, the tests ignore interrupts, and child processes would inherit that.
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            process = subprocess.Popen(
                command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
            )
        finally:
            signal.signal(signal.SIGINT, before)
        started.append(process)
        return process

    yield start
    for process in started:
        with process:
            process.kill()


def line(process: "subprocess.Popen[str]", beginning: str) -> str:
    """Return the next line that begins this way; earlier lines are skipped."""
    assert process.stdout
    for found in process.stdout:
        if found.startswith(beginning):
            return found
    raise AssertionError(f"it ended without a line that begins with {beginning!r}")


def save(file: Path, text: str) -> None:
    """Save as editors do: write a new file, and move it over the old one."""
    new = file.with_name(f"{file.name}~")
    new.write_text(text, encoding="utf-8")
    new.replace(file)


def test_each_change_is_checked_and_only_what_is_new_is_printed(root: Path, watching: Watching) -> None:
    process = watching()
    assert line(process, "No problems") == "No problems: 2 records in 2 files.\n"
    save(root / "events.yaml", BAD)
    assert "invalid-date" in line(process, "events.yaml:1:")
    assert line(process, "Now ") == "Now 1 error: 1 new.\n"
    save(root / "more.yaml", "people: {ada: {nam: Ada}}\n")
    assert "more.yaml" in line(process, "more.yaml:1:")
    line(process, "Now ")
    save(root / "events.yaml", f"# The date is mended.\n\n{GOOD}")
    assert "fixed." in line(process, "Now ")
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (130, "")


def test_a_head_that_is_gone_for_a_while_ends_nothing(root: Path, watching: Watching) -> None:
    process = watching()
    line(process, "No problems")
    (root / "dossier.yaml").rename(root / "away.txt")
    assert "dossier.yaml" in line(process, "Warning: ")
    (root / "away.txt").rename(root / "dossier.yaml")
    assert line(process, "Now ") == "Now no problems: the dossier can be read again.\n"
    save(root / "events.yaml", BAD)
    line(process, "events.yaml:1:")


@pytest.mark.parametrize("words", [["-f", "json"], ["-o", "out.txt"]])
def test_what_changes_cannot_go_into_a_file(root: Path, watching: Watching, words: list[str]) -> None:
    process = watching(*words)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 2
    assert "--watch prints text on the screen" in said


def test_a_change_is_told_once_when_it_has_come_to_rest(tmp_path: Path) -> None:
    file = tmp_path / "one.yaml"
    pauses: list[int] = []

    def pause() -> None:
        """During the first three pauses the file changes; after that it does not."""
        pauses.append(len(pauses))
        if len(pauses) <= 3:
            file.write_text("x" * len(pauses), encoding="utf-8")
        if len(pauses) > 6:
            raise KeyboardInterrupt

    told = 0
    with pytest.raises(KeyboardInterrupt):
        for _ in changes(tmp_path, pause):
            told += 1
    assert told == 2  # at the start, and after the change


def test_hidden_files_are_no_change(tmp_path: Path) -> None:
    def pause() -> None:
        if (tmp_path / ".swap").exists():
            raise KeyboardInterrupt
        (tmp_path / ".swap").write_text(str(os.getpid()), encoding="utf-8")

    found = []
    with pytest.raises(KeyboardInterrupt):
        for _ in changes(tmp_path, pause):
            found.append(1)
    assert found == [1]
