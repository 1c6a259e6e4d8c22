"""Typographic apostrophes in what people read, and the written ones in data."""

import subprocess
from io import BytesIO

import docx
import pytest

from brief.document import (
    Card,
    Column,
    Document,
    Entry,
    Field,
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


def document(kind: str = "memo") -> Document:
    return Document(kind, say("Ada's title"), BLOCKS, [Reference("log", "Ada's log")])


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


@pytest.mark.parametrize("kind", ["why", "source", "check", "verify"])
def test_what_a_source_or_a_file_says_is_as_written(kind: str) -> None:
    assert "Ada's point" in render(document(kind), Format.MARKDOWN)
    assert "Ada's point" in terminal.render(document(kind), 80)


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
