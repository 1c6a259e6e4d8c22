"""Paths within a record of which some items were left out: later items move up to fill the gaps."""

from typing import Any

GONE = "gone"
"""In place of a path whose item was left out."""


def only(held: Any, kept: list[bool]) -> Any:
    """The items of a tuple or map that are kept."""
    found = [item for item, keeps in zip(held, kept, strict=True) if keeps]
    return {key: held[key] for key in found} if isinstance(held, dict) else tuple(found)


def moved_paths(name: str, held: Any, kept: list[bool]) -> dict[str, str | None]:
    """The paths of the items of a field, each with the one that it has when some are left out."""
    if isinstance(held, dict):
        return {f"{name}.{key}": f"{name}.{key}" if keeps else None for key, keeps in zip(held, kept, strict=True)}
    now = {index: sum(kept[:index]) if keeps else None for index, keeps in enumerate(kept)}
    return {f"{name}.{old}": None if new is None else f"{name}.{new}" for old, new in now.items()}


def moved(path: str | None, places: dict[str, str | None]) -> str | None:
    """A path within a record whose parts have moved up to fill the gaps: `roles.1.rank` as `roles.0.rank`."""
    head, _, rest = (path or "").partition(".")
    index, _, rest = rest.partition(".")
    place = f"{head}.{index}"
    if place not in places:
        return path
    now = places[place]
    return GONE if now is None else f"{now}.{rest}".rstrip(".")
