"""Merges two lists: keeps each item once, and records where it came from."""

from typing import Any

from brief.edit.lists import listed
from brief.model.dates import Date
from brief.model.parts import Figure
from brief.model.shape import Shape, fields
from brief.named_tuple import NamedTuple

_OF_A_FIGURE = ("value", "cite", "note", "inferred")
"""Fields in which two figures of the same thing may differ."""


class Joined(NamedTuple):
    """A merged list."""

    items: list[Any]
    first: list[int]
    """New index of each item of the first list."""
    second: list[int]
    """New index of each item of the second list."""
    rivals: list[tuple[str, Any]]
    """Rival values of the second list, each with its path in the merged one: `0.value`."""


def joined_lists(first: Any, second: Any, shape: Shape) -> Joined:
    """Return the items of two lists, each once; dated entries in the order of their dates."""
    items = listed(first)
    own = list(range(len(items)))
    places, rivals = [], []
    for item in listed(second):
        place = next((index for index, held in enumerate(items) if uncited(held) == uncited(item)), None)
        if place is None and shape.one.type is Figure:
            place = next((index for index in own if _is_of_one_thing(items[index], item)), None)
            rivals += [] if place is None else [(f"{place}.value", item.get("value"))]
        places.append(len(items) if place is None else place)
        items += [item] if place is None else []
    return _by_date(Joined(items, own, places, rivals), shape)


def _is_of_one_thing(figure: Any, other: Any) -> bool:
    """True if two figures are about the same thing: their fields agree, except value, citations, note and inference."""
    if not isinstance(figure, dict) or not isinstance(other, dict):
        return False
    return all(figure.get(name) == other.get(name) for name in {*figure, *other} - {*_OF_A_FIGURE})


def _by_date(found: Joined, shape: Shape) -> Joined:
    """Return the entries of a log in the order of their dates; an undated one stays after the entry before it."""
    if not shape.one.is_part or "date" not in fields(shape.one.type) or shape.one.type is Figure:
        return found
    days: list[int] = []
    for item in found.items:
        date = Date.read(str(item.get("date") or "")) if isinstance(item, dict) else None
        before = days[-1] if days else 0
        days.append(before if date is None or date.earliest is None else date.earliest)
    order = sorted(range(len(days)), key=days.__getitem__)
    now = {old: new for new, old in enumerate(order)}
    return Joined(
        [found.items[old] for old in order], [now[i] for i in found.first], [now[i] for i in found.second], []
    )


def uncited(item: Any) -> Any:
    """Return an item without its citations."""
    return {name: held for name, held in item.items() if name != "cite"} if isinstance(item, dict) else item


def union(first: list[Any], second: list[Any]) -> list[Any]:
    """Return the items of both lists, each once."""
    return [*first, *(item for item in second if item not in first)]
