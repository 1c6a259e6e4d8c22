"""Tables on a terminal: in columns, or as a list if these would be too narrow."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from brief.renderers.columns import number_of_lines, widths
from brief.renderers.lines import Grid, Line, Styled, is_count, is_signs, words_of
from brief.renderers.words import width as columns_of

if TYPE_CHECKING:
    from rich.text import Text

    from brief.renderers.screen import Screen

_DENSE = 3
"""A table becomes a list if one row needs more than this many full lines of the screen."""
_SHARE = 5
"""A table with ids becomes a list as well if it would wrap a text in less than this part of the screen."""
_NAMES = {"": "name", "id": "name"}
"""The role that the first words of a row have in a list."""


def show_table(screen: "Screen", grid: Grid) -> None:
    """Print a table: as a list of two lines a row if that is shorter, else in columns, else as a list."""
    if short := _short_list(screen, grid):
        screen.print(short)
    elif _fits(screen, grid):
        screen.print_columns(grid, *_widths(screen, grid))
    else:
        screen.print(line for row in grid.rows for line in stacked(screen, grid, row))


def _fits(screen: "Screen", grid: Grid) -> bool:
    """True if a table is readable in columns; these must not divide ids, so that they can be copied."""
    if screen.is_narrow or screen.console.width < 12 * (len(grid.header) - 1) or _is_dense(screen, grid):
        return False
    if not any(span.role == "id" for line in grid.rows[0] for span in line):
        return True
    wide, _ = _widths(screen, grid)
    least = screen.console.width // _SHARE
    return bool(wide) and not any(_is_squeezed(row, wide, least) for row in grid.rows)


def _is_dense(screen: "Screen", grid: Grid) -> bool:
    """True if a row of a table has too much text for narrow columns."""
    most = _DENSE * screen.console.width
    return any(sum(columns_of(words_of(line)) for line in row) > most for row in grid.rows)


def _short_list(screen: "Screen", grid: Grid) -> "list[Text]":
    """Return a table with plain columns as a list of two lines a row; empty if as a table it has fewer lines."""
    if not grid.plain:
        return []
    told = [line for row in grid.rows for line in _in_two(screen, grid, row)]
    if screen.is_narrow:
        return told
    wide, _ = _widths(screen, grid)
    *columns, _ = [[words_of(line) for line in column] for column in zip(*grid.rows, strict=True)]
    return [] if wide and number_of_lines(columns, wide) <= len(told) else told


def _in_two(screen: "Screen", grid: Grid, row: list[Line]) -> "Iterator[Text]":
    """Yield the first cell of a row with the reference, and the others on the next line."""
    first, *others, reference = row
    behind: Line = []
    for index, line in enumerate(others, 1):
        if line:
            title = [] if index in grid.plain else [Styled(f"{grid.header[index][0].text}: ", "label")]
            behind += [*([Styled("; ")] if behind else []), *title, *line]
    words = [span._replace(role=_NAMES.get(span.role, span.role)) for span in first]
    yield from screen.wrapped(words, grid.indent, reference)
    if behind:
        yield from screen.wrapped(behind, grid.indent + 2)


def stacked(screen: "Screen", grid: Grid, row: list[Line]) -> "Iterator[Text]":
    """Yield a row as a list: the first cell, then the others below it with the titles of their columns."""
    *cells, reference = row if grid.header else _count_before_words(_signs_before_words(row))
    shown = [index for index, line in enumerate(cells) if any(span.text for span in line)]
    for index in shown:
        line = cells[index]
        title = [Styled(f"{grid.header[index][0].text}: ", "label")] if grid.header and index else []
        is_name = grid.header and not index
        words = [span._replace(role=_NAMES.get(span.role, span.role)) for span in line] if is_name else line
        behind = reference if index == shown[-1] else []
        if is_name and any(span.role == "id" for span in line) and not behind:
            yield screen.whole(words, grid.indent)
            continue
        yield from screen.wrapped([*title, *words], grid.indent + (2 if index != shown[0] else 0), behind)


def _widths(screen: "Screen", grid: Grid) -> tuple[list[int], bool]:
    """Return the widths of the columns of a table, if all words fit, and True if it has a column of references."""
    is_referenced = any(row[-1] for row in grid.rows)
    *texts, behind = [[words_of(line) for line in column] for column in zip(grid.header, *grid.rows, strict=True)]
    shared = screen.console.width - grid.gap * (len(texts) - (not is_referenced)) - max(map(columns_of, behind))
    wide = widths(texts, shared)
    if wide and is_referenced:
        wide[-1] += shared - sum(wide)
    return wide, is_referenced


def _is_squeezed(row: list[Line], wide: list[int], least: int) -> bool:
    """True if a text of a row would be wrapped in fewer columns than `least`."""
    return any(room < min(columns_of(words_of(line)), least) for line, room in zip(row, wide, strict=False))


def _signs_before_words(row: list[Line]) -> list[Line]:
    """Return a row in which signs precede the words of the next cell instead of having their own cell."""
    merged: list[Line] = []
    for line in row:
        is_after_signs = merged and is_signs(merged[-1])
        merged.append([*merged.pop(), Styled(" "), *line] if is_after_signs else line)
    return merged


def _count_before_words(row: list[Line]) -> list[Line]:
    """Return a row in which a leading number precedes the words of the next cell."""
    first, *rest = row
    return [[*first, Styled(" "), *rest[0]], *rest[1:]] if is_count(first) and rest else row
