"""Single dates as people write them, in figures or in words, and the EDTF that they may mean."""

import re
from collections.abc import Callable, Iterator

from brief.locale import say
from brief.model.dates.date import Date
from brief.model.dates.words import MONTHS, SEASONS

Rule = tuple[str, str, Callable[[re.Match[str]], Iterator[str]]]
"""A pattern, what is wrong with a matching text, and the dates it may mean. Patterns ignore case."""

IN_WORDS = say("is written in words")
MISSPELLED = say("is not the exact spelling of a date")
_NOT_YEAR_FIRST = say("does not begin with the year")
_NOT_PADDED = say("is not year-month-day with two digits for month and day")
_WITHOUT_HYPHENS = say("has no hyphens")
_SEASONS = {name: number for number, name in enumerate(SEASONS)} | {"fall": 2}
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}


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
    """Yield a month, or two years: 2011/12 can be either."""
    year, number = match[1], match[2]
    if int(number) <= 12:
        yield f"{year}-{int(number):02d}"
    following = f"{int(year) + 1:04d}"
    if following[2:] == number:
        yield f"{year}/{following}"


def _named(match: re.Match[str]) -> Iterator[str]:
    """Yield a day or month from an English month name of at least three letters."""
    words = match.groupdict()
    name, year, day = words["name"].casefold(), words["year"], words.get("day")
    for part in (n for n, month in enumerate(MONTHS, 1) if len(name) > 2 and month.casefold().startswith(name)):
        yield f"{year}-{part:02d}-{int(day):02d}" if day else f"{year}-{part:02d}"


def _season(match: re.Match[str]) -> Iterator[str]:
    """Yield a season of one year or two, with or without its hemisphere."""
    words = match.groupdict()
    first = 25 if words["north"] else 29 if words["south"] else 21
    following = f"{int(words['year']) + 1:04d}"
    if not words["next"] or following.endswith(words["next"]):
        yield f"{words['year']}-{first + _SEASONS[words['season'].casefold()]}"


def _quarter_or_half(match: re.Match[str]) -> Iterator[str]:
    words = match.groupdict()
    yield f"{words['year']}-{(32 if words['kind'] in 'Qq' else 39) + int(words['number'])}"


def _quarter_or_half_in_words(match: re.Match[str]) -> Iterator[str]:
    """Yield a quarter or half: `first quarter`, `last half`."""
    words = match.groupdict()
    of_four = words["kind"].casefold() == "quarter"
    number = _ORDINALS.get(words["number"].casefold(), 4 if of_four else 2)
    yield f"{words['year']}-{(32 if of_four else 39) + number}"


def _years(match: re.Match[str]) -> Iterator[str]:
    """Yield a fiscal or academic year, which spans two calendar years and may be named after either."""
    first, last = int(match[1]), match[2]
    if not last:
        yield f"{first - 1:04d}/{first:04d}"
    if not last or f"{first + 1:04d}".endswith(last):
        yield f"{first:04d}/{first + 1:04d}"


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


def _first_decade(match: re.Match[str]) -> Iterator[str]:
    yield f"{match[1]}0X"


def _century(match: re.Match[str]) -> Iterator[str]:
    yield f"{int(match[1]) - 1:02d}XX"


def respelled(match: re.Match[str]) -> Iterator[str]:
    """Yield EDTF that is wrong only in case, spaces, or signs of an older draft."""
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
_SEASON = (
    r"(?:(?:(?P<north>northern|boreal)|(?P<south>southern|austral))(?: hemisphere)? )?"
    rf"(?P<season>{'|'.join(_SEASONS)})(?:,| of)? {_YEAR}(?:[/-](?P<next>\d{{4}}|\d\d))?"
)
_IN_WORDS_OF_FOUR = rf"(?P<number>{'|'.join(_ORDINALS)}|last) (?P<kind>quarter|half)(?: of)? {_YEAR}"
_THE_YEAR = r"(?:FY|(?:fiscal|financial|budget|academic|school) year)[ -]?"

FORMS: tuple[Rule, ...] = (
    (r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})", _NOT_YEAR_FIRST, _day_first),
    (r"(\d{1,2})[/.-](\d{4})", _NOT_YEAR_FIRST, _month_first),
    (r"(\d{4})[/. -](\d{1,2})[/. -](\d{1,2})", _NOT_PADDED, _unpadded),
    (r"(\d{4})[/. -](\d{1,2})", MISSPELLED, _unpadded_month),
    (r"(\d{4})(\d{2})(\d{2})", _WITHOUT_HYPHENS, _unpadded),
    (rf"{_DAY}(?: of)? {_NAME},? {_YEAR}", IN_WORDS, _named),
    (rf"{_NAME} {_DAY},? {_YEAR}", IN_WORDS, _named),
    (rf"{_NAME}(?:,| of)? {_YEAR}", IN_WORDS, _named),
    (_SEASON, IN_WORDS, _season),
    (_IN_WORDS_OF_FOUR, IN_WORDS, _quarter_or_half_in_words),
    (rf"{_THE_YEAR}(\d{{4}})(?:[/-](\d{{4}}|\d\d))?", IN_WORDS, _years),
    (rf"{_KIND}[ /-]?{_YEAR}", IN_WORDS, _quarter_or_half),
    (rf"{_YEAR}[ /-]?{_KIND}", IN_WORDS, _quarter_or_half),
    (r"(?P<bc>\d{1,4}) ?BCE?|AD ?(?P<ad>\d{1,4})", IN_WORDS, _era),
    (r"(\d{3})0['’]?s", IN_WORDS, _decade),
    (r"first decade of the (\d{2})00s", IN_WORDS, _first_decade),
    (r"(\d{1,2})(?:st|nd|rd|th)[ -](?:century|c\.)(?: AD| CE)?", IN_WORDS, _century),
)
"""The first rule that matches and finds a date applies."""
