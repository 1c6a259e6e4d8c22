"""Rows into a store: a new one is built aside and put in its place whole, a later change is one transaction.

So readers never see half of one, and whatever ends a build leaves the store as it was.
"""

import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from brief.dossier.protocol import FileStat
from brief.model.findings import Finding
from brief.named_tuple import NamedTuple
from brief.stores import fts5
from brief.stores.rows import BATCH, CHANGES, PER_RECORD, Tables, finding_rows
from brief.stores.schema import APPLICATION, FIRST_OF_FILE, INDEXES, TABLES
from brief.stores.sql import listed, marks, quoted
from brief.stores.trust import Damaged, asking, is_own, prove, seal

if TYPE_CHECKING:
    from brief.stores.sql import Answer

_ABANDONED = 3600
"""An unfinished store that was last written so many seconds before a new one is held to be abandoned."""
_PATIENCE = 10
"""So many seconds a change waits for those who read the store, or change it too."""
_CACHED = 65_536
"""KiB of a store that are kept in memory while it is built."""


class Known(NamedTuple):
    """A file that is in the store."""

    stamp: FileStat
    number: int
    digest: bytes
    had: int
    """How many records it held when any were last read in it."""


class Builder:
    """Puts the rows of files into a store, and takes them out."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """`connection` holds the tables already."""
        self._run = connection.execute
        self._run_many = connection.executemany
        self._waiting: Tables = {}

    def files(self) -> dict[str, Known]:
        """The files that are in the store, by path."""
        rows = self._run("SELECT path, modified, changed, size, inode, file, digest, had FROM file")
        return {row[0]: Known(FileStat(*row[:5]), *row[5:]) for row in rows}

    def forget(self, number: int) -> set[str]:
        """Take out the file of this number, its records, and what was found wrong in it; the ids of the records."""
        self.flush()
        ids = {id_ for (id_,) in self._run("SELECT id FROM record WHERE record >= ? AND record < ?", _bounds(number))}
        for table, column in PER_RECORD.items():
            self._run(f"DELETE FROM {table} WHERE {column} >= ? AND {column} < ?", _bounds(number))
        for table in ("file", "finding", "replaced"):
            self._run(f"DELETE FROM {table} WHERE file = ?", (number,))
        return ids

    def add_file(self, number: int, stamp: FileStat, digest: bytes, header: str | None, had: int) -> None:
        """Note that a file is in the store, and how many records it has, or had before it lost all."""
        columns = (number, *stamp, digest, header, had)
        self._run("INSERT INTO file VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", columns)

    def former_ids(self) -> dict[str, str]:
        """The id of the record that had an id formerly, for each such id that no record has now."""
        self.flush()
        query = "SELECT was, record.id FROM former JOIN record USING (record) WHERE was NOT IN (SELECT id FROM record)"
        return dict(self._run(query))

    def referring_to(self, ids: Iterable[str]) -> set[int]:
        """The numbers of the files with references to any of these ids."""
        query = "SELECT DISTINCT file FROM json_each(?) JOIN link ON target = value JOIN record USING (record)"
        return {file for (file,) in self._run(query, (listed(ids),))}

    def replaced(self) -> dict[int, dict[str, str]]:
        """The files that were compiled with other ids in the place of former ones, by number."""
        found: dict[int, dict[str, str]] = {}
        for file, was, id_ in self._run("SELECT file, was, id FROM replaced"):
            found.setdefault(file, {})[was] = id_
        return found

    def add_replaced(self, number: int, ids: Mapping[str, str]) -> None:
        """Note the ids that a file was compiled with."""
        self._run_many("INSERT INTO replaced VALUES (?, ?, ?)", [(number, was, id_) for was, id_ in ids.items()])

    def touch(self, stamp: FileStat) -> None:
        """Note that a file looks different and holds the same."""
        path, *rest = stamp
        self._run("UPDATE file SET modified = ?, changed = ?, size = ?, inode = ? WHERE path = ?", (*rest, path))

    def add_rows(self, tables: Tables) -> None:
        """Put in the rows of records, at the latest when `flush` is called."""
        for table, rows in tables.items():
            self._waiting.setdefault(table, []).extend(rows)
        if len(self._waiting["record"]) >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Put in the rows that wait."""
        waiting, self._waiting = self._waiting, {}
        for table, rows in waiting.items():
            if rows:
                self._run_many(CHANGES[table], rows)

    def finish_tables(self) -> None:
        """Make what questions are answered by, once the rows of a new store are in."""
        for statement in INDEXES.split(";"):
            self._run(statement)

    def add_findings(self, findings: Iterable[Finding]) -> None:
        """Put in what was found between the records."""
        self._run_many(CHANGES["finding"], finding_rows(findings, None))

    def forget_findings(self) -> None:
        """Take out what was found between the records."""
        self._run("DELETE FROM finding WHERE file IS NULL")


def _bounds(number: int) -> tuple[int, int]:
    """The number of the first record of a file, and the number that no record of it has any more."""
    return number * FIRST_OF_FILE, (number + 1) * FIRST_OF_FILE


def fill(connection: sqlite3.Connection, tables: Iterable[tuple[str, "Answer"]]) -> None:
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
    """A store to build on: the one at `target` if there is one and it is not to be made `anew`, else an empty one.

    What is built is at `target` when the block has ended without an error, and not before; without a
    target it is in memory, and the connection stays open. Raises `Damaged`, and `OSError` where no file can be kept.
    """
    if target is None:
        with ExitStack() as stack:
            connection = stack.enter_context(closing(sqlite3.connect(":memory:", isolation_level=None)))
            make(connection)
            yield connection, Builder(connection)
            stack.pop_all()
    elif is_own(target) and not anew:
        connection, is_proven = _existing(target)
        with closing(connection), asking(is_proven):
            _wipe(connection)
            yield connection, Builder(connection)
            if connection.total_changes:
                seal(connection)
            connection.execute("COMMIT")
    else:
        aside = _new_file(target)
        try:
            _sweep(target, aside)
            with closing(sqlite3.connect(aside, isolation_level=None)) as connection, asking(is_proven=True):
                _hasten(connection)
                _wipe(connection)
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
    """Open the store at `target` in a transaction that is to change it; return also whether it is proven."""
    with asking(is_proven=False), ExitStack() as stack:
        connection = stack.enter_context(closing(sqlite3.connect(target, timeout=_PATIENCE, isolation_level=None)))
        connection.execute("BEGIN IMMEDIATE")
        is_proven = prove(connection)
        stack.pop_all()
    return connection, is_proven


def _new_file(target: Path) -> Path:
    """Create an empty file beside `target`, which no other process has and only its owner can read."""
    others = os.umask(0o077)  # of the folders
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    finally:
        os.umask(others)
    handle, name = tempfile.mkstemp(".part", f"{target.name}.", target.parent)
    os.close(handle)
    return Path(name)


def _put(aside: Path, target: Path) -> None:
    """Move a new store to its place. No process may change the old one now: its journal would be taken for the new."""
    with ExitStack() as stack:
        if os.name == "posix" and target.exists():  # Windows does not replace a file that any process has open
            with suppress(Damaged), asking(is_proven=False):
                uri = f"file:{quoted(target)}?mode=rw"
                old = sqlite3.connect(uri, uri=True, timeout=_PATIENCE, isolation_level=None)
                stack.callback(old.close)
                old.execute("BEGIN IMMEDIATE")
        for ending in ("journal", "wal", "shm"):
            target.with_name(f"{target.name}-{ending}").unlink(missing_ok=True)
        aside.replace(target)


def _hasten(connection: sqlite3.Connection) -> None:
    """Leave out what protects a file that others read: nobody reads this one before it is whole."""
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute(f"PRAGMA cache_size = -{_CACHED}")


def _wipe(connection: sqlite3.Connection) -> None:
    """Have pages that become free written too: the checksum counts them."""
    connection.execute("PRAGMA secure_delete = ON")


def make(connection: sqlite3.Connection) -> None:
    """Make the tables of an empty store."""
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.executescript(TABLES + fts5.TABLE)


def _sweep(target: Path, aside: Path) -> None:
    """Delete what builders left that were killed long ago."""
    now = aside.stat().st_mtime
    for left in target.parent.glob(f"{target.name}.*.part"):
        with suppress(OSError):  # others sweep too
            if now - left.stat().st_mtime > _ABANDONED:
                left.unlink()
