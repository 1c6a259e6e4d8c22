"""Updates citations by field, rivals and inferences of a record, which name its fields by path, when items move."""

from collections.abc import Iterator
from typing import Any

from brief.dossier.moved import Places, moved, moved_items
from brief.edit.lists import listed
from brief.edit.values import shape_of, value_at

Values = dict[str, Any]


def places_of(cls: Any, before: Values, path: str, value: Any) -> Places:
    """Return the new paths of the items of a list if another value is set at a path; None for removed items."""
    above, _, step = path.rpartition(".")
    if value is None and step.isdecimal() and above and shape_of(cls, above).is_list:
        gone, count = int(step), len(listed(value_at(before, above)))
        return moved_items(above, [None if at == gone else at - (at > gone) for at in range(count)])
    old = value_at(before, path)
    if isinstance(old, list) and isinstance(value, list) and shape_of(cls, path).is_list:
        return {
            f"{path}.{index}": str(value.index(item)) if item in value else None
            for index, item in enumerate(old)
            if value[index : index + 1] != [item]
        }
    return {}


def following(values: Values, places: Places) -> tuple[Values, list[str]]:
    """Return a record with updated citations by field, rivals and inferences, and the paths of those that are removed.

    Those of a removed item are removed with it.
    """
    if not places:
        return values, []
    gone = [path for path in _paths(values) if moved(path, places) is None]
    found = dict(values)
    if isinstance(rivals := values.get("differs"), list):
        found["differs"] = [each for rival in rivals if (each := _followed(rival, "field", places))]
    if isinstance(reasons := values.get("inferred"), dict):
        found["inferred"] = _keys(reasons, places)
    if "cite" in values:
        found["cite"] = _cite(values["cite"], places)
    return {name: held for name, held in found.items() if held or name not in ("differs", "inferred", "cite")}, gone


def _cite(cite: Any, places: Places) -> Any:
    if isinstance(cite, dict) and "source" not in cite:
        return {path: _cite(held, places) for path, held in _keys(cite, places).items()}
    if isinstance(cite, list):
        return [each for held in cite if (each := _followed(held, "for", places))]
    return _followed(cite, "for", places)


def _followed(part: Any, field: str, places: Places) -> Any:
    """Return a part with the new paths of the fields that it names; None if all of them are removed."""
    if not isinstance(part, dict) or not part.get(field):
        return part
    named = [path for each in listed(part[field]) if (path := moved(each, places))]
    return {**part, field: named if isinstance(part[field], list) else named[0]} if named else None


def _keys(held: Values, places: Places) -> Values:
    return {path: each for key, each in held.items() if (path := moved(key, places))}


def _paths(values: Values) -> Iterator[str]:
    """Yield the paths that citations by field, rivals and inferences name."""
    cite = values.get("cite")
    by_field = isinstance(cite, dict) and "source" not in cite
    yield from cite if isinstance(cite, dict) and by_field else ()
    for held, field in ((values.get("differs"), "field"), (None if by_field else cite, "for")):
        for part in listed(held):
            yield from listed(part.get(field)) if isinstance(part, dict) else ()
    inferred = values.get("inferred")
    yield from inferred if isinstance(inferred, dict) else ()
