"""Tables on a terminal: in columns, or as a list if these would be too narrow."""

from collections.abc import Iterator
from itertools import zip_longest

from brief.renderers.columns import number_of_lines, widths
from brief.renderers.layout import Grid, Line, Span, is_count, is_signs, words_of
from brief.renderers.screen import Screen, broken, columns
from brief.renderers.words import width as columns_of

_DENSE = 3
"""A table becomes a list if one row needs more than this many full lines of the screen."""
_SHARE = 5
"""A table with ids becomes a list as well if it would wrap a text in less than this part of the screen."""
_NAMES = {"": "name", "id": "name"}
"""The role that the first words of a row have in a list."""


def show_table(screen: Screen, grid: Grid) -> None:
    """Print a table: as a list of two lines a row if that is shorter, else in columns, else as a list."""
    wide = _widths(screen, grid)
    if short := _short_list(screen, grid, wide):
        screen.print(short)
    elif _fits(screen, grid, wide):
        screen.print(_in_columns(grid, wide))
    else:
        screen.print(line for row in grid.rows for line in stacked(screen, grid, row))


def _in_columns(grid: Grid, wide: list[int]) -> Iterator[Line]:
    """Yield the lines of a table in columns, each reference right-aligned on the first line of its row."""
    behind = max(columns(row[-1]) for row in grid.rows)
    for *cells, reference in (grid.header, *grid.rows):
        told = [Span(" " * (behind - columns(reference))), *reference]
        wrapped = (broken(line, room) for line, room in zip(cells, wide, strict=True))
        for lines in zip_longest(*wrapped, fillvalue=[]):
            shown: Line = []
            for line, room in zip(lines, wide, strict=True):
                shown += [*line, Span(" " * (room + grid.gap - columns(line)))]
            yield shown + told
            told = []


def _fits(screen: Screen, grid: Grid, wide: list[int]) -> bool:
    """True if a table is readable in columns; these must not divide ids, so that they can be copied."""
    if not wide or screen.is_narrow or screen.width < 12 * (len(grid.header) - 1) or _is_dense(screen, grid):
        return False
    if not any(span.role == "id" for line in grid.rows[0] for span in line):
        return True
    return not any(_is_squeezed(row, wide, screen.width // _SHARE) for row in grid.rows)


def _is_dense(screen: Screen, grid: Grid) -> bool:
    """True if a row of a table has too much text for narrow columns."""
    most = _DENSE * screen.width
    return any(sum(map(columns, row)) > most for row in grid.rows)


def _short_list(screen: Screen, grid: Grid, wide: list[int]) -> list[Line]:
    """Return a table with plain columns as a list of two lines a row; empty if as a table it has fewer lines."""
    if not grid.plain:
        return []
    told = [line for row in grid.rows for line in _in_two(screen, grid, row)]
    if screen.is_narrow:
        return told
    *texts, _ = [[words_of(line) for line in column] for column in zip(*grid.rows, strict=True)]
    return [] if wide and number_of_lines(texts, wide) <= len(told) else told


def _in_two(screen: Screen, grid: Grid, row: list[Line]) -> Iterator[Line]:
    """Yield the first cell of a row with the reference, and the others on the next line."""
    first, *others, reference = row
    behind: Line = []
    for index, line in enumerate(others, 1):
        if line:
            title = [] if index in grid.plain else [Span(f"{grid.header[index][0].text}: ", "label")]
            behind += [*([Span("; ")] if behind else []), *title, *line]
    words = [span._replace(role=_NAMES.get(span.role, span.role)) for span in first]
    yield from screen.wrapped(words, grid.indent, reference)
    if behind:
        yield from screen.wrapped(behind, grid.indent + 2)


def stacked(screen: Screen, grid: Grid, row: list[Line]) -> Iterator[Line]:
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
            yield [Span(" " * grid.indent), *words]
            continue
        yield from screen.wrapped([*title, *words], grid.indent + (2 if index != shown[0] else 0), behind)


def _widths(screen: Screen, grid: Grid) -> list[int]:
    """Return the widths of the columns of a table, without its references; empty if not all words fit."""
    is_referenced = any(row[-1] for row in grid.rows)
    *texts, behind = [[words_of(line) for line in column] for column in zip(grid.header, *grid.rows, strict=True)]
    shared = screen.width - grid.gap * (len(texts) - (not is_referenced)) - max(map(columns_of, behind))
    wide = widths(texts, shared)
    if wide and is_referenced:
        wide[-1] += shared - sum(wide)
    return wide


def _is_squeezed(row: list[Line], wide: list[int], least: int) -> bool:
    """True if a text of a row would be wrapped in fewer columns than `least`."""
    return any(room < min(columns(line), least) for line, room in zip(row, wide, strict=False))


def _signs_before_words(row: list[Line]) -> list[Line]:
    """Return a row in which signs precede the words of the next cell instead of having their own cell."""
    merged: list[Line] = []
    for line in row:
        is_after_signs = merged and is_signs(merged[-1])
        merged.append([*merged.pop(), Span(" "), *line] if is_after_signs else line)
    return merged


def _count_before_words(row: list[Line]) -> list[Line]:
    """Return a row in which a leading number precedes the words of the next cell."""
    first, *rest = row
    return [[*first, Span(" "), *rest[0]], *rest[1:]] if is_count(first) and rest else row
