"""The order of dates in a timeline.

Dates sort by their first possible day; without a known start, by the first possible day of the end; without both,
before everything. On one day: no known start first, then no known end, then the longer span before the shorter (the
year, its months, their days). Equal spans sort by coarser precision, fewer qualifiers, open before unknown sides, and
the earlier time of day by the clock as written. Dates that are equal in all of these, such as 2023 and 2023-XX, have
the same key.

Seasons without a hemisphere follow their year, spring first, because their months are unknown.
"""

from typing import TYPE_CHECKING

from brief.model.dates.terms import Precision

if TYPE_CHECKING:
    from brief.model.dates.date import Date

_RANK = {precision: rank for rank, precision in enumerate(Precision)}
_BEFORE_ALL = -(2**62)
_NO_START, _NO_END, _LONGEST = 0, 1, 2**40 - 1
_SHORTEST_YEAR = 365
_RANK_BITS, _QUALIFIER_BITS, _DETAIL_BITS = 4, 2, 17


def sort_ints(date: "Date") -> tuple[int, int]:
    """Return the sort key: day, and order within the day. Both are signed 64-bit integers."""
    if date.earliest is None:
        end = date.end
        place, extent = (_BEFORE_ALL if end is None or end.earliest is None else end.earliest), _NO_START
    else:
        place = date.earliest
        extent = _NO_END if date.latest is None else _LONGEST - _length(date.latest - place, date)
    order = extent << _RANK_BITS | _RANK[date.precision]
    order = order << _QUALIFIER_BITS | date.uncertain << 1 | date.approximate
    return place, order << _DETAIL_BITS | _detail(date)


def _length(days: int, date: "Date") -> int:
    """Return the length for sorting; a season without months has the length of a year."""
    return _SHORTEST_YEAR if date.has_no_months else days


def _detail(date: "Date") -> int:
    """Return the last part of the key: unknown sides, the season, or the seconds since midnight."""
    if date.is_interval:
        return date.start_unknown << 1 | date.end_unknown
    if date.has_no_months:
        return int(date.text.rstrip("?~%")[-2:])
    time = date.time
    return int(time[:2]) * 3600 + int(time[3:5]) * 60 + int(time[6:8]) + 1 if time else 0
