"""Detects items of a list in brackets that are one value with a comma: `[Ships 1,250, Smith, Jr.]`."""

import re
from typing import Any, Protocol

_BEGUN = re.compile(r"(?<![\d.])\d{1,3}$")
"""A text that ends with what may be the beginning of a number."""
_DIGITS = re.compile(r"\d{3}(?!\d)")
"""The rest of a number after a comma."""
_SUFFIXES = frozenset(["jr", "sr", "jnr", "snr", "junior", "senior", "ii", "iii", "iv", "phd", "dphil", "md", "esq"])
"""Suffixes of a name after a comma."""


class Reader(Protocol):
    """The builder of a list's values."""

    def between(self, first: Any, last: Any) -> str:
        """Return the text between two events."""

    def warn_of_commas(self, first: Any, last: Any) -> None:
        """Warn that these items look like one value."""


class Run:
    """Consecutive items that look like one value."""

    def __init__(self, reader: Reader) -> None:
        """Begin without items; `reader` returns the text between items, and warns."""
        self._reader = reader
        self._first: Any = None
        self._last: Any = None

    def add(self, event: Any) -> None:
        """Add the event of an unquoted scalar; None for any other item, and after the last item."""
        if event and self._last and self._continues(event):
            self._last = event
            return
        if self._last is not self._first:
            self._reader.warn_of_commas(self._first, self._last)
        self._first = self._last = event

    def _continues(self, event: Any) -> bool:
        if event.value[:1].isdigit():
            number = _DIGITS.match(event.value) and _BEGUN.search(self._last.value)
            return bool(number) and self._reader.between(self._last, event) == ","
        return event.value.replace(".", "").lower() in _SUFFIXES
