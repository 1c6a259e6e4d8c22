"""Records in one line each: with status, holder, hedges and rivals."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from brief.document import Cell, Mark, Part, Sign, When, cell, phrase
from brief.dossier.protocol import Dossier
from brief.dossier.rival_dates import claimed, is_held, signing
from brief.locale import Message, say
from brief.model.dates import Answer, Date
from brief.model.kinds import KINDS
from brief.model.paths import is_within
from brief.model.stated import stated
from brief.reports.commitment_status import evidence, is_overdue, lacks_deadline, latest_entries
from brief.reports.event_values import figures_told, signing_cell, status_cell
from brief.reports.phrases import (
    bracketed,
    cited_apart,
    cited_once,
    concatenated,
    joined,
    labelled,
    notes,
    once,
)
from brief.reports.position_words import position_cell
from brief.reports.rivals import attributed, is_opinion, noted, rival
from brief.reports.values import (
    disputes,
    led_to,
    others,
    own_inference,
    said,
    support,
    text_alone,
    with_status,
    with_statuses,
    worded,
)
from brief.reports.words import dated_words, later, name_refs, name_unstopped, name_whole, point_words

if TYPE_CHECKING:
    from brief.dossier.trait import Trait
    from brief.model.agreements import Agreement, Program
    from brief.model.commitments import Commitment
    from brief.model.events import Event
    from brief.model.parts import Difference, Record
    from brief.model.statements import Assessment, Question


Maker = Callable[[Dossier, Any], Cell]
"""Function that returns a record of one kind in one line."""
Leading = Callable[[Cell], Cell]
"""Function that adds to words on a record what leads to it."""
TOLD = (None, "text", "by", "for", "made", "log", "due", "evidence", "unclear")
"""Fields of a commitment that its line covers."""


def line(*parts: Part, value: object = None) -> Cell:
    """Join the parts of one statement in a line, with all their citations; empty parts are left out."""
    return joined("; ", [cell(part) for part in parts if part], value)


def record_cell(dossier: Dossier, record: "Record") -> Cell:
    """Return a record of any kind in one line: with status, holder, hedges and rivals."""
    make: Maker = _MAKERS.get(record.KIND, _named)
    return make(dossier, record)


def _named(dossier: Dossier, record: "Record") -> Cell:
    """Return the name of a record with its rivals."""
    rivals = [found for found in record.differs if found.field in (None, KINDS[record.KIND].title)]
    told = [rival(record, found, dossier) for found in rivals]
    return joined("; ", (cell(name_whole(record), None, support(record, None)), *told), record.id)


def promise_cell(dossier: Dossier, held: "Commitment", remark: Part = "") -> Cell:
    """Return a commitment in short: parties and text with their rivals, followed by a fixed remark."""
    promise = joined(": ", (parties_cell(dossier, held), said(held, "text")))
    return joined(" — ", (promise, cell(remark)), held.id)


def commitment_cell(dossier: Dossier, held: "Commitment") -> Cell:
    """Return a commitment: parties, status, deadline, what shows it carried out and what is unclear."""
    said_last = [status_cell(dossier, held, entry) for entry in latest_entries(dossier, held)]
    return line(
        promise_cell(dossier, held),
        labelled(say("made {value}"), said(held, "made")),
        *(said_last or [cell(say("nothing said of it since"))]),
        labelled(say("due {value}"), deadline_cell(held)),
        say("no deadline given") if lacks_deadline(dossier, held) and not claimed(held, "due") else "",
        labelled(say("shown by: "), evidence_cell(dossier, held)),
        labelled(say("unclear: "), said(held, "unclear")),
        *others(dossier, held, TOLD),
        value=held.id,
    )


def parties_cell(dossier: Dossier, held: "Commitment") -> Cell:
    """Name who owes a commitment to whom, as far as known."""
    by, to = said(held, "by", naming=dossier), recipients(dossier, held)
    if by.marks and by.marks == to.marks:  # inferred for the same reason
        by = worded(stated(held, "by"), dossier)
    if by.text and to.text:
        # Translators: between who owes a commitment and to whom: "Canada to Vietnam"
        return joined(say(" to "), (by, to))
    return labelled(say("By whom is not said, for {value}"), to) if to.text else by


def recipients(dossier: Dossier, held: "Commitment") -> Cell:
    """Name to whom a commitment is owed, as far as known, with rivals."""
    found = said(held, "for", naming=dossier)
    is_mutual = len(held.by) > 1 and set(held.by) == set(held.for_) and not found.has(Sign.DISPUTED)
    return said(held, "for", told=say("each other"), naming=dossier) if is_mutual else found


def deadline_cell(held: "Commitment", *, is_short: bool = False) -> Cell:
    """Return every deadline that sources give for a commitment: `June 2025 or 2026 (disputed)`; empty if none.

    With `is_short`, months have three letters.
    """
    return said(held, "due", told=When(held.due, is_short=True)) if held.due and is_short else said(held, "due")


def overdue_cell(dossier: Dossier, held: "Commitment", day: Date) -> Cell:
    """Return `overdue` or `perhaps overdue`, marked if the deadline is inferred; else empty."""
    answer = is_overdue(dossier, held, day)
    if answer in (None, Answer.NO):
        return Cell()
    reason = own_inference(held, "due")
    marks = [Mark(Sign.INFERRED, reason=reason)] if reason else []
    return phrase(say("overdue") if answer is Answer.YES else say("perhaps overdue"), *marks)


def evidence_cell(
    dossier: Dossier, held: "Commitment", named: "Callable[[Event, Leading], Cell] | None" = None
) -> Cell:
    """Return the events that show a commitment carried out, by default with their dates; empty if there are none.

    `named` returns the words for an event, to which a function adds what says, or infers, that it is evidence.
    """
    events = evidence(dossier, held)
    places = [f"evidence.{held.evidence.index(event.id)}" for event in events]
    leading = [partial(led_to, dossier, held, place, is_whole=False) for place in places]
    told = joined("; ", map(named or partial(event_cell, dossier), events, leading))
    for path in _disputed(held, "evidence"):
        rivals = disputes(dossier, held, path, told)
        told = told.followed(*rivals) if told.text else said(held, path, told="", naming=dossier)
    return told


def _disputed(record: "Record", field: str) -> Iterator[str]:
    """Yield the paths at which a field with several values is disputed: `evidence`, `evidence.0`."""
    yield from dict.fromkeys(found.field for found in record.differs if found.field and is_within(found.field, field))


def dated(event: "Event") -> Cell:
    """Return every date claimed for an event: `May 2023 or 2025 (disputed)`."""
    return said(event, "date", told=dated_words(event.date))


def event_cell(dossier: Dossier, event: "Event", leading: Leading = lambda title: title) -> Cell:
    """Return an event in a few words: its title, to which `leading` adds what leads to it, and each claimed date.

    A status or kind that says that the event did not take place follows the title.
    """
    title = leading(said(event, "title"))
    return joined(", ", (with_status(dossier, event, title), dated(event)), event.id)


def _assessment_cell(dossier: Dossier, held: "Assessment", *, stance: bool = True) -> Cell:
    """Return an opinion after its holder, so that it never reads as a fact.

    Likelihood and confidence have sentences of their own, as ICD 203 requires.
    """
    by = held_by(dossier, held)
    fields = [*(["stance"] if stance else []), *(["date"] if held.date else [])]
    about = joined(", ", (said(held, field) for field in fields))
    text = said(held, "text", naming=dossier)
    grades = {"likelihood": say(" Likelihood: "), "confidence": say(" Confidence: ")}
    graded = [labelled(words, said(held, field)) for field, words in grades.items()]
    graded = [found.with_text("", ".") for found in graded if found.text]
    shown = [*fields, *grades]
    behind = list(others(dossier, held, ("by", "text", None, *shown)))
    told = concatenated("", (by, bracketed(about))) if about.text else by
    statement = text.with_text("", ".") if graded and not text.text.endswith((".", "?", "!")) else text
    said_by = concatenated(": ", (told, concatenated("", (statement, *graded))))
    return _with((cited_once(said_by),), held.id, behind)


def holder(dossier: Dossier, held: "Assessment") -> Cell:
    """Name the holder of an opinion."""
    return name_refs(dossier, held.by) if held.by else cell(say("Holder not named"))


def held_by(dossier: Dossier, held: "Assessment") -> Cell:
    """Return the holder of an opinion with rivals."""
    return said(held, "by", told=None if held.by else holder(dossier, held), naming=dossier)


def question_cell(dossier: Dossier, held: "Question", *, is_flagged: bool = True) -> Cell:
    """Return a question with its answer, or with who flagged it as open, if that `is_flagged`."""
    text, answer = said(held, "text"), said(held, "answer")
    flagged = say("unknown, according to the source") if held.flagged_by == "source" else say("open question")
    behind = (cell(flagged if is_flagged and not held.answer else ""), *others(dossier, held, ("text", "answer", None)))
    return _with((text, labelled(say(" Answer: "), answer)), held.id, [line(*behind)])


ANSWERED = say("Asked, and answered at least in part since")
"""Heading of the questions with an answer."""


def question_groups(
    dossier: Dossier, held: "Iterable[Question]", most: int | None = None
) -> Iterator[tuple[str, Message, list[Cell]]]:
    """Yield questions by who flagged them, answered ones last: a key, a title, and at most `most` lines."""
    from brief.dossier.facets import question_trait

    groups: dict[Trait, list[Question]] = {"source": [], "desk": [], "answered": []}
    for found in held:
        group = groups[question_trait(found)]
        if most is None or len(group) < most:
            group.append(found)
        elif all(len(group) == most for group in groups.values()):
            break
    yield "flagged-by-source", say("Unknown, according to a source"), [*map(text_alone, groups["source"])]
    yield "flagged-by-desk", say("Open questions"), [*map(text_alone, groups["desk"])]
    answered = [question_cell(dossier, found) for found in groups["answered"]]
    yield "answered", ANSWERED, answered


def _with(told: Sequence[Cell], id_: str, behind: "list[Cell]") -> Cell:
    """Return a statement followed by its qualifications in brackets."""
    remarks = [found.with_text(" (", ")") for found in behind if found.text]
    return concatenated("", [once(concatenated("", told)), *remarks], id_)


def agreement_cell(dossier: Dossier, held: "Agreement", told: Iterable[str] = ()) -> Cell:
    """Return an agreement: title, kind, signing and period; disputes of the fields in `told` are printed elsewhere."""
    event = signing(dossier, held)
    signed = _signed(dossier, held, event) if event else Cell()
    return line(
        said(held, "title"),
        said(held, "kind"),
        signed,
        labelled(say("covers {value}"), said(held, "period")),
        *others(dossier, held, (None, "title", "kind", "period", *(["signed"] if signed.text else []), *told)),
        value=held.id,
    )


def _signed(dossier: Dossier, held: "Agreement", event: "Event") -> Cell:
    """Return the date of a signing, or that one that was not held has none; else empty."""
    if event.date:
        return signing_cell(dossier, event, led_to(dossier, held, "signed", dated(event)))
    undated = led_to(dossier, held, "signed", cell(say("without a date")))
    return Cell() if is_held(event) else signing_cell(dossier, event, undated)


def _program_cell(dossier: Dossier, held: "Program") -> Cell:
    """Return a program: who runs it for whom, its period, subjects and figures."""
    return line(
        said(held, "name"),
        labelled(say("by {value}"), said(held, "by", naming=dossier)),
        labelled(say("for {value}"), said(held, "for", naming=dossier)),
        said(held, "period"),
        labelled(say("subjects: "), said(held, "subjects")),
        *figures_told(held),
        *others(dossier, held, (None, "name", "by", "for", "period", "subjects", "figures")),
        value=held.id,
    )


def disagreement_cell(dossier: Dossier, record: "Record", found: "Difference", *, remark: bool = True) -> Cell:
    """Return `Title — field: value in the record, or rival value (why)`; an opinion follows its holder."""
    title = KINDS[record.KIND].title
    name = name_unstopped(record)
    subject = phrase(holder(dossier, record), ": ", name) if is_opinion(record) else cell(name)
    if found.field in (None, title):
        opening = say("or, as its {title}: ", title=say(title)) if found.field else say("or: ")
        opening = say("or, ") if is_opinion(record) else opening
        told = [cell(subject, None, support(record, None)), phrase(" — ", opening)]
    else:
        held = stated(record, found.field)
        own = worded(held, dossier)
        own = own if own.text or found.field != "date" else cell(say("unknown"))
        own = own.followed(Mark(Sign.INFERRED)) if own.text and held.inferred else own
        own = phrase(own, *later(record, found.field, held.value))
        told = [phrase(subject, " — ", point_words(record, found.field, dossier), ": ")]
        own = with_statuses(dossier, own.citing(notes(held.cite)))
        told = [cited_apart(phrase(*told, own)), phrase(say(", or "))] if own.text else told
    other = phrase(attributed(record, found, dossier), *noted(found, remark=remark))
    rival_ = with_statuses(dossier, other.citing(notes(found.cite)))
    return concatenated("", [*told, rival_], {"id": record.id, "field": found.field, "value": found.value})


_MAKERS: dict[str, Maker] = {
    "event": event_cell,
    "agreement": agreement_cell,
    "program": _program_cell,
    "commitment": commitment_cell,
    "assessment": _assessment_cell,
    "question": question_cell,
    "position": lambda _, held: position_cell(held),
}
