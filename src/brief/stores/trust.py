"""Decides whether a store can be trusted: it must be the user's own file, and match its checksums."""

import json
import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zlib import crc32

from brief.dossier.protocol import Kind
from brief.locale import say
from brief.model import serialization
from brief.model.user_error import UserError
from brief.stores.schema import APPLICATION, VERSION

_SEALED = 1 << 20
"""Greatest size in bytes of a store with a checksum of the whole file; for a larger one it would take too long."""
_MARK = 8
"""Number of hexadecimal digits of the checksum of a text."""
_CHANGING = ((24, 32), (60, 64), (92, 100))
"""Header bytes that SQLite writes on commit, or that store the checksum (https://sqlite.org/fileformat.html)."""
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
"""SQLite's error codes for access refused by the system or another process. The store itself may be intact."""


class Damaged(Exception):
    """A store does not match its checksums. The remedy is to compile it again."""


class Wordless(Exception):
    """A store in a file lacks words of records, so a search would miss these. The remedy is to open it with words."""


class Foreign(OSError):
    """The file in the place of the store may have been written by another user, or is not a regular file."""


def is_own(path: Path) -> bool:
    """True if there is a file that only this user can write, False if there is none; raises `Foreign`."""
    try:
        found = path.lstat()
    except OSError:
        return False
    if not stat.S_ISREG(found.st_mode):
        raise Foreign(say("it is not a regular file"))
    if hasattr(os, "geteuid"):
        if found.st_uid != os.geteuid():
            raise Foreign(say("it belongs to another user"))
        if found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            raise Foreign(say("other users can write to it"))
    return True


def seal(connection: sqlite3.Connection) -> None:
    """Write the checksum of a store, as the last change of a transaction."""
    connection.execute("SAVEPOINT whole")  # flushes the full-text index, which otherwise waits for the commit
    connection.execute("RELEASE whole")
    checksum = _checksum(connection)
    connection.execute(f"PRAGMA user_version = {VERSION if checksum is None else checksum}")


def prove(connection: sqlite3.Connection) -> bool:
    """Verify the checksum of a store; return whether it has one. Raises `Damaged` if it does not match."""
    application, noted = (_number(connection, mark) for mark in ("application_id", "user_version"))
    checksum = _checksum(connection)
    if application != APPLICATION or noted not in (checksum, VERSION):
        raise Damaged
    return checksum is not None and noted == checksum


def _checksum(connection: sqlite3.Connection) -> int | None:
    """Return the checksum of a store as a signed 32-bit number, as in SQLite's header; None for a large store."""
    if _number(connection, "page_count") * _number(connection, "page_size") > _SEALED or not hasattr(
        connection, "serialize"
    ):  # SQLite can be built without `serialize`
        return None
    content, checksum, done = memoryview(connection.serialize()), VERSION, 0
    for start, end in _CHANGING:
        checksum = crc32(bytes(end - start), crc32(content[done:start], checksum))
        done = end
    return int.from_bytes(crc32(content[done:], checksum).to_bytes(4, "big"), "big", signed=True)


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])


def marked(text: str) -> str:
    """Return a text after its checksum, so that reading it detects damage in a large store."""
    return f"{crc32(text.encode()):08x}{text}"


def unmarked(stored: str) -> str:
    """Return the text of a `marked` one; raises `Damaged` if the checksum does not match."""
    text = stored[_MARK:]
    if stored != marked(text):
        raise Damaged
    return text


def decoded(cls: type[Kind], body: str) -> Kind:
    """Decode a record of this class from its stored text; raises `Damaged`."""
    return serialization.decode(cls, json.loads(unmarked(body)))


@contextmanager
def asking(is_proven: bool) -> Iterator[None]:
    """Raise `Damaged` for an error that an unverified store may have caused, and `OSError` if access is refused."""
    try:
        yield
    except (Damaged, Wordless, UserError, OSError, MemoryError):
        raise
    except Exception as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in _REFUSED or (is_proven and code == sqlite3.SQLITE_IOERR):
            raise OSError(str(error)) from error
        if is_proven:
            raise
        raise Damaged from error
