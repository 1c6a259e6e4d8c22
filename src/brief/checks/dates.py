"""What the checks share: whether dates certainly follow others."""

from collections.abc import Iterable

from brief.model.dates import Answer, Date


def certainly_after(dates: Iterable[Date], others: Iterable[Date]) -> bool:
    """Whether each of the dates lies after each of the others, beyond doubt; not where there are none."""
    answers = [date.after(other) for other in others for date in dates]
    return bool(answers) and all(answer is Answer.YES for answer in answers)
