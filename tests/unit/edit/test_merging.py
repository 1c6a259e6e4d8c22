"""Two records that are one: nothing that either says is lost."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from brief.edit import operations
from brief.edit.files import Files
from brief.edit.mentions import references
from brief.edit.merging import merged
from brief.edit.text import Page
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
            "rest": ["log p. 1", "book p. 2"],
            "date": "log p. 1",
            "kind": "log p. 1",
            "place": "book p. 2",
            "who.jo": "log p. 1",
        },
        "differs": [
            {"field": "date", "value": "2021", "cite": "book p. 2"},
            {"field": "who.jo", "value": "guest", "cite": "book p. 2"},
        ],
    }


def test_a_value_without_a_source_gets_none() -> None:
    found = merged(Event, {"title": "A talk", "cite": "log p. 1"}, {"title": "A talk", "place": "hall"}, ["other"])
    assert found.values["cite"] == {"title": "log p. 1"}
