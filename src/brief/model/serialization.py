"""Convert records to plain values and back, and find the references in them, using the shapes of their fields."""

from collections.abc import Callable, Iterator
from functools import cache, partial
from operator import attrgetter
from typing import Any, TypeVar

from brief.model.dates import Date
from brief.model.marks import Ref
from brief.model.shape import Fields, Shape, fields, has_fields
from brief.named_tuple import NamedTuple

Shaped = TypeVar("Shaped", bound=Fields)
Converter = Callable[[Any], Any]
Finder = Callable[[str, Any], "list[Reference]"]


class Reference(NamedTuple):
    """A reference: the id of one record within another."""

    path: str
    """Where: `roles.0.org`, `cite.0.source`, `who.jane-doe`."""
    target: str
    ref: Ref
    word: str | None = None
    """The value next to it: for `who`, the part taken."""


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
        for name, attribute, default, write in _writers(class_of(value))
        if attribute in held and held[attribute] != default
    }


@cache
def _writers(cls: Any) -> tuple[tuple[str, str, Any, Converter | None], ...]:
    """Return for each field: name in YAML, attribute, default, and encoder, if one is needed."""
    return tuple((found.name, found.attribute, found.default, _writer(found.shape)) for found in fields(cls).values())


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
    yield from _within("", value)
    for index, rival in enumerate(getattr(value, "differs", ())):
        head, _, key = (rival.field or "").partition(".")
        shape = fields(class_of(value))[head].shape if key and head in fields(class_of(value)) else None
        if shape and shape.is_map and shape.mention and key not in getattr(value, head):
            yield Reference(f"differs.{index}.field", key, shape.mention, rival.value)


def _within(path: str, value: Any) -> "list[Reference]":
    """Return the references in a record or part, with paths that begin with `path`."""
    found: list[Reference] = []
    for name, attribute, find in _finders(class_of(value)):
        if held := getattr(value, attribute):
            found += find(path + name, held)
    return found


@cache
def _finders(cls: Any) -> tuple[tuple[str, str, Finder], ...]:
    """Return name in YAML, attribute and reference finder of each field that may contain references."""
    found = ((item.name, item.attribute, _finder(item.shape)) for item in fields(cls).values())
    return tuple((name, attribute, find) for name, attribute, find in found if find)


def _finder(shape: Shape) -> Finder | None:
    """Return the reference finder for a shape; None if it cannot contain references."""
    ref = shape.mention
    if shape.is_part:
        return lambda path, value: _within(f"{path}.", value)
    if ref is None:
        return _finder_in_items(_finder(shape.item)) if shape.is_list and shape.item else None
    if shape.is_map:
        return lambda path, items: [Reference(f"{path}.{key}", key, ref, word) for key, word in items.items()]
    if shape.is_list:
        return lambda path, items: [Reference(f"{path}.{index}", item, ref, None) for index, item in enumerate(items)]
    return lambda path, value: [Reference(path, value, ref, None)]


def _finder_in_items(find: Finder | None) -> Finder | None:
    if find is None:
        return None
    return lambda path, items: [one for index, item in enumerate(items) for one in find(f"{path}.{index}", item)]
