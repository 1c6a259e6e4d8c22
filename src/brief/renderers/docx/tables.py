"""Tables in WordprocessingML, which break between pages where a reader expects it."""

from brief.named_tuple import NamedTuple
from brief.renderers.docx.runs import Prose

Rows = list[list[list[Prose]]]
"""Rows of cells, each with its paragraphs."""
_WHOLE = 1200
"""Maximum length, in characters, of a row or table that is kept on one page."""
_FEW = 8
"""Maximum number of rows of a table that is kept on one page."""
_FEW_HEADED = 5
"""The same for a table with a header, which each page repeats."""


class Grid(NamedTuple):
    """A table as XML."""

    xml: str


def grid(style: str, widths: list[int], rows: Rows, lengths: list[int]) -> Grid:
    """Return a table in a style; its first row repeats on every page if there is one row more than `lengths`.

    `widths` are those of the columns in twentieths of a point, `lengths` those of the rows in characters.
    """
    headed = len(rows) - len(lengths)
    is_small = len(rows) <= (_FEW_HEADED if headed else _FEW) and sum(lengths) <= _WHOLE
    lines = ""
    for index, row in enumerate(rows):
        is_header = index < headed
        is_whole = is_header or lengths[index - headed] <= _WHOLE
        is_kept = stays_with_next(index, headed, len(rows)) or (is_small and index < len(rows) - 1)
        lines += _row(row, widths, "<w:cantSplit/>" * is_whole + "<w:tblHeader/>" * is_header, is_kept=is_kept)
    columns = "".join(f'<w:gridCol w:w="{size}"/>' for size in widths)
    look = f'<w:tblLook w:val="{"0620" if headed else "0680"}" w:firstRow="{headed}" w:lastRow="0"'
    look += f' w:firstColumn="{1 - headed}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
    return Grid(
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{look}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{lines}</w:tbl>'
    )


def _row(row: list[list[Prose]], widths: list[int], properties: str, *, is_kept: bool) -> str:
    """Return a row with these properties; one that `is_kept` stays on one page with the next."""
    cells = ("".join(part.xml(kept=is_kept) for part in cell) for cell in row)
    columns = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{size}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for size, cell in zip(widths, cells, strict=True)
    )
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{columns}</w:tr>"


def stays_with_next(index: int, headed: int, count: int) -> bool:
    """True if a row stays with the next, so that a page neither begins nor ends with a single row of a table."""
    return index < count - 1 and (index <= headed or index == count - 2)
