"""Whether a store can be trusted: it is the user's own file, and holds what was put into it."""

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zlib import crc32

from brief.model.user_error import UserError
from brief.stores.schema import APPLICATION, VERSION

_SEALED = 1 << 20
"""Bytes. The checksum of a larger store would take longer than an answer may."""
_MARK = 8
"""So many digits has the checksum of a text."""
_CHANGING = ((24, 32), (60, 64), (92, 100))
"""Bytes of the header that SQLite writes on commit, and the place of the checksum (https://sqlite.org/fileformat.html)."""
_REFUSED = frozenset(
    (
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_FULL,
    )
)
"""What SQLite raises where the system, or another process, does not let it work. The store may be sound."""


class Damaged(Exception):
    """A store does not hold what was put into it. The remedy is to compile it again."""


class Foreign(OSError):
    """What is in the place of the store was not written by this user alone."""


def is_own(path: Path) -> bool:
    """Return whether a file of this user alone is there; raise `Foreign` if anything else is."""
    try:
        found = path.lstat()
    except OSError:
        return False
    if not stat.S_ISREG(found.st_mode):
        raise Foreign("it is not a regular file")
    if hasattr(os, "geteuid"):
        if found.st_uid != os.geteuid():
            raise Foreign("it belongs to another user")
        if found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            raise Foreign("other users can write to it")
    return True


def seal(connection: sqlite3.Connection) -> None:
    """Note the checksum of a store, as the last change of a transaction."""
    connection.execute("SAVEPOINT whole")  # has the index of the text written, which waits for that or the end
    connection.execute("RELEASE whole")
    checksum = _checksum(connection)
    connection.execute(f"PRAGMA user_version = {VERSION if checksum is None else checksum}")


def prove(connection: sqlite3.Connection) -> bool:
    """Compare a store with its checksum, and return whether it has one; raise `Damaged` if they differ."""
    application, noted = (_number(connection, mark) for mark in ("application_id", "user_version"))
    checksum = _checksum(connection)
    if application != APPLICATION or noted not in (checksum, VERSION):
        raise Damaged
    return checksum is not None and noted == checksum


def _checksum(connection: sqlite3.Connection) -> int | None:
    """Return the checksum of a store, as SQLite keeps numbers in its header; none for a large store."""
    if _number(connection, "page_count") * _number(connection, "page_size") > _SEALED or not hasattr(
        connection, "serialize"
    ):  # SQLite can be built without it
        return None
    content = bytearray(connection.serialize())
    for start, end in _CHANGING:
        content[start:end] = bytes(end - start)
    return int.from_bytes(crc32(content, VERSION).to_bytes(4, "big"), "big", signed=True)


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])


def marked(text: str) -> str:
    """A text behind its checksum, so that a byte that is changed in a large store is noticed when it is read."""
    return f"{crc32(text.encode()):08x}{text}"


def unmarked(stored: str) -> str:
    """The text that was `marked`; raises `Damaged`."""
    text = stored[_MARK:]
    if stored != marked(text):
        raise Damaged
    return text


@contextmanager
def asking(is_proven: bool) -> Iterator[None]:
    """Raise `Damaged` for what an unproven store may have caused, and `OSError` for what SQLite is refused."""
    try:
        yield
    except (Damaged, UserError, OSError, MemoryError):
        raise
    except Exception as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in _REFUSED or (is_proven and code == sqlite3.SQLITE_IOERR):
            raise OSError(str(error)) from error
        if is_proven:
            raise
        raise Damaged from error
