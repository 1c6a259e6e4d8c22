"""State of an agreement or program on a day: ended, in force, signed, running, or unclear."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from brief.document import Cell, Row, Sign, cell
from brief.dossier.rival_dates import certainly_later, claimed, is_called_off, is_plan, signing
from brief.locale import say
from brief.model.agreements import Agreement, Program
from brief.model.dates import Date
from brief.named_tuple import NamedTuple
from brief.reports.event_values import signing_cell
from brief.reports.in_force import ended_cell, is_ended, last_event, of_event
from brief.reports.phrases import joined, labelled
from brief.reports.short_events import short_date_of
from brief.reports.short_records import titled
from brief.reports.values import disputes, led_to, said, unheld_cell

if TYPE_CHECKING:
    from brief.dossier.protocol import Dossier
    from brief.model.events import Event
    from brief.model.parts import Record
    from brief.reports.related import Scope


class _State(NamedTuple):
    """A state in words, and the date to sort by."""

    told: Cell
    date: Date | None = None
    is_ended: bool = False

    @property
    def sort_key(self) -> tuple[bool, bool, tuple[int, int]]:
        """The sort key: dated states first, the latest before others; undated ones after them; ended ones last."""
        start, end = self.date.sort_ints if self.date else (0, 0)
        return self.is_ended, self.date is None, (-start, -end)


def state_rows(scope: "Scope", held: "list[Agreement | Program]", *, full: bool) -> Iterator[Row]:
    """Yield a row for each agreement or program, the latest state first."""
    found = [(each, _state(scope, each, full=full)) for each in held]
    found.sort(key=lambda row: row[1].sort_key)
    yield from (Row((state.told, _named(scope.dossier, each, full=full)), each.id) for each, state in found)


def _named(dossier: "Dossier", held: "Agreement | Program", *, full: bool) -> Cell:
    """Return the title, followed by a disputed kind: on a short page only by its mark, because the title names it."""
    kind = said(held, "kind", naming=dossier)
    if not kind.has(Sign.DISPUTED):
        return titled(held, dossier)
    return (
        joined("; ", (titled(held, dossier), kind))
        if full
        else titled(held, dossier).followed(*kind.without_rivals().marks)
    )


def _state(scope: "Scope", held: "Agreement | Program", *, full: bool) -> _State:
    """Return what is known of the state on the day of the paper: a short page has only the last of it."""
    dossier, event = scope.dossier, signing(scope.dossier, held)
    day = None if is_plan(held) else scope.day
    over = ended_cell(dossier, held, day) if day else Cell()
    if day and is_ended(dossier, held, day):
        return _State(over, event.date if event else held.period, is_ended=True)
    state = _began(scope, held, event)
    if over.text and not full:
        return state._replace(told=over)
    return state._replace(told=joined("; ", (state.told, over)))


def _began(scope: "Scope", held: "Agreement | Program", event: "Event | None") -> _State:
    """Return since when it is in force, or is to be, or when it was last heard of."""
    dossier, day = scope.dossier, scope.day
    if isinstance(held, Agreement) and held.in_force:
        is_coming = certainly_later(claimed(held, "in_force"), day)
        label = say("in force from {value}") if is_coming else say("in force since {value}")
        return _State(labelled(label, _short_date(dossier, held, "in_force")), held.in_force)
    if event and event.date:
        told = led_to(dossier, held, "signed", _short_date(dossier, event, "date"))
        if certainly_later(claimed(event), day) and not is_called_off(event) and not unheld_cell(event).signed:
            told = led_to(dossier, event, "status", told) if event.status else told
            told = told.followed(*disputes(dossier, event, None, told))
            return _State(labelled(say("to be signed {value}"), told), event.date)
        return _State(signing_cell(dossier, event, told), event.date)
    if held.period:
        is_coming = is_plan(held) or certainly_later(claimed(held, "period"), day)
        label = say("to run {value}") if is_coming else say("runs {value}")
        return _State(labelled(label, _short_date(dossier, held, "period")), held.period)
    if last := last_event(dossier, held):
        label = say("planned {value}") if certainly_later(claimed(last), day) else say("last event {value}")
        return _State(labelled(label, of_event(dossier, last, held, _short_date(dossier, last, "date"))), last.date)
    undated = led_to(dossier, held, "signed", cell(say("without a date"))) if event else Cell()
    return _State(signing_cell(dossier, event, undated) if event else cell(say("no date")))


def _short_date(dossier: "Dossier", record: "Record", field: str) -> Cell:
    return said(record, field, told=short_date_of(getattr(record, field)), naming=dossier)
