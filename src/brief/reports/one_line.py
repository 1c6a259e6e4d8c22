"""Records in one line each: with their status, their holder, their hedges, and what is disputed of them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from brief.document import Cell, Mark, Part, Sign, cell, phrase, ref
from brief.dossier.protocol import Dossier
from brief.dossier.rival_dates import claimed, signing
from brief.locale import say
from brief.model.dates import Date
from brief.model.kinds import KINDS, label
from brief.model.paths import is_within
from brief.model.sentences import without_full_stop
from brief.model.stated import is_inferred, stated
from brief.reports.commitment_status import evidence, standing
from brief.reports.date_words import dated_words, doubted, later
from brief.reports.event_values import with_status
from brief.reports.field_words import point_words
from brief.reports.log_entries import status_cell
from brief.reports.name_words import name_refs
from brief.reports.phrases import cited_apart, notes
from brief.reports.position_words import position_cell
from brief.reports.rivals import attributed, is_opinion, noted, rival
from brief.reports.values import cited_once, concatenated, joined, labelled, once, others, said, support, worded

if TYPE_CHECKING:
    from brief.dossier.facets import Trait
    from brief.model.agreements import Agreement, Program
    from brief.model.commitments import Commitment
    from brief.model.events import Event
    from brief.model.parts import Difference, Record
    from brief.model.statements import Assessment, Question


Maker = Callable[[Dossier, Any], Cell]
"""Makes one line of a record of some kind."""
TOLD = (None, "text", "by", "for", "made", "log", "due", "evidence", "unclear")
"""Fields of a promise that its line tells."""


def line(*parts: Part, value: object = None) -> Cell:
    """Parts of one statement in one line, with the citations of all of them; empty ones are left out."""
    return joined("; ", [cell(part) for part in parts if part], value)


def record_cell(dossier: Dossier, record: "Record") -> Cell:
    """Any record in one line: with its status, holder and hedges, and with what is said instead."""
    make: Maker = _MAKERS.get(record.KIND, _named)
    return make(dossier, record)


def _named(dossier: Dossier, record: "Record") -> Cell:
    """What a record is called, and what is said instead."""
    rivals = [found for found in record.differs if found.field in (None, KINDS[record.KIND].title)]
    told = [rival(record, found, dossier) for found in rivals]
    return joined("; ", (cell(ref(record.id, label(record)), None, support(record, None)), *told), record.id)


def promise_cell(dossier: Dossier, held: "Commitment", remark: Part = "") -> Cell:
    """A promise in short, each part beside what is said instead, and a remark of fixed words behind it."""
    promise = joined(": ", (parties_cell(dossier, held), said(held, "text", None)))
    return joined(" — ", (promise, cell(remark)), held.id)


def commitment_cell(dossier: Dossier, held: "Commitment") -> Cell:
    """A promise: by whom to whom, its status and deadline, what shows it carried out and what is unclear."""
    said_last = [status_cell(dossier, held, entry) for entry in standing(dossier, held)]
    return line(
        promise_cell(dossier, held),
        labelled(say("made "), made_cell(dossier, held)),
        *(said_last or [cell(say("nothing said of it since"))]),
        labelled(say("due "), deadline_cell(held)) if claimed(held, "due") else say("no deadline given"),
        labelled(say("shown by: "), evidence_cell(dossier, held)),
        labelled(say("unclear: "), said(held, "unclear")),
        *others(dossier, held, TOLD),
        value=held.id,
    )


def parties_cell(dossier: Dossier, held: "Commitment") -> Cell:
    """Who owes a promise to whom, as far as known."""
    if all(is_inferred(held, field) and not any(_disputed(held, field)) for field in ("by", "for")):
        return said(held, "by", told=phrase(name_refs(dossier, held.by), say(" to "), recipients(dossier, held)))
    by, to = (
        said(held, field, *_disputed(held, field), told=told, naming=dossier)
        for field, told in (("by", name_refs(dossier, held.by)), ("for", recipients(dossier, held)))
    )
    if by.text and to.text:
        return joined(say(" to "), (by, to))
    return labelled(say("By whom is not said, for "), to) if to.text else by


def recipients(dossier: Dossier, held: "Commitment") -> Cell:
    """To whom a promise is owed, as far as known."""
    mutual = len(held.by) > 1 and set(held.by) == set(held.for_)
    return cell(say("each other")) if mutual else name_refs(dossier, held.for_)


def made_cell(dossier: Dossier, held: "Commitment") -> Cell:
    """When a promise was made, and whether that may be later than the day; empty where nobody says."""
    return doubted(said(held, "made"), claimed(held, "made"), dossier.as_of)


def deadline_cell(held: "Commitment") -> Cell:
    """Every deadline that sources give a promise: `June 2025 or 2026 (disputed)`; empty without one."""
    return said(held, "due")


def evidence_cell(dossier: Dossier, held: "Commitment") -> Cell:
    """The events that show a promise carried out; empty where there are none."""
    shown = joined("; ", (event_cell(dossier, event) for event in evidence(dossier, held)))
    guessed = labelled(say("as inferred, "), shown) if "evidence" in held.inferred else shown
    rivals = (said(held, path, told="", naming=dossier) for path in _disputed(held, "evidence"))
    return joined(say("; or: "), (guessed, *rivals))


def _disputed(record: "Record", field: str) -> Iterator[str]:
    """The paths at which a field of several values is disputed: `evidence`, `evidence.0`."""
    yield from dict.fromkeys(found.field for found in record.differs if found.field and is_within(found.field, field))


def dated(dossier: Dossier, event: "Event") -> Cell:
    """Every date that is claimed for an event, `May 2023 or 2025 (disputed)`, and whether one may be later."""
    return doubted(said(event, "date", told=dated_words(event.date)), claimed(event), dossier.as_of)


def place_cell(dossier: Dossier, event: "Event") -> Cell:
    """Where an event was; empty where nobody says."""
    return said(event, "place", naming=dossier)


def event_cell(dossier: Dossier, event: "Event", label: str = "") -> Cell:
    """An event in a few words behind a fixed label: its title, and every date that is claimed for it.

    A status or kind that says that the event did not take place is behind the title.
    """
    title = labelled(label, said(event, "title", None))
    return joined(", ", (with_status(dossier, event, title), dated(dossier, event)), event.id)


def assessment_cell(dossier: Dossier, held: "Assessment", *, stance: bool = True) -> Cell:
    """An opinion with its holder first: it is never printed as a fact.

    Likelihood and confidence stand in sentences of their own (ICD 203).
    """
    by = said(held, "by", told=holder(dossier, held), naming=dossier)
    fields = [*(["stance"] if stance else []), *(["date"] if held.date else [])]
    dates = {"date": claimed(held, "date")}
    about = joined(", ", (doubted(said(held, field), dates.get(field, []), dossier.as_of) for field in fields))
    text = said(held, "text", None, naming=dossier)
    grades = ("likelihood", "confidence")
    graded = [labelled(f" {field.capitalize()}: ", said(held, field)) for field in grades]
    graded = [found.with_text("", ".") for found in graded if found.text]
    shown = [*fields, *grades]
    behind = list(others(dossier, held, ("by", "text", None, *shown)))
    told = concatenated("", (by, about.with_text(" (", ")"))) if about.text else by
    statement = text.with_text("", ".") if graded and not text.text.endswith((".", "?", "!")) else text
    said_by = concatenated(": ", (told, concatenated("", (statement, *graded))))
    return _with((cited_once(said_by),), held.id, behind)


def holder(dossier: Dossier, held: "Assessment") -> Cell:
    """Who holds an opinion."""
    return name_refs(dossier, held.by) if held.by else cell(say("Holder not named"))


def asked_cell(held: "Question") -> Cell:
    """An open question alone, for a list whose heading tells who noticed it."""
    return said(held, "text", None)._replace(value=held.id)


def question_cell(dossier: Dossier, held: "Question") -> Cell:
    """A question with its answer, or else with who noticed that it is open."""
    text, answer = said(held, "text", None), said(held, "answer")
    flagged = say("unknown, according to the source") if held.flagged_by == "source" else say("open question")
    behind = (cell("" if held.answer else flagged), *others(dossier, held, ("text", "answer", None)))
    return _with((text, labelled(say(" Answer: "), answer)), held.id, [line(*behind)])


ANSWERED = say("Asked, and answered at least in part since")
"""The heading of questions with an answer."""


def question_groups(
    dossier: Dossier, held: "Iterable[Question]", most: int | None = None
) -> Iterator[tuple[str, str, list[Cell]]]:
    """Questions by who noticed them, the answered last: a key, a title, a line for each of at most so many."""
    from brief.dossier.facets import question_trait

    groups: dict[Trait, list[Question]] = {"source": [], "desk": [], "answered": []}
    for found in held:
        group = groups[question_trait(found)]
        if most is None or len(group) < most:
            group.append(found)
        elif all(len(group) == most for group in groups.values()):
            break
    yield "flagged-by-source", say("Unknown, according to a source"), [asked_cell(found) for found in groups["source"]]
    yield "flagged-by-desk", say("Open questions"), [asked_cell(found) for found in groups["desk"]]
    answered = [question_cell(dossier, found) for found in groups["answered"]]
    yield "answered", ANSWERED, answered


def _with(told: Sequence[Cell], id_: str, behind: "list[Cell]") -> Cell:
    """A statement with what qualifies it in brackets behind it."""
    remarks = [found.with_text(" (", ")") for found in behind if found.text]
    return concatenated("", [once(concatenated("", told)), *remarks], id_)


def agreement_cell(dossier: Dossier, held: "Agreement", told: Iterable[str] = ()) -> Cell:
    """An agreement: title, kind, when it was signed and what time it covers; disputes of `told` stand elsewhere."""
    signed = signing(dossier, held)
    return line(
        said(held, "title", None),
        said(held, "kind"),
        labelled(say("signed "), dated(dossier, signed)) if signed and signed.date else "",
        labelled(say("covers "), said(held, "period")),
        *others(dossier, held, (None, "title", "kind", "period", *told)),
        value=held.id,
    )


def program_cell(dossier: Dossier, held: "Program") -> Cell:
    """A program: who runs it for whom, when, its subjects and numbers."""
    return line(
        said(held, "name", None),
        labelled(say("by "), said(held, "by", naming=dossier)),
        labelled(say("for "), said(held, "for", naming=dossier)),
        said(held, "period"),
        labelled(say("subjects: "), said(held, "subjects")),
        *figures(held),
        *others(dossier, held, (None, "name", "by", "for", "period", "subjects", "figures")),
        value=held.id,
    )


def figures(held: "Event | Program | Commitment") -> Iterator[Cell]:
    """The numbers that sources give: `officers sent: 2 (May 2023)`; the date of their event is not repeated."""
    shared = getattr(held, "date", None)
    for index, found in enumerate(held.figures):
        what, value, currency, date = (
            said(held, f"figures.{index}.{field}") for field in ("what", "value", "currency", "date")
        )
        amount = phrase(value, " ", currency) if currency.text else value
        behind = date.with_text(" (", ")") if date.text and not (found.date and found.date == shared) else Cell()
        guessed = [Mark(Sign.INFERRED)] if found.inferred else []
        told = cited_apart(phrase(what, ": ", amount, behind).followed(*guessed))
        yield said(held, f"figures.{index}", told=told)


def disagreement_cell(dossier: Dossier, record: "Record", found: "Difference", *, remark: bool = True) -> Cell:
    """`Title — field: what the record holds, or what is said instead (why)`; an opinion follows its holder."""
    title = KINDS[record.KIND].title
    name = ref(record.id, without_full_stop(label(record)))
    subject = phrase(holder(dossier, record), ": ", name) if is_opinion(record) else cell(name)
    if found.field in (None, title):
        opening = ", " if is_opinion(record) else f"{f', as its {title}' if found.field else ''}: "
        told = [cell(subject, None, support(record, None)), phrase(" — ", say("or{opening}", opening=opening))]
    else:
        held = stated(record, found.field)
        own = worded(held, dossier)
        own = own if own.text or found.field != "date" else cell(say("unknown"))
        own = own.followed(Mark(Sign.INFERRED)) if own.text and held.inferred else own
        date = held.value if isinstance(held.value, Date) else None
        own = phrase(own, *later(found.field, date, dossier.as_of)) if date else own
        told = [phrase(subject, " — ", point_words(record, found.field, dossier), ": ")]
        told += [own.citing(notes(held.cite)), phrase(say(", or "))] if own.text else []
    other = phrase(attributed(record, found, dossier), *noted(found, remark=remark))
    rival_ = cell(other, None, notes(found.cite))
    return concatenated("", [*told, rival_], {"id": record.id, "field": found.field, "value": found.value})


_MAKERS: dict[str, Maker] = {
    "event": event_cell,
    "agreement": agreement_cell,
    "program": program_cell,
    "commitment": commitment_cell,
    "assessment": assessment_cell,
    "question": question_cell,
    "position": lambda _, held: position_cell(held),
}
