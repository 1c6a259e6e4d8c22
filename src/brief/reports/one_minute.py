"""The opening of a read-ahead: purpose, last contact, open commitments, main question."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from brief.document import Block, Cell, Heading, Label, Mark, Paragraph, Part, phrase, verbatim
from brief.dossier.facets import is_to_the_day
from brief.locale import Message, say, say_many
from brief.model.dates import Answer
from brief.model.events import Event
from brief.model.paths import is_within
from brief.model.stated import is_inferred
from brief.reports.commitment_status import is_overdue, is_settled, is_unkept
from brief.reports.event_values import with_status
from brief.reports.one_line import dated, place_cell
from brief.reports.phrases import in_brackets
from brief.reports.short_records import short
from brief.reports.values import said

if TYPE_CHECKING:
    from brief.dossier.protocol import Dossier
    from brief.model.commitments import Commitment
    from brief.model.dates import Date
    from brief.model.statements import Question
    from brief.reports.debts import Debts


def in_one_minute(
    dossier: "Dossier",
    purpose: str,
    contacts: Sequence[Cell],
    debts: "Debts",
    commitments: "Sequence[Commitment]",
    asked: "Sequence[Question]",
) -> Iterator[Block]:
    """Yield the purpose if there is one, and three sentences.

    `contacts` are the last contacts, the latest first; `asked` are the questions, the first of which is named.
    """
    sentences: list[Cell] = []
    if purpose:
        sentences.append(phrase(say("Purpose: "), verbatim(purpose.rstrip(".")), "."))
    if last := next((line for line in contacts if line.value), None):
        sentences.append(_last_met(dossier, last))
    assert dossier.as_of is not None
    if open_ := [held for held in commitments if not is_settled(dossier, held)]:
        sentences.append(_promised(dossier, debts, open_, dossier.as_of))
    if asked:
        sentences.append(phrase(say("The main question is still open: "), short(asked[0])))
    if sentences:
        yield Heading(say("In one minute"))
        yield Paragraph(tuple(sentences), "bottom-line")


def _last_met(dossier: "Dossier", line: Cell) -> Cell:
    """Return the last contact as a sentence, or the line itself if it names people or several events."""
    event = dossier.one(Event, line.value[0])
    opening = line.spans[0]
    if event is None or event.date is None or line.value[1:] or (isinstance(opening, Label) and opening.text):
        return phrase(say("Last met: "), line, ".")
    return last_met(dossier, event)


def last_met(dossier: "Dossier", event: Event) -> Cell:
    """Return a dated event as the last meeting: `Last met on 24 March 2025: framework signed, in Canada.`."""
    assert event.date is not None
    date, place = dated(dossier, event), place_cell(dossier, event)
    title = with_status(dossier, event, short(event)).followed(*_doubts(dossier, event))
    is_named = not place.marks and place.text.casefold() in title.unsigned.casefold()
    where = (say(", in "), place) if place.text and not is_named else ()
    return phrase(_before(event.date), date, ": ", title, *where, ".")


def _doubts(dossier: "Dossier", event: Event) -> Iterator[Mark]:
    """Yield the marks of the participants, if sources differ on them."""
    for field in dict.fromkeys(found.field for found in event.differs if is_within(found.field or "-", "who")):
        yield from (mark._replace(rivals=()) for mark in said(event, field, naming=dossier).marks if mark.versions)


def _before(date: "Date") -> Message:
    """Return the words before a date: people meet *on* a day, but *in* a month or year."""
    if date.is_interval or date.approximate:
        return say("Last met, ")
    return say("Last met on ") if is_to_the_day(date) else say("Last met in ")


def _promised(dossier: "Dossier", debts: "Debts", open_: "Sequence[Commitment]", day: "Date") -> Cell:
    """Return how many open commitments have nothing to show and how many are overdue, by side."""
    unkept = [held for held in open_ if is_unkept(dossier, held, day)]
    number, bare = len(open_), len(unkept)
    if number == 1:
        told = say("Nothing shows the one open commitment carried out") if bare else say("1 commitment is open")
    elif bare == number:
        told = say("Nothing shows any of the {number} open commitments carried out", number=number)
    elif bare:
        told = say("Nothing shows {bare} of the {number} open commitments carried out", bare=bare, number=number)
    else:
        told = say("{number} commitments are open", number=number)
    by_whom = in_brackets(debts.by_whom(unkept))
    return phrase(told, *by_whom, *_overdue(dossier, debts, open_, day), ".")


def _overdue(dossier: "Dossier", debts: "Debts", open_: "Sequence[Commitment]", day: "Date") -> Iterator[Part]:
    """Yield how many commitments are overdue, by side, and how many of these by an inferred deadline."""
    late = [held for held in open_ if is_overdue(dossier, held, day) is Answer.YES]
    guessed = sum(is_inferred(held, "due") for held in late)
    if not late:
        return
    yield say_many("; {count} is overdue", "; {count} are overdue", len(late))
    one, several = "{count} by an inferred deadline", "{count} by inferred deadlines"
    remarks = [debts.by_whom(late), say_many(one, several, guessed) if guessed else ""]
    yield from in_brackets("; ".join(filter(None, remarks)))
