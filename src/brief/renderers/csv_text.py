"""The texts of CSV: values, dates and citations in words, names of columns, and what spreadsheets must not compute."""

import re
from collections.abc import Iterable

from brief.document import Cell, Cite, Doubt, Entry, Mark, Note, Sign, Span, When, sanitize
from brief.model.dates import Date, Precision
from brief.model.dates.grammar import LAST_PLAIN_YEAR, year_month_day
from brief.renderers.words import remarks

_BEFORE = {Precision.YEAR: "in", Precision.MONTH: "in", Precision.DAY: "on"}
"""Prefixes that keep a spreadsheet from reading the words of a date as a number or another date."""
_DAYS = r"(?:[-+]?\d{4,}-\d\d-\d\d(?:; (?=.)|\Z))+\Z"
_ACTIVE = re.compile(f"(?!{_DAYS})'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


def defused(text: str) -> str:
    """Return a text after an apostrophe if a spreadsheet would read it as a formula."""
    text = sanitize(text)
    return f"'{text}" if _ACTIVE.match(text) else text


def doubted(entry: Entry, sign: Sign, date: Doubt, whole: Doubt) -> str:
    """Return the columns of an entry that a sign or one of two doubts marks."""
    where = (entry.place,) if entry.place else ()
    parts = [("date", (entry.date,)), ("text", (entry.what,)), ("who", entry.who), ("place", where)]
    doubts = [name for name, doubt in (("date", date), ("text", whole)) if doubt in entry.doubts]
    return "; ".join(dict.fromkeys([*doubts, *marked(sign, parts)]))


def marked(sign: Sign, parts: Iterable[tuple[str, tuple[Cell, ...]]]) -> list[str]:
    """Return the names of the parts with a value that has this sign."""
    return [name for name, cells in parts if any(_has(cell, sign) for cell in cells)]


def _has(cell: Cell, sign: Sign) -> bool:
    """True if a value in the cell has the sign, or if the cell itself is a rival value or an inference note."""
    if cell.has(sign):
        return True
    told = cell.value if isinstance(cell.value, dict) else {}
    return bool(told.get("inferred")) if sign is Sign.INFERRED else {"field", "value"} <= told.keys()


def parted(cell: Cell) -> tuple[Cell, Cell]:
    """Return the date of a row, and what else its cell says: a status, the rivals of what leads to the event."""
    spans = cell.spans
    start = next((at for at, span in enumerate(spans) if isinstance(span, When)), len(spans))
    if not isinstance(cell.value, Date) or start == len(spans):
        return cell, Cell()
    end = next((at for at in range(start + 1, len(spans)) if not _is_of_date(spans[at], spans[start])), len(spans))
    return Cell(spans[:end], cell.value), Cell(spans[end:])


def without_brackets(behind: Cell) -> str:
    """Return words that follow others, without the brackets or the punctuation between them."""
    words = behind.text.removeprefix("; ").strip()
    return words[1:-1] if words.startswith("(") and words.endswith(")") else words


def _is_of_date(span: Span, date: Span) -> bool:
    """True if a span belongs to a date before it: citations, and marks, unless they are those of another value."""
    if not isinstance(span, Mark) or not span.versions:
        return isinstance(span, Mark) or not span.text
    own, other = (
        next((of for each in spans if (of := getattr(each, "of", None))), None)
        for spans in ((date,), span.versions[0].spans)
    )
    return own is None or own == other


def column_name(title: str, key: str) -> str:
    """Return the name of a column: its title, or its key, in lower case with underscores."""
    return re.sub(r"\W+", "_", title.casefold()).strip("_") or key


def plain(value: object) -> str:
    """Return a part of a value as text; the items of a list are apart by `; `."""
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def words_of(cell: Cell) -> str:
    """Return the words of a cell; empty if nothing is known. A date alone gets a prefix, to look like no data."""
    if cell.is_unknown:
        return ""
    words = [span for span in cell.spans if not isinstance(span, Cite)]
    date = words[0].date if len(words) == 1 and isinstance(words[0], When) else None
    if date is None or date.is_interval or date.approximate or date.uncertain:
        return cell.text
    return f"{_BEFORE.get(date.precision, '')} {cell.text}".lstrip()


def joined(cells: tuple[Cell, ...]) -> str:
    """Return the words of several cells, apart by `; `."""
    return "; ".join(cell.text for cell in cells)


def days_of(dates: Iterable[Date]) -> tuple[str, str]:
    """Return the first and last possible day of all these dates; each is empty if it is unknown for any date."""
    held = list(dates)
    firsts, ends = [date.earliest for date in held], [date.latest for date in held]
    first = min((day for day in firsts if day is not None), default=None) if None not in firsts else None
    end = max((day for day in ends if day is not None), default=None) if None not in ends else None
    return "" if first is None else _iso(first), "" if end is None else _iso(end - 1)


def _iso(day: int) -> str:
    year, month, number = year_month_day(day)
    sign = "-" if year < 0 else "+" if year > LAST_PLAIN_YEAR else ""
    return f"{sign}{abs(year):04d}-{month:02d}-{number:02d}"


def cited(*cells: Cell) -> str:
    """Return the citations of some cells, each once: `framework-2025 ¶7; letter p. 2`."""
    notes = dict.fromkeys(note for cell in cells for note in cell.cites)
    return "; ".join(map(_citation, notes))


def _citation(note: Note) -> str:
    return " ".join(filter(None, (note.source, note.at, remarks(note))))
