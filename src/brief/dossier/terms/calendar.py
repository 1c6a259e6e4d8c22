"""Turn dates into calendar cells, so that a word index finds dates within a period, or around it.

A span of days is covered by the largest cells that fit: centuries, decades, years, months, days. The index has each as
a whole cell (`w2025`), and every cell around it as a container (`i202`, `i20`). A query is covered in the same way:
dates within it match `i` and the cell; dates that are too coarse to decide match `w` and a cell around it. This follows
Lucene's `DateRangePrefixTree`.

A season without a hemisphere is somewhere within its cells. It is indexed only as within the cells around all of it,
and no date is certainly within it.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from brief.model.dates.grammar import Precision, day_number, days_in_month, year_month_day

if TYPE_CHECKING:
    from brief.model.dates import Date

_FIRST, _LAST = day_number(1), day_number(3000)
"""Open intervals end here."""
_AROUND = (8, 6, 4, 3, 2)
"""Lengths of cells: a cell is the first digits of a day, such as 20250324."""


def tokens(dates: "Iterable[Date]") -> list[str]:
    """Return the index words of these dates."""
    return list(dict.fromkeys(chain.from_iterable(map(_tokens, dates))))


@lru_cache(maxsize=1 << 12)
def _tokens(date: "Date") -> tuple[str, ...]:
    cells = list(_cover(date))
    sure = [_within(cell) for cell in cells]
    if date.has_no_months and sure:
        sure = [[around for around in sure[0] if all(around in held for held in sure)]]
    return (*(f"w{cell}" for cell in cells), *(f"i{around}" for held in sure for around in held))


def within(date: "Date") -> list[str]:
    """Return the words that find dates within this date."""
    return [] if date.has_no_months else _inside(date)


def around(date: "Date") -> list[str]:
    """Return the words that find dates that may be within this date, because one of them is too coarse."""
    coarse = dict.fromkeys(f"w{around}" for cell in _cover(date) for around in _within(cell))
    return [*coarse, *(_inside(date) if date.has_no_months else ())]


def _inside(date: "Date") -> list[str]:
    return [f"i{cell}" for cell in _cover(date)]


def _within(cell: str) -> list[str]:
    """Return a cell and the cells around it."""
    return [cell[:length] for length in _AROUND if length <= len(cell)]


def _cover(date: "Date") -> Iterator[str]:
    """Yield the largest cells that cover the days of a date."""
    day = max(_FIRST, _FIRST if date.earliest is None else date.earliest)
    end = min(_LAST, _LAST if date.latest is None else date.latest)
    if day < end and date.precision is Precision.DAY:
        yield date.text[:10].replace("-", "")
        return
    while day < end:
        cell, day = _largest(day, end)
        yield cell


def _largest(day: int, end: int) -> tuple[str, int]:
    """Return the largest cell that begins on a day and ends by the end, and the day after it."""
    year, month, number = year_month_day(day)
    if number == 1 and month == 1:
        for years, digits in ((100, 2), (10, 3), (1, 4)):
            behind = day_number(year + years)
            if year % years == 0 and behind <= end:
                return f"{year:04d}"[:digits], behind
    if number == 1 and day + days_in_month(year, month) <= end:
        return f"{year:04d}{month:02d}", day + days_in_month(year, month)
    return f"{year:04d}{month:02d}{number:02d}", day + 1
