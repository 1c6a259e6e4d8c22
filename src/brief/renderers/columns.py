"""How wide the columns of a table are on a screen that has no room for all of its words in one line."""

from collections.abc import Sequence

from brief.renderers.words import width


def widths(columns: Sequence[Sequence[str]], room: int) -> list[int]:
    """Return a width for each column: its longest word, and a share of the rest by how much text it has.

    Empty if even the longest words need more than `room`.
    """
    most = [max(map(width, texts)) for texts in columns]
    found = [max(width(word) for text in texts for word in text.split() or [""]) for texts in columns]
    usual = [sum(map(width, texts)) / len(texts) + wide for texts, wide in zip(columns, most, strict=True)]
    spare = room - sum(found)
    if spare < 0:
        return []
    growing = [index for index, wide in enumerate(found) if wide < most[index]]
    while spare and growing:
        index = min(growing, key=lambda at: found[at] / usual[at])
        found[index] += 1
        spare -= 1
        if found[index] == most[index]:
            growing.remove(index)
    return found
