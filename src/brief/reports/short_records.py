"""Records on a short page: a few words each, with marks."""

from typing import TYPE_CHECKING

from brief.document import Cell, Mark, Part, Sign, cell, phrase
from brief.dossier.protocol import Dossier
from brief.locale import Message, say
from brief.model.events import Event
from brief.model.kinds import KINDS
from brief.reports.commitment_status import latest_entries
from brief.reports.event_values import LogWords, by_whom, entry_cell, is_reported, log_words, reported_by, status_words
from brief.reports.one_line import held_by, recipients
from brief.reports.phrases import beginning, bracketed, cited_apart, cited_once, filled, listed
from brief.reports.position_words import is_position, position_cell
from brief.reports.short_events import short_date_of, short_title
from brief.reports.values import said
from brief.reports.words import name_short

if TYPE_CHECKING:
    from brief.model.commitments import Commitment, LogEntry
    from brief.model.dates import Date
    from brief.model.parts import Record
    from brief.model.statements import Assessment


def titled(record: "Record", dossier: Dossier) -> Cell:
    """Return the short title of a record, with its rivals and citations.

    A position follows the words that say what it is for. An event that did not take place, or that no source of
    its time confirms, is followed by its status.
    """
    if isinstance(record, Event):
        return short_title(dossier, record)
    if is_position(record):
        return position_cell(record, name_short(record))._replace(value=None)
    return said(record, KINDS[record.KIND].title, told=name_short(record), naming=dossier)


def short(record: "Record", dossier: Dossier) -> Cell:
    """Return the same as a list item, with the id of the record as its value."""
    return titled(record, dossier)._replace(value=record.id)


def short_opinion(dossier: Dossier, held: "Assessment") -> Cell:
    """Return an opinion after its holder and date: `Skerry Council, Feb 2026: The stock recovers`."""
    by = held_by(dossier, held)
    date = _date(dossier, held)
    by = listed([part for part in (beginning(by), date) if part.text])
    told = phrase(by, ": ", graded(dossier, held))
    return cited_apart(cited_once(told))._replace(value=held.id)


def dated_opinion(dossier: Dossier, held: "Assessment") -> Cell:
    """Return an opinion followed by its date, for a list whose heading names the holder."""
    date = _date(dossier, held)
    return graded(dossier, held, bracketed(date))


def graded(dossier: Dossier, held: "Assessment", behind: Part = "") -> Cell:
    """Return an opinion with likelihood and confidence in sentences of their own, as ICD 203 requires."""
    return with_grades(phrase(short(held, dossier), behind), held)


def with_grades(told: Cell, held: "Assessment") -> Cell:
    """Return the words of an opinion, followed by its likelihood and confidence in sentences of their own."""
    grades = [
        phrase(label, said(held, field), ".")
        for field, label in (("likelihood", say(" Likelihood: ")), ("confidence", say(" Confidence: ")))
        if said(held, field).text
    ]
    stop: list[Part] = [] if not grades or told.text.endswith((".", "?", "!")) else ["."]
    return cited_apart(cited_once(phrase(told, *stop, *grades)))._replace(value=held.id)


def _date(dossier: Dossier, held: "Assessment") -> Cell:
    """Return the date of an opinion with its marks; empty if there is none."""
    own = short_date_of(held.date) if held.date else None
    return said(held, "date", told=own, naming=dossier)


def between(dossier: Dossier, held: "Commitment", *, is_mutual_told: bool = True) -> Cell:
    """Return the parties of a commitment: `Canada → Vietnam`; if mutual, only who owes it, unless `is_mutual_told`.

    If the recipients are not named, their mark is left out too.
    """
    by = said(held, "by", naming=dossier) if held.by else cell(say("not said"))
    to = recipients(dossier, held)
    if not to.text:
        return by
    if not is_mutual_told and set(held.by) == set(held.for_) and not to.has(Sign.DISPUTED):
        return by
    return phrase(by, say(" → "), to)


def status(dossier: Dossier, held: "Commitment", shared: "Date | None" = None, *, in_brief: bool = False) -> Cell:
    """Return the latest status of a commitment: `reported delayed (Kalam, 24 Mar 2025)`; empty if there is none.

    The actor comes before the speaker: `dropped by Kalam (reported by Ostra, 24 Mar 2025)`. If `in_brief`, who owes it
    is not repeated, and only a speaker who owes it is named: `reported delayed, 24 Mar 2025`. The date `shared` with
    others is printed elsewhere; an entry without a date then says so.
    """
    entries = latest_entries(dossier, held)
    if not entries:
        return Cell()
    entry = entries[-1]
    is_shared = shared is not None and entry.date == shared
    date = short_date_of(entry.date) if entry.date else say("no date") if shared else Message()
    found = log_words(dossier, held, entry, status_words(held, entry), date)
    when = [found.date] if found.date.text and not is_shared else []
    is_of_others = entry.said_by not in ((), entry.done_by)
    if in_brief and not _is_to_name(held, entry, found):
        is_hearsay = is_of_others and bool(entry.done_by)
        told = listed([filled(say("reported {status}"), status=found.status) if is_hearsay else found.status, *when])
    elif entry.done_by:
        says = [reported_by(found)] if is_of_others else []
        told = phrase(by_whom(found), bracketed(listed([*says, *when])))
    elif is_reported(held, entry):
        told = phrase(found.status, bracketed(listed([found.said_by, *when])))
    else:
        told = listed([found.status, *when])
    guessed = [Mark(Sign.INFERRED, reason=entry.inferred)] if entry.inferred else []
    return entry_cell(dossier, held, entry, told.followed(*guessed))


def _is_to_name(held: "Commitment", entry: "LogEntry", found: LogWords) -> bool:
    """True if a short status must name an actor who does not owe the commitment, or a speaker who does."""
    if found.done_by.marks or found.said_by.marks:
        return True
    return not set(held.by) >= set(entry.done_by) if entry.done_by else not set(held.by).isdisjoint(entry.said_by)
