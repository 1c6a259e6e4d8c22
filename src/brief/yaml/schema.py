"""Generates the JSON Schema (2020-12) of the format from the record classes, or of one dossier with its ids."""

from collections.abc import Callable, Iterable
from typing import Any

from brief.locale import say
from brief.model.dates import Date
from brief.model.dates.grammar import PATTERN
from brief.model.docstrings import docstrings, summary
from brief.model.header import Header, LayoutSection, Marking
from brief.model.kinds import KINDS, SECTIONS
from brief.model.marks import BETWEEN, ID, OneOrMore, Ref, Words
from brief.model.parts import MOST, Citation, CitedByField
from brief.model.shape import Field, Shape, fields
from brief.named_tuple import NamedTuple
from brief.yaml.build import HEAD

_Schema = dict[str, Any]
_TEXT: _Schema = {"type": ["string", "number"]}
"""Text may look like a number: editors read `2025` as a number, brief reads it as text."""
_REFERENCE = f"({ID}{BETWEEN})?{ID}"
"""An id, or one with the name of another dossier."""
_IN_WORDS = {
    Words.PHRASE: f" |^(?!{_REFERENCE}$)[^-]*$",
    Words.ANY: f" |^(?!{ID}{BETWEEN}{ID}$)[^-]*$",
}
"""Patterns of descriptions in words that are not ids, as in `Ref.allows`."""
_SIMPLE: dict[Any, _Schema] = {
    str: _TEXT,
    bool: {"type": "boolean"},
    int: {"type": "integer", "minimum": 1, "maximum": MOST},
}
_DATE: _Schema = {
    **_TEXT,
    "pattern": f"^(?:{PATTERN})$",
    "patternErrorMessage": say("This is not an EDTF date, such as 2025, 2025-02, 2025-02-03, 2018~ or 2024/2025."),
    "title": say("EDTF date"),
    "description": say(
        "A date or interval in EDTF (ISO 8601-2:2019), as precise as the source and no more: a year, "
        "a month, a day, a season (21 to 24; northern 25 to 28, southern 29 to 32), a quarter (33 to "
        "36) or a half (40, 41); a day may have a time, 2025-02-03T14:30:00+07:00; ? uncertain, ~ "
        "approximate, % both, X for a digit not known; .. open, nothing unknown."
    ),
    "examples": ["2025", "2025-02", "2025-02-03", "2018~", "2024/2025", "2019-01-24/..", "2023-05-XX"],
}
"""JSON Schema has no keyword for an error message; editors read `patternErrorMessage`."""


class Known(NamedTuple):
    """A record of the dossier."""

    id: str
    name: str


def json_schema(known: Callable[[tuple[str, ...]], Iterable[Known]] | None = None) -> _Schema:
    """Return the schema of a dossier file; with `known`, which returns the records of some kinds, list their ids."""
    return _Writer(known).whole()


class _Writer:
    """Builds a schema; shared parts are in its `$defs`."""

    def __init__(self, known: Callable[[tuple[str, ...]], Iterable[Known]] | None) -> None:
        self._known = known
        self._parts: dict[str, _Schema] = {}

    def whole(self) -> _Schema:
        properties = {HEAD: self._part(Header)}
        for section, kind in SECTIONS.items():
            properties[section] = {
                "type": ["object", "null"],
                "propertyNames": {"pattern": f"^{ID}$"},
                "additionalProperties": self._part(kind.record),
            }
        return {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "A file of a dossier",
            "type": "object",
            "properties": properties,
            "additionalProperties": False,
            "$defs": dict(sorted(self._parts.items())),
        }

    def _part(self, cls: Any) -> _Schema:
        """Return a reference to the schema of a record or part, and add that to the shared parts."""
        if cls.__name__ not in self._parts:
            self._parts[cls.__name__] = {}
            known = {name: found for name, found in fields(cls).items() if name != "id"}
            said = docstrings(cls)
            written: _Schema = {
                "title": cls.__name__,
                "description": summary(cls),
                "type": "object",
                "properties": {name: self._field(found, said) for name, found in known.items()},
                "required": [name for name, found in known.items() if found.is_required],
                "additionalProperties": False,
            }
            short = self._short(cls, written)
            self._parts[cls.__name__] |= {"anyOf": [*short, written]} if short else written
        return {"$ref": f"#/$defs/{cls.__name__}"}

    def _short(self, cls: Any, written: _Schema) -> list[_Schema]:
        """Return the schemas of a part written as a single value."""
        if cls is LayoutSection:
            return [written["properties"]["section"]]
        if cls is Marking:
            return [written["properties"]["name"]]
        if cls is not Citation:
            return []
        located = {"type": "string", "pattern": f"^{_REFERENCE}( .+)?$", "examples": ["annual-report p. 12"]}
        if not self._known:
            return [located]
        sources = [found.id for found in self._known(("source",))]
        with_place = {"type": "string", "pattern": f"^({'|'.join(sources)}) .+$"}
        return [self._ids(Ref(("source",))), *([with_place] if sources else [])]

    def _field(self, field: Field, said: dict[str, str]) -> _Schema:
        found = dict(self._form(field.shape))
        if field.attribute in said:
            found["description"] = said[field.attribute]
        if isinstance(field.default, bool | int | str) and field.default != "":
            found["default"] = field.default
        return found

    def _form(self, shape: Shape) -> _Schema:
        """Return the schema of a value of this shape."""
        found = self._bare(shape)
        return {"anyOf": [found, {"type": "null"}]} if shape.is_optional else found

    def _bare(self, shape: Shape) -> _Schema:
        if shape.is_list and shape.item:
            return self._list(shape, shape.item)
        if shape.is_map and shape.item:
            return self._map(shape, shape.item)
        if shape.choices:
            return {"enum": [*shape.choices, *(int(choice) for choice in shape.choices if choice.isdigit())]}
        if shape.form:
            return {**_TEXT, "pattern": f"^({shape.form.pattern})$"}
        if shape.ref and self._known:
            return self._reference(shape.ref)
        return self._part(shape.type) if shape.is_part else self._simple(shape.type)

    def _simple(self, type_: Any) -> _Schema:
        if type_ is not Date:
            return _SIMPLE[type_]
        self._parts["Date"] = _DATE
        return {"$ref": "#/$defs/Date"}

    def _list(self, shape: Shape, item: Shape) -> _Schema:
        one = self._form(item)
        either = [one, {"type": "array", "items": one}]
        if shape.has(CitedByField):
            by_field = {"type": "object", "not": {"required": ["source"]}, "additionalProperties": {"anyOf": either}}
            return {"anyOf": [*either, by_field]}
        return {"anyOf": either} if shape.has(OneOrMore) else either[1]

    def _map(self, shape: Shape, item: Shape) -> _Schema:
        held = self._form(item)
        ref = shape.key.ref if shape.key else None
        if not (ref and self._known):
            return {"type": "object", "additionalProperties": held}
        keys = {found.id: {**held, "title": found.name} for found in self._known(ref.kinds or tuple(KINDS))}
        others = {_IN_WORDS[ref.words]: held} if ref.words else {}
        return {"type": "object", "properties": keys, "patternProperties": others, "additionalProperties": False}

    def _reference(self, ref: Ref) -> _Schema:
        """Return the schema of an id, or also of a description in words if that is allowed."""
        ids = self._ids(ref)
        return {"anyOf": [ids, {**_TEXT, "pattern": _IN_WORDS[ref.words]}]} if ref.words else ids

    def _ids(self, ref: Ref) -> _Schema:
        """Return a reference to the schema that lists the allowed ids with the names of their records."""
        kinds = ref.kinds or tuple(KINDS)
        name = f"{'-or-'.join(ref.kinds) or 'any'}-id"
        if name not in self._parts and self._known:
            found = list(self._known(kinds))
            self._parts[name] = {"enum": [each.id for each in found], "enumDescriptions": [each.name for each in found]}
        return {"$ref": f"#/$defs/{name}"}
