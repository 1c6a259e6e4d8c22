"""Rival values are printed for people: ids as names, dates in words, each once."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from brief.document import Cell, Differences, Document, Heading, Listing, Mark, Sign, cell, cells, quoted
from brief.document.blocks import Content
from brief.dossier.as_of import AsOf
from brief.locale import say
from brief.model.dates import Date
from brief.renderers import text
from brief.reports.conflicts import conflicts
from brief.reports.gap_finders import Gaps
from brief.reports.gaps import gaps
from brief.reports.memo import Memo, memo
from brief.reports.search import Search, search
from brief.reports.show import show
from brief.stores.query import Store

FERRY = """
dossier: {title: The ferry}
sources:
  log: {title: The log}
  letter: {title: A letter}
organizations:
  pilots: {name: Guild of Pilots, cite: log p. 1}
  wardens: {name: Board of Wardens, cite: log p. 1}
agreements:
  lease:
    title: The lease
    parties: [pilots]
    cite: log p. 2
    differs:
    - {field: parties, value: wardens, cite: letter p. 1}
    - {field: period, value: 2019/2021, cite: letter p. 2}
questions:
  who-pays:
    text: Who pays?
    about: [pilots]
    answer: The guild.
    cite: log p. 3
    differs:
    - {field: text, value: Who is paid?, cite: letter p. 3}
"""
DAY = Date.parse("2024-01-01")


@pytest.fixture
def ferry(dossier_of: Callable[[str], Store]) -> Store:
    return dossier_of(FERRY)


def told(document: Document) -> str:
    return "\n".join(found.text for found in cells(document.blocks))


@pytest.mark.parametrize("report", [conflicts, lambda held: memo(held, Memo(DAY)), lambda held: show(held, "lease")])
def test_an_id_that_is_said_instead_stands_as_a_name(ferry: Store, report: Callable[[Store], Document]) -> None:
    words = told(report(ferry))
    assert "Board of Wardens" in words
    assert "wardens" not in words


def test_a_field_is_a_date_by_its_type(ferry: Store) -> None:
    assert "also 2019 to 2021" in told(show(ferry, "lease"))


def test_a_disputed_question_is_told_once(ferry: Store) -> None:
    for document in (show(ferry, "pilots"), gaps(ferry, Gaps(DAY))):
        assert told(document).count("Who is paid?") == 1


PIER = """
dossier: {title: The pier}
sources:
  survey: {title: The survey}
assessments:
  safe:
    text: The pier is safe.
    by: the surveyor
    cite: survey p. 1
    differs:
    - {field: text, value: "To divers, the pier is not safe", cite: survey p. 4}
    - {field: text, value: The pier was mended twice, cite: survey p. 5, inferred: The bills.}
"""


def test_what_is_said_against_an_opinion_is_not_its_holders(dossier_of: Callable[[str], Store]) -> None:
    pier = dossier_of(PIER)
    for layout in ("full", "one-pager"):
        printed = told(memo(pier, Memo(DAY, "safe", layout)))
        assert "To divers, the pier is not safe" in printed
        assert "The pier is safe (the surveyor); or: To divers" in printed
        assert "The surveyor: The pier is safe; or: " not in printed
    assert "text disputed: according to survey p. 4: To divers" in told(show(pier, "safe"))
    assert "; or, according to survey p. 4" in told(search(pier, Search("pier safe")))
    assert "The pier was mended twice (inferred)" in told(conflicts(pier))
    short = text.render(conflicts(pier, full=False))
    assert "Opinion: The pier is safe\n  Used here:  The pier is safe (the surveyor)" in short
    assert "Or:         To divers, the pier is not safe" in short


def test_likelihood_and_confidence_are_graded_in_sentences_of_their_own(dossier_of: Callable[[str], Store]) -> None:
    graded = "    likelihood: likely\n    confidence: low\n    cite: survey p. 1\n    differs:\n"
    rivals = "".join(
        f"    - {{field: {field}, value: {value}, cite: survey p. 2}}\n"
        for field, value in (("likelihood", "unlikely"), ("confidence", "high"))
    )
    pier = dossier_of(PIER.replace("    cite: survey p. 1\n    differs:\n", graded + rivals))
    sentences = "Likelihood: likely or unlikely (disputed). Confidence: low or high (disputed)."
    for document in (memo(pier, Memo(DAY, "safe")), search(pier, Search("pier safe"))):
        assert sentences in told(document)


def test_each_line_on_a_source_with_a_disputed_title_has_both(dossier_of: Callable[[str], Store]) -> None:
    disputed = "letter: {title: A letter, cite: log p. 1, differs: [{field: title, value: The letter, cite: log p. 2}]}"
    held = dossier_of(FERRY.replace("letter: {title: A letter}", disputed))
    found = {found.source: (found.text, found.short) for found in conflicts(held).references}
    for line in found["letter"]:
        assert "A letter" in line
        assert "The letter" in line


def disputed(*versions: str) -> Cell:
    told = tuple(cell(quoted(version)) for version in versions)
    return told[0].followed(Mark(Sign.DISPUTED, versions=told))


def test_the_differences_of_an_annex_stand_under_a_heading_of_their_own() -> None:
    blocks: list[Content] = [
        Listing("paper", (disputed("two lamps", "three lamps"),)),
        Differences(say("Where the sources differ")),
    ]
    annex: list[Content] = [Heading(say("Annex"), is_annex=True), Listing("annex", (disputed("a pier", "a ford"),))]
    page = text.render(Document("memo", "", [*blocks, *annex], full=False))
    paper, rest = page.split("OTHER POINTS ON WHICH THE SOURCES DIFFER")
    assert "WHERE THE SOURCES DIFFER  1 of 2, the rest at the end\n- two lamps; or: three lamps" in paper
    assert rest.split("\n\n")[0].strip() == "- a pier; or: a ford"


@pytest.mark.parametrize(("most", "left"), [(2, 0), (1, 1)])
def test_the_differences_of_an_annex_fill_the_room_that_is_left(most: int, left: int) -> None:
    blocks: list[Content] = [
        Listing("paper", (disputed("two lamps", "three lamps"),)),
        Differences(say("Do not state as fact"), most=most, is_capped=True),
        Heading(say("Annex"), is_annex=True),
        Listing("annex", (disputed("a pier", "a ford"),)),
    ]
    assert len(Document("meeting", "", blocks, full=False).differences) == left


def test_versions_are_in_quotation_marks_unless_they_are_dates(dossier_of: Callable[[str], Store]) -> None:
    """What a pledge says is not an order to the reader, and no version reads as our own words."""
    store = dossier_of(
        "dossier: {title: T}\nsources: {log: {title: The log}}\n"
        "commitments: {lamp: {text: Lend a lamp, due: 2025, cite: log p. 1, differs: ["
        "{value: Sell a lamp, cite: log p. 2}, {field: due, value: 2026, cite: log p. 3}]}}\n"
    )
    page = text.render(memo(store, Memo(DAY), full=False))
    assert "- Commitment: Lend a lamp A p. 1; or: Sell a lamp A p. 2\n" in page
    assert "- Lend a lamp, due: 2025 A p. 1; or: 2026 A p. 3\n" in page


@pytest.mark.parametrize("field", ["also.0", "languages.0", "memberships.0", "names.0", "roles.0"])
def test_an_item_of_any_list_may_be_disputed_in_the_view_of_a_day(
    dossier_of: Callable[[str], Store], field: str
) -> None:
    ada = (
        "{name: Ada Orr, also: [A. Orr], languages: [Danish], memberships: [{org: pilots}], names: [{name: Ada}],"
        " roles: [{title: Pilot}], cite: log p. 1,"
        f" differs: [{{field: {field}, value: Quite another, cite: letter p. 1}}]}}"
    )
    view = AsOf(dossier_of(f"{FERRY}people: {{ada: {ada}}}"), DAY)
    assert "Quite another" in told(show(view, "ada"))
    assert "Ada Orr" in told(memo(view, Memo(DAY, "ada")))


NESTED = """
dossier: {title: T}
sources: {log: {title: Log, key: L}, wire: {title: Wire, key: W}}
organizations: {us: {name: Us, cite: log 1}}
people:
  ada:
    name: Ada Moor
    cite: log 1
    roles:
    - {title: Envoy, org: us, from: 2020, cite: log 2}
    - {title: Clerk, org: us, from: 2018, to: 2019, cite: log 3}
    differs: [{field: roles, value: Never in office, cite: wire 4}, {field: roles.0.from, value: "2021", cite: wire 5}]
commitments:
  pay:
    text: Pay up
    by: us
    cite: log 5
    log: [{date: 2024-05, status: done, cite: log 6}]
    differs: [{field: log.0, value: Nothing came, cite: wire 9}, {field: log, value: No word, cite: wire 10}]
"""


@pytest.mark.parametrize("words", ["who ada", "memo ada", "who", "meeting --with ada", "commitments", "conflicts"])
def test_a_rival_of_all_parts_is_told_once_against_all_of_them(
    brief: Callable[..., Any], tmp_path: Path, words: str
) -> None:
    (tmp_path / "dossier.yaml").write_text(NESTED, encoding="utf-8")
    page = brief(*words.split()).stdout
    told = "No word" if words == "commitments" else "Never in office"
    assert page.count(told) == 1
    if words not in ("commitments", "conflicts"):
        whole = "roles: Envoy; org: Us; since 2020 L2 or 2021; Clerk; org: Us; beginning: 2018; end: 2019 L3"
        assert f"≠ Ada Moor, {whole}; or: Never in office W4" in page


def test_two_disputes_of_one_value_have_one_sign(brief: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "dossier.yaml").write_text(NESTED, encoding="utf-8")
    page = brief("commitments").stdout
    assert "done, May 2024≠" in page
    assert "≠≠" not in page
    assert "- Pay up, log: done; date: May 2024 L6; or: Nothing came W9" in page
    assert "- Pay up, log: done; date: May 2024 L6; or: No word W10" in page


def test_a_list_of_parts_has_the_citations_of_its_parts(brief: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "dossier.yaml").write_text(NESTED, encoding="utf-8")
    shown = brief("conflicts", "-v").stdout
    assert (
        "Envoy; org: Us; since 2020 [L 2] or 2021 (disputed) [W 5]; Clerk; org: Us; beginning: 2018; end: 2019 [L 3]"
        in shown
    )
    trail = brief("why", "ada.roles").stdout
    assert [line for line in trail.splitlines() if line.startswith(("log", "wire"))] == [
        "log 2 [L 2]",
        "log 3 [L 3]",
        "wire 4 [W 4]",
        "wire 5 [W 5]",
    ]
