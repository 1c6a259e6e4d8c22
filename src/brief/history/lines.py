"""Which lines of a file were committed, and where they were then."""

from collections import Counter
from collections.abc import Callable, Sequence

MOST_LINES = 200_000
"""Of a longer text only what is between its first and its last difference is looked at, if that is shorter."""
_PIECE = 1 << 16


class TooMany(Exception):
    """Too many lines differ."""


def committed_lines(now: bytes, then: bytes) -> Callable[[int], int | None]:
    """What gives for each line of a text, counted from 1, its number in what was committed; none for a new line.

    How lines end makes no difference. Lines that moved are found again. Raises `TooMany`.
    """
    now, then = (text.replace(b"\r\n", b"\n") for text in (now, then))
    before = behind = 0
    if now == then or _are_many(now, then):
        before, behind, now, then = _without_ends(now, then)
    if _are_many(now, then):
        raise TooMany
    news, olds = now.split(b"\n"), then.split(b"\n")
    found = same_lines(news, olds)

    def committed(line: int) -> int | None:
        if line <= before:
            return line
        if line <= before + len(news):
            index = found[line - before - 1]
            return None if index is None else before + index + 1
        return line - len(news) + len(olds) if line <= before + len(news) + behind else None

    return committed


def _are_many(*texts: bytes) -> bool:
    return any(text.count(b"\n") >= MOST_LINES for text in texts)


def _without_ends(now: bytes, then: bytes) -> tuple[int, int, bytes, bytes]:
    """How many lines two texts have in common at the start and at the end, and what is between them."""
    start = now.rfind(b"\n", 0, _same_at_start(now, then)) + 1
    before, behind = now.count(b"\n", 0, start), 0
    now, then = now[start:], then[start:]
    end = now.find(b"\n", len(now) - _same_at_end(now, then))
    if end >= 0:
        behind = now.count(b"\n", end)
        now, then = now[:end], then[: len(then) - len(now) + end]
    return before, behind, now, then


def same_lines(news: Sequence[bytes], olds: Sequence[bytes]) -> list[int | None]:
    """For each new line the index of the old one that it is, each old one at most once.

    A line that both texts have once is the same; so are equal lines next to two that are the same, and at both ends.
    This is Heckel's algorithm (Communications of the ACM 21:4, 1978): it looks at each line a fixed number of times.
    """
    count_new, count_old = Counter(news), Counter(olds)
    places = {line: index for index, line in enumerate(olds) if count_old[line] == 1}
    found = [places.get(line) if count_new[line] == 1 else None for line in news]
    taken = {index for index in found if index is not None}
    for step, order in ((1, range(len(news))), (-1, range(len(news) - 1, -1, -1))):
        near: int | None = -1 if step > 0 else len(olds)
        for index in order:
            here = found[index]
            beside = -1 if near is None else near + step
            if here is None and 0 <= beside < len(olds) and beside not in taken and olds[beside] == news[index]:
                here = found[index] = beside
                taken.add(beside)
            near = here
    return found


def _same_at_start(one: bytes, other: bytes) -> int:
    """How many bytes two texts have in common at their beginning."""
    most, count = min(len(one), len(other)), 0
    while count < most and one[count : count + _PIECE] == other[count : count + _PIECE]:
        count += _PIECE
    while count < most and one[count] == other[count]:
        count += 1
    return min(count, most)


def _same_at_end(one: bytes, other: bytes) -> int:
    """How many bytes two texts have in common at their end."""
    most, count = min(len(one), len(other)), 0
    while count + _PIECE <= most and _tail(one, count) == _tail(other, count):
        count += _PIECE
    while count < most and one[-1 - count] == other[-1 - count]:
        count += 1
    return count


def _tail(text: bytes, count: int) -> bytes:
    """The piece before so many bytes at the end."""
    return text[len(text) - count - _PIECE : len(text) - count]
