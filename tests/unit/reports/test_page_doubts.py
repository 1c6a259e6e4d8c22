"""What is doubtful is said in the title of a page, and a full page says what each inferred value is inferred from."""

from collections.abc import Callable
from pathlib import Path

import pytest

from brief.document import Document, Heading, Listing, Mark, Sign, cells
from brief.model.dates import Date
from brief.model.sentences import without_full_stop
from brief.provenance import FileTrail
from brief.reports.gap_finders import Gaps
from brief.reports.gaps import gaps
from brief.reports.graph import GraphSelection, graph
from brief.reports.meeting import Meeting, meeting
from brief.reports.memo import Memo, memo
from brief.reports.overview import overview
from brief.reports.search import Search, search
from brief.reports.show import show
from brief.reports.source_text import source_text
from brief.reports.timeline import EventSelection, timeline
from brief.reports.who import who
from brief.stores.query import Store

DAY = Date.parse("2026-01-01")
DOSSIER = """
dossier: {title: The pier, parties: [orm, vey], our_side: orm}
sources: {log: {title: The log, published: 2026}}
organizations:
  orm: {name: Orm, kind: country, cite: log 1}
  vey: {name: Vey, kind: country, cite: log 2}
people:
  ada:
    name: Ada
    cite: log 3
    differs: [{field: name, value: Ida, cite: log 4}]
    roles: [{title: Pilot, org: vey, seen: 2025-12, inferred: A plate on a door., cite: log 5}]
  bo: {name: Bo, cite: log 6, roles: [{title: Clerk, org: vey, seen: 2025-12, cite: log 7}]}
events:
  fair:
    title: Fair
    date: 2025-03
    who: {ada: host}
    cite: log 8
    inferred: {title: A drawing., date: The weather of that month.}
agreements:
  pact: {title: Pact, kind: treaty, parties: [orm, vey], in_force: 2025-05, cite: log 9,
    inferred: {in_force: The letter counts from it.}, differs: [{field: kind, value: note, cite: log 10},
    {field: title, value: Plan, cite: log 11}]}
commitments:
  pay: {text: Pay, by: vey, for: orm, due: 2025-06, cite: log 12, inferred: {due: A habit.},
    log: [{date: 2025-04, status: delayed, cite: log 13, inferred: The tone.}]}
"""
Page = Callable[[Store], Document]
TITLED: tuple[tuple[str, Page], ...] = (
    ("Ada (name disputed)", lambda store: who(store, "ada", DAY)),
    ("Ada (name disputed)", lambda store: memo(store, Memo(DAY, "ada", layout="bio-note"))),
    ("Ada (name disputed)", lambda store: graph(store, GraphSelection("ada"))),
    ("Ada (name disputed)", lambda store: show(store, "ada")),
    ("Meeting with Ada (name disputed) and Bo", lambda store: meeting(store, Meeting(("ada", "bo"), DAY))),
    ("Fair (title inferred)", lambda store: memo(store, Memo(DAY, "fair"))),
    ("Pact (title disputed)", lambda store: memo(store, Memo(DAY, "pact"), full=False)),
    ("Bo", lambda store: who(store, "bo", DAY, full=False)),
)
PAGES: dict[str, Page] = {
    "memo": lambda store: memo(store, Memo(DAY)),
    "memo on a person": lambda store: memo(store, Memo(DAY, "ada")),
    "meeting": lambda store: meeting(store, Meeting(("ada",), DAY)),
    "who": lambda store: who(store, "ada", DAY),
    "gaps": lambda store: gaps(store, Gaps(DAY)),
    "graph": lambda store: graph(store, GraphSelection()),
    "timeline": lambda store: timeline(store, EventSelection()),
    "search": lambda store: search(store, Search("fair")),
    "show": lambda store: show(store, "vey"),
}


@pytest.fixture
def pier(dossier_of: Callable[[str], Store]) -> Store:
    return dossier_of(DOSSIER)


@pytest.mark.parametrize(("title", "page"), TITLED)
def test_the_title_of_a_page_says_that_a_name_is_doubtful(pier: Store, title: str, page: Page) -> None:
    assert page(pier).title == title


def test_the_heading_over_a_person_says_that_the_name_is_disputed(pier: Store) -> None:
    found = memo(pier, Memo(DAY, layout="bio-note")).blocks
    assert [block.text for block in found if isinstance(block, Heading) and "Ada" in block.text] == [
        "Ada (name disputed)"
    ]


@pytest.mark.parametrize("name", PAGES)
def test_a_full_page_says_once_what_each_inferred_value_is_inferred_from(pier: Store, name: str) -> None:
    found = [*cells(PAGES[name](pier).blocks)]
    reasons = {mark.reason for each in found for mark in marks(each.flat) if mark.sign is Sign.INFERRED and mark.reason}
    assert reasons
    text = "\n".join(each.text for each in found)
    assert {reason: text.count(without_full_stop(reason)) for reason in reasons} == dict.fromkeys(reasons, 1)


def test_two_records_with_one_reason_both_have_it(dossier_of: Callable[[str], Store]) -> None:
    view = "  view: {text: The pier leaks, by: ada, about: pact, date: 2025-12, cite: log 14, inferred: {date: REASON}}"
    store = dossier_of(f"{DOSSIER}assessments:\n{view.replace('REASON', 'A plate on a door.')}\n")
    lines = [each.text for each in cells(who(store, "ada", DAY).blocks) if "A plate on a door" in each.text]
    assert len(lines) == 2 and lines[1] == "The pier leaks, date: A plate on a door."


def test_a_reason_follows_the_part_that_it_is_about(pier: Store, dossier_of: Callable[[str], Store]) -> None:
    guess = "differs: [{field: text, value: Sink, inferred: A crack.}], about: pact, cite: log 14"
    more = DOSSIER.replace("title: Pilot", "title: Cook, org: vey, to: 2020}, {title: Pilot")
    store = dossier_of(f"{more}assessments: {{view: {{text: Rot, {guess}}}}}")
    assert reasons_on(memo(pier, Memo(DAY))) >= {"Ada, post: A plate on a door.", "Pay, April 2025: The tone."}
    assert reasons_on(memo(store, Memo(DAY))) >= {"Ada, Pilot: A plate on a door.", "Rot, rival value: A crack."}


def reasons_on(page: Document) -> set[str]:
    lists = (block for block in page.blocks if isinstance(block, Listing) and block.name == "inferences")
    return {each.text for block in lists for each in block.items}


@pytest.mark.parametrize("name", PAGES)
def test_a_full_page_marks_no_value_as_disputed_without_its_rivals(pier: Store, name: str) -> None:
    found = [mark for each in cells(PAGES[name](pier).blocks) for mark in each.marks if mark.versions]
    assert [mark for mark in found if not mark.rivals and not mark.is_of_rivals] == []


def marks(spans: tuple[object, ...]) -> list[Mark]:
    return [span for span in spans if isinstance(span, Mark)]


def test_a_short_page_has_only_the_signs_of_what_is_inferred(pier: Store) -> None:
    page = memo(pier, Memo(DAY), full=False)
    assert Sign.INFERRED in page.signs
    assert "A plate on a door" not in "\n".join(each.text for each in page.printed)


FERRIES = """
dossier: {title: Ferries}
sources:
  paper: {title: The paper, published: 2024-06}
  log:
    title: The log
    author: [R. Quill]
    published: 2020
    text: dossier.yaml
    differs:
    - {field: title, value: The other log, cite: paper p. 1}
    - {field: published, value: "2021", cite: paper p. 1}
    - {field: author, value: B. Osk, cite: paper p. 1}
people:
  ada:
    name: Ada Moor
    also: [Ada More]
    roles: [{title: Head Keeper, from: 2024, seen: 2024-06, cite: log p. 1}]
    cite: log p. 1
    differs: [{field: name, value: Ada Muir, cite: paper p. 2}, {field: also.0, value: A. More, cite: paper p. 3}]
events:
  sale:
    title: The ferry is sold
    date: 2022-05
    status: cancelled
    cite: log p. 3
    inferred: {status: The list lacks it.}
  visit:
    title: A visit
    date: 2024-05
    who: {ada: host}
    cite: paper p. 4
    inferred: {who.ada: The host is in a picture.}
    differs: [{field: date, value: "2024-04", cite: log p. 5}]
"""


@pytest.mark.parametrize(
    ("words", "page"),
    [
        ("newest event May 2024 or Apr 2024 (disputed)", lambda store: overview(store, DAY)),
        ("showing Ada Moor (name disputed)", lambda store: who(store, "head keeper", Date.parse("2024-07"))),
        ("Also written Ada More or A. More (disputed).", lambda store: who(store, "ada", DAY, full=False)),
        ("who: host (inferred)", lambda store: show(store, "ada")),
        ("status: cancelled (inferred)", lambda store: timeline(store, EventSelection())),
    ],
)
def test_words_around_the_lines_of_a_page_are_marked_as_the_lines_are(
    dossier_of: Callable[[str], Store], words: str, page: Page
) -> None:
    found = page(dossier_of(FERRIES))
    lines = (found.title, found.subtitle, *(each.text for each in cells(found.blocks)))
    assert any(words in line for line in lines), [*lines]


def test_a_source_is_read_below_its_title_and_date_with_their_doubts(
    dossier_of: Callable[[str], Store], tmp_path: Path
) -> None:
    (tmp_path / "dossier.yaml").write_text(FERRIES, encoding="utf-8")
    store = dossier_of(FERRIES)
    found = source_text(store, "log", (), FileTrail(tmp_path, store, {}))
    assert found.title == "The log (title disputed)"
    assert found.subtitle.startswith("R. Quill; or: B. Osk (disputed) · 2020 or 2021 (disputed) · ")
