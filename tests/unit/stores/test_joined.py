"""Two dossiers joined in a store hold what one dossier with the files of both would hold."""

from pathlib import Path

import pytest

import brief
from brief.dossier.protocol import EventFilter
from brief.model.commitments import Commitment
from brief.model.events import Event
from brief.model.kinds import KINDS
from several import HARBOURS, MOSCOW, write

UNLIKE = [
    ("ada-moss", "ivo-venn"),
    ("Ada Moss", "Ivo Venn"),
    ("lantern", "beacon"),
    ("strike:", "walkout:"),
    ("key: L, ", ""),
]
"""Changes by which the second dossier has no id of the first."""
TABLES = {
    "record": "kind, label, line, body",
    "link": "target, field, path, word, kinds, words, from_kind",
    "claim": "first, second, earliest, latest, date, rival, claim.kind",
    "name": "form, preferred, sorted, joined, initials",
    "token": "token, token.kind",
    "post": "title",
    "trait": "trait, low, high",
}


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str, str]:
    """The two dossiers, and one with the files of both."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    one, other = write(tmp_path / "harbours", HARBOURS), write(tmp_path / "moscow", MOSCOW, *UNLIKE)
    both = write(tmp_path / "both", {"dossier.yaml": HARBOURS["dossier.yaml"]})
    for folder in (one, other):
        inner = Path(both, Path(folder).name)
        inner.mkdir()
        for file in Path(folder).glob("[!d]*.yaml"):
            (inner / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    return one, other, both


def test_the_rows_are_those_of_all_files_together(folders: tuple[str, str, str]) -> None:
    one, other, both = folders
    with brief.open([one, other]) as joined, brief.open(both) as whole:
        stores = joined.shown.store, whole.shown.store
        queries = [
            f"SELECT id, {columns} FROM record {'' if table == 'record' else f'JOIN {table} USING (record)'}"
            for table, columns in TABLES.items()
        ]
        for query in (*queries, "SELECT * FROM word", "SELECT * FROM vocabulary", "SELECT * FROM reading"):
            told, expected = (sorted(map(repr, store.run(query))) for store in stores)
            assert told == expected, query
        texts = [sorted(row[1:] for row in store.texts()) for store in stores]
        assert texts[0] == texts[1]
        assert len(texts[0]) == len(whole) == len(joined)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_each_record_knows_the_words_of_its_own_dossier_however_it_is_read(
    order: tuple[int, int], folders: tuple[str, str, str]
) -> None:
    (Path(folders[1]) / "dossier.yaml").write_text("dossier: {title: Moscow, words: {host: [spoke]}}\n", "utf-8")
    with brief.open([folders[number] for number in order]) as joined:
        store = joined.shown.store
        ids = set(store.ids())
        read = [
            *filter(None, map(store.get, ids)),
            *(record for kind in KINDS for record in store.records(kind)),
            *(record for kind in KINDS for record in store.records(kind, ids)),
            *store.every(Event),
            *filter(None, (store.one(Event, id_) for id_ in ids)),
            *store.having(Event, "indefinite"),
            *store.naming(Commitment, "by", ids),
            *(claim.event for claim in store.events(EventFilter())),
        ]
        assert {record.id for record in read} == ids
        for record in read:
            assert bool(record.vocabulary) == (store.home(record.id) == "moscow"), record.id
        assert {store.home(id_) for id_ in ids} == {"harbours", "moscow"}


def test_titles_are_read_by_the_words_of_the_dossier_of_their_holder(folders: tuple[str, str, str]) -> None:
    _, other, _ = folders
    with brief.open(folders[:2]) as joined:
        english = str(brief.render(brief.who(joined, "ivo-venn")))
    facts = Path(other) / "facts.yaml"
    facts.write_text(facts.read_text("utf-8").replace("Ambassador", "Gesandter"), "utf-8")
    (Path(other) / "dossier.yaml").write_text("dossier: {title: Moscow, words: {ambassador: [Gesandter]}}\n", "utf-8")
    with brief.open(folders[:2]) as joined:
        german = str(brief.render(brief.who(joined, "ivo-venn")))
        assert "Gesandter" in german
        assert german.replace("Gesandter", "Ambassador") == english
