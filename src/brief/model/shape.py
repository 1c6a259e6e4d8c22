"""Classes with fields, and the shapes of their fields. Only this module reads the annotations."""

from collections.abc import Callable
from functools import cache, cached_property
from types import NoneType, UnionType
from typing import Annotated, Any, ClassVar, Literal, NoReturn, Self, Union, dataclass_transform, get_args, get_origin

from brief.model.marks import Form, Ref
from brief.named_tuple import NamedTuple


class Shape(NamedTuple):
    """The allowed values of a field, of a list item, or of a key or value of a map."""

    type: Any
    """`str`, `bool`, `int`, `Date` or a class with fields; `tuple` for a list, `dict` for a map."""
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

    def has(self, mark: type) -> bool:
        """True if it has a mark of this class."""
        return any(isinstance(found, mark) for found in self.marks)

    @property
    def is_part(self) -> bool:
        """True if it has fields."""
        return has_fields(self.type)

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


class Field:
    """A field of a record or part.

    Attributes:
        name: the name in YAML: `for`.
        attribute: the name in Python: `for_`.
        default: the value if the field is omitted.
        is_required: True if it has no default.
        make: creates the default, if each record needs its own.
    """

    def __init__(self, cls: Any, attribute: str, annotation: Any) -> None:
        """Read a field of a class."""
        given = getattr(cls, attribute, None)
        self.name = attribute.rstrip("_")
        self.attribute = attribute
        self.make: Callable[[], Any] | None = given.make if isinstance(given, _Made) else None
        self.default = self.make() if self.make else given
        self.is_required = given is None and not hasattr(cls, attribute)
        self._annotation = annotation

    @cached_property
    def shape(self) -> Shape:
        """The allowed values. An answer asks this of a few fields only."""
        return shape(self._annotation)


_FIELDS: dict[Any, dict[str, Field]] = {}


def fields(cls: Any) -> dict[str, Field]:
    """Return the fields of a class of records or parts, by their name in YAML."""
    if cls not in _FIELDS:
        declared: dict[str, Any] = {}
        for base in reversed(cls.__mro__[:-1]):
            declared |= base.__annotations__
        found = [Field(cls, name, annotation) for name, annotation in declared.items() if not _is_shared(annotation)]
        _FIELDS[cls] = {item.name: item for item in found}
    return _FIELDS[cls]


def _is_shared(annotation: Any) -> bool:
    return getattr(annotation, "__origin__", None) is ClassVar


@cache
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


_BLANK = " \t\n\r\xa0\u200b\u200c\u200d\u2060\ufeff"
_BLANK_STARTS = frozenset(("", *_BLANK))


def _is_empty(value: object) -> bool:
    return value is None or (isinstance(value, str) and value[:1] in _BLANK_STARTS and not value.strip(_BLANK))


class _Made(NamedTuple):
    make: Callable[[], Any]


def field(*, default_factory: Callable[[], Any]) -> Any:
    """Return the default of a field whose value each record needs for itself."""
    return _Made(default_factory)


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(field,))
class Fields:
    """A map of fields in YAML. An empty value is the same as an omitted field.

    A type checker treats each subclass as a frozen dataclass. They share these methods, because generating them for
    each class, as `dataclasses` does, takes longer than a warm command needs to read its records.
    """

    _by_position: ClassVar[bool] = False

    def __init_subclass__(cls, *, kw_only: bool = True) -> None:
        """Let the fields of a class that is not `kw_only` be given by position, too."""
        cls._by_position = not kw_only

    def __init__(self, *held: Any, **values: Any) -> None:
        """Set the fields by name; omitted fields get their default. Raise `TypeError` for any other name."""
        if held:
            if not self._by_position:
                raise TypeError(f"{type(self).__name__} takes its fields by name")
            names = [found.attribute for found in fields(type(self)).values()]
            values |= dict(zip(names, held, strict=False))
        known = {found.attribute: found for found in fields(type(self)).values()}
        self._check(values)
        if missing := {name for name, found in known.items() if found.is_required} - values.keys():
            raise TypeError(f"{type(self).__name__} needs {', '.join(sorted(missing))}")
        self._take(values)

    @classmethod
    def of(cls, values: dict[str, Any]) -> Self:
        """Create an instance from these attributes, which must be known and complete."""
        new = cls.__new__(cls)
        new._take(values)
        return new

    @classmethod
    def _check(cls, values: dict[str, Any]) -> None:
        if strange := values.keys() - {found.attribute for found in fields(cls).values()}:
            raise TypeError(f"{cls.__name__} has no field {', '.join(sorted(strange))}")

    def _take(self, values: dict[str, Any]) -> None:
        for name, make in _made(type(self)):
            if name not in values:
                values[name] = make()
        object.__setattr__(self, "__dict__", values)

    def replaced(self, **changes: Any) -> Self:
        """Return a copy with these fields changed."""
        self._check(changes)
        return self.of(vars(self) | changes)

    def __setattr__(self, name: str, value: Any) -> NoReturn:
        """Raise `AttributeError`: a record does not change."""
        raise AttributeError(f"{type(self).__name__} cannot change; use `replaced`")

    def __delattr__(self, name: str) -> NoReturn:
        """Raise `AttributeError`: a record does not change."""
        raise AttributeError(f"{type(self).__name__} cannot change; use `replaced`")

    def __eq__(self, other: object) -> bool:
        """True if both have the same class and the same values, given or default."""
        if type(self) is not type(other):
            return False
        return vars(self) == vars(other) or self._values() == other._values()

    def __hash__(self) -> int:
        """Hash the class and its texts."""
        return hash((type(self), *(held for held in self._values() if isinstance(held, str))))

    def __repr__(self) -> str:
        """Return the class with its fields as Python code, without empty ones."""
        held = zip(fields(type(self)).values(), self._values(), strict=True)
        words = ", ".join(f"{found.attribute}={value!r}" for found, value in held if value != found.default)
        return f"{type(self).__name__}({words})"

    def _values(self) -> list[Any]:
        return [getattr(self, found.attribute) for found in fields(type(self)).values()]

    @classmethod
    def fields(cls, value: Any) -> Any:
        """Drop known fields that are empty. Validation rejects unknown fields and values that are no map."""
        if not isinstance(value, dict):
            return value
        empty = [
            key for key, held in value.items() if held is None or (type(held) is str and held[:1] in _BLANK_STARTS)
        ]
        if not empty:
            return value
        known = fields(cls)
        return {key: held for key, held in value.items() if not (key in known and _is_empty(held))}


_MADE: dict[Any, tuple[tuple[str, Callable[[], Any]], ...]] = {}


def _made(cls: Any) -> tuple[tuple[str, Callable[[], Any]], ...]:
    """Return the fields whose default is created for each record."""
    if cls not in _MADE:
        _MADE[cls] = tuple((found.attribute, found.make) for found in fields(cls).values() if found.make)
    return _MADE[cls]


def has_fields(value: Any) -> bool:
    """True for a record, a part, and their classes."""
    return isinstance(value, Fields) or (isinstance(value, type) and issubclass(value, Fields))
