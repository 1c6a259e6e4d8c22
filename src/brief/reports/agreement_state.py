"""State of an agreement or program on a day: ended, in force, signed, running, or unclear."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from brief.document import Cell, Row, Sign, cell
from brief.dossier.rival_dates import certainly_later, claimed, signing
from brief.locale import Message, say
from brief.model.agreements import Agreement, Program
from brief.model.dates import Date
from brief.named_tuple import NamedTuple
from brief.reports.in_force import ended_cell, is_ended, last_event, of_event
from brief.reports.short_events import short_date_of
from brief.reports.short_records import titled
from brief.reports.values import joined, labelled, led_to, said

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
    over = ended_cell(dossier, held, scope.day) if scope.day else Cell()
    if scope.day and is_ended(dossier, held, scope.day):
        return _State(over, event.date if event else held.period, is_ended=True)
    state = _began(scope, held, event)
    if over.text and not full:
        return state._replace(told=over)
    return state._replace(told=joined("; ", (state.told, over)))


def _began(scope: "Scope", held: "Agreement | Program", event: "Event | None") -> _State:
    """Return since when it is in force, or is to be, or when it was last heard of."""
    dossier = scope.dossier
    if isinstance(held, Agreement) and held.in_force:
        return _dated(dossier, held, "in_force", say("in force since {value}"), say("in force from {value}"), scope.day)
    if event and event.date:
        found = _dated(dossier, event, "date", say("signed {value}"), say("to be signed {value}"), scope.day)
        return found._replace(told=led_to(held, "signed", found.told))
    if held.period:
        return _dated(dossier, held, "period", say("runs {value}"), say("to run {value}"), scope.day)
    if last := last_event(dossier, held):
        found = _dated(dossier, last, "date", say("last event {value}"), say("planned {value}"), scope.day)
        return found._replace(told=of_event(last, held, found.told))
    return _State(led_to(held, "signed", cell(say("signed, no date"))) if event else cell(say("no date")))


def _dated(
    dossier: "Dossier", record: "Record", field: str, past: Message, coming: Message, day: "Date | None"
) -> _State:
    """Return a date after the words for a past or a future one."""
    date: Date = getattr(record, field)
    told = said(record, field, told=short_date_of(date), naming=dossier)
    return _State(labelled(coming if certainly_later(claimed(record, field), day) else past, told), date)
