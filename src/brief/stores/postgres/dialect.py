"""The SQL of the stores as PostgreSQL reads it.

The questions are written so that both engines read them. What is left differs only in form: placeholders, lists as one
parameter, CROSS JOIN, by which SQLite keeps the order of the tables, and the number of a row: rows come by COPY and
never change, so that their places are in the order of SQLite's `rowid`.
"""

import re
from functools import lru_cache

from brief.stores.schema import INDEXES, TABLES

_LIST = re.compile(r"json_each\((\?|:\w+)\)")
_NAMED = re.compile(r":(\w+)")
_COLUMNS = {"INTEGER": "bigint", "TEXT": 'text COLLATE "C"', "BLOB": "bytea", "WITHOUT ROWID": ""}
"""Text is compared by its bytes, as SQLite does, in whatever language the database is."""
_TEXT = """
-- `lexemes` are all stems, those of dates and traits marked as such. They come first, because a search for a frequent
-- word reads them in many rows. `words` are the stems in order, column by column.
CREATE TABLE text (
    record bigint PRIMARY KEY, lexemes tsvector NOT NULL, size bigint NOT NULL, words text NOT NULL,
    title text, body text, context text, dates text, traits text
);
-- The first records of each lexeme that more than a search ranks have: to look for them would read most of the texts.
CREATE TABLE crowd (lexeme text COLLATE "C" PRIMARY KEY, records bigint[] NOT NULL);
-- The planner must know that a word is rare to look it up in the index: it keeps ten times as many as this.
ALTER TABLE text ALTER lexemes SET STATISTICS 1000;
-- The images that papers show, without their metadata.
CREATE TABLE picture (
    path text PRIMARY KEY, content bytea NOT NULL, type text NOT NULL, width bigint NOT NULL, height bigint NOT NULL
);
-- The number of records, and of all their words.
CREATE TABLE totals (records bigint NOT NULL, words bigint NOT NULL)
"""
SAME = (
    "file",
    "record",
    "link",
    "claim",
    "name",
    "token",
    "post",
    "vocabulary",
    "reading",
    "former",
    "word",
    "trait",
    "finding",
)
"""The tables that are the same in both engines."""


@lru_cache
def translated(query: str) -> str:
    """Translate a question of the stores for psycopg."""
    query = query.replace("%", "%%").replace("CROSS JOIN", "JOIN").replace("rowid", "ctid")
    query = _LIST.sub(r"jsonb_array_elements_text(CAST(\1 AS jsonb)) AS value", query)
    return _NAMED.sub(r"%(\1)s", query).replace("?", "%s")


def tables() -> list[str]:
    """Return the statements that make the tables."""
    script = TABLES
    for name, type_ in _COLUMNS.items():
        script = re.sub(rf"\b{name}\b", type_, script)
    return _statements(script + _TEXT)


def indexes() -> list[str]:
    """Return the statements that make the indexes, once the rows are in."""
    return [*_statements(INDEXES), "CREATE INDEX text_lexemes ON text USING gin (lexemes) WITH (fastupdate = off)"]


def _statements(script: str) -> list[str]:
    return [found.strip() for found in re.sub(r"--.*", "", script).split(";") if found.strip()]
