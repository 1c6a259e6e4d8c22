"""A timeline as a picture in SVG, with a lane for each kind of event, next to a list with the same content."""

import re
from collections.abc import Iterator
from itertools import pairwise

from brief.document import Timeline
from brief.named_tuple import NamedTuple
from brief.renderers.axis import Axis, Kind, Span, Stretch, Tick, axis_of
from brief.renderers.axis_words import described, remarks, seen, signs
from brief.renderers.drawn_events import Address, Claimed, Event, Lane, events_of, lanes_of
from brief.renderers.lanes import Bars, Box, lanes, shortened
from brief.system.templates import environment, resource

STYLE = resource(__package__, "templates/axis.css")
"""Style of the picture; its colours are CSS variables of the page."""
_LIGHT = {"ground": "#ffffff", "ink": "#1c1c1c", "soft": "#555b61", "line": "#d5dae0", "doubt": "#8a5a00"}
_FONT = "font-family: 'Source Sans Pro', 'Liberation Sans', Arial, sans-serif;"
_ENOUGH = 5
"""Minimum number of events for a picture on paper."""
_ROW = 20
_TARGET = 24
"""Height of a row of links, and minimum width of each (WCAG 2.2, 2.5.8)."""
_GAP = 6
"""Space between the lanes."""
_LEGEND = 18
"""Height of a line of the legend."""
_TOP = 30
_LEAST = 9.0
"""Length of the shortest bar."""
_LETTER = 6.9
"""Average width of a 12-pixel letter in a wide font."""
_TICK_LETTER = 7.0
"""Average width of an 11-pixel letter."""


class _Size(NamedTuple):
    """One of the sizes of the picture; CSS shows the one that fits the screen."""

    name: str
    width: int
    left: int
    """Width of the column of lane titles; 0 if each title has a row of its own."""
    longest: int
    """Maximum number of characters of a label."""


_WIDE = _Size("wide", 720, 100, 60)
_SIZES = (_WIDE, _Size("narrow", 340, 0, 48))


class _Frame(NamedTuple):
    """Position of a lane's rows."""

    axis: Axis
    top: int
    row: int
    """Height of each row."""
    name: str
    """Prefix of the gradients' ids."""

    def middle(self, row: int) -> int:
        """Return the vertical middle of a row."""
        return self.top + self.row * row + self.row // 2


class _Faded(NamedTuple):
    """The open or unknown side of a bar."""

    name: str
    """Id of its gradient."""
    start: float
    end: float
    y: int
    unknown: float | None
    """Position of a question mark; None if the end is open, not unknown."""


class _Drawn(NamedTuple):
    """A claimed date as drawn: a circle, or a bracket whose open sides fade out."""

    classes: str
    kind: str
    y: int
    start: float
    end: float
    fades: tuple[_Faded, ...] = ()


class _Tie(NamedTuple):
    """A line between two dates claimed for one event."""

    start: float
    top: int
    end: float
    bottom: int


class _Drawing(NamedTuple):
    """The input of the template at one size."""

    size: str
    width: int
    left: int
    height: int
    name: str
    described: str
    is_linked: bool
    fades: list[tuple[str, int, int]]
    ticks: list[Tick]
    labels: list[Tick]
    stretches: tuple[Stretch, ...]
    cuts: list[tuple[float, float]]
    lanes: list[dict[str, object]]
    is_unnamed: bool
    """True if a label did not fit."""


class Standalone(NamedTuple):
    """A picture of a timeline for a paper."""

    svg: str
    seen: str
    """Caption: what the picture shows, in a sentence."""
    described: str
    """Alternative text."""


def picture(timeline: Timeline, name: str, heading: str, address: Address = lambda _: "") -> str:
    """Return a figure of the dated entries; empty without two different dates. Its ids begin with `name`."""
    events = events_of(timeline, address)
    if _is_too_little(events):
        return ""
    found = lanes_of(events)
    drawings = [_drawn(size, found, f"{name}-{size.name}", described(events)) for size in _SIZES]
    return _made("figure", drawings, heading, seen(timeline, events), _told(timeline, found, drawings))


def strip(timeline: Timeline, name: str, heading: str, address: Address, remark: str) -> str:
    """Return a figure with one lane, without labels; the remark ends its legend."""
    events = events_of(timeline, address)
    if _is_too_little(events):
        return ""
    sizes = [size._replace(longest=0) for size in _SIZES]
    drawings = [_drawn(size, [Lane("", events)], f"{name}-{size.name}", described(events)) for size in sizes]
    told = [*signs(events, is_cut=bool(drawings[0].cuts)), *([("", remark)] if remark else [])]
    return _made("figure", drawings, heading, seen(timeline, events), told)


def standalone(timeline: Timeline, ink: str) -> Standalone | None:
    """Return the wide picture as a separate file with its legend; None if there are too few different dates."""
    events = events_of(timeline)
    if len(events) < _ENOUGH or _is_too_little(events):
        return None
    found = lanes_of(events)
    drawing = _drawn(_WIDE, found, "axis", described(events))
    legend = list(_laid(_told(timeline, found, [drawing]), drawing.width))
    bottom = drawing.height + _LEGEND * (1 + max(line for _, _, _, line in legend))
    svg = _made("alone", drawing, legend, bottom, standalone_style(STYLE, ink))
    return Standalone(svg, seen(timeline, events), drawing.described)


def _made(macro: str, *words: object) -> str:
    """Return the output of a macro of the template."""
    return str(getattr(environment(__package__).get_template("axis.html").module, macro)(*words))


def _is_too_little(events: list[Event]) -> bool:
    return len({claim.span for event in events for claim in event.claims}) < 2


def _told(timeline: Timeline, found: list[Lane], drawings: list[_Drawing]) -> list[tuple[str, str]]:
    """Return the legend: the name of each sign, or none, and words."""
    events = [event for lane in found for event in lane.events]
    is_unnamed = any(drawing.is_unnamed for drawing in drawings)
    left_out = remarks(timeline, is_unnamed=is_unnamed)
    return [*signs(events, is_cut=bool(drawings[0].cuts)), *(("", words) for words in left_out)]


def standalone_style(style: str, ink: str) -> str:
    """Return a style with the colours of a light page, for programs without CSS variables."""
    colours = _LIGHT | {"bar": ink}
    return re.sub(r"var\(--(\w+)\)", lambda found: colours[found[1]], style) + f"text {{ {_FONT} }}\n"


def _laid(told: list[tuple[str, str]], width: int) -> Iterator[tuple[str, str, float, int]]:
    """Yield the legend: sign, words, horizontal position and line of each."""
    at, line = 0.0, 0
    for name, words in told:
        length = (30 if name else 0) + len(words) * _TICK_LETTER + 14
        if at and at + length > width:
            at, line = 0.0, line + 1
        yield name, words, at, line
        at += length


def _drawn(size: _Size, found: list[Lane], name: str, words: str) -> _Drawing:
    """Return the input of the template for these lanes at one size."""
    left = size.left if any(lane.title for lane in found) else 0
    events = [event for lane in found for event in lane.events]
    spans = [claim.span for event in events for claim in event.claims]
    is_linked = any(event.address for event in events)
    row = _TARGET if is_linked else _ROW
    axis = axis_of(spans, size.width - left)
    top, made, is_unnamed = _TOP, [], False
    for lane in found:
        begin = top + (row if lane.title and not left else 0)
        entries = [(_bars(axis, event), shortened(event.label, size.longest)) for event in lane.events]
        boxes = list(zip(lane.events, lanes(entries, size.width - left, _LETTER), strict=True))
        is_unnamed |= any(event.label and not box.label.text for event, box in boxes)
        frame = _Frame(axis, begin, row, name)
        made.append(
            {
                "title": shortened(lane.title, 14 if left else 40),
                "title_y": frame.middle(0 if left else -1) + 4,
                "rule": top - _GAP // 2,
                "events": [_event(frame, event, box) for event, box in boxes],
            }
        )
        top = begin + row * (1 + max(box.bottom for _, box in boxes)) + _GAP
    return _Drawing(
        size=size.name,
        width=size.width,
        left=left,
        height=top,
        name=name,
        described=words,
        is_linked=is_linked,
        fades=list(_fades(spans)),
        ticks=list(axis.ticks()),
        labels=list(axis.labels(size.width - left, _TICK_LETTER)),
        stretches=axis.stretches,
        cuts=list(axis.cuts()),
        lanes=made,
        is_unnamed=is_unnamed,
    )


def _bars(axis: Axis, event: Event) -> Bars:
    """Return the dates of an event as bars, each as wide as a target if it is a link."""
    least = _TARGET if event.address else _LEAST
    return tuple(_widened(*axis.place(claim.span), least) for claim in event.claims)


def _event(frame: _Frame, event: Event, box: Box) -> dict[str, object]:
    places = list(zip(event.claims, box.bars, map(frame.middle, box.lanes), strict=True))
    return {
        "address": event.address,
        "words": event.words,
        "ties": list(_ties(frame, box)),
        "targets": [(start, y - _TARGET // 2, end - start) for _, (start, end), y in places],
        "claims": [_claim(frame, claim, y) for claim, _, y in places],
        "label": box.label,
        "label_y": frame.middle(box.label.lane) + 4,
    }


def _fades(spans: list[Span]) -> Iterator[tuple[str, int, int]]:
    """Yield the sides on which bars fade out, each with the ends of its gradient."""
    if any(span.first is None for span in spans):
        yield "left", 1, 0
    if any(span.last is None for span in spans):
        yield "right", 0, 1


def _ties(frame: _Frame, box: Box) -> Iterator[_Tie]:
    """Yield lines between the dates claimed for one event."""
    for (one, row), (other, below) in pairwise(sorted(zip(box.bars, box.lanes, strict=True))):
        start, end = (one[1], other[0]) if row == below else (sum(one) / 2, sum(other) / 2)
        yield _Tie(start, frame.middle(row), end, frame.middle(below))


def _claim(frame: _Frame, claim: Claimed, y: int) -> _Drawn:
    span = claim.span
    start, end = whole = _widened(*frame.axis.place(span), _LEAST)
    if span.kind is Kind.DAY:
        return _Drawn(claim.classes, span.kind, y, start, end)
    first, last = frame.axis.attested(span)
    fades = []
    if span.first is None:
        fades.append(_Faded(f"{frame.name}-left", start, first, y, start + 9 if span.start_unknown else None))
        start = first
    if span.last is None:
        fades.append(_Faded(f"{frame.name}-right", last, end, y, end - 9 if span.end_unknown else None))
        end = last
    start, end = min(start, whole[1] - _LEAST), max(end, whole[0] + _LEAST)
    return _Drawn(claim.classes, span.kind, y, start, end, tuple(fades))


def _widened(start: float, end: float, least: float) -> tuple[float, float]:
    """Return a bar of at least this length."""
    missing = max(0.0, least - (end - start)) / 2
    return start - missing, end + missing
