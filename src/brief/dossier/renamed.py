"""Records whose id has changed: their references are compared under the new id."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from brief.model.kinds import KINDS
from brief.model.shape import Fields, Shape, fields

if TYPE_CHECKING:
    from brief.dossier.protocol import Dossier
    from brief.model.parts import Record

Part = TypeVar("Part", bound=Fields)


def former_ids(before: "Dossier", now: "Dossier") -> dict[str, str]:
    """Return the new id of each record that had another one, by the old id: its field `was` names it."""
    found: dict[str, str] = {}
    for kind in KINDS.values():
        if "was" not in fields(kind.record):
            continue
        for record in now.records(kind.name):
            found |= {old: record.id for old in was(record) if _has(before, old) and not _has(now, old)}
    return found


def was(record: "Record") -> tuple[str, ...]:
    """The former ids of a record."""
    found: tuple[str, ...] = getattr(record, "was", ())
    return found


def _has(dossier: "Dossier", id_: str) -> bool:
    """True if a record has this id, and not only had it."""
    found = dossier.get(id_)
    return found is not None and found.id == id_


def renamed(record: Part, names: Mapping[str, str]) -> Part:
    """Return a record with the new ids in its references, and in paths such as `who.old-id`; its own id stays."""
    if not names:
        return record
    values: dict[str, Any] = dict(vars(record))
    for item in fields(type(record)).values():
        held = getattr(record, item.attribute)
        if item.name in ("inferred", "field") and held:
            values[item.attribute] = _in_paths(held, names)
        elif held:
            values[item.attribute] = _in_value(held, item.shape, names)
    return type(record).of(values)


def _in_paths(held: object, names: Mapping[str, str]) -> object:
    """Return a path, or a map by path, with the new ids; another text is unchanged."""
    if isinstance(held, dict):
        return {_in_paths(path, names): reason for path, reason in held.items()}
    return ".".join(names.get(step, step) for step in str(held).split("."))


def _in_value(held: object, shape: Shape, names: Mapping[str, str]) -> object:
    if isinstance(held, Fields):
        return renamed(held, names)
    if isinstance(held, tuple) and shape.item:
        item = shape.item
        return tuple(_in_value(each, item, names) for each in held)
    if isinstance(held, dict) and shape.key and shape.key.ref:
        return {names.get(key, key): word for key, word in held.items()}
    return names.get(held, held) if shape.ref and isinstance(held, str) else held
