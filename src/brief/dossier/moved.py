"""Update paths in a record after items were removed and later items moved up."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from brief.model.parts import Citation

Items = tuple[object, ...] | dict[str, object]
"""The value of a field with several items."""

Places = dict[str, str | None]
"""New paths by old ones; None for a removed item."""

GONE = "gone"
"""Replaces the path of a removed item."""


def only(held: Items, kept: list[bool]) -> Items:
    """Return the items of a tuple or map that stay."""
    if isinstance(held, dict):
        return {key: item for (key, item), keeps in zip(held.items(), kept, strict=True) if keeps}
    return tuple(item for item, keeps in zip(held, kept, strict=True) if keeps)


def moved_paths(name: str, held: Items, kept: list[bool]) -> Places:
    """Return the old and new paths of the items of a field after some were removed."""
    if isinstance(held, dict):
        return {f"{name}.{key}": f"{name}.{key}" if keeps else None for key, keeps in zip(held, kept, strict=True)}
    now = {index: sum(kept[:index]) if keeps else None for index, keeps in enumerate(kept)}
    return {f"{name}.{old}": None if new is None else f"{name}.{new}" for old, new in now.items()}


def moved(path: str | None, places: Places) -> str | None:
    """Return the new path after parts moved up: `roles.1.rank` becomes `roles.0.rank`."""
    if path in places:
        return places[path] or GONE
    above, _, step = (path or "").rpartition(".")
    if not above:
        return path
    now = moved(above, places)
    return now if now == GONE else f"{now}.{step}"


def moved_citations(cite: "Iterable[Citation]", places: Places) -> "tuple[Citation, ...]":
    """Return citations with the new paths of the fields that they support, without those whose fields are all gone."""
    found = [
        (cited, tuple(now for field in cited.for_ if (now := moved(field, places)) and now != GONE)) for cited in cite
    ]
    return tuple(cited.replaced(for_=for_) if cited.for_ else cited for cited, for_ in found if for_ or not cited.for_)
