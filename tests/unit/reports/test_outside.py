"""What is not from the main sources of a dossier says so wherever it is printed, once in each line."""

from collections.abc import Callable

import pytest

from brief.document import Document
from brief.model.dates import Date
from brief.renderers import Format, render
from brief.reports.memo import Memo, memo
from brief.reports.search import Search, search
from brief.reports.timeline import EventSelection, timeline
from brief.reports.who import who
from brief.stores.query import Store

DAY = Date.parse("2024-06-01")
TOWERS = """
dossier: {title: The towers}
sources: {log: {title: The log, published: 2024-05}, book: {title: The book, published: 2018}}
people: {vi: {name: Vi Orr, external: true, cite: book p. 1}, bo: {name: Bo Tarn, cite: log p. 1}}
events:
  storm: {title: A storm, date: 1881, external: true, cite: book p. 2}
  calm: {title: A calm, date: 1882, cite: log p. 2}
"""
PAGES: dict[str, Callable[[Store, bool], Document]] = {
    "who": lambda store, full: who(store, "vi", DAY, full=full),
    "memo": lambda store, full: memo(store, Memo(DAY, "vi"), full=full),
    "timeline": lambda store, full: timeline(store, EventSelection(), full=full),
    "search a person": lambda store, full: search(store, Search("Orr", today=DAY), full=full),
    "search an event": lambda store, full: search(store, Search("storm", today=DAY), full=full),
}


@pytest.mark.parametrize("full", [True, False])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_what_is_from_outside(name: str, full: bool, dossier_of: Callable[[str], Store]) -> None:
    text = render(PAGES[name](dossier_of(TOWERS), full), Format.TEXT)
    told = [line.count("from outside the main sources") for line in text.splitlines()]
    assert max(told) == 1
    assert not any("outside" in line for line in text.splitlines() if "Bo Tarn" in line or "calm" in line)
