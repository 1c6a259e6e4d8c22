"""Two dates that agree: the one that says more."""

from typing import Any

from brief.model.dates import Answer, Date


def agreed_date(first: Any, second: Any) -> str | None:
    """Return the one of two dates that says more, if the other says no more than that: `2026-03-12` of it and `2026`.

    Of `2026-10-21/2026-10-22` and a day in it, only the first says when something ends. Two spans disagree.
    """
    dates = [Date.read(held) if isinstance(held, str) else None for held in (first, second)]
    for inner, outer in (dates, dates[::-1]):
        if inner and outer and _is_certain(inner) and _is_certain(outer) and inner.during(outer) is Answer.YES:
            is_span = outer.is_interval
            return None if is_span and inner.is_interval else (outer if is_span else inner).text
    return None


def _is_certain(date: Date) -> bool:
    """True for a date without qualifiers and with both ends."""
    is_open = date.start_open or date.end_open or date.start_unknown or date.end_unknown
    return not (is_open or set("~?%") & set(date.text))
