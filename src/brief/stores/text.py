"""Full-text search: SQLite's FTS5, the one part that another database would do its own way."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from brief.dossier.terms import calendar
from brief.dossier.terms.index_terms import about
from brief.dossier.terms.spelling import terms
from brief.stores.sql import Run, listed

if TYPE_CHECKING:
    from brief.model.dates import Date

COLUMNS = ("title", "body", "context", "dates", "answers")
TABLE = """
CREATE VIRTUAL TABLE text USING fts5(
    title, body, context, dates, answers, tokenize = "porter unicode61 remove_diacritics 0 categories 'L* N* M* Co'"
);
"""
"""Words are folded before they come here: FTS5's own folding leaves đ, ł and ø as they are."""
BEGIN, END = "\x02", "\x03"
HIGHLIGHTS = f"""
    SELECT rowid, {", ".join(f"highlight(text, {index}, '{BEGIN}', '{END}')" for index in range(len(COLUMNS) - 1))}
    FROM text WHERE text MATCH ?"""
"""What each column but the last holds, with the words that were found between signs that no folded text has."""
ITSELF, NAMED, ALIKE = 1.0, 0.9, 0.8
"""What a record is worth that holds a word of the question itself, another name of what it names, a word like it."""


class Part(NamedTuple):
    """One word or date of a question, and what is found in place of it."""

    typed: str
    """As the user wrote it; empty for a date."""
    itself: tuple[str, ...]
    """Expressions for the word in any spelling, or for what surely is of the date."""
    names: tuple[str, ...] = ()
    """Expressions for other names of what it names."""
    others: tuple[str, ...] = ()
    """Expressions for words that may mean the same, or for what may be of the date."""

    cells: frozenset[str] = frozenset()
    """The words under which what surely is of the date is indexed."""
    share: float = 1.0
    """What it counts for: of a name of several words each counts for its share."""

    def levels(self) -> Iterator[tuple[float, str]]:
        """Its expressions, the best first, each with what a record is worth that fits."""
        yield ITSELF, any_of(self.itself)
        if self.names:
            yield NAMED, any_of(self.names)
        yield from ((ALIKE, other) for other in dict.fromkeys(self.others))

    def whole(self) -> str:
        """All of its expressions as one."""
        return any_of((*self.itself, *self.names, *self.others))


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


def titled(expression: str) -> str:
    """What fits by its title or its names."""
    return f"{{title}} : ({expression})"


def topics(word: str) -> str:
    """Topics with a word in their names."""
    return f'answers : "topic{word}"'


def bearing(id_: str) -> str:
    """What mentions a record by its id, and not by a longer one that holds it."""
    return f'({{context}} : "{" ".join(terms(id_))}" AND {telling_of(about(id_))})'


def telling_of(sort: str) -> str:
    """What tells something of a sort: who, when, where, how many."""
    return f'answers : "{sort}"'


def is_a(kind: str) -> str:
    """Records of a kind."""
    return telling_of(f"is{kind}")


def person_with(id_: str) -> str:
    """People who mention a record by its id."""
    return f"({bearing(id_)} AND {is_a('person')})"


def dated(dates: "Sequence[Date]", spoken: Iterable[str]) -> Part:
    """What is dated within one of these dates, or mentions it in words, and what so coarsely that it may be."""
    inside = dict.fromkeys(cell for date in dates for cell in calendar.within(date))
    outside = dict.fromkeys(cell for date in dates for cell in calendar.around(date))
    itself = (*(f'dates : "{cell}"' for cell in inside), phrase(spoken))
    return Part("", itself, others=tuple(f'dates : "{cell}"' for cell in outside), cells=frozenset(inside))


def copied(run: Run, rows: Iterable[int]) -> sqlite3.Connection:
    """An index of these records alone: in that of all of them each look at one record reads through the others."""
    index = sqlite3.connect(":memory:")
    index.execute(TABLE)
    names = ", ".join(COLUMNS)
    query = f"SELECT rowid, {names} FROM text WHERE rowid IN (SELECT value FROM json_each(?))"
    held = run(query, (listed(rows),))
    index.executemany(f"INSERT INTO text (rowid, {names}) VALUES (?, ?, ?, ?, ?, ?)", held)
    return index
