"""Updates paths in a record after items were removed and later items moved up."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from brief.model.parts import Record

Places = dict[str, str | None]
"""The last step of paths now, by the path as it was: `{"roles.1": "0"}`; None for what was removed."""


def moved_items(path: str, places: Iterable[int | None]) -> Places:
    """Return the places of the items of a list, from the position of each now; None for a removed one."""
    return {f"{path}.{old}": None if new is None else str(new) for old, new in enumerate(places)}


def moved(path: str, places: Places, above: str = "") -> str | None:
    """Return a path as it is now: `roles.1.rank` becomes `roles.0.rank`; None if it was removed.

    `above` is the path of the part that the path begins at, as it was.
    """
    now: list[str] = []
    for step in path.split("."):
        above = f"{above}.{step}" if above else step
        place = places.get(above, step)
        if place is None:
            return None
        now.append(place)
    return ".".join(now)


def whole_path(record: "Record", path: str) -> str:
    """Return a path in what a view shows of a record as it is in the whole record."""
    for _, back in record.moved:
        path = moved(path, back) or path
    return path


def shown_path(record: "Record", path: str) -> str | None:
    """Return a path in a whole record as it is in what a view shows of it; None if that is left out."""
    shown: str | None = path
    for places, _ in reversed(record.moved):
        shown = shown and moved(shown, places)
    return shown


def reversed_places(places: Places) -> Places:
    """Return the last step of paths as they were, by the path as it is now."""
    return {now: old.rpartition(".")[2] for old in places if (now := moved(old, places))}
