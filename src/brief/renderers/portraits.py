"""Portraits beside the names in a list of people; initials where there is none."""

from collections.abc import Mapping
from typing import NamedTuple

_MOST_INITIALS = 3


class Portrait(NamedTuple):
    """The likeness of a person."""

    name: str
    address: str = ""
    """Address of the image; empty for none."""

    @property
    def initials(self) -> str:
        """The first letters of the name: `PMT`."""
        firsts = (next(filter(str.isalnum, word), "") for word in self.name.split())
        return "".join(firsts)[:_MOST_INITIALS].upper()


Portraits = Mapping[str, Portrait]
"""The portraits of people by id."""
