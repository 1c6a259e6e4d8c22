"""Terms for dates: answers, precisions, and the error for an invalid date."""

import enum

from brief.locale import say


class Answer(enum.Enum):
    """The answer to a question about two dates, of which either may be partial."""

    YES = "yes"
    NO = "no"
    CANNOT_TELL = say("cannot tell")


class Precision(enum.Enum):
    """How finely a date is known, coarsest first; an interval has the precisions of its two sides."""

    CENTURY = "century"
    DECADE = "decade"
    YEAR = "year"
    HALF = "half"
    SEASON = "season"
    QUARTER = "quarter"
    MONTH = "month"
    DAY = "day"
    INTERVAL = "interval"


class DateError(ValueError):
    """A text is not a date: `sentence` says why, `hint` what to write instead."""

    sentence: str
    hint: str

    def __init__(self, sentence: str, hint: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint
