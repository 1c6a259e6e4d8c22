"""A one-pager is short, and still has the commitments, disputes and open questions."""

import re
from collections.abc import Callable, Iterator
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest

import brief
from brief.document import Card, Content, Heading, Listing, Table
from brief.model.dates import Date
from brief.model.sections import Section
from brief.reports.memo import Memo, memo
from brief.reports.memo_sections import _SECTIONS as SECTIONS_BY_NAME
from brief.reports.one_page import ONE_PAGE, TWO_PAGES, number_of_words
from brief.reports.related import Scope
from brief.stores.query import Store

Make = Callable[[Scope, Section], Iterator[Content]]

ROOT = Path(__file__).parents[3]
SHIPPED = ROOT / "data" / "vietnam-canada"
BEACONS = ROOT / "tests" / "fixtures" / "beacons"


@pytest.mark.parametrize(
    ("root", "subject"),
    [
        (SHIPPED, None),
        (SHIPPED, "framework-2025-2026"),
        (SHIPPED, "canada"),
        (BEACONS, None),
        (BEACONS, "beacon-accord"),
        (ROOT / "data" / "starter", None),
    ],
)
def test_a_one_pager_has_at_most_380_words_references_included(root: Path, subject: str | None) -> None:
    with brief.open(root, full=False, today="2026-03-24") as dossier:
        page = brief.memo(dossier, subject, layout="one-pager")
    assert len(brief.render(page).split()) <= ONE_PAGE.most_words == 380
    assert number_of_words(page) >= len(brief.render(page).split())


def test_a_one_pager_holds_five_states_five_promises_three_differences_and_five_questions() -> None:
    with brief.open(SHIPPED, full=False, today="2026-03-24") as dossier:
        page = brief.memo(dossier, layout="one-pager")
    lists = {block.name: len(block.items) for block in page.blocks if isinstance(block, Listing)}
    tables = {block.name: len(block.rows) for block in page.blocks if isinstance(block, Table)}
    assert tables["commitments"] == 5
    assert lists["differences"] >= 3
    assert lists["questions"] == 5
    assert tables["status"] == 5
    assert tables["people"] == 3  # all who are in post
    assert "5 of 14" in brief.render(page)


def test_as_data_a_one_pager_holds_everything() -> None:
    with brief.open(SHIPPED, today="2026-03-24") as dossier:
        whole = brief.memo(dossier, layout="one-pager")
        counts = {kind: len(list(dossier.ids(kind))) for kind in ("commitment", "person", "question")}
    tables = {block.name: block for block in whole.blocks if isinstance(block, Table)}
    lists = {block.name: block for block in whole.blocks if isinstance(block, Listing)}
    assert len(tables["commitments"].rows) == counts["commitment"]
    assert len(lists["people"].items) == counts["person"]
    assert len(lists["questions"].items) == counts["question"] - 1  # one has an answer
    assert "24 Mar 2025" in tables["commitments"].rows[0].cells[2].text


def test_a_memo_is_cut_no_further_than_two_pages_take() -> None:
    with brief.open(SHIPPED, full=False, today="2026-03-24") as dossier:
        page = brief.memo(dossier)
    first = [*takewhile(lambda block: not (isinstance(block, Heading) and block.is_annex), page.blocks)]
    lists = {block.name: len(block.items) for block in first if isinstance(block, Listing)}
    tables = {block.name: len(block.rows) for block in first if isinstance(block, Table)}
    sides = [len(field.lines) for block in first if isinstance(block, Card) for field in block.fields]
    assert number_of_words(page) <= TWO_PAGES.most_words
    assert (tables, lists["people"], lists["differences"]) == ({"status": 8, "commitments": 5}, 5, 3)
    assert lists["questions"] == 10
    assert sides and max(sides) == 3
    annexed = [block.text for block in page.blocks if isinstance(block, Heading) and block.is_annex]
    assert annexed == [
        "Annex: all agreements and programs",
        "Annex: timeline",
        "Annex: all commitments",
        "Annex: all opinions",
        "Annex: all open questions",
    ]


@pytest.mark.parametrize("subject", [None, "framework-2025-2026"])
def test_a_memo_makes_each_section_once_however_often_it_is_cut(
    subject: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("brief.reports.memo.TWO_PAGES", TWO_PAGES._replace(most_words=400))
    made: list[Section] = []
    for name, make in SECTIONS_BY_NAME.items():

        def noted(scope: Scope, section: Section, make: Make = make) -> Iterator[Content]:
            made.append(section)
            return make(scope, section)

        monkeypatch.setitem(SECTIONS_BY_NAME, name, noted)
    with brief.open(SHIPPED, full=False, today="2026-03-24") as dossier:
        brief.memo(dossier, subject)
    assert len([section for section in made if section.name == "status" and not section.is_annex]) > 1  # it is cut
    assert len(made) == len(set(made))
    annexes = [section.name for section in made if section.is_annex]
    assert len(annexes) == len(set(annexes))


def test_a_list_that_is_cut_to_fit_has_an_annex_with_all_of_it(dossier_of: Callable[[str], Store]) -> None:
    asked = "".join(f"  q{number}: {{text: {'Who is it ' * 40}{number}?, cite: log p. 1}}\n" for number in range(9))
    text = "dossier: {title: D}\nsources: {log: {title: The log}}\nquestions:\n"
    stores = (dossier_of(text + asked), dossier_of(text + asked.replace("is it ", "")))
    day = Date.parse("2026-01-01")
    found = []
    for held in stores:
        blocks = memo(held, Memo(day), full=False).blocks
        found.append([len(block.items) for block in blocks if isinstance(block, Listing) and block.name == "questions"])
    assert found == [[5, 9], [9]]


PACT = "The arrangement number {n} between the coast guards of both shores on lamps, horns, buoys and all their costs"


def test_titles_are_cut_at_a_word_before_a_list_is_and_questions_never(dossier_of: Callable[[str], Store]) -> None:
    pacts = "".join(f"  a{n}: {{title: '{PACT.format(n=n)}', in_force: 2020, cite: log p. 1}}\n" for n in range(5))
    owed = "".join(f"  c{n}: {{text: '{PACT.format(n=n)}', cite: log p. 1}}\n" for n in range(5))
    asked = "".join(f"  q{n}: {{text: '{PACT.format(n=n)} once more?', cite: log p. 1}}\n" for n in range(5))
    head = "dossier: {title: D}\nsources: {log: {title: The log}}\n"
    store = dossier_of(f"{head}agreements:\n{pacts}commitments:\n{owed}questions:\n{asked}")
    page = memo(store, Memo(Date.parse("2026-01-01"), layout="one-pager"), full=False)
    tables = {block.name: block for block in page.blocks if isinstance(block, Table)}
    titles = [row.cells[at].text for name, at in (("status", 1), ("commitments", 0)) for row in tables[name].rows]
    cut = "The arrangement number {n} between the coast guards of both shores on lamps, horns, buoys…"
    assert sorted(titles) == sorted(cut.format(n=n) for n in range(5) for _ in "ab")
    (questions,) = (block for block in page.blocks if isinstance(block, Listing) and block.name == "questions")
    assert [item.text.endswith("once more?") for item in questions.items] == [True] * 5
    assert (number_of_words(page) <= ONE_PAGE.most_words, page.one_page) == (True, True)


def test_an_annex_has_whole_titles(long: str) -> None:
    with brief.open(long, full=False, today="2026-06-01") as dossier:
        for page in (brief.memo(dossier), brief.meeting(dossier, "p1")):
            assert number_of_words(page) <= TWO_PAGES.most_words
            paper, _, annexes = brief.render(page).partition("\nANNEX: ")
            whole = "on the arrangements between the cooperatives and the coast guards of both shores"
            assert re.search("Protocol 17 on .*…", paper)
            assert f"Protocol 7 {whole}" in annexes
            assert not re.search("Protocol 7 on .*…", annexes)


@pytest.mark.parametrize("ending", ["docx", "html"])
def test_a_paper_with_more_words_than_a_page_says_so_in_a_format_without_pages(
    long: str, shipped: str, ending: str, brief: Callable[..., Any]
) -> None:
    said = [
        "may take more" in brief("memo", "--layout", "one-pager", "-d", dossier, "-o", f"{at}.{ending}").stderr
        for at, dossier in enumerate((long, shipped))
    ]
    assert said == [True, False]
