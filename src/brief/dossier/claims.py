"""The dates that are claimed for a record: its own, and what other sources say instead."""

from typing import TYPE_CHECKING, Any

from brief.model.dates import Answer, Date

if TYPE_CHECKING:
    from collections.abc import Iterable

    from brief.dossier.protocol import Dossier
    from brief.model.events import Event
    from brief.model.parts import Citation, Record


def claimed(record: "Record", field: str = "date") -> list[Date]:
    """Every date that is claimed for a field of a record; what is no date is left out."""
    own: Date | None = getattr(record, field, None)
    rivals = (Date.read(found.value) for found in record.differs if found.field == field)
    return [date for date in (own, *rivals) if date]


def events(dossier: "Dossier", ids: "Iterable[str]") -> "list[Event]":
    """The events of these ids; what is none, in a dossier with errors, is left out."""
    found = map(dossier.get, ids)
    return [record for record in found if record is not None and record.KIND == "event"]


def signing(dossier: "Dossier", record: Any) -> "Event | None":
    """The event at which an agreement was signed, where that is told; nothing for other records."""
    signed: str | None = getattr(record, "signed", None)
    return next(iter(events(dossier, [signed] if signed else [])), None)


def certainly_later(dates: list[Date], day: Date | None) -> bool:
    """Whether every one of the dates lies after the day; not where there is none."""
    return bool(day and dates) and all(date.later_than(day) is Answer.YES for date in dates if day)


def may_be_later(dossier: "Dossier", date: Date | None, cite: "Iterable[Citation]", day: Date | None) -> bool:
    """Whether it cannot be told if a date, or none, came after a day.

    A doubtful date that a source tells as past is not later than what was published by the day.
    """
    if day is None or (date and date.later_than(day) is not Answer.CANNOT_TELL):
        return False
    sources = [dossier.get(found.source) for found in cite]
    published = [getattr(source, "published", None) for source in sources]
    return date is None or not any(_tells(out, date, day) for out in published if out)


def _tells(published: Date, date: Date, day: Date) -> bool:
    """Whether a source that was out by a day tells of a date that was past when it came out."""
    found = [end for end in (date.latest, published.earliest, published.latest, day.latest) if end is not None]
    return len(found) == 4 and found[0] <= found[1] and found[2] <= found[3]


_PUT_OFF = "planned|scheduled|cancelled|canceled|postponed|called off"
_NOT_HELD = f"{_PUT_OFF}|proposed|expected|due"


def is_held(event: "Event") -> bool:
    """Whether an event took place by its status, or else by its kind and title: neither planned nor called off."""
    import re

    if event.status:
        return event.status == "held"
    title = re.search(rf"^(?:{_PUT_OFF})\b|\b(?:{_NOT_HELD})$", _words(event.title))
    return not title and not unheld(event)


def unheld(event: "Event") -> str:
    """The status of an event, or its kind if it has none, where that says that it did not take place; else empty."""
    import re

    if event.status:
        return event.status if event.status != "held" else ""
    kind = event.kind or ""
    return kind if re.search(rf"\b(?:{_NOT_HELD})\b", _words(kind)) else ""


def _words(text: str) -> str:
    """The words of a text in small letters, without the signs around them."""
    import re

    return " ".join(re.findall(r"\w+", text.casefold()))


def is_expected(dossier: "Dossier", event: "Event") -> bool:
    """Whether an event was planned, called off or foretold, by all that is told of it."""
    if not is_held(event):
        return True
    rivals = [(Date.read(found.value), at) for at, found in enumerate(event.differs) if found.field == "date"]
    claims = [(date, told_by(event, rival)) for date, rival in ((event.date, None), *rivals) if date]
    return bool(claims) and all(is_foretold(dossier, date, cite) for date, cite in claims)


def told_by(event: "Event", rival: int | None = None) -> "tuple[Citation, ...]":
    """What tells that an event took place at its own date, or at that of one of its `differs`.

    For its own date these are all citations of the event, whichever field they are for: a later source that confirms
    anything of it confirms that it took place.
    """
    return event.cite if rival is None else event.differs[rival].cite


def is_foretold(dossier: "Dossier", date: Date, cite: "Iterable[Citation]") -> bool:
    """Whether a date lies after the publication of every source that tells of it: what was expected, and no more."""
    sources = [dossier.get(found.source) for found in cite]
    return is_after_all(date, [getattr(source, "published", None) for source in sources])


def is_after_all(date: Date, published: list[Date | None]) -> bool:
    """Whether a date lies after all these days, each of them known; not where there are none."""
    return bool(published) and all(day and date.after(day) is Answer.YES for day in published)
