"""Copies a compiled dossier to a server in one transaction, so that readers see all of it or nothing."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from itertools import islice
from typing import TYPE_CHECKING, cast

import psycopg
from psycopg.rows import scalar_row

from brief.dossier.pushed import Version
from brief.locale import say
from brief.model.user_error import UserError
from brief.named_tuple import NamedTuple
from brief.stores.fts5 import Stems
from brief.stores.postgres import roles
from brief.stores.postgres.address import Address
from brief.stores.postgres.connection import Server, explaining, writable
from brief.stores.postgres.dialect import SAME, indexes, tables
from brief.stores.postgres.full_text import Crowds, Names, lexeme_of, spaced
from brief.stores.postgres.rows import Row, Scrubbed, Whole
from brief.stores.postgres.store import DOSSIERS, check_tables, schema
from brief.stores.query import Store
from brief.stores.rows import BATCH
from brief.stores.schema import VERSION, Run
from brief.stores.text import COLUMNS, WORDS

if TYPE_CHECKING:
    from brief.images import Picture

_KEPT = "10 minutes"
"""How long a former state is kept for its readers."""
_LIST = "INSERT INTO brief.dossier VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, now())"
_MEMORY = "256MB"
"""Memory for creating indexes."""
_PATIENCE = "60s"
"""How long a push waits for another one."""
_ALONE = "LOCK TABLE brief.dossier IN SHARE ROW EXCLUSIVE MODE"
"""Lets one push write at a time. No lock that a reader may take can make it wait, unlike advisory locks."""
_UNCHANGING = """
CREATE FUNCTION unchanging() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'a pushed dossier does not change: correct its files, and push it again'; END $$
"""
"""Refuses to change a table, because a row that is missing would not be noticed."""


class State(NamedTuple):
    """A state to write: a dossier or a release copy."""

    store: Store
    version: Version
    pictures: Mapping[str, "Picture"]
    """The images that its papers show, by path."""
    marking: str = ""
    """The marking that readers need; empty if nothing is marked."""
    role: str | None = None
    """The role that can read it; None if only the owner of the tables can."""
    left_out: int | None = None
    """Number of records that it leaves out; None for the whole."""
    cut: int = 0
    """Number of records of which it leaves out a part."""


def prepare(address: Address, scheme: tuple[str, ...], markings: tuple[str, ...]) -> bool:
    """Create the tables that all dossiers share, and the roles of a `scheme`, unless that is empty.

    Return whether the database has roles; raise `UserError` if it has, but none for one of the `markings`.
    """
    with closing(writable(address)) as connection, explaining(address):
        if connection.info.parameter_status("server_encoding") != "UTF8":
            sentence = say("the database of {server} is not in UTF-8", server=address.server)
            raise UserError(sentence, say("create it with `createdb --encoding UTF8 --template template0`"), 2)
        _wait(connection)
        connection.execute(DOSSIERS)
        check_tables(connection, address)
        if scheme:
            roles.set_up(connection, scheme)
        if found := roles.has_roles(connection):
            roles.prove(connection, address, markings)
        connection.commit()
        return found


def _wait(connection: Server) -> None:
    """Wait until no other push writes the shared tables; raise an error of psycopg if that takes long."""
    run = connection.execute
    run("SELECT set_config('lock_timeout', %s, true)", (_PATIENCE,))
    there = run("SELECT to_regclass('brief.dossier') IS NOT NULL").fetchone()
    run(_ALONE if there == (True,) else "SELECT pg_advisory_xact_lock(hashtext('brief'))")


def push(address: Address, states: Iterable[State]) -> None:
    """Write the states of a dossier to a server, in one transaction; raises `UserError`.

    The first state is the lowest release copy, and the last is the whole.
    """
    with closing(writable(address)) as connection, explaining(address):
        _show(connection, address.dossier, [_written(connection, state) for state in states])
        connection.commit()
        with suppress(psycopg.Error):
            _sweep(connection)


def _written(connection: Server, state: State) -> Row:
    """Write the tables of a state, and return its row of `brief.dossier`, without name and level."""
    run = connection.execute
    state.store.need_words()
    (number,) = _numbers(connection, "SELECT nextval('brief.state')")
    run(f"CREATE SCHEMA {schema(number)}")
    run("SELECT set_config('search_path', %s, true)", (schema(number),))
    run("SELECT set_config('maintenance_work_mem', %s, true)", (_MEMORY,))
    for statement in tables():
        run(statement)
    held = Whole(state.store) if state.left_out is None else Scrubbed(state.store)
    with connection.cursor() as cursor:
        for table in SAME:
            _copy(cursor, table, *held.rows(table))
        _copy_text(cursor, held.texts(), state.store.run)
        pictures = [(path, *picture) for path, picture in state.pictures.items()]
        cursor.executemany("INSERT INTO picture VALUES (%s, %s, %s, %s, %s)", pictures)
    for statement in indexes():
        run(statement)
    run("INSERT INTO totals SELECT count(*), coalesce(sum(size), 0) FROM text")
    run(f"ANALYZE {', '.join((*SAME, 'text', 'crowd'))}")
    _close_to_changes(connection)
    if roles.has_roles(connection):
        roles.admit(connection, schema(number), state.role)
    records = sum(state.store.counts().values())
    title, commit, is_changed = state.version
    about = (state.marking, state.role, state.left_out, state.cut)
    return (*about, number, VERSION, title, records, commit, is_changed)


def _close_to_changes(connection: Server) -> None:
    """Refuse changes in all tables of the current schema, also those that its owner might make by mistake."""
    run = connection.execute
    run(_UNCHANGING)
    names = run("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()").fetchall()
    for (name,) in names:
        run(
            f"CREATE TRIGGER unchanging BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON {name} "
            "EXECUTE FUNCTION unchanging()"
        )


def _show(connection: Server, name: str, written: list[Row]) -> None:
    """Make these states of a dossier the current ones."""
    run = connection.execute
    _wait(connection)  # of two pushes at once the later one wins
    if roles.has_roles(connection):
        roles.close(connection, name)
    run("INSERT INTO brief.former SELECT state FROM brief.dossier WHERE name = %s", (name,))
    run("DELETE FROM brief.dossier WHERE name = %s", (name,))
    for level, columns in enumerate(written):
        run(_LIST, (name, level, *columns))


def _copy(cursor: psycopg.Cursor[Row], table: str, columns: list[str], rows: Iterable[Row]) -> None:
    with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _copy_text(cursor: psycopg.Cursor[Row], texts: Iterator[Row], run: Run) -> None:
    columns = ", ".join(("record", *COLUMNS, "size", "words", "lexemes"))
    crowds = Crowds()
    with closing(Stems()) as stems, cursor.copy(f"COPY text ({columns}) FROM STDIN") as copy:
        names = Names(run, stems)
        while some := [*islice(texts, BATCH)]:
            for row in _with_stems(some, stems, crowds, names):
                copy.write_row(row)
    _copy(cursor, "crowd", ["lexeme", "records"], crowds.rows())


def _with_stems(texts: Iterable[Row], stems: Stems, crowds: Crowds, names: Names) -> Iterator[Row]:
    """Yield texts with the number of their words, their stems, and their lexemes, ids of several words among them."""
    cut = [(row, {name: str(text).split() for name, text in zip(COLUMNS, row[1:], strict=True)}) for row in texts]
    stems.learn({word for _, columns in cut for words in columns.values() for word in words})
    for row, columns in cut:
        found = {name: stems.of(words) for name, words in columns.items()}
        lexemes = dict.fromkeys(lexeme_of(stem, name) for name, some in found.items() for stem in some)
        lexemes |= dict.fromkeys(id_ for name in WORDS for id_ in names.within(found[name]))
        crowds.add(cast("int", row[0]), lexemes)
        size = sum(map(len, found.values()))
        quoted = " ".join(f"'{lexeme}'" for lexeme in lexemes)
        yield *row, size, "\n".join(spaced(found[name]) for name in WORDS), quoted


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
