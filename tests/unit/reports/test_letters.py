"""The letter of a source on a page names it wherever a source is expected."""

from pathlib import Path

import pytest

import brief
from brief.model.user_error import UserError

YAML = """
dossier: {title: Bells}
sources:
  gazette: {title: Gazette, key: G, text: gazette.txt}
  log: {title: Log of the harbour}
  list: {title: List}
events:
  first: {title: A bell rings, date: 2024, cite: log ¶2}
topics:
  b: {name: B}
"""


@pytest.fixture
def bells(tmp_path: Path) -> brief.Dossier:
    (tmp_path / "dossier.yaml").write_text(YAML)
    (tmp_path / "gazette.txt").write_text("One\nTwo\nThree\n")
    return brief.open(tmp_path)


@pytest.mark.parametrize(("letter", "id_"), [("G", "gazette"), ("A", "log"), ("log", "log"), ("Gazette", "gazette")])
def test_a_letter_names_a_source(bells: brief.Dossier, letter: str, id_: str) -> None:
    assert brief.why(bells, letter).title == id_
    assert brief.show(bells, letter).blocks == brief.show(bells, id_).blocks
    assert brief.list(bells, sources=[letter]).blocks == brief.list(bells, sources=[id_]).blocks


def test_an_exact_name_comes_before_a_letter(bells: brief.Dossier) -> None:
    assert brief.why(bells, "b").title == "b"
    assert brief.show(bells, "B").title == "B"
    assert brief.list(bells, sources=["B"]).blocks == brief.list(bells, sources=["list"]).blocks


@pytest.mark.parametrize("words", ["G2", "G 2", "G¶2", "G ¶2", "G\u202f¶2"])
def test_a_reference_on_a_page_names_a_paragraph(bells: brief.Dossier, words: str) -> None:
    assert brief.read_source(bells, words).blocks == brief.read_source(bells, "gazette", ["¶2"]).blocks
    for report in (brief.why, brief.show):
        with pytest.raises(UserError) as refused:
            report(bells, words)
        place = words.strip("G \u202f")
        assert f"`brief source read G {place}`" in refused.value.hint


@pytest.mark.parametrize("words", ["Q", "Q2", "g2", "AA"])
def test_a_letter_of_no_source_names_none(bells: brief.Dossier, words: str) -> None:
    with pytest.raises(UserError, match="no source has the name"):
        brief.read_source(bells, words)
