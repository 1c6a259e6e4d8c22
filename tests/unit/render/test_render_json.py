"""JSON as a program reads it."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from brief.document import (
    Block,
    Card,
    Column,
    Document,
    Entry,
    Field,
    Heading,
    Listing,
    Mark,
    Note,
    Notice,
    Paragraph,
    Reference,
    Row,
    Sign,
    Table,
    Timeline,
    problem,
)
from brief.locale import say
from brief.model.dates import Date
from brief.renderers.json import render
from documents import dated
from written import cell, phrase

LOG = Note("harbour-log", "p. 3")
LETTER = Note("letter", "¶2", "It was lit", "2")


def block(one: Block) -> dict[str, Any]:
    """Return the JSON of a document with only this block."""
    (found,) = json.loads(render(Document("test", "", [one])))["blocks"]
    assert isinstance(found, dict)
    return found


def test_frame() -> None:
    document = Document(
        "memo",
        say("Ngọn hải đăng"),
        [Paragraph((cell("Lit.", None, (LOG, LETTER)),))],
        [Reference("harbour-log", "Harbour log.", "https://example.org/log")],
        "TLP:AMBER",
    )
    assert json.loads(render(document)) == {
        "document": "memo",
        "title": "Ngọn hải đăng",
        "handling": "TLP:AMBER",
        "blocks": [
            {
                "type": "paragraph",
                "name": "text",
                "cells": [{"text": "Lit.", "value": "Lit.", "notes": [1, 2]}],
            }
        ],
        "notes": [
            {"number": 1, "source": "harbour-log", "at": "p. 3", "quote": "", "credibility": ""},
            {"number": 2, "source": "letter", "at": "¶2", "quote": "It was lit", "credibility": "2"},
        ],
        "sources": [{"id": "harbour-log", "text": "Harbour log.", "url": "https://example.org/log"}],
    }


def test_is_readable_and_ends_in_a_newline() -> None:
    assert render(Document("memo", say("Đèn"), [])) == (
        '{\n  "document": "memo",\n  "title": "Đèn",\n  "handling": "",\n'
        '  "blocks": [],\n  "notes": [],\n  "sources": []\n}\n'
    )


def test_timeline_has_values_and_words() -> None:
    entry = Entry(
        dated("1923-05", "May 1923", (LOG,)),
        cell("Visit", None, (LOG,)),
        "visit",
        (cell("Ada Finn (guest)", "ada-finn", (LETTER,)),),
        cell("Bay", "bay"),
        (dated("1925", "disputed: also 1925", (LETTER,)),),
    )
    assert block(Timeline("timeline", (entry, Entry(cell("Undated"), cell("Fog"))))) == {
        "type": "timeline",
        "name": "timeline",
        "entries": [
            {
                "id": "visit",
                "date": "1923-05",
                "date_text": "May 1923",
                "what": "Visit",
                "who": [{"id": "ada-finn", "text": "Ada Finn (guest)", "notes": [2]}],
                "place": {"id": "bay", "text": "Bay", "notes": []},
                "marks": [{"text": "disputed: also 1925", "value": "1925", "notes": [2]}],
                "notes": [1, 2],
                "notes_of": {"date": [1], "what": [1]},
            },
            {
                "id": "",
                "date": "Undated",
                "date_text": "Undated",
                "what": "Fog",
                "who": [],
                "place": None,
                "marks": [],
                "notes": [],
                "notes_of": {},
            },
        ],
    }


def test_each_value_has_its_rivals_with_their_citations_and_remarks_and_the_reason_of_an_inference(
    brief: Callable[..., "subprocess.CompletedProcess[str]"], tmp_path: Path
) -> None:
    (tmp_path / "dossier.yaml").write_text(
        """
dossier: {title: The lighthouse}
sources: {log: {title: The log, published: 2025}, letter: {title: A letter, published: 2025}}
people:
  ada: {name: Ada Finn, cite: log p. 1}
events:
  visit:
    title: Visit
    date: 2024-07-04
    who: {ada: guest}
    cite: log p. 5
    inferred: {who.ada: She signed the book.}
    differs: [{field: date, value: 2024-08, cite: letter p. 2, note: Counted from the invitation.}]
""",
        encoding="utf-8",
    )
    found = json.loads(brief("timeline", "-f", "json").stdout)
    visit = found["blocks"][0]["entries"][0]
    (mark,) = visit["signs"]
    own, rival = mark["versions"]
    assert (mark["sign"], own["text"]) == ("disputed", "4 July 2024")
    assert (rival["value"], rival["note"]) == ("2024-08", "Counted from the invitation.")
    (cited,) = rival["notes"]
    assert [(note["source"], note["at"]) for note in found["notes"] if note["number"] == cited] == [("letter", "p. 2")]
    assert visit["who"][0]["signs"] == [{"sign": "inferred", "reason": "She signed the book."}]


@pytest.mark.parametrize("sign", ["later than", "may be later than"])
def test_a_date_that_is_later_or_may_be_names_the_day(sign: str) -> None:
    later = phrase("2025", Mark(Sign(sign), Date.parse("2025-03-01")))
    (item,) = block(Listing("dates", (later,)))["items"]
    assert item["text"] == f"2025 ({sign} 1 March 2025)"
    assert item["signs"] == [{"sign": sign, "day": "2025-03-01"}]


def test_table_rows_are_flat() -> None:
    table = Table(
        "ships",
        (Column("name", say("Name")), Column("crew", say("Crew"))),
        (Row((cell("Gull", None, (LOG,)), cell("twelve", 12)), "gull"),),
    )
    assert block(table) == {
        "type": "table",
        "name": "ships",
        "columns": [{"key": "name", "title": "Name"}, {"key": "crew", "title": "Crew"}],
        "rows": [{"id": "gull", "name": "Gull", "crew": 12, "notes": [1], "notes_of": {"name": [1]}}],
    }


def test_card_keeps_empty_fields() -> None:
    card = Card(
        "person",
        cell("Ada Finn", None, (LOG,)),
        (Field("rank", say("Rank"), (cell("Keeper", "keeper"),)), Field("also", say("Also"), ())),
        "ada-finn",
    )
    assert block(card) == {
        "type": "card",
        "name": "person",
        "id": "ada-finn",
        "title": "Ada Finn",
        "notes": [1],
        "fields": {"rank": [{"text": "Keeper", "value": "keeper", "notes": []}], "also": []},
    }


def test_small_blocks() -> None:
    assert block(Heading(say("People"), 3)) == {"type": "heading", "text": "People", "level": 3}
    assert block(Notice(cell("Torn.", None, (LOG,)), "warning")) == {
        "type": "notice",
        "severity": "warning",
        "text": "Torn.",
        "notes": [1],
    }
    assert block(Listing("points", ())) == {"type": "listing", "name": "points", "items": []}


def test_problem_has_all_its_fields() -> None:
    found = problem("error", "unknown-id", "No such id", "a hint", "a.yaml", line=2, column=3, excerpt="  x: y")
    assert block(found) == {
        "type": "problem",
        "severity": "error",
        "code": "unknown-id",
        "sentence": "No such id",
        "hint": "a hint",
        "file": "a.yaml",
        "line": 2,
        "column": 3,
        "width": 1,
        "excerpt": "  x: y",
    }


def test_values_keep_every_character_and_the_page_shows_none_that_acts() -> None:
    value = "a\u202eb\x1b[31m\x9b\u200b\ud800\U000e0041"
    rendered = render(Document("test", "", [Listing("l", (cell("x", value),))]))
    assert json.loads(rendered)["blocks"][0]["items"][0]["value"] == value
    assert all(sign.isprintable() or sign == "\n" for sign in rendered)
