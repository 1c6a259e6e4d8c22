"""Full-text search: SQLite's FTS5, the one part that another database would do its own way."""

from collections.abc import Iterable, Sequence
from itertools import combinations
from math import comb
from typing import TYPE_CHECKING, NamedTuple

from brief.core.terms import calendar

if TYPE_CHECKING:
    from brief.core.dates import Date

COLUMNS = ("title", "body", "context", "dates", "answers")
TABLE = """
CREATE VIRTUAL TABLE text USING fts5(
    title, body, context, dates, answers, tokenize = "porter unicode61 remove_diacritics 0 categories 'L* N* M* Co'"
);
"""
"""Words are folded before they come here: FTS5's own folding leaves đ, ł and ø as they are."""
RANK = "bm25(text, 6.0, 1.0, 1.0, 4.0, 0.0)"
"""Okapi BM25 (Robertson and Zaragoza 2009), a word in the title counting as six; the least is the best."""
BEGIN, END = "\x02", "\x03"
MARKED = ", ".join(f"highlight(text, {index}, '{BEGIN}', '{END}')" for index in range(len(COLUMNS) - 1))
"""What each column but the last holds, with the words that were found between signs that no folded text has."""
_MOST = 60
"""So many combinations of words are tried at once."""


class Group(NamedTuple):
    """What stands for one part of a question: expressions, each of which will do."""

    same: tuple[str, ...]
    near: tuple[str, ...] = ()
    """Expressions that will do where nothing has the others."""
    word: str = ""
    """The word of the question, or the unknown name, as the user wrote it."""
    is_date: bool = False
    people: tuple[str, ...] = ()
    """Expressions that will do like the `near` ones: for the people of an organization that it names."""


def phrase(words: Iterable[str]) -> str:
    """Words in this order; never read as FTS5's syntax, since folded words hold no quotation mark."""
    return f'{{title body context}} : "{" ".join(words)}"'


def beginning(word: str) -> str:
    """Words that begin so."""
    return f'{{title body context}} : "{word}" *'


def together(words: Iterable[str]) -> str:
    """All of these words, wherever they stand."""
    return f"({' AND '.join(phrase((word,)) for word in words)})"


def topics(word: str) -> str:
    """Topics with a word in their names."""
    return f'answers : "topic{word}"'


def bearing(words: Iterable[str]) -> str:
    """What mentions a record by its id, given as words."""
    return f'{{context}} : "{" ".join(words)}"'


def answering(expression: str, sort: str) -> str:
    """What fits an expression and tells something of a sort: who, when, where, how many."""
    return f'({expression}) AND answers : "{sort}"'


def telling(expression: str) -> str:
    """What fits an expression and is more than a name under which other things stand."""
    return f'({expression}) NOT answers : "label"'


def telling_of(sort: str) -> str:
    """What tells something of a sort."""
    return f'answers : "{sort}"'


def person_with(words: Iterable[str]) -> str:
    """People who mention a record by its id, given as words."""
    return f'({bearing(words)} AND answers : "person")'


def dated(dates: "Iterable[Date]") -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is dated within one of these dates, and what so coarsely that it may be."""
    held = list(dates)
    inside = [f'dates : "{found}"' for date in held for found in calendar.within(date)]
    outside = [f'dates : "{found}"' for date in held for found in calendar.around(date)]
    return tuple(inside), tuple(outside)


def all_of(groups: Iterable[Group], *, near: bool = False, surely: bool = False) -> str:
    """What holds something of each group; with what is `near`, but `surely` of the day that is asked for."""
    return " AND ".join(_any(group, near and not (surely and group.is_date)) for group in groups)


def most_of(groups: Sequence[Group]) -> Iterable[list[str]]:
    """What holds something of all groups but one, of all but two, and so on; first what surely is of the day."""
    for number in range(len(groups) - 1, 0, -1) if len(groups) <= _MOST else (1,):
        if number == 1 or comb(len(groups), number) <= _MOST:
            some = list(combinations(groups, number))
            yield [
                " OR ".join(f"({all_of(each, near=True, surely=surely)})" for each in some) for surely in (True, False)
            ]


def _any(group: Group, near: bool) -> str:
    return f"({' OR '.join((*group.same, *((*group.near, *group.people) if near else ())))})"
