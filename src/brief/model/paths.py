"""Paths within records, such as `roles.0.from`: where they lead, and which lies within which."""

from typing import Any, NamedTuple

from brief.model.dates import Date
from brief.model.parts import Part, Record, spoken
from brief.model.shape import Shape, fields


class Wrong(Exception):
    """A path leads nowhere; says why, and what may be meant."""

    def __init__(self, sentence: str, hint: str) -> None:
        """`hint` names the nearest right path."""
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint


class Target(NamedTuple):
    """What stands at a path."""

    shape: Shape
    """What may stand there; that of a list where the list is meant."""
    value: Any
    """Nothing where the field is empty."""
    part: Any
    """The innermost part that the path leads through, or the record itself."""

    @property
    def item(self) -> Any:
        """The type of the value; of a list, that of its items."""
        return self.shape.one.type

    @property
    def refers(self) -> bool:
        """Whether it is the id of another record, or several."""
        return self.shape.mention is not None


def is_within(path: str, other: str | None) -> bool:
    """Whether a path is the other or leads on from it, as every path does from the empty one."""
    return other in ("", path) or path.startswith(f"{other}.")


def is_citation(path: str) -> bool:
    """Whether a path leads to a citation."""
    return "cite" in path and "cite" in path.split(".")


def found_at(record: Record, path: str) -> Target | None:
    """What stands in a record at a path; nothing where it leads nowhere."""
    try:
        return follow(record, path)
    except Wrong:
        return None


def is_date(record: Record, path: str | None) -> bool:
    """Whether a field holds a date, or several."""
    target = found_at(record, path) if path else None
    return bool(target and target.item is Date)


def follow(record: Record | Part, path: str) -> Target:
    """What a record or part has at a path; raises `Wrong`."""
    held: Any = record
    part: Any = record
    shape = Shape(type(record))
    steps = path.split(".")
    for index, step in enumerate(steps):
        above = ".".join(steps[:index])
        if shape.is_list and shape.item and step.isdecimal():
            if int(step) >= len(held):
                raise _too_far(above, steps, index, len(held))
            held, shape = held[int(step)], shape.item
        elif shape.is_map and shape.item:
            held, shape = held.get(step) if held else None, shape.item
        elif shape.is_part:
            known = fields(type(held))
            if step not in known or step == "id":
                raise _no_field(record, above, step, [name for name in known if name != "id"])
            held, shape = getattr(held, known[step].attribute), known[step].shape
        else:
            item = f"{above}.0.{step}"
            way = f"count the items from 0: `{item}`" if shape.is_list else f"name `{above}` as a whole"
            raise Wrong(f"`{step}` is not a field of `{above}`", way)
        part = held if isinstance(held, Part) else part
    return Target(shape, held, part)


def _no_field(record: Record | Part, above: str, step: str, known: list[str]) -> Wrong:
    from brief.model.names import hint, with_article

    owner = f"`{above}`" if above else with_article(getattr(record, "KIND", spoken(type(record))))
    return Wrong(f"`{step}` is not a field of {owner}", hint(step, known, f"its fields are {', '.join(known)}"))


def _too_far(above: str, steps: list[str], index: int, count: int) -> Wrong:
    if not count:
        return Wrong(f"`{above}` is empty here", f"name `{above}` as a whole")
    last = ".".join([*steps[:index], str(count - 1), *steps[index + 1 :]])
    return Wrong(f"`{above}` has no item {steps[index]}: they are counted from 0", f"the last is `{last}`")
