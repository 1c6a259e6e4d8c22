"""What git knows of a line, with a real git; and nothing that a stranger's repository names is run."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from brief.core.trail import Change
from brief.history import OUTSIDE, SILENT, UNCOMMITTED, last_change

WHO = {
    "GIT_AUTHOR_NAME": "Ada Finn",
    "GIT_AUTHOR_EMAIL": "ada@harbour.example",
    "GIT_COMMITTER_NAME": "Bo",
    "GIT_COMMITTER_EMAIL": "bo@harbour.example",
}


class Repository:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.environment = {"PATH": os.environ["PATH"], "HOME": str(root / "home")}
        self.git("init", "-q", ".")

    def git(self, *words: str, day: str = "2024-02-03T04:05:06+0700") -> str:
        dates = {"GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day}
        done = subprocess.run(
            ["git", *words],
            cwd=self.root,
            env=self.environment | WHO | dates,
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        return done.stdout.strip()

    def write(self, text: str, name: str = "a.yaml") -> Path:
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
        return file

    def commit(self, text: str, message: str, day: str = "2024-02-03T04:05:06+0700", name: str = "a.yaml") -> str:
        self.write(text, name)
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message, day=day)
        return self.git("rev-parse", "HEAD")

    def asked(self, line: int, name: str = "a.yaml", **environment: str) -> Change | str:
        return last_change(self.root / name, line, self.environment | environment)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    if not shutil.which("git"):
        pytest.skip("git is not installed")
    (tmp_path / "work").mkdir()
    return Repository(tmp_path / "work")


def commit_of(found: Change | str) -> str:
    assert isinstance(found, Change), found
    return found.commit


def test_each_line_has_the_commit_that_touched_it_last(repository: Repository) -> None:
    first = repository.commit("a\nb\nc\n", "Begin")
    second = repository.commit("a\nB\nc\n", "Mend b\n\nAt length.", "2024-12-31T23:30:00-0500")
    assert repository.asked(1) == Change(first, "Ada Finn", "2024-02-03", "Begin")
    assert repository.asked(2) == Change(second, "Ada Finn", "2024-12-31", "Mend b")


def test_lines_of_the_work_tree_are_found_among_those_committed(repository: Repository) -> None:
    first = repository.commit("a\nb\nc\nd\n", "Begin")
    repository.write("new\na\nX\nc\nd\nd\nend\n")
    found = [repository.asked(line) for line in range(1, 8)]
    assert [answer == UNCOMMITTED for answer in found] == [True, False, True, False, False, True, True]
    assert {commit_of(found[index]) for index in (1, 3, 4)} == {first}
    assert repository.asked(99) == UNCOMMITTED


def test_line_ends_are_no_change(repository: Repository) -> None:
    first = repository.commit("a\nb\n", "Begin")
    repository.write("a\r\nb\r\n")
    assert commit_of(repository.asked(2)) == first


def test_a_file_may_have_any_name(repository: Repository) -> None:
    for name in ("deep/er/a b.yaml", "-L.yaml", ":(top)x.yaml", "*.yaml", "đảo.yaml"):
        commit = repository.commit(f"{name}\n", name, name=name)
        assert commit_of(repository.asked(1, name)) == commit


def test_what_is_not_committed_is_said(repository: Repository) -> None:
    repository.write("a\n")
    assert repository.asked(1) == UNCOMMITTED  # there is no commit at all
    repository.commit("a\n", "Begin")
    repository.write("b\n", "b.yaml")
    assert repository.asked(1, "b.yaml") == UNCOMMITTED


def test_outside_a_work_tree_no_more_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a\n")
    here = {"PATH": os.environ["PATH"], "GIT_CEILING_DIRECTORIES": str(tmp_path.parent)}
    assert last_change(tmp_path / "a.yaml", 1, here) == OUTSIDE


def test_where_git_is_missing_no_more_is_said(repository: Repository, tmp_path: Path) -> None:
    repository.commit("a\n", "Begin")
    assert repository.asked(1, PATH=str(tmp_path)) == OUTSIDE


def test_another_repository_of_the_environment_does_not_matter(repository: Repository, tmp_path: Path) -> None:
    commit = repository.commit("a\n", "Begin")
    elsewhere = {"GIT_DIR": str(tmp_path / "none"), "GIT_WORK_TREE": "/", "GIT_INDEX_FILE": "/dev/null"}
    assert commit_of(repository.asked(1, **elsewhere)) == commit


def test_a_history_that_is_cut_off_says_no_more_than_it_knows(repository: Repository, tmp_path: Path) -> None:
    repository.commit("a\nb\n", "Begin")
    last = repository.commit("a\nB\n", "Mend b")
    subprocess.run(
        ["git", "clone", "-q", "--depth", "1", f"file://{repository.root}", str(tmp_path / "clone")], check=True
    )
    found = last_change(tmp_path / "clone" / "a.yaml", 1, repository.environment)
    assert found == Change(last, "Ada Finn", "2024-02-03", "Mend b", cut_off=True)


@pytest.mark.skipif(os.name == "nt", reason="the traps are shell scripts")
def test_nothing_that_the_repository_names_is_run(repository: Repository, tmp_path: Path) -> None:
    trap, sprung = tmp_path / "trap", tmp_path / "sprung"
    trap.write_text(f'#!/bin/sh\necho "$0 $*" >> {sprung}\ncat\n')
    trap.chmod(0o755)
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    for name in ("post-index-change", "reference-transaction", "fsmonitor-watchman", "post-checkout"):
        (hooks / name).symlink_to(trap)
    commit = repository.commit("a\nb\n", "Begin")
    repository.write("a\nb changed\n")
    repository.write("* filter=trap diff=trap\n", ".gitattributes")
    settings = {
        "core.fsmonitor": str(trap),
        "core.hooksPath": str(hooks),
        "core.pager": str(trap),
        "pager.blame": str(trap),
        "core.sshCommand": str(trap),
        "core.editor": str(trap),
        "filter.trap.clean": str(trap),
        "filter.trap.smudge": str(trap),
        "filter.trap.process": str(trap),
        "filter.trap.required": "true",
        "diff.trap.textconv": str(trap),
        "diff.trap.command": str(trap),
        "diff.external": str(trap),
        "gpg.program": str(trap),
        "log.showSignature": "true",
        "alias.blame": f"!{trap}",
        "credential.helper": str(trap),
    }
    for name, value in settings.items():
        repository.git("config", name, value)
    assert commit_of(repository.asked(1)) == commit
    assert repository.asked(2) == UNCOMMITTED
    assert not sprung.exists(), sprung.read_text()
    # The trap is one: plain git falls into it.
    subprocess.run(["git", "status"], cwd=repository.root, env=repository.environment, capture_output=True, check=False)
    assert sprung.exists()


@pytest.mark.skipif(os.name == "nt", reason="the traps are shell scripts")
def test_missing_objects_are_not_fetched(repository: Repository, tmp_path: Path) -> None:
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
    assert repository.asked(1) == UNCOMMITTED
    assert not sprung.exists()
    words = ["git", "cat-file", "blob", "HEAD:a.yaml"]
    subprocess.run(words, cwd=repository.root, env=repository.environment, capture_output=True, check=False)
    assert sprung.exists()


def test_a_commit_with_a_forged_date_does_not_end_the_command(repository: Repository) -> None:
    repository.commit("a\n", "Begin", "@99999999999999 +9999")
    assert repository.asked(1) == SILENT
