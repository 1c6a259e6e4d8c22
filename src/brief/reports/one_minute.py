"""The opening of a read-ahead: purpose, last contact, open commitments, an open question."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from brief.document import Block, Cell, Heading, Mark, Paragraph, Part, cell, phrase, typed
from brief.dossier.facets import is_to_the_day
from brief.locale import Message, key_many, say, say_many
from brief.model.dates import Answer
from brief.model.events import Event
from brief.model.paths import is_within
from brief.model.stated import is_inferred
from brief.reports.commitment_status import is_overdue, is_settled, is_unkept
from brief.reports.event_values import guessed_presence, place_cell
from brief.reports.one_line import dated
from brief.reports.phrases import bracketed, filled, listed
from brief.reports.short_records import short
from brief.reports.tracker import not_shown
from brief.reports.values import led_to, said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from brief.dossier.protocol import Dossier
    from brief.model.commitments import Commitment
    from brief.model.dates import Date
    from brief.model.statements import Question
    from brief.reports.debts import Debts


def in_one_minute(
    dossier: "Dossier",
    purpose: str,
    last: Cell,
    debts: "Debts",
    commitments: "Sequence[Commitment]",
    asked: "Sequence[Question]",
    open_questions: int,
) -> Iterator[Block]:
    """Yield the purpose if there is one, and three sentences.

    `last` is the sentence on the last contact; `asked` are the questions to ask, the first of which is named.
    """
    sentences: list[Cell] = []
    if purpose:
        sentences.append(phrase(say("Purpose: "), typed(purpose.rstrip(".")), "."))
    if last.text:
        sentences.append(last)
    assert dossier.as_of is not None
    if open_ := [held for held in commitments if not is_settled(dossier, held)]:
        sentences.append(_promised(dossier, debts, open_, dossier.as_of))
    if asked:
        label = say_many("An open question: ", "One of {count} open questions: ", open_questions)
        sentences.append(phrase(label, short(asked[0], dossier)))
    if sentences:
        yield Heading(say("In one minute"))
        yield Paragraph(tuple(sentences), "bottom-line")


def last_met(dossier: "Dossier", event: Event) -> Cell:
    """Return a dated event as the last meeting: `Last met on 24 March 2025: framework signed, in Canada.`."""
    assert event.date is not None
    date = dated(event)
    title = led_to(dossier, event, "who", short(event, dossier).followed(*_doubts(dossier, event)))
    return phrase(filled(_before(event.date), date=date), ": ", title, *where(dossier, event, title), ".")


def where(dossier: "Dossier", event: Event, title: Cell) -> tuple[Part, ...]:
    """Return the place of an event, after a comma; nothing if it is not known, or if the title names it."""
    place = place_cell(dossier, event)
    is_named = not place.marks and place.text.casefold() in title.unsigned.casefold()
    return (filled(say(", in {place}"), place=place),) if place.text and not is_named else ()


def _doubts(dossier: "Dossier", event: Event) -> Iterator[Mark]:
    """Yield the marks of the participants, if the desk infers them or sources differ on them."""
    yield from guessed_presence(event)
    fields = dict.fromkeys(found.field for found in event.differs if is_within(found.field or "-", "who"))
    marks = [mark for field in fields for mark in said(event, field, naming=dossier).marks if mark.versions]
    yield from (mark._replace(rivals=(), is_silent=place > 0) for place, mark in enumerate(marks))


def _before(date: "Date") -> Message:
    """Return the words for a date: people meet *on* a day, but *in* a month or year."""
    if date.is_interval or date.approximate:
        return say("Last met, {date}")
    return say("Last met on {date}") if is_to_the_day(date) else say("Last met in {date}")


def _promised(dossier: "Dossier", debts: "Debts", open_: "Sequence[Commitment]", day: "Date") -> Cell:
    """Return how many open commitments have nothing to show and how many are overdue, by side."""
    unkept = [held for held in open_ if is_unkept(dossier, held, day)]
    number, bare = len(open_), len(unkept)
    some = say_many("{count} commitment is open", "{count} commitments are open", number)
    told = not_shown(bare, number, whole=0) if bare else some
    return phrase(told, *_in_brackets(debts.by_whom(unkept)), *_overdue(dossier, debts, open_, unkept, day), ".")


_LATE = (
    (
        Answer.YES,
        key_many("; it is overdue", "; they are overdue"),
        key_many("; {count} is overdue", "; {count} are overdue"),
    ),
    (
        Answer.CANNOT_TELL,
        key_many("; it is perhaps overdue", "; they are perhaps overdue"),
        key_many("; {count} is perhaps overdue", "; {count} are perhaps overdue"),
    ),
)
"""Whether commitments are overdue, in words that name those just told, and in words that count others."""


def _overdue(
    dossier: "Dossier", debts: "Debts", open_: "Sequence[Commitment]", told: "Sequence[Commitment]", day: "Date"
) -> Iterator[Part]:
    """Yield how many commitments are overdue or perhaps so, by side, and how many of these by an inferred deadline.

    `told` are those in the words before, whose side is not repeated.
    """
    for answer, those, others in _LATE:
        late = [held for held in open_ if is_overdue(dossier, held, day) is answer]
        if not late:
            continue
        yield say_many(*(those if late == told else others), len(late))
        guessed = sum(is_inferred(held, "due") for held in late)
        by_deadline = say_many("{count} by an inferred deadline", "{count} by inferred deadlines", guessed)
        by_whom = debts.by_whom(late)
        sides = Cell() if by_whom == debts.by_whom(told) else by_whom
        yield from _in_brackets(sides, cell(by_deadline) if guessed else Cell())


def _in_brackets(*parts: Cell) -> Iterator[Cell]:
    """Yield the parts that are not empty, in brackets."""
    if found := [part for part in parts if part.text]:
        yield bracketed(listed(found, between="; "))
