"""Dates that keep their precision: EDTF (ISO 8601-2:2019) levels 0 and 1, quarters and halves."""

from brief.core.dates.date import Date, day_of, today_as_date
from brief.core.dates.terms import Answer, DateError, Precision

__all__ = ["Answer", "Date", "DateError", "Precision", "day_of", "today_as_date"]
