"""A small dossier on disk, and what `brief check` says of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from brief.cli.main import run

Said = Callable[[], tuple[int, str]]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A dossier with only a header."""
    (tmp_path / "dossier").mkdir()
    (tmp_path / "dossier" / "dossier.yaml").write_text("dossier:\n  title: Tides\n")
    return tmp_path / "dossier"


@pytest.fixture
def said(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Said:
    """A function that runs `brief check`, and returns exit code and output."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    def check() -> tuple[int, str]:
        code = run(["check", "--dossier", str(root)])
        return code, capsys.readouterr().out

    return check
