"""A position says what it is for, wherever it is a line below a heading that does not say so."""

from collections.abc import Callable

import pytest

from brief.document import Document
from brief.locale import say
from brief.model.dates import Date
from brief.reports.changes import Days
from brief.reports.diff import Span, diff
from brief.reports.list import RecordSelection, list_records
from brief.reports.search import Search, search
from brief.reports.show import show
from brief.reports.site_index import of_kind
from brief.stores.query import Store

DAY = Date.parse("2026-01-01")
HEAD = "dossier: {title: Ferries}\norganizations: {north: {name: Northland}}\n"
TEXT = "The leak in the harbour"
USES = {
    "objective": "Objective: ",
    "point": "Point: ",
    "press-line": "Press line: ",
    "do-not-raise": "Do not raise: ",
    "response": "If they raise “the old pipe”: ",
}


@pytest.fixture(params=USES)
def use(request: pytest.FixtureRequest) -> str:
    """Each use of a position."""
    name: str = request.param
    return name


def test_a_position_is_behind_what_it_is_for(use: str, dossier_of: Callable[[str], Store]) -> None:
    raised = ", if_raised: The old pipe." if use == "response" else ""
    held = dossier_of(f"{HEAD}positions:\n  leak: {{text: {TEXT}, use: {use}, with: north{raised}}}\n")
    expected = USES[use].replace("the old", "The old") + TEXT
    pages: dict[str, Document] = {
        "show": show(held, "north"),
        "list": list_records(held, RecordSelection()),
        "search": search(held, Search("leak")),
        "site": of_kind(held, "position", DAY),
        "diff": diff(held, dossier_of(HEAD), Span(say("then"), say("now"), Days(DAY, DAY)), full=False),
    }
    for name, page in pages.items():
        printed = [found.text.replace("«", "").replace("»", "") for found in page.printed]
        told = [text for text in printed if TEXT in text]
        assert told, name
        assert all(expected in text for text in told), (name, told)
    assert show(held, "leak").title == expected
