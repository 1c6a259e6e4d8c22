"""The release copy of a dossier as a store of its own, in memory.

What is left out is in none of its tables. So nothing can tell of it: no rank of a search, no suggestion, no count.
"""

import sqlite3
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING

from brief.dossier.protocol import Located, Origin
from brief.dossier.released import Release
from brief.named_tuple import NamedTuple
from brief.stores.build import Builder
from brief.stores.fts5 import FullText
from brief.stores.query import Store
from brief.stores.rows import PER_RECORD, Rows, header_text
from brief.stores.text import phrase

if TYPE_CHECKING:
    from brief.model.parts import Record


_ALL = 1 << 31
"""More records than a store holds."""


class ReleasedStore(Store):
    """A store without places: the files hold what it leaves out."""

    def origin(self, id_: str) -> Origin | None:
        """Return no place."""
        del id_
        return None


class ReleaseCopy(NamedTuple):
    """A release copy, and how much it leaves out."""

    store: Store
    left_out: int
    """Number of records of which nothing is shown."""
    cut: int
    """Number of records of which a part is left out."""


def release_copy(base: Store, marking: str) -> ReleaseCopy:
    """Return what readers of a marking may see of a store."""
    release = Release(base, marking)
    with ExitStack() as stack:
        connection = stack.enter_context(closing(sqlite3.connect(":memory:", isolation_level=None)))
        base.copy_into(connection)
        connection.execute("BEGIN")
        left = _Left(connection)
        for id_ in sorted(release.hidden | release.touched):
            if record := base.get(id_):
                left.replace(record, release.shown(record))
        left.finish(header_text(release.header) if release.header else None)
        connection.execute("COMMIT")
        stack.pop_all()  # the copy closes it
    return ReleaseCopy(ReleasedStore(connection), len(release.hidden), len(release.touched - release.hidden))


class _Left:
    """What is left of a store while records are taken out of it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._run = connection.execute
        self._index = FullText(connection.execute)
        self._builder = Builder(connection)
        self._words: set[str] = set()
        """Words of records that were taken out."""

    def replace(self, record: "Record", shown: "Record | None") -> None:
        """Take a record out, and put in what may be shown of it."""
        row, file = self._run("SELECT record, file FROM record WHERE id = ?", (record.id,)).fetchone()
        for words in self._run("SELECT title, body FROM text WHERE rowid = ?", (row,)):
            self._words.update(*map(str.split, words))
        for table, column in PER_RECORD.items():
            self._run(f"DELETE FROM {table} WHERE {column} = ?", (row,))
        if shown:
            rows = Rows(file, row)
            rows.add(Located(shown, 0))
            self._builder.add_rows(rows.take())

    def finish(self, header: str | None) -> None:
        """Take out what else could tell of the records."""
        self._builder.flush()
        self._run("UPDATE file SET header = ? WHERE header IS NOT NULL", (header,))
        self._run("DELETE FROM finding")
        for table in ("vocabulary", "reading"):
            self._run(f"DELETE FROM {table} WHERE (token, kind) NOT IN (SELECT token, kind FROM token)")
        for word in sorted(self._words):
            if not self._has(word):
                self._run("DELETE FROM word WHERE word = ?", (word,))

    def _has(self, word: str) -> bool:
        """True if a record that is left has exactly this word: the index finds other forms of it, too."""
        found = self._index.texts(self._index.first(phrase((word,)), _ALL))
        return any(word in column.split() for _, title, body, *_ in found for column in (title, body))
