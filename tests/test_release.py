"""What the command says of a release copy."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

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
SOME = "brief: this copy has 2 positions of our own side (to leave one out, raise its `handling`)"


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
