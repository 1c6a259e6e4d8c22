"""A summary is out of date if facts cite sources that are certainly newer than all of its own."""

from pathlib import Path

import pytest

from brief.app import open_store
from brief.dossier.newer_sources import newer_sources
from brief.model.dates import Date
from brief.renderers import Format, render
from brief.reports.memo import Memo, memo
from brief.reports.overview import overview

WORDS = "newer than the summary."


@pytest.mark.parametrize(
    ("cite", "published", "fact", "newer"),
    [
        ("[old p. 1, mid p. 1]", "2025-03", "new p. 1", 1),
        ("[old p. 1, new p. 1]", "2025-03", "new p. 1", 0),
        ("old p. 1", "2025-03", "new p. 1", 2),
        ("mid p. 1", "2025-03", "old p. 1", 0),
        ("mid p. 1", "2024", "new p. 1", 0),
        ("[mid p. 1, undated p. 1]", "2025-03", "new p. 1", 0),
        ("[]", "2025-03", "new p. 1", 0),
    ],
)
def test_memo_and_overview_say_that_facts_cite_newer_sources_than_the_summary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cite: str, published: str, fact: str, newer: int
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "dossier.yaml").write_text(
        f"dossier: {{title: Pier, summary: It is closed., cite: {cite}}}\n"
        "sources:\n  old: {title: Old, published: 2020}\n  mid: {title: Middle, published: 2024-05}\n"
        f"  new: {{title: New, published: {published}}}\n  undated: {{title: Undated}}\n"
        f"events:\n  one: {{title: It opens, cite: [{fact}, mid p. 2]}}\n"
    )
    store = open_store(tmp_path)
    found = newer_sources(store)
    assert len(found.sources if found else ()) == newer
    day = Date.parse("2026-01-01")
    for made in (memo(store, Memo(day), full=False), overview(store, day, full=False)):
        assert (WORDS in render(made, Format.TEXT)) is bool(newer)
    store.close()
