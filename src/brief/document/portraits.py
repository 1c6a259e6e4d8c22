"""Letterheads and portraits."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from brief.named_tuple import NamedTuple

if TYPE_CHECKING:
    from brief.images import Picture

_MOST_INITIALS = 3


class Letterhead(NamedTuple):
    """The letterhead on the first page of a paper."""

    name: str
    address: str = ""
    colour: str = ""
    """Colour of rules and headings, as `#1f3a5f`; empty for the default."""
    logo: str = ""
    """Path in the dossier's folder."""


class Portrait(NamedTuple):
    """A portrait of a person; initials replace a missing picture."""

    name: str
    image: str = ""
    """Path in the dossier's folder."""

    @property
    def initials(self) -> str:
        """Return the first letters of the name, at most three: `PMT`."""
        firsts = [next(filter(str.isalnum, word), "") for word in self.name.split()]
        return "".join(filter(None, firsts))[:_MOST_INITIALS].upper()


Pictures = Callable[[str], "Picture | None"]
"""Returns the image at a path in the dossier's folder; None if it cannot be shown."""
