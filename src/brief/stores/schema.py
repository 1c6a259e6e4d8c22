"""The tables of a compiled dossier, and parts of SQL that several questions share."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence, Sized
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from brief.model.kinds import KINDS

VERSION = 67
"""Number of the schema. Change it whenever tables or their rows change: brief rebuilds a store of another version."""
APPLICATION = 0x62726631
"""SQLite's application_id of a store (https://www.sqlite.org/pragma.html#pragma_application_id)."""
FIRST_OF_FILE = 1 << 27
"""Size of the range of record numbers of a file: file n starts at n times this. No readable file has more records."""
PLACE = "(SELECT path FROM file WHERE file.file = record.file), record.record"
"""Sort key: the order of the files, regardless of when each was compiled. A join would prevent the use of an index."""
FORMER_IDS = "SELECT was, record.id FROM former JOIN record USING (record) WHERE was NOT IN (SELECT id FROM record)"
"""The current id for each former id that no record has now."""
TABLES = """
-- `has_words` is 0 if records of the file may lack words for `search`: see `brief.stores.indexing`.
CREATE TABLE file (
    file INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, modified INTEGER, changed INTEGER, size INTEGER,
    inode INTEGER, digest BLOB, header TEXT, had INTEGER NOT NULL, has_words INTEGER NOT NULL
);
-- The dossiers that are joined here, in order, each from the file of this number on; none in a store of one dossier.
CREATE TABLE dossier (file INTEGER PRIMARY KEY, name TEXT NOT NULL, header TEXT);
-- The texts `label` and `body` begin with a checksum: see `brief.stores.trust`.
CREATE TABLE record (
    record INTEGER PRIMARY KEY, id TEXT NOT NULL, kind TEXT NOT NULL, label TEXT NOT NULL,
    file INTEGER NOT NULL, line INTEGER NOT NULL, body TEXT NOT NULL
);
-- A reference to the id `target` in a record. `field` is `path` without its indexes and keys; `from_kind` is the index
-- of the record's kind in the list of kinds.
CREATE TABLE link (
    record INTEGER NOT NULL, target TEXT NOT NULL, field TEXT NOT NULL, path TEXT NOT NULL, word TEXT,
    kinds TEXT NOT NULL, words INTEGER NOT NULL, from_kind INTEGER NOT NULL
);
-- A reference to `target` in a record that could not be read whole, or in such a head, whose `id` is empty.
CREATE TABLE unread (
    file INTEGER NOT NULL, id TEXT NOT NULL, line INTEGER NOT NULL, path TEXT NOT NULL, target TEXT NOT NULL,
    kinds TEXT NOT NULL, words INTEGER NOT NULL, word TEXT
);
-- A date of an event: its own, or a rival one; then `rival` is the index of the item in `differs`.
CREATE TABLE claim (
    record INTEGER NOT NULL, first INTEGER NOT NULL, second INTEGER NOT NULL, earliest INTEGER, latest INTEGER,
    date TEXT, rival INTEGER, kind TEXT
);
CREATE TABLE name (
    record INTEGER NOT NULL, form TEXT NOT NULL, preferred INTEGER NOT NULL, sorted TEXT NOT NULL,
    joined TEXT NOT NULL, initials TEXT NOT NULL
);
-- A word of a record's name; `kind` is the index of the record's kind in the list of kinds.
CREATE TABLE token (
    record INTEGER NOT NULL, token TEXT NOT NULL, kind INTEGER NOT NULL, PRIMARY KEY (record, token, kind)
) WITHOUT ROWID;
-- The folded title of a person's role.
CREATE TABLE post (record INTEGER NOT NULL, title TEXT NOT NULL, PRIMARY KEY (record, title)) WITHOUT ROWID;
-- Every token that any name ever had, to suggest corrections of misspelled ones.
CREATE TABLE vocabulary (kind INTEGER NOT NULL, token TEXT NOT NULL, PRIMARY KEY (kind, token)) WITHOUT ROWID;
-- Latin transcriptions of vocabulary in other scripts: see `brief.model.names.retrieval`.
CREATE TABLE reading (
    kind INTEGER NOT NULL, custom INTEGER NOT NULL, spelled TEXT NOT NULL, token TEXT NOT NULL,
    PRIMARY KEY (kind, custom, spelled, token)
) WITHOUT ROWID;
-- A former id of a record.
CREATE TABLE former (was TEXT NOT NULL, record INTEGER NOT NULL);
-- The current ids that replaced former ones when a file was compiled.
CREATE TABLE replaced (file INTEGER NOT NULL, was TEXT NOT NULL, id TEXT NOT NULL);
-- Every word that any record ever had, to suggest corrections. Whether one still has it, only the table `text` knows.
CREATE TABLE word (word TEXT PRIMARY KEY) WITHOUT ROWID;
-- A facet of a record, with bounds: see `brief.dossier.facets`; `kind` as in `token`.
CREATE TABLE trait (
    record INTEGER NOT NULL, kind INTEGER NOT NULL, trait TEXT NOT NULL, low INTEGER, high INTEGER
);
-- `file` is NULL for findings between records, which are computed again after every change.
CREATE TABLE finding (
    file INTEGER, severity TEXT NOT NULL, path TEXT NOT NULL, line INTEGER NOT NULL, position INTEGER NOT NULL,
    body TEXT NOT NULL
);
"""
UNDATED = (1 << 62, 0)
"""The sort key of an event without a date: after all others."""
LONG = "(earliest IS NULL OR latest IS NULL OR latest - earliest > 366)"
"""Condition for dates that may overlap a period although they begin far from it: open, missing, or over a year long."""
SHORT = 366
"""Greatest distance in days between a period and the beginning of any other date that overlaps it."""
INDEXES = f"""
CREATE INDEX IF NOT EXISTS record_id ON record (id, kind);
CREATE INDEX IF NOT EXISTS record_kind ON record (kind, file);
CREATE INDEX IF NOT EXISTS link_target ON link (target, from_kind, record, field);
CREATE INDEX IF NOT EXISTS link_record ON link (record);
CREATE INDEX IF NOT EXISTS claim_order ON claim (first, second, record, earliest, latest);
CREATE INDEX IF NOT EXISTS claim_long ON claim (first, second, record, earliest, latest) WHERE {LONG};
CREATE INDEX IF NOT EXISTS claim_kind ON claim (kind, first, second, record, earliest, latest);
CREATE INDEX IF NOT EXISTS claim_record ON claim (record);
CREATE INDEX IF NOT EXISTS name_sorted ON name (sorted);
CREATE INDEX IF NOT EXISTS name_joined ON name (joined);
CREATE INDEX IF NOT EXISTS name_initials ON name (initials);
CREATE INDEX IF NOT EXISTS name_record ON name (record);
CREATE INDEX IF NOT EXISTS token_word ON token (token, kind, record);
CREATE INDEX IF NOT EXISTS post_title ON post (title, record);
CREATE INDEX IF NOT EXISTS trait_order ON trait (kind, trait, record, low, high);
CREATE INDEX IF NOT EXISTS trait_record ON trait (record);
CREATE INDEX IF NOT EXISTS former_was ON former (was);
CREATE INDEX IF NOT EXISTS former_record ON former (record);
CREATE INDEX IF NOT EXISTS finding_place ON finding (path, line, position);
CREATE INDEX IF NOT EXISTS finding_severity ON finding (severity, path, line, position);
CREATE INDEX IF NOT EXISTS finding_file ON finding (file)
"""
"""Created after the rows of a new store are inserted, because updating indexes row by row takes longer."""


Run = Callable[..., "Cursor"]
"""Runs a query with its values, as `execute` of a connection does."""

if TYPE_CHECKING:
    # A cursor of psycopg has the same methods, as far as they are used here.
    import sqlite3

    Cursor = sqlite3.Cursor
    Database = sqlite3.Connection

    class Connection(Protocol):
        """A connection to either engine."""

        def execute(self, query: str, values: Sequence[object] | Mapping[str, object] = ..., /) -> "Cursor":
            """Run a query with its values."""

        def close(self) -> None:
            """Release the store."""


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


def bounds(file: int) -> tuple[int, int]:
    """Return the range of the record numbers of a file; the end is exclusive."""
    return file * FIRST_OF_FILE, (file + 1) * FIRST_OF_FILE


def quoted(path: Path) -> str:
    """Return a path escaped for an SQLite URI (https://www.sqlite.org/uri.html); `as_uri` takes 2 ms to import."""
    return str(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
