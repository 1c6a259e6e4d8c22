"""Parses the address of a server and of a dossier on it: `postgresql://USER@HOST/DATABASE#DOSSIER`."""

from brief.dossier.pushed import is_address
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


class Address(NamedTuple):
    """A server, and the name of a dossier on it."""

    settings: dict[str, str]
    """Parameters of libpq (https://www.postgresql.org/docs/current/libpq-connect.html)."""
    dossier: str
    """Empty if the address names none."""
    server: str
    """The server as shown to people: without the user and the password."""

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
        sentence = say("a dossier on a server needs psycopg")
        raise UserError(sentence, say("install it with `pip install 'brief-cli[postgres]'`")) from None
    url, _, dossier = words.partition("#")
    try:
        found = conninfo_to_dict(url) if is_address(words) else None
    except Error:
        found = None
    if found is None:
        sentence = say("this is no address of a PostgreSQL server")
        raise UserError(sentence, say("write it as postgresql://USER@HOST/DATABASE#DOSSIER"), 2)
    settings = _KEYWORDS | {name: str(value) for name, value in found.items()}
    hosts, ports = settings.get("host", "").split(","), settings.get("port", "").split(",")
    ports = ports * len(hosts) if len(ports) == 1 else ports
    places = ",".join(f"{host}:{port}" if port else host for host, port in zip(hosts, ports, strict=False))
    return Address(settings, dossier, f"postgresql://{places}/{settings.get('dbname', '')}")
