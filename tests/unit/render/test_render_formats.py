"""Choice of a format, and characters that an encoding lacks."""

import subprocess
import sys

import pytest

from brief.document import Document, Edge, Entry, Graph, Listing, Node, Note, Timeline
from brief.locale import say
from brief.renderers import EXTENSIONS, FINDINGS, PRINTED, Format, Paper, printable, render
from documents import dated
from written import cell

DOCUMENT = Document("memo", say("The lighthouse"), [Listing("points", (cell("Lit in 1925."),))])


@pytest.mark.parametrize("format", sorted(set(Format) - {Format.ICS, Format.MERMAID, Format.DOT} - PRINTED - FINDINGS))
def test_every_format_renders_and_ends_in_one_newline(format: Format) -> None:
    rendered = render(DOCUMENT, format)
    assert "Lit in 1925." in rendered
    assert rendered.endswith("\n")
    assert not rendered.endswith("\n\n")


@pytest.mark.parametrize("format", sorted(set(Format) - PRINTED - FINDINGS))
def test_every_format_shows_the_marking_and_where_each_statement_is_from(format: Format) -> None:
    note = Note("harbour-log", "p. 3")
    entry = Entry(dated("1925-06", cites=(note,)), cell("Lit", None, (note,)), "lit")
    nodes = (Node("ada", cell("Ada")), Node("tower", cell("Tower")))
    graph = Graph("relations", nodes, (Edge("ada", "tower", cell("keeper of", None, (note,))),))
    marked = Document("memo", say("The lighthouse"), [Timeline("events", (entry,)), graph], [], "TLP AMBER")
    rendered = render(marked, format, Paper(marking_column=True))
    for told in ("TLP AMBER", "harbour-log", "p. 3"):
        assert told in rendered


@pytest.mark.parametrize(
    ("extension", "format"),
    [
        (".txt", Format.TEXT),
        (".md", Format.MARKDOWN),
        (".markdown", Format.MARKDOWN),
        (".json", Format.JSON),
        (".html", Format.HTML),
        (".htm", Format.HTML),
        (".docx", Format.DOCX),
        (".pdf", Format.PDF),
        (".csv", Format.CSV),
        (".ics", Format.ICS),
        (".mmd", Format.MERMAID),
        (".gv", Format.DOT),
        (".sarif", Format.SARIF),
    ],
)
def test_extensions(extension: str, format: Format) -> None:
    assert EXTENSIONS[extension] is format


def test_plain_text_needs_no_rich_nor_any_other_format() -> None:
    program = (
        "import sys; from brief.document import Document; from brief.renderers import Format, render;"
        "render(Document('memo', 'Title', []), Format.TEXT);"
        "print(*(name for name in sys.modules if name.split('.')[0] in ('rich', 'json', 'unicodedata')"
        " or name in ('brief.renderers.markdown', 'brief.renderers.json', 'brief.renderers.terminal')))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "\n"


@pytest.mark.parametrize(
    ("text", "encoding", "expected"),
    [
        ("Lit — “now” ¶2…", "utf-8", "Lit — “now” ¶2…"),
        ("Lit — “now” ¶2…", "ascii", 'Lit - "now" para 2...'),
        ("Ada’s · ⟨U+202E⟩", "ascii", "Ada's - <U+202E>"),
        ("café ¶2 — Đoàn", "latin-1", "café ¶2 - \\u0110oàn"),
        ("a \ud800 b", "utf-8", "a \\ud800 b"),
    ],
)
def test_printable(text: str, encoding: str, expected: str) -> None:
    assert printable(text, encoding) == expected
    printable(text, encoding).encode(encoding)
