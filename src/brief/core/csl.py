"""Sources as items of CSL-JSON, which bibliography programs read (Citation Style Language 1.0.2, `csl-data.json`)."""

from typing import TYPE_CHECKING, Any

from brief.core.dates import Date, Precision
from brief.core.dates.gregorian import year_month_day

if TYPE_CHECKING:
    from brief.core.model.sources import Source

_UNLISTED = {"event": "document"}
"""Types of the specification that its schema of data does not have, and what they are there."""
_SEASONS = {"21": 1, "22": 2, "23": 3, "24": 4}


def csl_item(source: "Source", **custom: Any) -> dict[str, Any]:
    """A source as an item; what CSL has no word for stands under `custom`, with what is given besides.

    Authors are literal: which part of a name is the family name is not guessed.
    """
    kind = source.type or "document"
    beyond = {
        "published": source.published.text if source.published else None,
        "reliability": source.reliability,
        "derived_from": list(source.derived_from),
        "inferred": source.inferred,
        **custom,
    }
    item: dict[str, Any] = {
        "id": source.id,
        "type": _UNLISTED.get(kind, kind),
        "title": source.title,
        "author": [{"literal": name} for name in source.author],
        "issued": csl_date(source.published) if source.published else None,
        "accessed": csl_date(source.accessed) if source.accessed else None,
        "container-title": source.publication,
        "publisher": source.publisher,
        "URL": source.url,
        "language": source.language,
        "annote": source.note,
        "custom": _held(beyond),
    }
    return _held(item)


def _held(fields: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value}


def csl_date(date: Date) -> dict[str, Any]:
    """A date in CSL's terms: its parts, a season, `circa` for doubt of either sort.

    A stretch is a range. One that is open has no parts in CSL, and is told in words.
    """
    if date.earliest is None or date.latest is None:
        side = date.start or date.end
        return {"literal": f"{side.human()} or {'later' if date.start else 'earlier'}" if side else date.human()}
    found: dict[str, Any] = {"date-parts": _parts(date, date.earliest, date.latest)}
    if season := _SEASONS.get(date.text[5:7]) if date.precision is Precision.SEASON else None:
        found["season"] = season
    if date.approximate or date.uncertain:
        found["circa"] = True
    return found


def _parts(date: Date, earliest: int, latest: int) -> list[list[int]]:
    """One list of year, month and day as far as they are known, or those of the first and the last."""
    if date.is_interval and date.start and date.end:
        return [_parts(date.start, earliest, latest)[0], _parts(date.end, earliest, latest)[-1]]
    first, last = year_month_day(date.earliest or earliest), year_month_day((date.latest or latest) - 1)
    match date.precision:
        case Precision.DAY:
            return [list(first)]
        case Precision.MONTH:
            return [list(first[:2])]
        case Precision.YEAR | Precision.SEASON:
            return [[int(date.text.partition("-")[0])] if date.precision is Precision.SEASON else [first[0]]]
        case Precision.QUARTER | Precision.HALF:
            return [list(first[:2]), list(last[:2])]
        case _:
            return [[first[0]], [last[0]]]
