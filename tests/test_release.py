"""What the command says of a release copy."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from repository import Repository

Brief = Callable[..., "subprocess.CompletedProcess[str]"]
FERRIES = """
dossier: {title: Ferries, handling: TLP:GREEN}
sources: {log: {title: The log}}
organizations: {ostra: {name: Ostra, cite: log p. 1}}
positions:
  fares: {text: Lower the fares, use: point, with: ostra}
  pier: {text: The pier, use: do-not-raise, with: ostra}
  secret: {text: Sell the ferry, use: objective, with: ostra, handling: TLP:RED}
"""
SOME = "brief: the copy to TLP:GREEN has 2 positions of our own side (to leave one out, raise its `handling`)"


@pytest.mark.parametrize(
    ("words", "is_told"),
    [
        ("meeting --with ostra --release-to TLP:GREEN", True),
        ("list positions --release-to TLP:GREEN", True),
        ("export site out --release-to TLP:GREEN", True),
        ("timeline --release-to TLP:GREEN", False),
        ("meeting --with ostra", False),
    ],
)
def test_the_positions_in_a_release_copy_are_counted(brief: Brief, tmp_path: Path, words: str, is_told: bool) -> None:
    (tmp_path / "dossier.yaml").write_text(FERRIES, encoding="utf-8")
    done = brief(*words.split(), cwd=tmp_path)
    assert (SOME in done.stderr.splitlines()) == is_told


def test_a_comparison_names_the_state_that_has_errors(brief: Brief, tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.commit(
        FERRIES.replace("title: The log", "titel: The log"), "One", "2020-01-03T12:00:00Z", "dossier.yaml"
    )
    repository.commit(FERRIES, "Two", "2020-02-03T12:00:00Z", "dossier.yaml")
    done = brief("diff", "HEAD~1", "--release-to", "TLP:GREEN", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "brief: --release-to: the dossier of 3 January 2020 has errors, so its markings are not reliable "
        "(choose another state)\n"
    )


def test_a_dossier_without_kinds_of_event_says_so(brief: Brief, tmp_path: Path) -> None:
    (tmp_path / "dossier.yaml").write_text(FERRIES, encoding="utf-8")
    done = brief("timeline", "--kind", "visit", cwd=tmp_path)
    assert done.stderr == "brief: --kind: no event is of the kind `visit` (no event has a kind)\n"


def test_a_misspelled_marking_of_a_memo_is_named(brief: Brief, tmp_path: Path) -> None:
    (tmp_path / "dossier.yaml").write_text("dossier: {title: Ferries}\n", encoding="utf-8")
    done = brief("memo", "--handling", "TLP:RDE", cwd=tmp_path)
    assert "brief: --handling: TLP:RDE is in no scheme (did you mean `TLP:RED`?)" in done.stderr.splitlines()
    assert brief("memo", "--handling", "For us", cwd=tmp_path).stderr == ""


@pytest.mark.parametrize(
    ("words", "told"), [("why ostra", "No local copy is kept of log"), ("source read log", "`log` has no `text`")]
)
def test_nobody_is_advised_to_change_a_release_copy(brief: Brief, tmp_path: Path, words: str, told: str) -> None:
    (tmp_path / "dossier.yaml").write_text(FERRIES, encoding="utf-8")
    whole, copy = brief(*words.split()), brief(*words.split(), "--release-to", "TLP:GREEN")
    assert told in whole.stdout + whole.stderr
    assert "`brief source add FILE --to log`" in whole.stdout + whole.stderr
    assert "brief source add" not in copy.stdout + copy.stderr
    assert copy.returncode == whole.returncode


def test_a_side_that_a_release_copy_leaves_out_is_not_said_to_be_missing(brief: Brief, tmp_path: Path) -> None:
    (tmp_path / "dossier.yaml").write_text(
        "dossier: {title: Ferries, our_side: west}\n"
        "sources: {log: {title: The log}, memo: {title: The memo, handling: TLP:RED}}\n"
        "organizations:\n"
        "  ostra: {name: Ostra, cite: log p. 1}\n"
        "  west: {name: West, cite: memo p. 1, handling: TLP:RED}\n"
        "commitments: {pay: {text: Pay, by: ostra, cite: log p. 1}}\n",
        encoding="utf-8",
    )
    done = brief("meeting", "--with", "ostra", "--release-to", "TLP:GREEN", "-o", "paper.txt")
    assert (done.returncode, done.stderr) == (0, "")
