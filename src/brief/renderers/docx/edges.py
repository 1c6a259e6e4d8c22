"""Headers and footers of each Word page: letterhead, marking, date and page number.

Grammar: ECMA-376, part 1, sections 17.3 and 17.10.
"""

from collections.abc import Mapping

from docx.document import Document as WordDocument
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.section import _Footer, _Header

from brief.document import Document
from brief.locale import say
from brief.renderers.docx.picture import drawn
from brief.renderers.docx.runs import field, run, styled
from brief.renderers.pictured import TLP, ink

_LONG = 40
"""Maximum length of a marking, in characters, that shares a line with the page number."""
_LOGO_COLUMN, _MARKING_COLUMN = 1_700, 2_600
"""Widths in twentieths of a point."""
_LOGO = 11.0
_WIDEST = 27.0
"""Maximum height and width of a logo, in millimetres."""


def mark_plain(file: WordDocument, document: Document, styles: Mapping[str, str], width: int) -> None:
    """Put the letterhead on page 1, and marking, date and number on every page; `width` is that of the text."""
    section, edges = file.sections[0], _Edges(document, styles, width)
    section.different_first_page_header_footer = document.letterhead is not None
    if document.letterhead is not None:
        add_paragraphs(section.first_page_header, edges.letterhead(section.first_page_header), first=True)
        add_paragraphs(section.first_page_footer, edges.footer(), first=False)
    if document.handling:
        add_paragraphs(section.header, edges.marking(), first=True)
    add_paragraphs(section.footer, edges.footer(), first=False)


class _Edges:
    """Headers and footers as XML paragraphs."""

    def __init__(self, document: Document, styles: Mapping[str, str], width: int) -> None:
        self._document = document
        self._styles = styles
        self._width = width
        self._tab = f'<w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs>'

    def letterhead(self, header: _Header) -> str:
        """Return logo, name and address on the left, the marking on the right, and a rule below."""
        held = self._document.letterhead
        assert held is not None
        header.is_linked_to_previous = False
        picture = self._document.picture(held.logo)
        logo = drawn(header.part, picture, _LOGO, held.name, _WIDEST) if picture else ""
        words = [run(held.name, "<w:b/><w:bCs/>"), *([run(held.address)] if held.address else [])]
        cells = [(_LOGO_COLUMN, [logo])] if logo else []
        marking = _MARKING_COLUMN if self._document.handling else 0
        cells.append((self._width - marking - (_LOGO_COLUMN if logo else 0), words))
        cells += [(marking, [self._badge()])] if marking else []
        return self._row(cells) + self._paragraph("header", "", '<w:spacing w:before="0" w:after="120"/>')

    def _row(self, cells: list[tuple[int, list[str]]]) -> str:
        """Return a table of one row above a rule, each cell with width and lines; a marking is right-aligned."""
        colour = ink(self._document).removeprefix("#")
        rule = f'<w:tblBorders><w:bottom w:val="single" w:sz="6" w:space="0" w:color="{colour}"/></w:tblBorders>'
        is_marked = bool(self._document.handling)
        written = ""
        for index, (width, lines) in enumerate(cells):
            right = '<w:jc w:val="right"/>' if is_marked and index == len(cells) - 1 else ""
            inner = "".join(self._paragraph("header", line, right) for line in lines)
            written += (
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{inner}</w:tc>'
            )
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width, _ in cells)
        none = '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{self._width}" w:type="dxa"/>{rule}<w:tblLayout w:type="fixed"/>{none}'
            f"</w:tblPr><w:tblGrid>{columns}</w:tblGrid><w:tr>{written}</w:tr></w:tbl>"
        )

    def marking(self) -> str:
        """Return the right-aligned marking."""
        return self._paragraph("Brief Marking", self._badge())

    def footer(self) -> str:
        """Return the date on the left, the page number and marking on the right."""
        document = self._document
        is_long = len(document.handling) > _LONG
        badge = "" if is_long else self._badge(run("  "))
        line = run(document.day) + "<w:r><w:tab/></w:r>" + page_count() + badge
        return self._paragraph("footer", line, self._tab) + (self.marking() if is_long else "")

    def _badge(self, before: str = "") -> str:
        """Return the marking: a black badge for the Traffic Light Protocol, else bold text; empty without a marking."""
        words = self._document.handling
        if not words:
            return ""
        colour = TLP.get(words, "").removeprefix("#")
        dark = f'<w:color w:val="{colour}"/><w:shd w:val="clear" w:color="auto" w:fill="000000"/>' if colour else ""
        style = styled(self._styles["Brief Badge"]) if colour else "<w:b/><w:bCs/>"
        space = "\N{NO-BREAK SPACE}" if colour else ""
        return before + run(f"{space}{words}{space}", style + dark)

    def _paragraph(self, style: str, runs: str, more: str = "") -> str:
        return f'<w:p><w:pPr><w:pStyle w:val="{self._styles[style]}"/>{more}</w:pPr>{runs}</w:p>'


def page_count() -> str:
    """Return `Page 2 of 3` as fields."""
    from string import Formatter

    fields = {"page": field("PAGE", "1"), "pages": field("NUMPAGES", "1")}
    parts = Formatter().parse(say("Page {page} of {pages}"))
    return "".join((run(text) if text else "") + (fields[place] if place else "") for text, place, *_ in parts)


def add_paragraphs(holder: _Header | _Footer, paragraphs: str, *, first: bool) -> None:
    """Insert paragraphs into a header or footer; if it has no text, they replace its content."""
    holder.is_linked_to_previous = False
    element = holder._element
    if next(element.iter(qn("w:r"), qn("w:tbl")), None) is None:
        for child in list(element):
            element.remove(child)
    for index, paragraph in enumerate(list(parse_xml(f"<w:body {nsdecls('w', 'r')}>{paragraphs}</w:body>"))):
        element.insert(index if first else len(element), paragraph)
