"""Merging two records loses no value of either."""

from itertools import pairwise, product
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


INFERRED = list(product((False, True), repeat=3))


@pytest.mark.parametrize(("is_first", "is_second", "is_same"), INFERRED)
def test_a_plain_value_is_inferred_only_if_no_source_states_it(is_first: bool, is_second: bool, is_same: bool) -> None:
    other = "1970" if is_same else "1971"
    first: dict[str, Any] = {"name": "Ada", "born": "1970", "cite": "a p. 1"}
    second: dict[str, Any] = {"name": "Ada", "born": other, "cite": "b p. 2"}
    first |= {"inferred": {"born": "one"}} if is_first else {}
    second |= {"inferred": {"born": "two"}} if is_second else {}
    found = merged(Person, first, second, ["r"])
    assert found.values["born"] == "1970"
    assert found.disputed == (() if is_same else (("born", other),))
    if is_same:
        assert found.values.get("inferred") == ({"born": "one; two"} if is_first and is_second else None)
        assert "differs" not in found.values
    else:
        assert found.values.get("inferred") == ({"born": "one"} if is_first else None)
        reason = {"inferred": "two"} if is_second else {}
        assert found.values["differs"] == [{"field": "born", "value": other, **reason, "cite": "b p. 2"}]


def test_what_a_value_was_inferred_from_does_not_state_it() -> None:
    """A citation of an inferred value cites what is behind the inference."""
    first = {"name": "Ada", "born": "1970", "cite": {"born": "a p. 1"}}
    second = {"name": "Ada", "born": "1970", "inferred": {"born": "two"}, "cite": {"born": "b p. 2"}}
    for one, other in ((first, second), (second, first)):
        found = merged(Person, one, other, ["r"]).values
        assert ("inferred" in found, found["cite"]) == (False, {"born": "a p. 1"})


def test_an_inferred_value_with_the_same_value_and_no_source_stays_inferred() -> None:
    second = {"name": "Ada", "born": "1970", "inferred": {"born": "two"}, "cite": "b p. 2"}
    found = merged(Person, {"name": "Ada", "born": "1970"}, second, ["r"]).values
    assert found["inferred"] == {"born": "two"}


@pytest.mark.parametrize(("is_first", "is_second", "is_same"), INFERRED)
@pytest.mark.parametrize("form", ["entry", "whole"])
def test_an_entry_of_a_map_is_inferred_only_if_no_source_states_it(
    is_first: bool, is_second: bool, is_same: bool, form: str
) -> None:
    other = "host" if is_same else "guest"
    path = "who.jo" if form == "entry" else "who"
    first: dict[str, Any] = {"title": "Talk", "who": {"jo": "host"}, "cite": "a p. 1"}
    second: dict[str, Any] = {"title": "Talk", "who": {"jo": other, "al": "chair"}, "cite": "b p. 2"}
    first |= {"inferred": {path: "one"}} if is_first else {}
    second |= {"inferred": {path: "two"}} if is_second else {}
    found = merged(Event, first, second, ["r"]).values
    reasons = found.get("inferred", {})
    kept = "one; two" if is_same and is_second else None if is_same else "one"
    assert reasons.get("who.jo") == (kept if is_first else None)
    assert reasons.get("who.al") == ("two" if is_second and form == "whole" else None)
    rival = [{"field": "who.jo", "value": "guest", **({"inferred": "two"} if is_second else {}), "cite": "b p. 2"}]
    assert found.get("differs", []) == ([] if is_same else rival)


@pytest.mark.parametrize(("is_first", "is_second", "is_same"), INFERRED)
@pytest.mark.parametrize("form", ["path", "part"])
def test_an_item_of_a_list_is_inferred_only_if_no_source_states_it(
    is_first: bool, is_second: bool, is_same: bool, form: str
) -> None:
    posts: list[dict[str, Any]] = [{"title": "Mayor"}, {"title": "Mayor" if is_same else "Clerk"}]
    first: dict[str, Any] = {"name": "Ada", "roles": [{"title": "Reeve"}, posts[0]], "cite": "a p. 1"}
    second: dict[str, Any] = {"name": "Ada", "roles": [posts[1]], "cite": "b p. 2"}
    for values, post, path, reason, wanted in (
        (first, posts[0], "roles.1", "one", is_first),
        (second, posts[1], "roles.0", "two", is_second),
    ):
        if wanted and form == "path":
            values["inferred"] = {path: reason}
        elif wanted:
            post["inferred"] = reason
    found = merged(Person, first, second, ["r"]).values
    reasons = found.get("inferred", {})
    assert [post["title"] for post in found["roles"]] == ["Reeve", "Mayor", *([] if is_same else ["Clerk"])]
    if is_same:
        assert reasons == ({"roles.1": "one; two"} if is_first and is_second else {})
    else:
        assert reasons == {
            **({"roles.1": "one"} if is_first else {}),
            **({"roles.2": "two"} if is_second else {}),
        }


@pytest.mark.parametrize(("is_first", "is_second", "is_same"), INFERRED)
def test_a_figure_is_inferred_only_if_no_source_states_it(is_first: bool, is_second: bool, is_same: bool) -> None:
    other = "3" if is_same else "4"
    first: dict[str, Any] = {"title": "Talk", "figures": [{"what": "guests", "value": "3"}], "cite": "a"}
    second: dict[str, Any] = {"title": "Talk", "figures": [{"what": "guests", "value": other}], "cite": "b"}
    first["figures"][0] |= {"inferred": "one"} if is_first else {}
    second["figures"][0] |= {"inferred": "two"} if is_second else {}
    found = merged(Event, first, second, ["r"]).values
    assert found.get("inferred", {}) == (
        {"figures": "one; two"}
        if is_same and is_first and is_second
        else {"figures": "one"}
        if is_first and not is_same
        else {}
    )
    rival = {"field": "figures.0.value", "value": "4", **({"inferred": "two"} if is_second else {}), "cite": "b"}
    assert found.get("differs", []) == ([] if is_same else [rival])


def test_equal_items_keep_the_own_citations_of_both() -> None:
    first = {"name": "Ada", "roles": [{"title": "Mayor", "cite": "a"}, {"title": "Reeve", "cite": "c"}]}
    second = {"name": "Ada", "roles": [{"title": "Mayor", "cite": "b"}]}
    assert merged(Person, first, second, ["r"]).values["roles"] == [
        {"title": "Mayor", "cite": ["a", "b"]},
        {"title": "Reeve", "cite": "c"},
    ]


def test_a_rival_that_one_record_states_is_not_inferred() -> None:
    rival = {"field": "born", "value": "1971", "inferred": "one", "cite": "b"}
    first = {"name": "Ada", "born": "1970", "cite": "a", "differs": [rival]}
    found = merged(Person, first, {"name": "Ada", "born": "1971", "cite": "c"}, ["r"]).values
    assert found["differs"] == [{"field": "born", "value": "1971", "cite": "c"}]
