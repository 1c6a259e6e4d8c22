"""Computes the data for the filters of a timeline page: participants, topics, kind and days of each entry."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from brief.document import Document, Timeline, sanitize
from brief.document.characters import curled
from brief.dossier.protocol import Dossier
from brief.dossier.rival_dates import events
from brief.model.actors import Person
from brief.model.dates import Date
from brief.model.kinds import label
from brief.model.paths import claimed_keys
from brief.model.sentences import title_of_kind

Chosen = dict[str, dict[str, str]]
"""The choices of each filter: filter -> id -> name."""


def filters(dossier: Dossier, document: Document) -> dict[str, Any]:
    """Return the choices of each filter, and a row with the facets of each entry of the document, in order.

    Row: the first possible day and the day after the last possible one (1 is 1 January of the year 1; None if open);
    lists of ids of people, organizations and topics; a list with the kind; the id of the event. Parent organizations
    and topics count, as do the organizations in which a participant has a post.
    """
    choices: Chosen = {"person": {}, "organization": {}, "topic": {}, "kind": {}}
    whole = _Wider(dossier)
    rows = []
    for block in document.blocks:
        for entry in block.entries if isinstance(block, Timeline) else ():
            told: dict[str, dict[str, str]] = {kind: {} for kind in choices}
            event = next(iter(events(dossier, [entry.id])), None)
            for id_, kind, called in whole.around(event) if event else ():
                told[kind][id_] = called
            if event and event.kind:
                told["kind"][event.kind] = sanitize(title_of_kind(event.kind))
            for kind, held in told.items():
                choices[kind].update(held)
            rows.append([*_days(entry.date.date), *(list(held) for held in told.values()), entry.id])
    named = {kind: sorted(held.items(), key=_by_name) for kind, held in choices.items()}
    return {"choices": named, "rows": rows}


def _by_name(choice: tuple[str, str]) -> tuple[str, str]:
    return choice[1].casefold(), choice[0]


def _days(date: Date | None) -> tuple[int | None, int | None]:
    return date.reach if date else (None, None)


class _Wider:
    """Finds the people, organizations and topics of an event, with their parent organizations and topics."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._of = cache(self._read)

    def around(self, event: Any) -> Iterable[tuple[str, str, str]]:
        """Return id, kind and name of each."""
        found: dict[tuple[str, str, str], None] = {}
        place = [event.place] if event.place else []
        for id_ in dict.fromkeys((*claimed_keys(event, "who"), *place, *event.topics, *_rivals(event))):
            found |= dict.fromkeys(self._of(id_))
        return found

    def _read(self, id_: str) -> tuple[tuple[str, str, str], ...]:
        found: dict[tuple[str, str, str], None] = {}
        waiting = [id_]
        seen: set[str] = set()
        while waiting:
            here = waiting.pop(0)
            record = self._dossier.get(here)
            if here in seen or record is None:
                continue
            seen.add(here)
            if record.KIND in ("person", "organization", "topic"):
                found[here, record.KIND, curled(sanitize(label(record)))] = None
            waiting += [getattr(record, "part_of", None) or ""]
            if isinstance(record, Person):
                waiting += [role.org for role in record.roles if role.org]
        return tuple(found)


def _rivals(event: Any) -> list[str]:
    """Return the rival ids of an event, because a filter also matches rival values."""
    return [
        held.value
        for held in event.differs
        if held.field and held.field.partition(".")[0] in ("who", "place", "topics")
    ]
