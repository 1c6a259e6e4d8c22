"""Text for a terminal: the plain-text layout, wrapped to the screen width and coloured sparingly."""

import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import zip_longest

from rich.console import Console, RenderableType
from rich.text import Text

from brief.document import Document
from brief.renderers.columns import number_of_lines, widths
from brief.renderers.layout import Branch, Chart, Encode, Grid, Line, Part, Prose, Span, is_count, parts
from brief.renderers.words import width as columns_of

NARROW = 60
"""Narrowest screen, in columns, that shows a table as a table; below it a table becomes a list."""

DENSE = 3
"""A table also becomes a list if one row needs more than this many full lines of the screen."""

_SHARE = 5
"""A table with ids becomes a list as well if it would wrap a text in less than this part of the screen."""
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

_NAMES = {"": "name", "id": "name"}
"""The role that the first words of a row have in a list."""
_TURNS = {"turn": "\n", "close": ""}


def render(document: Document, width: int, color: bool = False, encode: Encode = str) -> str:
    """Return the document for a screen `width` columns wide; without `color` it has no escape sequences.

    `encode` replaces characters that the terminal cannot show. Web addresses and findings stay on one line, whatever
    its length, so that they can be copied.
    """
    return "".join(pieces(document, width, color, encode))


def pieces(document: Document, width: int, color: bool = False, encode: Encode = str) -> Iterator[str]:
    """Yield the document for a screen, a few lines at a time."""
    screen = _Screen(width, color)
    shown = document.typeset() if encode("’") == "’" else document
    for part in parts(shown, encode):
        screen.show(part)
        yield screen.take()


class _Screen:
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
            self._print(self._whole([Span(line, "date")], 0) for line in [*lines, ""])
        elif isinstance(part, Branch):
            self._print(self._branch(part))
        elif not part.wraps:
            self._print([self._whole(part.line, part.indent)])
        elif part.line and part.line[-1].role == "url":
            *text_, url = part.line
            inner = part.indent + (_columns(part.lead) or 2)
            self._print([*self._led(part._replace(line=text_)), self._whole([url], inner)])
        else:
            self._print(self._led(part))

    def _show_grid(self, grid: Grid) -> None:
        if grid.header:
            if short := self._short_list(grid):
                self._print(short)
            elif self._fits(grid):
                self.console.print(self._table(grid))
            else:
                self._print(line for row in grid.rows for line in self._stacked(grid, row))
            return
        screen = self.console.width
        leads = [max(map(_columns, column)) for column in zip(*(row[:-2] for row in grid.rows), strict=True)]
        longest = max(_columns(row[-2]) for row in grid.rows)
        margin = sum(wide + grid.gap for wide in leads if wide) + grid.indent
        over = margin + (longest if longest <= screen // 2 else _LEAST) - screen
        if leads and over > 0:  # the widest column gives way, but not all of it
            most = max(screen // 3, max(leads) - over)
            leads = [min(wide, most) for wide in leads]
        if screen < NARROW and margin > screen // 2:
            self._print(line for row in grid.rows for line in self._stacked(grid, row))
            return
        self._print(line for row in _years_once(grid.rows) for line in self._row(grid, row, leads))

    def _row(self, grid: Grid, row: list[Line], leads: list[int]) -> Iterator[Text]:
        """Yield the lines of a row: the last column but one wraps, and the reference is right-aligned."""
        shown = [(line, wide) for line, wide in zip(row[:-2], leads, strict=True) if wide]
        columns = [list(self._text(line).wrap(self.console, wide)) if line else [] for line, wide in shown]
        widths = [wide for _, wide in shown]
        margin = grid.indent + sum(widths) + grid.gap * len(widths)
        for *left, right in zip_longest(
            *columns, self._fitted(row[-2], row[-1], self.console.width - margin), fillvalue=Text()
        ):
            whole = Text(" " * grid.indent)
            for found, (line, wide) in zip(left, shown, strict=True):
                found.rstrip()
                filling = " " * (wide - found.cell_len)
                aligned = (filling, found) if _is_signs(line) or is_count(line) else (found, filling)
                whole.append_text(Text.assemble(*aligned, " " * grid.gap))
            yield Text.assemble(whole, right)

    def _led(self, part: Prose) -> Iterator[Text]:
        """Yield a wrapped line; its lead precedes the first line, and spaces of the same width the others."""
        lead = [Span(" " * part.indent), *part.lead]
        for text in self._wrapped(part.line, 0, part.reference, margin=_columns(lead)):
            yield Text.assemble(self._text(lead), text)
            lead = [Span(" " * _columns(lead))]

    def _wrapped(self, line: Line, indent: int, reference: Sequence[Span] = (), *, margin: int = 0) -> Iterator[Text]:
        """Yield a line wrapped after its indentation, with its reference; `margin` columns stay free."""
        for text in self._fitted(line, reference, self.console.width - indent - margin):
            yield Text.assemble(" " * indent, text)

    def _fitted(self, line: Line, reference: Sequence[Span], room: int) -> list[Text]:
        """Wrap a line to this many columns, its reference right-aligned on the last line or below it."""
        behind = self._text(list(reference))
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
        texts = [*self._text(line).wrap(self.console, room)] or [Text()]
        for text in texts:
            text.rstrip()
        return texts

    def _fits(self, grid: Grid) -> bool:
        """True if a table is readable in columns; these must not divide ids, so that they can be copied."""
        is_wide = self.console.width >= max(NARROW, 12 * (len(grid.header) - 1))
        if not is_wide or self._dense(grid):
            return False
        if not any(span.role == "id" for line in grid.rows[0] for span in line):
            return True
        wide, _ = self._widths(grid)
        least = self.console.width // _SHARE
        return bool(wide) and not any(_is_squeezed(row, wide, least) for row in grid.rows)

    def _dense(self, grid: Grid) -> bool:
        """True if a row of a table has too much text for narrow columns."""
        most = DENSE * self.console.width if grid.header else 0
        return any(sum(map(_columns, row)) > most > 0 for row in grid.rows)

    def _short_list(self, grid: Grid) -> list[Text]:
        """Return a table with plain columns as a list of two lines a row; empty if as a table it has fewer lines."""
        if not grid.plain:
            return []
        told = [line for row in grid.rows for line in self._in_two(grid, row)]
        if self.console.width < NARROW:
            return told
        wide, _ = self._widths(grid)
        *columns, _ = [[_words(line) for line in column] for column in zip(*grid.rows, strict=True)]
        return [] if wide and number_of_lines(columns, wide) <= len(told) else told

    def _in_two(self, grid: Grid, row: list[Line]) -> Iterator[Text]:
        """Yield the first cell of a row with the reference, and the others on the next line."""
        first, *others, reference = row
        behind: Line = []
        for index, line in enumerate(others, 1):
            if line:
                title = [] if index in grid.plain else [Span(f"{grid.header[index][0].text}: ", "label")]
                behind += [*([Span("; ")] if behind else []), *title, *line]
        words = [span._replace(role=_NAMES.get(span.role, span.role)) for span in first]
        yield from self._wrapped(words, grid.indent, reference)
        if behind:
            yield from self._wrapped(behind, grid.indent + 2)

    def _stacked(self, grid: Grid, row: list[Line]) -> Iterator[Text]:
        """Yield a row as a list: the first cell, then the others below it with the titles of their columns."""
        *cells, reference = row if grid.header else _count_before_words(_signs_before_words(row))
        shown = [index for index, line in enumerate(cells) if any(span.text for span in line)]
        for index in shown:
            line = cells[index]
            title = [Span(f"{grid.header[index][0].text}: ", "label")] if grid.header and index else []
            is_name = grid.header and not index
            words = [span._replace(role=_NAMES.get(span.role, span.role)) for span in line] if is_name else line
            behind = reference if index == shown[-1] else []
            if is_name and any(span.role == "id" for span in line) and not behind:
                yield self._whole(words, grid.indent)
                continue
            yield from self._wrapped([*title, *words], grid.indent + (2 if index != shown[0] else 0), behind)

    def _branch(self, branch: Branch) -> Iterator[Text]:
        """Yield a line of a tree, wrapped next to its stem; a narrow screen shows only the end of a deep stem."""
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
        *titles, reference = grid.header
        wide, is_referenced = self._widths(grid)
        for title, columns in zip_longest(titles, wide):
            table.add_column(self._text(title), overflow="fold", width=columns)
        if is_referenced:
            table.add_column(self._text(reference), overflow="fold", justify="right")
        for row in grid.rows:
            table.add_row(*map(self._text, row if is_referenced else row[:-1]))
        return table

    def _widths(self, grid: Grid) -> tuple[list[int], bool]:
        """Return the widths of the columns of a table, if all words fit, and True if it has a column of references."""
        is_referenced = any(row[-1] for row in grid.rows)
        *texts, behind = [[_words(line) for line in column] for column in zip(grid.header, *grid.rows, strict=True)]
        shared = self.console.width - grid.gap * (len(texts) - (not is_referenced)) - max(map(columns_of, behind))
        wide = widths(texts, shared)
        if wide and is_referenced:
            wide[-1] += shared - sum(wide)
        return wide, is_referenced

    def _text(self, line: Line) -> Text:
        text = Text(overflow="fold")
        for span in line:
            words = _TURNS.get(span.role, span.text)
            held = words.replace(" ", _SPACE) if span.role in _WHOLE else words
            style = _STYLES.get(span.role, "")
            text.append(held, f"{style} link {span.url}".strip() if span.url and self.console.is_terminal else style)
        return text


def _is_squeezed(row: list[Line], wide: list[int], least: int) -> bool:
    """True if a text of a row would be wrapped in fewer columns than `least`."""
    return any(room < min(_columns(line), least) for line, room in zip(row, wide, strict=False))


def _words(line: Sequence[Span]) -> str:
    return "".join(span.text for span in line)


def _columns(line: Sequence[Span]) -> int:
    return columns_of(_words(line))


def _signs_before_words(row: list[Line]) -> list[Line]:
    """Return a row in which signs precede the words of the next cell instead of having their own cell."""
    merged: list[Line] = []
    for line in row:
        is_after_signs = merged and _is_signs(merged[-1])
        merged.append([*merged.pop(), Span(" "), *line] if is_after_signs else line)
    return merged


def _count_before_words(row: list[Line]) -> list[Line]:
    """Return a row in which a leading number precedes the words of the next cell."""
    first, *rest = row
    return [[*first, Span(" "), *rest[0]], *rest[1:]] if is_count(first) and rest else row


def _is_signs(line: Line) -> bool:
    return bool(line) and all(span.role == "sign" for span in line)


def _years_once(rows: list[list[Line]]) -> Iterator[list[Line]]:
    """Yield the rows of a timeline, each year only in its first row."""
    last = ("", "")
    for row in rows:
        year, *rest = row[0] or [Span("")]
        day = "".join(span.text for span in rest)
        is_again = year.role == "year" and year.text == last[0] and (day or not last[1])
        yield [[Span(" " * len(year.text)), *rest], *row[1:]] if is_again else row
        last = (year.text, day) if year.text else last
