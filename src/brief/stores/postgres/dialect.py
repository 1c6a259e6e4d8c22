"""Translates the SQL of the stores for PostgreSQL.

Queries use SQL of both engines, as far as possible. Five things differ: placeholders, lists as one parameter, CROSS
JOIN (by which SQLite keeps the order of the tables), the name of `string_agg`, and `rowid`. PostgreSQL's `ctid` can
replace `rowid`, because COPY writes the rows in the same order and they never change.
"""

import re
from functools import lru_cache

from brief.stores.schema import INDEXES, TABLES

_LIST = re.compile(r"json_each\((\?|:\w+)\)")
_NAMED = re.compile(r":(\w+)")
_COLUMNS = {"INTEGER": "bigint", "TEXT": 'text COLLATE "C"', "BLOB": "bytea", "WITHOUT ROWID": ""}
"""Types by type. Text is compared by its bytes, as in SQLite, whatever the language of the database."""
_TEXT = """
-- `lexemes` are all stems, with a prefix for those of dates and traits. They come first, because a search for a
-- frequent word reads them in many rows. `words` are the stems in order, column by column.
CREATE TABLE text (
    record bigint PRIMARY KEY, lexemes tsvector NOT NULL, size bigint NOT NULL, words text NOT NULL,
    title text, body text, context text, dates text, traits text
);
-- The first records of each lexeme that more records contain than a search ranks; finding them would read most texts.
CREATE TABLE crowd (lexeme text COLLATE "C" PRIMARY KEY, records bigint[] NOT NULL);
-- The planner uses the index only if it knows that a word is rare. It keeps ten times this number of frequent words.
ALTER TABLE text ALTER lexemes SET STATISTICS 1000;
-- Images, without their metadata.
CREATE TABLE picture (
    path text PRIMARY KEY, content bytea NOT NULL, type text NOT NULL, width bigint NOT NULL, height bigint NOT NULL
);
-- The number of records, and the number of words in all of them.
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
"""The tables that both engines have in common."""


@lru_cache
def translated(query: str) -> str:
    """Return a query of the stores in PostgreSQL's SQL, with the placeholders of psycopg."""
    query = (
        query.replace("%", "%%")
        .replace("CROSS JOIN", "JOIN")
        .replace("rowid", "ctid")
        .replace("group_concat", "string_agg")
    )
    query = _LIST.sub(r"jsonb_array_elements_text(CAST(\1 AS jsonb)) AS value", query)
    return _NAMED.sub(r"%(\1)s", query).replace("?", "%s")


def tables() -> list[str]:
    """Return the statements that create the tables."""
    script = TABLES
    for name, type_ in _COLUMNS.items():
        script = re.sub(rf"\b{name}\b", type_, script)
    return _statements(script + _TEXT)


def indexes() -> list[str]:
    """Return the statements that create the indexes, to run after the rows are inserted."""
    return [*_statements(INDEXES), "CREATE INDEX text_lexemes ON text USING gin (lexemes) WITH (fastupdate = off)"]


def _statements(script: str) -> list[str]:
    return [found.strip() for found in re.sub(r"--.*", "", script).split(";") if found.strip()]
