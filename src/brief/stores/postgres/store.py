"""Lists the dossiers on a server, and opens one of them."""

from functools import cached_property
from typing import TYPE_CHECKING

import psycopg
from psycopg.rows import args_row

from brief.dossier.pushed import Pushed, Version
from brief.locale import say
from brief.model.user_error import UserError
from brief.stores.postgres.address import Address
from brief.stores.postgres.connection import Server, ServerConnection, connected, explaining
from brief.stores.postgres.full_text import ServerText
from brief.stores.query import Store
from brief.stores.schema import VERSION

if TYPE_CHECKING:
    from brief.images import Picture

DOSSIERS = """
CREATE SCHEMA IF NOT EXISTS brief;
-- The dossiers of this database. Their tables are in the schema `brief_N`, where N is the state.
CREATE TABLE IF NOT EXISTS brief.dossier (
    name text COLLATE "C" PRIMARY KEY, state bigint NOT NULL, format integer NOT NULL, title text NOT NULL,
    records bigint NOT NULL, commit text NOT NULL, is_changed boolean NOT NULL, pushed timestamptz NOT NULL
);
-- States that are no longer current. Readers may still use them, so they are deleted later.
CREATE TABLE IF NOT EXISTS brief.former (state bigint PRIMARY KEY, since timestamptz NOT NULL DEFAULT now());
CREATE SEQUENCE IF NOT EXISTS brief.state
"""
_SETTINGS = "SELECT set_config('search_path', %s, true), set_config('plan_cache_mode', 'force_custom_plan', true)"
"""Selects the schema, and a new plan for each query, because its words may be frequent or rare."""
_LISTED = """
    SELECT name, title, commit, is_changed, records, to_char(pushed AT TIME ZONE 'UTC', 'YYYY-MM-DD'), state, format
    FROM brief.dossier ORDER BY name"""


class ServedStore(Store):
    """A compiled dossier on a server."""

    @cached_property
    def _index(self) -> ServerText:
        return ServerText(self._run)

    def close(self) -> None:
        """Close the connection, and the stemmer's index in memory."""
        super().close()
        if "_index" in vars(self):
            self._index.close()

    def copy_into(self, connection: object) -> None:
        """Raise `UserError`: a release copy can only be built from files."""
        raise UserError(
            say("--release-to: a dossier on a server cannot be copied"),
            say("use its files, or push a dossier without what is marked higher"),
            2,
        )

    def picture(self, path: str) -> "Picture | None":
        """Return the image at a path of the dossier's folder; None if it was not pushed."""
        from brief.images import Picture

        found = self._run("SELECT content, type, width, height FROM picture WHERE path = ?", (path,)).fetchone()
        return Picture(*found) if found else None


def schema(state: int) -> str:
    """Return the name of the schema with a state of a dossier."""
    return f"brief_{state}"


def listed(address: Address) -> list[Pushed]:
    """Return the dossiers on a server; raises `UserError`."""
    with connected(address) as connection:
        return _listed(connection, address)


def open_served(address: Address, *, is_last: bool = False) -> ServedStore:
    """Open a dossier on a server, with one snapshot for all queries; raises `UserError`.

    If it `is_last`, a lost connection raises `UserError`; else `Damaged`, so that the caller can retry.
    """
    connection = connected(address)
    try:
        with explaining(address):
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            connection.read_only = True
        chosen = _chosen(_listed(connection, address), address)
        connection.execute(_SETTINGS, (schema(chosen.state),))
    except BaseException:
        connection.close()
        raise
    return ServedStore(ServerConnection(connection, address, is_last=is_last), is_proven=False)


def _listed(connection: Server, address: Address) -> list[Pushed]:
    with explaining(address):
        try:
            return connection.cursor(row_factory=args_row(_pushed)).execute(_LISTED).fetchall()
        except psycopg.errors.UndefinedTable:
            connection.rollback()
            return []
        except psycopg.errors.UndefinedColumn:
            sentence = say("the dossiers on {server} are of another version of brief", server=address.server)
            raise UserError(sentence, say("install that version, or use another database")) from None


def _pushed(
    name: str, title: str, commit: str, is_changed: bool, records: int, day: str, state: int, format: int
) -> Pushed:
    return Pushed(name, Version(title, commit, is_changed), records, day, state, format)


def _chosen(found: list[Pushed], address: Address) -> Pushed:
    """Return the dossier that the address names, or the only one; raises `UserError`."""
    wanted = [one for one in found if one.name == address.dossier or not address.dossier]
    names = ", ".join(one.name for one in found)
    if not found:
        sentence = say("there is no dossier on {server}", server=address.server)
        raise UserError(sentence, say("`brief push` puts one there"), 2)
    if not wanted:
        sentence = say("there is no dossier `{name}` on {server}", name=address.dossier, server=address.server)
        raise UserError(sentence, say("there are: {names}", names=names), 2)
    if len(wanted) > 1:
        sentence = say("there are several dossiers on {server}", server=address.server)
        raise UserError(sentence, say("end the address with # and one of these: {names}", names=names), 2)
    if wanted[0].format != VERSION:
        sentence = say("`{name}` was pushed with a newer version of brief", name=wanted[0].name)
        if wanted[0].format < VERSION:
            sentence = say("`{name}` was pushed with an older version of brief", name=wanted[0].name)
            raise UserError(sentence, say("push it again"))
        raise UserError(sentence, say("update brief"))
    return wanted[0]
