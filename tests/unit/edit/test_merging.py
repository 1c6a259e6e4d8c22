"""Merging two records loses no value of either."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from brief.edit import operations
from brief.edit.files import Files
from brief.edit.mentions import references
from brief.edit.merging import merged
from brief.edit.text import Page
from brief.model.actors import Person
from brief.model.agreements import Agreement
from brief.model.commitments import Commitment
from brief.model.events import Event
from brief.model.parts import Record
from brief.yaml.validation import validated

STARTER = Path(__file__).parents[3] / "data" / "starter"


def texts() -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(STARTER.glob("*.yaml"))}


def pairs() -> list[tuple[str, str]]:
    files = Files(texts())
    found = [list(held) for path in files.paths() for name, held in files.records(path).items() if name != "dossier"]
    return [pair for ids in found for pair in pairwise(ids)]


@pytest.mark.parametrize(("kept", "gone"), pairs())
def test_any_two_of_a_kind_are_merged_in_every_reference(kept: str, gone: str) -> None:
    files = Files(texts())
    operations.merge(files, kept, gone)
    assert [found for path in files.paths() for found in references(Page(files.text(path)), {gone: gone})] == []
    place = files.find(kept)
    record: Any = validated(place.shape, {**place.values, "id": kept})
    assert isinstance(record, Record)
    assert gone in record.was
    assert gone not in files.ids()


def test_what_differs_becomes_a_rival_and_each_value_keeps_its_citations() -> None:
    first: dict[str, Any] = {"title": "A talk", "date": "2020", "who": {"jo": "host"}, "topics": ["a"], "short": "Talk"}
    second = {"title": "A talk", "date": "2021", "who": {"jo": "guest", "al": "host"}, "topics": "b", "short": "T"}
    first |= {"kind": "visit", "cite": "log p. 1"}
    found = merged(Event, first, {**second, "place": "hall", "cite": "book p. 2"}, ["other"])
    assert found.dropped == {"short": "T"}
    assert found.values == {
        "title": "A talk",
        "date": "2020",
        "who": {"al": "host", "jo": "host"},
        "topics": ["a", "b"],
        "short": "Talk",
        "kind": "visit",
        "was": "other",
        "place": "hall",
        "cite": {
            "rest": "log p. 1",
            "title": ["log p. 1", "book p. 2"],
            "who.al": "book p. 2",
            "topics.1": "book p. 2",
            "place": "book p. 2",
        },
        "differs": [
            {"field": "date", "value": "2021", "cite": "book p. 2"},
            {"field": "who.jo", "value": "guest", "cite": "book p. 2"},
        ],
    }


def test_a_value_without_a_source_gets_none() -> None:
    found = merged(Event, {"title": "A talk", "cite": "log p. 1"}, {"title": "A talk", "place": "hall"}, ["other"])
    assert found.values["cite"] == {"title": "log p. 1"}


def test_each_post_keeps_the_citations_of_the_record_that_has_it() -> None:
    first = {
        "name": "Bob",
        "roles": [{"title": "Clerk"}, {"title": "Reeve"}],
        "cite": {"roles.0.title": "a", "rest": "b"},
    }
    second = {"name": "Bob B", "roles": [{"title": "Envoy"}, {"title": "Reeve"}], "cite": {"name": "c", "rest": "d"}}
    found = merged(Person, first, second, ["r"])
    assert found.values == {
        "name": "Bob",
        "was": "r",
        "also": ["Bob B"],
        "roles": [
            {"title": "Clerk", "cite": {"title": "a", "rest": "b"}},
            {"title": "Reeve", "cite": ["b", "d"]},
            {"title": "Envoy", "cite": "d"},
        ],
        "cite": {"rest": "b", "also": "c"},
    }


def test_what_is_said_of_items_follows_them() -> None:
    second = {
        "name": "Bob",
        "roles": [{"title": "Envoy", "from": "2020"}],
        "differs": [{"field": "roles.0.from", "value": "2021", "cite": "d"}],
        "inferred": {"roles.0.title": "from a photo"},
        "cite": "b",
    }
    found = merged(Person, {"name": "Bob", "roles": [{"title": "Clerk"}], "cite": "b"}, second, ["r"]).values
    assert (found["cite"], found["inferred"]) == ("b", {"roles.1.title": "from a photo"})
    assert found["differs"] == [{"field": "roles.1.from", "value": "2021", "cite": "d"}]


def test_a_figure_of_the_same_thing_with_another_value_is_a_rival() -> None:
    first = {"title": "Talk", "figures": [{"what": "guests", "value": "3"}], "cite": "a"}
    second = {
        "title": "Talk",
        "figures": [{"what": "seats", "value": "9"}, {"what": "guests", "value": "4"}],
        "cite": "b",
    }
    found = merged(Event, first, second, ["r"]).values
    assert [figure["what"] for figure in found["figures"]] == ["guests", "seats"]
    assert found["differs"] == [{"field": "figures.0.value", "value": "4", "cite": "b"}]
    assert found["figures"][0]["cite"] == "a"
    assert found["figures"][1]["cite"] == "b"


def test_a_field_below_another_keeps_its_own_citations() -> None:
    first = {
        "title": "Talk",
        "figures": [{"what": "guests", "value": "3"}],
        "cite": {"figures": "b", "figures.0.what": "a", "rest": "a"},
    }
    assert merged(Event, first, {"title": "Talk"}, ["r"]).values["cite"] == {
        "rest": "a",
        "figures": "b",
        "figures.0.what": "a",
    }


def test_a_log_is_in_the_order_of_its_dates_and_what_is_said_of_it_follows() -> None:
    first = {
        "text": "Pay",
        "log": [{"date": "2026-04-01", "status": "done"}],
        "cite": {"log.0.date": "a", "rest": "b"},
    }
    second = {"text": "Pay", "log": [{"date": "2026-01", "status": "planned"}], "cite": "b"}
    found = merged(Commitment, first, second, ["r"]).values
    assert [entry["status"] for entry in found["log"]] == ["planned", "done"]
    assert found["cite"] == {"rest": "b", "log.1.date": "a"}


def test_a_rival_is_there_once() -> None:
    first = {"title": "Talk", "date": "1", "cite": "a", "differs": [{"field": "date", "value": "2", "cite": "b"}]}
    second = {
        "title": "Talk",
        "date": "2",
        "cite": ["b", "c"],
        "differs": [{"field": "date", "value": "1", "cite": "d"}],
    }
    found = merged(Event, first, second, ["r"]).values
    assert found["differs"] == [{"field": "date", "value": "2", "cite": ["b", "c"]}]
    assert found["cite"]["date"] == ["a", "d"]


AGREED = [
    ("2026", "2026-10-21", "2026-10-21"),
    ("2026-10", "2026-10-21", "2026-10-21"),
    ("2026-10-21/2026-10-22", "2026-10-21", "2026-10-21/2026-10-22"),
    ("2026", "2026-03/2026-05", "2026-03/2026-05"),
    ("2026-21", "2026", "2026-21"),
]
DISPUTED = [
    ("2025", "2026-10-21"),
    ("2026~", "2026-10-21"),
    ("2026-10?", "2026-10-21"),
    ("2024/2026", "2025/2026"),
    ("../2026-12", "2026-10"),
]


@pytest.mark.parametrize(("first", "second", "kept"), [*AGREED, *((other, one, kept) for one, other, kept in AGREED)])
def test_of_a_date_within_another_the_one_that_says_more_stays(first: str, second: str, kept: str) -> None:
    values = {"title": "A talk", "date": first, "cite": "log p. 1"}
    found = merged(Event, values, {"title": "A talk", "date": second, "cite": "book p. 2"}, ["other"]).values
    assert (found["date"], found["cite"]) == (kept, ["log p. 1", "book p. 2"])
    assert "differs" not in found


@pytest.mark.parametrize(("first", "second"), [*DISPUTED, *((other, one) for one, other in DISPUTED)])
def test_dates_that_do_not_agree_are_rivals(first: str, second: str) -> None:
    found = merged(Event, {"title": "A talk", "date": first}, {"title": "A talk", "date": second}, ["other"]).values
    assert found["date"] == first
    assert found["differs"] == [{"field": "date", "value": second}]


def test_a_part_of_a_period_is_another_period() -> None:
    found = merged(Agreement, {"title": "Pact", "period": "2026"}, {"title": "Pact", "period": "2026-03"}, ["other"])
    assert found.values["differs"] == [{"field": "period", "value": "2026-03"}]


def test_an_inferred_date_agrees_with_none() -> None:
    first = {"title": "A talk", "date": "2026", "inferred": {"date": "From the picture."}}
    found = merged(Event, first, {"title": "A talk", "date": "2026-03"}, ["other"])
    assert found.values["differs"] == [{"field": "date", "value": "2026-03"}]


@pytest.mark.parametrize("name", ["title", "kind"])
def test_other_words_for_an_event_are_a_rival_only_if_wanted(name: str) -> None:
    first, second = {"title": "A talk", "kind": "visit"}, {"title": "A talk", "kind": "visit", name: "A call"}
    found = merged(Event, first, second, ["other"])
    assert (found.dropped, "differs" in found.values) == ({name: "A call"}, False)
    found = merged(Event, first, second, ["other"], is_wording_disputed=True)
    assert (found.dropped, found.values["differs"]) == ({}, [{"field": name, "value": "A call"}])


def test_another_promise_is_a_rival() -> None:
    found = merged(Commitment, {"text": "Buy a rope"}, {"text": "Sell a rope"}, ["other"])
    assert found.values["differs"] == [{"field": "text", "value": "Sell a rope"}]
