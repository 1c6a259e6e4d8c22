"""The grammar of one EDTF date, its precision, and the span of days that it covers.

Days are those of the proleptic Gregorian calendar, for any year. Day 1 is 0001-01-01, as in `datetime.date.toordinal`.
Years are astronomical (ISO 8601): 0 is 1 BC.

A season begins in the year that it names. Seasons 21 to 24 have no hemisphere, so their months are unknown: a spring
or autumn is within that year, a summer or winter may last until the end of the next February. Seasons 25 to 32 name
the hemisphere and have the months of the meteorological seasons.
"""

import enum
import re
from typing import Self

from brief.locale import say


class Answer(enum.Enum):
    """The answer to a question about two dates, of which either may be partial."""

    YES = "yes"
    NO = "no"
    CANNOT_TELL = say("cannot tell")


class Precision(enum.Enum):
    """How finely a date is known, coarsest first; an interval has the precisions of its two sides."""

    CENTURY = "century"
    DECADE = "decade"
    YEAR = "year"
    HALF = "half"
    SEASON = "season"
    QUARTER = "quarter"
    MONTH = "month"
    DAY = "day"
    INTERVAL = "interval"

    __hash__ = object.__hash__  # that of `Enum` is a function in Python, and every date is looked up by it


class DateError(ValueError):
    """A text is not a date: `sentence` says why, `hint` what to write instead."""

    sentence: str
    hint: str

    def __init__(self, sentence: str, hint: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint


_DAYS_IN_MONTH = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAYS_BEFORE_MONTH = (0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_YEARS_IN_CYCLE, _DAYS_IN_CYCLE = 400, 146_097


def _is_leap(year: int) -> bool:
    """True if February has 29 days in that year."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    """Return the number of days of a month, 1 to 12."""
    return 29 if month == 2 and _is_leap(year) else _DAYS_IN_MONTH[month]


def _days_before_year(year: int) -> int:
    """Return the number of the last day before 1 January of the year."""
    whole = year - 1
    return whole * 365 + whole // 4 - whole // 100 + whole // 400


def day_number(year: int, month: int = 1, day: int = 1) -> int:
    """Return the number of a day; months 13 to 24 belong to the next year."""
    if month > 12:
        year, month = year + 1, month - 12
    leap_day = month > 2 and _is_leap(year)
    return _days_before_year(year) + _DAYS_BEFORE_MONTH[month] + leap_day + day


def year_month_day(number: int) -> tuple[int, int, int]:
    """Return the calendar day with that number: the inverse of `day_number`."""
    year = (number - 1) * _YEARS_IN_CYCLE // _DAYS_IN_CYCLE + 1
    while _days_before_year(year + 1) < number:
        year += 1
    while _days_before_year(year) >= number:
        year -= 1
    month = min(12, (number - _days_before_year(year) - 1) // 28 + 1)  # never too early: no month has fewer days
    while day_number(year, month) > number:
        month -= 1
    return year, month, number - day_number(year, month) + 1


Stretch = tuple[Precision, int, int]
"""Precision, first possible day, and the day after the last one."""

PLAIN = re.compile(
    r"(?:(-?[0-9]{4})(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?"
    r"|([0-9]{3}X|[0-9]{2}XX)"
    r"|Y(-?[1-9][0-9]{4,8}))([?~%]?)"
)
"""One date. Groups: year; month, season or other part; day; year with unspecified digits; year after `Y`; qualifier."""

TIME = r"([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9]|60)(?:Z|[+-](?:0[0-9]|1[0-4])(?::[0-5][0-9])?)?"
"""A time of day, with or without a UTC offset. Groups: hour, minute, second."""

_ONE = (
    "(?:-?[0-9]{4}(?:-(?:XX(?:-XX)?|2[1-9]|3[0-6]|4[01]|0[1-9](?:-XX)?|1[0-2](?:-XX)?"
    "|(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-9])|(?:0[13-9]|1[0-2])-30|(?:0[13578]|1[02])-31))?"
    "|[0-9]{3}X|[0-9]{2}XX|Y-?[1-9][0-9]{4,8})[?~%]?"
)
PATTERN = (
    rf"(?!/$)(?:{_ONE}|(?:{_ONE}|\.\.)?/(?:{_ONE}|\.\.)?"
    rf"|-?[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}T{TIME.replace('(', '(?:').replace('(?:?:', '(?:')})"
)
"""Rejects nearly all dates that no calendar has; for editors, in the syntax that Python and JSON Schema share."""

LAST_PLAIN_YEAR = 9999
"""The last year of four digits: a later one, in EDTF, is a year alone, without month and day."""
LAST_YEAR = 999_999_999
"""The last possible year; negated, the first. With this limit the sort key fits in two 64-bit integers."""

SEASON_DAYS = 92
"""The length of the longest season."""

_MONTH = Precision.MONTH

# What may follow the year: precision, first month, number of months.
PARTS = {f"{month:02d}": (_MONTH, month, 1) for month in range(1, 13)}
PARTS |= {f"{21 + n}": (Precision.SEASON, 1, months) for n, months in enumerate((12, 14, 12, 14))}
PARTS |= {f"{25 + n}": (Precision.SEASON, 3 + 3 * n, 3) for n in range(4)}
PARTS |= {f"{29 + n}": (Precision.SEASON, 3 + 3 * ((n + 2) % 4), 3) for n in range(4)}
PARTS |= {f"{33 + n}": (Precision.QUARTER, 1 + 3 * n, 3) for n in range(4)}
PARTS |= {f"{40 + n}": (Precision.HALF, 1 + 6 * n, 6) for n in range(2)}


def stretch(match: re.Match[str]) -> Stretch | None:
    """Return the span of a match of `PLAIN`, or None if the calendar has no such date."""
    written, part, day, masked, long_year, _ = match.groups()
    if written is None:
        return _years(masked) if masked else _year(int(long_year))
    year = int(written)
    if part is None or part == "XX":
        return _year(year) if day in (None, "XX") and written != "-0000" else None
    if part not in PARTS or written == "-0000":
        return None
    precision, month, months = PARTS[part]
    if day is None or (day == "XX" and precision is _MONTH):
        return precision, day_number(year, month), day_number(year, month + months)
    if day == "XX" or precision is not _MONTH or not 1 <= int(day) <= days_in_month(year, month):
        return None
    number = day_number(year, month, int(day))
    return Precision.DAY, number, number + 1


def _year(year: int) -> Stretch:
    return Precision.YEAR, _days_before_year(year) + 1, _days_before_year(year + 1) + 1


def _years(masked: str) -> Stretch:
    first = int(masked.replace("X", "0"))
    precision, count = (Precision.CENTURY, 100) if masked.endswith("XX") else (Precision.DECADE, 10)
    return precision, _days_before_year(first) + 1, _days_before_year(first + count) + 1


class WrittenDate:
    """The text of a date and what follows from it; `Date` reads it.

    Attributes:
        text: the EDTF as written.
        precision: how finely the date is known.
        approximate: True if the date or a side of the interval has `~` or `%`.
        uncertain: True if it has `?` or `%`.
        earliest: the first possible day, numbered like `datetime.date.toordinal`, below 1 before the year 1;
            None without a known start. A qualifier does not move it.
        latest: the day after the last possible one; None without a known end.
    """

    __slots__ = ("_sides", "approximate", "earliest", "latest", "precision", "text", "uncertain")

    text: str
    precision: Precision
    approximate: bool
    uncertain: bool
    earliest: int | None
    latest: int | None
    _sides: "tuple[Self | None, Self | None] | None"

    @property
    def is_interval(self) -> bool:
        """True if it was written with a start and an end."""
        return self._sides is not None

    @property
    def start(self) -> "Self | None":
        """Start of an interval, None if open or unknown; any other date is its own start."""
        return self if self._sides is None else self._sides[0]

    @property
    def end(self) -> "Self | None":
        """End of an interval, None if open or unknown; any other date is its own end."""
        return self if self._sides is None else self._sides[1]

    @property
    def start_open(self) -> bool:
        """True if there is no start: `../2020`."""
        return self.text.startswith("..")

    @property
    def end_open(self) -> bool:
        """True if there is no end: `2020/..`."""
        return self.text.endswith("..")

    @property
    def start_unknown(self) -> bool:
        """True if the start is unknown: `/2020`."""
        return self.text.startswith("/")

    @property
    def end_unknown(self) -> bool:
        """True if the end is unknown: `2020/`."""
        return self.text.endswith("/")

    @property
    def has_no_months(self) -> bool:
        """True for a season without a hemisphere: three unknown months of its days."""
        if self.precision is not Precision.SEASON or self.earliest is None or self.latest is None:
            return False
        return self.latest - self.earliest > SEASON_DAYS

    @property
    def time(self) -> str:
        """Time of day with its UTC offset, as written: `09:00:00+07:00`; empty for any other date."""
        return self.text.partition("T")[2]
