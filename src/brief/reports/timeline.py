"""`timeline`: events in order of time, with the precision of the sources."""

from collections.abc import Iterable, Iterator

from brief.document import Block, Cell, Document, Heading, Notice, Paragraph, Timeline, bare_day, cell, phrase, typed
from brief.dossier.protocol import Claim, Dossier, EventFilter
from brief.locale import key_many, say, say_many, series
from brief.model.dates import Date, DateError
from brief.model.user_error import UserError
from brief.named_tuple import NamedTuple
from brief.reports.common import document, refuse_reversed, title_of, undated
from brief.reports.phrases import concatenated
from brief.reports.short_events import counts, short_title
from brief.reports.timeline_entries import entries, once
from brief.reports.words import name

_FEW = 6
"""Maximum number of undated events that are listed in running text."""


_LATEST = key_many("Only the latest event; there are more.", "Only the latest {count:,} events; there are more.")
_CUT = key_many("Only one event; there are more.", "Only {count:,} events; there are more.")
"""Remark on a cut list that has all dated events and some of those without a date."""


class EventSelection(NamedTuple):
    """Which events the user asked for; names are as typed."""

    since: Date | None = None
    until: Date | None = None
    who: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    limit: int | None = None
    chart: bool = False
    """True if a chart is drawn too."""


def timeline(dossier: Dossier, question: EventSelection, *, full: bool = True, is_listed: bool = False) -> Document:
    """Report the selected events with every claimed date; undated events have a block of their own.

    A short page has each event once, with its other dates in the same line, and a few undated events as running text,
    unless `is_listed`.
    """
    period = _period(question)
    wanted = _filter(dossier, question)
    blocks: list[Block] = list(_remarks(dossier, question, wanted))
    claims, has_more = (
        _latest(dossier, wanted, question.limit) if question.limit else (list(dossier.events(wanted)), False)
    )
    dated = [claim for claim in claims if claim.date]
    dateless = [claim for claim in claims if not claim.date]
    if has_more:
        words = _CUT if dateless else _LATEST
        blocks.append(Notice(cell(say_many(*words, question.limit or 0))))
    blocks += undated(dossier) if dateless else []
    is_narrowed = question._replace(limit=None, chart=False) != EventSelection()
    if not claims:
        blocks.append(Notice(cell(say("No events match.") if is_narrowed else say("There are no events here."))))
    is_long = full or is_listed
    shown = dated if is_long else once(dated)
    blocks.append(Timeline("events", entries(dossier, shown, period, full=is_long), question.chart))
    if dateless:
        if period:
            blocks.append(Heading(say("Undated: these may fall within the period")))
            blocks.append(_undated(dossier, dateless, full=full, is_listed=is_listed))
        else:
            blocks += undated_blocks(dossier, dateless, full=full, is_listed=is_listed)
    return document(
        dossier,
        "timeline",
        title_of(dossier),
        blocks,
        answers=bool(claims) or not is_narrowed,
        subtitle=counts(claims),
        more=say("brief timeline -v"),
        full=full,
        about=(*wanted.who, *wanted.organizations, *wanted.topics),
    )


def _latest(dossier: Dossier, wanted: EventFilter, limit: int) -> tuple[list[Claim], bool]:
    """Return the claimed dates of the latest events in order of time, undated ones last, and whether more match."""
    number = limit
    while True:
        number *= 2  # an event may have several dates
        newest = list(dossier.events(wanted._replace(newest=True, limit=number)))
        ids = _events_of(newest)
        if len(ids) > limit:
            return list(dossier.events(wanted._replace(ids=tuple(ids[:limit])))), True
        if len(newest) < number:
            break
    claims = list(dossier.events(wanted._replace(limit=number + limit)))
    ids = _events_of(claims)
    return [claim for claim in claims if claim.event.id in ids[:limit]], len(ids) > limit


def _events_of(claims: Iterable[Claim]) -> list[str]:
    """Return the ids of the events of some claimed dates, each once."""
    return list(dict.fromkeys(claim.event.id for claim in claims))


def undated_blocks(
    dossier: Dossier, claims: list[Claim], *, full: bool = False, is_listed: bool = False, level: int = 2
) -> Iterator[Block]:
    """Yield the undated events: a few as running text on a short page unless `is_listed`, else under a heading."""
    if full or is_listed or len(claims) > _FEW:
        yield Heading(say("Undated"), level)
        yield _undated(dossier, claims, full=full, is_listed=is_listed)
    else:
        titles = [short_title(dossier, claim.event).citing_inline() for claim in claims]
        yield Paragraph((phrase(say("No date: "), concatenated(say(" · "), titles)),), "undated")


def _undated(dossier: Dossier, claims: list[Claim], *, full: bool, is_listed: bool) -> Timeline:
    """Return the undated events below their heading, which says on a short page that their dates are unknown."""
    found = entries(dossier, claims, full=full or is_listed)
    bare = (entry._replace(date=Cell(), short=entry.short and entry.short._replace(date=Cell())) for entry in found)
    return Timeline("undated", found if full else tuple(bare))


def newest_first(dossier: Dossier, claims: Iterable[Claim]) -> Timeline:
    """Return claimed dates of events as a timeline, latest first."""
    ordered = sorted(claims, key=lambda claim: claim.date.sort_ints if claim.date else (0, 0), reverse=True)
    return Timeline("events", entries(dossier, ordered))


def _period(question: EventSelection) -> Date | None:
    if not question.since and not question.until:
        return None
    start = question.since.start if question.since else None
    end = question.until.end if question.until else None
    refuse_reversed(question.since, question.until)
    try:
        return Date.parse(f"{start or '..'}/{end or '..'}")
    except DateError as error:
        raise UserError(say("--from and --to: {sentence}", sentence=error.sentence), error.hint, 2) from error


def _filter(dossier: Dossier, question: EventSelection) -> EventFilter:
    def ids(words: tuple[str, ...], option: str, *kinds: str) -> tuple[str, ...]:
        if not words:
            return ()
        from brief.reports.lookup import resolve

        return tuple(resolve(dossier, word, kinds, option) for word in words)

    return EventFilter(
        question.since,
        question.until,
        None,
        ids(question.who, "--who", "person", "organization"),
        ids(question.organizations, "--org", "organization"),
        ids(question.topics, "--topic", "topic"),
        _kinds(dossier, question.kinds),
    )


def _kinds(dossier: Dossier, kinds: tuple[str, ...]) -> tuple[str, ...]:
    if kinds:
        known = dossier.event_kinds()
        for kind in kinds:
            if kind not in known:
                from brief.model.names import hint

                some = (
                    say_many("there is only {known}", "there are {known}", len(known), known=", ".join(known))
                    if known
                    else say("no event has a kind")
                )
                better = hint(kind, known, some)
                raise UserError(say("--kind: no event is of the kind `{kind}`", kind=kind), better)
    return kinds


def _remarks(dossier: Dossier, question: EventSelection, wanted: EventFilter) -> Iterable[Notice]:
    """Yield the filters of the timeline, for readers who did not type the command."""
    parts = [say("from {when}", when=bare_day(question.since))] if question.since else []
    parts += [say("to {when}", when=bare_day(question.until))] if question.until else []
    parts += [say("with {name}", name=name(dossier, id_)) for id_ in wanted.who]
    parts += [say("of {name}", name=name(dossier, id_)) for id_ in wanted.organizations]
    parts += [say("about {name}", name=name(dossier, id_)) for id_ in wanted.topics]
    parts += [say("of the kind {kind}", kind=typed(kind)) for kind in wanted.kinds]
    parts += [say("as of {when}", when=bare_day(dossier.as_of))] if dossier.as_of else []
    if parts:
        yield Notice(cell(say("Only events {limits}.", limits=series(parts))))
