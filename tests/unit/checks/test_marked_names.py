"""`check` warns of a name in a text that a release copy prints, if the copy leaves out the record that has the name."""

from contextlib import closing
from pathlib import Path

import pytest

import brief
from brief.app import open_store
from brief.auditing import audited

DOSSIER = """\
dossier: {{title: Ferries, handling: "{head}"}}
sources:
  log: {{title: The log}}
  other: {{title: The other log, handling: "TLP:AMBER"}}
  cable: {{title: The cable, handling: "{marking}"}}
  wire: {{title: The wire, handling: "{wire}"}}
people:
  ada-orr: {{name: Ada Orr, cite: cable p. 1}}
events:
  dinner: {{title: Dinner with Ada Orr, date: 2020, cite: {source} p. 1}}
"""


@pytest.fixture(autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))


def warned(root: Path) -> list[str]:
    with closing(open_store(root)) as store:
        return [one.sentence for one in audited(root, store).findings() if one.code == "marked-name"]


def printed(root: Path, marking: str) -> str:
    with brief.open(root, release_to=marking, counted=False) as dossier:
        return str(brief.render(brief.timeline(dossier), "text"))


@pytest.mark.parametrize("head", ["", "TLP:GREEN"])
@pytest.mark.parametrize("marking", ["TLP:RED", "SECRET", "COSMIC"])
@pytest.mark.parametrize("wire", ["TLP:RED", "COSMIC"])
@pytest.mark.parametrize(("source", "is_told"), [("log", True), ("other", True), ("cable", False)], ids=str)
def test_every_name_that_a_copy_prints_is_warned_of(
    tmp_path: Path, head: str, marking: str, wire: str, source: str, is_told: bool
) -> None:
    text = DOSSIER.format(head=head, marking=marking, wire=wire, source=source)
    (tmp_path / "dossier.yaml").write_text(text if head else text.replace(', handling: ""', ""))
    copies = [printed(tmp_path, shown) for shown in ("TLP:GREEN", "TLP:AMBER")]
    assert any("Dinner with Ada Orr" in copy for copy in copies) is is_told
    found = warned(tmp_path)
    assert len(found) == is_told, found
    assert all(marking in sentence for sentence in found)


def test_nothing_is_marked_higher_than_a_dossier_without_copies(tmp_path: Path) -> None:
    text = DOSSIER.format(head="TLP:RED", marking="TLP:RED", wire="TLP:RED", source="log")
    (tmp_path / "dossier.yaml").write_text(text)
    assert warned(tmp_path) == []


@pytest.mark.parametrize("words", ["author: Ada Orr", "synonyms: {owner: [Ada Orr]}", "words: {host: Ada Orr}"])
def test_a_name_in_the_head_is_warned_of(tmp_path: Path, words: str) -> None:
    text = DOSSIER.format(head="TLP:GREEN", marking="TLP:RED", wire="TLP:RED", source="cable")
    (tmp_path / "dossier.yaml").write_text(text.replace("dossier: {", f"dossier: {{{words}, "))
    assert len(warned(tmp_path)) == 1
