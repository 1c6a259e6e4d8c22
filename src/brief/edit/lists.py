"""Lists in YAML, of which a single item may stand alone."""

from typing import Any


def listed(value: Any) -> list[Any]:
    """Return one value or a list as a list of its own."""
    return [] if value is None else list(value) if isinstance(value, list) else [value]


def one_or_list(items: list[Any]) -> Any:
    """Return a single text as itself, which needs no brackets."""
    return items[0] if len(items) == 1 and isinstance(items[0], str) else items
