"""A query by traits finds the same records as reading all of them."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from brief.app import open_store
from brief.document import Document
from brief.dossier.as_of import AsOf
from brief.dossier.known import KnownBy
from brief.dossier.trait import Trait
from brief.model.dates import Date
from brief.renderers.markdown import render
from brief.reports.commitments import CommitmentSelection, commitments
from brief.reports.gap_finders import Gaps
from brief.reports.gaps import gaps
from brief.stores.query import Store

TODAY = Date.parse("2024-05-31")
DATES = (
    *("2023-05-30", "2023-05-31", "2023-06-01", "2024-05-31", "2024-06-01", "1999", "2023", "2031"),
    *("2023~", "2024?", "2023-05-XX", "2020/2023-06", "2022/..", "../2023-05-31", "/2024", "2031/.."),
)


class Walked:
    """A dossier that answers every query by traits with all records."""

    def __init__(self, dossier: Any) -> None:
        self._dossier = dossier

    def __getattr__(self, name: str) -> Any:
        return getattr(self._dossier, name)

    def having(self, cls: Any, *_: Any) -> Any:
        return self._dossier.every(cls)

    def naming(self, cls: Any, *_: Any) -> Any:
        return self._dossier.every(cls)

    def having_count(self, kind: str, trait: Trait) -> int:
        return KnownBy(self._dossier, Date.parse("9999")).having_count(kind, trait)


def maybe(*values: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from((None, *values))


def some(values: tuple[str, ...], most: int = 2) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), max_size=most, unique=True)


def several(prefix: str, record: st.SearchStrategy[Any], least: int = 1) -> st.SearchStrategy[Any]:
    records = st.lists(record, min_size=least, max_size=least + 3)
    return records.map(lambda found: {f"{prefix}-{number}": held for number, held in enumerate(found)})


def facts(**values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    cite = some(("log p. 1", "log p. 2", "wire p. 1", "echo p. 1"))
    given = st.fixed_dictionaries({**values, "cite": cite})
    return given.map(lambda held: {field: value for field, value in held.items() if value not in (None, [], {})})


def rivals(*fields: str, values: tuple[str, ...] = DATES) -> st.SearchStrategy[Any]:
    return st.lists(facts(field=st.sampled_from(fields), value=st.sampled_from(values)), max_size=1)


date = maybe(*DATES)
kept = facts(title=st.just("Clerk"), **{"from": date}, to=maybe(None, None, "2039"), seen=some(DATES))
role = kept | kept | facts(title=st.just("Clerk"), to=st.just("1998"))
said = facts(date=date, status=st.sampled_from(("pledged", "done", "dropped")))
posts = {"name": st.just("Body"), "roles": st.lists(role, min_size=1, max_size=2), "differs": rivals("roles.0.seen")}
holder = facts(**posts) | facts(name=st.just("Body"))
promise = facts(
    text=st.just("A promise"),
    by=some(("p-0", "o-0")),
    due=date,
    log=st.lists(said, max_size=2),
    evidence=some(("e-0",)),
    differs=rivals("due") | rivals("due") | rivals("by", "for", values=("p-0", "someone")),
    **{"for": some(("p-0", "o-0"))},
)
event = facts(
    title=st.just("An event"),
    date=date,
    place=maybe("hill"),
    who=st.dictionaries(st.sampled_from(("p-0", "o-0")), st.sampled_from((None, "Signatory", "witness")), max_size=2),
    differs=rivals("date"),
)
question = facts(text=st.just("Why?"), flagged_by=st.sampled_from(("source", "desk")), answer=maybe("So."))
dossiers = st.fixed_dictionaries(
    {
        "people": several("p", holder),
        "organizations": several("o", holder),
        "events": several("e", event),
        "agreements": several("a", facts(title=st.just("A pact"), signed=maybe("e-0"))),
        "commitments": several("c", promise, least=4),
        "questions": several("q", question, least=3),
    }
)
selections = st.builds(
    CommitmentSelection, maybe("p-0", "o-0"), maybe("p-0", "o-0"), maybe(None, "done"), maybe(1, 2, 5)
)
HEAD = {
    "dossier": {"title": "Any"},
    "sources": {
        "log": {"title": "Log", "published": "2022"},
        "wire": {"title": "Wire", "published": "2024"},
        "echo": {"title": "Echo", "derived_from": "wire"},
    },
    "places": {"hill": {"name": "The hill"}},
}


def asked(view: Any, selections: list[CommitmentSelection]) -> list[str]:
    return [render(document) for document in answered(view, selections)]


def answered(view: Any, selections: list[CommitmentSelection]) -> Iterator[Document]:
    yield gaps(view, Gaps(TODAY, 12, selections[0].limit))
    for wanted in selections:
        by, to = (side if side and view.get(side) else None for side in (wanted.by, wanted.for_))
        yield commitments(view, CommitmentSelection(by, to, wanted.status, wanted.limit), TODAY)


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(made=dossiers, day=maybe("2023", "2023-06-01"), selections=st.lists(selections, min_size=3, max_size=3))
def test_what_records_are_like_tells_what_reading_all_of_them_tells(
    made: dict[str, Any],
    day: str | None,
    selections: list[CommitmentSelection],
    dossier_of: Callable[[str], Store],
) -> None:
    store = dossier_of(yaml.safe_dump({**HEAD, **made}, sort_keys=False))
    for known in (store, KnownBy(store, Date.parse("2023"))):
        view = AsOf(known, Date.parse(day)) if day else known
        assert asked(view, selections) == asked(Walked(view), selections)
    store.close()


@pytest.mark.parametrize("dossier", ["beacons", "shipped", "broken"])
@pytest.mark.parametrize("limit", [None, 1, 4])
def test_the_same_holds_for_dossiers_of_many_kinds(
    dossier: str, limit: int | None, request: pytest.FixtureRequest
) -> None:
    store = open_store(Path(request.getfixturevalue(dossier)))
    for then in (store, AsOf(store, Date.parse("2024"))):
        documents = (gaps(view, Gaps(TODAY, 12, limit)) for view in (then, Walked(then)))
        assert len({render(document) for document in documents}) == 1
    store.close()
