"""The paper of one page fits on one, and says what it leaves out."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from brief.app import open_store
from brief.document import Document, Heading, Listing, Notice
from brief.model.dates import Date
from brief.renderers.terminal import render
from brief.reports.memo import Memo, memo
from brief.stores.query import Store

PAGE = 60


@pytest.fixture
def store(shipped: str, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    found = open_store(Path(shipped))
    yield found
    found.close()


def one_pager(store: Store, subject: str | None = None) -> Document:
    return memo(store, Memo(Date.parse("2026-03-24"), subject, "one-pager"))


def notices(document: Document) -> list[str]:
    return [block.text.text for block in document.blocks if isinstance(block, Notice)]


@pytest.mark.parametrize("subject", [None, "framework-2025-2026", "vietnam", "peacekeeping", "thang"])
def test_a_page_is_nearly_filled_and_not_passed(store: Store, subject: str | None) -> None:
    document = one_pager(store, subject)
    printed = render(document, 80).rstrip().count("\n") + 1
    assert printed <= PAGE
    assert printed >= PAGE - 6 or not any(" more points are in the full memo" in text for text in notices(document))


def test_what_is_left_out_is_counted(store: Store) -> None:
    document = one_pager(store)
    headings = [block.text for block in document.blocks if isinstance(block, Heading)]
    shown = [match for text in headings if (match := re.search(r"\((\d+) of (\d+)\)$", text))]
    left_out = sum(int(match[2]) - int(match[1]) for match in shown)
    assert left_out > 0
    (notice,) = notices(document)
    assert notice.startswith(f"{left_out} more points are in the full memo. Each list keeps")
    kept = [len(block.items) for block in document.blocks if isinstance(block, Listing)]
    assert kept == [int(match[1]) for match in shown]


def test_what_fits_is_left_whole(dossier_of: Callable[[str], Store]) -> None:
    small = dossier_of(
        "dossier: {title: Small, summary: S.}\nquestions: {why: {text: Why?}, how: {text: How?, answer: So.}}\n"
    )
    document = one_pager(small)
    listings = [block for block in document.blocks if isinstance(block, Listing)]
    assert [[item.value for item in block.items] for block in listings] == [["why", "how"]]
    assert notices(document) == []
