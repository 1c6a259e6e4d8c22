"""EDTF dates: what is valid, how they print, sort and compare, and what is refused."""

import copy
import datetime
import pickle
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.model.dates import Answer, Date, DateError, Precision, day_of, today_as_date
from brief.model.dates.suggestions import only_reading, suggest
from brief.model.dates.words import year_and_day

YES, NO, CANNOT_TELL = Answer.YES, Answer.NO, Answer.CANNOT_TELL


def bounds(first: str | None, after: str | None) -> tuple[int | None, int | None]:
    """Return the day numbers of the first day and of the day after the last one."""
    numbers = [day and datetime.date.fromisoformat(day).toordinal() for day in (first, after)]
    return numbers[0] or None, numbers[1] or None


READ = [
    # EDTF, precision, first day, day after the last, words
    ("2025", "year", "2025-01-01", "2026-01-01", "2025"),
    ("2025-02", "month", "2025-02-01", "2025-03-01", "February 2025"),
    ("2025-12", "month", "2025-12-01", "2026-01-01", "December 2025"),
    ("2025-02-03", "day", "2025-02-03", "2025-02-04", "3 February 2025"),
    ("2024-02-29", "day", "2024-02-29", "2024-03-01", "29 February 2024"),
    ("2025-02-03T10:00:00Z", "day", "2025-02-03", "2025-02-04", "3 February 2025, 10:00 (UTC)"),
    ("2025-02-03T23:30:59-05:00", "day", "2025-02-03", "2025-02-04", "3 February 2025, 23:30:59 (UTC-05:00)"),
    ("2025-02-03T00:00:00+07", "day", "2025-02-03", "2025-02-04", "3 February 2025, 00:00 (UTC+07)"),
    ("2025-02-03T10:00:00", "day", "2025-02-03", "2025-02-04", "3 February 2025, 10:00"),
    ("2025-21", "season", "2025-01-01", "2026-01-01", "spring 2025"),
    ("2025-22", "season", "2025-01-01", "2026-03-01", "summer 2025"),
    ("2025-23", "season", "2025-01-01", "2026-01-01", "autumn 2025"),
    ("2025-24", "season", "2025-01-01", "2026-03-01", "winter 2025"),
    ("2025-25", "season", "2025-03-01", "2025-06-01", "northern spring 2025"),
    ("2025-26", "season", "2025-06-01", "2025-09-01", "northern summer 2025"),
    ("2025-27", "season", "2025-09-01", "2025-12-01", "northern autumn 2025"),
    ("2025-28", "season", "2025-12-01", "2026-03-01", "northern winter 2025/26"),
    ("2025-29", "season", "2025-09-01", "2025-12-01", "southern spring 2025"),
    ("2025-30", "season", "2025-12-01", "2026-03-01", "southern summer 2025/26"),
    ("2025-31", "season", "2025-03-01", "2025-06-01", "southern autumn 2025"),
    ("2025-32~", "season", "2025-06-01", "2025-09-01", "about southern winter 2025"),
    ("1999-28", "season", "1999-12-01", "2000-03-01", "northern winter 1999/00"),
    ("2025-21/2025-24", "interval", "2025-01-01", "2026-03-01", "spring 2025 to winter 2025"),
    ("2025-33", "quarter", "2025-01-01", "2025-04-01", "first quarter of 2025"),
    ("2025-36", "quarter", "2025-10-01", "2026-01-01", "fourth quarter of 2025"),
    ("2025-40", "half", "2025-01-01", "2025-07-01", "first half of 2025"),
    ("2025-41", "half", "2025-07-01", "2026-01-01", "second half of 2025"),
    ("2018~", "year", "2018-01-01", "2019-01-01", "about 2018"),
    ("2018?", "year", "2018-01-01", "2019-01-01", "2018 (uncertain)"),
    ("2018%", "year", "2018-01-01", "2019-01-01", "about 2018 (uncertain)"),
    ("2018-03-24~", "day", "2018-03-24", "2018-03-25", "about 24 March 2018"),
    ("2025-33~", "quarter", "2025-01-01", "2025-04-01", "about the first quarter of 2025"),
    ("201X", "decade", "2010-01-01", "2020-01-01", "2010s"),
    ("201X~", "decade", "2010-01-01", "2020-01-01", "about the 2010s"),
    ("190X", "decade", "1900-01-01", "1910-01-01", "first decade of the 1900s"),
    ("19XX", "century", "1900-01-01", "2000-01-01", "1900s"),
    ("2023-05-XX", "month", "2023-05-01", "2023-06-01", "May 2023"),
    ("2023-XX", "year", "2023-01-01", "2024-01-01", "2023"),
    ("2023-XX-XX", "year", "2023-01-01", "2024-01-01", "2023"),
    ("0079-08-24", "day", "0079-08-24", "0079-08-25", "24 August AD 79"),
    ("2024/2025", "interval", "2024-01-01", "2026-01-01", "2024 to 2025"),
    ("2024/2024", "interval", "2024-01-01", "2025-01-01", "2024"),
    ("2024-06/2024", "interval", "2024-06-01", "2025-01-01", "June 2024 to 2024"),
    ("2023-05-03/2023-05-05", "interval", "2023-05-03", "2023-05-06", "3 to 5 May 2023"),
    ("2023-05-03/2023-06-06", "interval", "2023-05-03", "2023-06-07", "3 May to 6 June 2023"),
    ("2022-05-03/2023-05-06", "interval", "2022-05-03", "2023-05-07", "3 May 2022 to 6 May 2023"),
    ("2023-03/2023-05", "interval", "2023-03-01", "2023-06-01", "March to May 2023"),
    ("2023-03/2023-05-06", "interval", "2023-03-01", "2023-05-07", "March to 6 May 2023"),
    ("2023-03~/2023-05", "interval", "2023-03-01", "2023-06-01", "about March 2023 to May 2023"),
    ("2023/2025?", "interval", "2023-01-01", "2026-01-01", "2023 to 2025 (uncertain)"),
    (
        "2025-33/2025-34",
        "interval",
        "2025-01-01",
        "2025-07-01",
        "first quarter of 2025 to the second quarter of 2025",
    ),
    ("2019-01-24/..", "interval", "2019-01-24", None, "24 January 2019 onward"),
    ("2019-01-24/", "interval", "2019-01-24", None, "from 24 January 2019, end unknown"),
    ("201X/", "interval", "2010-01-01", None, "from the 2010s, end unknown"),
    ("../2020", "interval", None, "2021-01-01", "until 2020"),
    ("../2020~", "interval", None, "2021-01-01", "until about 2020"),
    ("/2020", "interval", None, "2021-01-01", "until 2020, start unknown"),
    ("../..", "interval", None, None, "open start and end"),
    ("/..", "interval", None, None, "start unknown, open end"),
    ("../", "interval", None, None, "open start, end unknown"),
]


@pytest.mark.parametrize(("text", "precision", "first", "after", "words"), READ)
def test_a_date_keeps_its_precision(
    text: str, precision: str, first: str | None, after: str | None, words: str
) -> None:
    date = Date.parse(text)
    assert date.precision is Precision(precision)
    assert (date.earliest, date.latest) == bounds(first, after)
    assert date.human() == words
    assert date.text == str(date) == text


FAR = [
    ("0001", 1, 366, "AD 1"),
    ("0000", -365, 1, "1 BC"),
    ("-0001-12-31", -366, -365, "31 December 2 BC"),
    ("-0004-02-29", -1767, -1766, "29 February 5 BC"),
    ("-0100", -36889, -36524, "101 BC"),
    ("00XX", -365, 36160, "years from 1 BC to AD 99"),
    ("005X", 17898, 21550, "AD 50s"),
    ("Y17000", 6208758, 6209123, "17000"),
    ("Y-17000", -6209487, -6209122, "17001 BC"),
]


@pytest.mark.parametrize(("text", "first", "after", "words"), FAR)
def test_a_year_out_of_the_reach_of_datetime(text: str, first: int, after: int, words: str) -> None:
    date = Date.parse(text)
    assert (date.earliest, date.latest, date.human()) == (first, after, words)


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("2018", False, False),
        ("2018~", True, False),
        ("2018-21?", False, True),
        ("2018-05-06%", True, True),
        ("2018~/2020", True, False),
        ("2018/2020?", False, True),
        ("2018?/2020~", True, True),
        ("../2020~", True, False),
    ],
)
def test_a_doubt_on_either_side_is_a_doubt(text: str, approximate: bool, uncertain: bool) -> None:
    date = Date.parse(text)
    assert (date.approximate, date.uncertain) == (approximate, uncertain)


@pytest.mark.parametrize(
    ("text", "start", "end", "signs"),
    [
        ("2018", "2018", "2018", set()),
        ("2018/2020-05", "2018", "2020-05", set()),
        ("2018/..", "2018", None, {"end_open"}),
        ("2018/", "2018", None, {"end_unknown"}),
        ("../2020", None, "2020", {"start_open"}),
        ("/2020", None, "2020", {"start_unknown"}),
        ("../..", None, None, {"start_open", "end_open"}),
        ("/..", None, None, {"start_unknown", "end_open"}),
    ],
)
def test_open_is_not_unknown(text: str, start: str | None, end: str | None, signs: set[str]) -> None:
    date = Date.parse(text)
    assert date.start == (start and Date.parse(start))
    assert date.end == (end and Date.parse(end))
    names = ("start_open", "end_open", "start_unknown", "end_unknown")
    assert {name for name in names if getattr(date, name)} == signs
    assert date.is_interval is ("/" in text)


BEFORE = [
    ("2024", "2025", YES),
    ("2025", "2024", NO),
    ("2024", "2024", CANNOT_TELL),
    ("2024-05-06", "2024-05-06", NO),
    ("2024-05-06", "2024", CANNOT_TELL),
    ("2024-01-01", "2024", CANNOT_TELL),
    ("2024-12-31", "2024", NO),
    ("2024-05", "2024-06-01", YES),
    ("2018/2020", "2021", YES),
    ("2018/2020", "2020-06", CANNOT_TELL),
    ("2018/2020", "2019", NO),
    ("2018/2020", "2020/2022", CANNOT_TELL),
    ("2018/..", "2030", NO),
    ("2018/", "2030", CANNOT_TELL),
    ("2018/", "2017", NO),
    ("2030", "2018/", NO),
    ("../2020", "2021", YES),
    ("2019", "../2020", NO),
    ("2019", "/2020", CANNOT_TELL),
    ("2021", "/2020", NO),
    ("2018~", "2019", CANNOT_TELL),
    ("2018?", "2017", CANNOT_TELL),
    ("2018~", "2020", YES),
    ("2018%", "2016", NO),
    ("2024-21", "2025", YES),
    ("2024-24", "2025", CANNOT_TELL),
    ("2024-24", "2025-03", YES),
    ("2024-21", "2024-12-31", CANNOT_TELL),
    ("2024-23", "2024-06-15", CANNOT_TELL),
    ("2024-21", "2024-24", CANNOT_TELL),
    ("2024-25", "2024-06", YES),
    ("2024-29", "2024-06", NO),
    ("2024-25", "2024-29", YES),
    ("2023-30", "2024-03", YES),
    ("2024-21~", "2025", CANNOT_TELL),
    ("2024-21~", "2025-05", YES),
]


@pytest.mark.parametrize(("first", "second", "answer"), BEFORE)
def test_before_compares_possible_placements(first: str, second: str, answer: Answer) -> None:
    assert Date.parse(first).before(Date.parse(second)) is answer
    assert Date.parse(second).after(Date.parse(first)) is answer


DURING_AND_OVERLAPS = [
    ("2025-03", "2025", YES, YES),
    ("2025", "2025", YES, YES),
    ("2025", "2025-03", CANNOT_TELL, CANNOT_TELL),
    ("2025-03-24", "2024", NO, NO),
    ("2024", "2023/2025", YES, YES),
    ("2023", "2023/2025", YES, YES),
    ("2024", "2024-06/2025", CANNOT_TELL, CANNOT_TELL),
    ("2018/2020", "2019", NO, YES),
    ("2018/2020", "2020", NO, YES),
    ("2018/2020", "2020-06", NO, CANNOT_TELL),
    ("2018/2020", "2021", NO, NO),
    ("2018/2020", "2017/2021", YES, YES),
    ("2018/..", "2025", NO, YES),
    ("2018/", "2025", NO, CANNOT_TELL),
    ("2018/", "2018", CANNOT_TELL, YES),
    ("2025", "2018/..", YES, YES),
    ("2025", "2018/", CANNOT_TELL, CANNOT_TELL),
    ("2017", "2018/", NO, NO),
    ("2017", "../2020", YES, YES),
    ("2017", "/2020", CANNOT_TELL, CANNOT_TELL),
    ("2017", "../..", YES, YES),
    ("2018~", "2018", CANNOT_TELL, CANNOT_TELL),
    ("2018~", "2017/2019", YES, YES),
    ("2018-06", "2018~", CANNOT_TELL, CANNOT_TELL),
    ("2018", "2021?", NO, NO),
    ("2024-21", "2024", YES, YES),
    ("2024-24", "2024", CANNOT_TELL, CANNOT_TELL),
    ("2024-24", "2024/2025", YES, YES),
    ("2024-21", "2024-05", CANNOT_TELL, CANNOT_TELL),
    ("2024-21", "2025-01", NO, NO),
    ("2024-24", "2025-02", CANNOT_TELL, CANNOT_TELL),
    ("2024-24", "2025-03", NO, NO),
    ("2024-05-06", "2024-21", CANNOT_TELL, CANNOT_TELL),
    ("2024-05-06", "2024-21/2025", CANNOT_TELL, CANNOT_TELL),
    ("2025-05-06", "2024-21/2025", YES, YES),
    ("2025-05-06", "2024-21", NO, NO),
    ("2024", "2024-21", CANNOT_TELL, CANNOT_TELL),
    ("2023/2025", "2024-21", NO, YES),
    ("2024-04", "2024-25", YES, YES),
    ("2024-04", "2024-29", NO, NO),
]


@pytest.mark.parametrize(("first", "second", "during", "overlaps"), DURING_AND_OVERLAPS)
def test_during_and_overlaps_read_the_other_as_all_of_its_days(
    first: str, second: str, during: Answer, overlaps: Answer
) -> None:
    assert Date.parse(first).during(Date.parse(second)) is during
    assert Date.parse(first).overlaps(Date.parse(second)) is overlaps


IN_ORDER = """
../.. ../ /.. Y-17000 -0100 0001 19XX 190X ../2018 /2018 2018/.. 2018/ 2018/2019 2018 2018~ 2018? 2018%
2018-21 2018-22 2018-23 2018-24 2018-24~ 2018-40 2018-33 2018-01 2018-01-XX~ 2018-01-01 2018-01-01~
2018-01-02/2018-01-03 2018-01-02 2018-01-02T00:00:00 2018-01-02T08:00:00Z 2018-01-02T10:00:00Z 2018-02 2018-25
2018-03 2018-03-01 2018-28 2018-12 2019 Y17000
"""


def test_a_timeline_puts_the_whole_before_its_parts() -> None:
    dates_in_order = [Date.parse(text) for text in IN_ORDER.split()]
    shuffled = dates_in_order[::-1]
    assert sorted(shuffled, key=lambda date: date.sort_ints) == dates_in_order


REFUSED = [
    # text, sentence, hint
    (
        "2019-02-30",
        "2019-02-30 is not a day of the calendar: February 2019 has 28 days",
        "write 2019-02 if the day is unknown",
    ),
    (
        "31 February 2026",
        "31 February 2026 is not a day of the calendar: February 2026 has 28 days",
        "write 2026-02 if the day is unknown",
    ),
    (
        "February 30, 2024",
        "February 30, 2024 is not a day of the calendar: February 2024 has 29 days",
        "write 2024-02 if the day is unknown",
    ),
    (
        "2018-02-29",
        "2018-02-29 is not a day of the calendar: February 2018 has 28 days",
        "write 2018-02 if the day is unknown",
    ),
    (
        "2019/2019-04-31",
        "2019-04-31 is not a day of the calendar: April 2019 has 30 days",
        "write 2019-04 if the day is unknown",
    ),
    (
        "2019-04-31T10:00:00Z",
        "2019-04-31 is not a day of the calendar: April 2019 has 30 days",
        "write 2019-04 if the day is unknown",
    ),
    (
        "2019-04-00",
        "2019-04-00 is not a day of the calendar: days begin at 01",
        "write 2019-04 if the day is unknown",
    ),
    (
        "2019-13",
        "2019-13 is not in the calendar: there is no month 13",
        "write a month as 01 to 12, a season as 21 to 32, a quarter as 33 to 36, a half as 40 or 41",
    ),
    ("2019-13-05", "2019-13-05 is not in the calendar: there is no month 13", "write 2019-05-13"),
    (
        "2019-00",
        "2019-00 is not in the calendar: there is no month 00",
        "write 2019 if the month is unknown",
    ),
    (
        "2019-20",
        "2019-20 is not in the calendar: there is no month 20",
        "write 2019/2020 for the years 2019 to 2020",
    ),
    ("2025-21-03", "2025-21-03 gives a day of spring 2025", "write 2025-03-21"),
    ("2025-21-XX", "2025-21-XX gives a day of spring 2025", "write 2025-21"),
    ("2023-XX-05", "2023-XX-05 gives a day without its month", "write 2023-XX-XX or 2023"),
    ("-0000", "-0000 is not a year: the year 0 has no sign", "write 0000"),
    ("2025/2024", "2025/2024 ends before it begins", "write 2024/2025"),
    ("2025-02-03/2025-02-02", "2025-02-03/2025-02-02 ends before it begins", "write 2025-02-02/2025-02-03"),
    (
        "2025-02-03T10:00:00Z/2026",
        "2025-02-03T10:00:00Z/2026 gives a time of day, which an interval cannot have",
        "write 2025-02-03/2026",
    ),
    ("24/03/2025", "24/03/2025 does not begin with the year", "write 2025-03-24"),
    ("03.24.2025", "03.24.2025 does not begin with the year", "write 2025-03-24"),
    (
        "12/05/2025",
        "12/05/2025 does not begin with the year",
        "write 2025-05-12 (12 May 2025) or 2025-12-05 (5 December 2025)",
    ),
    ("05/05/2025", "05/05/2025 does not begin with the year", "write 2025-05-05"),
    ("03/2025", "03/2025 does not begin with the year", "write 2025-03"),
    ("March 2025", "March 2025 is written in words", "write 2025-03"),
    ("24 March 2025", "24 March 2025 is written in words", "write 2025-03-24"),
    ("Mar 24th, 2025", "Mar 24th, 2025 is written in words", "write 2025-03-24"),
    ("spring 2025", "spring 2025 is written in words", "write 2025-21"),
    ("Friday 3 May 2024", "Friday 3 May 2024 names a day of the week", "write 2024-05-03"),
    ("Fri., May 3rd, 2024", "Fri., May 3rd, 2024 names a day of the week", "write 2024-05-03"),
    ("on Thursday the 2nd of May 2024", "on Thursday the 2nd of May 2024 names a day of the week", "write 2024-05-02"),
    ("2024-05-03 (Friday)", "2024-05-03 (Friday) names a day of the week", "write 2024-05-03"),
    ("3 May 2024, Fri", "3 May 2024, Fri names a day of the week", "write 2024-05-03"),
    ("Wed 5/6/2024", "Wed 5/6/2024 names a day of the week", "write 2024-06-05"),
    (
        "Fri 6/5/2024",
        "Fri 6/5/2024 contradicts the calendar: 6 May 2024 is a Monday",
        "check the date in the source; write 2024-05-06 if the date is right",
    ),
    (
        "Monday 3 May 2024",
        "Monday 3 May 2024 contradicts the calendar: 3 May 2024 is a Friday",
        "check the date in the source; write 2024-05-03 if the date is right",
    ),
    ("Friday May 2024", "Friday May 2024 is not a date", "write it as 2025, 2025-02, 2025-02-03 or 2024/2025"),
    ("“2024-05-03”", "“2024-05-03” has typographic quotation marks, which YAML reads as letters", "write 2024-05-03"),
    ("„3 May 2024“", "„3 May 2024“ has typographic quotation marks, which YAML reads as letters", "write 2024-05-03"),
    ("Q3 2025", "Q3 2025 is written in words", "write 2025-35"),
    ("2025-H2", "2025-H2 is written in words", "write 2025-41"),
    ("500 BC", "500 BC is written in words", "write -0499"),
    ("AD 79", "AD 79 is written in words", "write 0079"),
    ("2010s", "2010s is written in words", "write 201X"),
    ("1900s", "1900s is written in words", "write 190X (first decade of the 1900s) or 19XX (1900s)"),
    ("c. March 2018", "c. March 2018 is written in words", "write 2018-03~"),
    ("probably 2018", "probably 2018 is written in words", "write 2018?"),
    ("since 24 January 2019", "since 24 January 2019 is written in words", "write 2019-01-24/.."),
    ("2019 onwards", "2019 onwards is written in words", "write 2019/.."),
    ("until 2020", "until 2020 is written in words", "write ../2020"),
    ("2025-3-4", "2025-3-4 is not year-month-day with two digits for month and day", "write 2025-03-04"),
    ("2025/03/04", "2025/03/04 is not year-month-day with two digits for month and day", "write 2025-03-04"),
    ("2025-3", "2025-3 is not the exact spelling of a date", "write 2025-03"),
    (
        "2011/12",
        "2011/12 is not the exact spelling of a date",
        "write 2011-12 (December 2011) or 2011/2012 (2011 to 2012)",
    ),
    ("20250324", "20250324 has no hyphens", "write 2025-03-24"),
    ("2024-2025", "2024-2025 has no slash between start and end", "write 2024/2025"),
    ("21/22 October 2026", "21/22 October 2026 is written in words", "write 2026-10-21/2026-10-22"),
    ("30 May / 2 June 2026", "30 May / 2 June 2026 is written in words", "write 2026-05-30/2026-06-02"),
    ("2024 – 3/2025", "2024 – 3/2025 has no slash between start and end", "write 2024/2025-03"),
    ("2019/present", "2019/present has a side that is not a date", "write 2019/.."),
    ("2019/unknown", "2019/unknown has a side that is not a date", "write 2019/"),
    ("201x", "201x is not the exact spelling of a date", "write 201X"),
    ("2018?~", "2018?~ is not the exact spelling of a date", "write 2018%"),
    ("2018\n", "2018 is not the exact spelling of a date", "write 2018"),
    ("17000", "17000 is not the exact spelling of a date", "write Y17000"),
    ("Y2025", "Y2025 is not the exact spelling of a date", "write 2025"),
    (
        "Y1234567890",
        "Y1234567890 is too far away",
        "write a year from Y-999999999 to Y999999999",
    ),
    ("44", "44 is not a year of four digits", "write all four, such as 2025 or 0079"),
    (
        "today",
        "today changes from day to day",
        "write the day itself, such as 2025-03-24, or 2019/.. for what has no end",
    ),
    ("n/a", "n/a is not a date", "omit the date if it is unknown"),
    ("", "the date is empty", "omit it, or write one such as 2025-03-24"),
    (
        "/",
        "/ has neither a start nor an end",
        "write 2019/.. for no end, ../2019 for no start, 2019/ or /2019 if it is unknown",
    ),
    (
        "..",
        ".. has neither a start nor an end",
        "write 2019/.. for no end, ../2019 for no start, 2019/ or /2019 if it is unknown",
    ),
    (
        "XXXX",
        "XXXX has an X where EDTF allows none",
        "write X for the last one or two digits of a year, or for a whole month or day: 201X, 2023-XX",
    ),
    (
        "2018?-05",
        "2018?-05 has a qualifier that is not at the end",
        "write ?, ~ or % at the end of a date, for the whole date",
    ),
    (
        "2025-03-24T25:00:00",
        "2025-03-24T25:00:00 has no valid time of day",
        "write 2025-03-24, or with the time in full as 2025-03-24T10:00:00Z",
    ),
    ("whenever", "whenever is not a date", "write it as 2025, 2025-02, 2025-02-03 or 2024/2025"),
    ("٢٠٢٥", "٢٠٢٥ is not a date", "write it as 2025, 2025-02, 2025-02-03 or 2024/2025"),
    ("x" * 80, "x" * 59 + "… is not a date", "write it as 2025, 2025-02, 2025-02-03 or 2024/2025"),
]


IN_WORDS = [
    # as people write it, the hint
    ("before 1970", "../1969"),
    ("prior to March 2020", "../2020-02"),
    ("before 1 March 2020", "../2020-02-29"),
    ("before the 19th century", "../1799"),
    ("after 2019", "2020/.."),
    ("later than May 2019", "2019-06/.."),
    ("since 2019", "2019/.."),
    ("by 2020", "../2020"),
    ("by the end of March 2020", "../2020-03"),
    ("no later than 2020", "../2020"),
    ("between 2019 and 2021", "2019/2021"),
    ("19th century", "18XX"),
    ("the late 19th century", "18XX"),
    ("mid-1990s", "199X"),
    ("1990's", "199X"),
    ("early 2019", "2019-40 (first half of 2019) or 2019"),
    ("the end of 2019", "2019-41 (second half of 2019) or 2019"),
    ("mid-2018", "2018-06~ (about June 2018) or 2018"),
    ("late March 2020", "2020-03"),
    ("mid-June 2018", "2018-06"),
    ("Q1 2020", "2020-33"),
    ("last quarter of 2020", "2020-36"),
    ("1st half of 2020", "2020-40"),
    ("FY 2020/21", "2020/2021"),
    ("fiscal year 2020-21", "2020/2021"),
    ("FY2021", "2020/2021 (2020 to 2021) or 2021/2022 (2021 to 2022)"),
    ("winter 2019/20", "2019-24"),
    ("austral summer of 2024/25", "2024-30"),
    ("3-5 May 2023", "2023-05-03/2023-05-05"),
    ("May 3-5, 2023", "2023-05-03/2023-05-05"),
    ("March–May 2023", "2023-03/2023-05"),
    ("2024-08-14 09:00", "2024-08-14T09:00:00"),
    ("2024-08-14T9:00Z", "2024-08-14T09:00:00Z"),
    ("14 August 2024 at 9:05 GMT+7", "2024-08-14T09:05:00+07"),
]


@pytest.mark.parametrize(("text", "hint"), IN_WORDS)
def test_what_sources_say_in_words_has_a_hint_that_fits(text: str, hint: str) -> None:
    with pytest.raises(DateError) as caught:
        Date.parse(text)
    assert caught.value.hint == f"write {hint}"


@pytest.mark.parametrize("words", ["before Christmas", "the end of the war", "by 1 March", "after 9999"])
def test_words_without_a_date_in_them_get_no_date_as_a_hint(words: str) -> None:
    with pytest.raises(DateError) as caught:
        Date.parse(words)
    assert caught.value.hint == "write it as 2025, 2025-02, 2025-02-03 or 2024/2025"


def test_a_long_text_of_words_for_dates_is_read_once_and_not_again_for_each_part() -> None:
    with pytest.raises(DateError):
        Date.parse("by since after before " * 3 + "1 to " * 6)


@pytest.mark.parametrize(("text", "sentence", "hint"), REFUSED)
def test_what_is_no_date_is_refused_in_words(text: str, sentence: str, hint: str) -> None:
    with pytest.raises(DateError) as caught:
        Date.parse(text)
    assert (caught.value.sentence, caught.value.hint) == (sentence, hint)
    assert str(caught.value) == sentence


def test_a_day_of_the_calendar() -> None:
    assert today_as_date(2025, 3, 4) == Date.parse("2025-03-04")
    assert today_as_date(-44, 3, 15) == Date.parse("-0044-03-15")
    with pytest.raises(DateError):
        today_as_date(2025, 2, 30)


@pytest.mark.parametrize("year", [-100_000, -10_000, -9_999, 0, 9_999, 10_000, 100_000])
def test_a_day_beyond_years_of_four_digits_is_known_to_the_year(year: int) -> None:
    first = Date.parse(f"Y{year}" if abs(year) > 9_999 else f"{'-' if year < 0 else ''}{abs(year):04d}").earliest
    assert first is not None
    is_far = abs(year) > 9_999
    date = day_of(first)
    assert (date.precision is Precision.YEAR) is is_far
    assert date.earliest == first
    assert today_as_date(year, 1, 1) == date


def test_a_date_does_not_change() -> None:
    date = Date.parse("2025")
    with pytest.raises(AttributeError):
        date.text = "2026"
    with pytest.raises(AttributeError):
        del date.text
    assert copy.deepcopy(date) is date
    assert pickle.loads(pickle.dumps(date)) == date


def test_dates_are_equal_when_written_alike() -> None:
    assert Date.parse("2025") == Date.parse("2025")
    assert len({Date.parse("2025"), Date.parse("2025"), Date.parse("2025~"), Date.parse("2025-XX")}) == 3
    assert Date.parse("2025") != "2025"


USE_DATES = """
import sys
from brief.model.dates import Date

print(Date.parse("2018~/2020").human(), Date.parse("2018").sort_ints > Date.parse("2017").sort_ints)
heavy = {"pydantic", "pydantic_core", "yaml", "rich", "datetime", "dataclasses", "json", "unicodedata"}
print(sorted((heavy | {"brief.model.dates.error_messages"}) & set(sys.modules)))
"""


def test_reading_and_printing_dates_loads_nothing_heavy() -> None:
    ran = subprocess.run([sys.executable, "-c", USE_DATES], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines() == ["about 2018 to 2020 True", "[]"]


days = st.dates().map(datetime.date.isoformat)
years = st.integers(0, 9999).map("{:04d}".format) | st.integers(1, 9999).map("-{:04d}".format)
far_years = st.builds("Y{}{}".format, st.sampled_from(["", "-"]), st.integers(10_000, 999_999_999))
parts = st.sampled_from([*(f"{n:02d}" for n in range(1, 13)), "XX", "XX-XX"]) | st.sampled_from(
    ["21", "22", "23", "24", "25", "28", "29", "30", "33", "34", "35", "36", "40", "41", "02-XX", "12-31"]
)
masked = st.integers(0, 999).map("{:03d}X".format) | st.integers(0, 99).map("{:02d}XX".format)
plain_texts = st.builds(
    "{}{}".format,
    days | years | far_years | masked | st.builds("{}-{}".format, years, parts),
    st.sampled_from(["", "", "?", "~", "%"]),
)
moments = st.datetimes().map(lambda moment: moment.isoformat(timespec="seconds") + "Z")


@st.composite
def interval_texts(draw: st.DrawFn) -> str:
    """Draw two dates in order, or an interval with one or two open or unknown ends."""
    first, second = sorted([draw(plain_texts), draw(plain_texts)], key=lambda text: Date.parse(text).earliest or 0)
    return draw(
        st.sampled_from(
            [
                f"{first}/{second}",
                *(f"{first}/..", f"{first}/", f"../{second}", f"/{second}"),
                *("../..", "/..", "../"),
            ]
        )
    )


texts = plain_texts | interval_texts() | moments
dates = texts.map(Date.parse)


@given(texts)
def test_any_date_prints_and_reads_back_the_same(text: str) -> None:
    date = Date.parse(text)
    assert Date.parse(date.text) == date
    assert hash(Date.parse(date.text)) == hash(date)
    assert date.human().strip() == date.human() != ""
    assert "X" not in date.human()


four_digits = st.builds("{:04d}-{}{}".format, st.integers(1000, 9999), parts, st.sampled_from(["", "?", "~"]))
times_of_day = st.datetimes(min_value=datetime.datetime(1000, 1, 1)).map(lambda at: at.isoformat(timespec="seconds"))


@given(four_digits | st.builds("{}{}".format, times_of_day, st.sampled_from(["", "Z", "+07:00", "-03"])))
def test_what_is_printed_for_a_date_leads_back_to_it(text: str) -> None:
    words = Date.parse(text).human()
    if Date.read(words) is None:
        with pytest.raises(DateError) as caught:
            Date.parse(words)
        assert Date.parse(caught.value.hint.removeprefix("write ")).human() == words


@given(st.lists(dates, min_size=2, max_size=6))
def test_any_dates_sort_the_same_in_python_and_in_sql(several: list[Date]) -> None:
    by_key = sorted(several, key=lambda date: date.sort_ints)
    by_ints = sorted(several, key=lambda date: date.sort_ints)
    assert [date.text for date in by_key] == [date.text for date in by_ints]
    for date in several:
        assert all(-(2**63) <= number < 2**63 for number in date.sort_ints)


@given(dates, dates)
def test_a_timeline_follows_the_first_possible_day_and_then_the_longer_stretch(one: Date, two: Date) -> None:
    if None in (one.earliest, two.earliest, one.latest, two.latest) or one.has_no_months or two.has_no_months:
        return
    if (one.earliest, -(one.latest or 0)) < (two.earliest, -(two.latest or 0)):
        assert one.sort_ints < two.sort_ints


@given(st.dates(max_value=datetime.date(9999, 12, 30)))
def test_bounds_agree_with_the_calendar(day: datetime.date) -> None:
    date = Date.parse(day.isoformat())
    assert (date.earliest, date.latest) == (day.toordinal(), day.toordinal() + 1)
    assert day_of(day.toordinal()) == date == today_as_date(day.year, day.month, day.day)
    month, year = Date.parse(day.isoformat()[:7]), Date.parse(day.isoformat()[:4])
    assert month.earliest == day.replace(day=1).toordinal()
    assert year.earliest == day.replace(month=1, day=1).toordinal()
    assert year.latest == datetime.date(day.year, 12, 31).toordinal() + 1
    assert date.during(month) is date.during(year) is month.during(year) is YES


@given(st.integers(-3_652_424, 3_652_059))
def test_a_day_number_leads_back_to_itself(number: int) -> None:
    assert day_of(number).earliest == number


@given(st.text() | st.text(alphabet="0123456789-/.?~%XYTZ: aM") | st.from_regex(r"[0-9]{1,5}[-/ .][0-9XT]{1,3}"))
def test_any_other_text_is_refused_with_a_sentence_and_a_hint(text: str) -> None:
    try:
        date = Date.parse(text)
    except DateError as error:
        assert error.sentence
        assert error.hint
        assert "\n" not in error.sentence
    else:
        assert date.text == text


@given(st.sampled_from([12, 5, 24, 31, 3]), st.sampled_from([12, 5, 24, 31, 3]), st.integers(1000, 9999))
def test_a_suggested_date_is_a_date(first: int, second: int, year: int) -> None:
    with pytest.raises(DateError) as caught:
        Date.parse(f"{first}/{second}/{year}")
    for suggested in (word.strip(",") for word in caught.value.hint.split() if word.startswith(f"{year}-")):
        assert Date.parse(suggested).text == suggested


@given(dates, dates)
def test_before_and_after_mirror_each_other(one: Date, two: Date) -> None:
    assert one.before(two) is two.after(one)
    assert not (one.before(two) is YES and two.before(one) is YES)


@given(dates, dates)
def test_what_lies_within_shares_a_day(one: Date, two: Date) -> None:
    if one.during(two) is YES:
        assert one.overlaps(two) is YES
    if one.overlaps(two) is NO:
        assert one.during(two) is NO


@given(dates, dates)
def test_what_comes_before_shares_no_day(one: Date, two: Date) -> None:
    if one.before(two) is YES:
        assert one.overlaps(two) is NO


small_plain = st.sampled_from(
    ["2020-02", "2020-03", "2020-02-01", "2020-02-28", "2020-02-29", "2020-03-01", "2020-03-02"]
)
small_dates = (
    small_plain | st.tuples(small_plain, small_plain).map("/".join).filter(lambda text: Date.read(text) is not None)
).map(Date.parse)


def placements(date: Date) -> set[tuple[int, int]]:
    """Return every pair of first and last day that a date with known bounds can have."""
    start, end = date.start, date.end
    assert start and end and start.earliest and start.latest and end.earliest and end.latest
    firsts, lasts = range(start.earliest, start.latest), range(end.earliest, end.latest)
    if start is end:
        return {(day, day) for day in firsts}
    return {(first, last) for first in firsts for last in lasts if first <= last}


def verdict(possibilities: set[bool]) -> Answer:
    """Return the answer on which all possibilities agree, else CANNOT_TELL."""
    return CANNOT_TELL if len(possibilities) == 2 else YES if True in possibilities else NO


@given(small_dates, small_dates)
def test_answers_agree_with_trying_every_placement(one: Date, two: Date) -> None:
    ends, starts = {last for _, last in placements(one)}, {first for first, _ in placements(two)}
    assert one.before(two) is verdict({end < start for end in ends for start in starts})
    assert one.begins_after(two) is verdict({mine > theirs for mine, _ in placements(one) for theirs in starts})
    assert two.earliest and two.latest
    from_day, to_day = two.earliest, two.latest - 1
    assert one.during(two) is verdict({from_day <= a and b <= to_day for a, b in placements(one)})
    assert one.overlaps(two) is verdict({a <= to_day and b >= from_day for a, b in placements(one)})


@pytest.mark.parametrize("text", ["-0044-03-15T10:00:00Z", "2023-05-06T10:00:00Z"])
def test_a_time_of_day_sorts_behind_its_day_in_every_year(text: str) -> None:
    day, hour = Date.parse(text.partition("T")[0]).sort_ints, Date.parse(text).sort_ints
    assert (hour[0], hour[1] - day[1]) == (day[0], 36_001)


@pytest.mark.parametrize("text", ["before spring 2024", "before 2024-24", "after 2024-24", "after 9999", "soon 10:00Z"])
def test_no_date_is_offered_that_is_none_or_holds_what_is_left_out(text: str) -> None:
    assert suggest(text) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1972-11/1973-06", "Nov 1972–Jun 1973"),
        ("2026-12-07/2026-12-10", "7–10 Dec 2026"),
        ("2026-11-28/2026-12-03", "28 Nov–3 Dec 2026"),
        ("2026-03/2026-05", "Mar–May 2026"),
        ("2015/2016", "2015–2016"),
        ("2015/2016-03", "2015–Mar 2016"),
        ("2015/2015-03", "2015–Mar 2015"),
        ("2015~/2016", "about 2015 to 2016"),
        ("2015/..", "2015 onward"),
        ("2024-03-05", "5 Mar 2024"),
    ],
)
def test_a_short_date_has_months_of_three_letters(text: str, words: str) -> None:
    assert Date.parse(text).short() == words


@pytest.mark.parametrize(
    ("text", "year", "rest"),
    [
        ("2024", "2024", ""),
        ("2024-08", "2024", "Aug"),
        ("2024-08-02", "2024", "2 Aug"),
        ("2024-07-28/2024-08-03", "2024", "28 Jul–3 Aug"),
        ("2024-10-16/2024-10-17", "2024", "16–17 Oct"),
        ("2024-03/2024-05", "2024", "Mar–May"),
        ("2024-22", "2024", "summer"),
        ("2024-28", "2024/25", "northern winter"),
        ("-0043-22", "44 BC", "summer"),
        ("2023-12/2024-01", "", "Dec 2023–Jan 2024"),
        ("2023/2024", "", "2023–2024"),
        ("2024~", "", "about 2024"),
        ("2024-34", "", "second quarter of 2024"),
        ("202X", "", "2020s"),
    ],
)
def test_a_column_of_dates_has_the_year_first_if_there_is_one(text: str, year: str, rest: str) -> None:
    assert year_and_day(Date.parse(text)) == (year, rest)


@given(st.dates())
def test_a_day_is_offered_only_with_its_own_weekday(day: datetime.date) -> None:
    for weekday in ("Monday", "Tue", "Wed.", "Thurs", "Friday", "Sat", "Sunday"):
        is_right = day.strftime("%A").startswith(weekday.rstrip("."))
        assert (only_reading(f"{weekday} {day.isoformat()}") == day.isoformat()) is is_right
