"""A timeline as a picture in SVG, with a lane for each kind of event, beside the list that says the same."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from brief.document import Timeline
from brief.locale import say
from brief.model.dates.gregorian import year_month_day
from brief.model.dates.words import year_in_words
from brief.renderers.axis import Axis, Kind, axis_of, span_of
from brief.renderers.drawn_events import Claimed, DrawnEvent, Lane
from brief.renderers.lanes import Bars, Box, lanes, shortened
from brief.system.templates import environment

_ROW = 24
"""The height of a row, and the least size of a target (WCAG 2.2, 2.5.8)."""
_TOP = 30
_LEAST = 9.0
"""The length of the shortest bar."""
_LETTER = 6.9
"""The width of a letter of 12 pixels in a broad font, on average."""
_TICK_LETTER = 7.0
"""The same of 11 pixels."""


class _Size(NamedTuple):
    """One of the sizes in which the picture is drawn; the style shows the one that fits the screen."""

    name: str
    width: int
    left: int
    """The width of the column of lane titles; 0 if each title has a row of its own."""
    longest: int
    """Most characters of a label."""


_SIZES = (_Size("wide", 860, 104, 60), _Size("narrow", 340, 0, 34))
_UNTITLED = tuple(size._replace(left=0) for size in _SIZES)
_STRIPS = (_Size("wide", 860, 0, 0), _Size("narrow", 340, 0, 0))


class _Faded(NamedTuple):
    """The side of a bar of which nothing is known."""

    name: str
    """Of the gradient to that side."""
    start: float
    end: float
    y: int
    unknown: float | None
    """Place of a question mark; None if the end is open, not unknown."""


class _Drawn(NamedTuple):
    """A claimed date as it is drawn: a circle, a bracket or a bar with what fades out on its sides."""

    classes: str
    kind: str
    y: int
    start: float
    end: float
    fades: tuple[_Faded, ...] = ()


class _Tie(NamedTuple):
    """A line between two dates that are claimed for one event."""

    start: float
    top: int
    end: float
    bottom: int


class _Placed(NamedTuple):
    """A lane with the box of each of its events, and where it begins."""

    lane: Lane
    boxes: list[Box]
    top: int
    bottom: int


def picture(
    timeline: Timeline, found: list[Lane], name: str, heading: str, *, is_strip: bool = False, remark: str = ""
) -> str:
    """Return a figure of the dated events; nothing if there are fewer than two different dates.

    A strip has one lane, no labels, and a remark instead of a legend. The ids of the figure begin with `name`.
    """
    events = [event for lane in found for event in lane.events]
    spans = [claim.span for event in events for claim in event.claims]
    if len(set(spans)) < 2:
        return ""
    if is_strip:
        found = [Lane("", events)]
    drawings = []
    unnamed = False
    is_titled = any(lane.title for lane in found)
    for size in _STRIPS if is_strip else _SIZES if is_titled else _UNTITLED:
        axis = axis_of(spans, size.width - size.left)
        placed = list(_placed(found, axis, size))
        unnamed |= any(
            event.label and not box.label.text
            for each in placed
            for event, box in zip(each.lane.events, each.boxes, strict=True)
        )
        drawings.append(_drawing(size, axis, placed, events, f"{name}-{size.name}"))
    told = [*_signs(events, axis), *(("", words) for words in _remarks(timeline, unnamed))]
    if is_strip:
        told = [("", remark)] if remark else []
    templates = environment(__package__).get_template("axis.html")
    return str(templates.module.figure(drawings, heading, told))  # type: ignore[attr-defined]  # Jinja makes it


def _placed(found: list[Lane], axis: Axis, size: _Size) -> Iterator[_Placed]:
    """The lanes one below the other."""
    top = _TOP
    for lane in found:
        titled = _ROW if lane.title and not size.left else 0
        entries = [(_bars(axis, event), shortened(event.label, size.longest)) for event in lane.events]
        boxes = lanes(entries, size.width - size.left, _LETTER)
        bottom = top + titled + _ROW * (1 + max(box.bottom for box in boxes)) + 4
        yield _Placed(lane, boxes, top + titled, bottom)
        top = bottom


def _bars(axis: Axis, event: DrawnEvent) -> Bars:
    """The dates of an event, each as wide as a target if it is a link."""
    least = _ROW if event.address else _LEAST
    return tuple(_widened(*axis.place(claim.span), least) for claim in event.claims)


def _drawing(size: _Size, axis: Axis, placed: list[_Placed], events: list[DrawnEvent], name: str) -> dict[str, object]:
    """What the template draws of the lanes in one size."""
    is_linked = any(event.address for event in events)
    return {
        "size": size.name,
        "width": size.width,
        "left": size.left,
        "height": placed[-1].bottom + 2,
        "name": name,
        "described": _described(events),
        "is_linked": is_linked,
        "fades": list(_fades(events)),
        "ticks": list(axis.ticks()),
        "labels": list(axis.labels(size.width - size.left, _TICK_LETTER)),
        "stretches": axis.stretches,
        "cuts": list(axis.cuts()),
        "lanes": [
            {
                "title": shortened(each.lane.title, 14 if size.left else 40),
                "top": each.top,
                "rule": each.top if size.left or not each.lane.title else each.top - _ROW,
                "title_y": each.top + 16 if size.left else each.top - 7,
                "events": [
                    _event(axis, event, box, each.top, name)
                    for event, box in zip(each.lane.events, each.boxes, strict=True)
                ],
            }
            for each in placed
        ],
    }


def _event(axis: Axis, event: DrawnEvent, box: Box, top: int, name: str) -> dict[str, object]:
    rows = [top + _ROW * lane for lane in box.lanes]
    return {
        "address": event.address,
        "words": event.words,
        "ties": list(_ties(box, top)),
        "targets": [(start, row, end - start) for (start, end), row in zip(box.bars, rows, strict=True)],
        "claims": [_claim(axis, claim, row + _ROW // 2, name) for claim, row in zip(event.claims, rows, strict=True)],
        "label": box.label,
        "label_y": top + _ROW * box.label.lane + _ROW // 2 + 4,
    }


def _fades(events: list[DrawnEvent]) -> Iterator[tuple[str, int, int]]:
    """The sides to which bars fade out, each with the ends of its gradient."""
    spans = [claim.span for event in events for claim in event.claims]
    if any(span.first is None for span in spans):
        yield "left", 1, 0
    if any(span.last is None for span in spans):
        yield "right", 0, 1


def _ties(box: Box, top: int) -> Iterator[_Tie]:
    """Lines between the dates that are claimed for one event."""
    for (one, lane), (other, below) in pairwise(sorted(zip(box.bars, box.lanes, strict=True))):
        start, end = (one[1], other[0]) if lane == below else (sum(one) / 2, sum(other) / 2)
        yield _Tie(start, top + _ROW * lane + _ROW // 2, end, top + _ROW * below + _ROW // 2)


def _claim(axis: Axis, claim: Claimed, y: int, name: str) -> _Drawn:
    span = claim.span
    start, end = whole = _widened(*axis.place(span), _LEAST)
    if span.kind is Kind.DAY:
        return _Drawn(claim.classes, span.kind, y, start, end)
    first, last = axis.attested(span)
    fades = []
    if span.first is None:
        fades.append(_Faded(f"{name}-left", start, first, y, start + 9 if span.start_unknown else None))
        start = first
    if span.last is None:
        fades.append(_Faded(f"{name}-right", last, end, y, end - 9 if span.end_unknown else None))
        end = last
    start, end = min(start, whole[1] - _LEAST), max(end, whole[0] + _LEAST)
    return _Drawn(claim.classes, span.kind, y, start, end, tuple(fades))


def _widened(start: float, end: float, least: float) -> tuple[float, float]:
    """A bar of at least this length."""
    missing = max(0.0, least - (end - start)) / 2
    return start - missing, end + missing


def _described(drawn: list[DrawnEvent]) -> str:
    known = [claim.span for event in drawn for claim in event.claims]
    events = len(drawn)
    firsts = [span.first for span in known if span.first is not None]
    lasts = [span.last for span in known if span.last is not None]
    parts = [say("{events} dated entries", events=events) if events > 1 else say("1 dated entry")]
    parts += [say("the earliest in {year}", year=_year(min(firsts)))] if firsts else []
    parts += [say("the latest in {year}", year=_year(max(lasts) - 1))] if lasts else []
    return ", ".join(parts) + say(". The list below tells the same in words.")


def _year(day: int) -> str:
    return year_in_words(year_month_day(day)[0])


def _signs(events: list[DrawnEvent], axis: Axis) -> list[tuple[str, str]]:
    """The signs that occur: the name of each, and its words."""
    claims = [claim for event in events for claim in event.claims]
    spans = [claim.span for claim in claims]
    doubtful = any(claim.doubtful for claim in claims)
    signs = [
        (any(span.kind is Kind.DAY for span in spans), "day", say("on that day")),
        (any(span.kind is Kind.WITHIN for span in spans), "within", say("some time within")),
        (any(span.kind is Kind.LASTING for span in spans), "lasting", say("all that time")),
        (any(None in (span.first, span.last) for span in spans), "open", say("to that side open or unknown")),
        (doubtful, "within doubt", say("about then, uncertain, inferred or expected")),
        (any(claim.disputed for claim in claims), "within disputed", say("disputed")),
        (any(len(event.claims) > 1 for event in events), "tie", say("one event, its date disputed")),
        (bool(list(axis.cuts())), "cut", say("nothing dated for long; the scale may change")),
    ]
    return [(name, words) for true, name, words in signs if true]


def _remarks(timeline: Timeline, unnamed: bool) -> Iterator[str]:
    """What the picture does not show."""
    undated = sum(1 for entry in timeline.entries if span_of(entry.date.date) is None)
    if undated:
        yield say("{undated} without a date: only in the list", undated=undated)
    if unnamed:
        yield say("named as far as there is room")
