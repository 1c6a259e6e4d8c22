"""A part of a record without a citation is printed with those of its record, wherever it is printed."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from brief.cli.main import run

DOSSIER = """
dossier: {title: Pier}
sources: {log: {title: The log, published: 2001}}
organizations: {board: {name: Harbour Board}, guild: {name: Guild of Pilots}}
people:
  ada:
    name: Ada Orr
    cite: log ¶1
    roles: [{title: Pilot, org: board, seen: 2001}]
    memberships: [{org: guild, seen: 2001}]
    names: [{name: Ada Quay, to: 1990}]
    differs: [{field: roles.0.title, value: Master}]
agreements:
  pact: {title: The pact, cite: log ¶2, provisions: [{text: One pier}], registered: {register: Roll of Harbours}}
commitments: {dredge: {text: Dredge it, by: [ada], cite: log ¶3, log: [{status: done, date: 2001}]}}
events:
  opening: {title: The pier opens, date: 2001, cite: log ¶4, figures: [{what: boats, value: "2"}]}
  closing:
    title: The pier closes
    date: 2002
    cite: {date: log ¶5, figures.1: log ¶6, rest: log ¶7}
    figures: [{what: carts, value: "3"}, {what: crates, value: "4"}, {what: barrels, value: "5", cite: log ¶8}]
"""


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """A function that returns the places cited by all lines of an answer that contain a word."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "dossier.yaml").write_text(DOSSIER, encoding="utf-8")

    def places(words: str, word: str) -> set[tuple[str, ...]]:
        assert run([*words.split(), "--json", "-d", str(tmp_path)]) == 0
        answer = json.loads(capsys.readouterr().out)
        told = [line for line in lines(answer["blocks"]) if "{" not in line.get("text", "{")]  # no line of YAML
        at = {note["number"]: note["at"] for note in answer["notes"]}
        return {
            tuple(at[number] for number in line["notes"]) for line in told if re.search(rf"\b{word}\b", line["text"])
        }

    return places


def lines(value: Any) -> Iterator[dict[str, Any]]:
    """Yield the innermost objects with notes."""
    inner = value.values() if isinstance(value, dict) else value
    found = [line for held in inner if isinstance(held, dict | list) for line in lines(held)]
    yield from found or ([value] if isinstance(value, dict) and "notes" in value else [])


@pytest.mark.parametrize(
    ("words", "word", "place"),
    [
        ("who ada", "Pilot", "¶1"),
        ("show ada", "Pilot", "¶1"),
        ("why ada.roles.0.title", "Pilot", "¶1"),
        ("graph ada", "Pilot", "¶1"),
        ("show board", "Pilot", "¶1"),
        ("show ada", "Guild of Pilots", "¶1"),
        ("show ada", "Ada Quay", "¶1"),
        ("show pact", "One pier", "¶2"),
        ("show pact", "Roll of Harbours", "¶2"),
        ("commitments", "done", "¶3"),
        ("show dredge", "done", "¶3"),
        ("show opening", "boats", "¶4"),
        ("memo opening", "boats", "¶4"),
        ("show closing", "carts", "¶7"),
        ("show closing", "crates", "¶6"),
        ("show closing", "barrels", "¶8"),
        ("why closing.figures.0.value", "3", "¶7"),
    ],
)
def test_a_part_is_printed_with_the_citations_of_its_record(ask: Any, words: str, word: str, place: str) -> None:
    assert ask(words, word) == {(place,)}


def test_a_difference_is_printed_without(ask: Any) -> None:
    assert ask("why ada.differs.0.value", "Master") == {()}
