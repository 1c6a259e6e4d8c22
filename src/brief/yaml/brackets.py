"""Items of a list between brackets that a comma has cut out of one value: `[Ships 1,250, Smith, Jr.]`."""

import re
from typing import Any, Protocol

_BEGUN = re.compile(r"(?<![\d.])\d{1,3}$")
"""The end of a text that may be the beginning of a number."""
_DIGITS = re.compile(r"\d{3}(?!\d)")
"""The rest of a number, behind a comma."""
_SUFFIXES = frozenset(["jr", "sr", "jnr", "snr", "junior", "senior", "ii", "iii", "iv", "phd", "dphil", "md", "esq"])
"""What follows a name behind a comma."""


class Reader(Protocol):
    """What builds the values of a list."""

    def between(self, first: Any, last: Any) -> str:
        """What is written between two events."""

    def doubt_commas(self, first: Any, last: Any) -> None:
        """Warn of the items from the first to the last."""


class Run:
    """Items in a row that look like one value."""

    def __init__(self, reader: Reader) -> None:
        """`reader` is asked for the text between items, and gets the warnings."""
        self._reader = reader
        self._first: Any = None
        self._last: Any = None

    def add(self, event: Any) -> None:
        """Take the event of the next item if it is text without quotes; None for any other, and behind the last one."""
        if event and self._last and self._continues(event):
            self._last = event
            return
        if self._last is not self._first:
            self._reader.doubt_commas(self._first, self._last)
        self._first = self._last = event

    def _continues(self, event: Any) -> bool:
        if event.value[:1].isdigit():
            number = _DIGITS.match(event.value) and _BEGUN.search(self._last.value)
            return bool(number) and self._reader.between(self._last, event) == ","
        return event.value.replace(".", "").lower() in _SUFFIXES
