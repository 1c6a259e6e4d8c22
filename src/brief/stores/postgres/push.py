"""Copies a compiled dossier to a server in one transaction, so that readers see all of it or nothing."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from itertools import islice
from typing import TYPE_CHECKING

import psycopg
from psycopg.rows import scalar_row

from brief.dossier.pushed import Version
from brief.locale import say
from brief.model.user_error import UserError
from brief.stores.fts5 import Stems
from brief.stores.postgres.address import Address
from brief.stores.postgres.connection import Server, connected, explaining
from brief.stores.postgres.dialect import indexes, tables
from brief.stores.postgres.full_text import quoted, spaced
from brief.stores.postgres.store import DOSSIERS, schema
from brief.stores.query import Store
from brief.stores.rows import BATCH
from brief.stores.schema import VERSION
from brief.stores.text import COLUMNS, WORDS

if TYPE_CHECKING:
    from brief.images import Picture
    from brief.stores.sql import Answer

Row = tuple[object, ...]
_TABLES = (
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
_KEPT = "10 minutes"
"""How long a former state is kept for its readers."""
_MEMORY = "256MB"
"""Memory for creating indexes."""


def push(store: Store, address: Address, version: Version, pictures: Mapping[str, "Picture"]) -> None:
    """Write a compiled dossier with its images to a server, under the name in the address; raises `UserError`."""
    with closing(connected(address, target_session_attrs="read-write")) as connection, explaining(address):
        _prepare(connection, address)
        _write(connection, store, address.dossier, version, pictures)
        connection.commit()
        with suppress(psycopg.Error):
            _sweep(connection)


def _prepare(connection: Server, address: Address) -> None:
    """Create the tables that all dossiers share, with a lock; raises `UserError` if the database is not in UTF-8."""
    if connection.info.parameter_status("server_encoding") != "UTF8":
        sentence = say("the database of {server} is not in UTF-8", server=address.server)
        raise UserError(sentence, say("create it with `createdb --encoding UTF8 --template template0`"))
    connection.execute("SELECT pg_advisory_xact_lock(hashtext('brief'))")
    connection.execute(DOSSIERS)
    connection.commit()


def _write(connection: Server, store: Store, name: str, version: Version, pictures: Mapping[str, "Picture"]) -> None:
    run = connection.execute
    (state,) = _numbers(connection, "SELECT nextval('brief.state')")
    run(f"CREATE SCHEMA {schema(state)}")
    run("SELECT set_config('search_path', %s, true)", (schema(state),))
    run("SELECT set_config('maintenance_work_mem', %s, true)", (_MEMORY,))
    for statement in tables():
        run(statement)
    with connection.cursor() as cursor:
        for table in _TABLES:
            _copy(cursor, table, store.run(f"SELECT * FROM {table}"))
        _copy_text(cursor, store)
        cursor.executemany("INSERT INTO picture VALUES (%s, %s, %s, %s, %s)", [(k, *v) for k, v in pictures.items()])
    for statement in indexes():
        run(statement)
    run("INSERT INTO totals SELECT count(*), coalesce(sum(size), 0) FROM text")
    run(f"ANALYZE {', '.join((*_TABLES, 'text'))}")
    run("SELECT pg_advisory_xact_lock(hashtext(%s))", (name,))  # if two run at once, the later one wins
    former = run("SELECT state FROM brief.dossier WHERE name = %s FOR UPDATE", (name,)).fetchone()
    run(
        """INSERT INTO brief.dossier VALUES (%s, %s, %s, %s, %s, %s, %s, now())
        ON CONFLICT (name) DO UPDATE SET (state, format, title, records, commit, is_changed, pushed) =
        (excluded.state, excluded.format, excluded.title, excluded.records, excluded.commit, excluded.is_changed, now())
        """,
        (name, state, VERSION, version.title, sum(store.counts().values()), version.commit, version.is_changed),
    )
    if former:
        run("INSERT INTO brief.former VALUES (%s)", former)


def _copy(cursor: psycopg.Cursor[Row], table: str, rows: "Answer") -> None:
    columns = ", ".join(column[0] for column in rows.description)
    with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _copy_text(cursor: psycopg.Cursor[Row], store: Store) -> None:
    texts = store.run(f"SELECT rowid, {', '.join(COLUMNS)} FROM text")
    columns = ", ".join(("record", *COLUMNS, "size", "words", "lexemes"))
    with closing(Stems()) as stems, cursor.copy(f"COPY text ({columns}) FROM STDIN") as copy:
        while some := [*islice(texts, BATCH)]:
            for row in _with_stems(some, stems):
                copy.write_row(row)


def _with_stems(texts: Iterable[Row], stems: Stems) -> Iterator[Row]:
    """Yield rows of texts with the number of stems, the stems in order, and the lexemes."""
    cut = [(row, {name: str(text).split() for name, text in zip(COLUMNS, row[1:], strict=True)}) for row in texts]
    stems.learn({word for _, columns in cut for words in columns.values() for word in words})
    for row, columns in cut:
        found = {name: stems.of(words) for name, words in columns.items()}
        lexemes = dict.fromkeys(quoted(stem, name) for name, some in found.items() for stem in some)
        size = sum(map(len, found.values()))
        yield *row, size, "\n".join(spaced(found[name]) for name in WORDS), " ".join(lexemes)


def _sweep(connection: Server) -> None:
    """Delete former states, except those that somebody is reading."""
    query = "SELECT state FROM brief.former WHERE since < now() - CAST(%s AS interval)"
    states = _numbers(connection, query, _KEPT)
    connection.commit()
    for state in states:
        with suppress(psycopg.errors.LockNotAvailable), connection.transaction():
            connection.execute("SET LOCAL lock_timeout = '2s'")
            connection.execute(f"DROP SCHEMA IF EXISTS {schema(state)} CASCADE")
            connection.execute("DELETE FROM brief.former WHERE state = %s", (state,))


def _numbers(connection: Server, query: str, *values: str) -> list[int]:
    found: list[int] = connection.cursor(row_factory=scalar_row).execute(query.encode(), values).fetchall()
    return found
