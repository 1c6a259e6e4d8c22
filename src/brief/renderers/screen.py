"""A screen of some width: wraps lines, and writes their spans with the codes of a terminal (ECMA-48)."""

import re
from collections.abc import Iterable, Iterator, Sequence

from brief.renderers.layout import Line, Span, words_of
from brief.renderers.words import cut_to
from brief.renderers.words import width as columns_of

_NARROW = 60
"""Narrowest screen, in columns, that shows a table as a table; below it a table becomes a list."""
NARROWEST = 20
"""Minimum width of the screen, in columns."""

_BOLD, _DIM, _REVERSE, _RED, _YELLOW, _CYAN = "1", "2", "7", "31", "33", "36"
_CODES = {
    **dict.fromkeys(("title", "heading", "header", "name", "key", "strong"), _BOLD),
    **dict.fromkeys(("note", "quiet", "legend"), _DIM),
    **dict.fromkeys(("label", "command", "date"), _CYAN),
    **dict.fromkeys(("mark", "sign", "warning"), _YELLOW),
    "handling": _REVERSE,
    "year": f"{_BOLD};{_CYAN}",
    "error": f"{_BOLD};{_RED}",
}
"""The codes of each role."""
_WHOLE = ("note", "legend")
"""Roles of spans that must not be broken: a locator, a sign with its meaning, a command."""
_WORD = r"\s*\S+\s*"


class Screen:
    """Prints lines of a layout, wrapped to the width of the screen."""

    def __init__(self, width: int, color: bool) -> None:
        self.width = max(width, NARROWEST)
        self.color = color
        """False for no codes at all."""
        self._shown: list[str] = []

    @property
    def is_narrow(self) -> bool:
        """True if a table does not fit into the screen."""
        return self.width < _NARROW

    def take(self) -> str:
        """Return the output since the last call, without the spaces that pad tables."""
        shown, self._shown = self._shown, []
        return "".join(f"{line.rstrip(' ')}\n" for line in shown)

    def print(self, lines: Iterable[Line]) -> None:
        """Print finished lines."""
        self._shown += ("".join(map(self._styled, line)) if self.color else words_of(line) for line in lines)

    def _styled(self, span: Span) -> str:
        codes = _CODES.get(span.role)
        words = f"\x1b[{codes}m{span.text}\x1b[0m" if codes and span.text else span.text
        return f"\x1b]8;;{span.url}\x1b\\{words}\x1b]8;;\x1b\\" if span.url and words else words

    def wrapped(self, line: Line, indent: int, reference: Sequence[Span] = (), *, margin: int = 0) -> Iterator[Line]:
        """Yield a line wrapped after its indentation, with its reference; `margin` columns stay free."""
        for found in fitted(line, reference, self.width - indent - margin):
            yield [Span(" " * indent), *found]


def columns(line: Sequence[Span]) -> int:
    """Return how many columns a line takes."""
    return columns_of(words_of(line))


def fitted(line: Line, reference: Sequence[Span], room: int) -> list[Line]:
    """Return a line wrapped to this many columns, its reference right-aligned on the last line or below it."""
    found = broken(line, room)
    if not reference:
        return found
    needed = columns(reference) + 2
    if columns(found[-1]) + needed > room and needed <= room // 3:
        found = broken(line, room - needed)
    if columns(found[-1]) + needed > room:
        return [*found, *(_right_aligned([], each, room) for each in broken([*reference], room))]
    return [*found[:-1], _right_aligned(found[-1], reference, room)]


def _right_aligned(line: Line, behind: Sequence[Span], room: int) -> Line:
    """Return a line with other words at the right end of the room."""
    return [*line, Span(" " * (room - columns(line) - columns(behind))), *behind]


def broken(line: Line, room: int) -> list[Line]:
    """Return a line in lines of at most this many columns: broken at turns, between words, and within longer words."""
    parts: list[Line] = [[]]
    for span in line:
        if span.role == "turn":
            parts.append([])
        elif span.role != "close":
            parts[-1].append(span)
    return [_stripped(found) for part in parts for found in _cut(part, _breaks(part, max(room, 1)))]


def _breaks(line: Line, room: int) -> Iterator[int]:
    """Yield the positions at which lines begin after the first."""
    if columns(line) <= room:
        return
    text = "".join(span.text.replace(" ", "_") if span.role in _WHOLE else span.text for span in line)
    used = 0
    for found in re.finditer(_WORD, text):
        word, start = found[0], found.start()
        if used + columns_of(word.rstrip()) > room:
            if start:
                yield start
            used = 0
            while columns_of(word.rstrip()) > room:
                size = len(cut_to(word, room)) or 1
                word, start = word[size:], start + size
                yield start
        used += columns_of(word)


def _cut(line: Line, starts: Iterator[int]) -> Iterator[Line]:
    """Yield the pieces of a line: the first, and those that begin at these positions."""
    piece: Line = []
    at, start = 0, next(starts, None)
    for span in line:
        text = span.text
        while start is not None and start < at + len(text):
            yield [*piece, span._replace(text=text[: start - at])]
            piece, text, at, start = [], text[start - at :], start, next(starts, None)
        piece.append(span if text == span.text else span._replace(text=text))
        at += len(text)
    yield piece


def _stripped(line: Line) -> Line:
    """Return a line without spaces at its end."""
    end = len(line)
    while end and not line[end - 1].text.rstrip():
        end -= 1
    return [*line[: end - 1], line[end - 1]._replace(text=line[end - 1].text.rstrip())] if end else []
