"""Extracts the paragraphs of a PDF file, page by page, and its metadata."""

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

from brief.extraction.extract import Extract, Unextractable, in_one_line
from brief.locale import say

if TYPE_CHECKING:
    from pdfminer.layout import LTTextLine

_OTHER_SIZE = 1.15
"""Ratio of the heights of two adjacent lines above which the second one begins a paragraph."""
_SHY = "\xad"


def extract_pdf(content: bytes) -> Extract:
    """Return the text of a file, with a form feed at the end of each page; raise `Unextractable`."""
    from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
    from pdfminer.pdfparser import PDFParser
    from pdfminer.psexceptions import PSException

    try:
        document = PDFDocument(PDFParser(BytesIO(content)))
        pages = ["".join(f"{text}\n\n" for text in page) for page in _pages(content)]
    except PDFPasswordIncorrect as error:
        raise Unextractable(say("it needs a password")) from error
    except (PSException, ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        raise Unextractable(say("it is damaged")) from error  # pdfminer raises all of these for damaged files
    said = document.info[0] if document.info else {}
    author = _words(said.get("Author"))
    return Extract(
        "".join(f"{page.rstrip()}\n\f" for page in pages) if any(pages) else "",
        _words(said.get("Title")),
        author=[author] if author else [],
        language=_words(document.catalog.get("Lang")),
    )


def _words(value: Any) -> str:
    """Return a metadata value as text; empty if it is not a string."""
    from pdfminer.pdftypes import resolve1
    from pdfminer.utils import decode_text

    value = resolve1(value)
    return in_one_line(decode_text(value)) if isinstance(value, bytes) else ""


def _pages(content: bytes) -> Iterator[list[str]]:
    """Yield the paragraphs of each page in reading order."""
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LTTextBox, LTTextLine

    for page in extract_pages(BytesIO(content)):
        boxes = [[line for line in box if isinstance(line, LTTextLine)] for box in page if isinstance(box, LTTextBox)]
        yield [text for box in boxes for lines in _paragraphs(box) if (text := _joined(lines))]


def _paragraphs(box: "list[LTTextLine]") -> "Iterator[list[LTTextLine]]":
    """Divide the lines of a box into paragraphs where the font size changes, and at indented lines."""
    left = min((line.x0 for line in box), default=0)
    right = max((line.x1 for line in box), default=0)
    held: list[LTTextLine] = []
    for line in box:
        if held:
            low, high = sorted((held[-1].height, line.height))
            depth = line.x0 - left
            is_first = line.height / 2 < depth < (right - left) / 4 and held[-1].x0 - left < line.height / 2
            if high > low * _OTHER_SIZE or (is_first and right - line.x1 < line.height * 4):
                yield held
                held = []
        held.append(line)
    if held:
        yield held


def _joined(lines: "list[LTTextLine]") -> str:
    """Join lines without soft hyphens, and without a space after a hyphen at a line break."""
    text = ""
    for line in lines:
        words = in_one_line(line.get_text())
        parted = text.endswith((_SHY, "-")) and words[:1].islower()
        text = f"{text.removesuffix(_SHY)}{words}" if parted else f"{text} {words}"
    return text.replace(_SHY, "").strip()
