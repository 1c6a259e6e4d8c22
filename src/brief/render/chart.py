"""A timeline as bars over the years, and how many entries there are at a time.

Of a date every possible day is drawn; a lighter bar is doubtful: about, uncertain, disputed, or open at one end.
"""

from collections.abc import Sequence
from typing import NamedTuple

from brief.core.dates import Date
from brief.core.dates.gregorian import year_month_day
from brief.document import Entry
from brief.render.words import padded, width

_LEVELS = " ▁▂▃▄▅▆▇█"
_SURE, _DOUBTFUL = "█", "▒"
_LEAST = 8
"""So many columns a chart has on the narrowest screen."""


class _Bar(NamedTuple):
    """An entry over the days; None: open at this end."""

    entry: Entry
    start: int | None
    end: int | None
    """The day after the last."""
    doubtful: bool


def drawn(entries: Sequence[Entry], columns: int) -> list[str]:
    """The lines of the chart, none wider than so many columns; nothing where no entry has a date."""
    bars = [bar for entry in entries if (bar := _bar(entry))]
    if not bars:
        return []
    days = [day for bar in bars for day in (bar.start, bar.end) if day is not None]
    first, last = min(days), max(*days, min(days) + 1)
    field = max(_LEAST, columns // 2)
    spans = [_columns(bar, first, last, field) for bar in bars]
    counts = [sum(begin <= column < end for begin, end in spans) for column in range(field)]
    lines = [_axis(first, last - 1, field), _density(counts, columns - field - 2)]
    lines += [_line(bar, span, field, columns - field - 2) for bar, span in zip(bars, spans, strict=True)]
    legend = f"{_SURE} dated, {_DOUBTFUL} about, uncertain, disputed or open; titles stand whole below"
    return [line.rstrip() for line in lines] + ([legend] if width(legend) <= columns else [])


def _bar(entry: Entry) -> _Bar | None:
    when = Date.read(entry.date.value) if isinstance(entry.date.value, str) else None
    if when is None or (when.earliest is None and when.latest is None):
        return None
    open_ = when.earliest is None or when.latest is None
    doubtful = open_ or entry.disputed or when.approximate or when.uncertain
    return _Bar(entry, when.earliest, when.latest, doubtful)


def _columns(bar: _Bar, first: int, last: int, field: int) -> tuple[int, int]:
    """The first column of a bar and the one behind its last; at least one column."""
    begin = 0 if bar.start is None else min((bar.start - first) * field // (last - first), field - 1)
    end = field if bar.end is None else -((first - bar.end) * field // (last - first))
    return begin, max(begin + 1, min(end, field))


def _axis(first: int, last: int, field: int) -> str:
    years = [str(year_month_day(day)[0]) for day in (first, (first + last) // 2, last)]
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
    return f"{line}  {_cut(f'at most {most} at a time', rest)}"


def _line(bar: _Bar, span: tuple[int, int], field: int, rest: int) -> str:
    begin, end = span
    signs = [(_DOUBTFUL if bar.doubtful else _SURE)] * (end - begin)
    if bar.start is None:
        signs[0] = "<"
    if bar.end is None:
        signs[-1] = ">"
    return padded(" " * begin + "".join(signs), field) + "  " + _cut(bar.entry.what.text, rest)


def _cut(text: str, columns: int) -> str:
    """As much of a text as there is room for; the whole stands below the chart."""
    if width(text) <= columns:
        return text
    while text and width(text) > columns - 2:
        text = text[: columns - 2] if len(text) > columns - 2 else text[:-1]
    return f"{text.rstrip()}.." if columns > 2 else ""
