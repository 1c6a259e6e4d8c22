"""With `--keep-going`, reports on a dossier with errors claim no more than could be read."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from brief.app import open_store
from brief.cli.main import run
from brief.model.dates import Date
from brief.model.findings import Severity
from brief.reports.memo import Memo, memo
from brief.reports.overview import overview
from brief.stores.query import Store

PIER = """
dossier: {title: Pier, summary: A pier., cite: ghost p. 3}
sources:
  log: {title: The log, published: 2001}
events:
  opening:
    title: The pier opens
    date: 2001
    cite: log p. 2
    differs: [{field: date, value: some day, cite: ghost p. 4}]
"""


@pytest.fixture
def pier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "pier").mkdir()
    (tmp_path / "pier" / "dossier.yaml").write_text(PIER, encoding="utf-8")
    store = open_store(tmp_path / "pier")
    assert list(store.findings(Severity.ERROR)) != []
    yield store
    store.close()


def test_a_note_whose_source_cannot_be_read_leads_to_word_of_that(pier: Store) -> None:
    for document in (overview(pier, Date.parse("2010")), memo(pier, Memo(Date.parse("2010")))):
        references = {found.source: found.text for found in document.references}
        assert {note.source for note in document.notes} == {"log", "ghost"} == references.keys()
        assert references["ghost"] == "no source with this id can be read"


def test_a_rival_that_is_no_date_is_not_printed_as_one(pier: Store) -> None:
    document = memo(pier, Memo(Date.parse("2010")))
    said = [cell.text for block in document.blocks for cell in getattr(block, "items", ()) if "some day" in cell.text]
    assert said
    assert all("“some day”, which is not a date" in text for text in said)


SLIPS = """
dossier: {title: Slips}
sources: {log: {title: The log, published: 2001}}
events: {opening: {title: The slip opens, date: 2001, cite: log p. 2}}
people: {ada: {name: Ada Orr, cite: log p. 3}}
agreements: {pact: {title: The pact, signed: ada, cite: log p. 4}}
commitments: {dredge: {text: Dredge it, by: [ada], evidence: [log], cite: log p. 5}}
"""


@pytest.mark.parametrize(
    "words", ["memo", "gaps", "commitments", "meeting --with ada --on 2002", "search pact", "graph", "show pact"]
)
def test_what_is_of_another_kind_than_its_field_takes_is_as_if_it_were_missing(
    words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "dossier.yaml").write_text(SLIPS, encoding="utf-8")
    assert run([*words.split(), "--keep-going", "-d", str(tmp_path)]) == 0
    assert "records are left out because of 2 errors" in capsys.readouterr().out


def test_an_id_of_two_kinds_stops_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "dossier.yaml").write_text("dossier: {title: Slips}\npeople: {slip: {name: Sly Ip}}\n")
    (tmp_path / "more.yaml").write_text("events: {slip: {title: The slip opens}}\n")
    assert run(["timeline", "--keep-going", "-d", str(tmp_path)]) == 1
    assert capsys.readouterr().err == (
        "brief: `slip` is the id of an event and a person: references to it are ambiguous "
        "(give one of them another id)\n"
    )
