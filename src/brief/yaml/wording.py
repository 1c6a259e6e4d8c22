"""What is wrong with a value, in words that name the field, the value and the next step."""

import re
import unicodedata
from functools import cache
from typing import Any

from brief.model.dates import DateError
from brief.model.findings import Finding
from brief.model.names import fold, hint, with_article
from brief.model.parts import MOST, spoken
from brief.model.shape import fields
from brief.yaml.syntax import with_space

ID = re.compile(r"[a-z0-9][a-z0-9-]*")
"""The form of an id."""
_STRANGE = ("Zs", "Cf", "Cc")
"""Unicode's categories of spaces, of signs that format, and of control characters."""
_NUMBERS = ("int_type", "int_parsing", "int_parsing_size", "greater_than_equal", "less_than_equal")
_MUST_BE = {
    "string_type": "text",
    "bool_type": "`true` or `false`",
    "bool_parsing": "`true` or `false`",
    **dict.fromkeys(_NUMBERS, f"a whole number from 1 to {MOST:,}"),
    "tuple_type": "a list",
    "dict_type": "a map",
    "dataclass_type": "a map of fields",
}


def id_finding(id_: str) -> Finding:
    """The finding for an id of the wrong form, with one of the right form that is near."""
    if not id_:
        return Finding("invalid-id", "an id is missing before the colon", "such as `jane-doe:`")
    better = re.sub(r"[^a-z0-9]+", "-", fold(id_)).strip("-")
    way = f"write `{better}`" if better else "such as `jane-doe`"
    if strange := strange_sign(id_):
        return Finding("invalid-id", f"{strange[0]} is in this id", strange[1])
    sentence = f"`{id_}` is not an id: small letters a-z, digits and hyphens"
    if accents := [sign for sign in id_ if unicodedata.combining(sign)]:
        sentence += f"; {unicodedata.name(accents[0]).lower()} (U+{ord(accents[0]):04X}) is a sign of its own here"
    return Finding("invalid-id", sentence, way)


def value_finding(fault: Any, cls: type, subject: str) -> tuple[Finding, bool]:
    """The finding for one error of validation, and whether it is about the key and not its value."""
    path, kind = fault["loc"], fault["type"]
    name = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    if kind == "unexpected_keyword_argument":
        return _unknown_field(_class_at(cls, path[:-1]), name), True
    if kind == "missing":
        owner = _class_at(cls, path[:-1])
        return Finding("missing-field", f"{subject} lacks `{'.'.join(map(str, path))}`", _describe(owner, name)), True
    return _faulty_value(fault, name), fault["input"] is None


def _unknown_field(owner: Any, name: str) -> Finding:
    known = [name for name in fields(owner) if name != "id"]
    holder = "a dossier's head" if owner.__name__ == "Header" else with_article(spoken(owner))
    if strange := strange_sign(name):
        return Finding("unknown-field", f"{strange[0]} is in the name of this field", strange[1])
    better = with_space(name) or hint(name, known, f"its fields are {', '.join(known)}")
    return Finding("unknown-field", f"`{name}` is not a field of {holder}", better)


def before_colon(key: str | int) -> str:
    """The field that a key is about in which no space follows the colon, as in `title:Visit`."""
    return str(key).partition(":")[0]


def strange_sign(name: str) -> tuple[str, str] | None:
    """The first sign in a name that looks like a space, or like nothing; and the name as it may be meant."""
    strange = [sign for sign in name if unicodedata.category(sign) in _STRANGE and sign != " "]
    if not strange:
        return None
    what = unicodedata.name(strange[0], "control character").lower()
    plain = "".join(sign for sign in name if sign not in strange).strip()
    way = "indent with spaces" if name[0].isspace() else "type it again"
    return f"{with_article(what)} (U+{ord(strange[0]):04X})", f"{way}: `{plain}`"


def _faulty_value(fault: Any, name: str) -> Finding:
    value, kind = fault["input"], fault["type"]
    cause = fault.get("ctx", {}).get("error")
    if isinstance(cause, DateError):
        return Finding("invalid-date", f"`{name}`: {cause.sentence}", cause.hint)
    if kind == "literal_error":
        return _not_a_choice(name, value, fault["ctx"]["expected"])
    if value is None:
        return Finding("invalid-value", f"`{name}` holds an empty value", "fill it in, or delete it")
    must = _MUST_BE.get(kind, "of another form")
    return Finding("invalid-value", f"`{name}` must be {must}, and this is {_what(value)}", _how(kind))


def _not_a_choice(name: str, value: Any, expected: str) -> Finding:
    choices = re.findall(r"'([^']*)'", expected)
    all_ = f"choose from {', '.join(choices)}"
    better = hint(value, choices, all_) if isinstance(value, str) else all_
    return Finding("invalid-choice", f"{_what(value)} is not a value of `{name}`", better)


def _what(value: Any) -> str:
    return f"`{value}`" if isinstance(value, str) else "a list" if isinstance(value, list) else "a map"


def _how(kind: str) -> str:
    return {
        "string_type": "write one value, in quotes if it begins with `[` or `{`",
        "bool_type": "write one of the two, or delete the line",
        "bool_parsing": "write one of the two, or delete the line",
        **dict.fromkeys(_NUMBERS, "write the number alone"),
        "tuple_type": "begin each item with `- `",
        "dict_type": "write `key: value`, one a line",
        "dataclass_type": "write its fields as `field: value`",
    }.get(kind, "see the reference of the format")


def _class_at(cls: Any, path: tuple[str | int, ...]) -> Any:
    """The dataclass that holds the fields at this path of a record."""
    for step in path:
        if isinstance(step, int):
            continue
        item = fields(cls).get(step)
        if item is None:
            return cls
        held = item.shape.item or item.shape
        cls = held.type if held.is_part else cls
    return cls


@cache
def _describe(owner: Any, name: str) -> str:
    """The step that adds a missing field, with what the field says."""
    from pydantic import TypeAdapter

    schema = TypeAdapter(owner).json_schema()
    described = schema.get("properties", {}).get(name, {}).get("description", "")
    first = described.split(". ")[0].rstrip(".").replace("\n", " ")
    return f"add `{name}: ...`" + (f", {first[0].lower()}{first[1:]}" if first else "")
