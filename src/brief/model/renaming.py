"""Replace the ids that a record refers to, found by the types of its fields."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from brief.model.parts import Citation, Difference
from brief.model.shape import Fields, Shape, fields

Shaped = TypeVar("Shaped", bound=Fields)
Ids = Mapping[str, str]
"""Maps old ids to new ones."""


def with_ids(record: Shaped, ids: Ids) -> Shaped:
    """Return a record or part that refers to the new ids; its own id is not changed."""
    found: Shaped = _part(record, ids, type(record))
    return found


def is_id_of(cls: Any, field: str | None) -> bool:
    """True if a field of this class (`place`, `roles.0.org`) contains an id, so that a rival value is one too."""
    shape = _shape_at(cls, field or "")
    return bool(shape and shape.one.ref)


def plain_with_ids(cls: Any, path: str, value: Any, ids: Ids) -> Any:
    """Return a plain value of a field of this class with the new ids."""
    shape = _shape_at(cls, path)
    return _value(value, shape, ids, cls) if shape else value


def _shape_at(cls: Any, path: str) -> Shape | None:
    shape = Shape(cls)
    for step in path.split("."):
        if shape.is_part and step in fields(shape.type):
            shape = fields(shape.type)[step].shape
        elif shape.is_list and shape.item and step.isdecimal():
            shape = shape.item
        else:
            return None
    return shape


def in_path(cls: Any, path: str, ids: Ids) -> str:
    """Return a path whose last step may be the id in a map, such as `who.jane-doe`, with the new id."""
    head, dot, key = path.partition(".")
    known = fields(cls)
    is_of_ids = dot and head in known and known[head].shape.key and known[head].shape.mention
    return f"{head}.{ids[key]}" if is_of_ids and key in ids else path


def _part(part: Any, ids: Ids, cls: Any) -> Any:
    held = {
        found.attribute: _value(getattr(part, found.attribute), found.shape, ids, cls)
        for found in fields(type(part)).values()
        if found.name != "id" and found.attribute in vars(part)
    }
    if isinstance(part, Difference) and part.field:
        held["field"] = in_path(cls, part.field, ids)
        if is_id_of(cls, part.field):
            held["value"] = ids.get(part.value, part.value)
    if isinstance(part, Citation) and part.for_:
        held["for_"] = tuple(in_path(cls, path, ids) for path in part.for_)
    if isinstance(held.get("inferred"), dict):
        held["inferred"] = {in_path(cls, path, ids): why for path, why in held["inferred"].items()}
    return type(part).of({**vars(part), **held})


def _value(value: Any, shape: Shape, ids: Ids, cls: Any) -> Any:
    if value is None:
        return None
    if shape.is_part and isinstance(value, dict):
        known = fields(shape.type)
        return {
            name: _value(each, known[name].shape, ids, cls) if name in known else each for name, each in value.items()
        }
    if shape.is_part:
        return _part(value, ids, cls)
    if shape.is_list and shape.item:
        listed = _listed(value, ids) if shape.item.ref else (_value(item, shape.item, ids, cls) for item in value)
        return type(value)(listed)
    if shape.is_map and shape.item:
        held = {key: _value(each, shape.item, ids, cls) for key, each in value.items()}
        return _keyed(held, ids) if shape.key and shape.key.ref else held
    return ids.get(value, value) if shape.ref else value


def _listed(value: Iterable[str], ids: Ids) -> Iterator[str]:
    """Yield the ids of a list as they are now; an id that is now another one of the list is left out."""
    named = {id_ for id_ in value if ids.get(id_, id_) == id_}
    for id_ in value:
        new = ids.get(id_, id_)
        if new == id_ or new not in named:
            named.add(new)
            yield new


def _keyed(held: dict[str, Any], ids: Ids) -> dict[str, Any]:
    """Return a map with the new ids as keys; the words of two ids that are now one are joined, its own first."""
    found: dict[str, Any] = {}
    for key, each in sorted(held.items(), key=lambda entry: ids.get(entry[0], entry[0]) != entry[0]):
        new = ids.get(key, key)
        words = dict.fromkeys(word for word in (found.get(new), each) if isinstance(word, str) and word)
        found[new] = "; ".join(words) or found.get(new, each)
    return {key: found[key] for key in dict.fromkeys(ids.get(key, key) for key in held)}
