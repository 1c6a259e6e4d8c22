"""Values of an event that short pages print besides title and date, each with its marks."""

from typing import TYPE_CHECKING

from brief.document import Cell, Part, cell, phrase, verbatim
from brief.dossier.protocol import Dossier
from brief.dossier.rival_dates import unheld
from brief.reports.name_words import name_ref, name_refs
from brief.reports.phrases import unstopped
from brief.reports.values import said

if TYPE_CHECKING:
    from brief.model.events import Event


def participant(dossier: Dossier, event: "Event", id_: str, told: Part | None = None) -> Cell:
    """Return a participant by name, or by the words `told`; the versions of a dispute are those of the part taken."""
    path = f"who.{id_}"
    return said(event, path, told=name_ref(dossier, id_) if told is None else told, naming=dossier)


def everyone(dossier: Dossier, event: "Event", told: Part | None = None) -> Cell:
    """Return all participants by name, or by the words `told`; the first version of a dispute has their names."""
    names = name_refs(dossier, event.who)
    return said(event, "who", told=names if told is None else told, naming=dossier)


def unheld_cell(dossier: Dossier, event: "Event") -> Cell:
    """Return a status or kind that says that an event did not take place, or a disputed status; else empty."""
    words = unheld(event)
    field = "kind" if words and not event.status else "status"
    if not words and not any(found.field == "status" for found in event.differs):
        return Cell()
    return said(event, field, told=verbatim(words or event.status or ""), naming=dossier, cited=False)


def with_status(dossier: Dossier, event: "Event", title: Cell) -> Cell:
    """Return the title of an event, followed in brackets by a status that says that it did not take place."""
    status = unheld_cell(dossier, event)
    return phrase(title, cell(status).with_text(" (", ")")) if status.text else title


def substance(dossier: Dossier, event: "Event") -> Cell:
    """Return the summary of an event; empty if it has none or if it is withheld."""
    return Cell() if dossier.withheld(event) else unstopped(said(event, "summary"))
