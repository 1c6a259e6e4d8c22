"""The shapes of record fields. Only this module reads the annotations of the dataclasses."""

import re
from collections.abc import Callable
from dataclasses import MISSING, is_dataclass
from dataclasses import fields as declared
from enum import IntEnum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from brief.named_tuple import NamedTuple

ID = re.compile(r"[a-z0-9][a-z0-9-]*")
"""The form of an id."""


class Words(IntEnum):
    """Whether a description in words is allowed instead of an id."""

    NONE = 0
    PHRASE = 1
    """Anything that does not look like an id: `students of three schools`, `Geneva`."""
    ANY = 2
    """A single lowercase word as well: `analysts`."""


class Ref(NamedTuple):
    """Marks a string as the id of another record of these kinds; without kinds, of any kind."""

    kinds: tuple[str, ...] = ()
    words: Words = Words.NONE

    def allows(self, text: str) -> bool:
        """True if a text may be a description in words instead of an id."""
        is_one_word = self.words is Words.ANY or not ID.fullmatch(text)
        return bool(self.words) and (" " in text or ("-" not in text and is_one_word))


class Form(NamedTuple):
    """Marks a text that has one form, such as a code or a number within bounds."""

    pattern: str
    """A regular expression for the whole text, in the syntax that Python and JSON Schema share."""
    words: str
    """What the text must be: `a currency code of ISO 4217`."""
    example: str


class ImageFile:
    """Marks the path of an image in the dossier's folder."""


class Shape(NamedTuple):
    """The allowed values of a field, of a list item, or of a key or value of a map."""

    type: Any
    """`str`, `bool`, `int`, `Date` or a dataclass; `tuple` for a list, `dict` for a map."""
    item: "Shape | None" = None
    """Shape of the items of a list or the values of a map."""
    key: "Shape | None" = None
    """Shape of the keys of a map."""
    ref: Ref | None = None
    choices: tuple[str, ...] = ()
    """The allowed texts, if it is a choice."""
    is_optional: bool = False
    """True if None is allowed."""
    marks: tuple[Any, ...] = ()
    """The other marks in `Annotated`, without `Ref`."""

    @property
    def is_list(self) -> bool:
        """True for a list."""
        return self.type is tuple

    @property
    def is_map(self) -> bool:
        """True for a map with free keys."""
        return self.type is dict

    @property
    def is_part(self) -> bool:
        """True if it has fields."""
        return is_dataclass(self.type)

    @property
    def form(self) -> Form | None:
        """The form of the text, if it has one."""
        return next((mark for mark in self.marks if isinstance(mark, Form)), None)

    @property
    def one(self) -> "Shape":
        """The shape of an item of a list; itself for anything else."""
        return self.item if self.is_list and self.item else self

    @property
    def mention(self) -> Ref | None:
        """The `Ref` of the value, its items or its keys."""
        return self.key.ref if self.key else self.one.ref


class Field(NamedTuple):
    """A field of a record or part."""

    name: str
    """Name in YAML: `for`."""
    attribute: str
    """Name in Python: `for_`."""
    shape: Shape
    default: Any
    is_required: bool
    make: Callable[[], Any] | None
    """Creates the default, if each record needs its own."""


_FIELDS: dict[Any, dict[str, Field]] = {}


def fields(cls: Any) -> dict[str, Field]:
    """Return the fields of a class of records or parts, by their name in YAML."""
    if cls not in _FIELDS:
        _FIELDS[cls] = {found.name: found for found in map(_field, declared(cls))}
    return _FIELDS[cls]


def _field(item: Any) -> Field:
    make = None if item.default_factory is MISSING else item.default_factory
    is_required = make is None and item.default is MISSING
    default = make() if make else None if is_required else item.default
    return Field(item.name.rstrip("_"), item.name, shape(item.type), default, is_required, make)


def shape(annotation: Any) -> Shape:
    """Return the shape of an annotation."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        found = shape(inner[0])
        ref = next((mark for mark in inner[1:] if isinstance(mark, Ref)), found.ref)
        marks = tuple(mark for mark in inner[1:] if not isinstance(mark, Ref))
        return found._replace(ref=ref, marks=found.marks + marks)
    if origin in (UnionType, Union):
        (kind,) = (each for each in inner if each is not NoneType)
        return shape(kind)._replace(is_optional=True)
    if origin is tuple:
        return Shape(tuple, shape(inner[0]))
    if origin is dict:
        return Shape(dict, shape(inner[1]), shape(inner[0]))
    if origin is Literal:
        return Shape(str, choices=inner)
    return Shape(annotation)
