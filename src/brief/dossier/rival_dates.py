"""The claimed dates of a record: its own, and the rival values."""

from typing import TYPE_CHECKING

from brief.dossier.protocol import of_class
from brief.model.dates import Answer, Date
from brief.model.paths import found_at
from brief.model.vocabulary import begins_with, in_english

if TYPE_CHECKING:
    from collections.abc import Iterable

    from brief.dossier.protocol import Catalogue, Dossier
    from brief.model.events import Event
    from brief.model.parts import Citation, Record


def claimed(record: "Record", field: str = "date") -> list[Date]:
    """Return every claimed date of a field such as `date` or `roles.0.to`; values that are not dates are skipped."""
    return [*own_dates(record, field), *rival_dates(record, field)]


def own_dates(record: "Record", field: str) -> list[Date]:
    """Return the dates that a record itself has in a field."""
    target = found_at(record, field) if hasattr(record, field.partition(".")[0]) else None
    held = target.value if target else None
    return [date for date in (held if isinstance(held, tuple) else (held,)) if date]


def rival_dates(record: "Record", field: str) -> list[Date]:
    """Return the rival dates of a field."""
    return [date for found in record.differs if found.field == field and (date := Date.read(found.value))]


def events(dossier: "Catalogue", ids: "Iterable[str]") -> "list[Event]":
    """Return the events of these ids; other ids are skipped."""
    from brief.model.events import Event

    return list(of_class(dossier, Event, ids))


def signing(dossier: "Dossier", record: "Record") -> "Event | None":
    """Return the event at which an agreement was signed, if known; None for other records."""
    signed: str | None = getattr(record, "signed", None)
    return next(iter(events(dossier, [signed] if signed else [])), None)


def is_plan(record: "Record") -> bool:
    """True if the kind of an agreement, program or other record says that it was only planned or proposed."""
    return begins_with(record.vocabulary, getattr(record, "kind", None), _PLANNED)


def certainly_later(dates: list[Date], day: Date | None) -> bool:
    """True if all dates are after the day; False without dates."""
    return bool(day and dates) and all(date.later_than(day) is Answer.YES for date in dates if day)


def certainly_after(dates: "Iterable[Date]", others: "Iterable[Date]") -> bool:
    """True if each date is certainly later than each of the others. False if either list is empty."""
    answers = [date.after(other) for other in others for date in dates]
    return bool(answers) and all(answer is Answer.YES for answer in answers)


def may_be_later(dossier: "Dossier", date: Date | None, cite: "Iterable[Citation]", day: Date | None) -> bool:
    """True if the date leaves open whether it is later than `day`.

    An uncertain date that a published source reports as past is not later.
    """
    if day is None or (date and date.later_than(day) is not Answer.CANNOT_TELL):
        return False
    sources = [dossier.get(found.source) for found in cite]
    published = [getattr(source, "published", None) for source in sources]
    return date is None or not any(_tells(out, date, day) for out in published if out)


def _tells(published: Date, date: Date, day: Date) -> bool:
    """True if a source published by a day reports a date that was past at its publication."""
    found = [end for end in (date.latest, published.earliest, published.latest, day.latest) if end is not None]
    return len(found) == 4 and found[0] <= found[1] and found[2] <= found[3]


_PLANNED = frozenset(("planned", "proposed"))
"""First words of the kinds of plans. A plan is not older than its first source."""
# Each word is between spaces, as it is in a text between spaces.
_CANCELLED = (" cancelled ", " canceled ", " called off ")
_CALLED_OFF = (*_CANCELLED, " postponed ")
_PUT_OFF = (*_CALLED_OFF, " planned ", " scheduled ")
_NOT_HELD = (*_PUT_OFF, " proposed ", " expected ", " due ")


def is_held(event: "Event") -> bool:
    """True if an event took place, by its status, otherwise by its kind and title."""
    if event.status:
        return event.status == "held"
    title = f" {in_english(event.vocabulary, event.title)} "
    return not (title.startswith(_PUT_OFF) or title.endswith(_NOT_HELD) or unheld(event))


def unheld(event: "Event") -> str:
    """Return the status of an event, otherwise its kind, if that says that it did not take place; else empty."""
    return (event.status or event.kind or "") if _says(event, _NOT_HELD) else ""


def is_cancelled(event: "Event") -> bool:
    """True if an event will never take place, by its status, otherwise by its kind."""
    return _says(event, _CANCELLED)


def is_called_off(event: "Event") -> bool:
    """True if an event did not take place when it was to: it was cancelled or postponed."""
    return _says(event, _CALLED_OFF)


def _says(event: "Event", words: tuple[str, ...]) -> bool:
    """True if the status of an event, otherwise its kind, has one of these words."""
    return _has(event.status or in_english(event.vocabulary, event.kind), words)


def may_be_unheld(event: "Event") -> bool:
    """True if a source disputes an event as a whole, or gives a status or kind by which it did not take place."""
    return any(
        found.field is None
        or (found.field == "status" and found.value != "held")
        or (found.field == "kind" and _has(in_english(event.vocabulary, found.value), _NOT_HELD))
        for found in event.differs
    )


def _has(text: str, words: tuple[str, ...]) -> bool:
    """True if a text has one of these words."""
    between = f" {text} "
    return any(word in between for word in words)


def is_expected(dossier: "Catalogue", event: "Event") -> bool:
    """True if an event was only planned, cancelled or expected, according to all sources."""
    return not is_held(event) or is_unconfirmed(dossier, event)


def is_unconfirmed(dossier: "Catalogue", event: "Event") -> bool:
    """True if no source of its time confirms an event, and no status, kind or title says so either."""
    if not is_held(event):
        return False
    rivals = [(Date.read(found.value), at) for at, found in enumerate(event.differs) if found.field == "date"]
    claims = [(date, told_by(event, rival)) for date, rival in ((event.date, None), *rivals) if date]
    return bool(claims) and all(is_foretold(dossier, date, cite) for date, cite in claims)


def told_by(event: "Event", rival: int | None = None) -> "tuple[Citation, ...]":
    """Return the citations for an event at its own date, or at the date of one of its `differs`.

    For its own date, these are all citations of the event: a later source that confirms any field confirms that the
    event took place.
    """
    return event.cite if rival is None else event.differs[rival].cite


def is_foretold(dossier: "Catalogue", date: Date, cite: "Iterable[Citation]") -> bool:
    """True if a date is later than all of its sources, so that it was only expected."""
    from brief.model.sources import Source

    sources = [dossier.one(Source, found.source) for found in cite]
    return is_after_all(date, [source.published if source else None for source in sources])


def is_after_all(date: Date, published: list[Date | None]) -> bool:
    """True if a date is after all these days, and all are known; False without days."""
    return bool(published) and all(day and date.after(day) is Answer.YES for day in published)
