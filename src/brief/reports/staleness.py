"""Whether a post was confirmed of late."""

from typing import TYPE_CHECKING

from brief.dossier.trait import Over
from brief.model.dates import Answer, Date
from brief.model.dates.comparison import end_of
from brief.model.dates.date import day_of
from brief.model.dates.grammar import day_number, days_in_month, year_month_day
from brief.model.parts import Ongoing

if TYPE_CHECKING:
    from brief.model.parts import Difference, Role


def is_stale(role: "Role", rivals: "list[Difference]", day: Date, months: int) -> Answer:
    """Decide whether a role was not confirmed in the `months` before a day with at least one known bound.

    The beginning of a role and a future end also confirm it, and so does a later confirmation of a role that had begun.
    `rivals` are rival values of its dates: if they give another answer, it is undecided.
    """
    held = [date for date in (role.from_, role.to, *role.seen) if date and date.later_than(day) is not Answer.YES]
    if isinstance(role, Ongoing) or (role.to and role.to.later_than(day) is Answer.YES):
        return Answer.NO
    if held and any(date.later_than(day) is Answer.YES for date in role.seen):
        return Answer.NO
    own = _all_before(held, day, months)
    others = [date for found in rivals if (date := Date.read(found.value)) and date.later_than(day) is not Answer.YES]
    if own is Answer.YES and any(_all_before([date], day, months) is not Answer.YES for date in others):
        return Answer.CANNOT_TELL
    return own


def _all_before(dates: list[Date], day: Date, months: int) -> Answer:
    """Decide whether all dates lie more than `months` before the day; undecided without dates."""
    first, last = _bounds(day)
    if not dates or first is None or last is None:
        return Answer.CANNOT_TELL
    early, late = (day_of(_earlier(day, months)) for day in (first, last))
    if any(date.before(late) is Answer.NO for date in dates):
        return Answer.NO
    return Answer.YES if all(date.before(early) is Answer.YES for date in dates) else Answer.CANNOT_TELL


def _bounds(day: Date) -> tuple[int | None, int | None]:
    """Return the first and last possible day; if one bound is open, both are the other one."""
    last = None if day.latest is None else day.latest - 1
    first = last if day.earliest is None else day.earliest
    return first, first if last is None else last


def _earlier(day: int, months: int) -> int:
    """Return the day number `months` before another; in a shorter month, its last day."""
    year, month, number = year_month_day(day)
    year, month = divmod(year * 12 + month - 1 - months, 12)
    return day_number(year, month + 1, min(number, days_in_month(year, month + 1)))


def over_months(answer: Answer, day: Date, months: int) -> Over | None:
    """Return the index query for posts that `is_stale` may answer this way; None for all, if no bound is known."""
    first, last = _bounds(day)
    if first is None or last is None:
        return None
    early, late = (_earlier(day, months) for day in (first, last))
    return Over(answer, early, late, end_of(day))
