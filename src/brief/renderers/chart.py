"""A timeline as bars over the years, and how many entries overlap.

A bar covers every possible day of a date. A lighter bar is doubtful: approximate, uncertain, inferred, disputed,
expected, or open or unknown on one side.
"""

from collections.abc import Sequence

from brief.document import Entry
from brief.locale import say
from brief.model.dates.grammar import year_month_day
from brief.model.dates.words import year_in_words
from brief.named_tuple import NamedTuple
from brief.renderers.axis import Span, span_of
from brief.renderers.words import padded, width

_LEVELS = " ▁▂▃▄▅▆▇█"
_SURE, _DOUBTFUL = "█", "▒"
_LEAST = 8
"""Minimum width of a chart, in columns."""


class _Bar(NamedTuple):
    """An entry as a range of days."""

    entry: Entry
    span: Span

    @property
    def doubtful(self) -> bool:
        """True if the whole bar is in doubt."""
        return self.span.doubtful or bool(self.entry.doubts)


def drawn(entries: Sequence[Entry], columns: int) -> list[str]:
    """Return the lines of the chart, at most `columns` wide; empty if no entry has a date."""
    bars = [_Bar(entry, span) for entry in entries if (span := span_of(entry.date.date))]
    if not bars:
        return []
    days = [day for bar in bars for day in bar.span.attested]
    first, last = min(days), max(*days, min(days) + 1)
    field = max(_LEAST, columns // 2)
    scale = _Scale(first, last, field)
    spans = [scale.columns(bar.span.first, bar.span.last) for bar in bars]
    counts = [sum(begin <= column < end for begin, end in spans) for column in range(field)]
    lines = [_axis(first, last - 1, field), _density(counts, columns - field - 2)]
    lines += [_line(bar, scale, columns - field - 2) for bar in bars]
    legend = say(
        "{sign} dated, {other} about, uncertain, inferred, disputed, expected, open; titles below",
        sign=_SURE,
        other=_DOUBTFUL,
    )
    return [line.rstrip() for line in lines] + ([legend] if width(legend) <= columns else [])


class _Scale(NamedTuple):
    """Maps days to columns; `last` is the day after the last one."""

    first: int
    last: int
    field: int

    def columns(self, start: int | None, end: int | None) -> tuple[int, int]:
        """Return the first column of a range and the one after its last (at least one); None extends to the edge."""
        length = self.last - self.first
        begin = 0 if start is None else min((start - self.first) * self.field // length, self.field - 1)
        stop = self.field if end is None else -((self.first - end) * self.field // length)
        return begin, max(begin + 1, min(stop, self.field))


def _axis(first: int, last: int, field: int) -> str:
    years = [year_in_words(year_month_day(day)[0]) for day in (first, (first + last) // 2, last)]
    if years[0] == years[2]:
        return years[0]
    between = field - sum(map(len, years))
    if between < 4:
        return years[0] + years[2].rjust(field - len(years[0]))
    left = between // 2
    return years[0] + " " * left + years[1] + " " * (between - left) + years[2]


def _density(counts: list[int], rest: int) -> str:
    most = max(counts)
    line = "".join(_LEVELS[-(-count * (len(_LEVELS) - 1) // most)] for count in counts)
    scale = _cut(say("at most {most} at a time", most=most), rest)
    return f"{line}  {scale}"


def _line(bar: _Bar, scale: _Scale, rest: int) -> str:
    span = bar.span
    begin, end = scale.columns(span.first, span.last)
    sure = range(*scale.columns(*span.attested))
    signs = [_SURE if column in sure and not bar.doubtful else _DOUBTFUL for column in range(begin, end)]
    if span.first is None:
        signs[0] = "<"
    if span.last is None:
        signs[-1] = ">"
    return padded(" " * begin + "".join(signs), scale.field) + "  " + _cut(bar.entry.label, rest)


def _cut(text: str, columns: int) -> str:
    """Return as much of a text as fits; the full text is in the list below the chart."""
    if width(text) <= columns:
        return text
    while text and width(text) > columns - 2:
        text = text[: columns - 2] if len(text) > columns - 2 else text[:-1]
    return f"{text.rstrip()}.." if columns > 2 else ""
