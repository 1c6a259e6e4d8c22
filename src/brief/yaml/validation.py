"""Validates values and converts them to records: the shape of a field decides how its value is read."""

import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, Literal, NoReturn, TypeVar

from brief.model.dates import Date, DateError
from brief.model.marks import Form, OneOrMore
from brief.model.parts import MOST
from brief.model.shape import Fields, Shape, fields
from brief.named_tuple import NamedTuple

Read = TypeVar("Read", bound=Fields)
_Reader = Callable[[Any], Any]
_DIGITS = re.compile("[0-9]{1,4}")
_TRUE = frozenset(("true", "yes", "on", "y", "t", "1"))
_FALSE = frozenset(("false", "no", "off", "n", "f", "0"))


class Fault(NamedTuple):
    """A fault of a value."""

    kind: Literal["unknown", "missing", "text", "choice", "truth", "number", "date", "form", "list", "map", "fields"]
    """`unknown` and `missing` are about a field of `owner`; any other kind says what the value must be."""
    value: Any
    path: tuple[str | int, ...] = ()
    """Relative to the record."""
    owner: type[Fields] = Fields
    choices: tuple[str, ...] = ()
    reason: DateError | None = None
    form: Form | None = None


class Invalid(Exception):
    """Values that are not a valid record, with all their faults."""

    def __init__(self, faults: list[Fault]) -> None:
        """Use the list of all faults."""
        super().__init__(faults)
        self.faults = faults


def validated(cls: type[Read], value: Any) -> Read:
    """Convert a value as written to a record or part of this class; raises `Invalid`."""
    written = cls.fields(value)
    if type(written) is not dict:
        raise Invalid([Fault("fields", value)])
    readers, required = _READERS.get(cls) or _readers(cls)
    if not required <= written.keys() <= readers.keys():
        raise Invalid(_faults(cls, written))
    held: dict[str, Any] = {}
    try:
        for name, item in written.items():
            attribute, read = readers[name]
            held[attribute] = read(item)
    except Invalid:
        raise Invalid(_faults(cls, written)) from None
    return cls.of(held)


def read_as(shape: Shape, value: Any) -> Any:
    """Return a value as written in the type of this shape; raises `Invalid`."""
    return _reader(shape)(value)


def _faults(cls: type[Fields], written: dict[str, Any]) -> list[Fault]:
    """Return all faults of the fields of a record or part."""
    found: list[Fault] = []
    readers = _readers(cls)[0]
    for name, field in fields(cls).items():
        if name in written:
            found += _within(readers[name][1], [(name, written[name])])
        elif field.is_required:
            found.append(Fault("missing", written, (name,), cls))
    return found + [Fault("unknown", written[name], (name,), cls) for name in written if name not in readers]


def _within(read: _Reader, items: Iterable[tuple[str | int, Any]]) -> list[Fault]:
    """Return all faults of some values; each value comes with its step in the path."""
    found: list[Fault] = []
    for step, item in items:
        try:
            read(item)
        except Invalid as error:
            found += [fault._replace(path=(step, *fault.path)) for fault in error.faults]
    return found


_READERS: dict[type[Fields], tuple[dict[str, tuple[str, _Reader]], frozenset[str]]] = {}


def _readers(cls: type[Fields]) -> tuple[dict[str, tuple[str, _Reader]], frozenset[str]]:
    """Return attribute and reader of each field by its name as written, and the names of required fields."""
    if cls not in _READERS:
        known = fields(cls)
        _READERS[cls] = (
            {name: (found.attribute, _reader(found.shape)) for name, found in known.items()},
            frozenset(name for name, found in known.items() if found.is_required),
        )
    return _READERS[cls]


def _reader(shape: Shape) -> _Reader:
    """Return a function that reads a value of this shape, or raises `Invalid`."""
    if shape.is_list and shape.item:
        mark = next((mark for mark in shape.marks if isinstance(mark, OneOrMore)), None)
        return _list(_reader(shape.item), mark)
    if shape.is_map and shape.item:
        return _map(_reader(shape.item), empty=shape.item.is_optional)
    if shape.choices:
        return _choice(shape.choices)
    if shape.form:
        return _formed(shape.form)
    if shape.is_part:
        return partial(validated, shape.type)
    return _SIMPLE[shape.type]


def _refuse(kind: Literal["text", "truth", "number", "list", "map"], value: Any) -> NoReturn:
    raise Invalid([Fault(kind, value)])


def _text(value: Any) -> str:
    return value if type(value) is str else _refuse("text", value)


def _truth(value: Any) -> bool:
    word = value.lower() if isinstance(value, str) else ""
    if word not in _TRUE | _FALSE:
        _refuse("truth", value)
    return word in _TRUE


def _number(value: Any) -> int:
    if not isinstance(value, str) or not _DIGITS.fullmatch(value) or not 1 <= int(value) <= MOST:
        _refuse("number", value)
    return int(value)


def _date(value: Any) -> Date:
    try:
        return Date.parse(value)
    except DateError as error:
        raise Invalid([Fault("date", value, reason=error)]) from None


def _choice(choices: tuple[str, ...]) -> _Reader:
    known = frozenset(choices)

    def read(value: Any) -> Any:
        if type(value) is not str or value not in known:
            raise Invalid([Fault("choice", value, choices=choices)])
        return value

    return read


def _formed(form: Form) -> _Reader:
    """Return a reader of texts of this form."""
    fits = re.compile(form.pattern).fullmatch

    def read(value: Any) -> Any:
        if type(value) is not str or not fits(value):
            raise Invalid([Fault("form", value, form=form)])
        return value

    return read


def _list(item: _Reader, mark: OneOrMore | None) -> _Reader:
    """Return a reader of lists with these items; a mark also allows other forms of a list."""

    def read(value: Any) -> Any:
        many = mark.listed(value) if mark else value
        if type(many) is not list:
            _refuse("list", value)
        try:
            return tuple([item(one) for one in many])
        except Invalid:
            raise Invalid(_within(item, enumerate(many))) from None

    return read


def _map(held: _Reader, *, empty: bool) -> _Reader:
    """Return a reader of maps with any keys and these values; with `empty`, a value may be None."""

    def read(value: Any) -> Any:
        if type(value) is not dict:
            _refuse("map", value)
        some = {key: item for key, item in value.items() if not (empty and item is None)}
        try:
            return value | {key: held(item) for key, item in some.items()}
        except Invalid:
            raise Invalid(_within(held, some.items())) from None

    return read


_SIMPLE: dict[Any, _Reader] = {str: _text, bool: _truth, int: _number, Date: _date}
