"""The order of fields in a file: first the name of a record, then the fields of its kind, then those of all records."""

from typing import Any

from brief.model.kinds import KINDS
from brief.model.parts import Part, Record
from brief.model.shape import fields

_BESIDE_TITLE = ("short", "importance", "was")
"""Fields of every record that are written below its title."""


def field_order(cls: Any) -> list[str]:
    """Return the fields of a class of records or parts, by their names in YAML, in the order of a file."""
    common = [name for base in (Record, Part) if issubclass(cls, base) for name in fields(base)]
    own = [name for name in fields(cls) if name not in common]
    if issubclass(cls, Record):
        title = KINDS[cls.KIND].title
        own = [title, *(name for name in _BESIDE_TITLE if name in common), *(name for name in own if name != title)]
    return own + [name for name in common if name not in own and name != "id"]
