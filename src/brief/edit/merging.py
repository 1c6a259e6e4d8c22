"""Two records that are one: what both say, and rivals where they differ."""

from typing import Any

from brief.edit.order import field_order
from brief.model.kinds import KINDS
from brief.model.parts import DESK, CitedByField, Record
from brief.model.shape import Shape, fields
from brief.named_tuple import NamedTuple

Values = dict[str, Any]


_UNCITED = DESK | {"cite", "differs", "inferred"}
"""Fields that no citation supports."""


class Merged(NamedTuple):
    """One record of two."""

    values: Values
    dropped: dict[str, Any]
    """Editorial values of the second that the first has in another form."""


def merged(cls: type[Record], first: Values, second: Values, former: list[str]) -> Merged:
    """Return one record with all that two say. Where they differ, the value of the second is a rival.

    `former` are the ids that the second record has or had.
    """
    found = {name: held for name, held in first.items() if name not in ("cite", "was")}
    dropped: Values = {}
    rivals: list[tuple[str, Any]] = []
    for name, other in second.items():
        if name in ("cite", "was") or name not in fields(cls):
            continue
        shape = fields(cls)[name].shape
        if name not in found:
            found[name] = other
        elif shape.is_list:
            found[name] = _union(found[name], other, shape)
        elif shape.is_map and isinstance(other, dict):
            rivals += [(f"{name}.{key}", held) for key, held in other.items() if found[name].get(key, held) != held]
            found[name] = {**other, **found[name]}
        elif other != found[name]:
            _unlike(cls, name, found, other, dropped, rivals)
    _cite(found, first, second, rivals)
    found["was"] = _one([*_listed(first.get("was")), *former])
    return Merged({name: found[name] for name in _kept_order(cls, first, found)}, dropped)


def _unlike(
    cls: type[Record], name: str, found: Values, other: Any, dropped: dict[str, Any], rivals: list[tuple[str, Any]]
) -> None:
    """Place a value of the second record that the first has in another form."""
    if name == "note":
        found[name] = f"{found[name]} {other}"
    elif name in DESK or not isinstance(other, str):
        dropped[name] = other
    elif name == KINDS[cls.KIND].title and "also" in fields(cls):
        found["also"] = _union(found.get("also"), other, fields(cls)["also"].shape)
    else:
        rivals.append((name, other))


def _cite(found: Values, first: Values, second: Values, rivals: list[tuple[str, Any]]) -> None:
    """Give each value the citations of the records that say it, and each rival those of the second."""
    for path, value in rivals:
        cite = _of_field(second.get("cite"), path)
        rival = {"field": path, "value": value or "", **({"cite": _one(cite)} if cite else {})}
        found["differs"] = [*_listed(found.get("differs")), rival]
    disputed = {path for path, _ in rivals}
    cites = {
        path: _joined(
            _of_field(first.get("cite"), path) if path.partition(".")[0] in first else [],
            _of_field(second.get("cite"), path) if path.partition(".")[0] in second and path not in disputed else [],
        )
        for path in (*(name for name in found if name not in _UNCITED), *disputed - set(found))
    }
    cites |= {path: held for path, held in _by_field(first.get("cite")).items() if "." in path and path not in cites}
    if shown := _shared(cites):
        found["cite"] = _one(shown["rest"]) if set(shown) == {"rest"} else {key: _one(shown[key]) for key in shown}


def _shared(cites: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """Return citations by field, with those that most fields share as `rest`, unless some field has none."""
    held = list(cites.values())
    if not all(held):
        return {path: each for path, each in cites.items() if each}
    rest = max(held, key=held.count, default=[])
    return {"rest": rest, **{path: each for path, each in cites.items() if each != rest}} if rest else {}


def _by_field(cite: Any) -> dict[str, list[Any]]:
    if isinstance(cite, dict) and "source" not in cite:
        return {field: _listed(held) for field, held in cite.items()}
    return {"rest": _listed(cite)}


def _of_field(cite: Any, path: str) -> list[Any]:
    found = _by_field(cite)
    return found.get(path) or found.get(path.partition(".")[0]) or found.get("rest", [])


def _union(first: Any, second: Any, shape: Shape) -> Any:
    """Return the items of both lists, each once."""
    if any(isinstance(mark, CitedByField) for mark in shape.marks):
        return first
    both = _joined(_listed(first), _listed(second))
    return first if both == _listed(first) else both


def _joined(first: list[Any], second: list[Any]) -> list[Any]:
    return [*first, *(item for item in second if item not in first)]


def _listed(value: Any) -> list[Any]:
    return [] if value is None else list(value) if isinstance(value, list) else [value]


def _one(items: list[Any]) -> Any:
    """Return a single text as itself, which needs no brackets."""
    return items[0] if len(items) == 1 and isinstance(items[0], str) else items


def _kept_order(cls: type[Record], first: Values, found: Values) -> list[str]:
    order = field_order(cls)
    return [*(name for name in first if name in found), *sorted(set(found) - set(first), key=order.index)]


def without_twin(value: Any, shape: Shape, kept: str, gone: str) -> Any:
    """Return a value in which lists and maps that have both ids have only the one that is kept."""
    if shape.is_part and isinstance(value, dict):
        known = fields(shape.type)
        return {
            name: without_twin(held, known[name].shape, kept, gone) if name in known else held
            for name, held in value.items()
        }
    if shape.is_list and shape.item and isinstance(value, list):
        items = [item for item in value if item != gone or kept not in value or not shape.item.ref]
        return [without_twin(item, shape.item, kept, gone) for item in items]
    if shape.is_map and shape.key and shape.key.ref and isinstance(value, dict) and {kept, gone} <= set(value):
        words = dict.fromkeys(word for word in (value[kept], value[gone]) if word)
        return {key: "; ".join(words) or None if key == kept else held for key, held in value.items() if key != gone}
    return value
