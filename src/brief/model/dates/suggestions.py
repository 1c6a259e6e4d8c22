"""Turn dates as people write them into EDTF, for hints only. We never guess a date."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from brief.locale import say
from brief.model.dates.date import Date, day_of
from brief.model.dates.forms import FORMS, IN_WORDS, MISSPELLED, Rule, respelled
from brief.model.dates.grammar import Precision
from brief.model.dates.words import WEEKDAYS
from brief.model.quotation_marks import SIGNS

Suggestion = tuple[str, tuple[str, ...]]
"""What is wrong with a text, as the rest of a sentence, and one or two dates it may mean."""

_LONGEST_READ = 100
_WITHOUT_SLASH = say("has no slash between start and end")


@lru_cache(maxsize=1024)
def suggest(text: str) -> Suggestion | None:
    """Apply the first rule that finds dates in the text. Each date is valid and differs from the text.

    Results are cached, because rules for intervals read parts of a text again.
    """
    plain = re.sub(r"[\u2010-\u2015\u2212]", "-", text.strip())
    if len(plain) > _LONGEST_READ:
        return None
    for pattern, reason, readings in _RULES:
        match = re.fullmatch(pattern, plain, re.IGNORECASE | re.ASCII)
        if match:
            found = tuple(each for each in dict.fromkeys(readings(match)) if each != text and Date.read(each))
            if found:
                return reason, found
    return None


def only_reading(text: str) -> str | None:
    """Return the text if it is a date, or the only date it can mean: `24 October 2017` is `2017-10-24`."""
    if Date.read(text):
        return text
    if re.fullmatch(f"(?:the )?{_PART}", text.strip(), re.IGNORECASE):
        return None  # EDTF can only say less, or more
    suggestion = suggest(text)
    return suggestion[1][0] if suggestion and len(suggestion[1]) == 1 else None


def wrong_weekday(text: str) -> tuple[Date, str] | None:
    """Return a day and the name of its weekday, if the text names another; else None."""
    match = next(filter(None, (re.fullmatch(pattern, text.strip(), re.IGNORECASE) for pattern in _WITH_WEEKDAY)), None)
    days = list(_days(match["date"])) if match else []
    if not match or not days or any(_is_weekday(day, match) for day in days):
        return None
    return days[0], say(WEEKDAYS[_weekday(days[0])])


def _without_weekday(match: re.Match[str]) -> Iterator[str]:
    """Yield the days that fall on the weekday."""
    yield from (day.text for day in _days(match["date"]) if _is_weekday(day, match))


def _days(text: str) -> Iterator[Date]:
    """Yield the days that a text may mean."""
    suggestion = suggest(text)
    dates = map(Date.read, suggestion[1] if suggestion else (text,))
    yield from (date for date in dates if date and date.precision is Precision.DAY)


def _is_weekday(day: Date, match: re.Match[str]) -> bool:
    return WEEKDAYS[_weekday(day)].casefold().startswith(match["weekday"].casefold())


def _weekday(day: Date) -> int:
    """Return the weekday of a day, from 0 for Monday: 0001-01-01 is one."""
    return ((day.earliest or 1) - 1) % 7


def _part_of(match: re.Match[str]) -> Iterator[str]:
    """Yield the beginning, middle or end of a year; EDTF has no such parts of anything else."""
    whole, words = only_reading(match["whole"]), match.groupdict()
    date = Date.read(whole) if whole else None
    if whole and date and date.precision is Precision.YEAR and re.fullmatch("[0-9]{4}", whole):
        yield f"{whole}-06~" if words["middle"] else f"{whole}-{40 if words['early'] else 41}"
    if whole:
        yield whole


def _without_article(match: re.Match[str]) -> Iterator[str]:
    found = suggest(match[1])
    yield from found[1] if found else ()


def _before(match: re.Match[str]) -> Iterator[str]:
    """Yield an interval until the unit before a date; none for a season, whose months are unknown."""
    date = Date.read(only_reading(match[1]) or "")
    if date and date.earliest is not None and not date.has_no_months and (unit := _unit_of(date.earliest - 1, date)):
        yield f"../{unit}"


def _after(match: re.Match[str]) -> Iterator[str]:
    """Yield an interval from the unit after a date; none for a season, whose months are unknown."""
    date = Date.read(only_reading(match[1]) or "")
    if date and date.latest is not None and not date.has_no_months and (unit := _unit_of(date.latest, date)):
        yield f"{unit}/.."


def _unit_of(day: int, date: Date) -> str | None:
    """Return the year, month or day that contains a day, as precise as the given date; None if too far away."""
    try:
        text = day_of(day).text
    except ValueError:
        return None
    if date.precision is Precision.DAY:
        return text
    return text[:-6] if date.precision in (Precision.YEAR, Precision.DECADE, Precision.CENTURY) else text[:-3]


def _range(match: re.Match[str]) -> Iterator[str]:
    """Yield an interval; the start takes its missing parts from the end: `3 to 5 May 2023`."""
    words = match[2].split()
    starts = [match[1], *(f"{match[1]} {' '.join(words[-count:])}" for count in (2, 1))]
    start, end = next(filter(None, map(only_reading, starts)), None), only_reading(match[2])
    if start and end:
        yield f"{start}/{end}"


def _days_of_month(match: re.Match[str]) -> Iterator[str]:
    """Yield an interval of days: `May 3-5, 2023`."""
    start, end = (only_reading(f"{match[day]} {match[1]} {match[4]}") for day in (2, 3))
    if start and end:
        yield f"{start}/{end}"


def _moment(match: re.Match[str]) -> Iterator[str]:
    """Yield a day with a time of day; the zone is UTC or an offset in hours and optional minutes."""
    words = match.groupdict()
    day, zone = only_reading(words["date"].rstrip(" ,")), re.sub(r"[\s()]|UTC|GMT", "", (words["zone"] or "").upper())
    if words["zone"] and not zone:
        zone = "Z"
    zone = re.sub(r"^([+-])(\d)(?=$|:)", r"\g<1>0\2", re.sub(r"^([+-]\d\d)(\d\d)$", r"\1:\2", zone))
    if day:
        yield f"{day}T{int(words['hour']):02d}:{words['minute']}:{words['second'] or '00'}{zone}"


def _interval(match: re.Match[str]) -> Iterator[str]:
    """Yield an interval with a slash, of which one side is in words or is not a valid date."""
    sides = [_side(match[1]), _side(match[2])]
    if None not in sides:
        yield "/".join(side for side in sides if side is not None)


def _side(text: str) -> str | None:
    word = text.strip().casefold()
    if word in ("open", "present", "now", "today", "ongoing", "..", "..."):
        return ".."
    return "" if word in ("unknown", "?", "") else only_reading(text.strip())


def _with(before: str, after: str) -> Callable[[re.Match[str]], Iterator[str]]:
    def readings(match: re.Match[str]) -> Iterator[str]:
        date = only_reading(match[1])
        if date:
            yield f"{before}{date}{after}"

    return readings


_PART = (
    r"(?:(?P<early>early|(?:beginning|start) of)|(?P<middle>mid|middle of)|(?P<late>late|end of))"
    r"(?: in|[ -](?:the )?)(?P<whole>.+)"
)
_CLOCK = (
    r"(?P<date>.+?)[T ]\s*(?:at )?(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?"
    r"\s*(?P<zone>Z|\(?(?:UTC|GMT)?\s?(?:[+-]\d{1,2}(?::?\d\d)?)?\)?)"
)
_ABOUT = r"(?:circa|c\.|ca\.|ca|c|about|around|approximately|approx\.|~)"

_WEEKDAY = r"(?P<weekday>mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_WITH_WEEKDAY = (
    rf"(?:on )?{_WEEKDAY},?(?: the)? (?P<date>.+)",
    rf"(?P<date>.+?),? \(?{_WEEKDAY}\)?",
)

_RULES: tuple[Rule, ...] = (
    *FORMS,
    *((pattern, say("names a day of the week"), _without_weekday) for pattern in _WITH_WEEKDAY),
    (_CLOCK, say("has an incomplete time of day"), _moment),
    (r"(\d{4})-(\d{4})", _WITHOUT_SLASH, _range),
    (r"(?:from\s+)?(.+?)\s+(?:-|to|until|till)\s+(?:(?:the )?end of\s+)?(.+)", _WITHOUT_SLASH, _range),
    (r"(?:since|from)\s+(.+?)(?:\s+onwards?)?", IN_WORDS, _with("", "/..")),
    (r"(.+?)\s+onwards?", IN_WORDS, _with("", "/..")),
    (r"(?:until|till|up to|by|(?:no|not) later than)(?: the end of)?\s+(.+)", IN_WORDS, _with("../", "")),
    (r"(?:before|prior to|earlier than)\s+(.+)", IN_WORDS, _before),
    (r"(?:after|later than)\s+(.+)", IN_WORDS, _after),
    (r"between\s+(.+?)\s+and\s+(.+)", IN_WORDS, _range),
    (r"([a-z]{3,}) (\d{1,2})-(\d{1,2}),? (\d{4})", IN_WORDS, _days_of_month),
    (_PART, IN_WORDS, _part_of),
    (r"(\d{1,2}|[a-z]{3,})-(.+)", _WITHOUT_SLASH, _range),
    (r"the\s+(.+)", IN_WORDS, _without_article),
    (r"(.+)\s+\(uncertain\)", IN_WORDS, _with("", "?")),
    (rf"[{SIGNS}](.+)[{SIGNS}]", say("has typographic quotation marks, which YAML reads as letters"), _with("", "")),
    (r"(\d{1,2}(?: [a-z]+)?)\s*/\s*(\d{1,2} [a-z]+ \d{4})", IN_WORDS, _range),
    (r"([^/]*)/([^/]*)", say("has a side that is not a date"), _interval),
    (r"[\sXUYTZ0-9?~%+./:-]+", MISSPELLED, respelled),
    (rf"{_ABOUT}\s*(.+)", IN_WORDS, _with("", "~")),
    (r"(?:probably|possibly|perhaps|maybe)\s+(.+)", IN_WORDS, _with("", "?")),
)
"""The first rule that matches and finds a date applies."""
