"""Short pages in every format: each sign is explained, each version has its reference, each letter its source."""

import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from io import BytesIO
from itertools import count
from xml.etree import ElementTree

import pytest
from html_reader import read
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from word_reader import WORD, noted

from brief import renderers
from brief.document import (
    Block,
    Card,
    Cell,
    Column,
    Document,
    Entry,
    Field,
    Graph,
    Heading,
    Listing,
    Mark,
    Node,
    Note,
    Notice,
    Paragraph,
    Pointer,
    Reference,
    Row,
    Short,
    Sign,
    Table,
    Timeline,
    bare_date,
    cells,
    statements,
)
from brief.locale import say
from brief.model.dates import Date
from brief.renderers import Encoder, Format, Paper, terminal
from brief.renderers.words import pieces_of
from written import cell, phrase

SOURCES = ("log", "letter", "wire", "chart")
PLACES = ("¶1", "¶2", "¶10", "p. 4", "title")


@st.composite
def documents(draw: st.DrawFn, *, full: bool = False) -> Document:
    """Draw a document of plain, inferred or disputed values; no two have the same words."""
    number = count(1)
    cites = st.lists(st.builds(Note, st.sampled_from(SOURCES), st.sampled_from(PLACES)), max_size=2).map(tuple)

    def plain() -> Cell:
        marks = [Mark(Sign.INFERRED, reason="because")] if draw(st.integers(0, 3)) == 0 else []
        return cell(phrase(f"value{next(number)}x", *marks), None, draw(cites))

    def value() -> Cell:
        if draw(st.booleans()):
            return plain()
        versions = tuple(plain() for _ in range(draw(st.integers(2, 3))))
        between = draw(st.sampled_from([say(" or "), say("; or: ")]))
        about = cell("a record, its field") if draw(st.booleans()) else None
        mark = Mark(Sign.DISPUTED, None, "", versions[1:], between, versions, about)
        return Cell((*versions[0].spans, mark))

    def entry() -> Entry:
        date = bare_date(draw(st.sampled_from([Date.parse("1925"), Date.parse("2019-01-24")])))
        short = Short(date, value(), value()) if draw(st.booleans()) else None
        return Entry(date, value(), "", (value(),), value(), (value(),), short=short)

    columns = (Column("a", say("First")), Column("b", say("Second")))
    kinds: list[Callable[[], Block]] = [
        lambda: Heading(say("A heading")),
        lambda: Paragraph((value(), value())),
        lambda: Listing("list", (value(), value())),
        lambda: Table("table", columns, (Row((value(), value())), Row((value(), cell(""))))),
        lambda: Timeline("timeline", (entry(), entry())),
        lambda: Card("card", value(), (Field("f", say("Field"), (value(), value())),)),
        lambda: Graph("graph", (Node("a", value()), Node("b", value())), ()),
        lambda: Notice(value()),
    ]
    blocks = [draw(st.sampled_from(kinds))() for _ in range(draw(st.integers(1, 3)))]
    references = [Reference("log", "The log of the harbour", key="F"), Reference("wire", "The wire of the harbour")]
    return Document("any", say("Title"), blocks, references, full=full)


def markdown(document: Document) -> str:
    """Return a page in Markdown, with the text of each note in place of its number."""
    page = renderers.render(document, Format.MARKDOWN)
    notes = dict(re.findall(r"^\[\^(\d+)\]: (.*)$", page, re.MULTILINE))
    body = re.sub(r"^\[\^\d+\]: .*\n?", "", page, flags=re.MULTILINE)
    return re.sub(r"\[\^(\d+)\]", lambda found: f" {notes[found[1]]}", body).replace("**", "")


def word(document: Document) -> str:
    """Return the text of a Word document, with the text of each footnote in place of its number."""
    content = renderers.pages(document, Format.DOCX, Paper()).content
    noted(content)
    packed = zipfile.ZipFile(BytesIO(content))
    notes: dict[str, str] = {}
    if "word/footnotes.xml" in packed.namelist():
        for note in ElementTree.fromstring(packed.read("word/footnotes.xml")).iter(f"{WORD}footnote"):
            notes[note.attrib[f"{WORD}id"]] = "".join(text.text or "" for text in note.iter(f"{WORD}t"))
    told, is_again = "", False
    for found in ElementTree.fromstring(packed.read("word/document.xml")).iter():
        told += "\n" if found.tag == f"{WORD}p" else ""
        is_again |= "NOTEREF" in (found.text or "")
        if found.tag == f"{WORD}t":
            told += notes[found.text or ""] if is_again else found.text or ""
            is_again = False
        told += notes[found.attrib[f"{WORD}id"]] if found.tag == f"{WORD}footnoteReference" else ""
    return told


def portable(document: Document) -> str:
    """Return the text of a PDF in the order of its content, without the brackets of references."""
    content = renderers.pages(document, Format.PDF, Paper()).content
    told = subprocess.run(["pdftotext", "-raw", "-", "-"], input=content, capture_output=True, check=True).stdout
    return re.sub("[\u2060\\[\\]]", "", told.decode())


def text(document: Document) -> str:
    """Return plain text, as in a pipe."""
    return renderers.render(document, Format.TEXT)


def html(document: Document) -> str:
    """Return the text of a page, including the texts for screen readers."""
    return read(renderers.render(document, Format.HTML)).text


def wide(document: Document) -> str:
    """Return the text on a wide screen."""
    return terminal.render(document, 120)


def narrow(document: Document) -> str:
    """Return the text on a narrow screen."""
    return terminal.render(document, 40)


def plain_ascii(document: Document) -> str:
    """Return the text on an ASCII screen."""
    return terminal.render(document, 80, encode=Encoder("ascii"))


Read = Callable[[Document], str]
SCREEN, PAPER = ("~", "≠"), ("†", "‡")
SIGNS: dict[Read, tuple[str, str]] = {
    text: SCREEN,
    wide: SCREEN,
    narrow: SCREEN,
    plain_ascii: ("(i)", "(d)"),
    markdown: PAPER,
    html: PAPER,
}


def pieces(pointers: tuple[Pointer, ...], reader: Read) -> list[str]:
    """Return a reference as a format writes it, in pieces that are never broken across lines."""
    is_compact = SIGNS.get(reader, PAPER) is not PAPER
    told = [piece for each in pointers for piece in pieces_of(each, compact=is_compact)]
    return [squeezed(piece.replace("¶", "para ") if reader is plain_ascii else piece) for piece in told]


def reference(pointers: tuple[Pointer, ...], reader: Read) -> str:
    """Return a reference within a sentence as a format writes it."""
    return squeezed(", ".join("".join(pieces((each,), reader)) for each in pointers))


def in_order(found: list[str], body: str) -> bool:
    """True if these pieces follow in this order; in a table, text of other columns may come between."""
    return bool(re.search(".*".join(map(re.escape, found)), body))


def squeezed(told: str) -> str:
    """Return a text without white space, and without the words that screen readers say for signs."""
    return "".join(re.sub(r"\s\((inferred|sources\sdiffer)\)", "", told).split())


def hold(document: Document, reader: Read) -> None:
    """Check that a short page is complete: explained signs, versions with references, letters with sources."""
    page = reader(document)
    body = squeezed(page)
    inferred, disputed = SIGNS.get(reader, PAPER)
    for sign, meaning in ((inferred, "inferred"), (disputed, "sourcesdiffer")):
        told = body.count(f"{sign}{meaning}")
        assert told == (1 if body.count(sign) > told else 0), f"the meaning of {sign}\n{page}"
    assert reader in (html, portable) or "(inferred" not in page  # these two tell it to screen readers
    assert "(disputed" not in page
    shown = list(cells(document.blocks, full=False))
    disputes = [mark for found in shown for mark in found.marks if mark.sign is Sign.DISPUTED]
    assert bool(disputes) == ("wherethesourcesdiffer" in body.casefold())
    for mark in disputes:
        for version in mark.versions:
            sign = inferred if version.has(Sign.INFERRED) else ""
            cited = reference(document.pointers(version.cites), reader)
            assert f"{version.unsigned}{sign}{cited}" in body, f"{version.unsigned} {cited}\n{page}"
    for block in document.blocks:
        for statement in statements(block, full=False):
            assert in_order(pieces(document.reference(*statement), reader), body), page
    letters = {document.letter(found.source): found for found in document.bibliography}
    assert len(letters) == len(document.bibliography)
    assert {found.source for found in document.bibliography} == {note.source for found in shown for note in found.cites}
    for letter, found in letters.items():
        assert squeezed(f"{letter} {found.text or found.source}") in body


@pytest.mark.parametrize("reader", SIGNS)
@settings(max_examples=14)
@given(document=documents())
def test_a_short_page_says_what_its_signs_mean_and_whose_each_version_is(reader: Read, document: Document) -> None:
    hold(document, reader)


@settings(max_examples=10, phases=[Phase.explicit, Phase.generate])  # shrinking takes minutes
@given(document=documents())
def test_a_short_paper_does_so_too(document: Document) -> None:
    hold(document, word)
    if shutil.which("pdftotext"):
        hold(document, portable)


def disputed_cells(document: Document) -> list[Cell]:
    """Return the cells of a page with a disputed value."""
    return [found for found in cells(document.blocks, full=document.full) if found.has(Sign.DISPUTED)]


@settings(max_examples=25)
@given(document=documents())
def test_no_value_with_a_rival_stands_without_a_sign(document: Document) -> None:
    for found in disputed_cells(document):
        signs = [run.mark.sign for run in document.runs(found) if run.mark and not run.is_rival]
        assert signs[-1:] == [Sign.DISPUTED]


@pytest.mark.parametrize("reader", [text, wide, html, markdown])
@settings(max_examples=14)
@given(document=documents(full=True))
def test_a_full_page_has_every_citation_and_every_rival(reader: Read, document: Document) -> None:
    page = "".join(reader(document).split())
    for found in cells(document.blocks):
        assert all(note.at.replace(" ", "") in page for note in found.cites)
    for found in disputed_cells(document):
        assert all(rival.unsigned in page for mark in found.marks for rival in mark.rivals)
    assert "(disputed)" in page or not disputed_cells(document)


KEY_EVENT = Document(
    "timeline",
    say("The lamp"),
    [
        Timeline(
            "events",
            (
                Entry(
                    cell("2020", Date.parse("2020")),
                    cell("Lamp lit"),
                    "lit",
                    short=Short(
                        phrase(cell(bare_date(Date.parse("2020"))), Mark(Sign.DISPUTED, rivals=(cell("2021"),))),
                        cell("Lamp lit", None, (Note("log"), Note("wire", "¶¶1-3"))),
                        cell("Ada: keeper"),
                        True,
                    ),
                ),
            ),
        )
    ],
    [Reference("log", "The log", key="F"), Reference("wire", "The wire", key="A")],
    full=False,
)
"""An event of high importance, with a source that has no places and one with several."""


def test_only_the_title_of_an_important_event_is_bold() -> None:
    page = renderers.render(KEY_EVENT, Format.HTML)
    assert "<strong>Lamp lit</strong>" in page and '<span class="quiet">Ada: keeper</span>' in page
    assert "what key" not in page
    assert "**Lamp lit**" in renderers.render(KEY_EVENT, Format.MARKDOWN)
    screen = terminal.render(KEY_EVENT, 80, color=True)
    assert "\x1b[1mLamp lit\x1b[0m" in screen and "\x1b[2mAda: keeper\x1b[0m" in screen


def test_another_date_follows_all_that_is_said_of_the_event_at_its_own_date() -> None:
    assert "Lamp lit (Ada: keeper), or 2021" in text(KEY_EVENT)


@pytest.mark.parametrize("form", [Format.HTML, Format.MARKDOWN, Format.TEXT, Format.PDF])
def test_a_reference_has_no_space_before_its_comma_and_an_en_dash_in_spans(form: Format) -> None:
    if form is Format.PDF and not shutil.which("pdftotext"):
        pytest.skip("needs pdftotext, of Poppler")
    page = (
        portable(KEY_EVENT)
        if form is Format.PDF
        else {Format.HTML: html, Format.TEXT: text}.get(form, markdown)(KEY_EVENT)
    )
    assert ("F, A1–3" if form is Format.TEXT else "F, A ¶¶1–3") in page.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("locator", "printed"),
    [("¶¶1-3", "A ¶¶1–3"), ("pp. 4-5, 7", "A pp. 4–5, 7"), ("S/RES/1325-2000", "A S/RES/1325-2000"), ("2-a", "A 2-a")],
)
def test_only_spans_of_paragraphs_and_pages_have_an_en_dash(locator: str, printed: str) -> None:
    lamp = cell("The lamp is lit.", None, (Note("log", locator),))
    page = Document("memo", say("Lamps"), [Paragraph((lamp,), "lead")], [Reference("log", "A log")], full=False)
    assert printed in markdown(page).replace("\xa0", " ")
