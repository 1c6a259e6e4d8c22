"""Records as they are read from the files, on their way to the store."""

from typing import TYPE_CHECKING

from brief.named_tuple import NamedTuple

if TYPE_CHECKING:
    from brief.model.parts import Record
    from brief.model.serialization import Reference


class Located(NamedTuple):
    """A record and the line of its id."""

    record: "Record"
    line: int


class Unread(NamedTuple):
    """A record that cannot be read whole, or the head, with the references that can."""

    id: str
    """Empty for the head."""
    line: int
    references: "tuple[Reference, ...]"
