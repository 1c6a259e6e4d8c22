"""The geometry of a timeline: the positions of dates on the axis, and its tick marks.

Lengths are in the units of the drawing, such as pixels or columns; days are numbered as by `datetime.date.toordinal`.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum, StrEnum

from brief.locale import say
from brief.model.dates import Date, Precision
from brief.model.dates.grammar import day_number, year_month_day
from brief.model.dates.words import MONTHS, year_in_words
from brief.named_tuple import NamedTuple

_BREAK = 36.0
"""Width of the gap that replaces a period that is cut out."""
_NARROWEST = 52.0
"""Minimum width of a stretch between two cuts, so that its tick labels fit."""
_FADE = 0.08
"""Length of an open end, as a share of the axis."""


class Kind(StrEnum):
    """What the length of a span means."""

    DAY = "day"
    WITHIN = "within"
    """At some time within it: a month, a year."""
    LASTING = "lasting"


class Span(NamedTuple):
    """A date on the axis, as a half-open range of days."""

    first: int | None
    """The first possible day; None if there is no known start."""
    last: int | None
    """The day after the last possible one; None if there is no known end."""
    attested: tuple[int, int]
    """The days that the date states, half-open: all of them, or those of the known end if the other is missing."""
    kind: Kind
    doubtful: bool = False
    """True for a date called approximate or uncertain."""
    start_unknown: bool = False
    end_unknown: bool = False


def span_of(date: Date | None) -> Span | None:
    """Return the span of a date; None if none of its days is known."""
    known = date and (date.end if date.earliest is None else date.start if date.latest is None else date)
    if not (date and known) or known.earliest is None or known.latest is None:
        return None
    kinds = {Precision.DAY: Kind.DAY, Precision.INTERVAL: Kind.LASTING}
    kind = kinds.get(date.precision, Kind.WITHIN)
    doubtful = date.approximate or date.uncertain
    attested = known.earliest, known.latest
    return Span(date.earliest, date.latest, attested, kind, doubtful, date.start_unknown, date.end_unknown)


class Stretch(NamedTuple):
    """A part of the axis with one scale."""

    first: int
    last: int
    start: float
    end: float

    @property
    def a_day(self) -> float:
        """Return the width of a day."""
        return (self.end - self.start) / (self.last - self.first)

    def at(self, day: int) -> float:
        """Return the position of the start of a day."""
        return self.start + self.a_day * (day - self.first)


class Tick(NamedTuple):
    """A tick mark on the axis."""

    at: float
    label: str


class Axis(NamedTuple):
    """A time axis, cut where long periods have no dates."""

    stretches: tuple[Stretch, ...]

    def at(self, day: int) -> float:
        """Return the position of the start of a day."""
        return next((found for found in self.stretches if day <= found.last), self.stretches[-1]).at(day)

    def place(self, span: Span) -> tuple[float, float]:
        """Return the start and end of a span; an open side extends to the end of the axis."""
        start = self.stretches[0].start if span.first is None else self.at(span.first)
        end = self.stretches[-1].end if span.last is None else self.at(span.last)
        return start, end

    def attested(self, span: Span) -> tuple[float, float]:
        """Return the start and end of the stated days of a span."""
        first, last = span.attested
        return self.at(first), self.at(last)

    def ticks(self) -> Iterator[Tick]:
        """Yield tick marks with enough space for their labels: all of them days, or months, or years.

        A stretch without one has marks of its own unit.
        """
        unit = max(map(_unit, self.stretches))
        for stretch in self.stretches:
            yield from list(_ticks(stretch, unit)) or _ticks(stretch, _unit(stretch))

    def labels(self, width: float, letter: float) -> Iterator[Tick]:
        """Yield tick labels that fit the drawing and do not overlap; `letter` is the width of a letter.

        Near an end, a label moves inwards from its mark if there is space.
        """
        taken: list[tuple[float, float]] = []
        halves = [(tick, len(tick.label) * letter / 2) for tick in self.ticks()]
        inside = [half <= tick.at <= width - half for tick, half in halves]
        for (tick, half), _ in sorted(zip(halves, inside, strict=True), key=lambda found: not found[1]):
            at = min(max(tick.at, half), width - half)
            if all(at + half + 4 <= start or at - half - 4 >= end for start, end in taken):
                taken.append((at - half, at + half))
                yield tick._replace(at=at)

    def cuts(self) -> Iterator[tuple[float, float]]:
        """Yield the start and end of each gap on the axis."""
        for before, after in zip(self.stretches, self.stretches[1:], strict=False):
            yield before.end, after.start


def axis_of(spans: Sequence[Span], width: float) -> Axis:
    """Return the axis for these spans; it cuts out gaps of over 60 days and a fifth of the whole period."""
    covered = list(_covered(spans))
    whole = covered[-1][1] - covered[0][0]
    parts = [covered[0]]
    for first, last in covered[1:]:
        if first - parts[-1][1] > max(whole // 5, 60):
            parts.append((first, last))
        else:
            parts[-1] = (parts[-1][0], last)
    length = sum(last - first for first, last in parts)
    margin = max(1, length // 40)
    before = int(length * _FADE) + 1 if any(span.first is None for span in spans) else 0
    after = int(length * _FADE) + 1 if any(span.last is None for span in spans) else 0
    wider = [(first - margin, last + margin) for first, last in parts]
    wider[0] = (wider[0][0] - before, wider[0][1])
    wider[-1] = (wider[-1][0], wider[-1][1] + after)
    return Axis(tuple(_laid(wider, width)))


def _covered(spans: Iterable[Span]) -> Iterator[tuple[int, int]]:
    """Yield the periods with dates, in order and without overlap.

    A span whose start or end is unknown covers only its stated days.
    """
    days = [day for span in spans for day in span.attested]
    known = sorted(
        (
            min(days) if span.first is None and not span.start_unknown else span.attested[0],
            max(days) if span.last is None and not span.end_unknown else span.attested[1],
        )
        for span in spans
    )
    first, last = known[0]
    for start, end in known[1:]:
        if start > last:
            yield first, max(last, first + 1)
            first = start
        last = max(last, end)
    yield first, max(last, first + 1)


def _laid(parts: list[tuple[int, int]], width: float) -> Iterator[Stretch]:
    """Yield adjacent stretches: widths proportional to time, but never below the minimum."""
    cut = min(_BREAK, width / 10)
    room = width - cut * (len(parts) - 1)
    least = min(_NARROWEST, room / len(parts))
    spare = room - least * len(parts)
    length = sum(last - first for first, last in parts)
    start = 0.0
    for first, last in parts:
        end = start + least + spare * (last - first) / length
        yield Stretch(first, last, start, end)
        start = end + cut


class _Unit(IntEnum):
    """What the tick marks of a stretch count."""

    DAYS = 0
    MONTHS = 1
    YEARS = 2


_STEPS = {_Unit.DAYS: (1, 2, 7), _Unit.MONTHS: (1, 3, 6)}
"""Distances between tick marks."""
_ROOM = {_Unit.DAYS: 80, _Unit.MONTHS: 66 / 30}
"""Minimum distance between tick marks; for months, a thirtieth of it."""


def _unit(stretch: Stretch) -> _Unit:
    """Return the most exact unit whose labels fit."""
    return next((unit for unit in _STEPS if stretch.a_day * _STEPS[unit][-1] >= _ROOM[unit]), _Unit.YEARS)


def _ticks(stretch: Stretch, unit: _Unit) -> Iterator[Tick]:
    """Yield tick marks in this unit, which is the stretch's own or a longer one."""
    if unit is _Unit.YEARS:
        yield from _years(stretch)
        return
    step = next(step for step in _STEPS[unit] if stretch.a_day * step >= _ROOM[unit])
    yield from _days(stretch, step) if unit is _Unit.DAYS else _months(stretch, step)


def _days(stretch: Stretch, step: int) -> Iterator[Tick]:
    for day in range(stretch.first, stretch.last, step):
        year, month, number = year_month_day(day)
        yield Tick(stretch.at(day), f"{number} {say(MONTHS[month - 1])[:3]} {year_in_words(year)}")


def _years(stretch: Stretch) -> Iterator[Tick]:
    years, factors = 1, (2, 2.5, 2)
    turn = 0
    while stretch.a_day * 365 * years < 46:
        years = int(years * factors[turn % 3])
        turn += 1
    first, last = year_month_day(stretch.first)[0], year_month_day(stretch.last)[0]
    for year in range(-(-first // years) * years, last + 1, years):
        day = day_number(year)
        if stretch.first <= day <= stretch.last:
            yield Tick(stretch.at(day), year_in_words(year))


def _months(stretch: Stretch, months: int) -> Iterator[Tick]:
    year, month, _ = year_month_day(stretch.first)
    number = year * 12 + month - 1
    number = -(-number // months) * months
    while (day := day_number(number // 12, number % 12 + 1)) <= stretch.last:
        if day >= stretch.first:
            yield Tick(stretch.at(day), f"{say(MONTHS[number % 12])[:3]} {year_in_words(number // 12)}")
        number += months
