"""Text for a terminal: the plain-text layout, wrapped to the screen width and coloured sparingly."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from rich.text import Text

from brief.document import Document
from brief.renderers.layout import parts
from brief.renderers.lines import (
    Branch,
    Chart,
    Encode,
    Grid,
    Line,
    LinePart,
    Prose,
    Styled,
    is_count,
    is_signs,
    words_of,
)
from brief.renderers.screen import Screen
from brief.renderers.words import width as columns_of

_LEAST = 24
"""Minimum width of a grid's last column, in columns of the screen, unless it needs less."""


def render(document: Document, width: int, color: bool = False, encode: Encode = str) -> str:
    """Return the document for a screen `width` columns wide; without `color` it has no escape sequences.

    `encode` replaces characters that the terminal cannot show. Web addresses and findings stay on one line, whatever
    its length, so that they can be copied.
    """
    return "".join(pieces(document, width, color, encode))


def pieces(document: Document, width: int, color: bool = False, encode: Encode = str) -> Iterator[str]:
    """Yield the document for a screen, a few lines at a time."""
    screen = Screen(width, color)
    shown = document.typeset() if encode("’") == "’" else document
    for part in parts(shown, encode):
        _show(screen, part)
        yield screen.take()


def _columns(line: Sequence[Styled]) -> int:
    return columns_of(words_of(line))


def _show(screen: Screen, part: LinePart) -> None:
    """Print one part of the layout."""
    if isinstance(part, Grid):
        _show_grid(screen, part)
    elif isinstance(part, Chart):
        from brief.renderers.chart import drawn

        lines = drawn(part.entries, screen.console.width)
        screen.print(screen.whole([Styled(line, "date")], 0) for line in [*lines, ""])
    elif isinstance(part, Branch):
        screen.print(_branch(screen, part))
    elif not part.wraps:
        screen.print([screen.whole(part.line, part.indent)])
    elif part.line and part.line[-1].role == "url":
        *text_, url = part.line
        inner = part.indent + (_columns(part.lead) or 2)
        screen.print([*_led(screen, part._replace(line=text_)), screen.whole([url], inner)])
    else:
        screen.print(_led(screen, part))


def _show_grid(screen: Screen, grid: Grid) -> None:
    if grid.header:
        from brief.renderers.terminal_tables import show_table

        show_table(screen, grid)
        return
    room = screen.console.width
    leads = [max(map(_columns, column)) for column in zip(*(row[:-2] for row in grid.rows), strict=True)]
    longest = max(_columns(row[-2]) for row in grid.rows)
    margin = sum(wide + grid.gap for wide in leads if wide) + grid.indent
    over = margin + (longest if longest <= room // 2 else _LEAST) - room
    if leads and over > 0:  # the widest column gives way, but not all of it
        most = max(room // 3, max(leads) - over)
        leads = [min(wide, most) for wide in leads]
    if screen.is_narrow and margin > room // 2:
        from brief.renderers.terminal_tables import stacked

        screen.print(line for row in grid.rows for line in stacked(screen, grid, row))
        return
    screen.print(line for row in _years_once(grid.rows) for line in _row(screen, grid, row, leads))


def _row(screen: Screen, grid: Grid, row: list[Line], leads: list[int]) -> Iterator[Text]:
    """Yield the lines of a row: the last column but one wraps, and the reference is right-aligned."""
    shown = [(line, wide) for line, wide in zip(row[:-2], leads, strict=True) if wide]
    columns = [list(screen.text(line).wrap(screen.console, wide)) if line else [] for line, wide in shown]
    widths = [wide for _, wide in shown]
    margin = grid.indent + sum(widths) + grid.gap * len(widths)
    for *left, right in zip_longest(
        *columns, screen.fitted(row[-2], row[-1], screen.console.width - margin), fillvalue=Text()
    ):
        whole = Text(" " * grid.indent)
        for found, (line, wide) in zip(left, shown, strict=True):
            found.rstrip()
            filling = " " * (wide - found.cell_len)
            aligned = (filling, found) if is_signs(line) or is_count(line) else (found, filling)
            whole.append_text(Text.assemble(*aligned, " " * grid.gap))
        yield Text.assemble(whole, right)


def _led(screen: Screen, part: Prose) -> Iterator[Text]:
    """Yield a wrapped line; its lead precedes the first line, and spaces of the same width the others."""
    lead = [Styled(" " * part.indent), *part.lead]
    for text in screen.wrapped(part.line, 0, part.reference, margin=_columns(lead)):
        yield Text.assemble(screen.text(lead), text)
        lead = [Styled(" " * _columns(lead))]


def _branch(screen: Screen, branch: Branch) -> Iterator[Text]:
    """Yield a line of a tree, wrapped next to its stem; a narrow screen shows only the end of a deep stem."""
    most = screen.console.width // 2
    texts = screen.text(branch.line).wrap(screen.console, screen.console.width - len(branch.lead[-most:]))
    for index, text in enumerate(texts):
        yield Text.assemble((branch.rest if index else branch.lead)[-most:], text)


def _years_once(rows: list[list[Line]]) -> Iterator[list[Line]]:
    """Yield the rows of a timeline, each year only in its first row."""
    last = ("", "")
    for row in rows:
        year, *rest = row[0] or [Styled("")]
        day = "".join(span.text for span in rest)
        is_again = year.role == "year" and year.text == last[0] and (day or not last[1])
        yield [[Styled(" " * len(year.text)), *rest], *row[1:]] if is_again else row
        last = (year.text, day) if year.text else last
