"""What is plainly right is read without a judge: values as written, straight into the dataclasses.

Whatever leaves the least doubt is left to `brief.yaml.records`, where pydantic, which takes longer to
import than a dossier takes to read, makes the record after all or says what is wrong with it. So this
module may refuse what is right, and must never take what pydantic would not, nor make anything else of it.
"""

import re
from collections.abc import Callable
from dataclasses import MISSING, fields
from functools import partial
from types import NoneType
from typing import Annotated, Any, Literal, NamedTuple, TypeVar, get_args, get_origin

from brief.model.codec import unwrap
from brief.model.dates import Date
from brief.model.parts import Fields, OneOrMore

Read = TypeVar("Read", bound=Fields)
_Reader = Callable[[Any], Any]
_DIGITS = re.compile("[1-9][0-9]{0,2}")


class Doubtful(Exception):
    """A value is not plainly right."""


class _Shape(NamedTuple):
    """How the fields of a dataclass are read."""

    readers: dict[str, tuple[str, _Reader]]
    """By the name as written: attribute and reader."""
    required: frozenset[str]


def plain(cls: type[Read], value: Any) -> Read:
    """The record or part of this class that a value as written makes; raises `Doubtful`."""
    readers, required = _shape(cls)
    held = {}
    try:
        for name, item in cls.fields(value).items():
            attribute, reader = readers[name]
            held[attribute] = reader(item)
    except (KeyError, ValueError, AttributeError) as error:
        raise Doubtful from error
    if not required <= held.keys():
        raise Doubtful
    return cls(**held)


_SHAPES: dict[type, _Shape] = {}


def _shape(cls: Any) -> _Shape:
    if cls not in _SHAPES:
        items = fields(cls)
        _SHAPES[cls] = _Shape(
            {item.name.rstrip("_"): (item.name, _reader(item.type)) for item in items},
            frozenset(item.name for item in items if item.default is MISSING and item.default_factory is MISSING),
        )
    return _SHAPES[cls]


def _reader(annotation: Any) -> _Reader:
    """What reads a value of this type."""
    if get_origin(annotation) is Annotated:
        for mark in get_args(annotation)[1:]:
            if isinstance(mark, OneOrMore):
                return _listed(mark, _items(get_args(annotation)[0]))
    bare = unwrap(annotation)[1]
    simple: dict[Any, _Reader] = {str: _text, bool: _truth, int: _number, Date: _date}
    if bare in simple:
        return simple[bare]
    return _compound(bare)


def _compound(bare: Any) -> _Reader:
    origin, inner = get_origin(bare), get_args(bare)
    if origin is Literal:
        return _choice(frozenset(inner))
    if origin is tuple:
        return _items(bare)
    if origin is dict:
        return _map(_reader(inner[1]), empty=NoneType in get_args(inner[1]))
    return partial(plain, bare)


def _text(value: Any) -> str:
    if type(value) is not str:
        raise Doubtful
    return value


def _truth(value: Any) -> bool:
    if value not in ("true", "false"):
        raise Doubtful
    return bool(value == "true")


def _number(value: Any) -> int:
    if not _DIGITS.fullmatch(_text(value)):
        raise Doubtful
    return int(value)


def _date(value: Any) -> Date:
    return Date.parse(_text(value))


def _choice(choices: frozenset[str]) -> _Reader:
    def read(value: Any) -> Any:
        if type(value) is not str or value not in choices:
            raise Doubtful
        return value

    return read


def _items(annotation: Any) -> _Reader:
    """What reads a list into a tuple of this type."""
    item = _reader(get_args(annotation)[0])

    def read(value: Any) -> Any:
        if type(value) is not list:
            raise Doubtful
        return tuple([item(one) for one in value])

    return read


def _listed(mark: OneOrMore, many: _Reader) -> _Reader:
    return lambda value: many(mark.listed(value))


def _map(held: _Reader, *, empty: bool) -> _Reader:
    def read(value: Any) -> Any:
        if type(value) is not dict:
            raise Doubtful
        return {key: None if empty and item is None else held(item) for key, item in value.items()}

    return read
