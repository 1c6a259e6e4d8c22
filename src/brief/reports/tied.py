"""The records that concern a person, the same on the person's page and in papers."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from brief.dossier.protocol import Dossier
from brief.reports.tracker import of_office

if TYPE_CHECKING:
    from brief.model.actors import Person
    from brief.model.dates import Date
    from brief.model.events import Event


def tied(
    dossier: Dossier, person: "Person", events: "Iterable[Event]", day: "Date | None"
) -> dict[str, dict[str, None]]:
    """Return the ids of the agreements, commitments, opinions and questions that concern a person, by kind.

    They refer to the person or to one of the person's `events`. Commitments under an agreement of these events, and
    those of the person's office, concern the person too.
    """
    attended = {event.id: event for event in events}
    found: dict[str, dict[str, None]] = {kind: {} for kind in ("agreement", "commitment", "assessment", "question")}
    for event in attended.values():
        found["agreement"] |= dict.fromkeys(event.agreements)
    for id_ in (person.id, *attended):
        _add(dossier, id_, found)
    for agreement in found["agreement"]:
        _add(dossier, agreement, {"commitment": found["commitment"]})
    found["commitment"] |= {held.id: None for held in of_office(dossier, person, day)}
    return found


def _add(dossier: Dossier, id_: str, found: dict[str, dict[str, None]]) -> None:
    """Add the records that refer to an id, except for those that only cite it."""
    for link in dossier.linked_to(id_):
        if link.kind in found and not link.path.startswith("cite"):
            found[link.kind][link.id] = None
