"""Text for a terminal: the plain-text layout, wrapped to the screen width and coloured sparingly."""

import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import zip_longest

from rich.console import Console
from rich.text import Text

from brief.document import Document
from brief.renderers.layout import (
    Branch,
    Chart,
    Encode,
    Grid,
    Line,
    Part,
    Prose,
    Span,
    is_count,
    is_signs,
    parts,
    words_of,
)
from brief.renderers.words import width as columns_of

_NARROW = 60
"""Narrowest screen, in columns, that shows a table as a table; below it a table becomes a list."""
_LEAST = 24
"""Minimum width of a grid's last column, in columns of the screen, unless it needs less."""
NARROWEST = 20
"""Minimum width of the screen, in columns."""

_LINK_ID = re.compile("\x1b]8;id=[^;]*;")
"""The random ids that Rich gives to links; removing them makes the output reproducible."""

_STYLES = {
    "title": "bold",
    "heading": "bold",
    "header": "bold",
    "name": "bold",
    "key": "bold",
    "strong": "bold",
    "handling": "reverse",
    "label": "cyan",
    "command": "cyan",
    "year": "bold cyan",
    "date": "cyan",
    "note": "dim",
    "quiet": "dim",
    "legend": "dim",
    "mark": "yellow",
    "sign": "yellow",
    "warning": "yellow",
    "error": "bold red",
}


_SPACE = "\ufdd0"
"""Placeholder for a space at which lines must not wrap: a Unicode noncharacter, printed as a space."""
_WHOLE = ("note", "legend")
"""Roles of spans that must not be broken: a locator, a sign with its meaning, a command."""

_TURNS = {"turn": "\n", "close": ""}


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
        screen.show(part)
        yield screen.take()


class Screen:
    """Prints the parts of a layout, wrapped to the width of the screen."""

    def __init__(self, width: int, color: bool) -> None:
        self.file = StringIO()
        self.console = Console(
            file=self.file,
            width=max(width, NARROWEST),
            height=100,
            color_system="standard" if color else None,
            force_terminal=color,
            no_color=not color,
            force_jupyter=False,
            legacy_windows=False,
            markup=False,
            emoji=False,
            highlight=False,
        )

    @property
    def is_narrow(self) -> bool:
        """True if a table does not fit into the screen."""
        return self.console.width < _NARROW

    def take(self) -> str:
        """Return the output since the last call, without the spaces that pad tables."""
        shown = self.file.getvalue()
        self.file.seek(0)
        self.file.truncate()
        shown = _LINK_ID.sub("\x1b]8;;", shown)
        return "\n".join(line.rstrip(" ") for line in shown.replace(_SPACE, " ").split("\n"))

    def show(self, part: Part) -> None:
        """Print one part of the layout."""
        if isinstance(part, Grid):
            self._show_grid(part)
        elif isinstance(part, Chart):
            from brief.renderers.chart import drawn

            lines = drawn(part.entries, self.console.width)
            self.print(self.whole([Span(line, "date")], 0) for line in [*lines, ""])
        elif isinstance(part, Branch):
            self.print(self._branch(part))
        elif not part.wraps:
            self.print([self.whole(part.line, part.indent)])
        elif part.line and part.line[-1].role == "url":
            *text_, url = part.line
            inner = part.indent + (_columns(part.lead) or 2)
            self.print([*self._led(part._replace(line=text_)), self.whole([url], inner)])
        else:
            self.print(self._led(part))

    def _show_grid(self, grid: Grid) -> None:
        if grid.header:
            from brief.renderers.terminal_tables import show_table

            show_table(self, grid)
            return
        screen = self.console.width
        leads = [max(map(_columns, column)) for column in zip(*(row[:-2] for row in grid.rows), strict=True)]
        longest = max(_columns(row[-2]) for row in grid.rows)
        margin = sum(wide + grid.gap for wide in leads if wide) + grid.indent
        over = margin + (longest if longest <= screen // 2 else _LEAST) - screen
        if leads and over > 0:  # the widest column gives way, but not all of it
            most = max(screen // 3, max(leads) - over)
            leads = [min(wide, most) for wide in leads]
        if self.is_narrow and margin > screen // 2:
            from brief.renderers.terminal_tables import stacked

            self.print(line for row in grid.rows for line in stacked(self, grid, row))
            return
        self.print(line for row in _years_once(grid.rows) for line in self._row(grid, row, leads))

    def _row(self, grid: Grid, row: list[Line], leads: list[int]) -> Iterator[Text]:
        """Yield the lines of a row: the last column but one wraps, and the reference is right-aligned."""
        shown = [(line, wide) for line, wide in zip(row[:-2], leads, strict=True) if wide]
        columns = [list(self.text(line).wrap(self.console, wide)) if line else [] for line, wide in shown]
        widths = [wide for _, wide in shown]
        margin = grid.indent + sum(widths) + grid.gap * len(widths)
        for *left, right in zip_longest(
            *columns, self._fitted(row[-2], row[-1], self.console.width - margin), fillvalue=Text()
        ):
            whole = Text(" " * grid.indent)
            for found, (line, wide) in zip(left, shown, strict=True):
                found.rstrip()
                filling = " " * (wide - found.cell_len)
                aligned = (filling, found) if is_signs(line) or is_count(line) else (found, filling)
                whole.append_text(Text.assemble(*aligned, " " * grid.gap))
            yield Text.assemble(whole, right)

    def _led(self, part: Prose) -> Iterator[Text]:
        """Yield a wrapped line; its lead precedes the first line, and spaces of the same width the others."""
        lead = [Span(" " * part.indent), *part.lead]
        for text in self.wrapped(part.line, 0, part.reference, margin=_columns(lead)):
            yield Text.assemble(self.text(lead), text)
            lead = [Span(" " * _columns(lead))]

    def wrapped(self, line: Line, indent: int, reference: Sequence[Span] = (), *, margin: int = 0) -> Iterator[Text]:
        """Yield a line wrapped after its indentation, with its reference; `margin` columns stay free."""
        for text in self._fitted(line, reference, self.console.width - indent - margin):
            yield Text.assemble(" " * indent, text)

    def _fitted(self, line: Line, reference: Sequence[Span], room: int) -> list[Text]:
        """Wrap a line to this many columns, its reference right-aligned on the last line or below it."""
        behind = self.text(list(reference))
        texts = self._lines(line, room)
        if not reference:
            return texts
        needed = behind.cell_len + 2
        if texts[-1].cell_len + needed > room and needed <= room // 3:
            texts = self._lines(line, room - needed)
        if texts[-1].cell_len + needed > room:
            return [*texts, *behind.wrap(self.console, room, justify="right")]
        filling = " " * (room - texts[-1].cell_len - behind.cell_len)
        return [*texts[:-1], Text.assemble(texts[-1], filling, behind)]

    def _lines(self, line: Line, room: int) -> list[Text]:
        texts = [*self.text(line).wrap(self.console, room)] or [Text()]
        for text in texts:
            text.rstrip()
        return texts

    def _branch(self, branch: Branch) -> Iterator[Text]:
        """Yield a line of a tree, wrapped next to its stem; a narrow screen shows only the end of a deep stem."""
        most = self.console.width // 2
        texts = self.text(branch.line).wrap(self.console, self.console.width - len(branch.lead[-most:]))
        for index, text in enumerate(texts):
            yield Text.assemble((branch.rest if index else branch.lead)[-most:], text)

    def whole(self, line: Line, indent: int) -> Text:
        """Return a line that is not wrapped."""
        return self.text([Span(" " * indent), *line])

    def print(self, lines: Iterable[Text]) -> None:
        """Print finished lines."""
        self.console.print(Text("\n").join(lines), soft_wrap=True)

    def print_columns(self, grid: Grid, widths: list[int], is_referenced: bool) -> None:
        """Print a table in columns of these widths, or of any if there are none."""
        from rich.table import Table

        table = Table(box=None, padding=(0, grid.gap, 0, 0), pad_edge=False, header_style="")
        *titles, reference = grid.header
        for title, columns in zip_longest(titles, widths):
            table.add_column(self.text(title), overflow="fold", width=columns)
        if is_referenced:
            table.add_column(self.text(reference), overflow="fold", justify="right")
        for row in grid.rows:
            table.add_row(*map(self.text, row if is_referenced else row[:-1]))
        self.console.print(table)

    def text(self, line: Line) -> Text:
        """Return a line in the styles of its spans."""
        text = Text(overflow="fold")
        for span in line:
            words = _TURNS.get(span.role, span.text)
            held = words.replace(" ", _SPACE) if span.role in _WHOLE else words
            style = _STYLES.get(span.role, "")
            text.append(held, f"{style} link {span.url}".strip() if span.url and self.console.is_terminal else style)
        return text


def _columns(line: Sequence[Span]) -> int:
    return columns_of(words_of(line))


def _years_once(rows: list[list[Line]]) -> Iterator[list[Line]]:
    """Yield the rows of a timeline, each year only in its first row."""
    last = ("", "")
    for row in rows:
        year, *rest = row[0] or [Span("")]
        day = "".join(span.text for span in rest)
        is_again = year.role == "year" and year.text == last[0] and (day or not last[1])
        yield [[Span(" " * len(year.text)), *rest], *row[1:]] if is_again else row
        last = (year.text, day) if year.text else last
