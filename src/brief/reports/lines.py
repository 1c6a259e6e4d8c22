"""Records in one line each: with their status, their holder, their hedges, and what is disputed of them."""

from typing import TYPE_CHECKING, Any

from brief.core.dates import Date
from brief.core.dossier import Dossier
from brief.core.model import KINDS
from brief.document import Cell, cell
from brief.reports.common import names, notes, readable, rival, spoken, when

if TYPE_CHECKING:
    from brief.core.model.agreements import Agreement, Program
    from brief.core.model.commitments import Commitment, LogEntry
    from brief.core.model.events import Event
    from brief.core.model.parts import Difference, Record
    from brief.core.model.statements import Assessment, Question


def commitment_cell(dossier: Dossier, id_: str, as_of: "Date | None" = None) -> Cell:
    """A promise: by whom to whom, its status and deadline, what is unclear or disputed of it."""
    held: Commitment = dossier.get(id_)
    parties = _parties(dossier, held)
    due = f"due {held.due.human()}" if held.due else "no deadline given"
    last = latest(held, as_of)
    said = status(dossier, last) if last else "nothing said of it since"
    parts = [f"{parties}: {held.text}" if parties else held.text, said, due]
    parts += [f"unclear: {held.unclear}"] if held.unclear else []
    parts += [rival(found, remark=False).text for found in held.differs]
    cites = (
        *notes(held.cite),
        *(notes(last.cite) if last else ()),
        *(note for found in held.differs for note in notes(found.cite)),
    )
    return cell("; ".join(part.rstrip(".") for part in parts), id_, tuple(dict.fromkeys(cites)))


def _parties(dossier: Dossier, held: "Commitment") -> str:
    by, to = names(dossier, held.by) or "Party unknown", names(dossier, held.for_)
    if not held.for_:
        return by if held.by else ""
    return f"{by} to each other" if set(held.by) == set(held.for_) and len(held.by) > 1 else f"{by} to {to}"


def in_short(event: "Event") -> str:
    """An event in a few words: title and every date that is claimed for it."""
    dates = [when(event.date), *(f"or {readable(found)}" for found in event.differs if found.field == "date")]
    return f"{event.title}, {' '.join(dates)}{' (disputed)' if len(dates) > 1 else ''}"


def event_cell(event: "Event", label: str = "") -> Cell:
    """An event in a few words behind a fixed label, with the sources of every date that is claimed for it."""
    disputed = (note for found in event.differs if found.field == "date" for note in notes(found.cite))
    return cell(f"{label}{in_short(event)}", event.id, (*notes(event.cite), *disputed))


def latest(held: "Commitment", as_of: "Date | None" = None) -> "LogEntry | None":
    """The last thing said of a promise, by the date."""
    from brief.core.dates import Answer

    known = [entry for entry in held.log if not (as_of and entry.date and entry.date.after(as_of) is Answer.YES)]
    return known[-1] if known else None


def status(dossier: Dossier, entry: "LogEntry") -> str:
    """`pledged by Canada, 24 March 2025`."""
    by = f" by {names(dossier, entry.said_by)}" if entry.said_by else ""
    return f"{entry.status.replace('-', ' ')}{by}, {when(entry.date)}"


def assessment_cell(dossier: Dossier, id_: str, *, stance: bool = True) -> Cell:
    """An opinion with its holder first: it is never printed as a fact.

    Likelihood and confidence stand in sentences of their own (ICD 203).
    """
    held: Assessment = dossier.get(id_)
    holder = names(dossier, held.by) or "Holder not named"
    graded = f" Likelihood: {held.likelihood}." if held.likelihood else ""
    graded += f" Confidence: {held.confidence}." if held.confidence else ""
    differs = "".join(f" ({rival(found, remark=False).text})" for found in held.differs)
    cites = (*notes(held.cite), *(note for found in held.differs for note in notes(found.cite)))
    return cell(f"{holder}{f' ({held.stance})' if stance else ''}: {held.text}{graded}{differs}", id_, cites)


def question_cell(dossier: Dossier, id_: str) -> Cell:
    """A question, and who noticed that it is open."""
    held: Question = dossier.get(id_)
    flagged = "said by the source to be unknown" if held.flagged_by == "source" else "noticed by the desk"
    answer = f" {held.answer}" if held.answer else ""
    return cell(f"{held.text}{answer} ({flagged})", id_, notes(held.cite))


def agreement_cell(dossier: Dossier, held: "Agreement") -> Cell:
    """An agreement: kind, title, when it was signed and what time it covers."""
    signed = dossier.get(held.signed) if held.signed else None
    date = getattr(signed, "date", None)
    differs = [rival(found, remark=False) for found in held.differs if found.field != "provisions"]
    parts = [
        f"{held.kind[0].upper()}{held.kind[1:]}: {held.title}" if held.kind else held.title,
        f"signed {date.human()}" if date else "",
        f"covers {held.period.human()}" if held.period else "",
        *(found.text for found in differs),
    ]
    cites = (
        *notes(held.cite),
        *(notes(signed.cite) if signed else ()),
        *(note for found in differs for note in found.cites),
    )
    return cell("; ".join(filter(None, parts)), held.id, tuple(dict.fromkeys(cites)))


def program_cell(dossier: Dossier, held: "Program") -> Cell:
    """A program: who runs it for whom, when, its subjects and numbers."""
    differs = [rival(found, remark=False) for found in held.differs]
    by, to = names(dossier, held.by), names(dossier, held.for_)
    parts = [
        f"Program: {held.name}",
        f"by {by}" if by else "",
        f"for {to}" if to else "",
        held.period.human() if held.period else "",
        f"subjects: {', '.join(held.subjects)}" if held.subjects else "",
        *(f"{found.what}: {found.value}" for found in held.figures),
        *(found.text for found in differs),
    ]
    cites = (*notes(held.cite), *(note for found in differs for note in found.cites))
    cites += tuple(note for found in held.figures for note in notes(found.cite))
    return cell("; ".join(filter(None, parts)), held.id, tuple(dict.fromkeys(cites)))


def disagreement_cell(dossier: Dossier, record: "Record", found: "Difference") -> Cell:
    """`Title — field: what the record holds, or what is said instead (why)`."""
    title = KINDS[record.KIND].title
    subject, other = getattr(record, title), readable(found)
    if found.field in (None, title):
        words = f"{subject} — or: {other}"
    else:
        own = _value(dossier, record, found.field or "")
        words = f"{subject} — {spoken(found.field or '')}: {f'{own}, or ' if own else ''}{other}"
    value = {"id": record.id, "field": found.field, "value": found.value}
    cites = dict.fromkeys((*notes(record.cite), *notes(found.cite)))
    return cell(f"{words} ({found.note})" if found.note else words, value, tuple(cites))


def _value(dossier: Dossier, record: Any, field: str) -> str:
    """What a field of a record holds (`date`, `roles.0.rank`), for people; nothing where that is no plain value."""
    for step in field.split("."):
        if step.isdigit():
            record = record[int(step)]
        else:
            record = getattr(record, step, None) or getattr(record, f"{step}_", None)
    values = record if isinstance(record, tuple) else (record,)
    plain = [found.human() if isinstance(found, Date) else found for found in values]
    return names(dossier, plain) if all(isinstance(found, str) for found in plain) else ""
