"""Plain text for pipes and files: one line a fact, never wrapped."""

from collections.abc import Iterator

from brief.document import Document
from brief.renderers.layout import Branch, Chart, Grid, Line, Part, parts
from brief.renderers.words import padded, width

_COLUMNS = 80
"""The width of a chart."""


def render(document: Document) -> str:
    """The document as lines, columns aligned by spaces."""
    return "".join(pieces(document))


def pieces(document: Document) -> Iterator[str]:
    """The same, some lines at a time."""
    return (f"{_text(part)}\n" for part in parts(document))


def _text(part: Part) -> str:
    if isinstance(part, Grid):
        return _aligned(part)
    if isinstance(part, Chart):
        from brief.renderers.chart import drawn

        return "\n".join([*drawn(part.entries, _COLUMNS), ""])
    if isinstance(part, Branch):
        return part.lead + _plain(part.line)
    return " " * part.indent + _plain(part.line)


def _aligned(grid: Grid) -> str:
    rows = [[_plain(line) for line in row] for row in ([grid.header] if grid.header else []) + grid.rows]
    # What stands behind the last column is nothing to align.
    widths = [max(map(width, column)) for column in list(zip(*rows, strict=True))[:-1]] + [0]
    gap, indent = " " * grid.gap, " " * grid.indent
    return "\n".join(indent + gap.join(map(padded, row, widths)).rstrip(" ") for row in rows)


def _plain(line: Line) -> str:
    return "".join(text for text, _ in line)
