"""How wide the columns of a table are, from the words in them; widths are in twentieths of a point."""

from itertools import accumulate

from brief.renderers.words import width

CHARACTER = 105
"""The width of a character in a table."""
PADDING = 220
_LONGEST_WORD = 20
"""A text of up to this many characters stays on one line if there is room."""
_LONGEST_TEXT = 120
"""A longer text asks for no wider column."""


def column_widths(rows: list[list[str]], whole: int) -> list[int]:
    """How wide each column is to be: room for its longest word, and of the rest a share by its longest text."""
    columns = list(zip(*rows, strict=True))
    needed = [max(map(width, column)) for column in columns]
    words = [max((width(word) for text in column for word in text.split()), default=1) for column in columns]
    least = [
        min(need if need <= _LONGEST_WORD else word, _LONGEST_WORD) * CHARACTER + PADDING
        for need, word in zip(needed, words, strict=True)
    ]
    wanted = [min(need, _LONGEST_TEXT) * CHARACTER + PADDING for need in needed]
    spare = max(0, whole - sum(least))
    more = [max(0, want - low) for want, low in zip(wanted, least, strict=True)]
    if not any(more):
        more = least
    shares = [low + spare * extra / sum(more) for low, extra in zip(least, more, strict=True)]
    scale = whole / sum(shares)
    ends = [round(end * scale) for end in accumulate(shares)]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]
