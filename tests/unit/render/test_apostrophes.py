"""Typographic apostrophes in what people read, and the written ones in data."""

import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest

from brief.document import (
    Card,
    Column,
    Document,
    Entry,
    Field,
    Findings,
    Heading,
    Listing,
    Note,
    Paragraph,
    Reference,
    Row,
    Table,
    Timeline,
)
from brief.document.characters import curled
from brief.locale import say
from brief.renderers import Encoder, Format, Paper, pages, render, terminal
from documents import dated
from written import cell

NOTE = Note("log", "p. 1")
BLOCKS = (
    Heading(say("Ada's heading")),
    Paragraph((cell("Ada's paragraph says “it's lit”.", None, (NOTE,)),)),
    Listing("points", (cell("Ada's point"),)),
    Table("lamps", (Column("lamp", say("Lamp")),), (Row((cell("Ada's lamp"),)),)),
    Card("card", cell("Ada's card"), (Field("rank", say("Rank"), (cell("Ada's rank"),)),)),
    Timeline("events", (Entry(dated("1925-06"), cell("Ada's visit"), "visit"),)),
)
WORDS = ("title", "heading", "paragraph", "point", "lamp", "card", "rank", "visit", "log")


def document() -> Document:
    return Document("memo", say("Ada's title"), BLOCKS, [Reference("log", "Ada's log")])


def printed(format_: Format) -> str:
    """Return the words of a page in this format."""
    if format_ is Format.PDF:
        content = pages(document(), format_, Paper()).content
        done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True)
        return done.stdout.decode()
    if format_ is Format.DOCX:
        page = docx.Document(BytesIO(pages(document(), format_, Paper()).content))
        return "".join(page.element.body.itertext())
    return render(document(), format_)


@pytest.mark.parametrize("format_", [Format.MARKDOWN, Format.HTML, Format.DOCX, Format.PDF])
def test_pages_have_typographic_apostrophes_but_quotes_keep_theirs(format_: Format) -> None:
    told = printed(format_)
    assert [word for word in WORDS if f"Ada’s {word}" not in told] == []
    assert "Ada's" not in told and "Ada&#39;s" not in told
    assert "it’s" not in told


@pytest.mark.parametrize(("encoding", "sign"), [("utf-8", "’"), ("ascii", "'"), ("latin-1", "'")])
def test_a_terminal_has_them_if_it_has_the_letter(encoding: str, sign: str) -> None:
    # its headings are in capitals
    told = terminal.render(document(), 80, encode=Encoder(encoding)).lower()
    assert [word for word in WORDS if f"ada{sign}s {word}" not in told] == []


@pytest.mark.parametrize("format_", [Format.TEXT, Format.JSON, Format.CSV])
def test_what_programs_read_is_as_written(format_: Format) -> None:
    assert "Ada's visit" in render(document(), format_)
    assert "’" not in render(document(), format_)


@pytest.mark.parametrize("found", [document().verbatim(), Findings("check", say("Ada's title"), BLOCKS)])
def test_what_a_source_or_a_file_says_is_as_written(found: Document) -> None:
    assert "Ada's point" in render(found, Format.MARKDOWN)
    assert "Ada's point" in terminal.render(found, 80)


@pytest.mark.parametrize("words", ["why ada", "source read log", "check", "source verify log"])
def test_pages_that_quote_files_and_sources_are_as_written(
    brief: Callable[..., Any], tmp_path: Path, words: str
) -> None:
    """The dossier has a title, a wrong quote and a text with straight apostrophes."""
    (tmp_path / "log.txt").write_text("Ada's log.\n")
    cite = "{source: log, at: ¶1, quote: Ada's lamp}"
    (tmp_path / "dossier.yaml").write_text(
        f"dossier: {{title: Lamps}}\nsources: {{log: {{title: Log, text: log.txt}}}}\n"
        f"people: {{ada: {{name: Ada's friend, cite: {cite}}}}}\n",
        encoding="utf-8",
    )
    page = brief(*words.split(), "-f", "markdown").stdout
    assert "Ada's" in page
    assert "Ada’s" not in page


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("O'Neill", "O’Neill"),
        ("d'Åland, l'été", "d’Åland, l’été"),
        ("the Ministers' Meeting", "the Ministers’ Meeting"),
        ("the list's end's", "the list’s end’s"),
        ("so-called 'allies' agree", "so-called 'allies' agree"),
        ("it's an 'alliance of ships' now", "it’s an 'alliance of ships' now"),
        ("run `brief who 'O'Neill'`", "run `brief who 'O'Neill'`"),
        ("https://a.example/o'neill", "https://a.example/o'neill"),
        ("5'3 and 6'", "5'3 and 6'"),
    ],
)
def test_an_apostrophe_stands_between_letters_or_after_s(written: str, expected: str) -> None:
    assert curled(written) == expected
