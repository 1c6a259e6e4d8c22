"""Parses the address of a server and of a dossier on it: `postgresql://USER@HOST/DATABASE#DOSSIER`."""

import re

from brief.locale import say
from brief.model.user_error import UserError
from brief.named_tuple import NamedTuple

_KEYWORDS = {
    "application_name": "brief",
    "client_encoding": "UTF8",
    "connect_timeout": "10",
    "keepalives_idle": "30",
    "tcp_user_timeout": "30000",
}
"""Default settings of a connection, which the address can replace."""
_FORM = re.compile(r"postgres(?:ql)?://(?:[^@/]*@)?[^@?]*(?:\?.*)?")
"""An address up to `#`. It has one `@` at most: another belongs to a password, which would be taken for a host."""


class Address(NamedTuple):
    """A server, and the name of a dossier on it."""

    settings: dict[str, str]
    """Parameters of libpq (https://www.postgresql.org/docs/current/libpq-connect.html)."""
    dossier: str
    """Empty if the address names none."""
    server: str
    """The server as shown to people: without the user and the password."""

    @property
    def name(self) -> str:
        """The name of the dossier, or of the database if the address names none."""
        return self.dossier or self.settings.get("dbname", "")

    @property
    def shown(self) -> str:
        """The whole address as shown to people."""
        return f"{self.server}#{self.dossier}" if self.dossier else self.server


def parsed(words: str) -> Address:
    """Parse an address. Raises `UserError`, which does not repeat the address, because it may contain a password.

    This is the first function to import psycopg, which is optional.
    """
    try:
        from psycopg import Error
        from psycopg.conninfo import conninfo_to_dict
    except ImportError:
        import sys
        from shlex import quote

        sentence = say("a dossier on a server needs psycopg")
        hint = say("{python} -m pip install {package}", python=quote(sys.executable), package="'psycopg[binary]'")
        raise UserError(sentence, hint) from None
    url, _, dossier = words.partition("#")
    try:
        found = conninfo_to_dict(url) if _FORM.fullmatch(url) and "@" not in dossier else None
        for host in str(found.get("host") or "").split(",") if found else ():
            host.encode("utf-8" if host.startswith("/") else "idna")  # as the look-up of its address does
    except (Error, UnicodeError):
        found = None
    if found is None:
        raise _refused(words)
    settings = _KEYWORDS | {name: str(value) for name, value in found.items()}
    hosts, ports = settings.get("host", "").split(","), settings.get("port", "").split(",")
    ports = ports * len(hosts) if len(ports) == 1 else ports
    places = ",".join(f"{host}:{port}" if port else host for host, port in zip(hosts, ports, strict=False))
    return Address(settings, dossier, f"postgresql://{places}/{settings.get('dbname', '')}")


def _refused(words: str) -> UserError:
    """Return the error for words that are no address; it names a wrong parameter."""
    from psycopg.pq import Conninfo

    known = {option.keyword.decode() for option in Conninfo.get_defaults()}
    url, _, query = words.partition("#")[0].partition("?")
    names = [pair.partition("=")[0] for pair in query.split("&")] if "@" not in words.replace(url, "", 1) else []
    if wrong := [name for name in names if name and name not in known]:
        sentence = say("the address of a PostgreSQL server has no parameter `{name}`", name=wrong[0])
        return UserError(sentence, say("correct it, or leave it out"), 2)
    form = say("write it as postgresql://USER@HOST/DATABASE#DOSSIER")
    if words.count("@") > 1 or "@" in words.partition("#")[2]:
        form = say("{form}, and @, / and # in a password as %40, %2F and %23", form=form)
    return UserError(say("this is not the address of a PostgreSQL server"), form, 2)
