"""How fresh the posts are: whether a role was confirmed within so many months of a day."""

from typing import TYPE_CHECKING

from brief.dossier.facets import Over
from brief.model.dates import Answer, Date
from brief.model.dates.comparison import end_of
from brief.model.dates.date import day_of
from brief.model.dates.gregorian import day_number, days_in_month, year_month_day
from brief.model.parts import Ongoing

if TYPE_CHECKING:
    from brief.model.parts import Difference, Role


def is_stale(role: "Role", rivals: "list[Difference]", day: Date, months: int) -> Answer:
    """Whether a role is not confirmed for `months` before a day that is known at least from one side.

    Its beginning and an end that still lies ahead confirm it as well, and so does a later confirmation of a role that
    had begun. `rivals` are what is said instead of its
    dates: where they answer otherwise, it cannot be told.
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


def over_months(answer: Answer, day: Date, months: int) -> Over | None:
    """The posts of which `is_stale` may answer so; nothing, which is all of them, where the day has no known side."""
    first, last = _bounds(day)
    if first is None or last is None:
        return None
    early, late = (_earlier(day, months) for day in (first, last))
    return Over(answer, early, late, end_of(day))


def _all_before(dates: list[Date], day: Date, months: int) -> Answer:
    """Whether all of these lie more than so many months before; of no date it cannot be told."""
    first, last = _bounds(day)
    if not dates or first is None or last is None:
        return Answer.CANNOT_TELL
    early, late = (day_of(_earlier(day, months)) for day in (first, last))
    if any(date.before(late) is Answer.NO for date in dates):
        return Answer.NO
    return Answer.YES if all(date.before(early) is Answer.YES for date in dates) else Answer.CANNOT_TELL


def _bounds(day: Date) -> tuple[int | None, int | None]:
    """The first and last day that may be meant; the one for the other where that is open."""
    last = None if day.latest is None else day.latest - 1
    first = last if day.earliest is None else day.earliest
    return first, first if last is None else last


def _earlier(day: int, months: int) -> int:
    """The day so many months before another; the last of its month where that month is shorter."""
    year, month, number = year_month_day(day)
    year, month = divmod(year * 12 + month - 1 - months, 12)
    return day_number(year, month + 1, min(number, days_in_month(year, month + 1)))
