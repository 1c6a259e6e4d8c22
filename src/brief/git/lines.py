"""Match the lines of a file with those of its last commit."""

from collections import Counter
from collections.abc import Callable, Sequence

MOST_LINES = 200_000
"""In a longer text, only the part between the first and last difference is compared, if it is shorter."""
_PIECE = 1 << 16


class TooMany(Exception):
    """Too many lines differ."""


def committed_lines(now: bytes, then: bytes) -> Callable[[int], int | None]:
    """Return a function from a line number, counted from 1, to the committed line; None for a new line.

    Line endings do not matter. Moved lines are found. Raises `TooMany`.
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
    """Count the common lines at the start and end of two texts, and return the parts between."""
    start = now.rfind(b"\n", 0, _same_at_start(now, then)) + 1
    before, behind = now.count(b"\n", 0, start), 0
    now, then = now[start:], then[start:]
    end = now.find(b"\n", len(now) - _same_at_end(now, then))
    if end >= 0:
        behind = now.count(b"\n", end)
        now, then = now[:end], then[: len(then) - len(now) + end]
    return before, behind, now, then


def same_lines(news: Sequence[bytes], olds: Sequence[bytes]) -> list[int | None]:
    """Return for each new line the index of its old line; each old line is used at most once.

    Lines that occur once in both texts match. So do equal lines next to a match, and at both ends. This is Heckel's
    algorithm (Communications of the ACM 21:4, 1978), which reads each line a fixed number of times.
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
    """Count the common bytes at the start of two texts."""
    most, count = min(len(one), len(other)), 0
    while count < most and one[count : count + _PIECE] == other[count : count + _PIECE]:
        count += _PIECE
    while count < most and one[count] == other[count]:
        count += 1
    return min(count, most)


def _same_at_end(one: bytes, other: bytes) -> int:
    """Count the common bytes at the end of two texts."""
    most, count = min(len(one), len(other)), 0
    while count + _PIECE <= most and _tail(one, count) == _tail(other, count):
        count += _PIECE
    while count < most and one[-1 - count] == other[-1 - count]:
        count += 1
    return count


def _tail(text: bytes, count: int) -> bytes:
    """Return the piece that ends `count` bytes before the end."""
    return text[len(text) - count - _PIECE : len(text) - count]
