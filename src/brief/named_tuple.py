"""`NamedTuple` whose classes are cheap to create.

`typing.NamedTuple` compiles a constructor for each class, 0.16 ms each, and a command creates about ninety classes.
This one compiles nothing. Otherwise it behaves the same, and type checkers see `typing.NamedTuple`.
"""

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING or sys.version_info >= (3, 14):  # from 3.14 on, a class body has no annotations to read
    from typing import NamedTuple as NamedTuple  # noqa: PLC0414 - exported
else:
    from collections import _tuplegetter  # the fields of `collections.namedtuple`: read in a third of a property's time

    def _constructor(fields, defaults, tuple_of=tuple.__new__):
        """Return the constructor of a class: it finds these values faster than attributes of the class."""
        most, least = len(fields), len(fields) - len(defaults)

        def create(cls, /, *items, **named):
            """Create a tuple from its items, by position or by name; raises `TypeError`."""
            count = len(items)
            if named or not least <= count <= most:
                items = cls._named(items, named)
            elif count < most:
                items += defaults[count - least :]
            return tuple_of(cls, items)

        return create

    class _Named(type):
        """Creates the classes."""

        def __new__(cls, name, bases, body):
            fields = tuple(body.get("__annotations__", ()))
            defaults = {field: body[field] for field in fields if field in body}
            body |= {field: _tuplegetter(index, None) for index, field in enumerate(fields)}
            body |= {"__slots__": (), "__match_args__": fields, "_fields": fields, "_field_defaults": defaults}
            if bases:
                body["__new__"] = _constructor(fields, tuple(defaults.values()))
            return super().__new__(cls, name, bases, body)

        @property
        def __signature__(cls):
            """The items as parameters, for `inspect.signature`."""
            from inspect import Parameter, Signature

            types, kind = cls.__annotations__, Parameter.POSITIONAL_OR_KEYWORD
            defaults = {field: cls._field_defaults.get(field, Parameter.empty) for field in cls._fields}
            return Signature(
                [Parameter(field, kind, default=held, annotation=types[field]) for field, held in defaults.items()]
            )

    class NamedTuple(tuple, metaclass=_Named):
        """A tuple with named items."""

        @classmethod
        def _named(cls, items, named):
            held = [*items]
            for field in cls._fields[len(items) :]:
                if field not in named and field not in cls._field_defaults:
                    raise TypeError(f"{cls.__name__} needs {field}")
                held.append(named.pop(field) if field in named else cls._field_defaults[field])
            if named or len(items) > len(cls._fields):
                raise TypeError(f"{cls.__name__} takes only {', '.join(cls._fields)}, each once")
            return held

        def _replace(self, /, **changes):
            changed = tuple.__new__(type(self), map(changes.pop, self._fields, self))
            if changes:
                raise TypeError(f"{type(self).__name__} has no {', '.join(changes)}")
            return changed

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def __getnewargs__(self):
            """Return the items, for copies and pickles."""
            return tuple(self)

        def __repr__(self):
            """Return it as Python code."""
            held = ", ".join(f"{field}={item!r}" for field, item in zip(self._fields, self, strict=True))
            return f"{type(self).__name__}({held})"
