"""Paper, and any page that is read away from the program, names no command and has no heading above nothing."""

import re
from pathlib import Path

import pytest

import brief
from brief.document import Block, Column, Document, Heading, Hint, Notice, Row, Table
from brief.locale import say
from brief.renderers import Format, render
from written import cell, phrase

COMMAND = re.compile(r"\bbrief (timeline|who|gaps|commitments|conflicts|meeting|init)\b")


@pytest.mark.parametrize("form", [Format.HTML, Format.MARKDOWN])
def test_no_paper_names_a_command(form: Format, shipped: str, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    with brief.open(shipped, full=False) as dossier:
        pages = [brief.overview(dossier), brief.gaps(dossier), brief.who(dossier, "potvin")]
    for page in pages:
        assert COMMAND.search(render(page, Format.TEXT))
        assert not COMMAND.search(render(page, form))


def test_what_is_left_of_a_hint_is_printed() -> None:
    columns = (Column("count", ""), Column("what", ""), Column("command", ""))
    needs = Table("needs", columns, (Row((cell("35"), cell("open questions"), phrase(Hint(say("brief gaps"))))),))
    tries = Table("next", columns[1:], (Row((phrase(Hint(say("brief who"))), phrase(Hint(say("one person"))))),))
    blocks: list[Block] = [
        Heading(say("Needs")),
        needs,
        Notice(phrase(cell("5 of 7"), Hint(say("; all: brief gaps")))),
        Heading(say("Try")),
        tries,
    ]
    page = render(Document("any", say("Lamps"), blocks, full=False), Format.MARKDOWN)
    assert "35" in page and "open questions" in page and "5 of 7" in page
    assert "Try" not in page and "brief" not in page and "one person" not in page
    text = render(Document("any", say("Lamps"), blocks, full=False), Format.TEXT)
    assert "TRY" in text and "brief who" in text and "5 of 7; all: brief gaps" in text
