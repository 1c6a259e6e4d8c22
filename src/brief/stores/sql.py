"""Pieces of SQL that several queries share."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence, Sized
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from brief.model.kinds import KINDS
from brief.stores.schema import FIRST_OF_FILE


class Connection(Protocol):
    """A connection to either engine."""

    def execute(self, query: str, values: Sequence[object] | Mapping[str, object] = ..., /) -> "Answer":
        """Run a query with its values."""

    def close(self) -> None:
        """Release the store."""


Run = Callable[..., "Answer"]
"""Runs a query with its values, as `execute` of a connection does."""

if TYPE_CHECKING:
    # A cursor of psycopg has the same methods, as far as they are used here.
    import sqlite3

    Answer = sqlite3.Cursor
    Database = sqlite3.Connection

KIND_NUMBERS = {kind: number for number, kind in enumerate(KINDS)}
"""Index of each kind of record, as stored in the columns `kind` and `from_kind`."""


def marks(values: Sized) -> str:
    """Return a placeholder for each value, for use within `IN (...)`."""
    return ", ".join("?" * len(values))


def listed(values: Iterable[object]) -> str:
    """Return values as one JSON parameter for `json_each`."""
    return json.dumps(list(values))


def of_file(table: str) -> str:
    """Return the condition that a row of a table belongs to the `file` of the same query; it can use an index."""
    return f"{table}.record >= file.file * {FIRST_OF_FILE} AND {table}.record < (file.file + 1) * {FIRST_OF_FILE}"


def quoted(path: Path) -> str:
    """Return a path escaped for an SQLite URI (https://www.sqlite.org/uri.html); `as_uri` takes 2 ms to import."""
    return str(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
