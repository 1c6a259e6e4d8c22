"""The view as of a day has nothing that was certainly said or done later."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from brief.document import Document, cells
from brief.dossier.as_of import AsOf
from brief.dossier.known import known_by
from brief.dossier.protocol import Dossier
from brief.model.commitments import Commitment
from brief.model.dates import Answer, Date
from brief.model.user_error import UserError
from brief.renderers.json import render
from brief.reports.commitments import CommitmentSelection, commitments
from brief.reports.conflicts import conflicts
from brief.reports.gap_finders import Gaps
from brief.reports.gaps import gaps
from brief.reports.graph import GraphSelection, graph
from brief.reports.meeting import Meeting, meeting
from brief.reports.memo import Memo, memo
from brief.reports.overview import overview
from brief.reports.people import everyone
from brief.reports.search import Search, search
from brief.reports.show import show
from brief.reports.sources import sources
from brief.reports.timeline import EventSelection, timeline
from brief.reports.who import who
from brief.stores.query import Store

HARBOUR = """
dossier: {title: The harbour, parties: [town, port]}
sources:
  early: {title: The early survey, published: 2015}
  late: {title: The late survey, published: 2024-05}
organizations:
  town: {name: The Town, summary: It has had a new pier since 2024., cite: [early p. 1, late p. 1]}
  port: {name: The Port, cite: early p. 1}
people:
  ida-moe:
    name: Ida Moe
    roles: [{title: Pilot, org: town, seen: 2020-05, cite: early p. 2}]
    cite: early p. 2
    differs: [{field: roles.0.seen, value: "2023", cite: late p. 2, note: Seen again as a pilot.}]
  bo-ask:
    name: Bo Ask
    roles: [{title: Pilot of the harbour, org: town, seen: 2024, cite: late p. 2}]
    cite: late p. 2
    differs: [{field: roles.0.seen, value: "2023", cite: late p. 3}]
events:
  proposal: {title: The Town offers a talk, date: 2014, who: {town: null}, agreements: [offered], cite: early p. 3}
  pier-opened: {title: The pier opens, date: 2024-02, cite: late p. 3}
agreements:
  offered: {title: The offered talks, kind: proposed talks, parties: [town, port], cite: late p. 4}
  hoped: {title: The hoped-for talks, kind: Planned talks, parties: [town, port], cite: late p. 4}
  custom: {title: The old custom, kind: custom, parties: [town, port], cite: late p. 4}
commitments:
  build:
    text: Build a pier
    by: town
    for: port
    made: 2015
    evidence: pier-opened
    inferred: {evidence: The pier of 2024 is taken to be the one promised.}
    cite: early p. 5
assessments:
  old: {text: The harbour is fair., by: the surveyor, about: town, cite: early p. 6}
  new: {text: The harbour is foul., by: the surveyor, about: town, stance: risk, cite: late p. 6}
  both: {text: The harbour is deep., by: the surveyor, about: town, cite: [early p. 6, late p. 6]}
questions:
  answered:
    text: Who will pay?
    about: town
    flagged_by: source
    answer: The Port paid in 2024.
    cite: [early p. 7, late p. 7]
  of-both: {text: Is the later pier the earlier one?, about: town, cite: [early p. 7, late p. 7]}
  of-source: {text: Why is the late survey silent?, about: [town, late], cite: early p. 7}
  of-early: {text: Who made the early survey?, about: town, cite: early p. 7}
"""
DAY = Date.parse("2019")
TODAY = Date.parse("2026-01-01")


@pytest.fixture
def harbour(dossier_of: Callable[[str], Store]) -> Store:
    return dossier_of(HARBOUR)


def told(document: Document) -> str:
    return "\n".join(found.text for found in cells(document.blocks))


def test_an_opinion_is_not_older_than_the_first_source_that_tells_of_it(harbour: Store) -> None:
    printed = told(memo(AsOf(harbour, DAY), Memo(TODAY)))
    assert "fair" in printed
    assert "deep" in printed
    assert "foul" not in printed
    assert "foul" in told(memo(harbour, Memo(TODAY)))


def test_a_plan_is_not_older_than_its_sources_unless_something_dated_mentions_it(harbour: Store) -> None:
    printed = told(memo(AsOf(harbour, DAY), Memo(TODAY)))
    assert "hoped-for talks" not in printed
    assert "offered talks" in printed
    assert "old custom" in printed, "a fact may be older than all that tells of it"
    assert "hoped-for talks" in told(memo(harbour, Memo(TODAY)))


@pytest.mark.parametrize(
    "report",
    [
        lambda dossier: gaps(AsOf(dossier, DAY), Gaps(TODAY)),
        lambda dossier: memo(AsOf(dossier, DAY), Memo(TODAY)),
        lambda dossier: meeting(dossier, Meeting(("town",), DAY)),
        lambda dossier: show(AsOf(dossier, DAY), "town"),
    ],
)
def test_a_question_is_as_it_was(harbour: Store, report: Callable[[Store], Document]) -> None:
    printed = told(report(harbour))
    assert "Who will pay?" in printed
    assert "The Port paid" not in printed
    assert "Who made the early survey?" in printed
    assert "later pier" not in printed, "what the desk asks of two sources came up with the later"
    assert "late survey silent" not in printed, "a source that it is about came later"


def test_today_a_question_stands_with_its_answer(harbour: Store) -> None:
    printed = told(gaps(harbour, Gaps(TODAY)))
    assert "Answer: The Port paid in 2024" in printed
    assert "later pier" in printed


def test_the_reason_for_evidence_that_came_later_is_left_out(harbour: Store) -> None:
    assert "pier of 2024" not in told(commitments(AsOf(harbour, DAY), CommitmentSelection(), TODAY))
    assert "pier of 2024" in told(commitments(harbour, CommitmentSelection(), TODAY))


def test_a_later_confirmation_stands_with_its_rival(harbour: Store) -> None:
    then = AsOf(harbour, DAY)
    for report in (who(then, "bo-ask", TODAY), memo(then, Memo(TODAY)), everyone(then, TODAY, full=False)):
        assert "confirmed only later, 2024 or 2023 (disputed)" in told(report)
    (_, *found) = told(memo(then, Memo(TODAY))).split("Bo Ask, in post: ")
    assert [line.splitlines()[0] for line in found] == ["2024; or: 2023"]
    assert "Bo Ask, in post\n2024\n2023\n" in told(conflicts(then, full=False))
    assert "Bo Ask, in post: " in told(memo(harbour, Memo(TODAY, limit=30)))


def test_a_later_rival_of_a_confirmation_is_marked(harbour: Store) -> None:
    day = Date.parse("2021-12")
    assert "May 2020 or 2023 (later than December 2021) (disputed)" in told(who(AsOf(harbour, day), "ida-moe", TODAY))
    assert "later than" not in told(who(harbour, "ida-moe", TODAY))


def test_search_says_what_bears_no_date(harbour: Store) -> None:
    printed = told(search(AsOf(harbour, DAY), Search("Ask 2023 pilot")))
    assert "Bo" in printed
    assert "Undated facts" in printed


def test_show_withholds_what_may_tell_of_later(harbour: Store) -> None:
    printed = told(show(AsOf(harbour, DAY), "town"))
    assert "new pier" not in printed
    assert "withheld: it may mention what came after 2019" in printed
    assert "Pilot of the harbour; confirmed: 2024 (may be later than 2019)" in printed
    assert "new pier" in told(show(harbour, "town"))


LIGHTS = """
dossier: {title: The lights, parties: [town, port]}
sources: {log: {title: The log, published: 2015}}
organizations: {town: {name: The Town, kind: country}, port: {name: The Port, kind: country}}
people:
  ida-moe:
    name: Ida Moe
    summary: She ran the refit of 2021.
    note: She went to the Port in 2021.
    roles:
    - {title: Keeper, org: town, from: 2016, to: 2021-08, cite: log p. 1}
    - {title: Judge, org: port, from: 2021-09, cite: log p. 1}
    - {title: Cook, org: town, seen: [2017, 2022-10], cite: log p. 1}
    cite: log p. 1
events:
  refit: {title: Refit, date: 2021-06, who: {ida-moe: keeper}, cite: log p. 2}
  lit:
    title: The lamp is lit
    date: 2018-12-30
    who: {ida-moe: keeper}
    cite: log p. 3
    differs: [{field: date, value: 2021-02-03, cite: log p. 4}]
agreements:
  pact: {title: The pact, signed: lit, parties: [town, port], cite: log p. 5}
  later-pact: {title: The later pact, period: 2021/.., parties: [town, port], cite: log p. 5}
"""


def test_nothing_dated_later_stands_unmarked_in_any_paper_as_of_a_day(dossier_of: Callable[[str], Store]) -> None:
    store = dossier_of(LIGHTS)
    then = AsOf(store, DAY)
    papers = [
        timeline(then, EventSelection()),
        overview(then, TODAY),
        memo(then, Memo(TODAY)),
        memo(then, Memo(TODAY, "ida-moe", "bio-note")),
        meeting(store, Meeting(("Ida Moe",), DAY, today=TODAY)),
        meeting(store, Meeting(("The Town",), DAY, today=TODAY)),
        who(then, "ida-moe", TODAY),
        show(then, "ida-moe"),
        show(then, "town"),
        gaps(then, Gaps(TODAY)),
        graph(then, GraphSelection()),
        search(then, Search("Ida Moe keeper")),
        search(then, Search("lamp lit")),
    ]
    for document in papers:
        lines = [found.text for found in cells(document.blocks)]
        later = [line for line in lines if re.search("202[12]", line) and "later than 2019" not in line]
        unmarked = [line for line in later if "date: 30 December 2018; or: 3 February 2021" not in line]
        assert (document.kind, unmarked) == (document.kind, [])
        assert not any("Judge" in line or "later-pact" in line for line in lines)
    assert any("Keeper; The Town; since 2016" in told(document) for document in papers)


FERRY = """
dossier: {title: The ferry}
organizations: {town: {name: The Town}, port: {name: The Port}}
events:
  signed-early: {title: Old pact signed, date: 2015}
  signed-late: {title: New pact signed, date: 2025-03, differs: [{field: date, value: 2024-11}]}
agreements:
  old: {title: The old pact, signed: signed-early}
  new: {title: The new pact, signed: signed-late}
  vague: {title: The vague pact}
programs: {lessons: {name: Lessons, under: new, period: 2025}}
commitments:
  deliver: {text: Deliver boats, by: town, for: port, under: new}
  teach: {text: Teach pilots, by: town, for: port, under: [new, lessons]}
  paint: {text: Paint boats, by: town, for: port, under: [new, old]}
  dredge: {text: Dredge the harbour, by: town, for: port, under: vague}
  repair: {text: Repair the quay, by: town, for: port, under: new, made: 2016}
  mend: {text: Mend nets, by: town, for: port, under: new, differs: [{field: under, value: old}]}
  light: {text: Light the pier, by: town, for: port, under: new, log: [{status: pledged, date: 2017}]}
"""


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2019", {"paint", "dredge", "repair", "mend", "light"}),
        ("2024", {"deliver", "teach", "paint", "dredge", "repair", "mend", "light"}),
        ("2026", {"deliver", "teach", "paint", "dredge", "repair", "mend", "light"}),
    ],
)
def test_an_undated_commitment_is_not_older_than_what_it_is_under(
    dossier_of: Callable[[str], Store], day: str, expected: set[str]
) -> None:
    store = dossier_of(FERRY)
    then = AsOf(store, Date.parse(day))
    assert {held.id for held in then.every(Commitment)} == expected
    assert then.counts()["commitment"] == len(expected)
    assert {held.id for held in then.having(Commitment, "open")} == expected
    assert set(then.referring("port", "commitment")) == expected
    absent = {"Deliver boats", "Teach pilots"} if "deliver" not in expected else set()
    for report in (
        commitments(then, CommitmentSelection(), TODAY),
        memo(then, Memo(TODAY)),
        meeting(store, Meeting(("port",), Date.parse(day))),
    ):
        printed = told(report)
        assert "Paint boats" in printed
        assert {words for words in ("Deliver boats", "Teach pilots") if words not in printed} == absent


def test_a_timeline_of_a_day_says_what_undated_events_are(dossier_of: Callable[[str], Store]) -> None:
    store = dossier_of("dossier: {title: T}\nevents: {a: {title: A, date: 1950}, b: {title: B}}\n")
    remark = "Undated facts are as known today, not as of 1960."
    then = AsOf(store, Date.parse("1960"))
    for full in (True, False):
        assert remark in told(timeline(then, EventSelection(), full=full))
        assert remark not in told(timeline(then, EventSelection(limit=1), full=full))
        assert "Undated facts" not in told(timeline(store, EventSelection(), full=full))


# Drawn dossiers: with an `as_of` day, no report prints anything that is certainly later.

DAYS = ("2010", "2014-06", "2018-12-31", "2022")
DATES = ("2008", "2012-05", "2014-06-30", "2014~", "2018/2019", "2019-01-01", "2021", "2023-10", "2024/..", "../2016")
PEOPLE, BODIES, EVENTS, PACTS = (tuple(f"{prefix}-{number}" for number in range(3)) for prefix in "poea")
dates = st.sampled_from(DATES)


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


def some(values: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), max_size=2, unique=True)


def words(sort: str, *claims: str | None) -> str:
    """Return a text that contains the dates of its subject, so that it can be recognized wherever it is printed."""
    return f"{sort} z{'z'.join(found for found in claims if found)}z"


@st.composite
def record(draw: st.DrawFn, /, sort: str, field: str, title: str = "title", **others: st.SearchStrategy[Any]) -> Any:
    """Draw a record with a date in a field, which another source may dispute."""
    date, rival = draw(maybe(dates)), draw(maybe(maybe(dates)))
    differs = [{"field": field, "value": rival, "cite": "wire p. 2"}] if date and rival else []
    held = {title: words(sort, date, rival if differs else None), field: date, "differs": differs, "cite": "log p. 1"}
    held |= {name.rstrip("_"): draw(values) for name, values in others.items()}
    return {name: value for name, value in held.items() if value not in (None, [], {})}


@st.composite
def role(draw: st.DrawFn) -> Any:
    """Draw a post that began or was confirmed on a day; its title does not contain its end."""
    began, seen = draw(maybe(dates)), draw(some(DATES))
    held = {"title": words("Post", began), "org": draw(st.sampled_from(BODIES)), "from": began, "seen": seen}
    return {name: value for name, value in held.items() if value}


@st.composite
def entry(draw: st.DrawFn) -> Any:
    date = draw(dates)
    said_by = draw(some((*PEOPLE, *BODIES)))
    return {
        "date": date,
        "status": "pledged",
        "note": words("Remark", date),
        **({"said_by": said_by} if said_by else {}),
    }


def section(ids: tuple[str, ...], held: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.fixed_dictionaries(dict.fromkeys(ids, held))


holders = (*PEOPLE, *BODIES)
person = st.fixed_dictionaries(
    {"name": st.just("Ann Lee"), "roles": st.lists(role(), max_size=2), "cite": st.just("log p. 1")}
)
body = st.fixed_dictionaries({"name": st.just("Board"), "kind": st.just("ministry"), "cite": st.just("log p. 1")})
event = record(
    "Event",
    "date",
    who=st.dictionaries(st.sampled_from(holders), st.none(), max_size=2),
    agreements=some(PACTS),
    place=maybe(st.sampled_from(BODIES)),
)
pact = record("Pact", "period", parties=some(BODIES))
promise = record(
    "Promise",
    "made",
    "text",
    by=some(holders),
    for_=some(holders),
    under=some(PACTS),
    evidence=some(EVENTS),
    log=st.lists(entry(), max_size=2),
)
opinion = record(
    "Opinion", "date", "text", by=st.just(["p-0"]), about=some((*EVENTS, *PACTS, "o-0")), stance=st.just("risk")
)
dossiers = st.fixed_dictionaries(
    {
        "people": section(PEOPLE, person),
        "organizations": section(BODIES, body),
        "events": section(EVENTS, event),
        "agreements": section(PACTS, pact),
        "commitments": section(("c-0", "c-1"), promise),
        "assessments": section(("s-0", "s-1"), opinion),
    }
)
HEAD = {
    "dossier": {"title": "Any", "parties": ["o-0", "o-1"]},
    "sources": {"log": {"title": "Log", "published": "2005"}, "wire": {"title": "Wire", "published": "2005-06"}},
}


def answers(dossier: Dossier, day: Date, ids: list[str]) -> Iterator[str]:
    """Yield the texts of all reports, and of the errors of those that refuse."""
    asked: list[Callable[[], Document]] = [
        lambda: timeline(dossier, EventSelection()),
        lambda: overview(dossier, TODAY),
        lambda: memo(dossier, Memo(TODAY)),
        lambda: memo(dossier, Memo(TODAY, layout="one-pager")),
        lambda: commitments(dossier, CommitmentSelection(), TODAY),
        lambda: commitments(dossier, CommitmentSelection(by="o-0"), TODAY),
        lambda: gaps(dossier, Gaps(TODAY)),
        lambda: conflicts(dossier),
        lambda: sources(dossier),
        lambda: graph(dossier, GraphSelection()),
        lambda: search(dossier, Search("event pact promise opinion post", limit=50)),
        lambda: meeting(dossier, Meeting(("o-0", "p-0"), day, today=TODAY)),
        lambda: meeting(dossier, Meeting(("o-1",), day, today=day)),
        *(lambda id_=id_: who(dossier, id_, TODAY) for id_ in PEOPLE),
        *(lambda id_=id_: show(dossier, id_) for id_ in ids),
        *(lambda id_=id_: memo(dossier, Memo(TODAY, id_)) for id_ in ids),
    ]
    for ask in asked:
        try:
            yield render(ask())
        except UserError as refused:
            yield str(refused)


@settings(max_examples=4, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate])
@given(made=dossiers, then=st.sampled_from(DAYS), known=maybe(st.just("2020")))
def test_nothing_is_printed_that_certainly_came_later(
    made: dict[str, Any], then: str, known: str | None, dossier_of: Callable[[str], Store]
) -> None:
    store = dossier_of(json.dumps({**HEAD, **made}))
    day = Date.parse(then)
    dossier: Dossier = AsOf(store, day)
    if known:
        dossier = known_by(dossier, Date.parse(known))
    for printed in answers(dossier, day, list(store.ids())):
        for found in re.finditer(r"\w+ z[0-9./~z-]+z", printed):
            claims = [Date.parse(text) for text in found[0].partition(" ")[2].strip("z").split("z") if text]
            later = claims and all(date.later_than(day) is Answer.YES for date in claims)
            assert not later, (found[0], printed)
