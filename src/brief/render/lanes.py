"""In which lane each entry of a timeline stands, and how much of its label is shown.

Lengths are in the units of the drawing, such as pixels or columns.
"""

from collections.abc import Sequence
from typing import NamedTuple

from brief.render.words import width as columns


class Box(NamedTuple):
    """Where an entry stands: its bar, its lane counted from the top, and its label, if it has room for one."""

    start: float
    end: float
    lane: int
    label: str = ""
    leftwards: bool = False
    """The label stands before the bar."""


def lanes(places: Sequence[tuple[float, float, str]], width: int, letter: float, most: int = 30) -> list[Box]:
    """Bars with their labels, from start to end, each in the first lane where it covers no other.

    Labels are shortened where there is little room beside the bar, and left out where there is none. Where even the
    bars would not fit beside labels, the bars come first; only past `most` full lanes do they stand upon each other.
    `letter` is the width of one column of text.
    """
    ordered = sorted(range(len(places)), key=lambda index: places[index][:2])
    boxes: list[Box | None] = [None] * len(places)
    taken = [0] * most
    for index in ordered:
        start, end, label = places[index]
        shown, leftwards = _beside(start, end, label, width, letter)
        bare, whole = _mask(start, end), _label_mask(start, end, shown, leftwards, letter)
        lane = _free(taken, whole)
        if lane is None:
            shown, whole, lane = "", bare, _free(taken, bare)
        if lane is None:
            return _bars_first(places, ordered, width, letter, most)
        taken[lane] |= whole
        boxes[index] = Box(start, end, lane, shown, leftwards)
    return [box for box in boxes if box]


def _bars_first(
    places: Sequence[tuple[float, float, str]], ordered: list[int], width: int, letter: float, most: int
) -> list[Box]:
    """Every bar, and then the labels for which room is left."""
    taken = [0] * most
    boxes: dict[int, Box] = {}
    for index in ordered:
        start, end, _ = places[index]
        lane = _free(taken, _mask(start, end))
        lane = index % most if lane is None else lane
        taken[lane] |= _mask(start, end)
        boxes[index] = Box(start, end, lane)
    for index, box in boxes.items():
        shown, leftwards = _beside(box.start, box.end, places[index][2], width, letter)
        beside = _label_mask(box.start, box.end, shown, leftwards, letter) & ~_mask(box.start, box.end)
        if shown and not taken[box.lane] & beside:
            taken[box.lane] |= beside
            boxes[index] = Box(box.start, box.end, box.lane, shown, leftwards)
    return [boxes[index] for index in range(len(places))]


def _free(taken: list[int], wanted: int) -> int | None:
    """The first lane in which nothing stands there yet."""
    return next((lane for lane, held in enumerate(taken) if not held & wanted), None)


def _label_mask(start: float, end: float, label: str, leftwards: bool, letter: float) -> int:
    """A bar and its label as bits."""
    reach = columns(label) * letter + 10 if label else 0
    return _mask(start - reach, end) if leftwards else _mask(start, end + reach)


def _beside(start: float, end: float, label: str, width: int, letter: float) -> tuple[str, bool]:
    """What of a label has room behind the bar, or before it where there is more."""
    behind, before = width - end - 8, start - 8
    leftwards = columns(label) * letter > behind and before > behind
    return shortened(label, int((before if leftwards else behind) / letter)), leftwards


def shortened(text: str, room: int) -> str:
    """A text of at most so many columns, cut between words where that is possible."""
    if columns(text) <= room:
        return text
    if room < 8:
        return ""
    cut = text
    while columns(cut) > room - 1:
        cut = cut[:-1]
    words = cut.rpartition(" ")[0]
    return (words if len(words) > len(cut) // 2 else cut).rstrip(" ,;:—") + "…"


def _mask(start: float, end: float) -> int:
    """The units from start to end as bits."""
    first = max(0, int(start))
    return ((1 << max(3, int(end) - first + 4)) - 1) << first
