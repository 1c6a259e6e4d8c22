"""Find dates that contradict each other. If a partly known date leaves this open, there is no finding."""

from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import pairwise

from brief.dossier.audited import AuditedDossier, place_of
from brief.dossier.endings import ending_events
from brief.dossier.protocol import Kind, of_class
from brief.dossier.rival_dates import certainly_after, claimed, is_foretold, is_held, told_by
from brief.locale import say
from brief.model.actors import Organization, Person
from brief.model.agreements import Agreement
from brief.model.commitments import Commitment
from brief.model.dates import Answer, Date
from brief.model.events import Event
from brief.model.findings import Finding, Severity
from brief.model.parts import Citation, Figure, Part, Record, Role
from brief.model.rules import Rule
from brief.model.sources import Source
from brief.model.stated import is_inferred, parts
from brief.model.statements import Assessment


def role_dates(record: Record) -> Iterator[Finding]:
    """Find roles that end before they begin, or are seen outside their period."""
    for index, role in enumerate(record.roles) if isinstance(record, Person | Organization) else ():
        path = f"roles.{index}"
        if role.from_ and role.to and certainly_after([role.from_], [role.to]):
            ends = say(
                "the role ends ({end}) before it begins ({start})", end=role.to.human(), start=role.from_.human()
            )
            yield Finding("reversed-role", ends, say("swap `from` and `to`, or fix one of them"), path=f"{path}.to")
            continue
        for place, date in enumerate(role.seen):
            if sentence := _outside(role, date):
                hint = say("fix one of the dates, or make this a separate role")
                yield Finding("seen-outside-role", sentence, hint, Severity.WARNING, path=f"{path}.seen.{place}")


def _outside(role: Role, seen: Date) -> str | None:
    if role.from_ and certainly_after([role.from_], [seen]):
        return say("`seen` ({seen}) is before the role begins ({start})", seen=seen.human(), start=role.from_.human())
    if role.to and certainly_after([seen], [role.to]):
        return say("`seen` ({seen}) is after the role ends ({end})", seen=seen.human(), end=role.to.human())
    return None


def contradicting_dates(record: Record) -> Iterator[Finding]:
    """Find deaths before a birth, posts outside a life, and agreements that ended before they were in force."""
    if isinstance(record, Agreement):
        yield from _reversed(record, "in_force", "terminated")
        yield from _reversed(record, "period", "terminated")
    if not isinstance(record, Person):
        return
    yield from _reversed(record, "born", "died")
    for name in ("roles", "memberships"):
        for index, held in enumerate(getattr(record, name)):
            seen = [(f"seen.{place}", date) for place, date in enumerate(held.seen)]
            for field, date in [("from", held.from_), *seen] if claimed(record, "died") else []:
                if date and certainly_after([date], claimed(record, "died")):
                    yield _contradicting(record, f"{name}.{index}.{field}", date, "died")
            if held.to and certainly_after(claimed(record, "born"), [held.to]):
                yield _contradicting(record, f"{name}.{index}.to", held.to, "born")


def _reversed(record: Record, first: str, last: str) -> Iterator[Finding]:
    """Find a field whose dates are certainly before those of the field that must be earlier."""
    if certainly_after(claimed(record, first), claimed(record, last)):
        yield _contradicting(record, last if getattr(record, last) else first, claimed(record, last)[0], first)


def _contradicting(record: Record, path: str, date: Date, other: str) -> Finding:
    field = next(part for part in reversed(path.split(".")) if not part.isdigit())
    sentence = say(
        "`{field}` ({date}) contradicts `{other}` ({known})",
        field=field,
        date=date.human(),
        other=other,
        known=_first(record, other),
    )
    return Finding("contradicting-dates", sentence, say("fix one of the dates"), Severity.WARNING, path=path)


def log_order(record: Record) -> Iterator[Finding]:
    """Find log entries that are out of order, or earlier than their commitment."""
    if not isinstance(record, Commitment):
        return
    dated = [(index, entry.date) for index, entry in enumerate(record.log) if entry.date]
    for index, date in dated:
        if record.made and certainly_after([record.made], [date]):
            sentence = say(
                "this entry is dated {date}, before the commitment was made ({made})",
                date=date.human(),
                made=record.made.human(),
            )
            hint = say("fix `made` or the entry's date")
            yield Finding("log-before-made", sentence, hint, Severity.WARNING, path=f"log.{index}.date")
    for (_, earlier), (index, date) in pairwise(dated):
        if certainly_after([earlier], [date]):
            sentence = say(
                "this entry ({date}) follows a later one ({earlier})", date=date.human(), earlier=earlier.human()
            )
            hint = say("put the entries in order of date: the last one is the status")
            yield Finding("log-out-of-order", sentence, hint, Severity.WARNING, path=f"log.{index}.date")


def due_before_made(record: Record) -> Iterator[Finding]:
    """Find commitments that were due before they were made."""
    if isinstance(record, Commitment) and certainly_after(claimed(record, "made"), claimed(record, "due")):
        sentence = say(
            "the commitment is due ({first}) before it is made ({made})",
            first=_first(record, "due"),
            made=_first(record, "made"),
        )
        hint = say("fix `due` or `made`")
        yield Finding("due-before-made", sentence, hint, Severity.WARNING, path="due" if record.due else "")


def _first(record: Record, field: str) -> str:
    return claimed(record, field)[0].human()


def after_sources(dossier: AuditedDossier, among: Iterable[str] | None = None) -> Iterator[Finding]:
    """Find events, and what was held, promised, reported or seen, with dates later than all of their sources.

    A note silences it, and so does a status that says that an event was expected.
    """
    found = (_told_too_early(dossier, cls, among) for cls in _DATED)
    yield from merge(_foretold_events(dossier, among), *found, key=lambda one: place_of(one, dossier))


def _told_too_early(dossier: AuditedDossier, cls: type[Record], among: Iterable[str] | None) -> Iterator[Finding]:
    """Find dates in records of a class that are later than all of their sources."""
    for record in _each(dossier, cls, among):
        for path, date, cite in _told_dates(record):
            if is_foretold(dossier, date, cite):
                sentence = say(
                    "`{field}` ({date}) is later than all of its sources: {sources}",
                    field=next(step for step in reversed(path.split(".")) if not step.isdigit()),
                    date=date.human(),
                    sources=_sources(cite),
                )
                hint = say("fix the date, cite a later source, or say in `note` how they know")
                yield _warning("after-sources", sentence, hint, record, path)


_DATED: tuple[type[Record], ...] = (Person, Organization, Commitment, Assessment)
"""Classes of records with dates of what has happened; other dates may lie ahead."""
_PAST = ("date", "made", "born", "died")
"""Such dates of records and of their parts, besides `seen`."""


def _told_dates(record: Record) -> Iterator[tuple[str, Date, tuple[Citation, ...]]]:
    """Yield the dates of what has happened according to a record: path, date, and citations.

    As with events, a later source that confirms any field of the record or part confirms its dates.
    """
    wholes: list[tuple[str, Record | Part, tuple[Citation, ...]]] = [("", record, record.cite)]
    wholes += [(f"{path}.", part, part.cite or record.cite) for path, part in parts(record)]
    for above, held, cite in wholes:
        if record.note or held.note or isinstance(held, Figure) or (isinstance(held, Part) and held.inferred):
            continue
        dates = [(name, getattr(held, name, None)) for name in _PAST]
        dates += [(f"seen.{place}", date) for place, date in enumerate(getattr(held, "seen", ()))]
        for name, date in dates:
            if date and not is_inferred(record, above + name):
                yield above + name, date, cite


def _foretold_events(dossier: AuditedDossier, among: Iterable[str] | None) -> Iterator[Finding]:
    """Find events later than all of their sources. A status or note that says they were expected silences it."""
    for event in _possibly_foretold(dossier) if among is None else of_class(dossier, Event, among):
        if event.date and not event.note and is_held(event) and is_foretold(dossier, event.date, told_by(event)):
            sentence = say(
                "the event ({date}) is later than all of its sources: {sources}",
                date=event.date.human(),
                sources=_sources(told_by(event)),
            )
            hint = say("fix `date`, cite a later source, or set `status: planned`")
            yield _warning("after-sources", sentence, hint, event, "date")


def _possibly_foretold(dossier: AuditedDossier) -> Iterator[Event]:
    """Yield the events whose sources all were published before it began; a query finds them without reading each."""
    published = {
        source.id: source.published.earliest
        for source in dossier.every(Source)
        if source.published and source.published.earliest is not None
    }
    for id_, first, sources in dossier.first_days():
        if first is not None and sources and all(published.get(source, first + 1) <= first for source in sources):
            yield from of_class(dossier, Event, [id_])


def _sources(cite: Iterable[Citation]) -> str:
    return ", ".join(dict.fromkeys(f"`{found.source}`" for found in cite))


def _each(dossier: AuditedDossier, cls: type[Kind], among: Iterable[str] | None) -> Iterator[Kind]:
    """Yield the records of a class, or those of them that have one of some ids."""
    return dossier.every(cls) if among is None else of_class(dossier, cls, among)


def late_evidence(dossier: AuditedDossier, among: Iterable[str] | None = None) -> Iterator[Finding]:
    """Find commitments marked done whose evidence is later than the due date. A note silences the warning."""
    for commitment in _each(dossier, Commitment, among):
        if not commitment.due or commitment.note:
            continue
        done = commitment.log and commitment.log[-1].status == "done"
        for index, id_ in enumerate(commitment.evidence if done else ()):
            event = dossier.one(Event, id_)
            if event and certainly_after(claimed(event), [commitment.due]):
                sentence = say(
                    "the status is done, but `{id}` came after the due date ({due})", id=id_, due=commitment.due.human()
                )
                hint = say("fix `due`, or say in `note` that it was done late")
                yield _warning("evidence-after-due", sentence, hint, commitment, f"evidence.{index}")


def signed_after_period(dossier: AuditedDossier, among: Iterable[str] | None = None) -> Iterator[Finding]:
    """Find agreements signed after the end of their period, or after they were terminated."""
    for agreement in _each(dossier, Agreement, among):
        dates = _signings(dossier, agreement)
        if agreement.terminated and certainly_after(dates, claimed(agreement, "terminated")):
            sentence = say(
                "`{field}` ({date}) contradicts `{other}` ({known})",
                field="terminated",
                date=agreement.terminated.human(),
                other="signed",
                known=dates[0].human(),
            )
            yield _warning("contradicting-dates", sentence, say("fix one of the dates"), agreement, "terminated")
        if agreement.period and certainly_after(dates, [agreement.period]):
            sentence = say(
                "`{signed}` ({dates}) is after the period of the agreement ({period})",
                signed=agreement.signed,
                dates=dates[0].human(),
                period=agreement.period.human(),
            )
            hint = say("fix `period` or the event's date")
            yield _warning("signed-after-period", sentence, hint, agreement, "signed")


def other_endings(dossier: AuditedDossier, among: Iterable[str] | None = None) -> Iterator[Finding]:
    """Find agreements that state another end than an event that ended them, or a period that was over before it."""
    for agreement in _each(dossier, Agreement, among):
        field = "terminated" if agreement.terminated else "period"
        stated = claimed(agreement, field)
        for event in ending_events(dossier, agreement.id) if stated else ():
            dates = claimed(event)
            if certainly_after(dates, stated) or (field == "terminated" and _are_apart(dates, stated)):
                sentence = say(
                    "`{field}` ({stated}) is not when `{id}` ended the agreement ({date})",
                    field=field,
                    stated=stated[0].human(),
                    id=event.id,
                    date=dates[0].human(),
                )
                hint = say("fix one of the dates; an event that only gives notice has another kind, such as `notice`")
                yield _warning("other-end", sentence, hint, agreement, field)


def _are_apart(dates: list[Date], others: list[Date]) -> bool:
    """True if no claimed date may be one of the others."""
    return bool(dates) and all(date.overlaps(other) is Answer.NO for date in dates for other in others)


def built_on_later(dossier: AuditedDossier, among: Iterable[str] | None) -> Iterator[Finding]:
    """Find agreements that build on one signed after them."""
    building = {id_: None for id_, _ in dossier.mentions("builds_on")} if among is None else _near(dossier, among)
    for agreement in of_class(dossier, Agreement, building):
        own = _signings(dossier, agreement)
        for index, id_ in enumerate(agreement.builds_on):
            earlier = dossier.one(Agreement, id_)
            dates = _signings(dossier, earlier) if earlier else []
            if certainly_after(dates, own):
                sentence = say(
                    "`{id}` was signed ({dates}) after the agreement that builds on it ({own})",
                    id=id_,
                    dates=dates[0].human(),
                    own=own[0].human(),
                )
                hint = say("fix `builds_on` or the date of a signing")
                yield Finding("builds-on-later", sentence, hint, record=agreement.id, path=f"builds_on.{index}")


def _near(dossier: AuditedDossier, among: Iterable[str]) -> list[str]:
    """Return the ids of these records, of agreements signed in these events, and of those that build on them."""
    own = {*among}
    own.update(dossier.mentioning("signed", tuple(own)))
    own.update(dossier.mentioning("builds_on", tuple(own)))
    return sorted(own)


def _signings(dossier: AuditedDossier, agreement: Agreement) -> list[Date]:
    event = dossier.one(Event, agreement.signed) if agreement.signed else None
    return claimed(event) if event else []


def _warning(code: Rule, sentence: str, hint: str, record: Record, path: str) -> Finding:
    return Finding(code, sentence, hint, Severity.WARNING, record=record.id, path=path)
