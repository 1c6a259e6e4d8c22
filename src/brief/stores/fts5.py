"""Full text in SQLite's FTS5, whose words every store has: it cuts texts into words and finds their stems."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager

from brief.stores.sql import Run, listed
from brief.stores.text import COLUMNS, Expression, Phrase, Texts

TABLE = """
CREATE VIRTUAL TABLE text USING fts5(
    title, body, context, dates, traits, tokenize = "porter unicode61 remove_diacritics 0 categories 'L* N* M* Co'"
);
"""
INSERT = f"INSERT INTO text (rowid, {', '.join(COLUMNS)}) VALUES (?, ?, ?, ?, ?, ?)"
BEGIN, END = "\x02", "\x03"
"""Signs around a matching word, which no folded text has."""
_HIGHLIGHTS = f"""
    SELECT rowid, {", ".join(f"highlight(text, {index}, '{BEGIN}', '{END}')" for index in range(len(COLUMNS) - 1))}
    FROM text WHERE text MATCH ?"""
_BM25 = "SELECT rowid, -bm25(text, 2.0, 1.0, 1.0, 0.0, 1.0) FROM text WHERE text MATCH ?"

Highlights = Callable[[Expression], Iterable[tuple[int, str, str, str, str]]]
"""Returns the records that fit: number, and each column but the last with signs around the matching words."""


class FullText:
    """The `TextIndex` of a store in SQLite."""

    def __init__(self, run: Run) -> None:
        """`run` runs SQL in the store."""
        self.run = run

    def first(self, expression: Expression, most: int) -> list[int]:
        """Return the records that fit an expression, in the order of their numbers."""
        return [
            row for (row,) in self.run("SELECT rowid FROM text WHERE text MATCH ? LIMIT ?", (_fts5(expression), most))
        ]

    def has(self, expression: Expression) -> bool:
        """Return whether any record fits an expression."""
        return bool(self.first(expression, 1))

    def bm25(self, expression: Expression) -> dict[int, float]:
        """Return the records that fit an expression of phrases, with their scores."""
        return dict(self.run(_BM25, (_fts5(expression),)).fetchall())

    def count(self, most: int) -> int:
        """Return the number of records, as far as it matters."""
        return int(self.run(f"SELECT count(*) FROM (SELECT 1 FROM text_docsize LIMIT {int(most)})").fetchone()[0])

    def texts(self, rows: Iterable[int]) -> Texts:
        """Return the text of these records."""
        some = "rowid IN (SELECT value FROM json_each(?))"
        return iter(self.run(f"SELECT rowid, {', '.join(COLUMNS)} FROM text WHERE {some}", (listed(rows),)))


def _fts5(expression: Expression) -> str:
    """Write an expression as FTS5 reads it (https://sqlite.org/fts5.html); folded words hold no quotation mark."""
    if isinstance(expression, Phrase):
        columns, words = " ".join(expression.columns), " ".join(expression.words)
        return f'{{{columns}}} : "{words}"{" *" if expression.is_beginning else ""}'
    return f"({f' {expression.sign} '.join(map(_fts5, expression.members))})"


@contextmanager
def highlighting(texts: Texts) -> Iterator[Highlights]:
    """Yield what finds the matching words in these texts alone.

    In an index of all of them each look at one record would read through the others.
    """
    with closing(_in_memory()) as index:
        index.executemany(INSERT, texts)
        yield lambda expression: index.execute(_HIGHLIGHTS, (_fts5(expression),))


class Stems:
    """The stems of folded words, as FTS5 finds them."""

    def __init__(self) -> None:
        """Know none yet."""
        self._index = _in_memory()
        self._index.execute("CREATE VIRTUAL TABLE stem USING fts5vocab(text, instance)")
        self._known: dict[str, list[str]] = {}

    def of(self, words: Iterable[str]) -> list[str]:
        """Return the stems of words, in order; a word with signs in it may have several."""
        return [stem for word in words for stem in self._known[word]]

    def learn(self, words: set[str]) -> None:
        """Find the stems of these words."""
        new = sorted(words - self._known.keys())
        if not new:
            return
        self._known |= {word: [] for word in new}
        self._index.executemany("INSERT INTO text (rowid, body) VALUES (?, ?)", enumerate(new))
        for number, stem in self._index.execute("SELECT doc, term FROM stem ORDER BY doc, offset"):
            self._known[new[number]].append(stem)
        self._index.execute("DELETE FROM text")

    def close(self) -> None:
        """Release the memory."""
        self._index.close()


def _in_memory() -> sqlite3.Connection:
    index = sqlite3.connect(":memory:", isolation_level=None)
    index.execute(TABLE)
    return index
