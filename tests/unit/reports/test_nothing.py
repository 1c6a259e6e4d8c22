"""A page that has nothing says nothing about the dossier, of which a view may show only a part."""

from collections.abc import Callable
from contextlib import closing

import pytest

from brief.document import Document, cells
from brief.dossier.as_of import AsOf
from brief.dossier.known import KnownBy
from brief.dossier.protocol import Dossier
from brief.model.dates import Date
from brief.reports.commitments import CommitmentSelection, commitments
from brief.reports.conflicts import conflicts
from brief.reports.gap_finders import Gaps
from brief.reports.gaps import gaps
from brief.reports.graph import GraphSelection, graph
from brief.reports.list import RecordSelection, list_records
from brief.reports.meeting import Meeting, meeting
from brief.reports.memo import Memo, memo
from brief.reports.people import everyone
from brief.reports.showable import showable
from brief.reports.sources import sources
from brief.reports.timeline import EventSelection, timeline
from brief.stores.query import Store
from brief.stores.released import release_copy

TODAY = Date.parse("2026-11-22")
EMPTY = "dossier: {title: Lamps}\n"
MARKED = """\
dossier: {title: Lamps}
sources: {book: {title: Book, published: 2020, handling: TLP:RED}}
people:
  ada:
    name: Ada
    roles: [{title: Keeper, org: town, from: 2019, cite: book}]
    handling: TLP:RED
    cite: book
    differs: [{field: roles.0.from, value: "2018", cite: book}]
organizations: {town: {name: Town, handling: TLP:RED, cite: book}}
events: {fire: {title: Fire, date: 2020, who: {ada: null, town: null}, handling: TLP:RED, cite: book}}
commitments: {light: {text: Light it, by: town, made: 2020, handling: TLP:RED, cite: book}}
"""
REPORTS: dict[str, Callable[[Dossier], Document]] = {
    "who": lambda dossier: everyone(dossier, TODAY),
    "sources": sources,
    "conflicts": conflicts,
    "commitments": lambda dossier: commitments(dossier, CommitmentSelection(), TODAY),
    "timeline": lambda dossier: timeline(dossier, EventSelection()),
    "list": lambda dossier: list_records(dossier, RecordSelection()),
    "show": showable,
    "graph": lambda dossier: graph(dossier, GraphSelection(today=TODAY)),
    "gaps": lambda dossier: gaps(dossier, Gaps(TODAY)),
    "memo": lambda dossier: memo(dossier, Memo(TODAY)),
}


def told(document: Document) -> list[str]:
    return [document.subtitle, *(found.text for found in cells(document.blocks))]


@pytest.mark.parametrize("name", REPORTS)
def test_where_a_view_hides_everything_the_dossier_is_not_said_to_have_nothing(
    dossier_of: Callable[[str], Store], name: str
) -> None:
    store, empty = dossier_of(MARKED), dossier_of(EMPTY)
    with (
        closing(release_copy(store, "TLP:CLEAR").store) as copy,
        closing(release_copy(empty, "TLP:CLEAR").store) as whole,
    ):
        released = told(REPORTS[name](copy))
        assert released == told(REPORTS[name](whole)), "a copy tells nothing of what is left out"
    views = (KnownBy(store, Date.parse("2010")), AsOf(KnownBy(store, Date.parse("2010")), Date.parse("2010")))
    for sentences in (released, *(told(REPORTS[name](view)) for view in views)):
        assert any("no " in words.lower() or "nothing" in words.lower() for words in sentences)
        assert not any("dossier" in words for words in sentences)


def test_that_nobody_was_met_is_not_said_of_the_dossier(dossier_of: Callable[[str], Store]) -> None:
    store = dossier_of(
        "dossier: {title: Lamps}\npeople: {ada: {name: Ada}}\norganizations: {town: {name: Town}}\n"
        "events: {talks: {title: Talks with Ada, kind: talks, date: 2020, who: {ada: null, town: null}}}\n"
    )
    printed = told(meeting(store, Meeting(("ada", "town"), Date.parse("2010"))))
    assert "none with a date here" in " ".join(printed)
    assert "none of it here" in printed
    assert not any("in the dossier" in words for words in printed)
