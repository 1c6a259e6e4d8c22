"""A connection to a server. It reports each error in one sentence, without the password."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

import psycopg
from psycopg.conninfo import make_conninfo

from brief.locale import key, say
from brief.model.user_error import UserError
from brief.stores.postgres.address import Address
from brief.stores.postgres.dialect import translated
from brief.stores.trust import Damaged

if TYPE_CHECKING:
    from brief.stores.schema import Cursor

Server = psycopg.Connection[tuple[object, ...]]
"""A connection of psycopg."""
_CODES = {
    "53100": (key("the disk of {server} is full"), key("free some of it, and push again")),
    "25006": (key("{server} is a replica, which cannot be written to"), key("name the primary")),
    "42501": (
        key("the user of the address may not do this on {server}"),
        key("name another user, or ask the owner of the database to grant a role that may"),
    ),
    "42P01": (key("{server} lacks a table of this dossier"), key("push it again")),
    "54000": (key("a name or a text of the dossier is too long for {server}"), key("shorten it")),
    "57014": (key("{server} has stopped the query"), key("raise its `statement_timeout`")),
    "53300": (key("{server} has too many connections"), key("try again later")),
    "55P03": (key("{server} is busy: someone is reading or pushing this dossier"), key("try again later")),
    "0LP01": (
        key("the roles on {server} follow a different order of markings"),
        key("use one order in all dossiers of a server"),
    ),
}
"""Sentences and next steps by SQLSTATE (https://www.postgresql.org/docs/current/errcodes-appendix.html)."""
_BEFORE = re.compile(r".*(?:FATAL:|failed:|is bad:) *")
"""The words of libpq before the reason of an error."""


_GONE = (
    psycopg.errors.UndefinedTable,
    psycopg.errors.InsufficientPrivilege,
    psycopg.errors.SerializationFailure,
)
"""Errors of a reader whose state was deleted or closed; the last one occurs on a replica."""


class ServerConnection:
    """Implements the `Connection` protocol of the stores for a server."""

    def __init__(self, opened: Server, address: Address, *, is_last: bool = False) -> None:
        """Wrap an open connection. If it `is_last`, a lost connection raises `UserError`; else `Damaged`, to retry."""
        self.opened = opened
        self._address = address
        self._is_last = is_last

    def execute(self, query: str, values: Sequence[object] | Mapping[str, object] = (), /) -> "Cursor":
        """Run a query of the stores with its values; raises `UserError` and `Damaged`."""
        try:
            with explaining(self._address):
                return cast("Cursor", self.opened.execute(translated(query).encode(), values))
        except UserError as error:
            is_gone = self.opened.broken or isinstance(error.__cause__, _GONE)
            if is_gone and not self._is_last:
                raise Damaged from error
            raise

    def close(self) -> None:
        """Close the connection."""
        self.opened.close()


def connected(address: Address, **more: str) -> Server:
    """Connect to a server; the settings `more` replace those of the address. Raises `UserError`."""
    step = say("check user, host, port and database of the address, and that the server runs")
    with explaining(address, say("cannot connect to {server}", server=address.server), step):
        opened: Server = psycopg.connect(make_conninfo("", **(address.settings | more)))
        return opened


def writable(address: Address) -> Server:
    """Connect to the primary among the hosts of an address; raises `UserError`."""
    try:
        return connected(address, target_session_attrs="read-write")
    except UserError:
        connected(address, target_session_attrs="any").close()  # raises the same if no host answers
        sentence = say(
            "no host of {server} takes a push: all that answer are read-only, as replicas are", server=address.server
        )
        raise UserError(sentence, say("name the primary, or start it")) from None


@contextmanager
def explaining(address: Address, sentence: str = "", step: str = "") -> Iterator[None]:
    """Raise `UserError` with one sentence, and a next step, for an error of psycopg."""
    try:
        yield
    except psycopg.Error as error:
        if error.sqlstate in _CODES:
            sentence, step = _CODES[error.sqlstate]
            raise UserError(say(sentence, server=address.server), say(step), 2) from error
        raise UserError(_explanation(error, address, sentence), step, 2) from error


def _explanation(error: psycopg.Error, address: Address, sentence: str) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip() and not line.endswith("?")]
    last = (lines or [type(error).__name__])[0 if error.sqlstate else -1]
    reason = _BEFORE.sub("", last)
    if password := address.settings.get("password"):
        reason = reason.replace(password, "***")
    if not sentence:
        is_lost = isinstance(error, psycopg.OperationalError) and not error.sqlstate
        lost = say("the connection to {server} is lost", server=address.server)
        sentence = lost if is_lost else say("{server} reports an error", server=address.server)
    return f"{sentence}: {reason}"
