"""Explain why a text is not a date, and what to write instead."""

import re

from brief.locale import either, say
from brief.model.dates.date import Date
from brief.model.dates.grammar import LAST_YEAR, PARTS, PLAIN, DateError, days_in_month
from brief.model.dates.suggestions import only_reading, suggest, wrong_weekday
from brief.model.dates.words import in_words, month_in_words

_OPEN_FORMS = say("write 2019/.. for no end, ../2019 for no start, 2019/ or /2019 if it is unknown")
_LONGEST_SHOWN = 60

_REFUSED = (
    (
        r"today|now|present|ongoing|current|yesterday|tomorrow",
        say("changes from day to day"),
        say("write the day itself, such as 2025-03-24, or 2019/.. for what has no end"),
    ),
    (
        r"unknown|undated|n\.d\.|no date|none|null|n/a|tbd|tbc|\?",
        say("is not a date"),
        say("omit the date if it is unknown"),
    ),
    (
        r"Y?-?[0-9]{5,}",
        say("is too far away"),
        say("write a year from Y-{last} to Y{last}", last=LAST_YEAR),
    ),
    (r"[0-9]{1,3}", say("is not a year of four digits"), say("write all four, such as 2025 or 0079")),
    (
        r"-?[0-9X]{4}(-[0-9X]{2})*[?~%]?",
        say("has an X where EDTF allows none"),
        say("write X for the last one or two digits of a year, or for a whole month or day: 201X, 2023-XX"),
    ),
    (
        r".*[?~%].+",
        say("has a qualifier that is not at the end"),
        say("write ?, ~ or % at the end of a date, for the whole date"),
    ),
    (r".*", say("is not a date"), say("write it as 2025, 2025-02, 2025-02-03 or 2024/2025")),
)
"""Known forms that are not accepted, then anything else: pattern, rest of the sentence, hint."""


def complaint(text: object) -> DateError:
    """Return the error for a text that `Date.read` rejects."""
    if not isinstance(text, str):
        told = say("{shown} is not text", shown=_shown(repr(text)))
        if isinstance(text, list | dict):
            told = say("this is a list") if isinstance(text, list) else say("this is a map")
        return DateError(told, say("write a date as text, such as 2025-03-24"))
    match = PLAIN.fullmatch(text)
    return _impossible(match) if match else _unreadable(text)


def _impossible(match: re.Match[str]) -> DateError:
    """Return the error for a date that does not exist in the calendar."""
    year, part, day = match[1], match[2], match[3]
    if year == "-0000":
        return DateError(say("-0000 is not a year: the year 0 has no sign"), say("write {date}", date=match[0][1:]))
    if part == "XX":
        return DateError(
            say("{date} gives a day without its month", date=match[0]), say("write {year}-XX-XX or {year}", year=year)
        )
    if part not in PARTS:
        return DateError(
            say("{date} is not in the calendar: there is no month {part}", date=match[0], part=part),
            _other_part(match),
        )
    if int(part) > 12:
        swapped = f"{year}-{day}-{part}"
        hint = (
            say("write {date}", date=swapped)
            if Date.read(swapped)
            else say("write {year}-{part}", year=year, part=part)
        )
        return DateError(
            say("{date} gives a day of {month}", date=match[0], month=in_words(Date.parse(f"{year}-{part}"))),
            hint,
        )
    return _no_such_day(match[0], year, part, int(day))


def _no_such_day(shown: str, year: str, part: str, day: int) -> DateError:
    """Return the error for a day that its month does not have."""
    hint = say("write {year}-{part} if the day is unknown", year=year, part=part)
    if day == 0:
        return DateError(say("{date} is not a day of the calendar: days begin at 01", date=shown), hint)
    month, count = month_in_words(int(year), int(part)), days_in_month(int(year), int(part))
    return DateError(
        say("{date} is not a day of the calendar: {month} has {count} days", date=shown, month=month, count=count),
        hint,
    )


def _day_in_words(text: str, shown: str) -> DateError | None:
    """Return the error for a day in words that its month does not have: `31 February 2026`."""
    days = re.findall(r"(?<!\d)\d\d?(?!\d)", text)
    if len(days) != 1:
        return None
    first = PLAIN.fullmatch(only_reading(re.sub(rf"(?<!\d){days[0]}(?!\d)", "1", text)) or "")
    return _no_such_day(shown, first[1], first[2], int(days[0])) if first and first[3] == "01" else None


def _other_weekday(text: str, shown: str) -> DateError | None:
    """Return the error for a day with the name of another weekday: which of the two is right, only a source can say."""
    if not (found := wrong_weekday(text)):
        return None
    day, weekday = found
    sentence = say(
        "{shown} contradicts the calendar: {day} is a {weekday}", shown=shown, day=day.human(), weekday=weekday
    )
    return DateError(sentence, say("check the date in the source; write {date} if the date is right", date=day.text))


def _other_part(match: re.Match[str]) -> str:
    """Return the dates that an impossible month may mean."""
    year, part, day = match[1], match[2], match[3]
    if part == "00":
        return say("write {year} if the month is unknown", year=year)
    if day and Date.read(f"{year}-{day}-{part}"):
        return say("write {year}-{day}-{part}", year=year, day=day, part=part)
    next_year = f"{int(year) + 1:04d}"
    if not day and part == next_year[2:]:
        return say("write {year}/{next_year} for the years {year} to {next_year}", year=year, next_year=next_year)
    return say("write a month as 01 to 12, a season as 21 to 32, a quarter as 33 to 36, a half as 40 or 41")


def _unreadable(text: str) -> DateError:
    """Return the error for a text without the form of a date."""
    shown = _shown(text)
    if not text.strip():
        return DateError(say("the date is empty"), say("omit it, or write one such as 2025-03-24"))
    if text in ("/", ".."):
        return DateError(say("{text} has neither a start nor an end", text=text), _OPEN_FORMS)
    sides = text.split("/")
    if len(sides) == 2 and all(side in ("", "..") or Date.read(side) for side in sides):
        return _bad_interval(shown, *sides)
    suggestion = suggest(text)
    if suggestion:
        reason, candidates = suggestion
        return DateError(f"{shown} {reason}", _choice(candidates))
    if len(sides) == 2 and re.search("[0-9]", text):
        return complaint(next(side for side in sides if side not in ("", "..") and Date.read(side) is None))
    return _other_weekday(text, shown) or _day_in_words(text, shown) or _refused_form(text, shown)


def _bad_interval(shown: str, start: str, end: str) -> DateError:
    """Return the error for two valid dates that make no interval."""
    if "T" in start + end:
        plain = f"{start.partition('T')[0]}/{end.partition('T')[0]}"
        return DateError(
            say("{shown} gives a time of day, which an interval cannot have", shown=shown),
            say("write {date}", date=plain),
        )
    return DateError(
        say("{shown} ends before it begins", shown=shown), say("write {end}/{start}", end=end, start=start)
    )


def _choice(candidates: tuple[str, ...]) -> str:
    """Return a hint with the dates that a text may mean; several are in words too, if these differ."""
    if len(candidates) == 1:
        return say("write {dates}", dates=candidates[0])
    words = [(text, in_words(Date.parse(text))) for text in candidates]
    shown = either(text if text == said else f"{text} ({said})" for text, said in words)
    return say("write {dates}", dates=shown)


def _refused_form(text: str, shown: str) -> DateError:
    """Return the error for known forms that are not accepted, and for anything else."""
    day = text[:10]
    if re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]", text):
        hint = say("write {day}, or with the time in full as {day}T10:00:00Z", day=day)
        return (
            DateError(say("{shown} has no valid time of day", shown=shown), hint) if Date.read(day) else complaint(day)
        )
    is_yearless = re.search("[A-Za-z]", text) and not re.search("[0-9]{3}", text)
    if is_yearless and PLAIN.fullmatch(only_reading(f"{text} 2024") or ""):
        return DateError(say("{shown} has no year", shown=shown), say("add it, such as {shown} 2025", shown=shown))
    reasons = (
        (reason, hint)
        for pattern, reason, hint in _REFUSED
        if re.fullmatch(pattern, text.strip(), re.IGNORECASE | re.DOTALL)
    )
    reason, hint = next(reasons)
    return DateError(f"{shown} {reason}", hint)


def _shown(text: str) -> str:
    """Return the text on one line, shortened if it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_SHOWN else line[: _LONGEST_SHOWN - 1] + "…"
