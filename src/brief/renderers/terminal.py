"""Text for people at a terminal: the layout of plain text, wrapped to the screen and sparingly coloured."""

from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import zip_longest

from rich.console import Console, RenderableType
from rich.text import Text

from brief.document import Document
from brief.renderers import printable
from brief.renderers.layout import Branch, Chart, Grid, Line, Part, Span, parts
from brief.renderers.words import width as columns_of

NARROW = 60
"""Below this many columns a table becomes a list."""

DENSE = 3
"""A table of which a row fills more whole lines of the screen than this becomes a list, too."""

NARROWEST = 20
"""A screen is taken to have at least this many."""

_STYLES = {
    "title": "bold",
    "heading": "bold",
    "header": "bold",
    "name": "bold",
    "handling": "bold",
    "label": "cyan",
    "date": "cyan",
    "note": "dim",
    "mark": "yellow",
    "warning": "yellow",
    "error": "bold red",
}


_BREAK = "\N{LINE SEPARATOR}"
"""Between two citations, where a line may wrap. It takes no column and is never printed."""

_TURNS = {"turn": "\n", "close": ""}


def render(document: Document, width: int, color: bool = False, encoding: str = "utf-8") -> str:
    """The document for a screen `width` columns wide; without `color` there is no escape sequence in it.

    Web addresses and findings stay on one line, whatever its length, so that they can be copied.
    """
    return "".join(pieces(document, width, color, encoding))


def pieces(document: Document, width: int, color: bool = False, encoding: str = "utf-8") -> Iterator[str]:
    """The same, some lines at a time."""
    screen = _Screen(width, color, encoding)
    for part in parts(document):
        screen.show(part)
        yield screen.take()


class _Screen:
    def __init__(self, width: int, color: bool, encoding: str) -> None:
        self.encoding = encoding
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

    def take(self) -> str:
        """What was shown since the last time, without the spaces that fill tables up."""
        shown = self.file.getvalue()
        self.file.seek(0)
        self.file.truncate()
        return "\n".join(line.rstrip(" ") for line in shown.replace(_BREAK, "").split("\n"))

    def show(self, part: Part) -> None:
        """Print a line or a grid."""
        if isinstance(part, Grid):
            self._show_grid(part)
        elif isinstance(part, Chart):
            from brief.renderers.chart import drawn

            lines = drawn(part.entries, self.console.width)
            self._print(self._whole([Span(line, "date")], 0) for line in [*lines, ""])
        elif isinstance(part, Branch):
            self._print(self._branch(part))
        elif not part.wraps:
            self._print([self._whole(part.line, part.indent)])
        elif part.line[-1].role == "url":
            *text, url = part.line
            self._print([*self._wrapped(text, part.indent), self._whole([url], part.indent + 2)])
        else:
            self._print(self._wrapped(part.line, part.indent))

    def _show_grid(self, grid: Grid) -> None:
        screen = self.console.width
        first = max(columns_of("".join(text for text, _ in row[0])) for row in grid.rows)
        wide = screen >= max(NARROW, 12 * len(grid.header)) and not self._dense(grid)
        aligned = wide or (not grid.header and first <= screen // 4)
        if not aligned:
            self._print(line for row in grid.rows for line in self._stacked(grid, row))
        elif grid.header:
            self.console.print(self._table(grid))
        else:
            width = min(first, screen // 3)
            self._print(
                line for name, text in grid.rows for line in self._wrapped(text, grid.indent, name, width, grid.gap)
            )

    def _dense(self, grid: Grid) -> bool:
        """Whether a row of a table holds too much text to be read in narrow columns."""
        most = DENSE * self.console.width if grid.header else 0
        return any(sum(columns_of(text) for line in row for text, _ in line) > most > 0 for row in grid.rows)

    def _stacked(self, grid: Grid, row: list[Line]) -> Iterator[Text]:
        """A row as a list: the first cell, and the others below it with the titles of their columns."""
        for index, line in enumerate(row):
            if any(text for text, _ in line):
                title = [Span(f"{grid.header[index][0].text}: ", "label")] if grid.header and index else []
                words = [Span(text, role or "name") for text, role in line] if grid.header and not index else line
                yield from self._wrapped([*title, *words], grid.indent + (2 if index else 0))

    def _wrapped(
        self, line: Line, indent: int, name: Line | None = None, name_width: int = 0, gap: int = 0
    ) -> Iterator[Text]:
        """A line wrapped beside its indentation, in which a name may stand."""
        names: Iterable[Text] = self._text(name).wrap(self.console, name_width) if name else []
        margin = indent + name_width + gap
        texts = self._text(line).wrap(self.console, self.console.width - margin)
        for left, right in zip_longest(names, texts, fillvalue=Text()):
            left.rstrip()
            right.rstrip()
            filling = " " * (margin - indent - left.cell_len)
            yield Text.assemble(" " * indent, left, filling, right)

    def _branch(self, branch: Branch) -> Iterator[Text]:
        """A line of a tree, wrapped beside its stem; of a deep stem in a narrow screen only the end is shown."""
        most = self.console.width // 2
        texts = self._text(branch.line).wrap(self.console, self.console.width - len(branch.lead[-most:]))
        for index, text in enumerate(texts):
            yield Text.assemble((branch.rest if index else branch.lead)[-most:], text)

    def _whole(self, line: Line, indent: int) -> Text:
        return self._text([Span(" " * indent), *line])

    def _print(self, lines: Iterable[Text]) -> None:
        self.console.print(Text("\n").join(lines), soft_wrap=True)

    def _table(self, grid: Grid) -> RenderableType:
        from rich.table import Table

        table = Table(box=None, padding=(0, grid.gap, 0, 0), pad_edge=False, header_style="")
        for title in grid.header:
            table.add_column(self._text(title), overflow="fold")
        for row in grid.rows:
            table.add_row(*map(self._text, row))
        return table

    def _text(self, line: Line) -> Text:
        pieces = ((_TURNS.get(role, printable(text, self.encoding)), role) for text, role in line)
        breakable = ((text.replace("][", f"]{_BREAK}[") if role == "note" else text, role) for text, role in pieces)
        return Text.assemble(*((text, _STYLES.get(role, "")) for text, role in breakable), overflow="fold")
