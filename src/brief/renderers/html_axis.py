"""A timeline as a picture in SVG, beside the list that tells the same."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from brief.document import Timeline
from brief.locale import say
from brief.model.dates.gregorian import year_month_day
from brief.model.dates.words import year_in_words
from brief.renderers.axis import Axis, Kind, Span, axis_of, span_of
from brief.renderers.drawn_events import Claimed, Event, events_of, groups, seen
from brief.renderers.lanes import Bars, Box, lanes, shortened
from brief.system.templates import environment, resource

STYLE = resource(__package__, "templates/axis.css")
"""The style of the picture; its colours are variables of the page."""
_LIGHT = {"ground": "#ffffff", "ink": "#1c1c1c", "soft": "#555b61", "line": "#d5dae0", "doubt": "#8a5a00"}
_FONT = "font-family: 'Source Sans Pro', 'Liberation Sans', Arial, sans-serif;"
_ENOUGH = 5
"""A paper has a picture of so many events, or none."""
_PITCH = 20
_GAP = 10
"""What is left between the kinds of events."""
_LEGEND = 18
"""The height of a line of the legend."""
_TOP = 30
_LEAST = 9.0
"""The length of the shortest bar."""
_LETTER = 6.9
"""The width of a letter of 12 pixels in a broad font, on average."""
_TICK_LETTER = 7.0
"""The same of 11 pixels."""
_SIZES = {"wide": 720, "narrow": 340}
"""The picture is drawn twice, and the style shows the one that fits the screen."""
_LEFT = {"wide": 92, "narrow": 0}
"""The room for the kinds of events, which stand above theirs where there is none."""
_LONGEST = {"wide": 60, "narrow": 34}


class _Faded(NamedTuple):
    """The side of a bar of which nothing is told."""

    name: str
    """Of the colours that fade out to that side."""
    start: float
    end: float
    y: int
    unknown: float | None
    """Where a question mark stands: its end is only unknown, and not open."""


class _Drawn(NamedTuple):
    """A claimed date as it is drawn: a circle, or a bar with what fades out on its sides."""

    classes: str
    y: int
    start: float
    end: float
    centre: float | None = None
    """Of a circle."""
    fades: tuple[_Faded, ...] = ()


class _Tie(NamedTuple):
    """A line between two dates that are claimed for one event."""

    start: float
    top: int
    end: float
    bottom: int


class Standalone(NamedTuple):
    """A picture of a timeline for a paper."""

    svg: str
    seen: str
    """What it shows, in a sentence."""
    described: str
    """The same for whoever does not see it."""


def picture(timeline: Timeline, number: int, heading: str) -> str:
    """A figure of the dated entries; nothing where there are not two different dates."""
    events = events_of(timeline)
    if _is_too_little(events):
        return ""
    drawings = [_drawn(size, events, f"axis-{number}-{size}") for size in _SIZES]
    told = [*_signs(events), *(("", words) for words in _remarks(timeline, drawings))]
    return str(_macros().figure(drawings, heading, _seen(timeline, events), told))


def standalone(timeline: Timeline, ink: str) -> Standalone | None:
    """The wide picture as a file of its own, with its legend; None where there are too few different dates."""
    events = events_of(timeline)
    if len(events) < _ENOUGH or _is_too_little(events):
        return None
    drawing = _drawn("wide", events, "axis")
    told = [*_signs(events), *(("", words) for words in _remarks(timeline, [drawing]))]
    legend = list(_laid(told, drawing["width"]))
    bottom = drawing["height"] + _LEGEND * (1 + max(line for _, _, _, line in legend))
    svg = str(_macros().alone(drawing, legend, bottom, _style(ink)))
    return Standalone(svg, _seen(timeline, events), drawing["described"])


def _seen(timeline: Timeline, events: list[Event]) -> str:
    """What is to be seen, in a sentence; nothing of a selection, in which an empty year says nothing."""
    return "" if timeline.is_selection else seen(events)


def _macros() -> Any:
    return environment(__package__).get_template("axis.html").module


def _is_too_little(events: list[Event]) -> bool:
    return len({claim.span for event in events for claim in event.claims}) < 2


def _style(ink: str) -> str:
    """The style of the picture with the colours of a light page, for programs that know no variables."""
    colours = _LIGHT | {"bar": ink}
    return re.sub(r"var\(--(\w+)\)", lambda found: colours[found[1]], STYLE) + f".axis text {{ {_FONT} }}\n"


def _laid(told: list[tuple[str, str]], width: int) -> Iterator[tuple[str, str, float, int]]:
    """The legend: sign, words, place and line of each."""
    at, line = 0.0, 0
    for name, words in told:
        length = (30 if name else 0) + len(words) * _TICK_LETTER + 14
        if at and at + length > width:
            at, line = 0.0, line + 1
        yield name, words, at, line
        at += length


def _bars(axis: Axis, event: Event) -> Bars:
    return tuple(_least(*axis.place(claim.span)) for claim in event.claims)


def _drawn(size: str, events: list[Event], name: str) -> dict[str, Any]:
    """What the template draws of the events at one size."""
    found = groups(events)
    is_titled = any(group.title for group in found)
    width, left = _SIZES[size], _LEFT[size] if is_titled else 0
    spans = [claim.span for event in events for claim in event.claims]
    axis = axis_of(spans, width - left)
    rows, top, unnamed = [], _TOP, False
    for group in found:
        top += _PITCH if is_titled and not left else 0
        places = [(_bars(axis, event), shortened(event.label, _LONGEST[size])) for event in group.events]
        boxes = lanes(places, width - left, _LETTER)
        unnamed |= any(event.label and not box.label.text for event, box in zip(group.events, boxes, strict=True))
        drawn = [_event(axis, event, box, top, name) for event, box in zip(group.events, boxes, strict=True)]
        title_y = _middle(0, top) + 4 if left else top - 4
        rows.append({"title": group.title, "title_y": title_y, "top": top - (0 if left else _PITCH), "events": drawn})
        top += _PITCH * (1 + max(box.bottom for box in boxes)) + _GAP
    return {
        "size": size,
        "width": width,
        "left": left,
        "height": top,
        "name": name,
        "described": _described(events),
        "fades": list(_fades(spans)),
        "ticks": list(axis.ticks()),
        "labels": list(axis.labels(width - left, _TICK_LETTER)),
        "stretches": axis.stretches,
        "cuts": list(axis.cuts()),
        "groups": rows,
        "is_unnamed": unnamed,
    }


def _event(axis: Axis, event: Event, box: Box, top: int, name: str) -> dict[str, object]:
    return {
        "ties": list(_ties(box, top)),
        "claims": [
            _claim(axis, claim, bar, _middle(lane, top), name)
            for claim, bar, lane in zip(event.claims, box.bars, box.lanes, strict=True)
        ],
        "label": box.label,
        "label_y": _middle(box.label.lane, top) + 4,
    }


def _fades(spans: list[Span]) -> Iterator[tuple[str, int, int]]:
    """The sides to which bars fade out, each from where to where, as far as there are such."""
    if any(span.first is None for span in spans):
        yield "left", 1, 0
    if any(span.last is None for span in spans):
        yield "right", 0, 1


def _ties(box: Box, top: int) -> Iterator[_Tie]:
    """Lines between the dates that are claimed for one event."""
    for (one, lane), (other, below) in pairwise(sorted(zip(box.bars, box.lanes, strict=True))):
        start, end = (one[1], other[0]) if lane == below else (sum(one) / 2, sum(other) / 2)
        yield _Tie(start, _middle(lane, top), end, _middle(below, top))


def _claim(axis: Axis, claim: Claimed, bar: tuple[float, float], y: int, name: str) -> _Drawn:
    span, (start, end) = claim.span, bar
    classes = " ".join(
        name for name, true in ((span.kind, True), ("doubt", claim.doubtful), ("disputed", claim.disputed)) if true
    )
    if span.kind is Kind.DAY:
        return _Drawn(classes, y, start, end, (start + end) / 2)
    first, last = axis.attested(span)
    fades = []
    if span.first is None:
        fades.append(_Faded(f"{name}-left", start, first, y, start + 9 if span.start_unknown else None))
        start = first
    if span.last is None:
        fades.append(_Faded(f"{name}-right", last, end, y, end - 9 if span.end_unknown else None))
        end = last
    return _Drawn(classes, y, min(start, bar[1] - _LEAST), max(end, bar[0] + _LEAST), None, tuple(fades))


def _middle(lane: int, top: int) -> int:
    return top + _PITCH * lane + _PITCH // 2


def _least(start: float, end: float) -> tuple[float, float]:
    """A bar that can be seen."""
    missing = max(0.0, _LEAST - (end - start)) / 2
    return start - missing, end + missing


def _described(drawn: list[Event]) -> str:
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


def _signs(events: list[Event]) -> list[tuple[str, str]]:
    """What the signs mean, as far as they occur: the name of each, and its words."""
    claims = [claim for event in events for claim in event.claims]
    spans = [claim.span for claim in claims]
    is_cut = len(axis_of(spans, _SIZES["wide"]).stretches) > 1
    doubtful = any(claim.doubtful and not claim.disputed for claim in claims)
    signs = [
        (any(span.kind is Kind.DAY for span in spans), "day", say("on that day")),
        (any(span.kind is Kind.WITHIN for span in spans), "within", say("some time within")),
        (any(span.kind is Kind.LASTING for span in spans), "lasting", say("all that time")),
        (any(None in (span.first, span.last) for span in spans), "open", say("to that side open or unknown")),
        (doubtful, "within doubt", say("about then, uncertain, inferred or expected")),
        (any(claim.disputed for claim in claims), "within doubt disputed", say("disputed")),
        (any(len(event.claims) > 1 for event in events), "tie", say("one event, its date disputed")),
        (is_cut, "cut", say("nothing dated for long; the scale may change")),
    ]
    return [(name, words) for true, name, words in signs if true]


def _remarks(timeline: Timeline, drawings: list[dict[str, Any]]) -> Iterator[str]:
    """What the picture does not show."""
    undated = sum(1 for entry in timeline.entries if span_of(entry.date.date) is None)
    if undated:
        yield say("{undated} without a date: only in the list", undated=undated)
    if any(drawing["is_unnamed"] for drawing in drawings):
        yield say("named as far as there is room")
