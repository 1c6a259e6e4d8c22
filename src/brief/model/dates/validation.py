"""What pydantic is told about a date; the one file here that needs it."""

from typing import TYPE_CHECKING

from pydantic_core import core_schema

from brief.locale import say
from brief.model.dates.complaints import complaint
from brief.model.dates.date import Date

if TYPE_CHECKING:
    from pydantic_core import CoreSchema


def core_schema_of_date() -> "CoreSchema":
    """Validate a string by parsing it, let a date through, and write a date back as its text."""
    return core_schema.no_info_plain_validator_function(
        _date_of, serialization=core_schema.to_string_ser_schema(when_used="always")
    )


def json_schema_of_date() -> dict[str, object]:
    """A string, with examples of the forms a date can take."""
    return {
        "type": "string",
        "title": say("EDTF date"),
        "description": say(
            "A date or interval in EDTF (ISO 8601-2:2019), as precise as the source and no more: a year, "
            "a month, a day, a season (21 to 24; northern 25 to 28, southern 29 to 32), a quarter (33 to "
            "36) or a half (40, 41); a day may have a time, 2025-02-03T14:30:00+07:00; ? uncertain, ~ "
            "approximate, % both, X for a digit not known; .. open, nothing unknown."
        ),
        "examples": ["2025", "2025-02", "2025-02-03", "2018~", "2024/2025", "2019-01-24/..", "2023-05-XX"],
    }


def _date_of(value: object) -> Date:
    if isinstance(value, Date):
        return value
    if isinstance(value, str):
        return Date.parse(value)
    raise complaint(value)
