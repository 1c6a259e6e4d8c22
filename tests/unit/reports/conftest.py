"""Small dossiers for tests of reports, written out as a user would."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from brief.app import open_store
from brief.model.findings import Severity
from brief.stores.query import Store

_MOST_OPEN = 8


@pytest.fixture(scope="session")
def _opened() -> Iterator[dict[str, Store]]:
    """The stores of the latest dossiers by their text: many tests ask the same one."""
    found: dict[str, Store] = {}
    yield found
    for store in found.values():
        store.close()


@pytest.fixture
def dossier_of(
    _opened: dict[str, Store], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str], Store]]:
    """A function that opens the dossier in this YAML, which must be free of errors; its store is in memory."""
    monkeypatch.setenv("XDG_CACHE_HOME", os.devnull)

    def write(text: str) -> Store:
        if text not in _opened:
            folder = tmp_path / f"dossier-{len(_opened)}"
            folder.mkdir()
            (folder / "dossier.yaml").write_text(text, encoding="utf-8")
            store = open_store(folder, searchable=True)
            assert list(store.findings(Severity.ERROR)) == []
            _opened[text] = store
        return _opened[text]

    yield write
    for text in [*_opened][:-_MOST_OPEN]:
        _opened.pop(text).close()
