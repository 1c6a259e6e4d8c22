"""A screen of some width: wraps lines and styles their spans."""

import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import zip_longest

from rich.console import Console
from rich.text import Text

from brief.renderers.lines import Grid, Line, Styled

_NARROW = 60
"""Narrowest screen, in columns, that shows a table as a table; below it a table becomes a list."""
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


class Screen:
    """Prints lines of a layout, wrapped to the width of the screen."""

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

    def wrapped(self, line: Line, indent: int, reference: Sequence[Styled] = (), *, margin: int = 0) -> Iterator[Text]:
        """Yield a line wrapped after its indentation, with its reference; `margin` columns stay free."""
        for text in self.fitted(line, reference, self.console.width - indent - margin):
            yield Text.assemble(" " * indent, text)

    def fitted(self, line: Line, reference: Sequence[Styled], room: int) -> list[Text]:
        """Return a line wrapped to this many columns, its reference right-aligned on the last line or below it."""
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

    def whole(self, line: Line, indent: int) -> Text:
        """Return a line that is not wrapped."""
        return self.text([Styled(" " * indent), *line])

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
