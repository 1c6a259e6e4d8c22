"""The last sections of a scene-setter: what happened since the sides last met, and what to watch."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from brief.document import Block, Cell, Heading, Listing, Notice, Paragraph, Timeline, cell, phrase, typed
from brief.locale import Message, say
from brief.model.commitments import Commitment
from brief.model.dates import Answer
from brief.model.statements import Question
from brief.reports.commitment_status import is_settled
from brief.reports.commitment_status import latest as latest_entry
from brief.reports.debts import UNTOUCHED
from brief.reports.delegations import Latest, Members, Sides, latest, took_place
from brief.reports.event_values import substance
from brief.reports.one_line import dated, parties_cell
from brief.reports.one_minute import last_met
from brief.reports.phrases import bracketed, listed
from brief.reports.ranking import Selected, best
from brief.reports.short_records import short, status, titled
from brief.reports.timeline_entries import entries, once
from brief.reports.tracker import due_cell, lacking

if TYPE_CHECKING:
    from brief.dossier.protocol import Claim, Dossier
    from brief.model.dates import Date
    from brief.model.events import Event
    from brief.model.sections import Section
    from brief.reports.related import Scope

_MOST = 4
"""Maximum number of events that are named as perhaps later."""


def after_meeting(scope: "Scope") -> "tuple[Latest | None, list[Claim], list[Event]]":
    """Return the last meeting of the dossier's parties, if any, and the events that began later, surely or perhaps."""
    dossier, day = scope.dossier, scope.day
    parties = dossier.header.parties if dossier.header else ()
    sides = Sides(parties, (), {id_: Members(dossier, id_) for id_ in parties})
    claims = [claim for claim in scope.claims() if took_place(dossier, claim, day)]
    met = latest(dossier, filter(sides.met, claims), day)
    last = met[0].event if met else None
    if last is None or last.date is None:
        return None, [], []
    others = [claim for claim in claims if claim.event.id not in (last.id, last.part_of)]
    after = [claim for claim in others if _is_after(claim, last.date) is Answer.YES]
    unsure = {claim.event.id: claim.event for claim in others if _is_after(claim, last.date) is Answer.CANNOT_TELL}
    sure = {claim.event.id for claim in after}
    perhaps = [event for event in unsure.values() if event.id not in sure]
    return met[0]._replace(leading=sides.leading(last)), after, perhaps


def since(scope: "Scope", section: "Section") -> Iterator[Block]:
    """Yield the last meeting of the dossier's parties, and later events; nothing if they have not met."""
    dossier = scope.dossier
    last, after, unsure = after_meeting(scope)
    if last is None:
        return
    met, _, leading = last
    shown = best(dossier, {claim.event.id: claim.event for claim in after}.values(), scope.on, section.most)
    kept = {event.id for event in shown.shown}
    yield Heading(typed(section.heading) or say("Since the last meeting"), selection=shown.words())
    told = [found.with_text("", ".")] if (found := substance(dossier, met)).text else []
    silence = [] if after else [_perhaps_later(scope.dossier, unsure)]
    yield Paragraph((last_met(dossier, met).resting(*leading), *told, *silence), "since")
    if kept:
        later = once(claim for claim in after if claim.event.id in kept)
        yield Timeline("since", entries(dossier, later), is_selection=True)


def watch(scope: "Scope", section: "Section") -> Iterator[Block]:
    """Yield the open commitments and unanswered questions, most important first."""
    day = scope.on
    open_ = (held for held in scope.every(Commitment) if not is_settled(scope.dossier, held))
    promised = best(scope.dossier, open_, day, section.most)
    asked = best(scope.dossier, (held for held in scope.every(Question) if not held.answer), day, section.most)
    if promised.shown or asked.shown:
        yield Heading(typed(section.heading) or say("What to watch"))
    yield from _points(say("Promised"), "promises", promised, [_promise(scope, held, day) for held in promised.shown])
    if remarks := list(lacking(scope.dossier, promised.shown, day)):
        yield Notice(listed(remarks, between=" "))
    yield from _points(say("Not known"), "questions", asked, [short(held, scope.dossier) for held in asked.shown])


def _points(
    title: Message, name: str, found: "Selected[Commitment] | Selected[Question]", lines: list[Cell]
) -> Iterator[Block]:
    if lines:
        yield Heading(title, 3, selection=found.words())
        yield Listing(name, tuple(lines))


def _promise(scope: "Scope", held: Commitment, day: "Date") -> Cell:
    """Return a commitment after its parties, followed by its status and deadline."""
    parties, due = parties_cell(scope.dossier, held), due_cell(scope.dossier, held, day)
    title = titled(held, scope.dossier)
    told = phrase(parties, ": ", title) if parties.text else title
    entry = latest_entry(scope.dossier, held)
    since = Cell() if entry is None or entry.status in UNTOUCHED else status(scope.dossier, held, in_brief=True)
    state = [found for found in (told, since, due.labelled(say("due {value}"))) if found.text]
    return listed(state, between="; ")._replace(value=held.id)


def _perhaps_later(dossier: "Dossier", events: "list[Event]") -> Cell:
    """Name the events that are perhaps later than the last meeting, or say that none is on record."""
    if not events:
        return cell(say("No later event is on record."))
    told = [phrase(short(event, dossier), bracketed(dated(event))) for event in events]
    return phrase(say("Perhaps later: "), listed(told, _MOST, "; "), ".")


def _is_after(claim: "Claim", date: "Date") -> Answer:
    """Say if an event began after a date."""
    return claim.date.begins_after(date) if claim.date else Answer.NO
