"""Day numbers of the proleptic Gregorian calendar, for any year.

Day 1 is 0001-01-01, as in `datetime.date.toordinal`. Years are astronomical (ISO 8601): 0 is 1 BC.
"""

_DAYS_IN_MONTH = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAYS_BEFORE_MONTH = (0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_YEARS_IN_CYCLE, _DAYS_IN_CYCLE = 400, 146_097


def is_leap(year: int) -> bool:
    """True if February has 29 days in that year."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    """Return the number of days of a month, 1 to 12."""
    return 29 if month == 2 and is_leap(year) else _DAYS_IN_MONTH[month]


def days_before_year(year: int) -> int:
    """Return the number of the last day before 1 January of the year."""
    whole = year - 1
    return whole * 365 + whole // 4 - whole // 100 + whole // 400


def day_number(year: int, month: int = 1, day: int = 1) -> int:
    """Return the number of a day; months 13 to 24 belong to the next year."""
    if month > 12:
        year, month = year + 1, month - 12
    leap_day = month > 2 and is_leap(year)
    return days_before_year(year) + _DAYS_BEFORE_MONTH[month] + leap_day + day


def year_month_day(number: int) -> tuple[int, int, int]:
    """Return the calendar day with that number: the inverse of `day_number`."""
    year = (number - 1) * _YEARS_IN_CYCLE // _DAYS_IN_CYCLE + 1
    while days_before_year(year + 1) < number:
        year += 1
    while days_before_year(year) >= number:
        year -= 1
    month = 12
    while day_number(year, month) > number:
        month -= 1
    return year, month, number - day_number(year, month) + 1
