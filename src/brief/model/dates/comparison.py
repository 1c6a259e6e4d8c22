"""Compare dates in whole days, and sort them. The answer of a comparison is yes, no or "cannot tell".

A partial date is one moment within its span. An interval begins at a moment of its start and ends at one of its end.
An open side is infinite; an unknown side can be any day. An approximate or uncertain side may be off by its own
length either way: about 2018 can be any day of 2017 to 2019. A season without a hemisphere has no months, so no day
is certainly part of it.

In a timeline, dates sort by their first possible day; without a known start, by the first possible day of the end;
without both, before everything. On one day: no known start first, then no known end, then the longer span before the
shorter (the year, its months, their days). Equal spans sort by coarser precision, fewer qualifiers, open before
unknown sides, and the earlier time of day by the clock as written. Dates that are equal in all of these, such as 2023
and 2023-XX, have the same key. Seasons without a hemisphere follow their year, spring first.
"""

from brief.model.dates.grammar import SEASON_DAYS, Answer, Precision, WrittenDate
from brief.named_tuple import NamedTuple

_RANK = {precision: rank for rank, precision in enumerate(Precision)}
_BEFORE_ALL = -(2**62)
_NO_START, _NO_END, _LONGEST = 0, 1, 2**40 - 1
_SHORTEST_YEAR = 365
_RANK_BITS, _QUALIFIER_BITS, _DETAIL_BITS = 4, 2, 17


def sort_ints(date: WrittenDate) -> tuple[int, int]:
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


def _length(days: int, date: WrittenDate) -> int:
    """Return the length for sorting; a season without months has the length of a year."""
    return _SHORTEST_YEAR if date.has_no_months else days


def _detail(date: WrittenDate) -> int:
    """Return the last part of the key: unknown sides, the season, or the seconds since midnight."""
    if date.is_interval:
        return date.start_unknown << 1 | date.end_unknown
    if date.has_no_months:
        return int(date.text.rstrip("?~%")[-2:])
    time = date.time
    return int(time[:2]) * 3600 + int(time[3:5]) * 60 + int(time[6:8]) + 1 if time else 0


FOREVER = 2**62
"""The day number that means no limit."""


class _Reach(NamedTuple):
    """The first and last days on which something can begin and end."""

    first_begin: int
    last_begin: int
    first_end: int
    last_end: int


def before(date: WrittenDate, other: WrittenDate) -> Answer:
    """Answer whether the date ends before the other begins."""
    this, that = _placements(date), _placements(other)
    return _answer(this.last_end < that.first_begin, this.first_end >= that.last_begin)


def reach(date: WrittenDate) -> tuple[int | None, int | None]:
    """Return the first possible day of a date and the day after the last; None for no limit."""
    this = _placements(date)
    return (
        None if this.first_begin == -FOREVER else this.first_begin,
        None if this.last_end == FOREVER else this.last_end + 1,
    )


def ends(date: WrittenDate) -> tuple[int, int]:
    """Return the first and the last day on which a date can end; `FOREVER` if it may never end."""
    this = _placements(date)
    return this.first_end, this.last_end


def later_than(date: WrittenDate, day: WrittenDate) -> Answer:
    """Answer whether the date begins after the last possible day of another."""
    this, end = _placements(date), end_of(day)
    return _answer(this.first_begin > end, this.last_begin <= end)


def over_by(date: WrittenDate, day: WrittenDate) -> Answer:
    """Answer whether the date ends before the last possible day of another."""
    this, end = _placements(date), end_of(day)
    return _answer(this.last_end < end, this.first_end >= end)


def ends_by(date: WrittenDate, day: WrittenDate) -> Answer:
    """Answer whether the date ends on or before the last possible day of another."""
    this, end = _placements(date), end_of(day)
    return _answer(this.last_end <= end, this.first_end > end)


def end_of(day: WrittenDate) -> int:
    """Return the last possible day; a qualifier does not move it."""
    return FOREVER if day.latest is None else day.latest - 1


def begins_after(date: WrittenDate, other: WrittenDate) -> Answer:
    """Answer whether the date begins later than the other."""
    this, that = _placements(date), _placements(other)
    return _answer(this.first_begin > that.last_begin, this.last_begin <= that.first_begin)


def during(date: WrittenDate, other: WrittenDate) -> Answer:
    """Answer whether the date is within the whole span of the other."""
    this, whole = _placements(date), _whole(other)
    return _answer(
        this.first_begin >= whole.last_begin and this.last_end <= whole.first_end,
        this.last_begin < whole.first_begin or this.first_end > whole.last_end,
    )


def overlaps(date: WrittenDate, other: WrittenDate) -> Answer:
    """Answer whether the date shares a day with the whole span of the other."""
    this, whole = _placements(date), _whole(other)
    return _answer(
        this.last_begin <= whole.first_end and this.first_end >= whole.last_begin,
        this.first_begin > whole.last_end or this.last_end < whole.first_begin,
    )


def _answer(certain: bool, impossible: bool) -> Answer:
    if certain:
        return Answer.YES
    return Answer.NO if impossible else Answer.CANNOT_TELL


def _placements(date: WrittenDate) -> _Reach:
    """Return the bounds of a date that begins within its start and ends within its end."""
    if not date.is_interval and date.earliest is not None and date.latest is not None:
        slack = _slack(date)
        first, last = date.earliest - slack, date.latest - 1 + slack
        return _Reach(first, last, first, last)
    first_begin, last_begin = _days(date.start, _slack(date.start), -FOREVER, date.start_open)
    first_end, last_end = _days(date.end, _slack(date.end), FOREVER, date.end_open)
    return _Reach(first_begin, min(last_begin, last_end), max(first_begin, first_end), last_end)


def _whole(date: WrittenDate) -> _Reach:
    """Return the bounds of the whole span; only an unknown, uncertain or approximate side varies."""
    (first_begin, last_begin), begin_slack = _days(date.start, 0, -FOREVER, date.start_open), _slack(date.start)
    (first_end, last_end), end_slack = _days(date.end, 0, FOREVER, date.end_open), _slack(date.end)
    if date.start_unknown:
        last_begin = last_end + end_slack
    elif not (date.start and date.start.has_no_months):
        last_begin = first_begin
    if date.end_unknown:
        first_end = first_begin - begin_slack
    elif not (date.end and date.end.has_no_months):
        first_end = last_end
    return _Reach(first_begin - begin_slack, last_begin + begin_slack, first_end - end_slack, last_end + end_slack)


def _days(side: WrittenDate | None, slack: int, endless: int, is_open: bool) -> tuple[int, int]:
    """Return the first and last possible day of one side of a date."""
    if side is not None and side.earliest is not None and side.latest is not None:
        return side.earliest - slack, side.latest - 1 + slack
    return (endless, endless) if is_open else (-FOREVER, FOREVER)


def _slack(side: WrittenDate | None) -> int:
    """Return the number of days by which an uncertain or approximate side may be off: its own length."""
    if side is None or side.earliest is None or side.latest is None or not (side.approximate or side.uncertain):
        return 0
    if side.has_no_months:
        return SEASON_DAYS
    return side.latest - side.earliest
