"""What is plainly right is read without a judge: values as written, straight into the dataclasses.

Whatever leaves the least doubt is left to `brief.yaml.records`, where pydantic, which takes longer to
import than a dossier takes to read, makes the record after all or says what is wrong with it. So this
module may refuse what is right, and must never take what pydantic would not, nor make anything else of it.
"""

import re
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from brief.model.dates import Date
from brief.model.parts import Fields, OneOrMore
from brief.model.shape import Shape, fields

Read = TypeVar("Read", bound=Fields)
_Reader = Callable[[Any], Any]
_DIGITS = re.compile("[1-9][0-9]{0,2}")


class Doubtful(Exception):
    """A value is not plainly right."""


def plain(cls: type[Read], value: Any) -> Read:
    """The record or part of this class that a value as written makes; raises `Doubtful`."""
    readers, required = _readers(cls)
    held = {}
    try:
        for name, item in cls.fields(value).items():
            attribute, reader = readers[name]
            held[attribute] = reader(item)
    except (KeyError, ValueError, AttributeError) as error:
        raise Doubtful from error
    if not required <= held.keys():
        raise Doubtful
    return cls.of(held)


_READERS: dict[type, tuple[dict[str, tuple[str, _Reader]], frozenset[str]]] = {}


def _readers(cls: Any) -> tuple[dict[str, tuple[str, _Reader]], frozenset[str]]:
    """Attribute and reader of each field, by its name as written, and the attributes that are required."""
    if cls not in _READERS:
        known = fields(cls)
        _READERS[cls] = (
            {name: (found.attribute, _reader(found.shape)) for name, found in known.items()},
            frozenset(found.attribute for found in known.values() if found.is_required),
        )
    return _READERS[cls]


def _reader(shape: Shape) -> _Reader:
    """What reads a value of this shape."""
    if shape.is_list and shape.item:
        many = _items(_reader(shape.item))
        mark = next((mark for mark in shape.marks if isinstance(mark, OneOrMore)), None)
        return _listed(mark, many) if mark else many
    if shape.is_map and shape.item:
        return _map(_reader(shape.item), empty=shape.item.is_optional)
    if shape.choices:
        return _choice(frozenset(shape.choices))
    if shape.is_part:
        return partial(plain, shape.type)
    return _SIMPLE[shape.type]


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


def _items(item: _Reader) -> _Reader:
    """What reads a list, given what reads an item of it."""

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


_SIMPLE: dict[Any, _Reader] = {str: _text, bool: _truth, int: _number, Date: _date}
