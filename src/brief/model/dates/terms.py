"""The words dates are spoken of in: answers, precisions, and the error for what is no date."""

import enum

from brief.locale import say


class Answer(enum.Enum):
    """What can be said of two dates, of which either may be known only in part."""

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
    """A text that is no date: `sentence` says what is wrong with it, `hint` what to write instead."""

    sentence: str
    hint: str

    def __init__(self, sentence: str, hint: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint
