"""A timeline as a picture in SVG, beside the list that tells the same."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from brief.document import Doubt, Timeline
from brief.locale import say
from brief.model.dates import Date
from brief.model.dates.gregorian import year_month_day
from brief.model.dates.words import year_in_words
from brief.renderers.axis import Axis, Kind, Span, axis_of, span_of
from brief.renderers.lanes import Bars, Box, lanes, shortened
from brief.system.templates import environment

_PITCH = 20
_TOP = 30
_LEAST = 9.0
"""The length of the shortest bar."""
_LETTER = 6.9
"""The width of a letter of 12 pixels in a broad font, on average."""
_TICK_LETTER = 7.0
"""The same of 11 pixels."""
_SIZES = {"wide": 720, "narrow": 340}
"""The picture is drawn twice, and the style shows the one that fits the screen."""
_LONGEST = {"wide": 60, "narrow": 34}


class Claimed(NamedTuple):
    """One date claimed for an event."""

    span: Span
    doubts: tuple[Doubt, ...]

    @property
    def doubtful(self) -> bool:
        """Whether it may be another date."""
        return self.span.doubtful or bool(self.doubts)

    @property
    def disputed(self) -> bool:
        """Whether a source says otherwise."""
        return Doubt.DATE_DISPUTED in self.doubts or Doubt.DISPUTED in self.doubts


class Event(NamedTuple):
    """What is drawn of a record: its name, and every date claimed for it."""

    label: str
    claims: list[Claimed]


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


def picture(timeline: Timeline, number: int, heading: str) -> str:
    """A figure of the dated entries; nothing where there are not two different dates."""
    events = _events(timeline)
    spans = [claim.span for event in events for claim in event.claims]
    if len(set(spans)) < 2:
        return ""
    drawings = []
    unnamed = False
    for size, width in _SIZES.items():
        axis = axis_of(spans, width)
        places = [(_bars(axis, event), shortened(event.label, _LONGEST[size])) for event in events]
        boxes = lanes(places, width, _LETTER)
        unnamed |= any(event.label and not box.label.text for event, box in zip(events, boxes, strict=True))
        drawings.append(_drawn(size, width, axis, list(zip(events, boxes, strict=True)), f"axis-{number}-{size}"))
    told = [*_signs(events, axis), *(("", words) for words in _remarks(timeline, unnamed))]
    templates = environment(__package__).get_template("axis.html")
    return str(templates.module.figure(drawings, heading, told))  # type: ignore[attr-defined]  # Jinja makes it


def _events(timeline: Timeline) -> list[Event]:
    """Every date of every entry, with those that stand only in its marks, by the record that it tells of."""
    found: dict[object, Event] = {}
    drawn: dict[object, set[Date | None]] = {}
    for index, entry in enumerate(timeline.entries):
        drawn.setdefault(entry.id or index, set()).add(entry.date.date)
    for index, entry in enumerate(timeline.entries):
        key = entry.id or index
        event = found.setdefault(key, Event(entry.label, []))
        own = span_of(entry.date.date)
        event.claims.extend([Claimed(own, entry.doubts)] if own else [])
        for date in (date for mark in entry.marks for date in mark.dates):
            span = span_of(date)
            if span and date not in drawn[key]:
                drawn[key].add(date)
                event.claims.append(Claimed(span, (Doubt.DATE_DISPUTED,)))
    return [event for event in found.values() if event.claims]


def _bars(axis: Axis, event: Event) -> Bars:
    return tuple(_least(*axis.place(claim.span)) for claim in event.claims)


def _drawn(size: str, width: int, axis: Axis, drawn: list[tuple[Event, Box]], name: str) -> dict[str, object]:
    """What the template draws of the events at one size."""
    return {
        "size": size,
        "width": width,
        "height": _TOP + _PITCH * (1 + max(box.bottom for _, box in drawn)) + 6,
        "name": name,
        "described": _described([event for event, _ in drawn]),
        "fades": list(_fades(drawn)),
        "ticks": list(axis.ticks()),
        "labels": list(axis.labels(width, _TICK_LETTER)),
        "stretches": axis.stretches,
        "cuts": list(axis.cuts()),
        "events": [
            {
                "ties": list(_ties(box)),
                "claims": [
                    _claim(axis, claim, bar, _middle(lane), name)
                    for claim, bar, lane in zip(event.claims, box.bars, box.lanes, strict=True)
                ],
                "label": box.label,
                "label_y": _middle(box.label.lane) + 4,
            }
            for event, box in drawn
        ],
    }


def _fades(drawn: list[tuple[Event, Box]]) -> Iterator[tuple[str, int, int]]:
    """The sides to which bars fade out, each from where to where, as far as there are such."""
    spans = [claim.span for event, _ in drawn for claim in event.claims]
    if any(span.first is None for span in spans):
        yield "left", 1, 0
    if any(span.last is None for span in spans):
        yield "right", 0, 1


def _ties(box: Box) -> Iterator[_Tie]:
    """Lines between the dates that are claimed for one event."""
    for (one, lane), (other, below) in pairwise(sorted(zip(box.bars, box.lanes, strict=True))):
        start, end = (one[1], other[0]) if lane == below else (sum(one) / 2, sum(other) / 2)
        yield _Tie(start, _middle(lane), end, _middle(below))


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


def _middle(lane: int) -> int:
    return _TOP + _PITCH * lane + _PITCH // 2


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


def _signs(events: list[Event], axis: Axis) -> list[tuple[str, str]]:
    """What the signs mean, as far as they occur: the name of each, and its words."""
    claims = [claim for event in events for claim in event.claims]
    spans = [claim.span for claim in claims]
    doubtful = any(claim.doubtful and not claim.disputed for claim in claims)
    signs = [
        (any(span.kind is Kind.DAY for span in spans), "day", say("on that day")),
        (any(span.kind is Kind.WITHIN for span in spans), "within", say("some time within")),
        (any(span.kind is Kind.LASTING for span in spans), "lasting", say("all that time")),
        (any(None in (span.first, span.last) for span in spans), "open", say("to that side open or unknown")),
        (doubtful, "within doubt", say("about then, uncertain, inferred or expected")),
        (any(claim.disputed for claim in claims), "within doubt disputed", say("disputed")),
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
