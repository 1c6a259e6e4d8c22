"""The gallery of errors: a small broken dossier for each code, and the exact output of `brief check`."""

import os
import runpy
import shutil
from pathlib import Path
from typing import Any

import pytest

import command
from brief.checks.limits import MOST_NAMES
from brief.model.rules import RULES
from brief.system import UNFINISHED
from brief.yaml import values

GALLERY = Path(__file__).parent / "errors"
DOCS = Path(__file__).parents[1] / "docs"
CODES = sorted(folder.name for folder in GALLERY.iterdir() if folder.is_dir())
HEAD = "dossier:\n  title: Harbour talks\n"
TOPIC = "topics:\n  harbours:\n    name: Harbours\n"


def make(code: str, root: Path) -> None:
    """Copy the dossier of a code; files that git cannot store are created here."""
    files = [file for file in (GALLERY / code).iterdir() if file.name not in ("about.txt", "expected.txt")]
    for file in files:
        shutil.copy(file, root)
    if not (root / "dossier.yaml").exists():
        (root / "dossier.yaml").write_text(HEAD)
    if code == "not-a-regular-file":
        (root / "topics").mkdir()
        (root / "topics" / "harbours.yaml").write_text(TOPIC)
        (root / "bells.yaml").symlink_to("topics/harbours.yaml")
        (root / "linked").symlink_to("topics", target_is_directory=True)
        os.mkfifo(root / "pipe.yaml")
        files = [root / "pipe.yaml"]
    if code == "unreadable-folder":
        (root / "closed").mkdir()
        files = [root / "closed"]
    if code == "unfinished-edit":
        (root / UNFINISHED).mkdir()
        files = [root / UNFINISHED]
    if code == "in-two-dossiers":
        (root.parent / "ports").mkdir()
        (root / "ports.yaml").rename(root.parent / "ports" / "dossier.yaml")
    if code == "too-long":
        (root / "bad.yaml").write_text(TOPIC + "    summary: " + "x" * (values.MAXIMUM_SCALAR + 1) + "\n")
        files = [root / "bad.yaml"]
    if code == "too-many":
        names = "".join(f"      - name {number}\n" for number in range(MOST_NAMES + 1))
        (root / "bad.yaml").write_text(f"{TOPIC}    also:\n{names}")
        files = [root / "bad.yaml"]
    assert files


def check(root: Path, tmp_path: Path) -> tuple[int, str, str]:
    """Return exit code and output of the real command."""
    environment = {"PATH": os.environ["PATH"], "XDG_CACHE_HOME": str(tmp_path / "cache"), "LC_ALL": "C.UTF-8"}
    done = command.run_here(["check", "--limit", "1000", "--dossier", str(root)], environment, tmp_path)
    return done.returncode, done.stdout, done.stderr


def check_here(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    """Return the same from within this process, for conditions that must be simulated."""
    from brief.cli.main import run

    code = run(["check", "--dossier", str(root)])
    return code, *capsys.readouterr()


@pytest.mark.parametrize("code", CODES)
def test_gallery(
    code: str,
    tmp_path: Path,
    pytestconfig: pytest.Config,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    root = tmp_path / "dossier"
    root.mkdir()
    make(code, root)
    if code == "unreadable-folder":
        # Root may read every folder, so the refusal is simulated.
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        monkeypatch.setattr("brief.yaml.discovery.os.scandir", refusing(root / "closed"))
        exit_code, said, complaints = check_here(root, tmp_path, capsys)
    else:
        exit_code, said, complaints = check(root, tmp_path)

    expected = GALLERY / code / "expected.txt"
    if pytestconfig.getoption("--update"):
        expected.write_text(said, encoding="utf-8")
    assert said == expected.read_text(encoding="utf-8")
    assert complaints == ""
    assert f" {code}: " in said, "the dossier does not show the finding that it stands for"
    assert exit_code == (1 if " error: " in said else 0)


def refusing(closed: Path) -> Any:
    """Return an `os.scandir` that refuses this folder, as for a user without permission."""
    scandir = os.scandir

    def scan(folder: str) -> Any:
        if Path(folder) == closed:
            raise PermissionError(13, "Permission denied")
        return scandir(folder)

    return scan


def test_every_code_is_in_the_gallery() -> None:
    assert sorted(RULES) == CODES


def test_the_page_of_errors_is_fresh(pytestconfig: pytest.Config) -> None:
    page = DOCS / "errors.md"
    made = runpy.run_path(str(DOCS / "generate_errors.py"))["generate"]()
    if pytestconfig.getoption("--update"):
        page.write_text(made, encoding="utf-8")
    assert page.read_text(encoding="utf-8") == made
