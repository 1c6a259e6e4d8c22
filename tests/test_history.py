"""The history of a line with a real git; no program that a hostile repository names is run."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.git import blame
from brief.git.blame import (
    CHANGED,
    LONE_CR,
    MISSING,
    NO_COMMIT,
    NO_GIT,
    NOT_IN_GIT,
    OUTSIDE,
    TOO_DIFFERENT,
    TOO_LARGE,
    last_change,
)
from brief.git.lines import TooMany, committed_lines, same_lines
from brief.model.provenance import Change
from repository import Repository

resource = pytest.importorskip("resource") if os.name != "nt" else None


class History(Repository):
    def asked(self, line: int, name: str = "a.yaml", *, last: int = 0, **environment: Any) -> Change | str:
        return last_change(self.root / name, line, last or line, self.environment | environment)


@pytest.fixture
def repository(tmp_path: Path) -> History:
    if not shutil.which("git"):
        pytest.skip("git is not installed")
    (tmp_path / "work").mkdir()
    return History(tmp_path / "work")


def commit_of(found: Change | str) -> str:
    assert isinstance(found, Change), found
    return found.commit


def test_each_line_has_the_commit_that_touched_it_last(repository: History) -> None:
    first = repository.commit("a\nb\nc\n", "Begin")
    second = repository.commit("a\nB\nc\n", "Mend b\n\nAt length.", "2024-12-31T23:30:00-0500")
    assert repository.asked(1) == Change(first, "Ada Finn", "2024-02-03", "Begin")
    assert repository.asked(2) == Change(second, "Ada Finn", "2024-12-31", "Mend b")


def test_lines_of_the_work_tree_are_found_among_those_committed(repository: History) -> None:
    first = repository.commit("a\nb\nc\nd\n", "Begin")
    repository.write("new\na\nX\nc\nd\nd\nend\n")
    found = [repository.asked(line) for line in range(1, 8)]
    assert [answer == CHANGED for answer in found] == [True, False, True, False, False, True, True]
    assert {commit_of(found[index]) for index in (1, 3, 4)} == {first}
    assert repository.asked(99) == CHANGED


def test_line_ends_are_no_change(repository: History) -> None:
    first = repository.commit("a\nb\n", "Begin")
    repository.write("a\r\nb\r\n")
    assert commit_of(repository.asked(2)) == first


def test_a_file_may_have_any_name(repository: History) -> None:
    for name in ("deep/er/a b.yaml", "-L.yaml", ":(top)x.yaml", "*.yaml", "đảo.yaml"):
        commit = repository.commit(f"{name}\n", name, name=name)
        assert commit_of(repository.asked(1, name)) == commit


def test_what_is_not_committed_is_said(repository: History) -> None:
    repository.write("a\n")
    assert repository.asked(1) == NO_COMMIT
    repository.commit("a\n", "Begin")
    repository.write("b\n", "b.yaml")
    assert repository.asked(1, "b.yaml") == NOT_IN_GIT
    repository.write("b.yaml\n", ".gitignore")
    assert repository.asked(1, "b.yaml") == NOT_IN_GIT  # and will not be committed


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_outside_a_work_tree_no_more_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a\n")
    here = {"PATH": os.environ["PATH"], "GIT_CEILING_DIRECTORIES": str(tmp_path.parent)}
    assert last_change(tmp_path / "a.yaml", 1, 1, here) == OUTSIDE


def test_where_git_is_missing_no_more_is_said(repository: History, tmp_path: Path) -> None:
    repository.commit("a\n", "Begin")
    assert repository.asked(1, PATH=str(tmp_path)) == NO_GIT


def test_another_repository_of_the_environment_does_not_matter(repository: History, tmp_path: Path) -> None:
    commit = repository.commit("a\n", "Begin")
    elsewhere: dict[str, Any] = {"GIT_DIR": str(tmp_path / "none"), "GIT_WORK_TREE": "/", "GIT_INDEX_FILE": "/dev/null"}
    assert commit_of(repository.asked(1, **elsewhere)) == commit


def test_a_history_that_is_cut_off_says_no_more_than_it_knows(repository: History, tmp_path: Path) -> None:
    repository.commit("a\nb\n", "Begin")
    last = repository.commit("a\nB\n", "Mend b")
    subprocess.run(
        ["git", "clone", "-q", "--depth", "1", f"file://{repository.root}", str(tmp_path / "clone")], check=True
    )
    found = last_change(tmp_path / "clone" / "a.yaml", 1, 1, repository.environment)
    assert found == Change(last, "Ada Finn", "2024-02-03", "Mend b", cut_off=True)


@pytest.mark.skipif(os.name == "nt", reason="the traps are shell scripts")
def test_nothing_that_the_repository_names_is_run(repository: History, tmp_path: Path) -> None:
    commit = repository.commit("a\nb\n", "Begin")
    repository.write("a\nb changed\n")
    repository.write("* filter=trap diff=trap\n", ".gitattributes")
    sprung = repository.set_traps(tmp_path)
    assert commit_of(repository.asked(1)) == commit
    assert repository.asked(2) == CHANGED
    assert not sprung.exists(), sprung.read_text()
    # The trap works: plain git runs it.
    subprocess.run(["git", "status"], cwd=repository.root, env=repository.environment, capture_output=True, check=False)
    assert sprung.exists()


@pytest.mark.skipif(os.name == "nt", reason="the traps are shell scripts")
def test_missing_objects_are_not_fetched(repository: History, tmp_path: Path) -> None:
    trap, sprung = tmp_path / "trap", tmp_path / "sprung"
    trap.write_text(f"#!/bin/sh\necho caught >> {sprung}\n")
    trap.chmod(0o755)
    repository.commit("a\n", "Begin")
    blob = repository.git("rev-parse", "HEAD:a.yaml")
    (repository.root / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    for name, value in {
        "remote.origin.url": f"ext::{trap}",
        "remote.origin.uploadpack": str(trap),
        "remote.origin.promisor": "true",
        "protocol.ext.allow": "always",
        "extensions.partialClone": "origin",
        "core.repositoryFormatVersion": "1",
    }.items():
        repository.git("config", name, value)
    assert repository.asked(1) == MISSING
    assert not sprung.exists()
    words = ["git", "cat-file", "blob", "HEAD:a.yaml"]
    subprocess.run(words, cwd=repository.root, env=repository.environment, capture_output=True, check=False)
    assert sprung.exists()


def test_a_commit_with_a_forged_date_does_not_end_the_command(repository: History) -> None:
    commit = repository.commit("a\n", "Begin", "@99999999999999 +9999")
    assert repository.asked(1) == f"commit {commit[:12]} has an invalid date"


def test_of_several_lines_the_newest_commit_counts(repository: History) -> None:
    first = repository.commit("a\nb\nc\nd\n", "Begin", "2021-02-03T04:05:06Z")
    second = repository.commit("a\nB\nc\nd\n", "Mend b", "2023-02-03T04:05:06Z")
    third = repository.commit("a\nB\nc\nD\n", "Mend d", "2022-02-03T04:05:06Z")
    assert commit_of(repository.asked(1, last=4)) == second
    assert commit_of(repository.asked(3, last=4)) == third
    assert commit_of(repository.asked(3, last=3)) == first
    repository.write("a\nB\nnew\nc\nnewer\nD\n")
    found = repository.asked(2, last=6)
    assert isinstance(found, Change)
    assert (found.commit, found.lines, found.uncommitted) == (second, 5, 2)


def test_lines_in_very_many_places_are_asked_for_at_once(repository: History) -> None:
    lines = [f"line {number}\n" for number in range(400)]
    first = repository.commit("".join(lines), "Begin")
    repository.commit("".join(lines).replace("line 5\n", "line five\n"), "Mend 5", "2025-01-01T00:00:00Z")
    repository.write("".join(line for number, line in enumerate(lines) if number % 2 == 0))
    assert commit_of(repository.asked(1, last=200)) == first


def test_records_that_were_sorted_are_found_where_they_were(repository: History) -> None:
    records = {name: f"  {name}:\n    name: {name.title()}\n    cite: log p. 1\n" for name in ("mo", "ada", "bo")}
    first = repository.commit("people:\n" + "".join(records.values()), "Begin")
    repository.write("people:\n" + "".join(records[name] for name in sorted(records)))
    found = repository.asked(2, last=10)
    assert isinstance(found, Change)
    assert (found.commit, found.uncommitted) == (first, 0)


def test_a_missing_object_is_no_change(repository: History) -> None:
    repository.commit("a\nb\n", "Begin")
    old = repository.git("rev-parse", "HEAD:a.yaml")
    repository.commit("a\nB\n", "Mend b")
    commit, tree, blob = (repository.git("rev-parse", what) for what in ("HEAD", "HEAD^{tree}", "HEAD:a.yaml"))
    for object_ in (old, blob, tree, commit):
        (repository.root / ".git" / "objects" / object_[:2] / object_[2:]).unlink()
        assert repository.asked(1) == MISSING


@pytest.mark.parametrize("value", ["no/such/file", "/dev/zero"])
def test_a_list_of_revisions_to_ignore_is_not_read(repository: History, tmp_path: Path, value: str) -> None:
    commit = repository.commit("a\n", "Begin")
    (tmp_path / "config").write_text(f"[blame]\nignoreRevsFile = {value}\n")
    assert commit_of(repository.asked(1, GIT_CONFIG_GLOBAL=str(tmp_path / "config"))) == commit
    repository.git("config", "blame.ignoreRevsFile", value)
    assert commit_of(repository.asked(1)) == commit


def test_a_file_that_is_too_large_is_not_looked_up(repository: History, monkeypatch: pytest.MonkeyPatch) -> None:
    repository.commit("a\n" * 10, "Begin")
    monkeypatch.setattr(blame, "MOST_BYTES", 20)
    assert isinstance(repository.asked(1), Change)
    repository.write("a\n")
    monkeypatch.setattr(blame, "MOST_BYTES", 19)
    assert repository.asked(1) == TOO_LARGE
    repository.commit("a\n", "Shorten")
    repository.write("a\n" * 10)
    assert repository.asked(1) == TOO_LARGE


def test_where_too_much_differs_nothing_is_looked_up(repository: History, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("brief.git.lines.MOST_LINES", 3)
    repository.commit("a\nb\nc\nd\ne\nf\n", "Begin")
    repository.write("a\nb\nX\nd\nY\nf\n")
    assert isinstance(repository.asked(6), Change)
    repository.write("a\nX\nc\nd\nY\nf\n")
    assert repository.asked(6) == TOO_DIFFERENT


@pytest.fixture
def instead(tmp_path: Path) -> Callable[[str], str]:
    """A function that replaces git by a script, and returns the PATH; in the script, `$GIT` is the real git."""
    if os.name == "nt":
        pytest.skip("the script is for a shell")

    def put(script: str) -> str:
        (tmp_path / "bin").mkdir()
        file = tmp_path / "bin" / "git"
        file.write_text(f"#!/bin/sh\nGIT={shutil.which('git')}\n{script}\n")
        file.chmod(0o755)
        return f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"

    return put


def test_a_repository_of_another_user_is_refused_by_git_and_that_is_said(
    repository: History, tmp_path: Path, instead: Callable[[str], str]
) -> None:
    commit = repository.commit("a\n", "Begin")
    path = instead('GIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec "$GIT" "$@"')
    way = f"git config --global --add safe.directory {repository.root}"
    assert repository.asked(1, PATH=path) == f"git refuses to read a repository of another user; to allow it: {way}"
    (tmp_path / "config").write_text(f"[safe]\ndirectory = {repository.root}\n")
    assert commit_of(repository.asked(1, PATH=path, GIT_CONFIG_GLOBAL=str(tmp_path / "config"))) == commit


def test_what_git_says_when_it_fails_is_passed_on(repository: History) -> None:
    repository.commit("a\n", "Begin")
    (repository.root / ".git" / "config").write_text("[core\n")
    assert str(repository.asked(1)).startswith("git failed: bad config line 1 in file ")


def test_git_is_not_waited_for_without_end(
    repository: History, instead: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("brief.git.program.SECONDS", 0.2)
    path = instead("exec sleep 60")
    assert repository.asked(1, PATH=path) == "not looked up: git took longer than 0.2 seconds"


def test_no_more_is_taken_than_was_asked_for(
    repository: History, instead: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("brief.git.program._MOST_OUTPUT", 1 << 20)
    path = instead("exec cat /dev/zero")
    repository.commit("a\n", "Begin")
    assert repository.asked(1, PATH=path) == "not looked up: git printed more than 1 MiB"


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="this system bounds the memory of no other process")
def test_the_memory_of_git_is_bounded(repository: History, instead: Callable[[str], str]) -> None:
    path = instead(f"sleep 0.5; exec {sys.executable} -c 'bytearray(3 << 30)'")
    assert repository.asked(1, PATH=path) == "not looked up: git needed more than 2 GiB of memory"


LINES = st.lists(st.sampled_from([b"", b"a", b"b", b"c", b"d: e"]), max_size=12)


@given(LINES, LINES, st.sampled_from([1, 200_000]))
def test_lines_found_again_are_equal_and_each_is_taken_once(news: list[bytes], olds: list[bytes], most: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("brief.git.lines.MOST_LINES", most)
        try:
            committed = committed_lines(b"\n".join(news), b"\n".join(olds))
        except TooMany:
            assert most == 1
            return
    news, olds = news or [b""], olds or [b""]
    found = [committed(line) for line in range(1, len(news) + 1)]
    taken = [line for line in found if line is not None]
    assert len(set(taken)) == len(taken)
    assert all(olds[line - 1] == new for line, new in zip(found, news, strict=True) if line is not None)
    assert committed(len(news) + 1) is None
    once = {line for line in news if news.count(line) == olds.count(line) == 1} if most > 1 else set()
    assert all(line is not None for line, new in zip(found, news, strict=True) if new in once)
    if news == olds:
        assert found == list(range(1, len(news) + 1))


class Counted(bytes):
    """A line that counts how often it is compared."""

    compared = 0

    def __eq__(self, other: object) -> bool:
        Counted.compared += 1
        return bytes(self) == other

    __hash__ = bytes.__hash__


@pytest.mark.parametrize("texts", [("a", "a"), ("ab", "ba"), ("ab", "a"), ("abc", "cbd")])
def test_equal_lines_are_compared_a_fixed_number_of_times_each(texts: tuple[str, str]) -> None:
    def steps(length: int) -> int:
        Counted.compared = 0
        news, olds = ([Counted(text[index % len(text)].encode()) for index in range(length)] for text in texts)
        same_lines(news, [*olds, Counted(b"z")])
        return Counted.compared

    assert steps(4_000) <= 2.1 * steps(2_000)


def test_a_file_whose_lines_end_in_a_carriage_return_alone_is_not_looked_up(repository: History) -> None:
    repository.commit("a\rb\rc\n", "Begin")
    assert repository.asked(2) == LONE_CR
