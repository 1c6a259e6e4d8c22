"""A timeline as a picture in SVG, beside the list that tells the same."""

from collections.abc import Iterator
from html import escape
from itertools import pairwise
from typing import NamedTuple

from brief.document import Doubt, Timeline
from brief.model.dates import Date
from brief.model.dates.gregorian import year_month_day
from brief.model.dates.words import year_in_words
from brief.renderers.axis import Axis, Kind, Span, axis_of, span_of
from brief.renderers.lanes import Bars, Box, lanes, shortened

_PITCH = 20
_TOP = 30
_LEAST = 9.0
"""The length of the shortest bar."""
_LETTER = 6.9
"""The width of a letter of 12 pixels in a broad font, on average."""
_TICK_LETTER = 7.0
"""The same of 11 pixels."""
_FADING = "".join(
    f'<rect class="lasting" x="{2 + 7 * step}" y="2" width="6" height="10" opacity="{1 - step * 0.4:.1f}"/>'
    for step in range(3)
)
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


def picture(timeline: Timeline, number: int, heading: str) -> Iterator[str]:
    """A figure of the dated entries; nothing where there are not two different dates."""
    events = _events(timeline)
    spans = [claim.span for event in events for claim in event.claims]
    if len(set(spans)) < 2:
        return
    yield '<figure class="axis">'
    unnamed = False
    for size, width in _SIZES.items():
        axis = axis_of(spans, width)
        places = [(_bars(axis, event), shortened(event.label, _LONGEST[size])) for event in events]
        boxes = lanes(places, width, _LETTER)
        unnamed |= any(event.label and not box.label.text for event, box in zip(events, boxes, strict=True))
        yield from _drawn(size, width, axis, list(zip(events, boxes, strict=True)), f"axis-{number}-{size}", heading)
    yield f"<figcaption>{_caption(timeline, events, axis, unnamed)}</figcaption>"
    yield "</figure>"


def _events(timeline: Timeline) -> list[Event]:
    """Every date of every entry, with those that stand only in its marks, by the record that it tells of."""
    found: dict[object, Event] = {}
    drawn: dict[object, set[Date | None]] = {}
    for index, entry in enumerate(timeline.entries):
        drawn.setdefault(entry.id or index, set()).add(entry.date.date)
    for index, entry in enumerate(timeline.entries):
        key = entry.id or index
        event = found.setdefault(key, Event(entry.what.text, []))
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


def _drawn(size: str, width: int, axis: Axis, drawn: list[tuple[Event, Box]], name: str, heading: str) -> Iterator[str]:
    height = _TOP + _PITCH * (1 + max(box.bottom for _, box in drawn)) + 6
    yield f'<svg class="{size}" viewBox="0 0 {width} {height}" role="img" aria-labelledby="{name}-title {name}-desc">'
    yield f'<title id="{name}-title">{escape(heading)}: line of time</title>'
    yield f'<desc id="{name}-desc">{escape(_described([event for event, _ in drawn]))}</desc>'
    yield from _fades(name, drawn)
    for tick in axis.ticks():
        yield f'<path class="grid" d="M{tick.at:.1f} 20V{height}"/>'
    for tick in axis.labels(width, _TICK_LETTER):
        yield f'<text class="tick" x="{tick.at:.1f}" y="12" text-anchor="middle">{escape(tick.label)}</text>'
    for stretch in axis.stretches:
        yield f'<path class="line" d="M{stretch.start:.1f} 20H{stretch.end:.1f}"/>'
    for start, end in axis.cuts():
        middle = (start + end) / 2
        yield f'<path class="cut" d="M{start:.1f} 20H{middle - 6:.1f}l4 -6l4 12l4 -6H{end:.1f}"/>'
    for event, box in drawn:
        yield from _ties(box)
        for claim, bar, lane in zip(event.claims, box.bars, box.lanes, strict=True):
            yield from _claim(axis, claim, bar, _middle(lane), name)
        if box.label.text:
            anchor, y = ("end" if box.label.leftwards else "start"), _middle(box.label.lane) + 4
            yield f'<text x="{box.label.at:.1f}" y="{y}" text-anchor="{anchor}">{escape(box.label.text)}</text>'
    yield "</svg>"


def _fades(name: str, drawn: list[tuple[Event, Box]]) -> Iterator[str]:
    """The colours of bars that fade out to one side, as far as there are such."""
    spans = [claim.span for event, _ in drawn for claim in event.claims]
    for side, missing, x1, x2 in (
        ("left", any(span.first is None for span in spans), 1, 0),
        ("right", any(span.last is None for span in spans), 0, 1),
    ):
        if missing:
            stops = '<stop stop-opacity=".75"/><stop offset="1" stop-opacity=".08"/>'
            yield f'<linearGradient class="fade" id="{name}-{side}" x1="{x1}" x2="{x2}">{stops}</linearGradient>'


def _ties(box: Box) -> Iterator[str]:
    """Lines between the dates that are claimed for one event."""
    for (one, lane), (other, below) in pairwise(sorted(zip(box.bars, box.lanes, strict=True))):
        start, end = (one[1], other[0]) if lane == below else (sum(one) / 2, sum(other) / 2)
        yield f'<path class="tie" d="M{start:.1f} {_middle(lane)}L{end:.1f} {_middle(below)}"/>'


def _claim(axis: Axis, claim: Claimed, bar: tuple[float, float], y: int, name: str) -> Iterator[str]:
    span, (start, end) = claim.span, bar
    classes = " ".join(
        name for name, true in ((span.kind, True), ("doubt", claim.doubtful), ("disputed", claim.disputed)) if true
    )
    if span.kind is Kind.DAY:
        yield f'<circle class="{classes}" cx="{(start + end) / 2:.1f}" cy="{y}" r="4.5"/>'
        return
    first, last = axis.attested(span)
    if span.first is None:
        yield from _faded(f"{name}-left", start, first, y, start + 9 if span.start_unknown else None)
        start = first
    if span.last is None:
        yield from _faded(f"{name}-right", last, end, y, end - 9 if span.end_unknown else None)
        end = last
    start, end = min(start, bar[1] - _LEAST), max(end, bar[0] + _LEAST)
    yield f'<rect class="{classes}" x="{start:.1f}" y="{y - 5}" width="{end - start:.1f}" height="10" rx="2"/>'


def _faded(fade: str, start: float, end: float, y: int, unknown: float | None) -> Iterator[str]:
    """The side of a bar of which nothing is told; with a question mark where its end is only unknown."""
    yield f'<rect x="{start:.1f}" y="{y - 5}" width="{end - start:.1f}" height="10" fill="url(#{fade})"/>'
    if unknown is not None:
        yield f'<text x="{unknown:.1f}" y="{y + 4}" text-anchor="middle">?</text>'


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
    parts = [f"{events} dated entries" if events > 1 else "1 dated entry"]
    parts += [f"the earliest in {_year(min(firsts))}"] if firsts else []
    parts += [f"the latest in {_year(max(lasts) - 1)}"] if lasts else []
    return ", ".join(parts) + ". The list below tells the same in words."


def _year(day: int) -> str:
    return year_in_words(year_month_day(day)[0])


def _caption(timeline: Timeline, events: list[Event], axis: Axis, unnamed: bool) -> str:
    """What the signs mean, as far as they occur."""
    claims = [claim for event in events for claim in event.claims]
    spans = [claim.span for claim in claims]
    signs = [
        (any(span.kind is Kind.DAY for span in spans), '<circle class="day" cx="12" cy="7" r="4.5"/>', "on that day"),
        (any(span.kind is Kind.WITHIN for span in spans), _sign("within"), "some time within"),
        (any(span.kind is Kind.LASTING for span in spans), _sign("lasting"), "all that time"),
        (any(None in (span.first, span.last) for span in spans), _FADING, "to that side open or unknown"),
        (
            any(claim.doubtful and not claim.disputed for claim in claims),
            _sign("within doubt"),
            "about then, uncertain, inferred or expected",
        ),
        (any(claim.disputed for claim in claims), _sign("within doubt disputed"), "disputed"),
        (
            any(len(event.claims) > 1 for event in events),
            '<path class="tie" d="M3 7H21"/>',
            "one event, its date disputed",
        ),
        (
            bool(list(axis.cuts())),
            '<path class="cut" d="M0 7h6l4 -6l4 12l4 -6h6"/>',
            "nothing dated for long; the scale may change",
        ),
    ]
    told = [
        f'<span><svg class="sign" viewBox="0 0 24 14" aria-hidden="true">{sign}</svg> {words}</span>'
        for true, sign, words in signs
        if true
    ]
    undated = sum(1 for entry in timeline.entries if span_of(entry.date.date) is None)
    told += [f"<span>{undated} without a date: only in the list</span>"] if undated else []
    told += ["<span>named as far as there is room</span>"] if unnamed else []
    return "\n".join(told)


def _sign(classes: str) -> str:
    return f'<rect class="{classes}" x="2" y="2" width="20" height="10" rx="2"/>'
