"""Programs in the current folder are never run."""

import os
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

from brief.system import programs
from brief.system.programs import find

ENDING = ".exe" if os.name == "nt" else ""


def _program(folder: Path, name: str = f"tool{ENDING}", script: str = "") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(script)
    (folder / name).chmod(0o755)
    return folder / name


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        (["."], None),
        ([""], None),
        ([], None),
        (["./"], None),
        (["..", "sub", "../here"], None),
        (["", ".", "INSTALLED"], "installed"),
        (["INSTALLED", "."], "installed"),
        (["MISSING", "FOLDER", "PLAIN", "INSTALLED"], "installed"),
        (["HERE"], "here"),  # the user has put this folder on the path
    ],
)
def test_only_absolute_folders_of_the_path_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entries: list[str], found: str | None
) -> None:
    for name in ("here", "here/sub", "installed"):
        _program(tmp_path / name)
    _program(tmp_path / "plain").chmod(0o644)
    (tmp_path / "folder" / f"tool{ENDING}").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "here")
    path = os.pathsep.join(str(tmp_path / entry.lower()) if entry.isupper() else entry for entry in entries)
    expected = str(tmp_path / found / f"tool{ENDING}") if found else None
    assert find("tool", {"PATH": path}) == expected
    assert find("tool", {}) is None


def test_windows_finds_programs_by_their_ending_and_no_batch_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(programs, "_ENDINGS", (".com", ".exe"))
    for name in ("git.cmd", "git.exe", "more.com", "run.bat", "bare"):
        _program(tmp_path, name)
    path = {"PATH": str(tmp_path)}
    assert find("git", path) == find("git.exe", path) == str(tmp_path / "git.exe")
    assert find("more", path) == str(tmp_path / "more.com")
    assert [find(name, path) for name in ("run", "run.bat", "git.cmd", "bare")] == [None] * 4


def test_a_name_with_a_folder_is_what_the_user_says(tmp_path: Path) -> None:
    for name in ("./less", "/opt/less", str(tmp_path / "less")):
        assert find(name, {"PATH": str(tmp_path)}) == name


@pytest.mark.skipif(os.name == "nt", reason="the traps are shell scripts")
@pytest.mark.parametrize("entry", [".", ""])
def test_neither_git_nor_the_pager_of_the_current_folder_is_run(
    environment: dict[str, str], shipped: str, tmp_path: Path, entry: str
) -> None:
    for name in ("git", "less"):
        _program(tmp_path / "here", name, f"#!/bin/sh\necho $0 >> {tmp_path}/sprung\n")
    env = environment | {"PATH": f"{entry}:{os.environ['PATH']}", "TERM": "xterm", "PAGER": "less"}
    env["BRIEF_DOSSIER"] = shipped
    here = tmp_path / "here"
    why = [sys.executable, "-m", "brief", "why", "framework-2025-2026"]
    subprocess.run(why, env=env, cwd=here, check=True, capture_output=True, timeout=60)
    shown = pexpect.spawn(
        sys.executable, ["-m", "brief", "who", "thang"], env=env, cwd=str(here), dimensions=(500, 80), timeout=60
    )
    shown.expect(pexpect.EOF)
    env["PATH"] = entry
    shown = pexpect.spawn(
        sys.executable, ["-m", "brief", "timeline"], env=env, cwd=str(here), dimensions=(5, 80), timeout=60
    )
    shown.expect(pexpect.EOF)
    assert "Diplomatic relations established" in str(shown.before)
    assert not (tmp_path / "sprung").exists()
    # The trap works: a plain search of the path runs it.
    subprocess.run(["git", "status"], env=env, cwd=here, check=False, capture_output=True, shell=False)
    assert (tmp_path / "sprung").exists()
