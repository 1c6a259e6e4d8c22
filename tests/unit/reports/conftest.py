"""Small dossiers for tests of reports, written out as a user would."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from brief.app import open_store
from brief.model.findings import Severity
from brief.stores.query import Store


@pytest.fixture
def dossier_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], Store]]:
    """A function that opens the dossier in this YAML, which must be free of errors."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    opened: list[Store] = []

    def write(text: str) -> Store:
        folder = tmp_path / f"dossier-{len(opened)}"
        folder.mkdir()
        (folder / "dossier.yaml").write_text(text, encoding="utf-8")
        opened.append(open_store(folder, words=True))
        assert list(opened[-1].findings(Severity.ERROR)) == []
        return opened[-1]

    yield write
    for store in opened:
        store.close()
