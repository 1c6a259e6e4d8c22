"""Full text in PostgreSQL: its own index finds the records, and brief computes the same scores as FTS5.

`ts_rank` ignores how rare a word is, and PostgreSQL's stemmer differs. So brief uses the tokenizer and stemmer of FTS5,
and its BM25 (https://sqlite.org/fts5.html#the_bm25_function).
"""

from array import array
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from math import log

from brief.dossier.terms.spelling import terms
from brief.stores.fts5 import Stems
from brief.stores.matches import MOST
from brief.stores.schema import Run, listed
from brief.stores.text import COLUMNS, WORDS, Expression, Phrase, Texts, all_of, any_of, members_of

_FREQUENT = 1.2
"""k1 of BM25: the lower, the sooner further occurrences of a word add nothing."""
_LONG = 0.75
"""b of BM25: how much the length of a text reduces its score."""
_RAREST = 1e-6
"""Lower bound of the inverse document frequency, as in FTS5."""
_SIGNS = {"dates": "d:", "traits": "t:"}
"""Prefixes of the lexemes of these columns; no word contains a colon."""
_NEVER = "'!'"
"""A lexeme that no text contains."""
CROWD = MOST
"""Of a lexeme that more records have, the first of them are listed: one more than these."""
_KEPT = 100
"""Number of answers in the cache; a search repeats queries."""
_DISTRIBUTED = 3
"""Greatest number of alternatives that are asked for one by one."""
_TWICE_THE_TITLE = "(words || chr(10) || split_part(words, chr(10), 1))"
"""SQL: the stems of a text, with those of the title twice, because a word in a title weighs double."""


class ServerText:
    """The `TextIndex` of a store on a server."""

    def __init__(self, run: Run) -> None:
        """Search the store in which `run` runs SQL."""
        self.run = run
        self._first = lru_cache(_KEPT)(self._asked)
        self._stems = Stems()
        self._crowds: dict[str, list[int]] = {}
        self._single = lru_cache(_KEPT)(self._asked_for_single)

    def close(self) -> None:
        """Close the stemmer's index in memory."""
        self._stems.close()

    @cached_property
    def _totals(self) -> tuple[int, int]:
        """The number of records, and the number of words in all of them."""
        records, words = self.run("SELECT records, words FROM totals").fetchone()
        return int(records), int(words)

    def has(self, expression: Expression) -> bool:
        """True if any record matches an expression; without ORDER BY, the planner uses the index."""
        if any(map(self._crowd, members_of(expression, "OR"))):
            return True
        test, values = self._test(expression)
        return self.run(f"SELECT 1 FROM text WHERE {test} LIMIT 1", values).fetchone() is not None

    def first(self, expression: Expression, most: int) -> list[int]:
        """Return the numbers of at most `most` records that match an expression, in ascending order."""
        return list(self._first(expression, most))

    def _asked(self, expression: Expression, most: int) -> list[int]:
        if each := _distributed(expression):
            return sorted({row for one in each for row in self.first(one, most)})[:most]
        members = members_of(expression, "OR")
        crowds = {member: self._crowd(member) for member in members} if most <= CROWD + 1 else {}
        apart = [
            member for member in members if len(members) > 1 and self._has_order(member)
        ]  # asked for by themselves, too
        found = {row for crowd in (*crowds.values(), *(self.first(member, most) for member in apart)) for row in crowd}
        if rest := [member for member in members if not crowds.get(member) and member not in apart]:
            test, values = self._test(any_of(rest))
            # In the order of their places, which is that of their numbers: to sort, PostgreSQL would read all that fit.
            rows = self.run(f"SELECT record FROM text WHERE {test} LIMIT ?", (*values, most))
            found.update(row for (row,) in rows)
        return sorted(found)[:most]

    def _crowd(self, expression: Expression) -> list[int]:
        """Return the first records with a word that very many have; nothing for any other expression."""
        lexeme = self._single(expression) if isinstance(expression, Phrase) else ""
        if not lexeme:
            return []
        if lexeme not in self._crowds:
            found = self.run("SELECT records FROM crowd WHERE lexeme = ?", (lexeme,)).fetchone()
            self._crowds[lexeme] = found[0] if found else []
        return self._crowds[lexeme]

    def bm25(self, expression: Expression) -> dict[int, float]:
        """Return the BM25 score of each record that matches a phrase or phrases."""
        phrases = [expression] if isinstance(expression, Phrase) else list(expression.members)
        counts, count_values = zip(*(self._count(found) for found in phrases if isinstance(found, Phrase)), strict=True)
        test, values = self._test(expression)
        query = f"SELECT record, size, {', '.join(counts)} FROM text WHERE {test}"
        found = self.run(query, (*(value for some in count_values for value in some), *values)).fetchall()
        records, words = self._totals
        having = [sum(map(bool, column)) for column in list(zip(*found, strict=True))[2:]]
        rarities = [max(log((records - some + 0.5) / (some + 0.5)), _RAREST) for some in having]
        return {
            row: _score(often, rarities, 1 - _LONG + _LONG * float(size) / (words / records))
            for row, size, *often in found
        }

    def count(self, most: int) -> int:
        """Return the number of records, but not more than `most`."""
        return min(self._totals[0], most)

    def texts(self, rows: Iterable[int]) -> Texts:
        """Return the texts of these records."""
        some = "record IN (SELECT CAST(value AS BIGINT) FROM json_each(?))"
        return iter(self.run(f"SELECT record, {', '.join(COLUMNS)} FROM text WHERE {some}", (listed(rows),)))

    def _test(self, expression: Expression) -> tuple[str, list[str]]:
        """Return the SQL condition of an expression, and its parameters."""
        exact, values = self._in_order(expression)
        return f"lexemes @@ CAST(? AS tsquery) AND {exact}", [self._lexemes(expression), *values]

    def _in_order(self, expression: Expression) -> tuple[str, list[str]]:
        """Return the SQL condition for the order of words, which the index does not know, and its parameters."""
        if not self._has_order(expression):
            return "TRUE", []
        if isinstance(expression, Phrase) or expression.sign == "OR":
            return self._exact(expression)
        tests, values = zip(*map(self._in_order, expression.members), strict=True)
        return " AND ".join(tests), [value for some in values for value in some]

    def _exact(self, expression: Expression) -> tuple[str, list[str]]:
        """Return a condition that checks the order of words, which the index does not know, and its parameters."""
        if not self._has_order(expression):
            return "lexemes @@ CAST(? AS tsquery)", [self._lexemes(expression)]
        if isinstance(expression, Phrase):
            return "strpos(words, ?) > 0", [spaced(self._of(expression))]
        tests, values = zip(*map(self._exact, expression.members), strict=True)
        return f"({f' {expression.sign} '.join(tests)})", [value for some in values for value in some]

    def _lexemes(self, expression: Expression) -> str:
        """Return an expression as a `tsquery`, without the order of words."""
        if isinstance(expression, Phrase):
            if single := self._single(expression):
                return f"('{single}')"
            stems = [f"'{lexeme_of(stem, expression.columns[0])}'" for stem in self._of(expression)]
            return f"({' & '.join(stems) or _NEVER}{':*' if expression.is_beginning else ''})"
        return f"({(' & ' if expression.sign == 'AND' else ' | ').join(map(self._lexemes, expression.members))})"

    def _count(self, phrase: Phrase) -> tuple[str, list[str]]:
        """Return the SQL that counts a phrase in a text, and its parameters."""
        stems = self._of(phrase)
        if phrase.columns != WORDS or not stems:
            return "CAST(lexemes @@ CAST(? AS tsquery) AS integer)", [self._lexemes(phrase)]
        if len(stems) > 1:  # occurrences of a phrase may overlap
            return f"regexp_count({_TWICE_THE_TITLE}, ?)", [f"{spaced(stems[:1])}(?={spaced(stems[1:])})"]
        word = spaced(stems).rstrip() if phrase.is_beginning else spaced(stems)
        without = f"length(replace({_TWICE_THE_TITLE}, ?, ''))"
        return f"(length({_TWICE_THE_TITLE}) - {without}) / {len(word)}", [word]

    def _asked_for_single(self, phrase: Phrase) -> str:
        """Return the lexeme of a word, or for the words of an id in order; empty for any other phrase."""
        stems = self._of(phrase)
        if phrase.is_beginning or not stems:
            return ""
        if len(stems) == 1:
            return lexeme_of(stems[0], phrase.columns[0])
        id_ = "-".join(phrase.words)
        is_id = phrase.columns == WORDS and [*terms(id_)] == [*phrase.words] and self._names(id_)
        return " ".join(stems) if is_id else ""

    def _names(self, id_: str) -> bool:
        """True if a record with a name has this id."""
        return (
            self.run("SELECT 1 FROM name JOIN record USING (record) WHERE id = ? LIMIT 1", (id_,)).fetchone()
            is not None
        )

    def _has_order(self, expression: Expression) -> bool:
        """True if the order of words, which the index does not know, matters anywhere in an expression."""
        if isinstance(expression, Phrase):
            return len(expression.words) > 1 and not self._single(expression)
        return any(map(self._has_order, expression.members))

    def _of(self, phrase: Phrase) -> list[str]:
        self._stems.learn({*phrase.words})
        return self._stems.of(phrase.words)


def spaced(stems: Iterable[str]) -> str:
    """Return stems with spaces on both sides of each, so that no match is inside a word or shares a space."""
    return "".join(f" {stem} " for stem in stems)


def lexeme_of(stem: str, column: str) -> str:
    """Return the lexeme of a stem, with the prefix of its column."""
    return f"{_SIGNS.get(column, '')}{stem}"


class Names:
    """The ids of several words of records with names. Where a text has one, in order, it is a lexeme too."""

    def __init__(self, run: Run, stems: Stems) -> None:
        """Read the ids of a store."""
        rows = run("SELECT DISTINCT id FROM name JOIN record USING (record)")
        ids = [found for (id_,) in rows if len(found := [*terms(id_)]) > 1]
        stems.learn({word for words in ids for word in words})
        self._known = {tuple(stems.of(words)) for words in ids}
        self._sizes: dict[str, set[int]] = {}
        for known in self._known:
            self._sizes.setdefault(known[0], set()).add(len(known))

    def within(self, stems: list[str]) -> Iterator[str]:
        """Yield the ids that occur in stems in order, as lexemes."""
        for at, stem in enumerate(stems):
            for size in self._sizes.get(stem, ()):
                if (found := tuple(stems[at : at + size])) in self._known:
                    yield " ".join(found)


class Crowds:
    """The first records of each lexeme that very many have."""

    def __init__(self) -> None:
        """Start without records."""
        self._first: dict[str, array[int]] = {}

    def add(self, record: int, lexemes: Iterable[str]) -> None:
        """Note the lexemes of a record, which comes after all that were noted."""
        for lexeme in lexemes:
            found = self._first.setdefault(lexeme, array("q"))
            if len(found) <= CROWD:
                found.append(record)

    def rows(self) -> Iterator[tuple[str, list[int]]]:
        """Yield each of these lexemes with the records."""
        return ((lexeme, found.tolist()) for lexeme, found in self._first.items() if len(found) > CROWD)


def _distributed(expression: Expression) -> list[Expression]:
    """Return expressions of which any suffices, for a group that has to match one of a few alternatives.

    A search asks for them anyway, and they are cached. PostgreSQL fetches thousands of rows for each frequent one.
    """
    if isinstance(expression, Phrase) or expression.sign == "OR":
        return []
    alternatives = [one for one in expression.members if len(members_of(one, "OR")) > 1]
    if len(alternatives) != 1 or len(members_of(alternatives[0], "OR")) > _DISTRIBUTED:
        return []
    others = [one for one in expression.members if one is not alternatives[0]]
    return [all_of((*others, one)) for one in members_of(alternatives[0], "OR")]


def _score(often: list[int], rarities: list[float], length: float) -> float:
    """Return the BM25 score of a text from the count of each phrase; a length of 1 is the average."""
    return sum(
        rarity * ((count * (_FREQUENT + 1.0)) / (count + _FREQUENT * length))
        for count, rarity in zip(often, rarities, strict=True)
    )
