"""Dates as cells of the calendar, so that an index of words finds what lies within a time, or around it.

A stretch of days is covered by the largest cells that fit: centuries, decades, years, months, days. The index
holds each of these as a whole (`w2025`), and all cells around it as holding it (`i202`, `i20`). What is asked is
covered likewise: what lies within is found by `i` and the cell, what is dated too coarsely to tell by `w` and a
cell around it. After Lucene's `DateRangePrefixTree`.

A season without a hemisphere lies somewhere within its cells: it is indexed as holding none of them, but as within
the cells around all of it; and nothing lies within one for certain.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from brief.model.dates.gregorian import day_number, days_in_month, year_month_day

if TYPE_CHECKING:
    from brief.model.dates import Date

_FIRST, _LAST = day_number(1), day_number(3000)
"""What is open ends here."""
_AROUND = (8, 6, 4, 3, 2)
"""A cell is the first digits of a day, 20250324: so many of them."""


def tokens(dates: "Iterable[Date]") -> list[str]:
    """The words under which these dates are indexed."""
    return list(dict.fromkeys(token for date in dates for token in _tokens(date)))


@lru_cache(maxsize=1 << 12)
def _tokens(date: "Date") -> tuple[str, ...]:
    cells = list(_cover(date))
    sure = [_within(cell) for cell in cells]
    if date.has_no_months and sure:
        sure = [[around for around in sure[0] if all(around in held for held in sure)]]
    return (*(f"w{cell}" for cell in cells), *(f"i{around}" for held in sure for around in held))


def within(date: "Date") -> list[str]:
    """The words that find what is dated within this date."""
    return [] if date.has_no_months else _inside(date)


def around(date: "Date") -> list[str]:
    """The words that find what may lie within this date or not, because one of the two is known too coarsely."""
    coarse = dict.fromkeys(f"w{around}" for cell in _cover(date) for around in _within(cell))
    return [*coarse, *(_inside(date) if date.has_no_months else ())]


def _inside(date: "Date") -> list[str]:
    return [f"i{cell}" for cell in _cover(date)]


def _within(cell: str) -> list[str]:
    """A cell, and those around it."""
    return [cell[:length] for length in _AROUND if length <= len(cell)]


def _cover(date: "Date") -> Iterator[str]:
    """The largest cells that make up the days of a date."""
    day = max(_FIRST, _FIRST if date.earliest is None else date.earliest)
    end = min(_LAST, _LAST if date.latest is None else date.latest)
    while day < end:
        cell, day = _largest(day, end)
        yield cell


def _largest(day: int, end: int) -> tuple[str, int]:
    """The largest cell that begins on a day and does not reach beyond the end, and the day behind it."""
    year, month, number = year_month_day(day)
    if number == 1 and month == 1:
        for years, digits in ((100, 2), (10, 3), (1, 4)):
            behind = day_number(year + years)
            if year % years == 0 and behind <= end:
                return f"{year:04d}"[:digits], behind
    if number == 1 and day + days_in_month(year, month) <= end:
        return f"{year:04d}{month:02d}", day + days_in_month(year, month)
    return f"{year:04d}{month:02d}{number:02d}", day + 1
