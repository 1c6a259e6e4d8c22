"""Print dates in English.

Years before 1 are BC (-0100 is 101 BC), years below 1000 are marked AD. 201X is the 2010s and 19XX the 1900s, so 190X
is "the first decade of the 1900s". Unspecified months and days are omitted. A season that ends in the next year names
both: northern winter 2024/25.
"""

from brief.locale import key, say
from brief.model.dates.grammar import PLAIN, Precision, WrittenDate, year_month_day

MONTHS = (
    key("January"),
    key("February"),
    key("March"),
    key("April"),
    key("May"),
    key("June"),
    key("July"),
    key("August"),
    key("September"),
    key("October"),
    key("November"),
    key("December"),
)
SHORT_MONTHS = (
    key("Jan"),
    key("Feb"),
    key("Mar"),
    key("Apr"),
    key("May"),
    key("Jun"),
    key("Jul"),
    key("Aug"),
    key("Sep"),
    key("Oct"),
    key("Nov"),
    key("Dec"),
)
WEEKDAYS = (
    key("Monday"),
    key("Tuesday"),
    key("Wednesday"),
    key("Thursday"),
    key("Friday"),
    key("Saturday"),
    key("Sunday"),
)
SEASONS = (key("spring"), key("summer"), key("autumn"), key("winter"))
_PARTS = {
    **{str(21 + n): say(season) for n, season in enumerate(SEASONS)},
    **{str(25 + n): say("northern {season}", season=say(season)) for n, season in enumerate(SEASONS)},
    **{str(29 + n): say("southern {season}", season=say(season)) for n, season in enumerate(SEASONS)},
    "33": say("first quarter of"),
    "34": say("second quarter of"),
    "35": say("third quarter of"),
    "36": say("fourth quarter of"),
    "40": say("first half of"),
    "41": say("second half of"),
}
_INTO_NEXT_YEAR = ("28", "30")
_TAKES_ARTICLE = (Precision.QUARTER, Precision.HALF, Precision.DECADE, Precision.CENTURY)


def in_words(date: WrittenDate) -> str:
    """Return the date as a person would write it."""
    return _interval(date) if date.is_interval else f"{_qualified(date)}{_clock(date.time)}"


def year_and_day(date: WrittenDate) -> tuple[str, str]:
    """Return a date for a column of dates: its year, and `24 Jan`, `28 Jul–3 Aug`, `summer` or nothing.

    The words of a date without a single plain year have no year before them.
    """
    if date.is_interval:
        return _short_interval(date)
    if date.approximate or date.uncertain or date.time or date.earliest is None:
        return "", in_words(date)
    if date.precision is Precision.SEASON:
        named, season, _ = _fields(date)
        return named, season
    if date.precision not in (Precision.YEAR, Precision.MONTH, Precision.DAY):
        return "", in_words(date)
    year, month, day = year_month_day(date.earliest)
    rest = {
        Precision.YEAR: "",
        Precision.MONTH: say(SHORT_MONTHS[month - 1]),
        Precision.DAY: f"{day} {say(SHORT_MONTHS[month - 1])}",
    }
    return year_in_words(year), rest[date.precision]


def _short_interval(date: WrittenDate) -> tuple[str, str]:
    """Return an interval within one year as the year and `7–10 Dec`; others in words, such as `Nov 1972–Jun 1973`."""
    first, last = (year_and_day(end) if end and not end.is_interval else ("", "") for end in (date.start, date.end))
    if not (date.start and date.end and first[0] and last[0]) or first == last:
        return "", in_words(date)
    if first[0] != last[0] or not (first[1] and last[1]):
        return "", "–".join(" ".join(filter(None, (rest, year))) for year, rest in (first, last))
    (*day, month), (*_, last_month) = first[1].split(), last[1].split()
    begins = " ".join(day) if day and month == last_month else first[1]
    return last[0], f"{begins}–{last[1]}"


def in_short(date: WrittenDate) -> str:
    """Return a date with a three-letter month: `24 Mar 2025`; a date that is not plain, in full words."""
    year, rest = year_and_day(date)
    return " ".join(filter(None, (rest, year)))


def when_in_words(date: WrittenDate) -> str:
    """Return the date as an adverb: `some time in the 2010s`, `about 2018`."""
    known_in_part = not (date.is_interval or date.approximate or date.uncertain or date.precision is Precision.DAY)
    return say("some time in {date}", date=_with_article(date)) if known_in_part else in_words(date)


def month_in_words(year: int, month: int) -> str:
    """Return a month of a year."""
    return f"{say(MONTHS[month - 1])} {year_in_words(year)}"


def _clock(time: str) -> str:
    """Return a time of day to follow its day, with its UTC offset if given: `, 09:00 (UTC+07:00)`."""
    if not time:
        return ""
    shown, zone = time[:5] if time[6:8] == "00" else time[:8], time[8:]
    return f", {shown}" + (f" (UTC{zone.removeprefix('Z')})" if zone else "")


def year_in_words(year: int) -> str:
    """Return an astronomical year as AD or BC."""
    if year < 1:
        return f"{1 - year} BC"
    return str(year) if year >= 1000 else f"AD {year}"


def _interval(date: WrittenDate) -> str:
    start, end = date.start, date.end
    if start is not None and end is not None:
        return _between(start, end)
    if start is not None:
        return (
            say("from {date}, end unknown", date=_follow_up(start))
            if date.end_unknown
            else say("{date} onward", date=_qualified(start))
        )
    if end is not None:
        return say("until {date}", date=_follow_up(end)) + (say(", start unknown") if date.start_unknown else "")
    if date.start_open and date.end_open:
        return say("open start and end")
    return say("open start, end unknown") if date.start_open else say("start unknown, open end")


def _between(start: WrittenDate, end: WrittenDate) -> str:
    if start == end:
        return _qualified(start)
    _, month, day = _fields(start)
    if _in_one_year(start, end):
        if start.precision is end.precision is Precision.DAY and month == _fields(end)[1]:
            return say("{start} to {end}", start=day, end=_plain(end))
        return say("{start} to {end}", start=f"{day} {month}".lstrip(), end=_plain(end))
    return say("{start} to {end}", start=_qualified(start), end=_follow_up(end))


def _in_one_year(start: WrittenDate, end: WrittenDate) -> bool:
    """True if both are exact months or days of one year, so that the year is printed once."""
    finely = all(side.precision in (Precision.MONTH, Precision.DAY) for side in (start, end))
    doubtful = any(side.approximate or side.uncertain for side in (start, end))
    return finely and not doubtful and _fields(start)[0] == _fields(end)[0]


def _qualified(date: WrittenDate) -> str:
    """Return the date with its qualifiers, for the beginning of a phrase."""
    return _doubted(date, say("about {date}", date=_with_article(date)) if date.approximate else _plain(date))


def _follow_up(date: WrittenDate) -> str:
    """Return the date with its qualifiers, for use after "from", "to" or "until"."""
    return _qualified(date) if date.approximate else _doubted(date, _with_article(date))


def _doubted(date: WrittenDate, words: str) -> str:
    return say("{words} (uncertain)", words=words) if date.uncertain else words


def _with_article(date: WrittenDate) -> str:
    return say("the {date}", date=_plain(date)) if date.precision in _TAKES_ARTICLE else _plain(date)


def _plain(date: WrittenDate) -> str:
    return " ".join(word for word in reversed(_fields(date)) if word)


def _fields(date: WrittenDate) -> tuple[str, str, str]:
    """Return year, month or other part, and day in words; empty if the date does not have it."""
    match = PLAIN.match(date.text)
    assert match is not None  # a date that is no interval begins with one
    year, part, day, masked, long_year, _ = match.groups()
    if masked:
        return _masked_in_words(masked), "", ""
    name = "" if part in (None, "XX") else _PARTS.get(part) or say(MONTHS[int(part) - 1])
    number = "" if day in (None, "XX") else str(int(day))
    number_of_year = int(year or long_year)
    following = f"/{(number_of_year + 1) % 100:02d}" if part in _INTO_NEXT_YEAR and number_of_year >= 1000 else ""
    return f"{year_in_words(number_of_year)}{following}", name, number


def _masked_in_words(masked: str) -> str:
    first = int(masked.replace("X", "0"))
    if first == 0:
        return say("years from 1 BC to AD {value}", value=99 if masked == "00XX" else 9)
    if masked.endswith("XX") or first % 100:
        return f"{year_in_words(first)}s"
    return say("first decade of the {year}s", year=year_in_words(first))
