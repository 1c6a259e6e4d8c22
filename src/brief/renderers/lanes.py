"""Assign the entries of a timeline to lanes, and shorten their labels to fit.

Lengths are in the units of the drawing, such as pixels or columns.
"""

from collections.abc import Sequence

from brief.named_tuple import NamedTuple
from brief.renderers.words import cut_to
from brief.renderers.words import width as columns

Bars = tuple[tuple[float, float], ...]
"""Start and end of each bar of an entry; one bar for each date claimed for it."""


class Label(NamedTuple):
    """The visible part of a label: it starts at `at`, or ends there if `leftwards`."""

    text: str = ""
    at: float = 0.0
    leftwards: bool = False
    lane: int = 0


class Box(NamedTuple):
    """Layout of an entry: the lane of each bar, counted from the top, and the label if it fits."""

    bars: Bars
    lanes: tuple[int, ...]
    label: Label = Label()

    @property
    def bottom(self) -> int:
        """Return the lowest lane that the entry occupies."""
        return max(*self.lanes, self.label.lane)


class _Shape(NamedTuple):
    """An entry before placement: a bit mask of the covered units for each lane from its first."""

    offsets: tuple[int, ...]
    """The relative lane of each bar."""
    masks: tuple[int, ...]
    label: Label = Label()


def lanes(entries: Sequence[tuple[Bars, str]], width: int, letter: float, most: int = 30) -> list[Box]:
    """Place entries, from start to end, each in the first lane where it overlaps no other.

    The bars of an entry share a lane, with nothing else between them. Bars that overlap use adjacent lanes. A label
    goes next to the bars or below them, and is shortened if it does not fit. If bars and labels do not all fit, bars
    come first and labels fill the remaining space. Only when all `most` lanes are full do bars overlap. `letter` is the
    width of one column of text.
    """
    ordered = sorted(range(len(entries)), key=lambda index: min(entries[index][0]))
    boxes: dict[int, Box] = {}
    taken = [0] * most
    for index in ordered:
        bars, label = entries[index]
        bare = _bare(bars)
        shapes = (_named(bars, bare, label, width, letter), bare)
        found = next(((shape, lane) for shape in shapes if (lane := _free(taken, shape.masks)) is not None), None)
        if found is None:
            return _bars_first(entries, ordered, width, letter, most)
        boxes[index] = _put(taken, bars, *found)
    return [boxes[index] for index in range(len(entries))]


def _bars_first(
    entries: Sequence[tuple[Bars, str]], ordered: list[int], width: int, letter: float, most: int
) -> list[Box]:
    """Place every bar first, and then the labels that fit next to them."""
    taken = [0] * most
    boxes: dict[int, Box] = {}
    for index in ordered:
        bars, _ = entries[index]
        shape = _bare(bars)
        lane = _free(taken, shape.masks)
        crowded = index % max(1, most - len(shape.masks) + 1)
        boxes[index] = _put(taken, bars, shape, crowded if lane is None else lane)
    for index, box in boxes.items():
        label = _beside(box.bars, entries[index][1], width, letter)
        lane = box.lanes[0]
        free = _label_mask(label, letter) & ~_mask(*_reach(box.bars))
        if label.text and not taken[lane] & free:
            taken[lane] |= free
            boxes[index] = box._replace(label=label._replace(lane=lane))
    return [boxes[index] for index in range(len(entries))]


def _put(taken: list[int], bars: Bars, shape: _Shape, lane: int) -> Box:
    """Reserve the space of a shape from this lane on."""
    for index, mask in enumerate(shape.masks):
        taken[min(lane + index, len(taken) - 1)] |= mask
    placed = tuple(min(lane + offset, len(taken) - 1) for offset in shape.offsets)
    return Box(bars, placed, shape.label._replace(lane=lane + shape.label.lane))


def _free(taken: list[int], wanted: tuple[int, ...]) -> int | None:
    """Return the first lane from which the wanted space is free; None if there is none."""
    starts = range(len(taken) - len(wanted) + 1)
    return next((at for at in starts if not any(taken[at + index] & mask for index, mask in enumerate(wanted))), None)


def _bare(bars: Bars) -> _Shape:
    """Return the shape of the bars without a label, reserved from the first bar to the last."""
    held: list[int] = []
    offsets = []
    for start, end in bars:
        mask = _mask(start, end)
        offset = next((index for index, found in enumerate(held) if not found & mask), len(held))
        held[offset : offset + 1] = [mask | (held[offset] if offset < len(held) else 0)]
        offsets.append(offset)
    return _Shape(tuple(offsets), (_mask(*_reach(bars)),) * len(held))


def _named(bars: Bars, bare: _Shape, text: str, width: int, letter: float) -> _Shape:
    """Return the shape with its label next to the first lane, or in a lane below if more of it fits there."""
    beside, below = _beside(bars, text, width, letter), _below(bars, text, width, letter)
    first, *others = bare.masks
    if columns(beside.text) >= columns(below.text):
        return bare._replace(masks=(first | _label_mask(beside, letter), *others), label=beside)
    return bare._replace(masks=(first, *others, _label_mask(below, letter)), label=below._replace(lane=len(bare.masks)))


def _beside(bars: Bars, text: str, width: int, letter: float) -> Label:
    """Return the part of a label that fits after the bars, or before them if there is more space."""
    start, end = _reach(bars)
    behind, before = width - end - 8, start - 8
    leftwards = columns(text) * letter > behind and before > behind
    shown = shortened(text, int((before if leftwards else behind) / letter))
    return Label(shown, start - 5 if leftwards else end + 5, leftwards)


def _below(bars: Bars, text: str, width: int, letter: float) -> Label:
    """Return the label below the bars, from their start, or as far left of it as its length requires."""
    shown = shortened(text, int((width - 6) / letter))
    return Label(shown, max(3.0, min(_reach(bars)[0], width - 3 - columns(shown) * letter)))


def _reach(bars: Bars) -> tuple[float, float]:
    return min(start for start, _ in bars), max(end for _, end in bars)


def _label_mask(label: Label, letter: float) -> int:
    reach = columns(label.text) * letter + 5 if label.text else 0
    return _mask(label.at - reach, label.at) if label.leftwards else _mask(label.at, label.at + reach)


def shortened(text: str, room: int) -> str:
    """Return a text of at most this many columns, cut between words if possible."""
    if columns(text) <= room:
        return text
    if room < 8:
        return ""
    cut = cut_to(text, room - 1)
    words = cut.rpartition(" ")[0]
    return (words if len(words) > len(cut) // 2 else cut).rstrip(" ,;:—") + "…"


def _mask(start: float, end: float) -> int:
    """Return the units from start to end as a bit mask."""
    first = max(0, int(start))
    return ((1 << max(3, int(end) - first + 4)) - 1) << first
