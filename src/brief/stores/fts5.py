"""Full text in SQLite's FTS5. Every store uses its tokenizer and stemmer."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager

from brief.stores.schema import Run, listed
from brief.stores.text import COLUMNS, Expression, Phrase, Texts

TABLE = """
CREATE VIRTUAL TABLE text USING fts5(
    title, body, context, dates, traits, tokenize = "porter unicode61 remove_diacritics 0 categories 'L* N* M* Co'"
);
"""
INSERT = f"INSERT INTO text (rowid, {', '.join(COLUMNS)}) VALUES (?, ?, ?, ?, ?, ?)"
BEGIN, END = "\x02", "\x03"
"""Marks around a matching word, which no folded text contains."""
_HIGHLIGHTS = f"""
    SELECT rowid, {", ".join(f"highlight(text, {index}, '{BEGIN}', '{END}')" for index in range(len(COLUMNS) - 1))}
    FROM text WHERE text MATCH ?"""
_BM25 = "SELECT rowid, -bm25(text, 2.0, 1.0, 1.0, 0.0, 1.0) FROM text WHERE text MATCH ?"

Highlights = Callable[[Expression], Iterable[tuple[int, str, str, str, str]]]
"""Returns the matching records: number, and each column except the last with marks around the matching words."""


class FullText:
    """The `TextIndex` of a store in SQLite."""

    def __init__(self, run: Run) -> None:
        """Search the store in which `run` runs SQL."""
        self.run = run

    def first(self, expression: Expression, most: int) -> list[int]:
        """Return the numbers of at most `most` records that match an expression, in ascending order."""
        return [
            row for (row,) in self.run("SELECT rowid FROM text WHERE text MATCH ? LIMIT ?", (_fts5(expression), most))
        ]

    def has(self, expression: Expression) -> bool:
        """True if any record matches an expression."""
        return bool(self.first(expression, 1))

    def bm25(self, expression: Expression) -> dict[int, float]:
        """Return the BM25 score of each record that matches a phrase or phrases."""
        return dict(self.run(_BM25, (_fts5(expression),)).fetchall())

    def count(self, most: int) -> int:
        """Return the number of records, but not more than `most`."""
        return int(self.run(f"SELECT count(*) FROM (SELECT 1 FROM text_docsize LIMIT {int(most)})").fetchone()[0])

    def texts(self, rows: Iterable[int]) -> Texts:
        """Return the texts of these records."""
        some = "rowid IN (SELECT value FROM json_each(?))"
        return iter(self.run(f"SELECT rowid, {', '.join(COLUMNS)} FROM text WHERE {some}", (listed(rows),)))


def _fts5(expression: Expression) -> str:
    """Return an expression in FTS5 syntax (https://sqlite.org/fts5.html); folded words contain no quotation mark."""
    if isinstance(expression, Phrase):
        columns, words = " ".join(expression.columns), " ".join(expression.words)
        return f'{{{columns}}} : "{words}"{" *" if expression.is_beginning else ""}'
    return f"({f' {expression.sign} '.join(map(_fts5, expression.members))})"


@contextmanager
def highlighting(texts: Texts) -> Iterator[Highlights]:
    """Yield a function that marks the matching words in these texts.

    It uses a small index of only these texts: in the index of all records, each query would read all matches.
    """
    with closing(_in_memory()) as index:
        index.executemany(INSERT, texts)
        yield lambda expression: index.execute(_HIGHLIGHTS, (_fts5(expression),))


class Stems:
    """The stemmer of FTS5, for folded words; learn words before you ask for their stems."""

    def __init__(self) -> None:
        """Create the index in memory."""
        self._index = _in_memory()
        self._index.execute("CREATE VIRTUAL TABLE stem USING fts5vocab(text, instance)")
        self._known: dict[str, list[str]] = {}

    def of(self, words: Iterable[str]) -> list[str]:
        """Return the stems of learnt words, in order; a word with punctuation may have several."""
        return [stem for word in words for stem in self._known[word]]

    def learn(self, words: set[str]) -> None:
        """Compute and cache the stems of these words."""
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
