"""Sources as items of CSL-JSON, which bibliography programs read (Citation Style Language 1.0.2, `csl-data.json`)."""

from typing import TYPE_CHECKING, Any

from brief.model.dates import Date, Precision
from brief.model.dates.grammar import year_month_day

if TYPE_CHECKING:
    from brief.model.sources import Source

_UNLISTED = {"event": "document"}
"""Types of the specification that the JSON schema of CSL lacks, and their replacements."""
_SEASONS = 4


def csl_item(source: "Source", **custom: Any) -> dict[str, Any]:
    """Return a source as a CSL item; fields without a CSL name are under `custom`, with `custom` as given.

    Authors are literal, because we do not guess the family name.
    """
    kind = source.type or "document"
    beyond = {
        "published": source.published.text if source.published else None,
        "reliability": source.reliability,
        "derived_from": list(source.derived_from),
        "inferred": source.inferred,
        "handling": source.handling,
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
    """Return a date for CSL: date parts, a season, and `circa` if it is uncertain or approximate.

    An interval is a range. Open intervals and ranges of seasons have no parts in CSL and are given in words.
    """
    sides = [side for side in (date.start, date.end) if side]
    if date.earliest is None or date.latest is None:
        side = next(iter(sides), None)
        return {"literal": f"{side.human()} or {'later' if date.start else 'earlier'}" if side else date.human()}
    if date.is_interval and any(side.precision is Precision.SEASON for side in sides):
        return {"literal": date.human()}
    found: dict[str, Any] = {"date-parts": _range(*sides) if date.is_interval else _parts(date)}
    if date.precision is Precision.SEASON:
        found["season"] = (int(date.text.rstrip("?~%")[-2:]) - 21) % _SEASONS + 1
    if date.approximate or date.uncertain:
        found["circa"] = True
    return found


def _range(start: Date, end: Date) -> list[list[int]]:
    """Return the range from the start of one date to the end of the other; if they are equal, the parts of one."""
    return _parts(start) if start == end else [_parts(start)[0], _parts(end)[-1]]


def _parts(date: Date) -> list[list[int]]:
    """Return one list of year, month and day as far as known, or the first and the last day."""
    assert date.earliest is not None and date.latest is not None  # a date that is no interval has both
    first, last = _day(date.earliest), _day(date.latest - 1)
    match date.precision:
        case Precision.DAY:
            return [first]
        case Precision.MONTH:
            return [first[:2]]
        case Precision.YEAR | Precision.SEASON:
            return [first[:1]]
        case Precision.QUARTER | Precision.HALF:
            return [first[:2], last[:2]]
        case _:
            return [first[:1], last[:1]]


def _day(number: int) -> list[int]:
    """Return year, month and day. CSL has no year 0: 44 BC is -44, but -0043 in EDTF."""
    year, month, day = year_month_day(number)
    return [year if year > 0 else year - 1, month, day]
