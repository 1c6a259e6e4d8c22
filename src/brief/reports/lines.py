"""Records in one line each: with their status, their holder, their hedges, and what is disputed of them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from brief.core.dates import Answer, Date
from brief.core.dossier import Dossier
from brief.core.model import KINDS
from brief.document import Cell, Note, cell
from brief.reports.common import inferred, names, notes, readable, rival, spoken, when

if TYPE_CHECKING:
    from brief.core.model.agreements import Agreement, Program
    from brief.core.model.commitments import Commitment, LogEntry
    from brief.core.model.events import Event
    from brief.core.model.parts import Citation, Difference, Record
    from brief.core.model.statements import Assessment, Question


def line(*parts: Cell | str, value: Any = None) -> Cell:
    """Parts of one statement in one line, with the citations of all of them; empty ones are left out."""
    found = [part if isinstance(part, Cell) else cell(part) for part in parts if part]
    cites = dict.fromkeys(note for part in found for note in part.cites)
    return cell("; ".join(part.text.rstrip(".") for part in found if part.text), value, tuple(cites))


def qualified(record: "Record", skip: Iterable[str | None] = ()) -> list[Cell]:
    """What is said instead of the fields of a record, which of them are inferred, and whether it comes from outside."""
    differs = [rival(found, remark=False) for found in record.differs if found.field not in tuple(skip)]
    return [*differs, *inferred(record), *([cell("from outside the main sources")] if record.external else [])]


def promise_cell(dossier: Dossier, held: "Commitment", remark: Cell | str = "") -> Cell:
    """A promise in short: by whom to whom, what is disputed of that, and a remark of fixed words behind it."""
    differs = [rival(found, remark=False) for found in held.differs if found.field in ("text", "by", "for", None)]
    promise = line(cell(_parties(dossier, held) + held.text, None, notes(held.cite)), *differs)
    behind = remark if isinstance(remark, Cell) else cell(remark)
    cites = dict.fromkeys((*promise.cites, *behind.cites))
    return cell(f"{promise.text}{f' — {behind.text}' if behind.text else ''}", held.id, tuple(cites))


def said(record: "Record", text: str, *fields: str | None) -> Cell:
    """A value with what is said instead of it, and whether it is inferred; without a value, nothing is cited."""
    differs = [found for found in record.differs if found.field in fields]
    own = f"{text.rstrip('.') if differs else text}{' (inferred)' if record.inferred.keys() & set(fields) else ''}"
    words = "; or: ".join(filter(None, (own if text else "", *(readable(found).rstrip(".") for found in differs))))
    cites = (*(notes(record.cite) if text else ()), *(note for found in differs for note in notes(found.cite)))
    return cell(f"{words}{' (disputed)' if differs else ''}", None, tuple(dict.fromkeys(cites)))


def commitment_cell(dossier: Dossier, id_: str, as_of: "Date | None" = None) -> Cell:
    """A promise: by whom to whom, its status and deadline, what is unclear or disputed of it."""
    held: Commitment = dossier.get(id_)
    last = latest(held, as_of)
    return line(
        cell(_parties(dossier, held) + held.text, None, notes(held.cite)),
        f"made {held.made.human()}" if held.made else "",
        cell(status(dossier, last), None, notes(last.cite)) if last else "nothing said of it since",
        f"due {held.due.human()}" if held.due else "no deadline given",
        *(event_cell(event, "shown by: ") for found in held.evidence if (event := dossier.get(found))),
        f"unclear: {held.unclear}" if held.unclear else "",
        *qualified(held),
        value=id_,
    )


def _parties(dossier: Dossier, held: "Commitment") -> str:
    """Who owes a promise to whom, as far as known."""
    by, to = names(dossier, held.by), names(dossier, held.for_)
    if len(held.by) > 1 and set(held.by) == set(held.for_):
        return f"{by} to each other: "
    if by and to:
        return f"{by} to {to}: "
    return f"{by}: " if by else f"By whom is not said, for {to}: " if to else ""


def dates(event: "Event") -> str:
    """Every date that is claimed for an event: `May 2023 or 2025 (disputed)`."""
    rivals = [readable(found) for found in event.differs if found.field == "date"]
    return f"{' or '.join((when(event.date), *rivals))} (disputed)" if rivals else when(event.date)


def in_short(event: "Event") -> str:
    """An event in a few words: its title, every date that is claimed for it, and what is said instead of it."""
    others = [readable(found) for found in event.differs if found.field in (None, "title")]
    return f"{event.title}, {dates(event)}{''.join(f' (disputed: {other})' for other in others)}"


def event_cites(event: "Event") -> tuple[Note, ...]:
    """What `in_short` rests on."""
    rivals = (found for found in event.differs if found.field in (None, "title", "date"))
    return (*notes(event.cite), *(note for found in rivals for note in notes(found.cite)))


def event_cell(event: "Event", label: str = "") -> Cell:
    """An event in a few words behind a fixed label."""
    return cell(f"{label}{in_short(event)}", event.id, event_cites(event))


def latest(held: "Commitment", as_of: "Date | None" = None) -> "LogEntry | None":
    """The last entry of a promise's log that is not certainly later."""
    known = [entry for entry in held.log if not (as_of and entry.date and entry.date.after(as_of) is Answer.YES)]
    return known[-1] if known else None


def status(dossier: Dossier, entry: "LogEntry") -> str:
    """`pledged by Canada, 24 March 2025`."""
    by = f" by {names(dossier, entry.said_by)}" if entry.said_by else ""
    return f"{entry.status.replace('-', ' ')}{by}, {when(entry.date)}{' (inferred)' if entry.inferred else ''}"


def assessment_cell(dossier: Dossier, id_: str, *, stance: bool = True) -> Cell:
    """An opinion with its holder first: it is never printed as a fact.

    Likelihood and confidence stand in sentences of their own (ICD 203).
    """
    held: Assessment = dossier.get(id_)
    holder = names(dossier, held.by) or "Holder not named"
    about = [held.stance if stance else "", held.date.human() if held.date else ""]
    told = ", ".join(filter(None, about))
    graded = f" Likelihood: {held.likelihood}." if held.likelihood else ""
    graded += f" Confidence: {held.confidence}." if held.confidence else ""
    doubts = qualified(held)
    cites = (*notes(held.cite), *(note for found in doubts for note in found.cites))
    words = f"{holder}{f' ({told})' if told else ''}: {held.text}{graded}"
    return cell(words + "".join(f" ({found.text})" for found in doubts), id_, cites)


def question_cell(dossier: Dossier, id_: str) -> Cell:
    """A question, and who noticed that it is open."""
    held: Question = dossier.get(id_)
    flagged = "said by the source to be unknown" if held.flagged_by == "source" else "noticed by the desk"
    answer = f" Answer: {held.answer}" if held.answer else ""
    doubts = qualified(held)
    cites = (*notes(held.cite), *(note for found in doubts for note in found.cites))
    return cell(f"{held.text}{answer} ({'; '.join((flagged, *(found.text for found in doubts)))})", id_, cites)


def agreement_cell(dossier: Dossier, held: "Agreement") -> Cell:
    """An agreement: kind, title, when it was signed and what time it covers."""
    signed = dossier.get(held.signed) if held.signed else None
    return line(
        cell(
            f"{held.kind[0].upper()}{held.kind[1:]}: {held.title}" if held.kind else held.title, None, notes(held.cite)
        ),
        cell(f"signed {dates(signed)}", None, event_cites(signed)) if signed and signed.date else "",
        f"covers {held.period.human()}" if held.period else "",
        *qualified(held, ("provisions",)),
        value=held.id,
    )


def program_cell(dossier: Dossier, held: "Program") -> Cell:
    """A program: who runs it for whom, when, its subjects and numbers."""
    by, to = names(dossier, held.by), names(dossier, held.for_)
    return line(
        cell(f"Program: {held.name}", None, notes(held.cite)),
        f"by {by}" if by else "",
        f"for {to}" if to else "",
        held.period.human() if held.period else "",
        f"subjects: {', '.join(held.subjects)}" if held.subjects else "",
        *(cell(f"{found.what}: {found.value}", None, notes(found.cite)) for found in held.figures),
        *qualified(held),
        value=held.id,
    )


def disagreement_cell(dossier: Dossier, record: "Record", found: "Difference") -> Cell:
    """`Title — field: what the record holds, or what is said instead (why)`."""
    title = KINDS[record.KIND].title
    subject, other = getattr(record, title).rstrip("."), readable(found)
    if found.field in (None, title):
        words = f"{subject} — or: {other}"
    else:
        own = held_value(dossier, record, found.field or "")
        unknown = "unknown" if found.field == "date" else ""
        told = f"{own or unknown}, or " if own or unknown else ""
        words = f"{subject} — {spoken(found.field or '')}: {told}{other}"
    value = {"id": record.id, "field": found.field, "value": found.value}
    cites = dict.fromkeys((*notes(record.cite), *notes(found.cite)))
    return cell(f"{words} ({found.note})" if found.note else words, value, tuple(cites))


def held_value(dossier: Dossier, record: Any, field: str) -> str:
    """What a field of a record holds (`date`, `roles.0.rank`), for people; nothing where no words fit."""
    for step in field.split("."):
        record = _step(record, step)
    values = record if isinstance(record, tuple | dict) else (record,)
    plain: list[Any] = [found.human() if isinstance(found, Date) else getattr(found, "text", found) for found in values]
    if not all(isinstance(found, str) for found in plain):
        return ""
    return "; ".join(plain) if isinstance(record, tuple) and plain != list(record) else names(dossier, plain)


def held_cites(record: Any, field: str) -> "tuple[Citation, ...]":
    """What a field of a record rests on: the citations of the part that it stands in, or else of the record."""
    cite: tuple[Citation, ...] = record.cite
    for step in field.split("."):
        record = _step(record, step)
        cite = getattr(record, "cite", ()) or cite
    return cite


def _step(held: Any, step: str) -> Any:
    """What a record or part holds under one step of a path; nothing where there is no such part."""
    if step.isdigit():
        return held[int(step)] if isinstance(held, tuple) and int(step) < len(held) else None
    return getattr(held, step, None) or getattr(held, f"{step}_", None)
