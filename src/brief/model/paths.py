"""Resolve and compare paths within records, such as `roles.0.from`."""

from typing import Any

from brief.locale import say
from brief.model.dates import Date
from brief.model.parts import Difference, Part, Record, spoken
from brief.model.serialization import class_of
from brief.model.shape import Fields, Shape, fields
from brief.model.shape import shape as shape_of
from brief.named_tuple import NamedTuple


class PathError(Exception):
    """A path does not exist. The message says why; the hint suggests a path."""

    def __init__(self, sentence: str, hint: str) -> None:
        """Create the error; `hint` names the nearest existing path."""
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint


class Target(NamedTuple):
    """The target of a path."""

    shape: Shape
    """The shape of the value; for a list, the shape of the list."""
    value: Any
    """None if the field is empty."""
    part: Any
    """The innermost part on the path, or the record itself."""

    @property
    def item(self) -> Any:
        """The type of the value; for a list, the type of its items."""
        return self.shape.one.type

    @property
    def refers(self) -> bool:
        """True if it is one or several ids of records."""
        return self.shape.mention is not None


def is_within(path: str, other: str | None) -> bool:
    """True if a path equals another or is below it. Every path is below the empty one."""
    return other in ("", path) or path.startswith(f"{other}.")


def claimed_keys(record: Record, field: str) -> list[str]:
    """Return the keys of a map such as `who`: its own, then those that only a rival value names."""
    own = list(getattr(record, field))
    disputed = (path for found in record.differs if (path := found.field or "").startswith(f"{field}."))
    return list(dict.fromkeys((*own, *(path.removeprefix(f"{field}.") for path in disputed))))


def named_by(record: Record, rival: Difference) -> list[str]:
    """Return the ids that a rival value names: the key of a map in its field, or the value of a field with ids.

    A holder in words is returned as well: no record has it as its id.
    """
    head, _, key = (rival.field or "").partition(".")
    target = found_at(record, rival.field) if rival.field else None
    if key and isinstance(getattr(record, head, None), dict):
        return [key]
    return [rival.value] if target and target.refers and not target.shape.is_map else []


def is_citation(path: str) -> bool:
    """True if a path points to a citation."""
    return "cite" in path and "cite" in path.split(".")


def found_at(record: Fields, path: str) -> Target | None:
    """Return the target of a path in a record or part; None if it does not exist."""
    try:
        return follow(record, path)
    except PathError:
        return None


def is_date(record: Record, path: str | None) -> bool:
    """True if the value of a field is one or several dates."""
    target = found_at(record, path) if path else None
    return bool(target and target.item is Date)


def follow(record: Fields, path: str) -> Target:
    """Return the target of a path in a record or part; raise `PathError` if it does not exist."""
    held: Any = record
    part: Any = record
    shape = shape_of(class_of(record))
    steps = path.split(".")
    for index, step in enumerate(steps):
        if shape.is_list and shape.item and step.isdecimal():
            if int(step) >= len(held or ()):
                raise _too_far(steps, index, len(held or ()))
            held, shape = held[int(step)], shape.item
        elif shape.is_map and shape.item:
            is_last = not (shape.item.is_list or shape.item.is_part)  # its key may contain dots
            key = ".".join(steps[index:]) if is_last else step
            held, shape = held.get(key) if held else None, shape.item
            if is_last:
                break
        elif shape.is_part:
            known = fields(shape.type)
            if step not in known or step == "id":
                raise _no_field(record, ".".join(steps[:index]), step, [name for name in known if name != "id"])
            held, shape = getattr(held, known[step].attribute, None), known[step].shape
        else:
            above = ".".join(steps[:index])
            item = f"{above}.0.{step}"
            way = (
                say("count the items from 0: `{item}`", item=item)
                if shape.is_list
                else say("name `{above}` as a whole", above=above)
            )
            raise PathError(say("`{step}` is not a field of `{above}`", step=step, above=above), way)
        part = held if isinstance(held, Part) else part
    return Target(shape, held, part)


def _no_field(record: Fields, above: str, step: str, known: list[str]) -> PathError:
    from brief.model.names import hint, with_article

    owner = f"`{above}`" if above else with_article(getattr(record, "KIND", spoken(type(record))))
    return PathError(
        say("`{step}` is not a field of {owner}", step=step, owner=owner),
        hint(step, known, say("its fields are {known}", known=", ".join(known))),
    )


def _too_far(steps: list[str], index: int, count: int) -> PathError:
    above = ".".join(steps[:index])
    if not count:
        return PathError(say("`{above}` is empty here", above=above), say("name `{above}` as a whole", above=above))
    last = ".".join([*steps[:index], str(count - 1), *steps[index + 1 :]])
    return PathError(
        say("`{above}` has no item {steps}: they are counted from 0", above=above, steps=steps[index]),
        say("the last is `{last}`", last=last),
    )
