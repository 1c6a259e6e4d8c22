"""The JSON Schema (2020-12) of the format, from the classes of records, for editors."""

from typing import Any

from brief.locale import say
from brief.model.dates import Date
from brief.model.docstrings import docstrings, summary
from brief.model.header import Header, LayoutSection
from brief.model.kinds import SECTIONS
from brief.model.parts import MOST, Citation, CitedByField, OneOrMore
from brief.model.shape import ID, Field, Shape, fields
from brief.yaml.build import HEAD

_Schema = dict[str, Any]
_TEXT: _Schema = {"type": ["string", "number"]}
"""An editor reads `2025` as a number, a dossier as text."""
_SHORT_CITATION: _Schema = {
    "type": "string",
    "pattern": "^[a-z0-9][a-z0-9-]*( .+)?$",
    "examples": ["annual-report p. 12"],
}
_SIMPLE: dict[Any, _Schema] = {
    str: _TEXT,
    bool: {"type": "boolean"},
    int: {"type": "integer", "minimum": 1, "maximum": MOST},
    Date: {
        **_TEXT,
        "title": say("EDTF date"),
        "description": say(
            "A date or interval in EDTF (ISO 8601-2:2019), as precise as the source and no more: a year, "
            "a month, a day, a season (21 to 24; northern 25 to 28, southern 29 to 32), a quarter (33 to "
            "36) or a half (40, 41); a day may have a time, 2025-02-03T14:30:00+07:00; ? uncertain, ~ "
            "approximate, % both, X for a digit not known; .. open, nothing unknown."
        ),
        "examples": ["2025", "2025-02", "2025-02-03", "2018~", "2024/2025", "2019-01-24/..", "2023-05-XX"],
    },
}


def json_schema() -> _Schema:
    """The schema of one file of a dossier."""
    parts: dict[str, _Schema] = {}
    properties = {HEAD: _part(Header, parts)}
    for section, kind in SECTIONS.items():
        properties[section] = {
            "type": ["object", "null"],
            "propertyNames": {"pattern": f"^{ID.pattern}$"},
            "additionalProperties": _part(kind.record, parts),
        }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A file of a dossier",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "$defs": dict(sorted(parts.items())),
    }


def _part(cls: Any, parts: dict[str, _Schema]) -> _Schema:
    """A reference to the schema of a record or part, which is put among the `parts`."""
    if cls.__name__ not in parts:
        parts[cls.__name__] = {}
        known = {name: found for name, found in fields(cls).items() if name != "id"}
        said = docstrings(cls)
        written: _Schema = {
            "title": cls.__name__,
            "description": summary(cls),
            "type": "object",
            "properties": {name: _field(found, said, parts) for name, found in known.items()},
            "required": [name for name, found in known.items() if found.is_required],
            "additionalProperties": False,
        }
        short = {Citation: _SHORT_CITATION, LayoutSection: written["properties"].get("section")}.get(cls)
        parts[cls.__name__] |= {"anyOf": [short, written]} if short else written
    return {"$ref": f"#/$defs/{cls.__name__}"}


def _field(field: Field, said: dict[str, str], parts: dict[str, _Schema]) -> _Schema:
    found = dict(_form(field.shape, parts))
    if field.attribute in said:
        found["description"] = said[field.attribute]
    if isinstance(field.default, bool | int | str) and field.default != "":
        found["default"] = field.default
    return found


def _form(shape: Shape, parts: dict[str, _Schema]) -> _Schema:
    """The schema of a value of this shape."""
    found = _bare(shape, parts)
    return {"anyOf": [found, {"type": "null"}]} if shape.is_optional else found


def _bare(shape: Shape, parts: dict[str, _Schema]) -> _Schema:
    if shape.is_list and shape.item:
        one = _form(shape.item, parts)
        either = [one, {"type": "array", "items": one}]
        if any(isinstance(mark, CitedByField) for mark in shape.marks):
            by_field = {"type": "object", "not": {"required": ["source"]}, "additionalProperties": {"anyOf": either}}
            return {"anyOf": [*either, by_field]}
        return {"anyOf": either} if any(isinstance(mark, OneOrMore) for mark in shape.marks) else either[1]
    if shape.is_map and shape.item:
        return {"type": "object", "additionalProperties": _form(shape.item, parts)}
    if shape.choices:
        return {"enum": [*shape.choices, *(int(choice) for choice in shape.choices if choice.isdigit())]}
    if shape.form:
        return {**_TEXT, "pattern": f"^({shape.form.pattern})$"}
    return _part(shape.type, parts) if shape.is_part else _SIMPLE[shape.type]
