"""Full-text search: SQLite's FTS5, the one part that another database would do its own way."""

import sqlite3
from collections.abc import Iterable
from typing import TYPE_CHECKING

from brief.dossier.terms import calendar
from brief.named_tuple import NamedTuple
from brief.stores.sql import Run, listed

if TYPE_CHECKING:
    from brief.model.dates import Date

COLUMNS = ("title", "body", "context", "dates", "traits")
TABLE = """
CREATE VIRTUAL TABLE text USING fts5(
    title, body, context, dates, traits, tokenize = "porter unicode61 remove_diacritics 0 categories 'L* N* M* Co'"
);
"""
"""Words are folded before they come here: FTS5's own folding leaves đ, ł and ø as they are."""
BEGIN, END = "\x02", "\x03"
HIGHLIGHTS = f"""
    SELECT rowid, {", ".join(f"highlight(text, {index}, '{BEGIN}', '{END}')" for index in range(len(COLUMNS) - 1))}
    FROM text WHERE text MATCH ?"""
"""Each column but the last, with the matching words between signs that no folded text has."""
BM25 = "SELECT rowid, -bm25(text, 2.0, 1.0, 1.0, 0.0, 1.0) FROM text WHERE text MATCH ?"
"""A word in a title or name weighs more."""


class Part(NamedTuple):
    """One word or date of a question, as expressions of FTS5."""

    typed: str
    """As the user wrote it; empty for a date."""
    itself: tuple[str, ...]
    """Expressions for the word in any spelling, or for dates that are surely within the date."""
    others: tuple[str, ...] = ()
    """Expressions for other words and names of the same, or for dates that may be within the date."""
    is_date: bool = False

    def whole(self) -> str:
        """All of its expressions as one."""
        return any_of((*self.itself, *self.others))


def any_of(expressions: Iterable[str]) -> str:
    """What fits any of these."""
    return f"({' OR '.join(dict.fromkeys(expressions))})"


def all_of(expressions: Iterable[str]) -> str:
    """What fits all of these."""
    return f"({' AND '.join(expressions)})"


def phrase(words: Iterable[str]) -> str:
    """Words in this order; never read as FTS5's syntax, since folded words hold no quotation mark."""
    return f'{{title body context}} : "{" ".join(words)}"'


def beginning(word: str) -> str:
    """Words that begin so."""
    return f'{{title body context}} : "{word}" *'


def having(trait: str) -> str:
    """Records with a trait."""
    return f'traits : "{trait}"'


def is_a(kind: str) -> str:
    """Records of a kind."""
    return having(f"is{kind}")


def dated(dates: "Iterable[Date]", spoken: Iterable[str]) -> Part:
    """What is dated within one of these dates, or mentions it in words; then what so coarsely that it may be."""
    inside = dict.fromkeys(cell for date in dates for cell in calendar.within(date))
    outside = dict.fromkeys(cell for date in dates for cell in calendar.around(date))
    itself = (*(f'dates : "{cell}"' for cell in inside), phrase(spoken))
    return Part("", itself, tuple(f'dates : "{cell}"' for cell in outside), is_date=True)


def copied(run: Run, rows: Iterable[int]) -> sqlite3.Connection:
    """An index of these records alone: in that of all of them each look at one record reads through the others."""
    index = sqlite3.connect(":memory:")
    index.execute(TABLE)
    names = ", ".join(COLUMNS)
    query = f"SELECT rowid, {names} FROM text WHERE rowid IN (SELECT value FROM json_each(?))"
    held = run(query, (listed(rows),))
    index.executemany(f"INSERT INTO text (rowid, {names}) VALUES (?, ?, ?, ?, ?, ?)", held)
    return index
