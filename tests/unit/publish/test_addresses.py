"""A printed name links to the page of its record, and to nothing else."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from brief.app import open_store
from brief.document import Document, Paragraph, Ref, ref
from brief.locale import say
from brief.publish.addresses import links, page_of
from brief.stores.query import Store
from written import cell, phrase

YAML = """
dossier: {title: D}
sources: {act-5: {title: Act 5}, act: {title: Act}}
organizations:
  act-5-2026: {name: Act 5, cite: act}
"""


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "dossier"
    folder.mkdir()
    (folder / "dossier.yaml").write_text(YAML, encoding="utf-8")
    opened = open_store(folder)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("page", "name", "address"),
    [
        ("index.md", ref("act-5", say("Act 5")), "sources/act-5.md"),
        ("sources/act.md", ref("act-5", say("Act 5")), "act-5.md"),
        ("sources/act.md", ref("act-5-2026", say("Act 5")), "../organizations/act-5-2026.md"),
        ("sources/act.md", Ref("timeline", say("Timeline"), is_page=True), "../timeline.md"),
        ("sources/act.md", ref("act", say("Act")), ""),
        ("timeline.md", Ref("timeline", say("Timeline"), is_page=True), ""),
        ("index.md", ref("nobody", say("Nobody")), ""),
    ],
)
def test_a_name_leads_to_its_record(store: Store, page: str, name: Ref, address: str) -> None:
    assert unquote(links(store, page, ".md")(name)) == address


def test_two_records_of_one_name_each_have_their_own_link_and_words_have_none(store: Store) -> None:
    told = phrase(ref("act-5", say("Act 5")), " and Act 5, act-5 or ", ref("act-5-2026", say("Act 5")))
    page = Document("t", "", [Paragraph((told,))]).linked(links(store, "index.md", ".md"))
    assert [(run.text, run.address) for run in page.runs(told)] == [
        ("Act 5", page_of("source", "act-5", ".md")),
        (" and Act 5, act-5 or ", ""),
        ("Act 5", page_of("organization", "act-5-2026", ".md")),
    ]
    assert [run.text for run in Document("t", "", []).runs(told)] == ["Act 5 and Act 5, act-5 or Act 5"]
    assert cell(told).text == told.text
