"""A date as written, for the functions that compare dates and say them in words."""

from typing import Self

from brief.model.dates.grammar import SEASON_DAYS, Precision


class WrittenDate:
    """The text of a date and what follows from it; `Date` reads it.

    Attributes:
        text: the EDTF as written.
        precision: how finely the date is known.
        approximate: True if the date or a side of the interval has `~` or `%`.
        uncertain: True if it has `?` or `%`.
        earliest: the first possible day, numbered like `datetime.date.toordinal`, below 1 before the year 1;
            None without a known start. A qualifier does not move it.
        latest: the day after the last possible one; None without a known end.
    """

    __slots__ = ("_sides", "approximate", "earliest", "latest", "precision", "text", "uncertain")

    text: str
    precision: Precision
    approximate: bool
    uncertain: bool
    earliest: int | None
    latest: int | None
    _sides: "tuple[Self | None, Self | None] | None"

    @property
    def is_interval(self) -> bool:
        """True if it was written with a start and an end."""
        return self._sides is not None

    @property
    def start(self) -> "Self | None":
        """Start of an interval, None if open or unknown; any other date is its own start."""
        return self if self._sides is None else self._sides[0]

    @property
    def end(self) -> "Self | None":
        """End of an interval, None if open or unknown; any other date is its own end."""
        return self if self._sides is None else self._sides[1]

    @property
    def start_open(self) -> bool:
        """True if there is no start: `../2020`."""
        return self.text.startswith("..")

    @property
    def end_open(self) -> bool:
        """True if there is no end: `2020/..`."""
        return self.text.endswith("..")

    @property
    def start_unknown(self) -> bool:
        """True if the start is unknown: `/2020`."""
        return self.text.startswith("/")

    @property
    def end_unknown(self) -> bool:
        """True if the end is unknown: `2020/`."""
        return self.text.endswith("/")

    @property
    def has_no_months(self) -> bool:
        """True for a season without a hemisphere: three unknown months of its days."""
        if self.precision is not Precision.SEASON or self.earliest is None or self.latest is None:
            return False
        return self.latest - self.earliest > SEASON_DAYS

    @property
    def time(self) -> str:
        """Time of day with its UTC offset, as written: `09:00:00+07:00`; empty for any other date."""
        return self.text.partition("T")[2]
