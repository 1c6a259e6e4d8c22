"""The events that end an agreement or program."""

from typing import TYPE_CHECKING

from brief.dossier.rival_dates import events, is_expected, may_be_unheld
from brief.model.vocabulary import in_english

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.dossier.protocol import Catalogue
    from brief.model.events import Event

ENDINGS = ("termination", "expiry", "expiration", "denunciation", "abrogation", "annulment", "dissolution", "lapse")
"""Kinds of events that end the agreements and programs that they name."""


def ending_events(dossier: "Catalogue", id_: str) -> "Iterator[Event]":
    """Yield the events that end a record; none that was planned, cancelled or only expected."""
    links = (link for link in dossier.linked_to(id_) if link.kind == "event")
    named = (link.id for link in links if link.path.partition(".")[0] in ("agreements", "programs"))
    for event in events(dossier, named):
        if in_english(event.vocabulary, event.kind) in ENDINGS and not is_expected(dossier, event):
            yield event


def may_not_end(event: "Event") -> bool:
    """True if a source gives an ending event another kind or other records, or disputes that it took place."""
    kinds = [in_english(event.vocabulary, found.value) for found in event.differs if found.field == "kind"]
    of_others = any((found.field or "").startswith(("agreements", "programs")) for found in event.differs)
    return of_others or may_be_unheld(event) or any(kind not in ENDINGS for kind in kinds)
