"""Who is found by a name, and who is not: a table of names on file and as typed, in many scripts and traditions."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from brief.app import open_store
from brief.model.names import Match, Reason, decisive
from brief.stores.query import Store

TABLE = Path(__file__).parents[2] / "fixtures" / "names" / "people.tsv"
ROWS = [
    tuple(line.split("\t"))
    for line in TABLE.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """All people of the table in one dossier."""
    forms = dict.fromkeys(form for form, _, _ in ROWS)
    people = "".join(f"  p-{number}: {{name: {json.dumps(form)}}}\n" for number, form in enumerate(forms))
    root = tmp_path_factory.mktemp("people")
    (root / "dossier.yaml").write_text(f"dossier: {{title: People}}\npeople:\n{people}", encoding="utf-8")
    patch = pytest.MonkeyPatch()
    patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
    opened = open_store(root)
    yield opened
    opened.close()
    patch.undo()


def picked(store: Store, typed: str) -> Match | None:
    """Return the one person that is shown for a name; None if nobody is, or only a list."""
    found = decisive(store.find(typed, ("person",)))
    return found[0] if len(found) == 1 and not found[0].reason.is_doubtful else None


def test_whoever_is_meant_is_found(store: Store) -> None:
    found = {(form, typed): picked(store, typed) for form, typed, answer in ROWS if answer == "yes"}
    assert [names for names, match in found.items() if match is None or match.form != names[0]] == []


def test_nobody_else_is_found(store: Store) -> None:
    found = {(form, typed): picked(store, typed) for form, typed, answer in ROWS if answer == "no"}
    assert [names for names, match in found.items() if match] == []


def test_a_name_that_may_be_another_is_a_similar_spelling(store: Store) -> None:
    found = {(form, typed): picked(store, typed) for form, typed, answer in ROWS if answer == "near"}
    assert [(names, match) for names, match in found.items() if not match or match.reason is not Reason.SPELLING] == []


@pytest.mark.parametrize(
    ("typed", "form"),
    [
        ("عبد الفتاح السري", "Abdel Fattah el-Sirri"),
        ("محمد مرسي", "Mohamed Marsi"),
        ("Mahmood Abasy", "محمود عباسي"),
        ("בנימין נתנאל", "Binyamin Netanel"),
        ("नरेन्द्र मोद", "Narendra Moda"),
        ("Сергій Лаврін", "Sergei Lavrin"),
        ("Yury Shukin", "Юрий Щукин"),
    ],
)
def test_what_sounds_alike_in_another_script_is_listed(store: Store, typed: str, form: str) -> None:
    matches = decisive(store.find(typed, ("person",)))
    assert [(match.form, match.reason) for match in matches] == [(form, Reason.SOUND)]
