"""Converts lists that may be written in YAML as a single item."""

from typing import Any


def listed(value: Any) -> list[Any]:
    """Return a value or list as a new list; None gives an empty one."""
    return [] if value is None else list(value) if isinstance(value, list) else [value]


def one_or_list(items: list[Any]) -> Any:
    """Return the text of a list with one text, which needs no brackets; else the list."""
    return items[0] if len(items) == 1 and isinstance(items[0], str) else items
