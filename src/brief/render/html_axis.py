"""A timeline as a picture in SVG, beside the list that tells the same."""

from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from brief.core.dates.gregorian import year_month_day
from brief.core.dates.words import year_in_words
from brief.document import Entry, Timeline
from brief.render.axis import Axis, Kind, Span, axis_of, span_of
from brief.render.lanes import Box, lanes, shortened

_PITCH = 20
_TOP = 30
_LETTER = 6.9
"""The width of a letter of 12 pixels in a broad font, on average."""
_SIZES = {"wide": 720, "narrow": 340}
"""The picture is drawn twice, and the style shows the one that fits the screen."""
_LONGEST = {"wide": 60, "narrow": 34}


class Claimed(NamedTuple):
    """One date claimed for an entry."""

    span: Span
    label: str
    event: int
    """Which entry it dates, by the first that tells of the same record."""
    disputed: bool


def picture(timeline: Timeline, number: int, heading: str) -> Iterator[str]:
    """A figure of the dated entries; nothing where there are not two different dates."""
    claims = list(_claims(timeline))
    if len({claim.span for claim in claims}) < 2:
        return
    yield '<figure class="axis">'
    unnamed = False
    for size, width in _SIZES.items():
        axis = axis_of([claim.span for claim in claims], width)
        places = [(*_least(*axis.place(claim.span)), shortened(claim.label, _LONGEST[size])) for claim in claims]
        boxes = lanes(places, width, _LETTER)
        unnamed |= any(claim.label and not box.label for claim, box in zip(claims, boxes, strict=True))
        yield from _drawn(size, width, axis, claims, boxes, f"axis-{number}-{size}", heading)
    yield f"<figcaption>{_caption(timeline, claims, axis, unnamed)}</figcaption>"
    yield "</figure>"


def _claims(timeline: Timeline) -> Iterator[Claimed]:
    """Every date of every entry, with those that stand only in its marks."""
    drawn: dict[str, set[str]] = {}
    for entry in timeline.entries:
        drawn.setdefault(entry.id, set()).add(str(entry.date.value))
    first: dict[str, int] = {}
    for index, entry in enumerate(timeline.entries):
        event = first.setdefault(entry.id, index) if entry.id else index
        rivals = list(_rivals(entry))
        own = span_of(entry.date.value)
        if own:
            yield Claimed(own, entry.what.text, event, bool(rivals))
        for value in rivals:
            span = span_of(value)
            if span and value not in drawn[entry.id]:
                drawn[entry.id].add(value)
                yield Claimed(span, "", event, True)


def _rivals(entry: Entry) -> Iterator[str]:
    for mark in entry.marks:
        if mark.text.startswith("date disputed") and isinstance(mark.value, str):
            yield mark.value


def _drawn(
    size: str, width: int, axis: Axis, claims: list[Claimed], boxes: list[Box], name: str, heading: str
) -> Iterator[str]:
    height = _TOP + _PITCH * (1 + max(box.lane for box in boxes)) + 6
    yield f'<svg class="{size}" viewBox="0 0 {width} {height}" role="img" aria-labelledby="{name}-title {name}-desc">'
    yield f'<title id="{name}-title">{escape(heading)}: line of time</title>'
    yield f'<desc id="{name}-desc">{escape(_described(claims))}</desc>'
    for tick in axis.ticks():
        at = min(max(tick.at, 16), width - 16)
        yield f'<path class="grid" d="M{tick.at:.1f} 20V{height}"/>'
        yield f'<text class="tick" x="{at:.1f}" y="12" text-anchor="middle">{escape(tick.label)}</text>'
    for stretch in axis.stretches:
        yield f'<path class="line" d="M{stretch.start:.1f} 20H{stretch.end:.1f}"/>'
    for start, end in axis.cuts():
        middle = (start + end) / 2
        yield f'<path class="cut" d="M{start:.1f} 20H{middle - 6:.1f}l4 -6l4 12l4 -6H{end:.1f}"/>'
    yield from _ties(claims, boxes)
    for claim, box in zip(claims, boxes, strict=True):
        yield from _entry(claim, box)
    yield "</svg>"


def _ties(claims: list[Claimed], boxes: list[Box]) -> Iterator[str]:
    """Lines between the dates that are claimed for one event."""
    last: dict[int, Box] = {}
    for claim, box in zip(claims, boxes, strict=True):
        before = last.get(claim.event)
        if before:
            ends = ((found.start + found.end) / 2 for found in (before, box))
            one, other = ends
            yield f'<path class="tie" d="M{one:.1f} {_middle(before)}L{other:.1f} {_middle(box)}"/>'
        last[claim.event] = box


def _entry(claim: Claimed, box: Box) -> Iterator[str]:
    span, y = claim.span, _middle(box)
    classes = " ".join(
        name for name, true in ((span.kind, True), ("doubt", span.doubtful), ("disputed", claim.disputed)) if true
    )
    start, end = box.start, box.end
    if span.kind is Kind.DAY:
        yield f'<circle class="{classes}" cx="{(start + end) / 2:.1f}" cy="{y}" r="4.5"/>'
    else:
        fade = (end - start) / 2 if (span.first is None) != (span.last is None) else 0.0
        left, right = (fade if span.first is None else 0), (fade if span.last is None else 0)
        solid = end - start - left - right
        yield f'<rect class="{classes}" x="{start + left:.1f}" y="{y - 5}" width="{solid:.1f}" height="10" rx="2"/>'
        yield from _faded(classes, start + left, y, -left, span.start_unknown)
        yield from _faded(classes, end - right, y, right, span.end_unknown)
    if box.label:
        x, anchor = (start - 5, "end") if box.leftwards else (end + 5, "start")
        yield f'<text x="{x:.1f}" y="{y + 4}" text-anchor="{anchor}">{escape(box.label)}</text>'


def _faded(classes: str, start: float, y: int, length: float, unknown: bool) -> Iterator[str]:
    """A side that has no end, fading out step by step; with a question mark where the end is only unknown."""
    if not length:
        return
    step = length / 6
    for index in range(6):
        x = max(0.0, min(start + index * step, start + (index + 1) * step))
        yield (
            f'<rect class="{classes} fading" x="{x:.1f}" y="{y - 5}" width="{abs(step):.1f}" height="10"'
            f' opacity="{(6 - index) / 7:.2f}"/>'
        )
    if unknown:
        yield f'<text x="{start + length * 0.9:.1f}" y="{y + 4}" text-anchor="middle">?</text>'


def _middle(box: Box) -> int:
    return _TOP + _PITCH * box.lane + _PITCH // 2


def _least(start: float, end: float) -> tuple[float, float]:
    """A bar that can be seen."""
    missing = max(0.0, 9 - (end - start)) / 2
    return start - missing, end + missing


def _described(claims: list[Claimed]) -> str:
    known = [claim.span for claim in claims]
    events = len({claim.event for claim in claims})
    firsts = [span.first for span in known if span.first is not None]
    lasts = [span.last for span in known if span.last is not None]
    parts = [f"{events} dated entries" if events > 1 else "1 dated entry"]
    parts += [f"the earliest in {_year(min(firsts))}"] if firsts else []
    parts += [f"the latest in {_year(max(lasts) - 1)}"] if lasts else []
    return ", ".join(parts) + ". The list below tells the same in words."


def _year(day: int) -> str:
    return year_in_words(year_month_day(day)[0])


def _caption(timeline: Timeline, claims: list[Claimed], axis: Axis, unnamed: bool) -> str:
    """What the signs mean, as far as they occur."""
    spans = [claim.span for claim in claims]
    signs = [
        (any(span.kind is Kind.DAY for span in spans), '<circle class="day" cx="12" cy="7" r="4.5"/>', "on that day"),
        (any(span.kind is Kind.WITHIN for span in spans), _sign("within"), "some time within"),
        (any(span.kind is Kind.LASTING for span in spans), _sign("lasting"), "all that time"),
        (any(span.doubtful for span in spans), _sign("within doubt"), "about then, or uncertain"),
        (
            any(claim.disputed for claim in claims),
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
    undated = sum(1 for entry in timeline.entries if span_of(entry.date.value) is None)
    told += [f"<span>{undated} without a date: only in the list</span>"] if undated else []
    told += ["<span>named as far as there is room</span>"] if unnamed else []
    return "\n".join(told)


def _sign(classes: str) -> str:
    return f'<rect class="{classes}" x="2" y="2" width="20" height="10" rx="2"/>'
