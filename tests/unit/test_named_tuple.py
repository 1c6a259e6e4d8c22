"""Named tuples behave like those of `typing`, whose classes take longer to create."""

import copy
import pickle
import typing
from collections.abc import Callable
from inspect import signature
from typing import Any

import pytest

from brief.named_tuple import NamedTuple


class Ours(NamedTuple):
    """A tuple with and without defaults."""

    place: str
    number: int = 1
    also: tuple[str, ...] = ()

    @property
    def both(self) -> str:
        """A property."""
        return f"{self.place}{self.number}"


class Theirs(typing.NamedTuple):
    """The same as a `typing.NamedTuple`."""

    place: str
    number: int = 1
    also: tuple[str, ...] = ()

    @property
    def both(self) -> str:
        """A property."""
        return f"{self.place}{self.number}"


USES: dict[str, Callable[[Any], Any]] = {
    "all by position": lambda made: tuple(made("a", 2, ("b",))),
    "defaults": lambda made: tuple(made("a")),
    "some defaults": lambda made: tuple(made("a", 2)),
    "by name": lambda made: tuple(made(also=("b",), place="a")),
    "both": lambda made: tuple(made("a", also=("b",))),
    "attributes": lambda made: (made("a").place, made("a").number, made("a").both),
    "changed": lambda made: tuple(made("a")._replace(number=3)),
    "as a map": lambda made: made("a")._asdict(),
    "fields": lambda made: (made._fields, made._field_defaults, made.__match_args__),
    "equal": lambda made: made("a") == made("a", 1) == ("a", 1, ()),
    "hash": lambda made: hash(made("a")),
    "copied": lambda made: type(copy.copy(made("a"))) is type(pickle.loads(pickle.dumps(made("a")))) is made,
    "signature": lambda made: [(name, found.default) for name, found in signature(made).parameters.items()],
    "shown": lambda made: repr(made("a")).removeprefix(made.__name__),
}
WRONG: dict[str, Callable[[Any], Any]] = {
    "nothing": lambda made: made(),
    "too many": lambda made: made("a", 1, (), 4),
    "unknown": lambda made: made("a", colour="red"),
    "twice": lambda made: made("a", place="b"),
    "without the first": lambda made: made(number=3),
}


@pytest.mark.parametrize("use", USES.values(), ids=USES)
def test_use(use: Callable[[Any], Any]) -> None:
    assert use(Ours) == use(Theirs)


@pytest.mark.parametrize("use", WRONG.values(), ids=WRONG)
def test_wrong_use(use: Callable[[Any], Any]) -> None:
    for made in (Ours, Theirs):
        with pytest.raises(TypeError):
            use(made)


def test_items_do_not_change() -> None:
    for made in (Ours("a"), Theirs("a")):
        with pytest.raises(AttributeError):
            made.place = "b"  # type: ignore[misc]
        with pytest.raises(AttributeError):
            made.colour = "red"  # type: ignore[union-attr]
