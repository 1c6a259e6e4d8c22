"""The register of papers: what `-o` notes, and which of these values no longer hold."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import command
from brief.dossier.protocol import REGISTER_FILE
from brief.model.papers import IssuedPaper
from brief.model.user_error import UserError
from brief.register import note, papers
from brief.system.appending import append_line
from repository import Repository

Brief = Callable[..., "subprocess.CompletedProcess[str]"]
HEAD = "dossier: {title: Bells, register: true, handling: TLP:GREEN}\n"
BELLS = """
sources: {log: {title: The log, published: 1999}, book: {title: The book, published: 1999}}
people: {jo: {name: Jo Lind, roles: [{title: Ringer, seen: 1901, cite: log p. 3}], cite: log p. 3}}
events:
  rung: {title: The bell is rung, date: 1901, who: {jo: ringer}, cite: log p. 1}
  cast: {title: The bell is cast, date: 1899, cite: book p. 2}
commitments:
  rope: {text: Buy a rope, by: jo, cite: log p. 4, log: [{date: 1901, status: pledged, said_by: jo, cite: log p. 4}]}
"""


@pytest.fixture
def bells(tmp_path: Path) -> Path:
    (tmp_path / "bells").mkdir()
    write(tmp_path / "bells")
    return tmp_path / "bells"


def write(folder: Path, *changes: tuple[str, str]) -> None:
    """Write the dossier with some texts replaced."""
    text = HEAD + BELLS
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (folder / "dossier.yaml").write_text(text, encoding="utf-8")


def entries(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / REGISTER_FILE).read_text(encoding="utf-8").splitlines()]


def lines(done: "subprocess.CompletedProcess[str]") -> list[str]:
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


def test_nothing_is_noted_unless_asked_for(brief: Brief, bells: Path) -> None:
    write(bells, (", register: true", ""))
    lines(brief("memo", "-o", "memo.md", cwd=bells))
    assert not (bells / REGISTER_FILE).exists()
    write(bells)
    lines(brief("memo", cwd=bells))
    lines(brief("diff", "../bells/", "-o", "diff.md", cwd=bells))
    assert not (bells / REGISTER_FILE).exists()
    assert "The register is empty. With `register: true`" in brief("ripple", cwd=bells).stdout


def test_a_paper_is_noted_with_what_it_prints(brief: Brief, bells: Path) -> None:
    lines(brief("memo", "-o", "memo.md", "--to", "Chair", cwd=bells))
    lines(brief("timeline", "-o", "time.html", cwd=bells))
    assert brief("meeting", "--with", "Lind", "--to", "Clerk", "-o", "read.txt", cwd=bells).returncode == 0
    memo, time, meeting = entries(bells)
    told = {name: memo[name] for name in ("file", "kind", "title", "day", "to", "marking", "commit", "uncommitted")}
    assert told == {
        "file": "memo.md",
        "kind": "memo",
        "title": "Bells",
        "day": "2026-03-24",
        "to": "Chair",
        "marking": "TLP:GREEN",
        "commit": "",
        "uncommitted": False,
    }
    (date,) = [value for value in time["values"] if (value["record"], value["path"]) == ("rung", "date")]
    assert date == {
        "record": "rung",
        "path": "date",
        "printed": "1901",
        "value": "1901",
        "disputed": False,
        "sources": ["log"],
        "marking": "",
    }
    assert (time["file"], meeting["kind"], meeting["to"]) == ("time.html", "meeting", "Clerk")
    assert ("jo", "roles.0.title") in {(value["record"], value["path"]) for value in meeting["values"]}


def test_only_what_a_paper_prints_is_noted(brief: Brief, bells: Path) -> None:
    lines(brief("timeline", "--limit", "1", "-o", "time.md", cwd=bells))
    (entry,) = entries(bells)
    printed = (bells / "time.md").read_text(encoding="utf-8")
    assert {value["record"] for value in entry["values"]} <= {"rung", "cast", "jo"}
    assert all(value["printed"] in printed for value in entry["values"])
    assert len({value["record"] for value in entry["values"]} & {"rung", "cast"}) == 1


@pytest.mark.skipif(not shutil.which("git") or os.name == "nt", reason="git is needed, and a shell for the trap")
def test_no_filter_of_the_repository_is_run(brief: Brief, bells: Path, tmp_path: Path) -> None:
    repository = Repository(bells)
    trap, sprung = tmp_path / "trap", tmp_path / "sprung"
    trap.write_text(f"#!/bin/sh\necho caught >> {sprung}\ncat\n")
    trap.chmod(0o755)
    repository.write("* filter=trap\n", ".gitattributes")
    repository.git("add", "-A")
    repository.git("commit", "-q", "-m", "Begin")
    for name, value in {"filter.trap.clean": str(trap), "core.fsmonitor": str(trap)}.items():
        repository.git("config", name, value)
    lines(brief("memo", "-o", "memo.md", cwd=bells))
    assert entries(bells)[0]["commit"] == repository.git("rev-parse", "HEAD")
    assert not sprung.exists()


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_the_commit_is_noted_and_whether_the_files_differ(brief: Brief, bells: Path, tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    write(bells)
    repository.git("add", "-A")
    repository.git("commit", "-q", "-m", "Begin")
    head = repository.git("rev-parse", "HEAD")

    def noted() -> tuple[str, bool]:
        lines(brief("memo", "-o", "memo.md", "--force", cwd=bells))
        return entries(bells)[-1]["commit"], entries(bells)[-1]["uncommitted"]

    assert noted() == (head, False)
    (bells / "dossier.yaml").write_bytes((bells / "dossier.yaml").read_bytes().replace(b"\n", b"\r\n"))
    assert noted() == (head, False)  # git may convert line ends
    write(bells, ("1901, who", "1902, who"))
    assert noted() == (head, True)
    write(bells)
    (bells / "more.yaml").write_text("topics: {fog: {name: Fog}}\n")
    assert noted() == (head, True)


CHANGES = {
    "date: 1901, who": ("date: 1902, who", "- The bell is rung, date: now 1902; the paper says “1901”  A p. 1"),
    "cast, date: 1899, cite: book p. 2}": (
        "cast, date: 1899, cite: book p. 2, differs: [{field: date, value: 1898, cite: log p. 9}]}",
        "≠ The bell is cast, date: now disputed: 1899 or 1898  B p. 2, A p. 9",
    ),
    "  cast: {title: The bell is cast, date: 1899, cite: book p. 2}\n": (
        "",
        "- “1899”, “The bell is cast”: no longer in the dossier",
    ),
    "date: 1901, who: {jo: ringer}": (
        "date: 1901, who: {jo: warden}",
        "- The bell is rung, Jo Lind: now warden; the paper says “Jo Lind (ringer)”  A p. 1",
    ),
    "1899, cite: book p. 2": ("1899", "- The bell is cast, title: The bell is cast; no source supports it any more"),
}


@pytest.mark.parametrize(("old", "new", "line"), [(old, *new) for old, new in CHANGES.items()])
def test_what_no_longer_holds_is_told(brief: Brief, bells: Path, old: str, new: str, line: str) -> None:
    lines(brief("timeline", "-o", "time.md", "--full", cwd=bells))
    shown = lines(brief("ripple", cwd=bells))
    assert "Everything that the paper printed still holds." in shown
    write(bells, (old, new))
    shown = lines(brief("ripple", cwd=bells))
    assert shown[:2] == ["Bells  TLP:GREEN", "Issued papers · 1 of 1 needs a correction"]
    assert shown[3] == "BELLS, 24 MARCH 2026  time.md"
    assert line in shown
    assert brief("ripple", "--exit-code", cwd=bells).returncode == 1


def test_the_summary_of_the_dossier_is_noted_too(brief: Brief, bells: Path) -> None:
    def summarize(words: str) -> None:
        write(bells, ("{title: Bells,", f"{{title: Bells, summary: {words}, cite: log p. 7,"))

    summarize("The bell rings")
    lines(brief("memo", "-o", "memo.md", cwd=bells))
    assert "Everything that the paper printed still holds." in lines(brief("ripple", cwd=bells))
    summarize("The bell is still")
    shown = lines(brief("ripple", cwd=bells))
    assert "- Summary of the dossier: now The bell is still; the paper says “The bell rings”  A p. 7" in shown


def test_a_later_report_of_a_commitment_is_told(brief: Brief, bells: Path) -> None:
    lines(brief("commitments", "-o", "tracker.md", cwd=bells))
    write(bells, ("cite: log p. 4}]}", "cite: log p. 4}, {date: 1902, status: done, cite: log p. 5}]}"))
    assert "- Buy a rope: now done, 1902; the paper says “pledged, 1901”  A p. 5" in lines(brief("ripple", cwd=bells))


def test_an_item_that_moved_in_its_list_still_holds(brief: Brief, bells: Path) -> None:
    lines(brief("who", "Lind", "-o", "lind.md", cwd=bells))
    write(bells, ("roles: [{title: Ringer", "roles: [{title: Warden, seen: 1990, cite: log p. 8}, {title: Ringer"))
    assert "Everything that the paper printed still holds." in lines(brief("ripple", cwd=bells))


def test_what_changed_elsewhere_does_not_matter(brief: Brief, bells: Path) -> None:
    lines(brief("timeline", "-o", "time.md", cwd=bells))
    write(bells, ("Buy a rope", "Buy a long rope"), ("cite: log p. 3}]", "note: Is it?, cite: log p. 3}]"))
    assert "Everything that the paper printed still holds." in lines(brief("ripple", cwd=bells))


def test_the_last_paper_of_a_file_counts_for_each_reader(brief: Brief, bells: Path) -> None:
    for reader in ("Chair", "Clerk"):
        lines(brief("memo", "-o", "memo.md", "--force", "--to", reader, cwd=bells))
    write(bells, ("date: 1901, who", "date: 1902, who"))
    lines(brief("memo", "-o", "memo.md", "--force", "--to", "Chair", cwd=bells))
    shown = lines(brief("ripple", cwd=bells))
    assert [line for line in shown if "memo.md" in line] == ["BELLS, 24 MARCH 2026, FOR CLERK  memo.md"]


def test_a_correction_is_drafted(brief: Brief, bells: Path) -> None:
    lines(brief("memo", "-o", "memo.md", "--to", "Chair", cwd=bells))
    write(bells, ("date: 1901, who", "date: 1902, who"), ("TLP:GREEN", "TLP:CLEAR"))
    lines(brief("ripple", "memo.md", "-o", "correction.md", cwd=bells))
    draft = (bells / "correction.md").read_text(encoding="utf-8")
    assert "**TLP:GREEN**" in draft  # it quotes the paper
    assert "Correction of memo.md, issued 24 March 2026, for Chair" in draft
    assert "The bell is rung, date: now 1902; the paper says “1901”" in draft
    assert entries(bells)[-1]["kind"] == "correction"
    done = brief("ripple", "mem.md", cwd=bells)
    assert (done.returncode, done.stderr) == (1, "brief: no paper `mem.md` was issued (did you mean `memo.md`?)\n")


def test_a_line_that_is_no_paper_is_named(brief: Brief, bells: Path) -> None:
    lines(brief("memo", "-o", "memo.md", cwd=bells))
    with (bells / REGISTER_FILE).open("a") as file:
        file.write("<<<<<<< HEAD\n")
    done = brief("ripple", cwd=bells)
    assert (done.returncode, done.stdout) == (1, "")
    assert (
        done.stderr
        == f"brief: {REGISTER_FILE}:2: this line does not describe a paper (restore it from git, or delete it)\n"
    )


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="the system has no such permissions")
def test_a_register_that_cannot_be_written_is_said(brief: Brief, bells: Path) -> None:
    (bells / REGISTER_FILE).mkdir()
    done = brief("memo", "-o", "memo.md", cwd=bells)
    assert done.returncode == 1
    assert f"brief: memo.md was written, but could not be added to {REGISTER_FILE}: is a directory" in done.stderr


def test_processes_that_note_at_once_lose_nothing(environment: dict[str, str], bells: Path) -> None:
    done = command.run_together([["timeline", "-o", f"{number}.md"] for number in range(20)], environment, bells)
    assert [found.returncode for found in done] == [0] * 20
    assert sorted(paper.file for paper in papers(bells)) == sorted(f"{number}.md" for number in range(20))


def test_a_line_that_a_killed_process_left_is_named_and_a_whole_one_is_kept(tmp_path: Path) -> None:
    paper = IssuedPaper("a.md", "memo", "A", "2026-03-24")
    note(tmp_path, paper, {})
    whole = (tmp_path / REGISTER_FILE).read_bytes()
    (tmp_path / REGISTER_FILE).write_bytes(whole + whole[:-1])
    note(tmp_path, paper, {})
    assert papers(tmp_path) == [paper] * 3
    (tmp_path / REGISTER_FILE).write_bytes(whole + whole[:-9])
    with pytest.raises(UserError, match="its last line is incomplete"):
        note(tmp_path, paper, {})
    assert (tmp_path / REGISTER_FILE).read_bytes() == whole + whole[:-9]


def test_a_register_that_is_no_text_names_the_line(tmp_path: Path) -> None:
    note(tmp_path, IssuedPaper("a.md", "memo", "A", "2026-03-24"), {})
    (tmp_path / REGISTER_FILE).write_bytes((tmp_path / REGISTER_FILE).read_bytes() + b"caf\xe9\n")
    with pytest.raises(UserError, match=f"{REGISTER_FILE}:2: this line is not UTF-8"):
        papers(tmp_path)


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text("")
    (tmp_path / REGISTER_FILE).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError):
        append_line(tmp_path / REGISTER_FILE, "{}", bool)
    with pytest.raises(UserError, match="could not be added"):
        note(tmp_path, IssuedPaper("a.md", "memo", "A", "2026-03-24"), {})
    assert (tmp_path / "elsewhere").read_text() == ""


def test_a_released_paper_is_compared_with_the_release_copy(brief: Brief, bells: Path) -> None:
    write(bells, ("cite: log p. 1}", "cite: log p. 1, differs: [{field: date, value: 1902, cite: secret p. 1}]}"))
    head = (bells / "dossier.yaml").read_text(encoding="utf-8")
    head = head.replace("sources: {", "sources: {secret: {title: Hush, handling: TLP:RED}, ")
    (bells / "dossier.yaml").write_text(head, encoding="utf-8")
    assert brief("memo", "-o", "memo.md", "--release-to", "TLP:GREEN", cwd=bells).returncode == 0
    assert entries(bells)[0]["released_to"] == "TLP:GREEN"
    assert lines(brief("ripple", cwd=bells))[-1] == "Everything that the paper printed still holds."
    changed = head.replace("Ringer, seen", "Warden, seen")
    (bells / "dossier.yaml").write_text(changed, encoding="utf-8")
    assert brief("ripple", "memo.md", "-o", "correction.md", cwd=bells).returncode == 0
    told = (bells / "correction.md").read_text(encoding="utf-8")
    assert told.startswith("**TLP:GREEN**")
    assert "Release copy to" in told
    assert "Warden" in told
    assert "1902" not in told
    assert entries(bells)[1]["released_to"] == "TLP:GREEN"
    (bells / "dossier.yaml").write_text(changed.replace("handling: TLP:GREEN", "handling: TLP:AMBER"), encoding="utf-8")
    assert "the dossier as a whole is marked TLP:AMBER" in brief("ripple", cwd=bells).stdout
    assert brief("ripple", "memo.md", cwd=bells).returncode == 2


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_two_branches_may_both_issue_papers(brief: Brief, tmp_path: Path) -> None:
    brief("init", "--blank", "bells", cwd=tmp_path)
    repository = Repository(tmp_path / "bells")
    write(repository.root)
    brief("memo", "-o", "first.md", cwd=repository.root)
    repository.git("add", ".")
    repository.git("commit", "-qm", "Begin")
    repository.git("checkout", "-q", "-b", "side")
    for branch, file in (("side", "second.md"), ("-", "third.md")):
        repository.git("checkout", "-q", branch)
        brief("memo", "-o", file, "--to", file, cwd=repository.root)
        repository.git("add", ".")
        repository.git("commit", "-qm", file)
    repository.git("merge", "-q", "side", "-m", "Merge")
    assert sorted(entry["file"] for entry in entries(repository.root)) == ["first.md", "second.md", "third.md"]
    assert lines(brief("ripple", cwd=repository.root))[-1] == "Everything that the 3 papers printed still holds."
