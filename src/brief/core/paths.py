"""Paths within records, such as `roles.0.from`: where they lead."""

from dataclasses import fields, is_dataclass
from typing import Any, NamedTuple, get_args, get_origin

from brief.core.codec import unwrap
from brief.core.model.parts import Record
from brief.core.names import hint, with_article


class Wrong(Exception):
    """A path leads nowhere; says why, and what may be meant."""

    def __init__(self, sentence: str, hint: str) -> None:
        """`hint` names the nearest right path."""
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint


class Target(NamedTuple):
    """What stands at a path."""

    annotation: Any
    """Its type; that of a list where the list is meant."""
    value: Any
    """Nothing where the field is empty."""

    @property
    def item(self) -> Any:
        """The bare type of the value; of a list, that of its items."""
        bare = unwrap(self.annotation)[1]
        return unwrap(get_args(bare)[0])[1] if get_origin(bare) is tuple else bare


def follow(record: Record, path: str) -> Target:
    """What stands in a record at a path; raises `Wrong`."""
    held: Any = record
    annotation: Any = type(record)
    steps = path.split(".")
    for index, step in enumerate(steps):
        above = ".".join(steps[:index])
        bare = unwrap(annotation)[1]
        if get_origin(bare) is tuple and step.isdecimal():
            if int(step) >= len(held):
                raise _too_far(above, steps, index, len(held))
            held, annotation = held[int(step)], get_args(bare)[0]
        elif get_origin(bare) is dict:
            held, annotation = held.get(step) if held else None, get_args(bare)[1]
        elif is_dataclass(bare):
            known = {item.name.rstrip("_"): item for item in fields(bare) if item.name != "id"}
            if step not in known:
                raise _no_field(f"`{above}`" if above else with_article(record.KIND), step, list(known))
            held, annotation = getattr(held, known[step].name), known[step].type
        else:
            item = f"{above}.0.{step}"
            way = f"count the items from 0: `{item}`" if get_origin(bare) is tuple else f"name `{above}` as a whole"
            raise Wrong(f"`{step}` is not a field of `{above}`", way)
    return Target(annotation, held)


def _no_field(owner: str, step: str, known: list[str]) -> Wrong:
    return Wrong(f"`{step}` is not a field of {owner}", hint(step, known, f"its fields are {', '.join(known)}"))


def _too_far(above: str, steps: list[str], index: int, count: int) -> Wrong:
    if not count:
        return Wrong(f"`{above}` is empty here", f"name `{above}` as a whole")
    last = ".".join([*steps[:index], str(count - 1), *steps[index + 1 :]])
    return Wrong(f"`{above}` has no item {steps[index]}: they are counted from 0", f"the last is `{last}`")
