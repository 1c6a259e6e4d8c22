"""Letterheads and portraits in PDF, Word and HTML."""

import re
import shutil
import subprocess
import zipfile
from base64 import b64decode
from io import BytesIO
from typing import Any

import docx
import pytest

from brief.document import Block, Card, Document, Field, Heading, Letterhead, Paragraph, Portrait
from brief.images import Picture
from brief.locale import say
from brief.renderers import Format, Paper, pages, render
from written import cell

PIXEL = Picture(
    b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="),
    "image/png",
    1,
    1,
)
DESK = Letterhead("Harbour Desk", "1 Ferry Street", "#884422", "logo.png")
ADA = Card(
    "person",
    cell("Ada Østergård"),
    (Field("post", say("Post"), (cell("Keeper"),)), Field("born", say("Born"), (cell("1901"),))),
    "ada",
    Portrait("Ada Østergård", "ada.png"),
)
NOTE = Paragraph((cell("Ada keeps the light."),), "introduction", Portrait("Ada Østergård", "ada.png"))


def paper(*, has_pictures: bool = True, handling: str = "TLP:GREEN") -> Document:
    """Return a read-ahead with a letterhead, longer than a page."""
    blocks: list[Block] = [
        Heading(say("Who they are")),
        ADA,
        NOTE,
        *(Paragraph((cell("More words."),)) for _ in range(60)),
    ]
    document = Document("meeting", say("Meeting with Ada"), blocks, (), handling, author="Desk 3", letterhead=DESK)
    return document.illustrated(lambda _: PIXEL if has_pictures else None)


def poppler(content: bytes, *words: str) -> str:
    """Return what a Poppler program prints about a PDF."""
    if not shutil.which(words[0]):
        pytest.skip(f"needs {words[0]}, of Poppler")
    return subprocess.run([*words], input=content, capture_output=True, check=True).stdout.decode("utf-8", "replace")


def word(document: Document) -> Any:
    """Return the document as python-docx opens it."""
    return docx.Document(BytesIO(pages(document, Format.DOCX, Paper()).content))


@pytest.mark.parametrize(
    ("name", "initials"), [("Pham Manh Thang", "PMT"), ("ada l. de la Mare", "ALD"), ("灯田花子", "灯"), ("—", "")]
)
def test_initials_are_the_first_letters_of_at_most_three_words(name: str, initials: str) -> None:
    assert Portrait(name).initials == initials


def test_pdf_has_the_letterhead_on_its_first_page_and_the_marking_on_all() -> None:
    first, second, *_ = poppler(pages(paper(), Format.PDF, Paper()).content, "pdftotext", "-layout", "-", "-").split(
        "\f"
    )
    assert "Harbour Desk" in first
    assert "1 Ferry Street" in first
    assert "Harbour Desk" not in second
    assert first.count("TLP:GREEN") == second.count("TLP:GREEN") == 2


def test_pdf_tells_whoever_does_not_see_a_portrait_whose_it_is() -> None:
    content = pages(paper(), Format.PDF, Paper()).content
    assert len(poppler(content, "pdfimages", "-list", "-").splitlines()) > 2
    assert content.count("Portrait of Ada Østergård".encode("utf-16-be").hex().upper().encode()) == 2
    title = poppler(content, "pdfinfo", "-")
    assert re.search("Title: +Meeting with Ada", title)
    assert re.search("Author: +Desk 3", title)


def test_initials_stand_for_a_picture_that_cannot_be_shown() -> None:
    lost = paper(has_pictures=False)
    assert "AØ" in poppler(pages(lost, Format.PDF, Paper()).content, "pdftotext", "-", "-")
    assert "AØ" in "".join(found.text for table in word(lost).tables for found in table._cells)
    assert ">AØ<" in render(lost, Format.HTML)


def test_word_has_the_letterhead_on_its_first_page_and_portraits_with_words() -> None:
    file = word(paper())
    (section,) = file.sections
    assert section.different_first_page_header_footer
    told = [found.text.strip() for found in section.first_page_header.tables[0]._cells]
    assert told == ["", "Harbour Desk\n1 Ferry Street", "TLP:GREEN"]
    assert [found.text.strip() for found in section.header.paragraphs] == ["TLP:GREEN"]
    texts = [found.docPr.get("descr") for found in file.element.body.iter("{*}inline")]
    assert texts == ["Portrait of Ada Østergård"] * 2
    assert str(file.styles["Heading 1"].font.color.rgb) == "884422"
    with zipfile.ZipFile(BytesIO(pages(paper(), Format.DOCX, Paper()).content)) as packed:
        assert "TargetMode" not in packed.read("word/_rels/document.xml.rels").decode()


def test_html_holds_its_pictures_and_loads_none() -> None:
    page = render(paper(), Format.HTML)
    sources = re.findall(r'<img[^>]* src="([^"]+)"', page)
    assert len(sources) == 3
    assert all(source.startswith("data:image/png;base64,") for source in sources)
    assert page.count('alt="Portrait of Ada Østergård"') == 2
    assert "Harbour Desk" in page
    assert "1 Ferry Street" in page
    assert "#884422" in page


def test_a_marking_outside_the_traffic_light_protocol_is_no_badge() -> None:
    for handling, is_badge in (("TLP:RED", True), ("For the harbour desk", False)):
        page = render(paper(handling=handling), Format.HTML)
        assert ('class="handling tlp"' in page) is is_badge
        header = word(paper(handling=handling)).sections[0].header._element
        assert bool(list(header.iter("{*}shd"))) is is_badge


def test_what_is_no_colour_does_not_get_into_a_style() -> None:
    hostile = DESK._replace(colour="#fff; } body { display: none }")
    document = Document("memo", say("Title"), [], letterhead=hostile)
    assert "body { display: none }" not in render(document, Format.HTML)
    assert str(word(document).styles["Heading 1"].font.color.rgb) == "1F3A5F"
