"""Plain text for pipes and files: one line per fact, never wrapped."""

from collections.abc import Iterator, Sequence

from brief.document import Document
from brief.renderers.layout import parts
from brief.renderers.lines import Branch, Chart, Encode, Grid, LinePart, Styled, is_count
from brief.renderers.words import padded, width

_COLUMNS = 80
"""Width of a chart, in columns."""


def render(document: Document) -> str:
    """Return the document as lines, with columns aligned by spaces."""
    return "".join(pieces(document))


def pieces(document: Document, encode: Encode = str) -> Iterator[str]:
    """Yield the document a few lines at a time; `encode` replaces characters that the stream cannot show."""
    return (f"{_text(part)}\n" for part in parts(document, encode))


def _text(part: LinePart) -> str:
    if isinstance(part, Grid):
        return _aligned(part)
    if isinstance(part, Chart):
        from brief.renderers.chart import drawn

        return "\n".join([*drawn(part.entries, _COLUMNS), ""])
    if isinstance(part, Branch):
        return part.lead + _plain(part.line)
    reference = f"  {_plain(part.reference)}" if part.reference else ""
    return " " * part.indent + _plain(part.lead) + _plain(part.line) + reference


def _aligned(grid: Grid) -> str:
    rows = [[_plain(line) for line in row] for row in ([grid.header] if grid.header else []) + grid.rows]
    # The last column needs no padding. The reference follows it, or is a column of a table.
    shown = rows if grid.header else [[*row[:-2], f"{row[-2]}  {row[-1]}".rstrip(" ")] for row in rows]
    columns = list(zip(*shown, strict=True))
    widths = [max(map(width, column)) for column in columns[:-1]] + [0]
    kept = [index for index, wide in enumerate(widths) if wide or index == len(widths) - 1]
    gap, indent = " " * grid.gap, " " * grid.indent
    counts = set() if grid.header else {index for index in kept[:-1] if any(is_count(row[index]) for row in grid.rows)}
    return "\n".join(
        indent
        + gap.join(
            row[index].rjust(widths[index]) if index in counts else padded(row[index], widths[index]) for index in kept
        ).rstrip(" ")
        for row in shown
    )


def _plain(line: Sequence[Styled]) -> str:
    return "".join(text for text, *_ in line)
