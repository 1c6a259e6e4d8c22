"""`StrEnum` and `IntEnum` whose classes are cheap to create.

A class of `enum` takes eight times as long to create as any other, 0.1 ms each, and a command creates about eight.
Otherwise these behave the same, and type checkers see those of `enum`. Typer needs real ones for options.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from enum import IntEnum as IntEnum  # noqa: PLC0414 - exported
    from enum import StrEnum as StrEnum  # noqa: PLC0414 - exported
else:

    class _Members(type):
        """Creates the classes, with a member for each of their constants."""

        def __new__(cls, name, bases, body):
            constants = {key: body.pop(key) for key in [*body] if key.isupper()}
            made = super().__new__(cls, name, bases, body)
            made._members = {}
            for key, value in constants.items():
                made._members[value] = member = made.__new__(made, value)
                member.name, member.value = key, value
                setattr(made, key, member)
            return made

        def __call__(cls, value):
            """Return the member with this value; raises `ValueError`."""
            if value not in cls._members:
                raise ValueError(f"{value!r} is not a valid {cls.__name__}")
            return cls._members[value]

        def __iter__(cls):
            return iter(cls._members.values())

        def __len__(cls):
            return len(cls._members)

    class _Member(metaclass=_Members):
        """A member."""

        def __repr__(self):
            """Return it with its class and value."""
            return f"<{type(self).__name__}.{self.name}: {self.value!r}>"

        def __reduce_ex__(self, protocol):
            """Return how to find it again, for copies and pickles."""
            return type(self), (self.value,)

    class StrEnum(_Member, str):
        """Members that are texts."""

    class IntEnum(_Member, int):
        """Members that are numbers."""

        __str__ = int.__repr__
