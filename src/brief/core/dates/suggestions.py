"""Dates as people write them, turned into the EDTF they may mean. Used for hints only: nothing is guessed."""

import re
from collections.abc import Callable, Iterator

from brief.core.dates.date import Date
from brief.core.dates.words import MONTHS

Suggestion = tuple[str, list[str]]
"""What is wrong with the text, as the rest of a sentence about it, and one or two dates it may mean."""

_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_LONGEST_READ = 100
_NOT_YEAR_FIRST = "does not begin with the year"
_NOT_PADDED = "is not year-month-day with two digits for month and day"
_MISSPELLED = "is not quite the spelling of a date"
_IN_WORDS = "is written in words"
_WITHOUT_HYPHENS = "has no hyphens"
_WITHOUT_SLASH = "has no slash between start and end"


def suggest(text: str) -> Suggestion | None:
    """The first rule that finds dates in the text; each of the dates is valid and differs from the text."""
    plain = re.sub(r"[\u2010-\u2015\u2212]", "-", text.strip())
    if len(plain) > _LONGEST_READ:
        return None
    for pattern, reason, readings in _RULES:
        match = re.fullmatch(pattern, plain, re.IGNORECASE | re.ASCII)
        if match:
            found = [each for each in dict.fromkeys(readings(match)) if each != text and Date.read(each)]
            if found:
                return reason, found
    return None


def _one_reading(text: str) -> str | None:
    """The text itself if it is a date, or the only date it can mean."""
    if Date.read(text):
        return text
    suggestion = suggest(text)
    return suggestion[1][0] if suggestion and len(suggestion[1]) == 1 else None


def _day_first(match: re.Match[str]) -> Iterator[str]:
    first, second, year = int(match[1]), int(match[2]), match[3]
    yield f"{year}-{second:02d}-{first:02d}"
    yield f"{year}-{first:02d}-{second:02d}"


def _month_first(match: re.Match[str]) -> Iterator[str]:
    yield f"{match[2]}-{int(match[1]):02d}"


def _unpadded(match: re.Match[str]) -> Iterator[str]:
    year, month, day = match[1], int(match[2]), int(match[3])
    padded = f"{year}-{month:02d}-{day:02d}"
    yield padded if Date.read(padded) else f"{year}-{day:02d}-{month:02d}"


def _unpadded_month(match: re.Match[str]) -> Iterator[str]:
    """A month, or the end of a span of two years: 2011/12 can be either."""
    year, number = match[1], match[2]
    if int(number) <= 12:
        yield f"{year}-{int(number):02d}"
    following = f"{int(year) + 1:04d}"
    if following[2:] == number:
        yield f"{year}/{following}"


def _named(match: re.Match[str]) -> Iterator[str]:
    """A day, a month or a season by its English name, of which three letters are enough for a month."""
    words = match.groupdict()
    name, year, day = words["name"].casefold(), words["year"], words.get("day")
    months = [n for n, month in enumerate(MONTHS, 1) if len(name) > 2 and month.casefold().startswith(name)]
    for part in months or ([_SEASONS[name]] if name in _SEASONS else []):
        yield f"{year}-{part:02d}-{int(day):02d}" if day else f"{year}-{part:02d}"


def _quarter_or_half(match: re.Match[str]) -> Iterator[str]:
    words = match.groupdict()
    yield f"{words['year']}-{(32 if words['kind'] in 'Qq' else 39) + int(words['number'])}"


def _era(match: re.Match[str]) -> Iterator[str]:
    if match["bc"] and int(match["bc"]) > 0:
        year = 1 - int(match["bc"])
        yield f"{'-' if year else ''}{-year:04d}"
    elif match["ad"]:
        yield f"{int(match['ad']):04d}"


def _decade(match: re.Match[str]) -> Iterator[str]:
    yield f"{match[1]}X"
    if match[1].endswith("0"):
        yield f"{match[1][:2]}XX"


def _range(match: re.Match[str]) -> Iterator[str]:
    start, end = _one_reading(match[1]), _one_reading(match[2])
    if start and end:
        yield f"{start}/{end}"


def _interval(match: re.Match[str]) -> Iterator[str]:
    """Two sides with a slash, of which one says in words that it is open or unknown, or needs mending."""
    sides = [_side(match[1]), _side(match[2])]
    if None not in sides:
        yield "/".join(side for side in sides if side is not None)


def _side(text: str) -> str | None:
    word = text.strip().casefold()
    if word in ("open", "present", "now", "today", "ongoing", "..", "..."):
        return ".."
    return "" if word in ("unknown", "?", "") else _one_reading(text.strip())


def _with(before: str, after: str) -> Callable[[re.Match[str]], Iterator[str]]:
    def readings(match: re.Match[str]) -> Iterator[str]:
        date = _one_reading(match[1])
        if date:
            yield f"{before}{date}{after}"

    return readings


def _respelled(match: re.Match[str]) -> Iterator[str]:
    """EDTF but for its case, its spaces, or the signs of an older draft."""
    text = re.sub(r"\s", "", match[0]).upper()
    text = text.replace("U", "X").replace("?~", "%").replace("~?", "%").removeprefix("+")
    yield text
    if re.fullmatch(r"-?[0-9]{5,9}", text):
        yield f"Y{text}"
    if re.fullmatch(r"Y-?[0-9]{1,4}", text):
        sign = "-" if text[1] == "-" else ""
        yield f"{sign}{int(text.lstrip('Y-')):04d}"


_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_NAME = r"(?P<name>[a-z]{3,})\.?"
_YEAR = r"(?P<year>\d{4})"
_KIND = r"(?P<kind>[QH])(?P<number>[1-4])"
_ABOUT = r"(?:circa|c\.|ca\.|ca|c|about|around|approximately|approx\.|~)"

_RULES: tuple[tuple[str, str, Callable[[re.Match[str]], Iterator[str]]], ...] = (
    (r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})", _NOT_YEAR_FIRST, _day_first),
    (r"(\d{1,2})[/.-](\d{4})", _NOT_YEAR_FIRST, _month_first),
    (r"(\d{4})[/. -](\d{1,2})[/. -](\d{1,2})", _NOT_PADDED, _unpadded),
    (r"(\d{4})[/. -](\d{1,2})", _MISSPELLED, _unpadded_month),
    (r"(\d{4})(\d{2})(\d{2})", _WITHOUT_HYPHENS, _unpadded),
    (rf"{_DAY}(?: of)? {_NAME},? {_YEAR}", _IN_WORDS, _named),
    (rf"{_NAME} {_DAY},? {_YEAR}", _IN_WORDS, _named),
    (rf"{_NAME}(?:,| of)? {_YEAR}", _IN_WORDS, _named),
    (rf"{_KIND}[ /-]?{_YEAR}", _IN_WORDS, _quarter_or_half),
    (rf"{_YEAR}[ /-]?{_KIND}", _IN_WORDS, _quarter_or_half),
    (r"(?P<bc>\d{1,4}) ?BCE?|AD ?(?P<ad>\d{1,4})", _IN_WORDS, _era),
    (r"(\d{3})0s", _IN_WORDS, _decade),
    (r"(\d{4})-(\d{4})", _WITHOUT_SLASH, _range),
    (r"(.+?)\s+(?:-|to|until|till)\s+(.+)", _WITHOUT_SLASH, _range),
    (r"(?:since|from)\s+(.+?)(?:\s+onwards?)?", _IN_WORDS, _with("", "/..")),
    (r"(.+?)\s+onwards?", _IN_WORDS, _with("", "/..")),
    (r"(?:until|till|up to)\s+(.+)", _IN_WORDS, _with("../", "")),
    (r"([^/]*)/([^/]*)", "has a side that is not a date", _interval),
    (r"[\sXUYTZ0-9?~%+./:-]+", _MISSPELLED, _respelled),
    (rf"{_ABOUT}\s*(.+)", _IN_WORDS, _with("", "~")),
    (r"(?:probably|possibly|perhaps|maybe)\s+(.+)", _IN_WORDS, _with("", "?")),
)
"""Pattern, what is wrong with a text that fits it, and the dates it may mean. Patterns ignore case."""
