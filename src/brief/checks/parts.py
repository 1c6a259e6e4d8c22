"""What the checks share: the parts of a record, and whether dates certainly follow others."""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from functools import cache
from typing import Any

from brief.core.codec import class_of
from brief.core.dates import Answer, Date
from brief.core.model.parts import Part, Record


def parts(record: Record) -> Iterator[tuple[str, Part]]:
    """The parts of a record, each with its path: `roles.0`, `differs.1`."""
    for name in _names(class_of(record)):
        held = getattr(record, name)
        if held and isinstance(held, tuple) and isinstance(held[0], Part):
            for index, part in enumerate(held):
                yield f"{name}.{index}", part


@cache
def _names(cls: Any) -> tuple[str, ...]:
    return tuple(item.name for item in fields(cls))


def certainly_after(dates: Iterable[Date], others: Iterable[Date]) -> bool:
    """Whether each of the dates lies after each of the others, beyond doubt; not where there are none."""
    answers = [date.after(other) for other in others for date in dates]
    return bool(answers) and all(answer is Answer.YES for answer in answers)
