"""Records that have one id, and records that tell of one thing under two."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from brief.core.dates import Precision
from brief.core.dossier import AuditedDossier, EventFilter
from brief.core.findings import Finding, Severity
from brief.core.model.actors import Person
from brief.core.model.events import Event
from brief.core.model.parts import Record
from brief.core.names import fold, tokens

_COMPARED = 20
"""An event is held beside so many others of its day and kind, so that a crowded day takes no longer."""


def repeated_ids(dossier: AuditedDossier, among: Iterable[str] | None) -> Iterator[Finding]:
    """Ids that stand more than once."""
    for id_, (first, *others) in dossier.repeated_ids(among):
        for other in others:
            sentence = f"the id `{id_}` is taken: {first.file}:{first.line} has it"
            hint = "give one of the two another id"
            yield Finding("duplicate-id", sentence, hint, file=other.file, line=other.line, record=id_)


def same_person(dossier: AuditedDossier) -> Iterator[Finding]:
    """People that go by one name under two ids."""
    for ids in dossier.namesakes("person"):
        people = [found for id_ in ids if isinstance(found := dossier.get(id_), Person)]
        for index, person in enumerate(people):
            for other in people[:index][-_COMPARED:]:
                if _share_name(person, other) and not _told_apart(person, other):
                    sentence = f"`{person.id}` goes by the same name as {_stands(dossier, other)}"
                    yield _twice("same-person", sentence, person, other)
                    break


def _share_name(person: Person, other: Person) -> bool:
    """Whether a full name is the same; one spelled without accents may be any that is spelled with them."""
    for form in (person.name, *person.also):
        words = sorted(tokens(form))
        for rival in (other.name, *other.also):
            full = len(words) > 1 or (form, rival) == (person.name, other.name)
            alike = (
                form.isascii() or rival.isascii() or sorted(form.casefold().split()) == sorted(rival.casefold().split())
            )
            if full and alike and words == sorted(tokens(rival)):
                return True
    return False


def same_event(dossier: AuditedDossier) -> Iterator[Finding]:
    """Events of one date that have the title in common, or day, kind and participants."""
    dated = (claim for claim in dossier.events(EventFilter()) if claim.date)
    for _, claims in groupby(dated, key=lambda claim: claim.date and claim.date.sort_ints):
        titles: dict[tuple[str, str], Event] = {}
        kinds: dict[str, list[Event]] = {}
        for event, date, _ in claims:
            assert date is not None
            other = titles.setdefault((date.text, fold(event.title)), event)
            why = "the same date and title as"
            if other.id == event.id and date.precision is Precision.DAY and event.kind:
                met = kinds.setdefault(event.kind, [])
                other = next((one for one in reversed(met[-_COMPARED:]) if _one_occasion(event, one)), event)
                why = "the same day, kind and participants as"
                met.append(event)
            if other.id != event.id and not _told_apart(event, other):
                sentence = f"`{event.id}` has {why} {_stands(dossier, other)}"
                yield _twice("same-event", sentence, event, other)


def _one_occasion(event: Event, other: Event) -> bool:
    """Whether two events of a day and kind look like one: all who took part in one did so in the other."""
    fewer, more = (event, other) if len(event.who) <= len(other.who) else (other, event)
    if len(fewer.who) < 2 or not fewer.who.keys() <= more.who.keys():
        return False
    apart = event.place and other.place and event.place != other.place
    related = event.part_of == other.id or other.part_of == event.id
    return event.id != other.id and not apart and not related


def _told_apart(record: Record, other: Record) -> bool:
    """Whether the desk says in a note that the two are not one."""
    return any(
        re.search(rf"(?<![a-z0-9-]){re.escape(id_)}(?![a-z0-9-])", note)
        for id_, note in ((other.id, record.note or ""), (record.id, other.note or ""))
    )


def _stands(dossier: AuditedDossier, record: Record) -> str:
    origin = dossier.origin(record.id)
    return f"`{record.id}` ({origin.file}:{origin.line})" if origin else f"`{record.id}`"


def _twice(code: str, sentence: str, record: Record, other: Record) -> Finding:
    hint = f"make them one, or name `{other.id}` in a `note` that says why they are two"
    return Finding(code, sentence, hint, Severity.WARNING, record=record.id)
