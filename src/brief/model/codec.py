"""Records to plain values and back, and the references within them, by the types of their fields."""

from collections.abc import Callable, Iterator
from dataclasses import MISSING, fields, is_dataclass
from functools import cache, partial
from types import NoneType, UnionType
from typing import Annotated, Any, NamedTuple, TypeVar, Union, get_args, get_origin

from brief.model.dates import Date
from brief.model.parts import Ref

Shaped = TypeVar("Shaped")
Reader = Callable[[Any], Any]
Finder = Callable[[str, Any], "list[Reference]"]


class Reference(NamedTuple):
    """One mention of a record's id within another record."""

    path: str
    """Where: `roles.0.org`, `cite.0.source`, `who.jane-doe`."""
    target: str
    ref: Ref
    word: str | None = None
    """What stands beside it: the part taken, for `who`."""


def class_of(value: Any) -> Any:
    """The class of a value, for what is kept by class."""
    return type(value)


def encode(value: Any) -> Any:
    """A record or part as plain values: fields that hold their default are left out."""
    if value is None or isinstance(value, str | dict):
        return value
    if isinstance(value, Date):
        return value.text
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    if is_dataclass(value):
        return {
            name: encode(held)
            for name, attribute, default, _ in _shape(type(value))
            if (held := getattr(value, attribute)) != default
        }
    return value


def decode(cls: type[Shaped], data: dict[str, Any]) -> Shaped:
    """The record or part of this class that `encode` gave these plain values of."""
    values = {}
    for name, attribute, _, read in _shape(cls):
        if name in data:
            value = data[name]
            values[attribute] = read(value) if read else value
    return cls(**values)


def references(value: Any) -> Iterator[Reference]:
    """Every id of another record that a record or part mentions."""
    return iter(_within("", value))


def _within(path: str, value: Any) -> list[Reference]:
    """The same, each with its path, which begins with this one."""
    found: list[Reference] = []
    for name, attribute, find in _finders(class_of(value)):
        if held := getattr(value, attribute):
            found += find(path + name, held)
    return found


@cache
def _finders(cls: Any) -> tuple[tuple[str, str, Finder], ...]:
    """Per field of a dataclass that may mention a record: name as written, attribute, and what finds the mentions."""
    found = ((item.name.rstrip("_"), item.name, _finder(item.type)) for item in fields(cls))
    return tuple((name, attribute, find) for name, attribute, find in found if find)


def _finder(annotation: Any) -> Finder | None:
    """What finds the mentions in a value of this type; nothing where there can be none."""
    ref, bare = unwrap(annotation)
    if ref:
        return lambda path, value: [Reference(path, value, ref)]
    if get_origin(bare) is tuple:
        return _finder_in_items(get_args(bare)[0])
    if get_origin(bare) is dict:
        return _finder_in_keys(get_args(bare)[0])
    if is_dataclass(bare):
        return lambda path, value: _within(f"{path}.", value)
    return None


def _finder_in_items(annotation: Any) -> Finder | None:
    find = _finder(annotation)
    if find is None:
        return None
    return lambda path, items: [one for index, item in enumerate(items) for one in find(f"{path}.{index}", item)]


def _finder_in_keys(annotation: Any) -> Finder | None:
    ref, _ = unwrap(annotation)
    if ref is None:
        return None
    return lambda path, items: [Reference(f"{path}.{key}", key, ref, word) for key, word in items.items()]


@cache
def unwrap(annotation: Any) -> tuple[Ref | None, Any]:
    """The marker and the bare type within `Annotated[...]` and `... | None`."""
    ref = None
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation, *marks = get_args(annotation)
            ref = next((mark for mark in marks if isinstance(mark, Ref)), ref)
        elif origin in (UnionType, Union):
            (annotation,) = (kind for kind in get_args(annotation) if kind is not NoneType)
        else:
            return ref, annotation


_SHAPES: dict[Any, tuple[tuple[str, str, Any, Reader | None], ...]] = {}


def _shape(cls: Any) -> tuple[tuple[str, str, Any, Reader | None], ...]:
    """Per field of a dataclass: name as written, attribute, default, and what reads its plain value."""
    if cls not in _SHAPES:
        _SHAPES[cls] = tuple(
            (
                item.name.rstrip("_"),
                item.name,
                item.default_factory() if item.default_factory is not MISSING else item.default,
                _reader(item.type),
            )
            for item in fields(cls)
        )
    return _SHAPES[cls]


def _reader(annotation: Any) -> Reader | None:
    """What turns a plain value into one of this type; nothing where it is one already."""
    _, bare = unwrap(annotation)
    if bare is Date:
        return Date.parse
    if get_origin(bare) is tuple:
        item = _reader(get_args(bare)[0])
        return (lambda values: tuple(map(item, values))) if item else tuple
    if get_origin(bare) is dict:
        held = _reader(get_args(bare)[1])
        return (lambda values: {key: held(value) for key, value in values.items()}) if held else None
    return partial(decode, bare) if isinstance(bare, type) and is_dataclass(bare) else None
