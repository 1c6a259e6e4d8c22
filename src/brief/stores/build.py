"""Writes rows to a store.

A new store is built in a temporary file and then moved into place; a later change is one transaction. So readers never
see a partial store, and a build that fails leaves the old one unchanged.
"""

import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, suppress
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from brief.dossier.protocol import FileStat
from brief.model.findings import Finding
from brief.named_tuple import NamedTuple
from brief.stores import fts5
from brief.stores.rows import BATCH, CHANGES, PER_RECORD, Tables, finding_rows
from brief.stores.schema import APPLICATION, FORMER_IDS, INDEXES, TABLES, bounds, listed, marks, quoted
from brief.stores.trust import Damaged, asking, is_own, prove, seal

if TYPE_CHECKING:
    from brief.stores.schema import Cursor

_ABANDONED = 3600
"""Age in seconds, compared with a new store, after which an unfinished store counts as abandoned."""
_PATIENCE = 10
"""Seconds that a change waits for other readers and writers of the store."""
_AT_ONCE = 50
"""Number of rows in a statement, for which SQLite takes half as long as for as many statements."""
_CACHED = 65_536
"""Size of SQLite's page cache in KiB while a store is written. What does not fit is written early, and locks out
readers."""


_SORTED = 2_000
"""Its size while indexes are created: SQLite sorts as much at once, which is faster within the processor's cache."""


class Known(NamedTuple):
    """A compiled file."""

    stamp: FileStat
    number: int
    digest: bytes
    had: int
    """Number of records when any were last read from the file."""


class Builder:
    """Inserts and deletes the rows of files."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Use a connection to a database that has the tables already."""
        self._run = connection.execute
        self._run_many = connection.executemany
        self._waiting: Tables = {}
        self.touched = 0
        """The number of files whose times were updated, and nothing else."""

    def files(self) -> dict[str, Known]:
        """Return the compiled files, by path."""
        rows = self._run("SELECT path, modified, changed, size, inode, file, digest, had FROM file")
        return {row[0]: Known(FileStat(*row[:5]), *row[5:]) for row in rows}

    def forget(self, number: int) -> set[tuple[str, str]]:
        """Delete the file of this number with its records and findings; return the id and the kind of each record."""
        self.flush()
        held = set(self._run("SELECT id, kind FROM record WHERE record >= ? AND record < ?", bounds(number)))
        for table, column in PER_RECORD.items():
            self._run(f"DELETE FROM {table} WHERE {column} >= ? AND {column} < ?", bounds(number))
        for table in ("file", "finding", "replaced", "unread"):
            self._run(f"DELETE FROM {table} WHERE file = ?", (number,))
        return held

    def add_file(self, number: int, stamp: FileStat, digest: bytes, header: str | None, had: int) -> None:
        """Insert the row of a file; `had` is its number of records, or its last number above zero."""
        columns = (number, *stamp, digest, header, had, False)
        self._run(f"INSERT INTO file VALUES ({marks(columns)})", columns)

    def lack_words(self, number: int) -> None:
        """Note that records of this file may lack words."""
        self._run("UPDATE file SET has_words = 0 WHERE file = ?", (number,))

    def former_ids(self) -> dict[str, str]:
        """Return the current id for each former id that no record uses now."""
        self.flush()
        return dict(self._run(FORMER_IDS))

    def referring_to(self, ids: Iterable[str]) -> set[int]:
        """Return the numbers of the files with references to any of these ids."""
        query = "SELECT DISTINCT file FROM json_each(?) JOIN link ON target = value JOIN record USING (record)"
        return {file for (file,) in self._run(query, (listed(ids),))}

    def replaced(self) -> dict[int, dict[str, str]]:
        """Return the replacements made when each file was compiled: file number -> former id -> current id."""
        found: dict[int, dict[str, str]] = {}
        for file, was, id_ in self._run("SELECT file, was, id FROM replaced"):
            found.setdefault(file, {})[was] = id_
        return found

    def add_replaced(self, number: int, ids: Mapping[str, str]) -> None:
        """Insert the replacements of former ids that were made in a file."""
        self._run_many("INSERT INTO replaced VALUES (?, ?, ?)", [(number, was, id_) for was, id_ in ids.items()])

    def touch(self, stamp: FileStat) -> None:
        """Update times, size and inode of a file whose content has not changed."""
        path, *rest = stamp
        self.touched += 1
        self._run("UPDATE file SET modified = ?, changed = ?, size = ?, inode = ? WHERE path = ?", (*rest, path))

    def add_rows(self, tables: Tables) -> None:
        """Buffer the rows of records; insert the buffer if it is full."""
        for table, rows in tables.items():
            self._waiting.setdefault(table, []).extend(rows)
        if len(self._waiting["record"]) >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Insert the buffered rows."""
        waiting, self._waiting = self._waiting, {}
        for table, rows in waiting.items():
            rest = len(rows) % _AT_ONCE
            if rest:
                self._run_many(CHANGES[table], rows[:rest])
            if len(rows) > rest:
                width = len(rows[0]) * _AT_ONCE
                values = list(chain.from_iterable(rows[rest:]))
                groups = (values[start : start + width] for start in range(0, len(values), width))
                self._run_many(_several(CHANGES[table]), groups)

    def finish_tables(self) -> None:
        """Create the indexes, after the rows of a new store are inserted."""
        self._run(f"PRAGMA cache_size = -{_SORTED}")
        for statement in INDEXES.split(";"):
            self._run(statement)
        self._run(f"PRAGMA cache_size = -{_CACHED}")

    def add_findings(self, findings: Iterable[Finding]) -> None:
        """Insert findings between records."""
        self._run_many(CHANGES["finding"], finding_rows(findings, None))

    def forget_findings(self) -> None:
        """Delete the findings between records."""
        self._run("DELETE FROM finding WHERE file IS NULL")


@cache
def _several(statement: str) -> str:
    """Return a statement that inserts `_AT_ONCE` rows, given one that inserts a row."""
    insert, word, row = statement.partition(" VALUES ")
    return f"{insert}{word}{', '.join([row] * _AT_ONCE)}"


def fill(connection: sqlite3.Connection, tables: Iterable[tuple[str, "Cursor"]]) -> None:
    """Make a store in an empty database of the rows of its tables."""
    make(connection)
    connection.execute("BEGIN")
    for table, rows in tables:
        statement = CHANGES.get(table, f"INSERT INTO {table} VALUES ({marks(rows.description)})")
        connection.executemany(statement, rows)
    Builder(connection).finish_tables()
    connection.execute("COMMIT")


@contextmanager
def building(target: Path | None, anew: bool = False) -> Iterator[tuple[sqlite3.Connection, Builder]]:
    """Open a store to write: the one at `target`, or an empty one if there is none or the store is to be built `anew`.

    The result is at `target` only after the block ends without an error. Without a target it is in memory, and the
    connection stays open. Raises `Damaged`, and `OSError` if no file can be written.
    """
    if target is None:
        with ExitStack() as stack:
            connection = stack.enter_context(closing(sqlite3.connect(":memory:", isolation_level=None)))
            make(connection)
            connection.execute("BEGIN")
            yield connection, Builder(connection)
            connection.execute("COMMIT")
            stack.pop_all()
    elif is_own(target) and not anew:
        connection, is_proven = _existing(target)
        with closing(connection), asking(is_proven):
            _enable_secure_delete(connection)
            builder = Builder(connection)
            yield connection, builder
            if connection.total_changes:
                seal(connection)
            if connection.total_changes > builder.touched:
                connection.execute("COMMIT")
            else:  # times of files at most, which are not worth waiting for readers
                connection.execute("PRAGMA busy_timeout = 0")
                with suppress(sqlite3.OperationalError):
                    connection.execute("COMMIT")
    else:
        aside = _new_file(target)
        try:
            _sweep(target, aside)
            with closing(sqlite3.connect(aside, isolation_level=None)) as connection, asking(is_proven=True):
                _disable_journal(connection)
                _enable_secure_delete(connection)
                make(connection)
                connection.execute("BEGIN")
                yield connection, Builder(connection)
                seal(connection)
                connection.execute("COMMIT")
            with aside.open("rb+") as file:
                os.fsync(file.fileno())
            _put(aside, target)
        finally:
            aside.unlink(missing_ok=True)


def _existing(target: Path) -> tuple[sqlite3.Connection, bool]:
    """Open the store at `target` and begin a write transaction; return also whether its checksum was verified."""
    with asking(is_proven=False), ExitStack() as stack:
        connection = stack.enter_context(closing(sqlite3.connect(target, timeout=_PATIENCE, isolation_level=None)))
        connection.execute(f"PRAGMA cache_size = -{_CACHED}")
        connection.execute("BEGIN IMMEDIATE")
        is_proven = prove(connection)
        stack.pop_all()
    return connection, is_proven


def _new_file(target: Path) -> Path:
    """Create an empty file in the folder of `target`, with a unique name; only its owner can read it."""
    others = os.umask(0o077)  # for the new folders
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    finally:
        os.umask(others)
    handle, name = tempfile.mkstemp(".part", f"{target.name}.", target.parent)
    os.close(handle)
    return Path(name)


def _put(aside: Path, target: Path) -> None:
    """Move a new store to its place and lock the old one, whose journal SQLite would otherwise apply to the new one."""
    with ExitStack() as stack:
        if os.name == "posix" and target.exists():  # Windows cannot replace a file that any process has open
            with suppress(Damaged), asking(is_proven=False):
                uri = f"file:{quoted(target)}?mode=rw"
                old = sqlite3.connect(uri, uri=True, timeout=_PATIENCE, isolation_level=None)
                stack.callback(old.close)
                old.execute("BEGIN IMMEDIATE")
        for ending in ("journal", "wal", "shm"):
            target.with_name(f"{target.name}-{ending}").unlink(missing_ok=True)
        aside.replace(target)


def _disable_journal(connection: sqlite3.Connection) -> None:
    """Turn off journal and sync, which protect readers: nobody reads this file before it is complete."""
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute(f"PRAGMA cache_size = -{_CACHED}")


def _enable_secure_delete(connection: sqlite3.Connection) -> None:
    """Overwrite deleted content with zeros, because the checksum covers free pages too."""
    connection.execute("PRAGMA secure_delete = ON")


def make(connection: sqlite3.Connection) -> None:
    """Make the tables of an empty store."""
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.executescript(TABLES + fts5.TABLE)


def _sweep(target: Path, aside: Path) -> None:
    """Delete unfinished stores of builders that were killed long ago."""
    now = aside.stat().st_mtime
    for left in target.parent.glob(f"{target.name}.*.part"):
        with suppress(OSError):  # another process may delete it first
            if now - left.stat().st_mtime > _ABANDONED:
                left.unlink()
