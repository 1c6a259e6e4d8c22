"""Records to plain values and back, and the references within them, by the types of their fields."""

from collections.abc import Callable, Iterator
from dataclasses import MISSING, fields, is_dataclass
from functools import partial
from types import NoneType, UnionType
from typing import Annotated, Any, NamedTuple, TypeVar, Union, get_args, get_origin

from brief.core.dates import Date
from brief.core.model.parts import Ref

Shaped = TypeVar("Shaped")
Reader = Callable[[Any], Any]


class Reference(NamedTuple):
    """One mention of a record's id within another record."""

    path: str
    """Where: `roles.0.org`, `cite.0.source`, `who.jane-doe`."""
    target: str
    ref: Ref
    word: str | None = None
    """What stands beside it: the part taken, for `who`."""


def encode(value: Any) -> Any:
    """A record or part as plain values: fields that hold their default are left out."""
    if isinstance(value, Date):
        return value.text
    if is_dataclass(value):
        return {
            name: encode(held)
            for name, attribute, default, _ in _shape(type(value))
            if (held := getattr(value, attribute)) != default
        }
    if isinstance(value, tuple):
        return [encode(item) for item in value]
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
    for item in fields(value):
        held = getattr(value, item.name)
        if held:
            yield from _mentions(item.name.rstrip("_"), item.type, held)


def _mentions(path: str, annotation: Any, value: Any) -> Iterator[Reference]:
    ref, bare = unwrap(annotation)
    if ref:
        yield Reference(path, value, ref)
    elif get_origin(bare) is tuple:
        for index, item in enumerate(value):
            yield from _mentions(f"{path}.{index}", get_args(bare)[0], item)
    elif get_origin(bare) is dict:
        key_ref, _ = unwrap(get_args(bare)[0])
        if key_ref:
            for key, word in value.items():
                yield Reference(f"{path}.{key}", key, key_ref, word)
    elif is_dataclass(bare):
        for reference in references(value):
            yield reference._replace(path=f"{path}.{reference.path}")


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
