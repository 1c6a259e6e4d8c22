"""Find records that may be the same in two dossiers which are read as one."""

import re
from collections.abc import Iterator

from brief.checks.identity import COMPARED, coincidence, is_same, located
from brief.dossier.audited import AuditedDossier
from brief.dossier.joined_ids import written_id
from brief.dossier.protocol import of_class
from brief.locale import say
from brief.model.actors import Organization, Person
from brief.model.events import Event
from brief.model.findings import Finding, Severity
from brief.model.kinds import KINDS
from brief.model.parts import Record
from brief.model.sources import Source
from brief.named_tuple import NamedTuple

_NAMED = ("person", "organization", "place")


class _Pair(NamedTuple):
    """Two records that may be one."""

    id: str
    other: str
    kind: str
    why: str
    """What they share, in words before the place of the other."""


def in_two_dossiers(dossier: AuditedDossier) -> Iterator[Finding]:
    """Find people, bodies, places, sources and events that two dossiers have, each of them once.

    They are not merged: a note that names the other by dossier and id says that this has been seen.
    """
    told: set[str] = set()
    for pair in _pairs(dossier):
        if pair.id in told or dossier.home(pair.id) == dossier.home(pair.other):
            continue
        cls = KINDS[pair.kind].record
        one, other = dossier.one(cls, pair.id), dossier.one(cls, pair.other)
        if one and other and not (_names(dossier, one, pair.other) or _names(dossier, other, pair.id)):
            told.add(pair.id)
            sentence = say("`{id}` has {why} {other}", id=pair.id, why=pair.why, other=located(dossier, pair.other))
            hint = say(
                "name `{id}` in a `note` that says whether they are the same", id=written_id(dossier, pair.other)
            )
            yield Finding("in-two-dossiers", sentence, hint, Severity.WARNING, record=pair.id)


def _pairs(dossier: AuditedDossier) -> Iterator[_Pair]:
    """Yield records with others that share something, in whichever dossier."""
    yield from _of_one_mark(dossier)
    for kind in _NAMED:
        for form, above in dossier.namesakes(kind, COMPARED):
            same = (other.id for other in above if is_same(form, other))
            yield from (_Pair(form.id, other, kind, say("the same name as")) for other in same)
    for id_, alike in dossier.coinciding(COMPARED):
        event = dossier.one(Event, id_)
        for other in of_class(dossier, Event, alike):
            if event and (why := coincidence(event, other)):
                yield _Pair(id_, other.id, "event", why)


def _of_one_mark(dossier: AuditedDossier) -> Iterator[_Pair]:
    """Yield records that share an identifier, a web address or the hash of a copy with an earlier one."""
    seen: dict[tuple[str, str, str], list[str]] = {}
    held = (record for cls in (Person, Organization, Source) for record in dossier.every(cls))
    for record in held:
        for scheme, value in _marks(record):
            others = seen.setdefault((record.KIND, scheme, value), [])
            why = say("the same {scheme} as", scheme=scheme)
            yield from (_Pair(record.id, other, record.KIND, why) for other in others)
            others.append(record.id)


def _marks(record: Record) -> Iterator[tuple[str, str]]:
    if isinstance(record, Person | Organization):
        yield from record.identifiers.items()
    if isinstance(record, Source) and record.url:
        yield "url", record.url
    if isinstance(record, Source) and record.copy:
        yield "copy", record.copy.sha256


def _names(dossier: AuditedDossier, record: Record, other: str) -> bool:
    """True if the note of a record names another by its dossier and id."""
    return re.search(rf"(?<![\w-]){re.escape(written_id(dossier, other))}(?![\w-])", record.note or "") is not None
