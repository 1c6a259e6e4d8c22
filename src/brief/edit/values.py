"""Gets and sets values by path, such as `roles.0.rank`, in a record of plain values."""

from collections.abc import Mapping
from typing import Any

from brief.locale import say, say_many
from brief.model.field_order import field_order
from brief.model.marks import OneOrMore
from brief.model.parts import Citation, CitedByField
from brief.model.paths import PathError
from brief.model.shape import Shape, fields


def with_field(record: Any, cls: Any, path: str, value: Any) -> dict[str, Any]:
    """Return the plain values of a record with another value at a path; None removes the field.

    Raise `PathError` if the format has no such field, or the list is too short.
    """
    above, _, step = path.rpartition(".")
    if _is_of_citation(cls, above, step):
        held = value_at(record, above)
        count = len(CitedByField.listed(held)) if held else 0
        if count > 1:
            sentence = say_many("`{above}` has {count} citation", "`{above}` has {count} citations", count, above=above)
            raise PathError(sentence, say("choose one: `{path}` is that of the first", path=f"{above}.0.{step}"))
        path = f"{above}.0.{step}"
    found: dict[str, Any] = _put(record or {}, path.split("."), value, Shape(cls), "") or {}
    return found


def _is_of_citation(cls: Any, above: str, step: str) -> bool:
    """True for a path like `cite.quote`, a field of the only citation, unless the record or part has such a field."""
    owner = above.rpartition(".")[0]
    if above.rpartition(".")[2] != "cite" or step not in fields(Citation):
        return False
    part = shape_of(cls, owner) if owner else Shape(cls)
    return part.is_part and step not in fields(part.type)


def value_at(held: Any, path: str) -> Any:
    """Return the plain value at a path; None if there is none."""
    for step in path.split("."):
        if isinstance(held, list) and step.isdecimal():
            held = held[int(step)] if int(step) < len(held) else None
        else:
            held = held.get(step) if isinstance(held, dict) else None
    return held


def shape_of(cls: Any, path: str) -> Shape:
    """Return the shape of the field at a path of a class; raise `PathError` if there is none."""
    shape = Shape(cls)
    steps = path.split(".")
    if len(steps) > 1 and _is_of_citation(cls, ".".join(steps[:-1]), steps[-1]):
        steps.insert(-1, "0")
    for index, step in enumerate(steps):
        above = ".".join(steps[:index])
        if shape.is_part:
            if step not in fields(shape.type) or step == "id":
                raise _no_field(shape.type, above, step)
            shape = fields(shape.type)[step].shape
        elif shape.is_list and shape.item and step.isdecimal():
            shape = shape.item
        elif shape.is_map and shape.item:
            shape = shape.item
            if not (shape.is_list or shape.is_part):
                break
        elif shape.has(CitedByField):
            break
        else:
            raise _no_step(shape, above, step)
    return shape


def _put(held: Any, steps: list[str], value: Any, shape: Shape, above: str) -> Any:
    """Return a value with another one at these steps; None if nothing is left."""
    if not steps:
        return value
    if shape.is_part:
        return _put_field(held, steps, value, shape, above)
    if shape.is_list and shape.item and steps[0].isdecimal():
        return _put_item(held, steps, value, shape, above)
    if shape.is_map and shape.item:
        is_last = not (shape.item.is_list or shape.item.is_part)  # its key may contain dots
        taken = len(steps) if is_last else 1
        return _with_key(held, ".".join(steps[:taken]), steps[taken:], value, shape.item, above)
    if shape.has(CitedByField):
        by_field = held if isinstance(held, dict) and "source" not in held else {"rest": held} if held else {}
        return _with_key(by_field, ".".join(steps), [], value, shape, above)
    raise _no_step(shape, above, steps[0])


def _no_step(shape: Shape, above: str, step: str) -> PathError:
    item = f"{above}.0.{step}"
    way = say("count the items from 0: `{item}`", item=item) if shape.is_list else say("set `{path}`", path=above)
    return PathError(say("`{step}` is not a field of `{above}`", step=step, above=above), way)


def _put_field(held: Any, steps: list[str], value: Any, shape: Shape, above: str) -> Any:
    known = fields(shape.type)
    if steps[0] not in known or steps[0] == "id":
        raise _no_field(shape.type, above, steps[0])
    new = _with_key(shape.type.fields(held or {}), steps[0], steps[1:], value, known[steps[0]].shape, above)
    if shape.type is Citation and isinstance(held, str) and new and new.keys() <= {"source", "at"}:
        return f"{new.get('source', '')} {new.get('at', '')}".strip()
    return new


def _with_key(held: Any, key: str, steps: list[str], value: Any, shape: Shape, above: str) -> Any:
    """Return a map with another value at a key and further steps; None if nothing is left."""
    old = held if isinstance(held, dict) else {}
    new = _put(old.get(key), steps, value, shape, f"{above}.{key}".lstrip("."))
    if new is None:
        return {name: each for name, each in old.items() if name != key} or None
    return {**old, key: new}


def _put_item(held: Any, steps: list[str], value: Any, shape: Shape, above: str) -> Any:
    if isinstance(held, dict) and shape.has(CitedByField) and "source" not in held:
        return _put_cited(held, steps, value, shape, above)
    mark = next((mark for mark in shape.marks if isinstance(mark, OneOrMore)), None)
    items = [] if held is None else list(mark.listed(held)) if mark else list(held)
    index = int(steps[0])
    if index > len(items):
        sentence = say_many(
            "`{above}` has one item, so the next is `{above}.{count}`",
            "`{above}` has {count} items, so the next is `{above}.{count}`", len(items), above=above,
        )  # fmt: skip
        raise PathError(sentence, say("they are counted from 0"))
    old = items[index] if index < len(items) else None
    new = _put(old, steps[1:], value, shape.item or Shape(str), f"{above}.{index}")
    items[index : index + 1] = [] if new is None else [new]
    return items[0] if items and mark and len(items) == 1 and not isinstance(held, list) else items or None


def _put_cited(held: dict[str, Any], steps: list[str], value: Any, shape: Shape, above: str) -> Any:
    """Return a map from field to citations with another value in one citation; the index counts through all fields."""
    index = int(steps[0])
    for field, cites in held.items():
        count = len(cites) if isinstance(cites, list) else 1
        if index < count:
            return {**held, field: _put_item(cites, [str(index), *steps[1:]], value, shape, f"{above}.{field}")}
        index -= count
    sentence = say("`{above}` has no citation {index}", above=above, index=steps[0])
    raise PathError(sentence, say("they are counted from 0"))


def _no_field(cls: Any, above: str, step: str) -> PathError:
    from brief.model.names import with_article
    from brief.model.parts import spoken
    from brief.yaml.validation_messages import field_hint

    owner = f"`{above}`" if above else with_article(getattr(cls, "KIND", spoken(cls)))
    return PathError(say("`{step}` is not a field of {owner}", step=step, owner=owner), field_hint(cls, step))


def in_order(cls: Any, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a new record in the order of a file, without empty ones."""
    order = field_order(cls)
    known = sorted((name for name in values if name in order), key=order.index)
    return {name: values[name] for name in (*known, *(name for name in values if name not in order)) if values[name]}
