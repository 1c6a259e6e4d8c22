"""Widths of table columns: in twentieths of a point on paper, in characters on a screen."""

from collections.abc import Sequence
from itertools import accumulate

from brief.renderers.words import width

CHARACTER = 105
"""Width of a character in a table, in twentieths of a point."""
PADDING = 220
_LONGEST_WORD = 20
"""Longest text, in characters, that stays on one line if there is space."""
_LONGEST_TEXT = 120
"""Length in characters beyond which text no longer widens its column."""


def column_widths(rows: list[list[str]], whole: int) -> list[int]:
    """Return the column widths in twentieths of a point: the longest word, plus a share by typical text length."""
    columns = list(zip(*rows, strict=True))
    needed = [max(map(width, column)) for column in columns]
    words = [max((width(word) for text in column for word in text.split()), default=1) for column in columns]
    least = [
        min(need if need <= _LONGEST_WORD else word, _LONGEST_WORD) * CHARACTER + PADDING
        for need, word in zip(needed, words, strict=True)
    ]
    usual = [sum(map(width, column)) // len(column) for column in columns]
    halfway = ((need + mean + 1) // 2 for need, mean in zip(needed, usual, strict=True))
    wanted = [min(need, _LONGEST_TEXT) * CHARACTER + PADDING for need in halfway]
    spare = max(0, whole - sum(least))
    more = [max(0, want - low) for want, low in zip(wanted, least, strict=True)]
    if not any(more):
        more = least
    shares = [low + spare * extra / sum(more) for low, extra in zip(least, more, strict=True)]
    scale = whole / sum(shares)
    ends = [round(end * scale) for end in accumulate(shares)]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]


def widths(columns: Sequence[Sequence[str]], room: int) -> list[int]:
    """Return the column widths in characters: the longest word, or all of a column of short texts if that saves lines.

    The rest is shared by how much text a column has. Empty if even the longest words need more than `room`.
    """
    most = [max(map(width, texts)) for texts in columns]
    words = [max(width(word) for text in texts for word in text.split() or [""]) for texts in columns]
    short = [wide if wide <= _LONGEST_WORD else word for wide, word in zip(most, words, strict=True)]
    usual = [sum(map(width, texts)) / len(texts) + wide for texts, wide in zip(columns, most, strict=True)]
    found = [_grown(least, most, usual, room) for least in (short, words) if sum(least) <= room]
    return min(found, key=lambda each: number_of_lines(columns, each), default=[])


def _grown(least: list[int], most: list[int], usual: list[float], room: int) -> list[int]:
    """Return widths that share the spare room by the amount of text in each column."""
    found = [*least]
    spare = room - sum(found)
    growing = [index for index, wide in enumerate(found) if wide < most[index]]
    while spare and growing:
        index = min(growing, key=lambda at: found[at] / usual[at])
        found[index] += 1
        spare -= 1
        if found[index] == most[index]:
            growing.remove(index)
    return found


def number_of_lines(columns: Sequence[Sequence[str]], found: list[int]) -> int:
    """Return the number of lines of all rows at these widths."""
    rows = zip(*columns, strict=True)
    return sum(max(_wrapped(text, wide) for text, wide in zip(row, found, strict=True)) for row in rows)


def _wrapped(text: str, room: int) -> int:
    """Return the number of lines that a text takes."""
    lines, used = 1, 0
    for word in text.split():
        wide = width(word)
        if used and used + 1 + wide > room:
            lines, used = lines + 1, wide
        else:
            used += wide + bool(used)
    return lines
