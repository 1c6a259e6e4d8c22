"""Writes the findings for invalid values: each names the field, the value and the next step."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from brief.locale import Message, say
from brief.model.dates.suggestions import only_reading
from brief.model.field_order import field_order
from brief.model.findings import Finding
from brief.model.marks import listed_ids
from brief.model.names import fold, hint, meant, with_article
from brief.model.parts import MOST, Citation, Difference, spoken
from brief.model.shape import fields
from brief.yaml.build import HEAD
from brief.yaml.other_words import field_meant
from brief.yaml.syntax import with_space
from brief.yaml.validation import Fault

_STRANGE = ("Zs", "Cf", "Cc")
"""Unicode categories: spaces, format characters, control characters."""
_MUST_BE: dict[str, tuple[Message, Message]] = {
    "text": (say("text"), say("write one value, in quotes if it begins with `[` or `{`")),
    "truth": (say("`true` or `false`"), say("write one of the two, or delete the line")),
    "number": (say("a whole number from 1 to {most:,}", most=MOST), say("write the number alone")),
    "list": (say("a list"), say("begin each item with `- `")),
    "map": (say("a map"), say("write `key: value`, one a line")),
    "fields": (say("a map of fields"), say("write its fields as `field: value`")),
}
"""For each kind of fault, what the value must be, and how to write it."""


def id_finding(id_: str) -> Finding:
    """Return the finding for an invalid id, with a similar valid one as hint."""
    if not id_:
        return Finding("invalid-id", say("an id is missing before the colon"), say("such as `jane-doe:`"))
    if id_ == HEAD:
        taken = say("`{id}` is the id of the dossier itself", id=id_)
        return Finding("reserved-id", taken, say("choose another id"), record=id_)
    better = re.sub(r"[^a-z0-9]+", "-", fold(id_)).strip("-")
    way = say("write `{better}`", better=better) if better else say("such as `jane-doe`")
    if strange := strange_sign(id_):
        return Finding("invalid-id", say("this id contains {character}", character=strange[0]), strange[1])
    sentence: str = say("`{id}` is not an id: use lowercase letters a-z, digits and hyphens", id=id_)
    if accents := [sign for sign in id_ if unicodedata.combining(sign)]:
        sentence += say(
            "; {code}, {name}, is a separate character here",
            code=f"U+{ord(accents[0]):04X}",
            name=unicodedata.name(accents[0]).lower(),
        )
    return Finding("invalid-id", sentence, way)


def value_finding(fault: Fault, subject: str) -> tuple[Finding, bool]:
    """Return the finding for a fault, and True if it is about the key, not the value."""
    name = next((str(step) for step in reversed(fault.path) if isinstance(step, str)), "")
    if fault.kind == "unknown":
        return _unknown_field(fault.owner, name), True
    if fault.kind == "missing":
        sentence = say("{subject} has no `{field}`", subject=subject, field=".".join(map(str, fault.path)))
        return Finding("missing-field", sentence, _how_to_add(fault.owner, name)), True
    return _faulty_value(fault, name), fault.value is None


def _unknown_field(owner: Any, name: str) -> Finding:
    holder = say("a dossier's head") if owner.__name__ == "Header" else with_article(spoken(owner))
    if strange := strange_sign(name):
        return Finding(
            "unknown-field", say("the name of this field contains {character}", character=strange[0]), strange[1]
        )
    better = with_space(name) or field_hint(owner, name)
    return Finding("unknown-field", say("`{name}` is not a field of {holder}", name=name, holder=holder), better)


def field_hint(owner: Any, name: str) -> str:
    """Return a hint with the field that an unknown one may mean, or with all fields of a class."""
    known = field_order(owner)
    inside = {path.partition(".")[0]: path for path in _in_parts(owner, name)}
    if other := field_meant(name, known):
        return meant(inside.get(other, other))
    if len(inside) == 1:
        return meant(*inside.values())
    return hint(name, known, say("its fields are {known}", known=", ".join(known)))


def _in_parts(owner: Any, name: str) -> Iterator[str]:
    """Yield the paths of the fields of this name in the parts of a class: `roles.0.rank`."""
    for field in fields(owner).values():
        part = field.shape.one.type
        if field.shape.one.is_part and part not in (Citation, Difference) and name in fields(part):
            yield f"{field.name}.0.{name}" if field.shape.is_list else f"{field.name}.{name}"


def before_colon(key: str | int) -> str:
    """Return the field name in a key without a space after its colon: `title:Visit` gives `title`."""
    return str(key).partition(":")[0]


def strange_sign(name: str) -> tuple[str, str] | None:
    """Return the first space-like or invisible character in a name, and a hint with the likely name; else None."""
    strange = [sign for sign in name if unicodedata.category(sign) in _STRANGE and sign != " "]
    if not strange:
        return None
    what = unicodedata.name(strange[0], say("control character")).lower()
    plain = "".join(sign for sign in name if sign not in strange).strip()
    way = say("indent with spaces") if name[0].isspace() else say("type it again")
    return f"U+{ord(strange[0]):04X}, {what}", f"{way}: `{plain}`"


def _faulty_value(fault: Fault, name: str) -> Finding:
    if fault.reason:
        only = only_reading(fault.value) if isinstance(fault.value, str) else None
        return Finding("invalid-date", f"`{name}`: {fault.reason.sentence}", fault.reason.hint, fix=only)
    if fault.value is None:
        return Finding("invalid-value", say("`{name}` has an empty value", name=name), say("fill it in, or delete it"))
    if fault.kind == "choice":
        all_ = say("choose from {choices}", choices=", ".join(fault.choices))
        better = hint(fault.value, fault.choices, all_) if isinstance(fault.value, str) else all_
        same = [choice for choice in fault.choices if str(fault.value).strip().lower() == choice.lower()]
        sentence = say("{what} is not a value of `{name}`", what=_what(fault.value), name=name)
        return Finding("invalid-choice", sentence, better, fix=same[0] if len(same) == 1 else None)
    form = fault.form
    must, way = (form.words, say("such as `{example}`", example=form.example)) if form else _MUST_BE[fault.kind]
    if fault.kind == "map" and (keys := _keys(fault.value)):
        way = say("write `{example}`", example=f"{{{', '.join(f'{key}: ...' for key in keys)}}}")
    return Finding(
        "invalid-value",
        say("`{name}` must be {type}, but this is {what}", name=name, type=must, what=_what(fault.value)),
        way,
    )


def _keys(value: Any) -> list[str]:
    """Return the keys that a text or a list in place of a map may mean: ids; none for anything else."""
    found = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    return listed_ids(", ".join(map(str, found)))


def _what(value: Any) -> str:
    return f"`{value}`" if isinstance(value, str) else say("a list") if isinstance(value, list) else say("a map")


def _how_to_add(owner: Any, name: str) -> str:
    """Return a hint to add a missing field, with the description of the field."""
    from brief.model.docstrings import meaning_of

    meaning = meaning_of(owner, fields(owner)[name].attribute)
    added = say("add `{name}: ...`", name=name)
    return say("{added}, {meaning}", added=added, meaning=say(meaning)) if meaning else added
