"""The date: parsed once, equal if written alike, never more precise than written."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NoReturn

from brief.locale import say
from brief.model.dates import comparison, words
from brief.model.dates.grammar import (
    LAST_PLAIN_YEAR,
    PLAIN,
    TIME,
    Answer,
    Precision,
    WrittenDate,
    stretch,
    year_month_day,
)

if TYPE_CHECKING:
    import re

_put = object.__setattr__
_LONGEST = 40
"""No date is longer, in characters."""


class Date(WrittenDate):
    """One date or interval in EDTF (ISO 8601-2:2019); immutable; equal when written alike.

    Supports levels 0 and 1, and from level 2 the seasons of a hemisphere (25 to 32), the quarters (33 to 36) and the
    halves (40, 41). A time of day is printed and used for sorting, by the clock of its own time zone. Comparisons use
    the day as written.
    """

    __slots__ = ()

    @classmethod
    def parse(cls, text: str) -> "Date":
        """Parse a date; raise `DateError` with an explanation for anything else."""
        date = cls.read(text) if isinstance(text, str) else None
        if date is None:
            from brief.model.dates.error_messages import complaint

            raise complaint(text)
        return date

    @classmethod
    def read(cls, text: str) -> "Date | None":
        """Parse a date, or return None for anything else without looking for the reason."""
        return cls._read(text) if len(text) <= _LONGEST else None

    @classmethod
    @lru_cache(maxsize=1 << 14)  # many records have the same dates
    def _read(cls, text: str) -> "Date | None":
        match = PLAIN.fullmatch(text)
        if match:
            return cls._plain(match)
        if "/" in text:
            return cls._interval(text)
        return cls._moment(text) if "T" in text else None

    @classmethod
    def _plain(cls, match: "re.Match[str]") -> "Date | None":
        found = stretch(match)
        if found is None:
            return None
        date = cls.__new__(cls)
        qualifier = match[6]
        _put(date, "text", match[0])
        _put(date, "precision", found[0])
        _put(date, "earliest", found[1])
        _put(date, "latest", found[2])
        _put(date, "approximate", qualifier == "~" or qualifier == "%")  # noqa: PLR1714 - twice as fast
        _put(date, "uncertain", qualifier == "?" or qualifier == "%")  # noqa: PLR1714 - the same
        _put(date, "_sides", None)
        return date

    @classmethod
    def _interval(cls, text: str) -> "Date | None":
        before, _, after = text.partition("/")
        first, last = PLAIN.fullmatch(before), PLAIN.fullmatch(after)
        start, end = cls._plain(first) if first else None, cls._plain(last) if last else None
        if (start is None and before not in ("", "..")) or (end is None and after not in ("", "..")):
            return None
        earliest = None if start is None else start.earliest
        latest = None if end is None else end.latest
        reversed_ = earliest is not None and latest is not None and latest <= earliest
        if text == "/" or reversed_:
            return None
        sides = [side for side in (start, end) if side is not None]
        date = cls.__new__(cls)
        _put(date, "text", text)
        _put(date, "precision", Precision.INTERVAL)
        _put(date, "earliest", earliest)
        _put(date, "latest", latest)
        _put(date, "approximate", any(side.approximate for side in sides))
        _put(date, "uncertain", any(side.uncertain for side in sides))
        _put(date, "_sides", (start, end))
        return date

    @classmethod
    def _moment(cls, text: str) -> "Date | None":
        import re

        day, _, time = text.partition("T")
        found = PLAIN.fullmatch(day)
        date = cls._plain(found) if found else None
        plain_day = date and date.precision is Precision.DAY and date.text[-1].isdigit()
        if date is None or not plain_day or not re.fullmatch(TIME, time):
            return None
        _put(date, "text", text)
        return date

    @property
    def sort_ints(self) -> tuple[int, int]:
        """Sort key for a timeline: two signed 64-bit integers.

        Sorts by the first possible day; then the year comes before its months, and these before their days.
        `ordering` has the full rule.
        """
        return comparison.sort_ints(self)

    @property
    def reach(self) -> tuple[int | None, int | None]:
        """Like `earliest` and `latest`, but wider for an uncertain or approximate date, as in comparisons."""
        if not (self.approximate or self.uncertain):
            return self.earliest, self.latest
        return comparison.reach(self)

    def before(self, other: "Date") -> Answer:
        """Answer whether all of this is earlier than all of the other; see `comparison` for partial dates."""
        return comparison.before(self, other)

    def after(self, other: "Date") -> Answer:
        """Answer whether all of this is later than all of the other."""
        return other.before(self)

    def later_than(self, day: "Date") -> Answer:
        """Answer whether this is later than another date, which counts to its end if it is partial.

        A day in 2025 is not later than 2025: "as of 2025" means as of its last day.
        """
        return comparison.later_than(self, day)

    def begins_after(self, other: "Date") -> Answer:
        """Answer whether this begins later than the other."""
        return comparison.begins_after(self, other)

    def over_by(self, day: "Date") -> Answer:
        """Answer whether all of this is before a day, which counts to its end if it is partial."""
        return comparison.over_by(self, day)

    def during(self, other: "Date") -> Answer:
        """Answer whether this is within the whole span of the other: 2025 is all of 2025."""
        return comparison.during(self, other)

    def overlaps(self, other: "Date") -> Answer:
        """Answer whether this shares a day with the whole span of the other."""
        return comparison.overlaps(self, other)

    def short(self) -> str:
        """Return the date with its month in three letters: `24 Mar 2025`."""
        return words.in_short(self)

    def human(self) -> str:
        """Return the date in English, as precise as it is: 24 March 2025, about 2018."""
        return words.in_words(self)

    def __eq__(self, other: object) -> bool:
        return self.text == other.text if isinstance(other, Date) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.text)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Date({self.text!r})"

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(say("a date is immutable: {name} cannot be set", name=name))

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(say("a date is immutable: {name} cannot be deleted", name=name))

    def __copy__(self) -> "Date":
        return self

    def __deepcopy__(self, memo: object) -> "Date":
        return self

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return Date.parse, (self.text,)


def today_as_date(year: int, month: int, day: int) -> Date:
    """Return the date of one day; its year if that has more than four digits, because EDTF has no days there.

    Raises `DateError` if the day does not exist.
    """
    if abs(year) > LAST_PLAIN_YEAR:
        return Date.parse(f"Y{year}")
    sign = "-" if year < 0 else ""
    return Date.parse(f"{sign}{abs(year):04d}-{month:02d}-{day:02d}")


def day_of(ordinal: int) -> Date:
    """Return the day with that number (1 is 0001-01-01), or its year, as `today_as_date` does."""
    return today_as_date(*year_month_day(ordinal))
