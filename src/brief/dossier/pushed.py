"""A dossier that was pushed to a server."""

from brief.named_tuple import NamedTuple

_SERVERS = ("postgresql://", "postgres://")


class Version(NamedTuple):
    """The state of the files that were pushed."""

    title: str
    commit: str = ""
    """The git commit; empty without git."""
    is_changed: bool = False
    """True if the files differed from the commit."""


class Pushed(NamedTuple):
    """A dossier on a server."""

    name: str
    version: Version
    records: int
    day: str
    """The day when it was pushed, in UTC."""
    state: int
    """The number of its tables."""
    format: int
    """The `VERSION` of its tables."""


def is_address(words: str) -> bool:
    """True if this is the address of a server, not a path."""
    return words.startswith(_SERVERS)
