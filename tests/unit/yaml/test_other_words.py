"""An unknown field or section: the hint suggests the right one."""

from contextlib import closing
from pathlib import Path

import pytest

from brief.app import open_store
from brief.model.kinds import KINDS, SECTIONS
from brief.model.shape import fields
from brief.yaml import other_words
from brief.yaml.other_words import field_meant, section_meant


@pytest.mark.parametrize(
    ("kind", "word", "field"),
    [
        ("source", "date", "published"),
        ("source", "link", "url"),
        ("person", "position", "roles"),
        ("person", "aliases", "also"),
        ("organization", "country", "part_of"),
        ("organization", "type", "kind"),
        ("event", "published", "date"),
        ("event", "location", "place"),
        ("event", "name", "title"),
        ("event", "participants", "who"),
        ("event", "source", "cite"),
        ("commitment", "deadline", "due"),
        ("commitment", "title", "text"),
        ("commitment", "status", "log"),
        ("assessment", "holder", "by"),
        ("question", "question", "text"),
        ("program", "start", "period"),
        ("program", "Programme", ""),
        ("event", "flavour", ""),
    ],
)
def test_another_word_for_a_field(kind: str, word: str, field: str) -> None:
    assert field_meant(word, fields(KINDS[kind].record)) == field


def test_another_word_is_offered_by_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "dossier.yaml").write_text(
        "dossier: {title: Bells}\nlocations: {b: {name: B}}\n"
        "people: {p: {name: P, roles: [{position: Ringer, organisation: b, start: 1901}]}}\n",
        encoding="utf-8",
    )
    with closing(open_store(tmp_path)) as store:
        with_hints = {found.path or found.sentence: found.hint for found in store.findings()}
    assert "did you mean `places`?" in with_hints.values()
    for field in ("title", "org", "from"):
        assert f"did you mean `{field}`?" in with_hints.values()


@pytest.mark.parametrize(
    ("word", "section"),
    [
        ("persons", "people"),
        ("Locations", "places"),
        ("promises", "commitments"),
        ("treaties", "agreements"),
        ("x", ""),
    ],
)
def test_another_word_for_a_section(word: str, section: str) -> None:
    assert section_meant(word) == section


def test_each_section_has_other_words_and_no_word_is_of_two() -> None:
    assert [*other_words._SECTIONS] == [*SECTIONS]
    words = " ".join(other_words._SECTIONS.values()).split()
    assert len(words) == len({*words})
