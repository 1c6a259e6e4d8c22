"""Dates that keep their precision: EDTF (ISO 8601-2:2019) level 0 and 1, and parts of a year of level 2."""

from brief.model.dates.date import Date, day_of, today_as_date
from brief.model.dates.grammar import Answer, DateError, Precision

__all__ = ["Answer", "Date", "DateError", "Precision", "day_of", "today_as_date"]
