"""What is wrong with a value, in words that name the field, the value and the next step."""

import re
import unicodedata
from typing import Any

from brief.model.findings import Finding
from brief.model.names import fold, hint, with_article
from brief.model.parts import MOST, spoken
from brief.model.shape import fields
from brief.yaml.syntax import with_space
from brief.yaml.validation import Fault

ID = re.compile(r"[a-z0-9][a-z0-9-]*")
"""The form of an id."""
_STRANGE = ("Zs", "Cf", "Cc")
"""Unicode's categories of spaces, of signs that format, and of control characters."""
_MUST_BE = {
    "text": ("text", "write one value, in quotes if it begins with `[` or `{`"),
    "truth": ("`true` or `false`", "write one of the two, or delete the line"),
    "number": (f"a whole number from 1 to {MOST:,}", "write the number alone"),
    "list": ("a list", "begin each item with `- `"),
    "map": ("a map", "write `key: value`, one a line"),
    "fields": ("a map of fields", "write its fields as `field: value`"),
}
"""By the kind of fault: what a value must be, and how it is written."""


def id_finding(id_: str) -> Finding:
    """The finding for an id of the wrong form, with one of the right form that is near."""
    if not id_:
        return Finding("invalid-id", "an id is missing before the colon", "such as `jane-doe:`")
    better = re.sub(r"[^a-z0-9]+", "-", fold(id_)).strip("-")
    way = f"write `{better}`" if better else "such as `jane-doe`"
    if strange := strange_sign(id_):
        return Finding("invalid-id", f"this id contains {strange[0]}", strange[1])
    sentence = f"`{id_}` is not an id: use lowercase letters a-z, digits and hyphens"
    if accents := [sign for sign in id_ if unicodedata.combining(sign)]:
        sentence += f"; {unicodedata.name(accents[0]).lower()} (U+{ord(accents[0]):04X}) is a separate character here"
    return Finding("invalid-id", sentence, way)


def value_finding(fault: Fault, subject: str) -> tuple[Finding, bool]:
    """The finding for one fault of a value, and whether it is about the key and not its value."""
    name = next((str(step) for step in reversed(fault.path) if isinstance(step, str)), "")
    if fault.kind == "unknown":
        return _unknown_field(fault.owner, name), True
    if fault.kind == "missing":
        sentence = f"{subject} lacks `{'.'.join(map(str, fault.path))}`"
        return Finding("missing-field", sentence, _how_to_add(fault.owner, name)), True
    return _faulty_value(fault, name), fault.value is None


def _unknown_field(owner: Any, name: str) -> Finding:
    known = [name for name in fields(owner) if name != "id"]
    holder = "a dossier's head" if owner.__name__ == "Header" else with_article(spoken(owner))
    if strange := strange_sign(name):
        return Finding("unknown-field", f"the name of this field contains {strange[0]}", strange[1])
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


def _faulty_value(fault: Fault, name: str) -> Finding:
    if fault.reason:
        return Finding("invalid-date", f"`{name}`: {fault.reason.sentence}", fault.reason.hint)
    if fault.value is None:
        return Finding("invalid-value", f"`{name}` has an empty value", "fill it in, or delete it")
    if fault.kind == "choice":
        all_ = f"choose from {', '.join(fault.choices)}"
        better = hint(fault.value, fault.choices, all_) if isinstance(fault.value, str) else all_
        return Finding("invalid-choice", f"{_what(fault.value)} is not a value of `{name}`", better)
    must, way = _MUST_BE[fault.kind]
    return Finding("invalid-value", f"`{name}` must be {must}, and this is {_what(fault.value)}", way)


def _what(value: Any) -> str:
    return f"`{value}`" if isinstance(value, str) else "a list" if isinstance(value, list) else "a map"


def _how_to_add(owner: Any, name: str) -> str:
    """The step that adds a missing field, with what the field says."""
    from brief.model.docstrings import docstrings

    described = docstrings(owner).get(fields(owner)[name].attribute, "")
    first = described.split(". ")[0].rstrip(".")
    return f"add `{name}: ...`" + (f", {first[0].lower()}{first[1:]}" if first else "")
