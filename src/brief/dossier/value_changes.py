"""Find the values that differ between two states of a record."""

import operator
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from brief.model.parts import DESK
from brief.model.shape import Field, Fields, Shape, fields
from brief.named_tuple import NamedTuple

if TYPE_CHECKING:
    from brief.model.parts import Record

Item = tuple[int, object]
"""The position and value of an item of a list."""
_APART = frozenset(("id", "was", "cite", "differs", "inferred"))
"""Fields that are compared elsewhere."""


class Point(NamedTuple):
    """A value that differs: its path in each state, or None if it is missing there."""

    before: str | None
    now: str | None
    is_order: bool = False
    """True if the field has the same values in another order."""

    @property
    def path(self) -> str:
        """Its path now, or before."""
        return self.now or self.before or ""

    @property
    def field(self) -> str:
        """The field of the record."""
        return self.path.partition(".")[0]

    @property
    def is_of_desk(self) -> bool:
        """True if no source states it: a field of the author, or an order."""
        return self.is_order or self.field in DESK or self.path.rpartition(".")[2] == "note"


def wild(path: str) -> str:
    """Return a path without the positions in lists, which change if an item is added: `roles.*.rank`."""
    return ".".join("*" if step.isdecimal() else step for step in path.split("."))


def points(before: "Record", now: "Record") -> Iterator[Point]:
    """Yield each value that differs. Items of lists, and entries of maps, are compared one by one."""
    for item in fields(type(now)).values():
        if item.name not in _APART:
            yield from _in_field(item, "", "", before, now)


def _in_field(item: Field, left: str, right: str, before: Fields, now: Fields) -> Iterator[Point]:
    old, new = getattr(before, item.attribute), getattr(now, item.attribute)
    if old != new:
        yield from _differing(item.shape, left + item.name, right + item.name, old, new)


def _differing(shape: Shape, left: str, right: str, old: object, new: object) -> Iterator[Point]:
    if isinstance(old, tuple) and isinstance(new, tuple) and shape.item:
        is_order = len(old) == len(new) and all(old.count(value) == new.count(value) for value in old)
        yield from [Point(left, right, is_order=True)] if is_order else _items(shape.item, left, right, old, new)
    elif isinstance(old, dict) and isinstance(new, dict):
        for key in dict.fromkeys((*old, *new)):
            if key not in old or key not in new or old[key] != new[key]:
                yield Point(f"{left}.{key}" if key in old else None, f"{right}.{key}" if key in new else None)
    else:
        yield Point(left if _is_given(old) else None, right if _is_given(new) else None)


def _is_given(value: object) -> bool:
    return value not in (None, "")


def _items(item: Shape, left: str, right: str, old: tuple[object, ...], new: tuple[object, ...]) -> Iterator[Point]:
    """Yield the items of a list that have no equal in the other state; parts of one name are compared by field.

    One that is alone in having none on its side, as another is on the other, has taken its place. If they are parts, at
    least half of their values must be the same.
    """
    olds, news = list(enumerate(old)), list(enumerate(new))
    _paired(olds, news, operator.eq)  # takes away what is the same
    if len(olds) == len(news) == 1 and not item.is_part:
        yield Point(f"{left}.{olds[0][0]}", f"{right}.{news[0][0]}")
        return
    pairs = _paired(olds, news, _is_same)
    if len(olds) == len(news) == 1:
        pairs += _paired(olds, news, _is_alike)
    places: list[tuple[Item | None, Item]] = [*pairs, *((None, added) for added in news)]
    for match, (there, value) in sorted(places, key=lambda place: place[1][0]):
        if match:
            yield from _in_part(item, f"{left}.{match[0]}.", f"{right}.{there}.", match[1], value)
        else:
            yield Point(None, f"{right}.{there}")
    yield from (Point(f"{left}.{index}", None) for index, _ in olds)


def _paired(olds: list[Item], news: list[Item], is_one: Callable[[object, object], bool]) -> list[tuple[Item, Item]]:
    """Take from two lists the items that are one in both states, and return them in pairs."""
    pairs: list[tuple[Item, Item]] = []
    for new in [*news]:
        if match := next((old for old in olds if is_one(old[1], new[1])), None):
            olds.remove(match)
            news.remove(new)
            pairs.append((match, new))
    return pairs


def _in_part(item: Shape, left: str, right: str, old: object, new: object) -> Iterator[Point]:
    assert isinstance(old, Fields)
    assert isinstance(new, Fields)
    for inner in fields(item.type).values():
        if inner.name not in _APART:
            yield from _in_field(inner, left, right, old, new)


def _is_alike(one: object, other: object) -> bool:
    """True for two parts of which at least half of the values are the same."""
    if not isinstance(one, Fields) or not isinstance(other, Fields):
        return False
    names = [item.attribute for item in fields(type(one)).values() if item.name not in _APART]
    given = [name for name in names if getattr(one, name) or getattr(other, name)]
    same = sum(getattr(one, name) == getattr(other, name) for name in given)
    return bool(given) and 2 * same >= len(given)


def _is_same(one: object, other: object) -> bool:
    """True for two parts about one thing: their required fields, such as the title of a post, are the same."""
    if not isinstance(one, Fields) or not isinstance(other, Fields):
        return False
    required = [item.attribute for item in fields(type(one)).values() if item.is_required]
    return bool(required) and all(getattr(one, name) == getattr(other, name) for name in required)
