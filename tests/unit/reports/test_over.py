"""Posts and agreements that are over are printed as such everywhere; and posts are found by their titles."""

from collections.abc import Callable

import pytest

from brief.document import Card, Document, Paragraph, Table, cells
from brief.dossier.as_of import AsOf
from brief.model.dates import Date
from brief.model.user_error import UserError
from brief.reports.gap_finders import Gaps
from brief.reports.gaps import gaps
from brief.reports.graph import GraphSelection, graph
from brief.reports.meeting import Meeting, meeting
from brief.reports.memo import Memo, memo
from brief.reports.search import Search, search
from brief.reports.show import show
from brief.reports.who import who
from brief.stores.query import Store

DAY = Date.parse("2026-03-24")
PORT = """
dossier: {title: The port, stale_after_months: 24}
sources:
  gazette: {title: Gazette, published: 2026-01}
organizations:
  office: {name: Port Office, cite: gazette p. 1}
people:
  ada: {name: Ada Past, roles: [{title: Pilot, org: office, from: 2001, to: 2005, cite: gazette p. 2}]}
  bo: {name: Bo Faded, roles: [{title: Warden of Port, org: office, seen: 2014, cite: gazette p. 2}]}
  cy: {name: Cy Null, roles: [{title: Warden, org: office, seen: 2026-01, cite: gazette p. 2}]}
  di:
    name: Ragnhild Dahl
    second_reference: Minister Null
    roles: [{title: Ambassador to Norway, org: office, seen: 2026-01, cite: gazette p. 2}]
  ed: {name: Ed Ambassadorson, second_reference: The Old Man, cite: gazette p. 2}
agreements:
  pact: {title: The pact, parties: [office], period: 2010/2020, cite: gazette p. 3}
  deal: {title: The deal, parties: [office], period: 2020/2030, cite: gazette p. 3}
  rules: {title: The rules, parties: [office], period: 2001/2002, summary: How ships moor., cite: gazette p. 3}
programs:
  course: {name: The course, period: 2011, cite: gazette p. 3}
"""


@pytest.fixture
def port(dossier_of: Callable[[str], Store]) -> Store:
    return dossier_of(PORT)


def printed(document: Document) -> str:
    return "\n".join(found.text for found in cells(document.blocks))


PAST = ["2001 to 2005", "last seen in post 2014"]
"""The dates say that a post is over, or how long it was not confirmed; no other word does."""


def test_a_search_says_that_posts_are_past(port: Store) -> None:
    words = printed(search(port, Search("Port Office", today=DAY))).replace("«", "").replace("»", "")
    assert all(post in words for post in PAST)
    assert "formerly" not in words


def test_a_graph_says_that_posts_are_past(port: Store) -> None:
    words = printed(graph(port, GraphSelection(today=DAY)))
    assert all(post in words for post in PAST)
    assert "formerly" not in words


def test_gaps_say_that_posts_are_past(port: Store) -> None:
    words = printed(gaps(port, Gaps(DAY)))
    assert words.count("Bo Faded: Warden of Port; Port Office; last seen in post 2014") == words.count("Bo Faded") > 0
    assert "Cy Null: Warden; Port Office; in post in January 2026" in words
    assert "formerly" not in words


@pytest.mark.parametrize(("id_", "ended"), [("pact", "2020"), ("course", "2011"), ("rules", "2002")])
def test_what_has_ended_says_so_at_once(port: Store, id_: str, ended: str) -> None:
    (line,) = [block for block in memo(port, Memo(DAY, id_)).blocks if isinstance(block, Paragraph)]
    assert f"ended {ended}" in " ".join(found.text for found in line.cells)
    (card,) = [block for block in show(port, id_, today=DAY).blocks if isinstance(block, Card)]
    assert [(part.label, part.lines[0].text) for part in card.fields][2] == ("State", f"ended {ended}")
    assert f"ended {ended}" in printed(search(port, Search(id_, today=DAY)))


def test_before_it_ended_nothing_says_so(port: Store) -> None:
    earlier = AsOf(port, Date.parse("2001-06"))
    assert "ended" not in printed(show(earlier, "rules")) + printed(search(earlier, Search("rules")))


def test_what_has_not_ended_does_not_say_so(port: Store) -> None:
    papers = (memo(port, Memo(DAY, "deal")), show(port, "deal", today=DAY), search(port, Search("deal", today=DAY)))
    assert not any("ended" in printed(paper) for paper in papers)


def listed(document: Document) -> list[str]:
    return [row.id for block in document.blocks if isinstance(block, Table) for row in block.rows]


def test_a_post_is_found_by_the_words_that_its_title_begins_with(port: Store) -> None:
    assert who(port, "ambassador", DAY).title == "Ragnhild Dahl"
    assert listed(who(port, "Warden", DAY)) == ["cy", "bo"]
    assert who(port, "Ambassador to Norway", DAY).title == "Ragnhild Dahl"
    for words in ("Norway", "Ambassador to Nor", "of Port"):
        with pytest.raises(UserError):
            who(port, words, DAY)


def test_a_meeting_with_a_post_names_who_holds_it(port: Store) -> None:
    with pytest.raises(UserError) as failure:
        meeting(port, Meeting(("Warden",), DAY))
    assert failure.value.hint == "these hold or held a post with this title: bo (Bo Faded), cy (Cy Null)"


def test_a_short_form_is_a_name_that_others_may_share(port: Store) -> None:
    assert who(port, "the old man", DAY).title == "Ed Ambassadorson"
    assert listed(who(port, "Minister Null", DAY)) == ["cy", "di"]
    for words in ("Minister", "The Old", "Min. N."):  # parts of it are not
        with pytest.raises(UserError):
            who(port, words, DAY)
