"""Lists the dossiers on a server, and opens one of them."""

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

import psycopg
from psycopg.rows import args_row

from brief.dossier.pushed import Pushed, Version
from brief.locale import say
from brief.model.user_error import UserError
from brief.stores.build import fill
from brief.stores.postgres.address import Address
from brief.stores.postgres.connection import Server, ServerConnection, connected, explaining
from brief.stores.postgres.dialect import SAME
from brief.stores.postgres.full_text import ServerText
from brief.stores.query import Store
from brief.stores.released import ReleasedStore
from brief.stores.schema import VERSION
from brief.stores.text import COLUMNS

if TYPE_CHECKING:
    from brief.images import Picture
    from brief.stores.schema import Database

DOSSIERS = """
CREATE SCHEMA IF NOT EXISTS brief;
-- The dossiers of this database. Their tables are in the schema `brief_N`, where N is the state. Of a dossier with
-- release copies each is a state of its own: `level` puts them in order, the whole last, and `role` may read it.
CREATE TABLE IF NOT EXISTS brief.dossier (
    name text COLLATE "C" NOT NULL, level smallint NOT NULL, marking text NOT NULL, role text, left_out bigint,
    cut bigint NOT NULL, state bigint NOT NULL, format integer NOT NULL, title text NOT NULL, records bigint NOT NULL,
    commit text NOT NULL, is_changed boolean NOT NULL, pushed timestamptz NOT NULL, PRIMARY KEY (name, level)
);
-- States that are no longer current. Readers may still use them, so they are deleted later.
CREATE TABLE IF NOT EXISTS brief.former (state bigint PRIMARY KEY, since timestamptz NOT NULL DEFAULT now());
CREATE SEQUENCE IF NOT EXISTS brief.state
"""
_SETTINGS = """
    SELECT set_config('search_path', %s, true), set_config('plan_cache_mode', 'force_custom_plan', true),
        set_config('synchronize_seqscans', 'off', true), set_config('max_parallel_workers_per_gather', '0', true)"""
"""Selects the schema, and a new plan for each query, because its words may be frequent or rare. The other two settings
make every plan return rows in their physical order."""
_LISTED = """
    SELECT name, title, commit, is_changed, records, to_char(pushed AT TIME ZONE 'UTC', 'YYYY-MM-DD'), state, format,
        marking, left_out, cut
    FROM brief.dossier ORDER BY name, level"""


class ServedStore(Store):
    """A compiled dossier on a server."""

    def __init__(self, connection: ServerConnection, pushed: Pushed, lower: Iterable[Pushed] = ()) -> None:
        """`lower` are its release copies, from the lowest."""
        super().__init__(connection, is_proven=False)
        self.pushed = pushed
        self.lower = [*lower]

    @cached_property
    def _index(self) -> ServerText:
        return ServerText(self._run)

    def close(self) -> None:
        """Close the connection, and the stemmer's index in memory."""
        super().close()
        if "_index" in vars(self):
            self._index.close()

    def copy_into(self, connection: "Database") -> None:
        """Copy the store into an empty database."""
        questions = {table: f"SELECT * FROM {table} ORDER BY rowid" for table in SAME}
        questions["text"] = f"SELECT record, {', '.join(COLUMNS)} FROM text ORDER BY record"
        fill(connection, ((table, self._run(question)) for table, question in questions.items()))

    def picture(self, path: str) -> "Picture | None":
        """Return the image at a path of the dossier's folder; None if it was not pushed."""
        from brief.images import Picture

        found = self._run("SELECT content, type, width, height FROM picture WHERE path = ?", (path,)).fetchone()
        return Picture(*found) if found else None


class ServedCopy(ReleasedStore, ServedStore):
    """A release copy on a server."""


def schema(state: int) -> str:
    """Return the name of the schema with a state of a dossier."""
    return f"brief_{state}"


def listed(address: Address) -> list[Pushed]:
    """Return the dossiers on a server that the user can read; raises `UserError`."""
    with connected(address) as connection:
        return [*{one.name: one for one in _listed(connection, address)}.values()]


def open_served(address: Address, chosen: Pushed | None = None, *, is_last: bool = False) -> ServedStore:
    """Open a dossier on a server, with one snapshot for all queries; raises `UserError`.

    By default, the `chosen` state is the whole, or the highest release copy that the user can read. If it `is_last`, a
    lost connection raises `UserError`; else `Damaged`, so that the caller can retry.
    """
    connection = connected(address)
    lower: list[Pushed] = []
    try:
        with explaining(address):
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            connection.read_only = True
        if chosen is None:
            *lower, chosen = _chosen(_listed(connection, address), address)
        with explaining(address):
            connection.execute(_SETTINGS, (schema(chosen.state),))
    except BaseException:
        connection.close()
        raise
    kind = ServedCopy if chosen.is_copy else ServedStore
    return kind(ServerConnection(connection, address, is_last=is_last), chosen, lower)


def check_tables(connection: Server, address: Address) -> None:
    """Raise `UserError` if the tables that all dossiers share are of another version."""
    _listed(connection, address)


def _listed(connection: Server, address: Address) -> list[Pushed]:
    with explaining(address):
        try:
            return connection.cursor(row_factory=args_row(_pushed)).execute(_LISTED).fetchall()
        except psycopg.errors.UndefinedTable:
            connection.rollback()
            return []
        except psycopg.errors.InsufficientPrivilege:
            sentence = say("the user of the address may read nothing on {server}", server=address.server)
            step = say("ask whoever pushes its dossiers for the role of a marking, such as brief_tlp_green")
            raise UserError(sentence, step, 2) from None
        except psycopg.errors.UndefinedColumn:
            sentence = say("the dossiers on {server} are of another version of brief", server=address.server)
            raise UserError(sentence, say("install that version, or use another database"), 2) from None


def _pushed(
    name: str,
    title: str,
    commit: str,
    is_changed: bool,
    records: int,
    day: str,
    state: int,
    format: int,
    marking: str,
    left_out: int | None,
    cut: int,
) -> Pushed:
    return Pushed(name, Version(title, commit, is_changed), records, day, state, format, marking, left_out, cut)


def _chosen(found: list[Pushed], address: Address) -> list[Pushed]:
    """Return the states of the dossier in the address, or of the only one, from the lowest; raises `UserError`."""
    names = list(dict.fromkeys(one.name for one in found))
    wanted = [name for name in names if name == address.dossier or not address.dossier]
    there = ", ".join(names)
    if not found:
        sentence = say("there is no dossier on {server} that the user can read", server=address.server)
        raise UserError(sentence, say("`brief push` puts one there"), 2)
    if not wanted:
        sentence = say("there is no dossier `{name}` on {server}", name=address.dossier, server=address.server)
        raise UserError(sentence, say("there are: {names}", names=there), 2)
    if len(wanted) > 1:
        sentence = say("there are several dossiers on {server}", server=address.server)
        raise UserError(sentence, say("end the address with # and one of these: {names}", names=there), 2)
    states = [one for one in found if one.name == wanted[0]]
    _refuse_other_version(states[-1])
    return states


def _refuse_other_version(pushed: Pushed) -> None:
    if pushed.format < VERSION:
        sentence = say("`{name}` was pushed with an older version of brief", name=pushed.name)
        raise UserError(sentence, say("push it again"), 2)
    if pushed.format > VERSION:
        sentence = say("`{name}` was pushed with a newer version of brief", name=pushed.name)
        raise UserError(sentence, say("update brief"), 2)
