"""`timeline`: what happened, in order, at the precision of the sources."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache, partial
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from brief.document import (
    Block,
    Cell,
    Document,
    Doubt,
    Entry,
    Heading,
    Label,
    Mark,
    Notice,
    Paragraph,
    Short,
    Sign,
    Timeline,
    Value,
    cell,
    phrase,
    sanitize,
)
from brief.dossier.protocol import Claim, Dossier, EventFilter
from brief.dossier.rival_dates import is_after_all, is_held, may_be_later, told_by, unheld
from brief.locale import Message, say, say_many
from brief.model.dates import Answer, Date, DateError
from brief.model.paths import is_within
from brief.model.stated import citations, is_inferred
from brief.model.user_error import UserError
from brief.reports.common import document
from brief.reports.date_words import date_cell, doubt, later, when
from brief.reports.event_values import unheld_cell
from brief.reports.field_words import in_words
from brief.reports.lookup import resolve
from brief.reports.name_words import name, name_ref
from brief.reports.one_line import figures, place_cell
from brief.reports.phrases import counted, in_brackets, listed
from brief.reports.rivals import rival
from brief.reports.short_events import counts, date_of, people, short_date, short_title
from brief.reports.values import concatenated, inferred_cell, labelled, others, said, support

if TYPE_CHECKING:
    from brief.model.events import Event
    from brief.model.parts import Citation


Published = Callable[[str], Date | None]
"""When a source was published, by its id."""
_MOST_DATES = 20
"""So many other dates of its event an entry tells; each has an entry of its own."""
_FEW = 6
"""So many undated events are told in running text."""
_KEPT = 1_000
"""What is told of so many events is kept while their entries are made."""
_TOLD = (None, "title", "date", "who", "place", "figures")
"""Fields of an event that its entry tells."""


class EventSelection(NamedTuple):
    """Which part of the timeline is asked for; names as the user typed them."""

    since: Date | None = None
    until: Date | None = None
    who: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    limit: int | None = None
    chart: bool = False
    """Whether it is to be drawn, too."""


def timeline(dossier: Dossier, question: EventSelection, *, full: bool = True, is_listed: bool = False) -> Document:
    """The events asked for, every claimed date of each, the undated in a block of their own.

    On a short page a few undated events are running text, unless each `is_listed`.
    """
    period = _period(question)
    wanted = _filter(dossier, question)
    blocks: list[Block] = list(_remarks(dossier, question, wanted))
    claims, has_more = (
        _latest(dossier, wanted, question.limit) if question.limit else (list(dossier.events(wanted)), False)
    )
    if has_more:
        one, many = "Only the latest event; there are more.", "Only the latest {count:,} events; there are more."
        blocks.append(Notice(cell(say_many(one, many, question.limit or 0))))
    dated = [claim for claim in claims if claim.date]
    undated = [claim for claim in claims if not claim.date]
    if not claims:
        blocks.append(Notice(cell(say("Nothing in the dossier fits."))))
    blocks.append(Timeline("events", entries(dossier, dated, period), question.chart))
    if undated:
        if period:
            blocks.append(Heading(say("Undated: whether they fall within the period cannot be told")))
            blocks.append(Timeline("undated", entries(dossier, undated)))
        else:
            blocks += undated_blocks(dossier, undated, full=full or is_listed)
    return document(
        dossier,
        "timeline",
        title_of(dossier),
        blocks,
        answers=bool(claims),
        subtitle=counts(claims),
        more=say("brief timeline -v"),
        full=full,
    )


def _latest(dossier: Dossier, wanted: EventFilter, limit: int) -> tuple[list[Claim], bool]:
    """The claimed dates of so many of the latest events in order of time, the undated last; and whether more fit."""
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
    """The ids of the events of some claimed dates, each once."""
    return list(dict.fromkeys(claim.event.id for claim in claims))


def undated_blocks(dossier: Dossier, claims: list[Claim], *, full: bool = False, level: int = 2) -> Iterator[Block]:
    """The undated events: a few in running text on a short page, else below a heading."""
    if full or len(claims) > _FEW:
        yield Heading(say("Undated"), level)
        yield Timeline("undated", entries(dossier, claims))
    else:
        titles = [short_title(claim.event).citing_inline() for claim in claims]
        yield Paragraph((phrase(say("No date: "), concatenated(" · ", titles)),), "undated")


def entries(dossier: Dossier, claims: Iterable[Claim], period: Date | None = None) -> tuple[Entry, ...]:
    """Claimed dates of events as entries of a timeline."""

    @cache
    def published(source: str) -> Date | None:
        return getattr(dossier.get(source), "published", None)

    told = lru_cache(_KEPT)(partial(_told, dossier))  # a disputed event has an entry for each of its dates
    return tuple(_entry(dossier, claim, told(claim.event), published, period) for claim in claims)


def chronology(dossier: Dossier, claims: Iterable[Claim], title: str) -> Iterator[Block]:
    """The claimed dates of events as a part of a paper, the undated below; nothing where there are none."""
    held = list(claims)
    dated = [claim for claim in held if claim.date]
    undated = [claim for claim in held if not claim.date]
    if dated:
        yield Heading(title)
        yield Timeline("timeline", entries(dossier, dated))
    if undated:
        yield Heading(say("Undated"), 3)
        yield Timeline("undated", entries(dossier, undated))


def newest_first(dossier: Dossier, claims: Iterable[Claim]) -> Timeline:
    """Claimed dates of events as a timeline, the latest first."""
    ordered = sorted(claims, key=lambda claim: claim.date.sort_ints if claim.date else (0, 0), reverse=True)
    return Timeline("events", entries(dossier, ordered))


class _Told(NamedTuple):
    """What an entry says of its event, whichever date it stands at."""

    what: Cell
    who: tuple[Cell, ...]
    place: Cell | None
    figures: tuple[Cell, ...]
    dates: tuple[tuple[int | None, Cell], ...]
    """Each claimed date, as another entry tells it, with the difference that claims it; none if there is only one."""
    others: tuple[Cell, ...]
    is_apart: bool
    """Whether its own date has other citations than its title."""
    disputed: frozenset[str | None]
    """The fields that are disputed."""
    date: Cell
    """Its date with its marks."""
    short: Cell
    """Its short title, with its rivals."""
    people: tuple[Cell, ...]
    """What a short line says behind the title: people and places, and that it did not take place."""
    is_held: bool
    unheld: tuple[Cell, ...]
    """Its status or kind, where that says that it did not take place and is not disputed."""


def _told(dossier: Dossier, event: "Event") -> _Told:
    guessed = [found] if (found := inferred_cell(event, "date", "who")).text else []
    return _Told(
        said(event, "title", None),
        who(dossier, event),
        _place(dossier, event),
        tuple(figures(event)),
        tuple(_dates(event, dossier.as_of)),
        (*guessed, *others(dossier, event, _TOLD)),
        _is_apart(event, "date"),
        frozenset(found.field for found in event.differs),
        date_of(dossier, event),
        short_title(event),
        (*people(dossier, event), *((status,) if (status := unheld_cell(dossier, event)).text else ())),
        is_held(event),
        _unheld(event),
    )


def _unheld(event: "Event") -> tuple[Cell, ...]:
    words, part = unheld(event), "status" if event.status else "kind"
    is_told = any(found.field == part for found in event.differs)
    return (cell(say("{part}: {words}", part=part, words=words), {part: words}),) if words and not is_told else ()


def _entry(dossier: Dossier, claim: Claim, told: _Told, published: Published, period: Date | None) -> Entry:
    event = claim.event
    own = citations(event, "date") if claim.rival is None else event.differs[claim.rival].cite
    doubts = [cell(text) for text in _doubts(dossier, claim, own, period)]
    unsure = tuple(_doubtful(claim, told, [published(found.source) for found in told_by(event, claim.rival)]))
    others = (date for rival, date in told.dates if rival != claim.rival)
    dates = list(islice(others, _MOST_DATES))
    if (more := len(told.dates) - 1 - len(dates)) > 0:
        dates.append(cell(say("and {number}", number=counted(more, "more date")), more))
    date = date_cell(claim.date, own if claim.rival is not None or told.is_apart else ())
    return Entry(
        date if claim.rival is not None else date.stating(Value(event.id, "date")),
        told.what,
        event.id,
        told.who,
        told.place,
        (*told.figures, *dates, *told.others, *told.unheld, *_expected(unsure), *doubts),
        unsure,
        Short(
            short_date(claim, told.date),
            told.short,
            listed([*told.people, *([say("expected")] if _is_expected(unsure) else []), *doubts]),
            event.importance == "high",
        ),
        sanitize(_undisputed_kind(event)),
    )


def _undisputed_kind(event: "Event") -> str:
    """The kind of an event, under which a picture shows it; nothing where the sources differ on it."""
    return "" if any(found.field == "kind" for found in event.differs) else event.kind or ""


def _is_apart(event: "Event", path: str) -> bool:
    """Whether the value at a path has other citations than the title, or none because it is inferred."""
    return not is_inferred(event, path) and set(citations(event, path)) != set(citations(event, "title"))


def _is_expected(unsure: tuple[Doubt, ...]) -> bool:
    """Whether only sources from before tell of an event that does not itself say that it was planned."""
    return Doubt.EXPECTED in unsure and Doubt.NOT_HELD not in unsure


def _expected(unsure: tuple[Doubt, ...]) -> Iterator[Cell]:
    """The remark on an event of which only sources from before tell."""
    if _is_expected(unsure):
        yield cell(say("expected: no source from that time or later tells of it"))


def _doubtful(claim: Claim, told: _Told, published: list[Date | None]) -> Iterator[Doubt]:
    event = claim.event
    if "date" in told.disputed:
        yield Doubt.DATE_DISPUTED
    if event.differs[claim.rival].inferred if claim.rival is not None else "date" in event.inferred:
        yield Doubt.DATE_INFERRED
    if "title" in event.inferred:
        yield Doubt.INFERRED
    if None in told.disputed:
        yield Doubt.DISPUTED
    if claim.date and is_after_all(claim.date, published):
        yield Doubt.EXPECTED
    if not told.is_held:
        yield Doubt.NOT_HELD


def who(dossier: Dossier, event: "Event") -> tuple[Cell, ...]:
    """Who took part in an event, each with the part taken."""
    told = [
        said(
            event,
            f"who.{id_}",
            told=phrase(name_ref(dossier, id_), *in_brackets(part)),
            cited=_is_apart(event, f"who.{id_}"),
            naming=dossier,
        )
        for id_, part in event.who.items()
    ]
    parts = [found._replace(value=id_) for id_, found in zip(event.who, told, strict=True)]
    more = dict.fromkeys(path for found in event.differs if _of_someone_else(event, path := found.field or ""))
    return (*parts, *(labelled(say("or: "), _someone_else(dossier, event, field)) for field in more))


def _someone_else(dossier: Dossier, event: "Event", field: str) -> Cell:
    """What is said instead of all who took part, or of one whom the record does not name."""
    found = said(event, field, told="", naming=dossier)
    key = field.removeprefix("who").removeprefix(".")
    return concatenated("", (phrase(name_ref(dossier, key), ": "), found)) if key else found


def _of_someone_else(event: "Event", field: str) -> bool:
    """Whether a field holds all who took part, or one whom the record does not name."""
    return is_within(field, "who") and field.removeprefix("who.") not in event.who


def _place(dossier: Dossier, event: "Event") -> Cell | None:
    found = place_cell(dossier, event, cited=_is_apart(event, "place"))
    return found._replace(value=event.place) if found.text else None


def _dates(event: "Event", day: Date | None) -> Iterator[tuple[int | None, Cell]]:
    """The dates that are claimed for an event, its own first, in the words of another entry; none if undisputed."""
    rivals = [(index, found) for index, found in enumerate(event.differs) if found.field == "date"]
    if rivals:
        inferred = "date" in event.inferred
        own = in_words(event.date) if event.date else say("unknown")
        told = phrase(Label(say("date disputed: also ")), own, *([Mark(Sign.INFERRED)] if inferred else []))
        yield None, _other_date(told.citing(() if inferred else support(event, "date")), event.date, day)
    for index, found in rivals:
        yield index, _other_date(rival(event, found, remark=False), Date.read(found.value), day)


def _other_date(told: Cell, date: Date | None, day: Date | None) -> Cell:
    return phrase(told.uncited(), *later("date", date, day)).citing(told.cites)._replace(value=date or "")


def _doubts(dossier: Dossier, claim: Claim, cite: "Iterable[Citation]", period: Date | None) -> Iterator[Message]:
    """What cannot be told of a date, which rests on these citations."""
    if claim.date and period and claim.date.overlaps(period) is Answer.CANNOT_TELL:
        yield say("may lie outside the period")
    if dossier.as_of and may_be_later(dossier, claim.date, cite, dossier.as_of):
        yield doubt(claim.date, dossier.as_of)


def _period(question: EventSelection) -> Date | None:
    if not question.since and not question.until:
        return None
    start = question.since.start if question.since else None
    end = question.until.end if question.until else None
    try:
        return Date.parse(f"{start or '..'}/{end or '..'}")
    except DateError as error:
        raise UserError(say("--from and --to: {sentence}", sentence=error.sentence), error.hint, 2) from error


def _filter(dossier: Dossier, question: EventSelection) -> EventFilter:
    def ids(words: tuple[str, ...], option: str, *kinds: str) -> tuple[str, ...]:
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

                better = hint(kind, known, say("there are {known}", known=", ".join(known)))
                raise UserError(say("--kind: no event is of the kind `{kind}`", kind=kind), better)
    return kinds


def _remarks(dossier: Dossier, question: EventSelection, wanted: EventFilter) -> Iterable[Notice]:
    """What narrows the timeline, for whoever is handed it."""
    parts = [
        say("from {when}", when=when(question.since)) if question.since else "",
        f"to {when(question.until)}" if question.until else "",
    ]
    parts += [say("with {name}", name=name(dossier, id_)) for id_ in wanted.who]
    parts += [f"of {name(dossier, id_)}" for id_ in wanted.organizations]
    parts += [say("about {name}", name=name(dossier, id_)) for id_ in wanted.topics]
    parts += [say("of the kind {kind}", kind=kind) for kind in wanted.kinds]
    parts += [say("as of {when}", when=when(dossier.as_of))] if dossier.as_of else []
    if any(parts):
        yield Notice(cell(say("Only events {limits}.", limits=", ".join(filter(None, parts)))))


def title_of(dossier: Dossier) -> str:
    """The title of the dossier, which is the subject of papers about all of it."""
    header = dossier.header
    return header.title if header else say("Dossier without a title")
