"""What a page shows of people and desks beside words: letterheads and portraits."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from brief.named_tuple import NamedTuple

if TYPE_CHECKING:
    from brief.images import Picture

_MOST_INITIALS = 3


class Letterhead(NamedTuple):
    """Whose paper it is: what the first page begins with."""

    name: str
    address: str = ""
    colour: str = ""
    """Of rules and headings, as `#1f3a5f`; empty for the usual one."""
    logo: str = ""
    """Path in the dossier's folder."""


class Portrait(NamedTuple):
    """The likeness of a person; initials stand where there is no picture."""

    name: str
    image: str = ""
    """Path in the dossier's folder."""

    @property
    def initials(self) -> str:
        """The first letters of the name, at most three: `PMT`."""
        firsts = [next(filter(str.isalnum, word), "") for word in self.name.split()]
        return "".join(filter(None, firsts))[:_MOST_INITIALS].upper()


Pictures = Callable[[str], "Picture | None"]
"""The image at a path of the dossier's folder; None where it cannot be shown."""
