"""Dates in words, with the remark that they may be later than a day."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from brief.document import (
    Cell,
    Mark,
    Part,
    Sign,
    When,
    bare_date,
    cell,
)
from brief.locale import Message, say
from brief.model.dates import Answer, Date
from brief.reports.phrases import notes

if TYPE_CHECKING:
    from brief.model.parts import Citation


def when(date: Date | None) -> str:
    """Return a date in words."""
    return date.human() if date else say("date unknown")


def doubt(date: Date | None, day: Date | None) -> Message:
    """Return a remark if a date, known or not, may be later than `day`; else an empty message."""
    if day and (date is None or date.later_than(day) is Answer.CANNOT_TELL):
        return say("may be later than {day}", day=day.human())
    return Message("")


def some_later(dates: Iterable[Date], day: Date | None) -> str:
    """Return a remark on the dates that are certainly later than `day`, if only some of the claimed dates are."""
    claimed = dict.fromkeys(dates)
    beyond = [date.human() for date in claimed if day and date.later_than(day) is Answer.YES]
    few = day and 0 < len(beyond) < len(claimed)
    return say("{beyond}: later than {day}", beyond=", ".join(beyond), day=day.human()) if day and few else ""


_AHEAD = ("due", "period", "in_force", "valid")
"""Fields whose dates may lie ahead of the day on which they are known, so that no remark is needed."""


def later(field: str, date: Date | None, day: Date | None) -> list[Part]:
    """Return a remark if a date in a field is certainly later than `day`, a mark if it may be, else nothing."""
    if not (date and day) or not {*_AHEAD}.isdisjoint(field.split(".")):
        return []
    answer = date.later_than(day)
    if answer is Answer.CANNOT_TELL:
        return [Mark(Sign.LATER, day)]
    return [" (", say("later than {day}", day=day.human()), ")"] if answer is Answer.YES else []


def doubted(found: Cell, dates: Sequence[Date], day: Date | None) -> Cell:
    """Add to dates in words a remark on those later than `day`, or a mark if one may be."""
    if remark := some_later(dates, day):
        return found.with_text("", f" ({remark})")
    return found.followed(Mark(Sign.LATER, day)) if any(doubt(date, day) for date in dates) else found


def date_cell(date: Date | None, cite: "Iterable[Citation]" = ()) -> Cell:
    """Return a cell with a date as both its words and its value."""
    return cell(bare_date(date) if date else say("date unknown"), date or "", notes(cite))


def dated_words(date: Date | None) -> When | Message:
    """Return a date, or the words for an unknown one."""
    return When(date) if date else say("date unknown")
