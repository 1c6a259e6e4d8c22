"""The records that concern a person, the same on the person's page and in papers."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from brief.dossier.protocol import Dossier, of_class
from brief.model.commitments import Commitment
from brief.model.events import Event
from brief.reports.offices import is_made_after, last_day, of_office

if TYPE_CHECKING:
    from brief.model.actors import Person
    from brief.model.dates import Date


def tied(
    dossier: Dossier, person: "Person", events: "Iterable[Event]", day: "Date | None"
) -> dict[str, dict[str, None]]:
    """Return the ids of the agreements, commitments, opinions and questions that concern a person, by kind.

    They refer to the person or to one of the person's `events`. Commitments under an agreement of these events or of
    their parts, and those of the person's office, concern the person too, unless they were made after the person left.
    """
    found: dict[str, dict[str, None]] = {kind: {} for kind in ("agreement", "commitment", "assessment", "question")}
    attended = {event.id: event for event in events}
    parts = (link.id for id_ in attended for link in dossier.linked_to(id_, "part_of") if link.path == "part_of")
    for event in (*attended.values(), *of_class(dossier, Event, parts)):
        found["agreement"] |= dict.fromkeys(event.agreements)
    for id_ in (person.id, *attended):
        _add(dossier, id_, found)
    under: dict[str, dict[str, None]] = {"commitment": {}}
    for agreement in found["agreement"]:
        _add(dossier, agreement, under)
    left = last_day(dossier, person, day)
    in_time = (held for held in of_class(dossier, Commitment, under["commitment"]) if not is_made_after(held, left))
    found["commitment"] |= {held.id: None for held in (*in_time, *of_office(dossier, person, day))}
    return found


def _add(dossier: Dossier, id_: str, found: dict[str, dict[str, None]]) -> None:
    """Add the records that refer to an id, except for those that only cite it."""
    for link in dossier.linked_to(id_):
        if link.kind in found and not link.path.startswith("cite"):
            found[link.kind][link.id] = None
