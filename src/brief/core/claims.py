"""The dates that are claimed for a record: its own, and what other sources say instead."""

from typing import TYPE_CHECKING

from brief.core.dates import Answer, Date

if TYPE_CHECKING:
    from brief.core.model.parts import Record


def claimed(record: "Record", field: str = "date") -> list[Date]:
    """Every date that is claimed for a field of a record; what is no date is left out."""
    own: Date | None = getattr(record, field, None)
    rivals = (Date.read(found.value) for found in record.differs if found.field == field)
    return [date for date in (own, *rivals) if date]


def certainly_later(dates: list[Date], day: Date | None) -> bool:
    """Whether every one of the dates lies after the day; not where there is none."""
    return bool(day and dates) and all(date.after(day) is Answer.YES for date in dates if day)
