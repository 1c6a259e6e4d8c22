"""Rows into a store: a new one is built aside and put in its place whole, a later change is one transaction.

So readers never see half of one, and whatever ends a build leaves the store as it was.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from brief.core.dossier import Stamp
from brief.core.findings import Finding
from brief.store import text
from brief.store.rows import BATCH, CHANGES, PER_RECORD, Held, Tables, finding_rows
from brief.store.schema import APPLICATION, FIRST_OF_FILE, INDEXES, TABLES, VERSION

_ABANDONED = 3600
"""An unfinished store that was last written so many seconds before a new one is held to be abandoned."""
_PATIENCE = 10
"""So many seconds a change waits for those who read the store, or change it too."""
_CACHED = 65_536
"""KiB of a store that are kept in memory while it is built."""


class Known(NamedTuple):
    """A file that is in the store."""

    stamp: Stamp
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
        return {row[0]: Known(Stamp(*row[:5]), *row[5:]) for row in rows}

    def forget_file(self, number: int) -> None:
        """Take out what is noted of a file itself and was found wrong in it; its records stay."""
        self._run("DELETE FROM file WHERE file = ?", (number,))
        self._run("DELETE FROM finding WHERE file = ?", (number,))

    def held(self, number: int) -> Held:
        """The records of the file of this number."""
        query = "SELECT record, id, kind, body, line FROM record WHERE record >= ? AND record < ? ORDER BY record"
        return {row: (id_, kind, body, line) for row, id_, kind, body, line in self._run(query, _bounds(number))}

    def forget_rows(self, number: int) -> set[str]:
        """Take out the records of the file of this number, and what was found wrong in them; their ids."""
        self.flush()
        ids = {id_ for id_, *_ in self.held(number).values()}
        for table, column in PER_RECORD.items():
            self._run(f"DELETE FROM {table} WHERE {column} >= ? AND {column} < ?", _bounds(number))
        self._run("DELETE FROM finding WHERE file = ?", (number,))
        return ids

    def add_file(self, number: int, stamp: Stamp, digest: bytes, header: str | None, had: int) -> None:
        """Note that a file is in the store, and how many records it has, or had before it lost all."""
        columns = (number, *stamp, digest, header, had)
        self._run("INSERT INTO file VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", columns)

    def touch(self, stamp: Stamp) -> None:
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
        if gone := waiting.pop("gone", None):
            for table, column in PER_RECORD.items():
                self._run_many(f"DELETE FROM {table} WHERE {column} = ?", ((row,) for row, _ in gone))
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


@contextmanager
def building(target: Path | None, anew: bool = False) -> Iterator[tuple[sqlite3.Connection, Builder]]:
    """A store to build on: the one at `target` if there is one and it is not to be made `anew`, else an empty one.

    What is built is at `target` when the block has ended without an error, and not before; without a
    target it is in memory.
    """
    if target is None:
        connection = sqlite3.connect(":memory:", isolation_level=None)
        _make(connection)
        yield connection, Builder(connection)
        return
    if not anew and (found := _existing(target)):
        try:
            yield found, Builder(found)
            found.execute("COMMIT")
        finally:
            found.close()
        return
    aside = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        others = os.umask(0o077)  # what a dossier holds is for its reader alone
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            aside.unlink(missing_ok=True)
            connection = sqlite3.connect(aside, isolation_level=None)
            _hasten(connection)
            _make(connection)
        finally:
            os.umask(others)
        try:
            _sweep(target, aside)
            connection.execute("BEGIN")
            yield connection, Builder(connection)
            connection.execute("COMMIT")
        finally:
            connection.close()
        with aside.open("rb+") as file:
            os.fsync(file.fileno())
        target.with_name(f"{target.name}-journal").unlink(missing_ok=True)
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)


def _existing(target: Path) -> sqlite3.Connection | None:
    """The store at `target`, in a transaction that is to change it; nothing where there is none of this version."""
    if not target.exists():
        return None
    connection = sqlite3.connect(target, timeout=_PATIENCE, isolation_level=None)
    try:
        connection.execute("BEGIN IMMEDIATE")
        marks = [connection.execute(f"PRAGMA {mark}").fetchone()[0] for mark in ("application_id", "user_version")]
        if marks == [APPLICATION, VERSION]:
            return connection
    except sqlite3.DatabaseError:
        connection.close()
        raise
    connection.close()
    return None


def _hasten(connection: sqlite3.Connection) -> None:
    """Leave out what protects a file that others read: nobody reads this one before it is whole."""
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute(f"PRAGMA cache_size = -{_CACHED}")


def _make(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.executescript(TABLES + text.TABLE)


def _sweep(target: Path, aside: Path) -> None:
    """Delete what builders left that were killed long ago."""
    now = aside.stat().st_mtime
    for left in target.parent.glob(f"{target.name}.*.part"):
        if now - left.stat().st_mtime > _ABANDONED:
            left.unlink(missing_ok=True)
