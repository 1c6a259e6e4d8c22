"""Comparison of dates, shared by the checks."""

from collections.abc import Iterable

from brief.model.dates import Answer, Date


def certainly_after(dates: Iterable[Date], others: Iterable[Date]) -> bool:
    """True if each date is certainly later than each of the others. False if either list is empty."""
    answers = [date.after(other) for other in others for date in dates]
    return bool(answers) and all(answer is Answer.YES for answer in answers)
