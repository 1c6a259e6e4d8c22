"""The words that only `search` needs are made when it first asks, and it never finds less for that."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import brief
from brief import app, refresh
from brief.app import open_store
from brief.cli.main import run
from brief.document import Card
from brief.dossier.terms import index_terms
from brief.model.events import Event
from brief.stores import indexing
from brief.stores.trust import Wordless
from brief.system import workers
from brief.yaml.discovery import walk
from several import HARBOURS, MOSCOW, write

COUNT = 30


@pytest.fixture
def cached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder for this test alone."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder


@pytest.fixture
def bells(tmp_path: Path, cached: Path) -> Path:
    """A dossier of three files with events."""
    root = tmp_path / "bells"
    root.mkdir()
    (root / "dossier.yaml").write_text("dossier: {title: Bells}\n")
    for name in "abc":
        toll(root, name, "tolls")
    return root


def toll(root: Path, name: str, does: str) -> None:
    """Write a file of events that say this."""
    events = "".join(f"  {name}-{number}: {{title: Bell {number} of {name} {does}}}\n" for number in range(COUNT))
    (root / f"{name}.yaml").write_text(f"events:\n{events}")


def found(root: Path, words: str = "tolls", **options: Any) -> list[str]:
    """Return the ids that a search finds."""
    with brief.open(root, searchable=False, **options) as dossier:
        return ids(brief.search(dossier, words, limit=200))


def ids(document: brief.Document) -> list[str]:
    """Return the ids of the results on a page."""
    return [block.id for block in document.blocks if isinstance(block, Card)]


def rows(cached: Path, query: str) -> list[tuple[object, ...]]:
    (file,) = (cached / "brief").rglob("store-*.sqlite")
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(query).fetchall()


@pytest.fixture
def indexed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the records whose words are made."""
    seen: list[str] = []
    original = index_terms.indexed

    def noted(record: Event, *rest: Any) -> object:
        seen.append(record.id)
        return original(record, *rest)

    monkeypatch.setattr(indexing, "indexed", noted)
    return seen


def test_only_a_search_makes_words_and_only_those_that_are_missing(
    bells: Path, cached: Path, indexed: list[str]
) -> None:
    place = ["--dossier", str(bells)]
    for words in (["timeline"], ["check"], ["who", "nobody"], ["list", "event"], ["set", "a-1", "note=Rings"]):
        assert run([*words, *place]) in (0, 1)
    assert indexed == []
    assert rows(cached, "SELECT count(*) FROM text UNION ALL SELECT count(*) FROM word") == [(0,), (0,)]
    assert run(["search", "tolls", *place]) == 0
    assert len(indexed) == 3 * COUNT
    indexed.clear()
    assert run(["search", "tolls", *place]) == 0
    assert run(["set", "b-1", "note=Rings", *place]) == 0
    assert indexed == []
    assert {"a-1", "b-1"} <= set(found(bells, "rings"))
    assert len(indexed) == COUNT
    assert rows(cached, "SELECT count(*) FROM text") == [(3 * COUNT,)]


def test_a_store_in_a_file_without_words_refuses_to_search(bells: Path) -> None:
    with closing(open_store(bells)) as store, pytest.raises(Wordless):
        store.search("tolls")
    with closing(open_store(bells, searchable=True)) as store:
        assert len(store.search("tolls", limit=200).found) == 3 * COUNT
    toll(bells, "b", "peals")
    with closing(open_store(bells)) as store, pytest.raises(Wordless):
        store.search("tolls")


def texts_of(root: Path) -> list[tuple[Any, ...]]:
    with closing(open_store(root, searchable=True)) as store:
        return [*sorted(store.texts()), *store.run("SELECT word FROM word")]


def test_words_made_by_several_processes_in_several_transactions_are_the_same(
    bells: Path, cached: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = texts_of(bells)
    shutil.rmtree(cached)
    monkeypatch.setattr(indexing, "_AT_ONCE", COUNT)
    monkeypatch.setattr(indexing, "BATCH", 7)
    started: list[object] = []
    original = workers.working

    def noted(*words: Any) -> object:
        started.append(words)
        return original(*words)

    monkeypatch.setattr(workers, "working", noted)
    assert texts_of(bells) == alone
    assert len(started) == 3


def test_what_was_made_before_an_interruption_is_not_made_again(
    bells: Path, cached: Path, indexed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "_AT_ONCE", 1)
    with monkeypatch.context() as patch:

        def interrupted(record: Event, *rest: Any) -> object:
            if record.id == "b-7":
                raise KeyboardInterrupt
            return index_terms.indexed(record, *rest)

        patch.setattr(indexing, "indexed", interrupted)
        with pytest.raises(KeyboardInterrupt):
            found(bells)
    assert rows(cached, "SELECT count(*) FROM text") == [(COUNT,)]
    indexed.clear()
    assert len(found(bells)) == 3 * COUNT
    assert len(indexed) == 2 * COUNT


@pytest.mark.parametrize("few", [0, 9], ids=["by others", "alone"])
def test_words_are_not_made_of_a_damaged_record(
    few: int, bells: Path, cached: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "_FEW", few)
    monkeypatch.setattr("brief.stores.trust._SEALED", 0)
    remarks: list[str] = []
    monkeypatch.setattr("brief.app._remark", remarks.append)
    open_store(bells).close()
    (file,) = cached.rglob("*.sqlite")
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE record SET body = replace(body, 'tolls', 'rolls') WHERE id = 'b-7'")
    with brief.open(bells, remarks=True, searchable=False) as dossier:
        assert len(ids(brief.search(dossier, "tolls", limit=200))) == 3 * COUNT
    assert rows(cached, "SELECT word FROM word WHERE word IN ('tolls', 'rolls')") == [("tolls",)]
    assert remarks == ["the compiled copy of the dossier is damaged; compiling it again"]


def test_a_process_that_ends_early_is_no_reason_to_find_less(bells: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "_FEW", 0)
    monkeypatch.setattr(indexing, "_work", print)  # returns at once
    with closing(open_store(bells)), pytest.raises(ChildProcessError):
        [*indexing._by_others(iter([[(1, "event", "")]]))]
    with monkeypatch.context() as patch:
        patch.setattr(indexing, "_FEW", 9)
        assert len(found(bells)) == 3 * COUNT


def test_a_search_while_another_reads_the_store_finds_all(bells: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It cannot write the words, and makes them in memory."""
    monkeypatch.setattr("brief.stores.build._PATIENCE", 0.1)
    with closing(open_store(bells)) as reader:
        assert len(found(bells)) == 3 * COUNT
        assert len([*reader.ids()]) == 3 * COUNT
        assert not reader.has_words


def test_a_search_where_no_store_can_be_written_finds_all(bells: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "_store_file", lambda _: None)
    with closing(refresh.in_memory(bells, walk(bells), 0, print)) as store:
        assert store.run("SELECT count(*) FROM text").fetchone() == (0,)
        assert len(store.search("tolls", limit=200).found) == 3 * COUNT
    assert len(found(bells)) == 3 * COUNT


def test_a_searchable_dossier_has_the_words_when_it_is_opened_and_after_an_edit(bells: Path) -> None:
    with brief.open(bells) as dossier:
        held = dossier.whole
        for limit, id_ in enumerate([*dossier.ids()][:3], 1):
            assert ids(brief.search(dossier, "tolls", limit=limit))
            assert id_ in dossier
        assert dossier.whole is held
        brief.set(dossier, "a-1", {"title": "Bell rings"})
        assert dossier.whole.has_words
        assert ids(brief.search(dossier, "rings")) == ["a-1"]


def test_a_release_copy_is_made_of_a_store_with_words(bells: Path, indexed: list[str]) -> None:
    (bells / "d.yaml").write_text("events: {secret: {title: A secret bell tolls, handling: 'TLP:RED'}}\n")
    for _ in range(2):
        assert len(found(bells, release_to="TLP:GREEN")) == 3 * COUNT
        assert found(bells, "secret", release_to="TLP:GREEN") == []
    assert len(indexed) == 3 * COUNT + 1


def test_a_search_in_several_dossiers_makes_the_words_of_each_once(
    tmp_path: Path, cached: Path, indexed: list[str]
) -> None:
    folders = [write(tmp_path / "harbours", HARBOURS), write(tmp_path / "moscow", MOSCOW)]
    with brief.open(folders, searchable=False) as joined:
        assert indexed == []
        told = ids(brief.search(joined, "strike", limit=100))
        assert told
        assert joined.whole.has_words
        made = len(indexed)
        assert made >= len(joined)
        assert ids(brief.search(joined, "strike", limit=100)) == told
    with brief.open(folders, searchable=False) as joined:
        assert ids(brief.search(joined, "strike", limit=100)) == told
    assert len(indexed) == made
    with brief.open(folders) as joined:
        assert ids(brief.search(joined, "strike", limit=100)) == told
    assert len(indexed) == made
