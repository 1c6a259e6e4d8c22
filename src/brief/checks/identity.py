"""Find records that share an id, and records that may be the same thing."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby, islice

from brief.dossier.audited import AuditedDossier, Form
from brief.dossier.protocol import Kind, of_class
from brief.dossier.rival_dates import claimed
from brief.locale import Message, say
from brief.model.actors import Organization, Person
from brief.model.dates import Precision
from brief.model.events import Event
from brief.model.findings import Finding, Severity
from brief.model.names import fold, tokens
from brief.model.parts import Record
from brief.model.rules import Rule
from brief.model.sources import Source
from brief.model.subjects import Place, Topic

COMPARED = 20
"""Greatest number of others with the same name or day with which each record is compared."""


def repeated_ids(dossier: AuditedDossier, among: Iterable[str] | None) -> Iterator[Finding]:
    """Find ids that are used more than once."""
    for id_, (first, *others) in dossier.repeated_ids(among):
        for other in others:
            sentence = say("the id `{id}` is already in use: {file}:{line}", id=id_, file=first.file, line=first.line)
            hint = say("change one of the two ids")
            yield Finding("duplicate-id", sentence, hint, file=other.file, line=other.line, record=id_)


def reused_ids(dossier: AuditedDossier, among: Iterable[str] | None) -> Iterator[Finding]:
    """Find former ids that other records have now, so that older references point to the wrong record."""
    for id_, holder, now in dossier.reused_ids(among):
        where = f"{now.file}:{now.line}"
        sentence = say(
            "`{id}` is a former id of `{holder}`, but another record has it: {where}",
            id=id_,
            holder=holder,
            where=where,
        )
        hint = say("give that record another id, or take `{id}` out of `was`", id=id_)
        yield Finding("former-id", sentence, hint, record=holder, path="was")


def shared_former_ids(dossier: AuditedDossier, among: Iterable[str] | None) -> Iterator[Finding]:
    """Find former ids that several records claim, so that older references to them may mean either."""
    for id_, (first, *others) in dossier.shared_former_ids(among):
        for other in others:
            sentence = say("`{id}` is also a former id of {first}", id=id_, first=located(dossier, first))
            hint = say("take `{id}` out of `was` of one of them", id=id_)
            yield Finding("duplicate-former-id", sentence, hint, record=other, path="was")


def repeated_source_keys(dossier: AuditedDossier, among: Iterable[str] | None) -> Iterator[Finding]:
    """Find sources that share a key. Few have one, so all are checked after each change."""
    del among
    taken: dict[str, str] = {}
    for source in dossier.having(Source, "keyed"):
        first = taken.setdefault(source.key, source.id) if source.key else source.id
        if first != source.id:
            where = located(dossier, first)
            sentence = say("the key `{key}` is already in use: {where}", key=source.key, where=where)
            yield Finding("duplicate-source-key", sentence, say("choose another letter"), record=source.id, path="key")


def same_person(dossier: AuditedDossier, among: Iterable[str] | None = None) -> Iterator[Finding]:
    """Find people of the same name with different ids."""
    for person, others in _namesakes(dossier, Person, is_same, among):
        yield from _named_twice(dossier, "same-person", person, others)


def same_name(dossier: AuditedDossier, among: Iterable[str] | None = None) -> Iterator[Finding]:
    """Find organizations, places and topics of the same name, unless their kind or what they are part of differs."""
    kinds: tuple[type[Record], ...] = (Organization, Place, Topic)
    for cls in kinds:
        for record, others in _namesakes(dossier, cls, _is_name, among):
            alike = (other for other in others if not _are_apart(record, other))
            yield from _named_twice(dossier, "same-name", record, alike)


def _namesakes(
    dossier: AuditedDossier, cls: type[Kind], is_one: Callable[[Form, Form], bool], among: Iterable[str] | None
) -> Iterator[tuple[Kind, Iterator[Kind]]]:
    """Yield the records of a kind, each with those above it that have the same name and are not told apart."""
    for id_, rows in groupby(dossier.namesakes(cls.KIND, COMPARED, among), key=lambda row: row[0].id):
        alike = (other.id for form, others in rows for other in others if other.id != id_ and is_one(form, other))
        if record := dossier.one(cls, id_):
            found = of_class(dossier, cls, dict.fromkeys(alike))
            yield record, (other for other in found if not _told_apart(record, other))


def _named_twice(dossier: AuditedDossier, code: Rule, record: Record, others: Iterable[Record]) -> Iterator[Finding]:
    """Yield a finding about the first of those that have the name of a record; none without any."""
    for other in islice(others, 1):
        sentence = say("`{id}` has the same name as {other}", id=record.id, other=located(dossier, other.id))
        yield _twice(code, sentence, record, other)


def _is_name(form: Form, other: Form) -> bool:
    """True if two names are the same, and one is more than an alias."""
    return (form.preferred or other.preferred) and tokens(form.text) == tokens(other.text)


def _are_apart(record: Record, other: Record) -> bool:
    """True if two namesakes are of different kinds, parts of different things, or one is part of the other."""
    for name in ("kind", "part_of"):
        first, second = getattr(record, name, None), getattr(other, name, None)
        if first and second and first != second:
            return True
    return getattr(record, "part_of", None) == other.id or getattr(other, "part_of", None) == record.id


def is_same(form: Form, other: Form) -> bool:
    """True if the full names match. A name without accents matches any spelling with accents."""
    words = sorted(tokens(form.text))
    if not (len(words) > 1 or (form.preferred and other.preferred)):
        return False
    ascii_ = form.text.isascii() or other.text.isascii()
    alike = ascii_ or sorted(form.text.casefold().split()) == sorted(other.text.casefold().split())
    return alike and words == sorted(tokens(other.text))


def same_event(dossier: AuditedDossier, among: Iterable[str] | None = None) -> Iterator[Finding]:
    """Find events of one date and title, or of one day, kind and participants, except of different agreements."""
    for id_, others in dossier.coinciding(COMPARED, among):
        event = dossier.one(Event, id_)
        for other in (dossier.one(Event, other) for other in others):
            why = coincidence(event, other) if event and other else None
            if not (event and other and why) or _told_apart(event, other):
                continue
            if not _of_other_agreements(dossier, event, other):
                sentence = say("`{id}` has {why} {other}", id=event.id, why=why, other=located(dossier, other.id))
                yield _twice("same-event", sentence, event, other)
                break


def coincidence(event: Event, other: Event) -> Message | None:
    """Return why two events may be the same; None if they cannot be."""
    theirs = {date.text for date in claimed(other)}
    dates = [date for date in claimed(event) if date.text in theirs]
    if dates and fold(event.title) == fold(other.title):
        return say("the same date and title as")
    days = any(date.precision is Precision.DAY for date in dates)
    return say("the same day, kind and participants as") if days and _one_occasion(event, other) else None


def _one_occasion(event: Event, other: Event) -> bool:
    """True if two events of a day have the same kind, and all participants of one took part in the other."""
    fewer, more = (event, other) if len(event.who) <= len(other.who) else (other, event)
    if event.kind != other.kind or len(fewer.who) < 2 or not fewer.who.keys() <= more.who.keys():
        return False
    apart = event.place and other.place and event.place != other.place
    return not apart and event.part_of != other.id and other.part_of != event.id


def _of_other_agreements(dossier: AuditedDossier, event: Event, other: Event) -> bool:
    """True if both events have agreements but none in common: two treaties on one day."""
    own, theirs = (_agreements(dossier, held) for held in (event, other))
    return bool(own and theirs) and own.isdisjoint(theirs)


def _agreements(dossier: AuditedDossier, event: Event) -> set[str]:
    """Return the ids of the agreements that an event names, or that name it as their signing."""
    signed = (link.id for link in dossier.linked_to(event.id) if link.path == "signed")
    return {*event.agreements, *signed}


def _told_apart(record: Record, other: Record) -> bool:
    """True if a note of either record names the other."""
    return any(
        id_ in note and re.search(rf"(?<![a-z0-9-]){re.escape(id_)}(?![a-z0-9-])", note)
        for id_, note in ((other.id, record.note or ""), (record.id, other.note or ""))
    )


def located(dossier: AuditedDossier, id_: str) -> str:
    """Return an id with its file and line."""
    origin = dossier.origin(id_)
    return f"`{id_}` ({origin.file}:{origin.line})" if origin else f"`{id_}`"


def _twice(code: Rule, sentence: str, record: Record, other: Record) -> Finding:
    hint = say(
        "`brief merge {id} {twin}`, or name `{id}` in a `note` that says why they differ", id=other.id, twin=record.id
    )
    return Finding(code, sentence, hint, Severity.WARNING, record=record.id)
