"""Texts that programs other than brief read as null, a number, a boolean or a date, if they have no quotes."""

import re
from functools import cache

from brief.model.dates import Date
from brief.model.header import Header
from brief.model.kinds import KINDS
from brief.model.shape import Fields, fields

_WORDS = frozenset(("", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", "=", "<<"))
"""Words of YAML 1.1 and 1.2."""
_NUMBER = re.compile(
    r"[-+]?(0b[01_]+|0o[0-7]+|0x[0-9a-f_]+|[0-9][0-9_]*(:[0-5]?[0-9])*(\.[0-9_]*)?(e[-+]?[0-9]+)?"
    r"|\.[0-9][0-9_]*(e[-+]?[0-9]+)?|\.inf)|\.nan",
    re.IGNORECASE,
)
"""Numbers of YAML 1.1 and 1.2; `12:30` is one in base 60."""
_DAY = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(([Tt]|[ \t]+)[0-9]{1,2}:.*)?")
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")


def is_of_other_type(text: str, field: str = "") -> bool:
    """True if another program reads a text without quotes as something else, and the field should be a text.

    In a list, and as a rival value, a date may be one.
    """
    if field in _not_texts() or (field in ("", "value") and _DATE.fullmatch(text)):
        return False
    return text.casefold() in _WORDS or bool(_NUMBER.fullmatch(text) or _DAY.fullmatch(text))


@cache
def _not_texts() -> frozenset[str]:
    """Return the names of the fields with dates, numbers and booleans."""
    found: set[str] = set()
    known: set[type[Fields]] = set()

    def add(cls: type[Fields]) -> None:
        known.add(cls)
        for name, field in fields(cls).items():
            if field.shape.one.type in (Date, bool, int, float):
                found.add(name)
            elif field.shape.one.is_part and field.shape.one.type not in known:
                add(field.shape.one.type)

    classes: list[type[Fields]] = [Header, *(kind.record for kind in KINDS.values())]
    for cls in classes:
        add(cls)
    return frozenset(found)
