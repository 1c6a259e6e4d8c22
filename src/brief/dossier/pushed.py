"""A dossier that was pushed to a server."""

from brief.named_tuple import NamedTuple


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
    marking: str = ""
    """The marking that readers need; empty if nothing is marked, or if no marking allows reading it."""
    left_out: int | None = None
    """Number of records that a release copy leaves out; None for the whole."""
    cut: int = 0
    """Number of records of which it leaves out a part."""

    @property
    def is_copy(self) -> bool:
        """True for a release copy."""
        return self.left_out is not None
