"""Sources: the bibliography, the records that rest on each and on it alone, and the same as CSL-JSON."""

import json
from collections.abc import Callable
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator

from brief.document import Card, Document, Field, Heading, Notice
from brief.dossier.as_of import AsOf
from brief.dossier.known import KnownBy
from brief.locale import say
from brief.model.csl import csl_date
from brief.model.dates import Date
from brief.model.sources import SourceType
from brief.renderers import Format, render, terminal
from brief.reports.sources import sources
from brief.reports.timeline import EventSelection, timeline
from brief.stores.query import Store
from written import cell

QUAY = """
dossier: {title: The quay, summary: A quay., cite: letter p. 1}
sources:
  letter: {title: A letter, type: personal_communication, published: 2019-05, reliability: A}
  wire: {title: The wire, type: article-newspaper, author: [Jo Ferrier, The desk], publication: The Gull}
  echo:
    title: An echo
    derived_from: wire
    published: 2020-03-01/..
    inferred: {published: It names that day.}
    url: https://gull.example/echo
    accessed: 2024-01-15
    language: en
    publisher: Gull Press
    note: Read in haste.
  shelf: {title: Never read}
people:
  ada: {name: Ada Finn, cite: letter p. 2}
  bo: {name: Bo Lind, cite: letter p. 2, differs: [{field: name, value: Bo Lund, cite: wire ¶1}]}
events:
  opened: {title: The quay opens, cite: [wire ¶2, echo ¶2]}
  closed: {title: The quay closes, cite: [letter p. 3, echo ¶3]}
  painted: {title: The quay is painted, cite: echo ¶4}
assessments:
  fine: {text: It is fine., by: Jo, cite: wire ¶5}
"""

ITEM: dict[str, Any] = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["type", "id"],
        "additionalProperties": False,
        "properties": {
            "id": {"type": ["string", "number"]},
            # `event` is in the specification, but not in the schema of data.
            "type": {"enum": [name for name in get_args(SourceType) if name != "event"]},
            "author": {
                "type": "array",
                "items": {"properties": {"literal": {"type": "string"}}, "additionalProperties": False},
            },
            "issued": {"$ref": "#/$defs/date"},
            "accessed": {"$ref": "#/$defs/date"},
            "custom": {"type": "object"},
            **{
                name: {"type": "string"}
                for name in ("title", "container-title", "publisher", "URL", "language", "annote")
            },
        },
    },
    "$defs": {
        "date": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "date-parts": {
                    "type": "array",
                    "minItems": 1,
                    "maxItems": 2,
                    "items": {"type": "array", "minItems": 1, "maxItems": 3, "items": {"type": "number"}},
                },
                "season": {"type": ["string", "number"]},
                "circa": {"type": ["string", "number", "boolean"]},
                "literal": {"type": "string"},
            },
        }
    },
}
"""The requirements of `csl-data.json` (CSL 1.0.2) for the fields that brief writes."""


@pytest.fixture
def quay(dossier_of: Callable[[str], Store]) -> Store:
    return dossier_of(QUAY)


def fields(document: Document, id_: str) -> dict[str, list[str]]:
    (card,) = (block for block in document.blocks if isinstance(block, Card) and block.id == id_)
    return {field.key: lines(field) for field in card.fields}


def lines(field: Field) -> list[str]:
    return [line.text for line in field.lines]


def items(store: Store | KnownBy) -> dict[str, Any]:
    return {item["id"]: item for item in json.loads(render(sources(store), Format.JSON))}


def test_what_rests_on_a_source_and_on_it_alone(quay: Store) -> None:
    found = fields(sources(quay), "letter")
    assert found["rests"] == [
        "2 people: Ada Finn; Bo Lind (disputed)",
        "1 event: The quay closes",
        "the summary of the dossier",
    ]
    assert found["alone"] == ["all 2 people"]


def test_a_source_and_its_echo_count_once(quay: Store) -> None:
    document = sources(quay)
    assert document.subtitle == "4 sources, 3 independent: one that repeats another does not count; 1 unused"
    assert fields(document, "wire")["alone"] == ["1 event: The quay opens", "1 assessment: Jo: It is fine"]
    assert fields(document, "echo")["alone"] == ["1 event: The quay is painted"]
    assert fields(document, "echo")["derived_from"] == ["The wire (not independent)"]


def test_what_is_only_said_instead_rests_on_a_source_and_not_alone(quay: Store) -> None:
    found = fields(sources(quay), "wire")
    assert found["rests"] == ["1 person: Bo Lind (disputed)", "1 event: The quay opens", "1 assessment: Jo: It is fine"]


def test_dates_reliability_and_inferences_are_told(quay: Store) -> None:
    document = sources(quay)
    assert fields(document, "letter")["reliability"] == ["completely reliable (grade A)"]
    assert fields(document, "letter")["published"] == ["May 2019"]
    assert fields(document, "echo")["published"] == ["1 March 2020 or later (inferred)", "inferred: It names that day."]
    assert fields(document, "shelf")["published"] == ["date unknown"]


def test_the_unused_stand_apart(quay: Store) -> None:
    *_, heading, card = sources(quay).blocks
    assert heading == Heading(say("Not used"))
    assert isinstance(card, Card)
    assert card.id == "shelf"
    assert lines(card.fields[-1]) == ["nothing"]


def test_only_what_was_published_counts(quay: Store) -> None:
    document = sources(KnownBy(quay, Date.parse("2019-12")))
    assert fields(document, "wire")["rests"] == [
        "1 person: Bo Lind (disputed)",
        "1 event: The quay opens",
        "1 assessment: Jo: It is fine",
    ]
    assert not [block for block in document.blocks if isinstance(block, Card) and block.id == "echo"]


def test_as_of_a_day_nothing_rests_on_a_source_that_came_later(dossier_of: Callable[[str], Store]) -> None:
    store = dossier_of("""
dossier: {title: The quay}
sources: {log: {title: The log, published: 2020}}
events:
  opened: {title: The quay opens, date: 2018, cite: log p. 1}
  closed: {title: The quay closes, date: 2019-05, cite: log p. 2}
""")
    assert fields(sources(store), "log")["rests"] == ["2 events: The quay opens; The quay closes"]
    assert fields(sources(AsOf(store, Date.parse("2018"))), "log")["rests"] == ["1 event: The quay opens"]
    assert fields(sources(AsOf(store, Date.parse("2019"))), "log")["rests"] == [
        "2 events: The quay opens; The quay closes"
    ]


def test_where_more_rests_on_a_source_than_is_named_the_rest_is_counted(dossier_of: Callable[[str], Store]) -> None:
    events = "".join(f"  e{number}: {{title: Day {number}, cite: log p. 1}}\n" for number in range(6))
    store = dossier_of(f"dossier: {{title: T}}\nsources: {{log: {{title: The log}}}}\nevents:\n{events}")
    found = fields(sources(store), "log")["rests"]
    assert found == ["6 events: Day 0; Day 1; Day 2; Day 3; Day 4; and 1 more"]


def test_json_is_csl(quay: Store) -> None:
    Draft202012Validator.check_schema(ITEM)
    found = items(quay)
    assert list(Draft202012Validator(ITEM).iter_errors(list(found.values()))) == []
    assert found["echo"] == {
        "id": "echo",
        "type": "document",
        "title": "An echo",
        "issued": {"literal": "1 March 2020 or later"},
        "accessed": {"date-parts": [[2024, 1, 15]]},
        "publisher": "Gull Press",
        "URL": "https://gull.example/echo",
        "language": "en",
        "annote": "Read in haste.",
        "custom": {
            "published": "2020-03-01/..",
            "derived_from": ["wire"],
            "inferred": {"published": "It names that day."},
            "rests": {"event": ["opened", "closed", "painted"]},
            "alone": {"event": ["painted"]},
        },
    }
    assert found["wire"]["author"] == [{"literal": "Jo Ferrier"}, {"literal": "The desk"}]
    assert found["wire"]["container-title"] == "The Gull"
    assert found["shelf"] == {"id": "shelf", "type": "document", "title": "Never read"}


@pytest.mark.parametrize("kind", get_args(SourceType))
def test_every_type_is_one_of_csl(kind: str, dossier_of: Callable[[str], Store]) -> None:
    store = dossier_of(f"dossier: {{title: One}}\nsources: {{one: {{title: One, type: {kind}}}}}\n")
    assert list(Draft202012Validator(ITEM).iter_errors(list(items(store).values()))) == []
    assert items(store)["one"]["type"] == ("document" if kind == "event" else kind)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2025", {"date-parts": [[2025]]}),
        ("2025-03", {"date-parts": [[2025, 3]]}),
        ("2025-03-XX", {"date-parts": [[2025, 3]]}),
        ("2025-XX-XX", {"date-parts": [[2025]]}),
        ("2025-03-24", {"date-parts": [[2025, 3, 24]]}),
        ("2025-03-24T10:00:00Z", {"date-parts": [[2025, 3, 24]]}),
        ("2018~", {"date-parts": [[2018]], "circa": True}),
        ("2018-05?", {"date-parts": [[2018, 5]], "circa": True}),
        ("2018-21", {"date-parts": [[2018]], "season": 1}),
        ("2018-24~", {"date-parts": [[2018]], "season": 4, "circa": True}),
        ("2018-34", {"date-parts": [[2018, 4], [2018, 6]]}),
        ("2018-40", {"date-parts": [[2018, 1], [2018, 6]]}),
        ("201X", {"date-parts": [[2010], [2019]]}),
        ("19XX", {"date-parts": [[1900], [1999]]}),
        ("2018/2020-02", {"date-parts": [[2018], [2020, 2]]}),
        ("2018-33/2018-34", {"date-parts": [[2018, 1], [2018, 6]]}),
        ("2018~/2020", {"date-parts": [[2018], [2020]], "circa": True}),
        ("2018/..", {"literal": "2018 or later"}),
        ("/2018-05", {"literal": "May 2018 or earlier"}),
        ("2018/2018", {"date-parts": [[2018]]}),
        ("2018-28", {"date-parts": [[2018]], "season": 4}),
        ("2018-29?", {"date-parts": [[2018]], "season": 1, "circa": True}),
        ("2018-21/2018-23", {"literal": "spring 2018 to autumn 2018"}),
        ("2018-05/2018-23", {"literal": "May 2018 to autumn 2018"}),
        ("2018-23/..", {"literal": "autumn 2018 or later"}),
        ("0001", {"date-parts": [[1]]}),
        ("0000", {"date-parts": [[-1]]}),
        ("-0043", {"date-parts": [[-44]]}),
        ("-0043-03-15", {"date-parts": [[-44, 3, 15]]}),
        ("-0043-21", {"date-parts": [[-44]], "season": 1}),
        ("-0099/-0050", {"date-parts": [[-100], [-51]]}),
        ("-0001/0001", {"date-parts": [[-2], [1]]}),
        ("Y-17000", {"date-parts": [[-17001]]}),
    ],
)
def test_dates_keep_their_precision(text: str, date: dict[str, Any]) -> None:
    assert csl_date(Date.parse(text)) == date


@pytest.mark.parametrize("text", ["2018-21/2018-23", "../..", "/..", "2018-21~/2019", "00XX", "-0043-24%", "Y17000?"])
def test_every_date_is_one_of_the_schema(text: str) -> None:
    validator = Draft202012Validator(ITEM["$defs"]["date"])
    assert list(validator.iter_errors(csl_date(Date.parse(text)))) == []


def test_what_json_has_no_place_for_is_said_beside_it(shipped: str, brief: Callable[..., Any]) -> None:
    done = brief("sources", "--json", "--known-by", "2020", "--dossier", shipped)
    assert [item["id"] for item in json.loads(done.stdout)] == ["dialogue-2019"]
    assert done.stderr == "brief: Known by 2020: uses only sources published by then.\n"


def test_a_remark_before_a_document_keeps_its_data() -> None:
    document = Document("sources", "", (), data=[{"id": "one"}]).preceded_by(Notice(cell("Mind this.")))
    assert document.data == [{"id": "one"}]


def test_what_has_no_name_is_called_by_its_words_and_an_opinion_by_its_holder_too(
    dossier_of: Callable[[str], Store],
) -> None:
    store = dossier_of("""
dossier: {title: T}
sources: {log: {title: The log}}
commitments:
  long: {text: Build a pier that is long enough for every boat of the harbour and its guests., cite: log p. 1}
  argued: {text: Paint it., cite: log p. 1, differs: [{field: text, value: Scrub it., cite: log p. 2}]}
assessments:
  fine: {text: It may well be fine., by: [Jo, a boatman], cite: log p. 3}
""")
    document = sources(store)
    found = fields(document, "log")["rests"]
    pier = "Build a pier that is long enough for every boat of the harbour and its guests"
    assert found[0] == f"2 commitments: {pier}; Paint it (disputed)"
    assert found[1] == "1 assessment: Jo, a boatman: It may well be fine"
    values = [line.value for block in document.blocks if isinstance(block, Card) for line in block.fields[-1].lines]
    assert {"kind": "commitment", "ids": ["long", "argued"]} in values


def test_a_selection_holds_the_most_used_and_says_so(shipped: str, brief: Callable[..., Any]) -> None:
    done = brief("sources", "--limit", "1", "-d", shipped)
    assert "Strengthen UN Peacekeeping Ties" in done.stdout and "Article on a proposed" not in done.stdout
    assert "1 of 2; all: brief sources\n" in done.stdout
    assert [item["id"] for item in json.loads(brief("sources", "--limit", "1", "--json", "-d", shipped).stdout)] == [
        "framework-2025"
    ]
    assert " of 2;" not in brief("sources", "-d", shipped).stdout


def test_a_short_page_counts_what_rests_on_a_source_and_keeps_what_is_disputed(
    dossier_of: Callable[[str], Store],
) -> None:
    store = dossier_of("""
dossier: {title: T}
sources:
  log:
    title: The log
    published: 2020
    differs: [{field: published, value: 2021, cite: letter p. 1}]
  letter: {title: A letter}
events:
  one: {title: First, cite: log p. 1}
  two: {title: Second, cite: log p. 2}
""")
    page = render(sources(store, full=False), Format.TEXT)
    assert "2 events" in page and "First" not in page
    assert "2020 or 2021≠" in page
    assert "First" in render(sources(store), Format.TEXT)


SHELF = """
dossier: {title: The shelf}
sources:
  news: {title: The news, author: R. Quill, publication: The Courier, published: 2024-05-16, reliability: C}
  bulletin:
    title: Bulletin of the Office of the Mediator between the northern and the southern shore, No. 7
    publisher: The Office
    published: 2026-10-12
  book: {title: The book, key: A, author: [E. Voss, P. Lund], published: 2021}
events:
  first: {title: First, date: 2001, cite: bulletin p. 1}
  second: {title: Second, date: 2002, cite: book p. 1}
  third: {title: Third, date: 2003, cite: news p. 1}
"""


def test_a_source_has_one_letter_on_every_page(dossier_of: Callable[[str], Store]) -> None:
    store = dossier_of(SHELF)
    for selection in (EventSelection(), EventSelection(since=Date.parse("2002")), EventSelection(limit=1)):
        page = timeline(store, selection, full=False)
        shown = {found.source: page.letter(found.source) for found in page.bibliography}
        assert shown.items() <= {"book": "A", "news": "B", "bulletin": "C"}.items()


def test_a_dossier_of_very_many_sources_letters_them_as_they_appear(dossier_of: Callable[[str], Store]) -> None:
    many = "".join(f"  s{number}: {{title: S}}\n" for number in range(101))
    page = timeline(dossier_of(SHELF.replace("events:", f"{many}events:")), EventSelection(), full=False)
    assert [page.letter(found.source) for found in page.bibliography] == ["B", "A", "C"]


def test_paper_names_a_source_whole_and_a_screen_its_title_and_date(
    dossier_of: Callable[[str], Store],
) -> None:
    page = timeline(dossier_of(SHELF), EventSelection(), full=False)
    whole = "Bulletin of the Office of the Mediator between the northern and the southern shore, No. 7"
    for format_ in (Format.MARKDOWN, Format.HTML):
        printed = render(page, format_)
        assert f"{whole}, The Office, 12 Oct 2026" in printed
        assert "R. Quill, The news, The Courier, 16 May 2024, fairly reliable" in printed
        assert "E. Voss, P. Lund, The book, 2021" in printed
    for screen in (render(page, Format.TEXT), terminal.render(page, 80), terminal.render(page, 120)):
        assert "C  Bulletin of the Office of the Mediator…, 12 Oct 2026\n" in screen


@pytest.mark.parametrize("full", [False, True])
def test_each_source_has_the_letter_that_the_pages_cite(full: bool, dossier_of: Callable[[str], Store]) -> None:
    store = dossier_of(QUAY.replace("title: The wire", "title: The wire, key: W"))
    cards = [block for block in sources(store, full=full).blocks if isinstance(block, Card)]
    told = {card.id: [field.lines[0].text for field in card.fields if field.key == "key"] for card in cards}
    assert told == {"letter": ["A"], "wire": ["W"], "echo": ["B"], "shelf": ["C"]}
    page = timeline(store, EventSelection(), full=full)
    assert {found.source: [page.letter(found.source)] for found in page.bibliography}.items() <= told.items()


def test_a_dossier_of_many_sources_has_only_the_letters_that_it_chose(dossier_of: Callable[[str], Store]) -> None:
    many = "".join(f"  s{at}: {{title: Paper {at}}}\n" for at in range(101))
    store = dossier_of(f"dossier: {{title: Many}}\nsources:\n  wire: {{title: The wire, key: W}}\n{many}")
    cards = [block for block in sources(store).blocks if isinstance(block, Card)]
    letters = [line.text for card in cards for field in card.fields if field.key == "key" for line in field.lines]
    assert letters == ["W"]


def test_a_page_grades_a_source_in_words_because_a_letter_is_a_reference(dossier_of: Callable[[str], Store]) -> None:
    pages = [timeline(dossier_of(SHELF), EventSelection(), full=full) for full in (False, True)]
    for page in pages:
        for format_ in (Format.MARKDOWN, Format.HTML):
            printed = render(page, format_)
            assert "fairly reliable" in printed
            assert "(C)" not in printed
    assert "(C)" not in render(pages[0], Format.TEXT)
    for format_ in (Format.TEXT, Format.JSON, Format.CSV):
        assert "fairly reliable (C)" in render(pages[1], format_)
