"""Records into a store: built aside, then put in its place whole, so that readers never see half of one."""

import json
import os
import re
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from brief.core import codec, names
from brief.core.dates import Date
from brief.core.dossier import LoadedFile, Placed, Stamp
from brief.core.findings import Finding
from brief.core.model import KINDS, label
from brief.core.model.events import Event
from brief.core.terms import Indexed, indexed
from brief.store import text
from brief.store.schema import APPLICATION, INDEXES, TABLES, UNDATED, VERSION

_STEP = re.compile(r"\.\d+")
_ABANDONED = 3600
"""An unfinished store that was last written so many seconds before a new one is held to be abandoned."""


class Builder:
    """Adds files to a store that is being built, and takes them out."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """`connection` holds the tables already."""
        self._run = connection.execute
        self._run_many = connection.executemany

    def stamps(self) -> dict[str, tuple[Stamp, bytes]]:
        """The files that are in the store, each with the digest of its content."""
        rows = self._run("SELECT path, modified, changed, size, inode, digest FROM file")
        return {row[0]: (Stamp(*row[:5]), row[5]) for row in rows}

    def touch(self, stamp: Stamp) -> None:
        """Note that a file looks different and holds the same."""
        path, *rest = stamp
        self._run("UPDATE file SET modified = ?, changed = ?, size = ?, inode = ? WHERE path = ?", (*rest, path))

    def forget(self, path: str) -> None:
        """Take a file out with all that came from it."""
        found = self._run("SELECT file FROM file WHERE path = ?", (path,)).fetchone()
        if found is None:
            return
        for table in ("link", "claim", "name", "token", "alias"):
            self._run(f"DELETE FROM {table} WHERE record IN (SELECT record FROM record WHERE file = ?)", found)
        self._run("DELETE FROM text WHERE rowid IN (SELECT record FROM record WHERE file = ?)", found)
        for table in ("record", "finding", "file"):
            self._run(f"DELETE FROM {table} WHERE file = ?", found)

    def add(self, loaded: LoadedFile) -> None:
        """Put a file in with all that it holds."""
        header = json.dumps(codec.encode(loaded.header), ensure_ascii=False) if loaded.header else None
        columns = (*loaded.stamp, loaded.digest, header)
        file = self._run(
            "INSERT INTO file (path, modified, changed, size, inode, digest, header) VALUES (?, ?, ?, ?, ?, ?, ?)",
            columns,
        ).lastrowid
        for placed in loaded.records:
            self._add_record(placed, file)
        self._add_findings(loaded.findings, file)

    def replace_checks(self, findings: Iterable[Finding]) -> None:
        """Put in what the checks found, in place of what they found before."""
        self._run("DELETE FROM finding WHERE file IS NULL")
        self._add_findings(findings, None)

    def _add_findings(self, findings: Iterable[Finding], file: int | None) -> None:
        rows = (
            (
                file,
                found.severity,
                found.file,
                found.line,
                found.column,
                json.dumps(found, ensure_ascii=False),
            )
            for found in findings
        )
        self._run_many("INSERT INTO finding VALUES (?, ?, ?, ?, ?, ?)", rows)

    def _add_record(self, placed: Placed, file: int | None) -> None:
        held = placed.record
        body = codec.encode(held)
        row = self._run(
            "INSERT INTO record (id, kind, label, file, line, body) VALUES (?, ?, ?, ?, ?, ?)",
            (held.id, held.KIND, label(held), file, placed.line, json.dumps(body, ensure_ascii=False)),
        ).lastrowid
        links = (
            (
                row,
                found.target,
                _field(found),
                found.path,
                found.word,
                ",".join(found.ref.kinds),
                found.ref.words,
            )
            for found in codec.references(held)
        )
        self._run_many("INSERT INTO link VALUES (?, ?, ?, ?, ?, ?, ?)", links)
        if isinstance(held, Event):
            self._run_many(
                "INSERT INTO claim VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                ((row, *claim) for claim in _claims(held)),
            )
        if KINDS[held.KIND].title != "text":
            self._add_names(row, (label(held), *getattr(held, "also", ())))
        self._add_text(row, indexed(held))

    def _add_text(self, row: int | None, found: Indexed) -> None:
        words = (found.title, found.body, found.context, found.dates, found.answers)
        query = f"INSERT INTO text (rowid, {', '.join(text.COLUMNS)}) VALUES (?, ?, ?, ?, ?, ?)"
        self._run(query, (row, *(" ".join(column) for column in words)))
        vocabulary = sorted({*found.title, *found.body})
        self._run_many("INSERT OR IGNORE INTO word VALUES (?)", ((word,) for word in vocabulary))
        self._run_many("INSERT INTO alias VALUES (?, ?, ?)", ((row, *pair) for pair in sorted(found.aliases)))

    def _add_names(self, row: int | None, forms: tuple[str, ...]) -> None:
        found = [names.keys(form) for form in forms]
        rows = (
            (row, form, index == 0, keys.full, keys.sorted, keys.joined, keys.initials)
            for index, (form, keys) in enumerate(zip(forms, found, strict=True))
        )
        self._run_many("INSERT INTO name VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        tokens = {
            (token, row)
            for form, keys in zip(forms, found, strict=True)
            for token in (*keys.tokens, *names.tokens(form))
        }
        self._run_many("INSERT INTO token VALUES (?, ?)", sorted(tokens))


def _field(found: codec.Reference) -> str:
    """`roles.0.org` as `roles.org`, `who.jane-doe` as `who`."""
    return "who" if found.path.startswith("who.") else _STEP.sub("", found.path)


def _claims(
    event: Event,
) -> Iterator[tuple[int, int, int | None, int | None, str | None, int | None, str | None]]:
    """Every date claimed for an event, with its sort key and bounds."""
    own, kind = event.date, event.kind
    rivals = [(index, item.value) for index, item in enumerate(event.differs) if item.field == "date"]
    if own is None and not rivals:
        yield (*UNDATED, None, None, None, None, kind)
    if own is not None:
        yield (*own.sort_ints, own.earliest, own.latest, own.text, None, kind)
    for index, value in rivals:
        if date := Date.read(value):  # the checks report what is no date
            yield (*date.sort_ints, date.earliest, date.latest, date.text, index, kind)


@contextmanager
def building(target: Path | None, anew: bool = False) -> Iterator[tuple[sqlite3.Connection, Builder]]:
    """A store to build on: the one at `target` if it is sound and not to be made `anew`, else an empty one.

    What is built stands at `target` when the block has ended without an error, and not before; without
    a target it stands in memory.
    """
    if target is None:
        connection = sqlite3.connect(":memory:", isolation_level=None)
        _make(connection)
        yield connection, Builder(connection)
        return
    aside = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        others = os.umask(0o077)  # what a dossier holds is for its reader alone
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            connection = _aside(target, aside, anew)
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
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)


def _aside(target: Path, aside: Path, anew: bool) -> sqlite3.Connection:
    """A copy of the store at `target`, or an empty one where there is none that is sound."""
    aside.unlink(missing_ok=True)
    if target.exists() and not anew:
        shutil.copyfile(target, aside)
        connection = sqlite3.connect(aside, isolation_level=None)
        try:
            sound = connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
            if sound and connection.execute("PRAGMA user_version").fetchone() == (VERSION,):
                _hasten(connection)
                return connection
        except sqlite3.DatabaseError:
            pass
        connection.close()
        aside.unlink()
    connection = sqlite3.connect(aside, isolation_level=None)
    _hasten(connection)
    _make(connection)
    return connection


def _hasten(connection: sqlite3.Connection) -> None:
    """Leave out what protects a file that others read: nobody reads this one before it is whole."""
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")


def _make(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.executescript(TABLES + text.TABLE + INDEXES)


def _sweep(target: Path, aside: Path) -> None:
    """Delete what builders left that were killed long ago."""
    now = aside.stat().st_mtime
    for left in target.parent.glob(f"{target.name}.*.part"):
        if now - left.stat().st_mtime > _ABANDONED:
            left.unlink(missing_ok=True)
