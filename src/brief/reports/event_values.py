"""Values of events, figures and log entries, each with its marks and citations."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from brief.document import Cell, Mark, Part, Sign, When, phrase, quoted
from brief.dossier.protocol import Dossier
from brief.dossier.rival_dates import is_expected
from brief.locale import Message, say
from brief.named_tuple import NamedTuple
from brief.reports.phrases import bracketed, cited_apart, filled, joined, labelled, listed, unstopped
from brief.reports.values import own_inference, said, took_place
from brief.reports.words import dated_words, field_of_status, name_ref, name_refs

if TYPE_CHECKING:
    from brief.model.agreements import Program
    from brief.model.commitments import Commitment, LogEntry
    from brief.model.events import Event


EXPECTED = say("expected: no source from that time or later confirms it")
"""Remark on an event that no source of its time confirms, where there is room for it."""


def participant(dossier: Dossier, event: "Event", id_: str, told: "Part | None" = None) -> Cell:
    """Return a participant by name, or by the words `told`; the versions of a dispute are those of the part taken."""
    path = f"who.{id_}"
    return said(event, path, told=name_ref(dossier, id_) if told is None else told, naming=dossier)


def place_cell(dossier: Dossier, event: "Event") -> Cell:
    """Return the place of an event; empty if unknown."""
    return said(event, "place", naming=dossier)


def everyone(dossier: Dossier, event: "Event", told: "Part | None" = None) -> Cell:
    """Return all participants by name, or by the words `told`; the first version of a dispute has their names."""
    names = name_refs(dossier, event.who)
    return said(event, "who", told=names if told is None else told, naming=dossier)


def guessed_presence(event: "Event") -> tuple[Mark, ...]:
    """Return the mark of an event if the desk infers that somebody took part; empty if it infers nobody's presence."""
    paths = ["who", *(f"who.{id_}" for id_ in event.who)]
    reason = next(filter(None, (own_inference(event, path) for path in paths)), None)
    return (Mark(Sign.INFERRED, reason=reason),) if event.who and reason else ()


def figures(held: "Event | Program | Commitment") -> Iterator[Cell]:
    """Yield the figures of a record: `officers sent: 2 (May 2023)`; the date of the record is not repeated."""
    shared = getattr(held, "date", None)
    for index, found in enumerate(held.figures):
        what, value, currency, date = (
            said(held, f"figures.{index}.{field}") for field in ("what", "value", "currency", "date")
        )
        amount = phrase(value, " ", currency) if currency.text else value
        is_known = bool(found.date) and found.date == shared and not any(mark.is_sign for mark in date.marks)
        behind = Cell() if is_known else bracketed(date)
        guessed = [Mark(Sign.INFERRED)] if found.inferred else []
        told = cited_apart(phrase(what, ": ", amount, behind).followed(*guessed))
        yield said(held, f"figures.{index}", told=told)


def figures_told(held: "Event | Program") -> Iterator[Cell]:
    """Yield the figures of a record; if sources differ on the whole list, all of them with its rivals."""
    own = [*figures(held)]
    if not any(found.field == "figures" for found in held.differs):
        yield from own
    else:
        whole = said(held, "figures", told=joined("; ", own))
        yield whole if own else labelled(say("figures: "), whole)


def signing_cell(dossier: Dossier, event: "Event", told: Cell) -> Cell:
    """Return the date of a signing after a word for whether it was held: `signed 2019`, `signing 2019 (cancelled)`.

    If sources differ on its status, or the desk infers it, it is a signing: `signing 2019 (held or cancelled)`.
    """
    is_plain = not is_expected(dossier, event) and not field_of_status(event, "")
    return took_place(dossier, event, labelled(say("signed {value}") if is_plain else say("signing {value}"), told))


def substance(dossier: Dossier, event: "Event") -> Cell:
    """Return the summary of an event; empty if it has none or if it is withheld."""
    return Cell() if dossier.withheld(event) else unstopped(said(event, "summary"))


_BY_WORD = ("planned", "pledged", "standing", "withdrawn", "dropped")
"""Statuses that a party gives its own commitment by saying so."""


class LogWords(NamedTuple):
    """The values of a log entry in words; each is empty if nothing is said of it."""

    status: Cell
    done_by: Cell
    said_by: Cell
    date: Cell


def status_cell(dossier: Dossier, held: "Commitment", entry: "LogEntry") -> Cell:
    """Return the status of a commitment as an entry reports it: `reported delayed (Kalam, 15 November 2018)`.

    The actor comes before the speaker: `dropped by Kalam (reported by Ostra, 15 November 2018)`.
    """
    found = log_words(dossier, held, entry, status_words(held, entry), dated_words(entry.date))
    done = by_whom(found) if found.done_by.text else found.status
    says = reported_by(found) if entry.done_by and found.said_by.text else found.said_by
    date = found.date.with_text("", say("; inferred")) if entry.inferred else found.date
    behind = listed([each for each in (says, date) if each.text])
    return entry_cell(dossier, held, entry, phrase(done, bracketed(behind)))


def status_words(held: "Commitment", entry: "LogEntry") -> Message:
    """Return a status in words, `reported` only if somebody reports it."""
    status = quoted(entry.status.replace("-", " "))
    return say("reported {status}", status=status) if is_reported(held, entry) else say("{status}", status=status)


def is_reported(held: "Commitment", entry: "LogEntry") -> bool:
    """True if somebody only reports a status. A party pledges or withdraws its commitment by saying so."""
    if not entry.said_by or entry.done_by:
        return False
    return entry.said_by != held.by or entry.status not in _BY_WORD


def log_words(
    dossier: Dossier, held: "Commitment", entry: "LogEntry", status: Message, date: When | Message
) -> LogWords:
    """Return the values of an entry in words, with the given words for its status and date."""

    def own(field: str, told: "Part | When | None" = None) -> Cell:
        return said(held, f"{_path(held, entry)}.{field}", told=told, naming=dossier)

    return LogWords(
        own("status", status),
        own("done_by"),
        own("said_by"),
        own("date", date),
    )


def entry_cell(dossier: Dossier, held: "Commitment", entry: "LogEntry", told: Cell) -> Cell:
    """Return an entry in these words, with the rivals of the whole entry."""
    return said(held, _path(held, entry), "log", told=cited_apart(told), naming=dossier)


def by_whom(found: LogWords) -> Cell:
    """Return a status with who did it: `dropped by Kalam`."""
    return filled(say("{status} by {who}"), status=found.status, who=found.done_by)


def reported_by(found: LogWords) -> Cell:
    """Name the speaker of a statement on what somebody else did: `reported by Kalam`."""
    return filled(say("reported by {who}"), who=found.said_by)


def _path(held: "Commitment", entry: "LogEntry") -> str:
    return f"log.{held.log.index(entry)}"
