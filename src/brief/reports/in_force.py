"""Which agreements and programs are in force on a day, have ended by then, or have not begun."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Generic

from brief.document import Cell, When, cell
from brief.dossier.endings import ending_events, may_not_end
from brief.dossier.protocol import Dossier, Kind
from brief.dossier.rival_dates import (
    certainly_after,
    certainly_later,
    claimed,
    events,
    is_called_off,
    is_expected,
    signing,
)
from brief.locale import say
from brief.model.dates import Answer, Date
from brief.named_tuple import NamedTuple
from brief.reports.one_line import agreement_cell, dated, record_cell
from brief.reports.phrases import joined, labelled
from brief.reports.values import led_to, said, took_place

if TYPE_CHECKING:
    from brief.model.events import Event
    from brief.model.parts import Record
    from brief.reports.related import Scope


class States(NamedTuple, Generic[Kind]):
    """Records by their state on a day. Each group has the nearest first, then the latest, and undated ones last."""

    current: list[Kind]
    coming: list[Kind]
    """Records that certainly begin later."""
    ended: list[Kind]


def states(scope: "Scope", cls: type[Kind]) -> States[Kind]:
    """Group agreements or programs by their state on the day of the paper; without a day, all are current."""
    dossier, day = scope.dossier, scope.day
    found: States[Kind] = States([], [], [])
    latest = sorted(scope.every(cls), key=lambda held: _begins(dossier, held), reverse=True)
    for record in sorted(latest, key=scope.nearness):
        if day and is_ended(dossier, record, day):
            found.ended.append(record)
        elif day and _is_coming(dossier, record, day):
            found.coming.append(record)
        else:
            found.current.append(record)
    return found


def state_cell(dossier: Dossier, record: "Record", day: "Date | None") -> Cell:
    """Return an agreement or program in one line, and when it ended if it has, or may have."""
    from brief.model.agreements import Agreement

    ended = ended_cell(dossier, record, day) if day else Cell()
    if isinstance(record, Agreement):
        line = agreement_cell(dossier, record, ("terminated",) if ended.text else ())
    else:
        line = record_cell(dossier, record)
        line = line.labelled(say("Program: ")) if record.KIND == "program" else line
    return joined("; ", (line, ended), line.value)


def is_ended(dossier: Dossier, record: "Record", day: "Date") -> bool:
    """True if a record was terminated or expired by a day according to all sources, or an event ended it by then.

    If a record states when it was terminated, no event ends it on another day.
    """
    return bool(_over(record, day)) or any(True for _ in _endings(dossier, record, day))


def ended_cell(dossier: Dossier, record: "Record", day: "Date") -> Cell:
    """Return when a record ended, and the event that ended it, such as `ended 1949`; empty if it is in force.

    If only some of the sources say so, or the date may be later, it has `perhaps ended`.
    """
    for event in _endings(dossier, record, day):
        label = say("ended {value}") if claimed(event) else say("ended, {value}")
        return labelled(label, _ended_by(dossier, event, record))
    if field := _over(record, day):
        return labelled(say("ended {value}"), _end(said(record, field)))
    for event in _endings(dossier, record, day, is_certain=False):
        return labelled(say("perhaps ended {value}"), _ended_by(dossier, event, record))
    field = _perhaps_over(record, day)
    return labelled(say("perhaps ended {value}"), _end(said(record, field))) if field else cell("")


def _ended_by(dossier: Dossier, event: "Event", record: "Record") -> Cell:
    """Return the date of an event whose kind says that it ended a record."""
    return of_event(dossier, event, record, led_to(dossier, event, "kind", dated(event)))


def of_event(dossier: Dossier, event: "Event", record: "Record", told: Cell) -> Cell:
    """Return words for an event that took place, with what says that it concerns an agreement or program."""
    field = f"{record.KIND}s"
    place = getattr(event, field).index(record.id)
    return took_place(dossier, event, led_to(dossier, event, f"{field}.{place}", told))


def _end(stated: Cell) -> Cell:
    """Return a date, or only the end of a period, as each source claims it; sources with the same end share it."""
    mark = next((mark for mark in stated.marks if mark.rivals), None)
    if not mark:
        return _without_start(stated)
    own = Cell(tuple(span for span in stated.spans if span is not mark))
    ends: dict[str, Cell] = {}
    for claim in map(_without_start, (own, *mark.rivals)):
        same = ends.get(claim.text, Cell())
        ends[claim.text] = claim.citing((*same.cites, *claim.cites))
    first, *others = ends.values()
    return first.followed(mark._replace(rivals=tuple(others))) if others else first


def _without_start(claim: Cell) -> Cell:
    """Return a claim with only the end of its period."""
    spans = (span._replace(date=span.date.end or span.date) if isinstance(span, When) else span for span in claim.spans)
    return Cell(tuple(spans))


def _over(record: "Record", day: "Date") -> str:
    """Return the field by which all sources say that a record ended by a day; empty if there is none."""
    for field in ("terminated", "period"):
        dates = claimed(record, field)
        if dates and all(date.over_by(day) is Answer.YES for date in dates):
            return field
    return ""


def _perhaps_over(record: "Record", day: "Date") -> str:
    """Return the field by which a record may have ended by a day; a period that is not disputed says itself when."""
    if any(date.over_by(day) is not Answer.NO for date in claimed(record, "terminated")):
        return "terminated"
    return "period" if any(date.over_by(day) is Answer.YES for date in claimed(record, "period")) else ""


def _endings(dossier: Dossier, record: "Record", day: "Date", *, is_certain: bool = True) -> "Iterator[Event]":
    """Yield the events by a day, or perhaps by it, that end a record without a stated end, or within its period."""
    from brief.model.agreements import Lasting

    if claimed(record, "terminated") or isinstance(record, Lasting):
        return
    period = claimed(record, "period")
    for event in ending_events(dossier, record.id):
        dates = claimed(event)
        is_surely_past = all(date.later_than(day) is Answer.NO for date in dates)
        is_sure = is_surely_past and not may_not_end(event)
        is_past = is_sure if is_certain else not certainly_later(dates, day)
        if is_past and not certainly_after(dates, period):
            yield event


def _is_coming(dossier: Dossier, record: "Record", day: "Date") -> bool:
    """True if a record certainly begins later: its signing, entry into force or period is later."""
    begins = (_beginnings(dossier, record), claimed(record, "in_force"), claimed(record, "period"))
    return any(certainly_later(dates, day) for dates in begins)


def _beginnings(dossier: Dossier, record: "Record") -> "list[Date]":
    """Return the dates claimed for the signing, else for the period."""
    event = signing(dossier, record)
    return (claimed(event) if event and not is_called_off(event) else []) or claimed(record, "period")


def last_event(dossier: Dossier, record: "Record") -> "Event | None":
    """Return the last dated event of an agreement or program that took place."""
    links = (link for link in dossier.linked_to(record.id) if link.kind == "event")
    named = [link.id for link in links if link.path.partition(".")[0] in ("agreements", "programs")]
    past = [event for event in events(dossier, named) if event.date and not is_expected(dossier, event)]
    return max(past, key=lambda event: event.date.sort_ints if event.date else (0, 0), default=None)


def is_running(dossier: Dossier, record: "Record", day: "Date") -> bool:
    """True if a record says that it is in force on a day, or that its period includes it, and it has not ended."""
    began = any(date.later_than(day) is Answer.NO for date in claimed(record, "in_force"))
    runs = any(day.overlaps(date) is Answer.YES for date in claimed(record, "period"))
    return (began or runs) and not is_ended(dossier, record, day)


def _begins(dossier: Dossier, record: "Record") -> tuple[bool, tuple[int, int]]:
    """Return the sort key of the first of these dates; records without a date sort first."""
    dates = _beginnings(dossier, record)
    return bool(dates), dates[0].sort_ints if dates else (0, 0)
