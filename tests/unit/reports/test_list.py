"""`list`, and `who` and `show` without a name: the records, their files and lines, and filters."""

from collections.abc import Callable

import pytest

from brief.document import Document, Notice, Table
from brief.dossier.as_of import AsOf
from brief.model.dates import Date
from brief.model.user_error import UserError
from brief.reports.list import RecordSelection, list_records
from brief.reports.people import everyone
from brief.reports.showable import showable
from brief.stores.query import Store

DAY = Date.parse("2026-03-24")
BELLS = """
dossier: {title: Bells}
sources:
  log: {title: The log, published: 1950}
  gazette: {title: The gazette}
topics:
  bells: {name: Bells}
  great-bell: {name: Great bell, part_of: bells}
people:
  ada: {name: Ada Moss, roles: [{title: Ringer, seen: 2025, cite: log p. 1}]}
  bo: {name: Bo Lind}
events:
  cast: {title: The great bell is cast, date: 1901~, topics: great-bell, who: {ada: founder}, cite: log p. 2}
  hung: {title: The great bell is hung, date: 1902-05, topics: great-bell, cite: [log p. 3, gazette p. 1]}
  cracked: {title: A bell cracks, topics: bells, cite: gazette p. 2}
  sold: {title: A lamp is sold, date: 1903, cite: gazette p. 3}
agreements:
  deed: {title: Deed of the bell, signed: hung, period: 1950/1960, cite: log p. 4}
"""


@pytest.fixture
def dossier(dossier_of: Callable[[str], Store]) -> Store:
    return dossier_of(BELLS)


def listed(document: Document) -> dict[str, list[str]]:
    """Return the ids in each table."""
    return {block.name: [row.id for row in block.rows] for block in document.blocks if isinstance(block, Table)}


def test_every_record_is_listed_by_kind_in_the_order_of_the_files(dossier: Store) -> None:
    found = listed(list_records(dossier, RecordSelection()))
    assert list(found) == ["sources", "people", "topics", "events", "agreements"]
    assert found["events"] == ["cast", "hung", "cracked", "sold"]


@pytest.mark.parametrize("word", ["event", "events", "Events", " EVENT"])
def test_a_kind_may_be_in_the_singular_or_plural(dossier: Store, word: str) -> None:
    assert list(listed(list_records(dossier, RecordSelection(word)))) == ["events"]


@pytest.mark.parametrize(("word", "section"), [("persons", "people"), ("organisations", ""), ("programmes", "")])
def test_other_words_for_a_kind_are_understood(dossier: Store, word: str, section: str) -> None:
    assert list(listed(list_records(dossier, RecordSelection(word)))) == ([section] if section else [])


def test_an_unknown_kind_is_answered_with_the_nearest(dossier: Store) -> None:
    with pytest.raises(UserError, match="did you mean `events`") as failure:
        list_records(dossier, RecordSelection("evnts"))
    assert failure.value.code == 2


@pytest.mark.parametrize(
    ("question", "events"),
    [
        (RecordSelection("event", topics=("bells",)), ["cast", "hung", "cracked"]),
        (RecordSelection("event", topics=("great-bell",)), ["cast", "hung"]),
        (RecordSelection("event", who=("Ada",)), ["cast"]),
        (RecordSelection("event", sources=("gazette",)), ["hung", "cracked", "sold"]),
        (RecordSelection("event", sources=("gazette",), topics=("bells",)), ["hung", "cracked"]),
        (RecordSelection("event", since=Date.parse("1902")), ["cast", "hung", "sold"]),
        (RecordSelection("event", until=Date.parse("1902")), ["cast", "hung"]),
        (RecordSelection("event", since=Date.parse("1902-04"), until=Date.parse("1902-06")), ["cast", "hung"]),
    ],
)
def test_what_narrows_the_list(dossier: Store, question: RecordSelection, events: list[str]) -> None:
    document = list_records(dossier, question)
    assert listed(document) == {"events": events}
    assert any(isinstance(block, Notice) and block.text.text.startswith("Only records ") for block in document.blocks)


def test_a_row_says_where_the_record_stands_and_when_it_happened(dossier: Store) -> None:
    document = list_records(dossier, RecordSelection("event"), full=False)
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    assert [cell.text for cell in table.rows[1].cells] == [
        "hung",
        "The great bell is hung",
        "May 1902",
        "dossier.yaml:14",
    ]
    assert table.rows[1].cells[3].value == {"file": "dossier.yaml", "line": 14}
    assert table.rows[1].cells[2].value == Date.parse("1902-05")


def test_an_agreement_has_the_date_of_its_signing(dossier: Store) -> None:
    document = list_records(dossier, RecordSelection("agreement"), full=False)
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    assert table.rows[0].cells[2].text == "May 1902"


def test_a_kind_without_dates_has_no_column_for_them(dossier: Store) -> None:
    document = list_records(dossier, RecordSelection("person"))
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    assert [column.key for column in table.columns] == ["id", "title", "file"]


def test_what_came_later_is_not_listed(dossier: Store) -> None:
    found = listed(list_records(AsOf(dossier, Date.parse("1902-01")), RecordSelection("event")))
    assert found == {"events": ["cast", "cracked"]}


def test_nothing_that_fits_is_a_no(dossier: Store) -> None:
    assert not list_records(dossier, RecordSelection("place")).answers


def test_everyone_is_listed_with_a_post(dossier: Store) -> None:
    document = everyone(dossier, DAY, full=False)
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Ada Moss", "Ringer, in post in 2025"],
        ["Bo Lind", ""],
    ]


def test_of_everyone_the_first_are_shown_and_the_rest_counted(dossier: Store) -> None:
    document = everyone(dossier, DAY, 1)
    assert listed(document) == {"people": ["ada"]}
    assert [block.text.text for block in document.blocks if isinstance(block, Notice)] == ["1 of 2; all: brief who"]


def test_what_can_be_shown_is_counted_with_an_example(dossier: Store) -> None:
    (table,) = (block for block in showable(dossier).blocks if isinstance(block, Table))
    told = [[cell.text for cell in row.cells] for row in table.rows]
    assert ["2 people", "brief show ada", "brief list people"] in told


def test_very_many_people_are_in_the_order_of_the_files_and_it_says_so(
    dossier: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("brief.reports.people._RANKED", 1)
    document = everyone(dossier, DAY, 1)
    assert listed(document) == {"people": ["ada"]}
    assert [block.text.text for block in document.blocks if isinstance(block, Notice)] == [
        "There are too many to rank: they are in the order of the files.",
        "1 of 2; all: brief who",
    ]
