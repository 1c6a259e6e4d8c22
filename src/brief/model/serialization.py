"""Convert records to plain values and back, and find the references in them, using the shapes of their fields."""

from collections.abc import Callable, Iterator
from functools import cache, lru_cache, partial
from operator import attrgetter
from typing import Any, TypeVar

from brief.model.dates import Date
from brief.model.marks import Ref
from brief.model.shape import Fields, Shape, fields, has_fields
from brief.named_tuple import NamedTuple

Shaped = TypeVar("Shaped", bound=Fields)
Converter = Callable[[Any], Any]
Mention = tuple[str, str, Ref, str | None, str]
"""The items of a `Reference`."""
Finder = Callable[[Any, str, list[Mention]], None]
"""Adds the references in a value; the second parameter is its path."""
Finders = tuple[tuple[str, str, Finder], ...]


class Reference(NamedTuple):
    """A reference: the id of one record within another."""

    path: str
    """Where: `roles.0.org`, `cite.0.source`, `who.jane-doe`."""
    target: str
    ref: Ref
    word: str | None = None
    """The value next to it: for `who`, the part taken."""
    field: str = ""
    """The path without indexes and keys: `roles.org`, `who`."""


def class_of(value: Any) -> Any:
    """Return the class of a value, as a cache key."""
    return type(value)


def encode(value: Any) -> Any:
    """Return a record or part as plain values, without fields that have their default."""
    if has_fields(value):
        return _encoded(value)
    if isinstance(value, Date):
        return value.text
    if isinstance(value, dict):
        return {key: encode(item) for key, item in value.items()}
    return [encode(item) for item in value] if isinstance(value, tuple) else value


def _encoded(value: Any) -> dict[str, Any]:
    held = vars(value)
    return {
        name: write(held[attribute]) if write else held[attribute]
        for name, attribute, default, write in _writers(class_of(value), tuple(held))
        if held[attribute] != default
    }


@lru_cache(maxsize=1 << 12)
def _writers(cls: Any, given: tuple[str, ...]) -> tuple[tuple[str, str, Any, Converter | None], ...]:
    """Return for each of the fields that are `given`: name in YAML, attribute, default, and encoder, if one is needed.

    They are in the order of the class.
    """
    return tuple(
        (found.name, found.attribute, found.default, _writer(found.shape))
        for found in fields(cls).values()
        if found.attribute in given
    )


def _writer(shape: Shape) -> Converter | None:
    """Return the encoder for a shape; None if values are plain already."""
    if shape.type is Date:
        return attrgetter("text")
    item = _writer(shape.item) if shape.item else None
    if shape.is_list:
        return (lambda values: [item(value) for value in values]) if item else list
    if shape.is_map:
        return (lambda values: {key: item(value) for key, value in values.items()}) if item else None
    return _encoded if shape.is_part else None


def decode(cls: type[Shaped], data: dict[str, Any]) -> Shaped:
    """Return the record or part of this class from the plain values that `encode` returned."""
    values = {}
    readers = _readers(cls)
    for name, value in data.items():
        attribute, read = readers[name]
        values[attribute] = read(value) if read else value
    return cls.of(values)


class _Readers(dict[str, tuple[str, Converter | None]]):
    """Attribute and decoder of each field of a class, by its name in YAML; found when a record first has the field."""

    def __init__(self, cls: Any) -> None:
        super().__init__()
        self._fields = fields(cls)

    def __missing__(self, name: str) -> tuple[str, Converter | None]:
        found = self._fields[name]
        self[name] = held = (found.attribute, _reader(found.shape))
        return held


_READERS: dict[Any, _Readers] = {}


def _readers(cls: Any) -> _Readers:
    if cls not in _READERS:
        _READERS[cls] = _Readers(cls)
    return _READERS[cls]


def _reader(shape: Shape) -> Converter | None:
    """Return the decoder for a shape; None if plain values need none."""
    if shape.type is Date:
        return Date.parse
    item = _reader(shape.item) if shape.item else None
    if shape.is_list:
        return (lambda values: tuple(map(item, values))) if item else tuple
    if shape.is_map:
        return (lambda values: {key: item(value) for key, value in values.items()}) if item else None
    return partial(decode, shape.type) if shape.is_part else None


def references(value: Any) -> Iterator[Reference]:
    """Yield every reference of a record or part to another record.

    The field of a rival value refers to a record too, if it is an entry of a map that the record itself does not have.
    """
    yield from (Reference(*found) for found in mentions(value))


def mentions(value: Any) -> list[Mention]:
    """Return the same references as plain tuples: a store has several for each record."""
    found: list[Mention] = []
    _find(value, "", _finders(class_of(value)), found)
    for index, rival in enumerate(getattr(value, "differs", ())):
        head, _, key = (rival.field or "").partition(".")
        shape = fields(class_of(value))[head].shape if key and head in fields(class_of(value)) else None
        if shape and shape.is_map and shape.mention and key not in getattr(value, head):
            found.append((f"differs.{index}.field", key, shape.mention, rival.value, "differs.field"))
    return found


def _find(value: Any, path: str, finders: Finders, found: list[Mention]) -> None:
    """Add the references in a record or part, with paths that begin with `path`."""
    held = vars(value)
    for name, attribute, find in finders:
        if given := held.get(attribute):
            find(given, path + name, found)


@cache
def _finders(cls: Any, above: str = "") -> Finders:
    """Return name in YAML, attribute and reference finder of each field that may contain references.

    `above` is the field with the parts of this class, and a dot.
    """
    found = ((item.name, item.attribute, _finder(item.shape, above + item.name)) for item in fields(cls).values())
    return tuple((name, attribute, find) for name, attribute, find in found if find)


def _finder(shape: Shape, field: str) -> Finder | None:
    """Return the reference finder for a field of this shape; None if it cannot contain references."""
    ref = shape.mention
    if shape.is_part:
        return _finder_in_part(shape.type, field)
    if ref is None:
        return _finder_in_items(_finder(shape.item, field)) if shape.is_list and shape.item else None

    def find_key(items: dict[str, str | None], path: str, found: list[Mention]) -> None:
        found += [(f"{path}.{key}", key, ref, word, field) for key, word in items.items()]

    def find_item(items: tuple[str, ...], path: str, found: list[Mention]) -> None:
        found += [(f"{path}.{index}", item, ref, None, field) for index, item in enumerate(items)]

    def find(item: str, path: str, found: list[Mention]) -> None:
        found.append((path, item, ref, None, field))

    return find_key if shape.is_map else find_item if shape.is_list else find


def _finder_in_part(cls: Any, field: str) -> Finder | None:
    finders = _finders(cls, f"{field}.")
    return (lambda value, path, found: _find(value, f"{path}.", finders, found)) if finders else None


def _finder_in_items(find: Finder | None) -> Finder | None:
    if find is None:
        return None

    def find_in_items(items: tuple[Any, ...], path: str, found: list[Mention]) -> None:
        for index, item in enumerate(items):
            find(item, f"{path}.{index}", found)

    return find_in_items
