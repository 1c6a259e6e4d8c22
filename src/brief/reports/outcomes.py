"""What became of a commitment by records that it does not name: an event called off, a question that has its answer."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from brief.document import Cell
from brief.dossier.protocol import Dossier, EventFilter, of_class
from brief.dossier.rival_dates import claimed, events, is_called_off
from brief.locale import say
from brief.model.dates import Answer
from brief.model.statements import Question
from brief.reports.phrases import filled, joined, listed, unstopped
from brief.reports.short_events import short_date_of, short_title
from brief.reports.values import said

if TYPE_CHECKING:
    from brief.model.commitments import Commitment
    from brief.model.events import Event


def outcome(dossier: Dossier, held: "Commitment") -> Cell:
    """Return the events of a commitment that were called off, else answered questions about it; else empty."""
    off = {event.id: event for event in _promised(dossier, held) if is_called_off(event)}
    told = [filled(say("event: {event}"), event=_event(dossier, found)) for found in off.values()]
    about = of_class(dossier, Question, dossier.referring(held.id, "question"))
    return listed(told or [_answer(found) for found in about if found.answer], between="; ")


def _answer(held: Question) -> Cell:
    """Return a question with its answer, without a full stop at the end."""
    question, answer = said(held, "text"), unstopped(said(held, "answer"))
    return filled(say("{question} Answer: {answer}"), question=question, answer=answer)


def _event(dossier: Dossier, event: "Event") -> Cell:
    """Return an event with its status, and the date on which it was to be, if it has one."""
    date = said(event, "date", told=short_date_of(event.date)) if event.date else Cell()
    return joined(", ", (short_title(dossier, event), date))


def _promised(dossier: Dossier, held: "Commitment") -> "Iterator[Event]":
    """Yield the events that a commitment gives as its evidence, and those on its topics whose title it repeats.

    An event from before the promise is another one.
    """
    yield from events(dossier, held.evidence)
    if not held.topics:
        return
    made = claimed(held, "made")
    for claim in dossier.events(EventFilter(topics=held.topics)):
        event = claim.event
        is_earlier = any(date.before(day) is Answer.YES for date in claimed(event) for day in made)
        if not is_earlier and _repeats(held.text, event.title):
            yield event


def _repeats(text: str, title: str) -> bool:
    """True if a text has all words of a title of several words, in their order."""
    words = title.casefold().split()
    return len(words) > 1 and f" {' '.join(words)} " in f" {' '.join(text.casefold().split())} "
