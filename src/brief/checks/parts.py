"""What the checks share: the parts of a record, and the dates that are claimed for it."""

from collections.abc import Iterable, Iterator
from dataclasses import fields

from brief.core.dates import Answer, Date
from brief.core.model.parts import Part, Record


def parts(record: Record) -> Iterator[tuple[str, Part]]:
    """The parts of a record, each with its path: `roles.0`, `differs.1`."""
    for item in fields(record):
        held = getattr(record, item.name)
        if isinstance(held, tuple) and held and isinstance(held[0], Part):
            for index, part in enumerate(held):
                yield f"{item.name}.{index}", part


def certainly_after(dates: Iterable[Date], others: Iterable[Date]) -> bool:
    """Whether each of the dates lies after each of the others, beyond doubt; not where there are none."""
    answers = [date.after(other) for other in others for date in dates]
    return bool(answers) and all(answer is Answer.YES for answer in answers)
