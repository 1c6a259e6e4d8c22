"""With an `as_of` day, no report prints anything that is certainly later."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from brief.document import Document
from brief.dossier.as_of import AsOf
from brief.dossier.known import known_by
from brief.dossier.protocol import Dossier
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
from brief.reports.search import Search, search
from brief.reports.show import show
from brief.reports.sources import sources
from brief.reports.timeline import EventSelection, timeline
from brief.reports.who import who
from brief.stores.query import Store

TODAY = Date.parse("2026-01-01")
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


@settings(max_examples=6, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate])
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
