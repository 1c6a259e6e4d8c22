"""Entries of a timeline: each claimed date of an event, with the details of the event."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache, partial
from itertools import islice
from typing import TYPE_CHECKING

from brief.document import Cell, Doubt, Entry, Mark, Short, Sign, Value, cell, phrase, quoted, sanitize
from brief.dossier.protocol import Claim, Dossier
from brief.dossier.rival_dates import is_after_all, is_cancelled, is_held, may_be_later, told_by
from brief.locale import Message, say, say_many
from brief.model.dates import Answer, Date
from brief.model.paths import is_within
from brief.model.stated import citations, is_inferred
from brief.named_tuple import NamedTuple
from brief.reports.event_values import EXPECTED, figures_told, place_cell, substance
from brief.reports.phrases import concatenated, filled, in_brackets, labelled, listed, unstopped
from brief.reports.rivals import rival
from brief.reports.short_events import bare_title, date_of, people, short_date
from brief.reports.values import external_remark, led_to, others, said, support, unheld_cell
from brief.reports.words import (
    date_cell,
    doubt,
    field_of_status,
    in_words,
    inferred_reasons,
    later,
    name_ref,
    spoken,
    status_word,
)

if TYPE_CHECKING:
    from brief.model.events import Event
    from brief.model.parts import Citation

Published = Callable[[str], Date | None]
"""Function that returns the date of publication of a source, by its id."""
_MOST_DATES = 20
"""Maximum number of other dates in an entry; each of them has its own entry."""
_KEPT = 1_000
"""Size of the cache of event details while entries are made."""
_TOLD = (None, "title", "date", "who", "place", "figures")
"""Fields of an event that its entry covers."""


def entries(
    dossier: Dossier, claims: Iterable[Claim], period: Date | None = None, *, full: bool = True, about: str = ""
) -> tuple[Entry, ...]:
    """Return claimed dates of events as entries of a timeline; unless `full`, only with what a short page prints.

    The short page `about` a person does not repeat that the person took part.
    """

    @cache
    def published(source: str) -> Date | None:
        return getattr(dossier.get(source), "published", None)

    # A disputed event has an entry for each of its dates.
    told = lru_cache(_KEPT)(partial(_told if full else _told_shortly, dossier, about=about))
    return tuple(_entry(dossier, claim, told(claim.event), published, period) for claim in claims)


def once(claims: Iterable[Claim]) -> list[Claim]:
    """Return each event once, at its own date, or at the first other date if it has none; for a selection of events."""
    found = list(claims)
    at = {claim.event.id: claim for claim in reversed(found)}
    at |= {claim.event.id: claim for claim in found if claim.rival is None and claim.date}
    return [claim for claim in found if at[claim.event.id] is claim]


class _Told(NamedTuple):
    """What an entry says of its event, the same for each of its dates."""

    dates: tuple[tuple[int | None, Cell], ...]
    """Each claimed date in the words of another entry, with the index of its difference; empty if there is only one."""
    disputed: frozenset[str | None]
    """The disputed fields."""
    is_held: bool
    date: Cell
    """The date with its marks."""
    short: Cell
    """The short title, with its rivals."""
    status: Cell
    """A status or kind that says that it did not take place, or a status in doubt; empty if the title says it."""
    people: tuple[Cell, ...]
    """What follows the title in a short line: people and places, and that it did not take place."""
    what: Cell
    """The title on a full page."""
    who: tuple[Cell, ...] = ()
    place: Cell | None = None
    figures: tuple[Cell, ...] = ()
    others: tuple[Cell, ...] = ()
    """What came of it, what is inferred or disputed, and its status or kind if that says that it did not take place."""


def _told_shortly(dossier: Dossier, event: "Event", about: str = "") -> _Told:
    """Return what a short page says of an event."""
    title = bare_title(event)
    own = f"who.{about}"
    is_in_doubt = is_inferred(event, own) or any(found.field in ("who", own) for found in event.differs)
    if about in event.who and not is_in_doubt:  # `people` names who may not have been there
        title = led_to(dossier, event, own, title)
    status = unheld_cell(event, title.unsigned)
    return _Told(
        tuple(_dates(event)),
        frozenset(found.field for found in event.differs),
        is_held(event),
        date_of(dossier, event),
        title,
        status,
        (*((status,) if status.text else ()), *people(dossier, event, about), *external_remark(event)),
        title,
    )


def _told(dossier: Dossier, event: "Event", about: str = "") -> _Told:
    """Return what a full page says of an event."""
    reasons = [unstopped(found) for found in inferred_reasons(event, _is_told, dossier)]
    why = {field: reason for field, reason in event.inferred.items() if _is_told(field)}
    guessed = (
        [phrase(say("inferred: "), listed(reasons, between="; "))._replace(value={"inferred": why})] if why else []
    )
    summary = [found] if (found := substance(dossier, event)).text else []
    return _told_shortly(dossier, event, about)._replace(
        what=said(event, "title"),
        who=who(dossier, event),
        place=_place(dossier, event),
        figures=tuple(figures_told(event)),
        others=(*summary, *guessed, *others(dossier, event, _TOLD), *_unheld(event)),
    )


def _is_told(field: str) -> bool:
    """True if a full entry prints a field or a part of it."""
    return field.partition(".")[0] in _TOLD


def _unheld(event: "Event") -> tuple[Cell, ...]:
    """Return the status or kind of an event that did not take place, or that is inferred, unless sources differ."""
    field = field_of_status(event, "")
    if not field or any(found.field == field for found in event.differs):
        return ()
    words: str = getattr(event, field)
    told = said(event, field, told=status_word(field, words))
    return (filled(say("{part}: {words}"), part=spoken(field), words=told)._replace(value={field: words}),)


def _entry(dossier: Dossier, claim: Claim, told: _Told, published: Published, period: Date | None) -> Entry:
    event = claim.event
    own = citations(event, "date") if claim.rival is None else event.differs[claim.rival].cite
    doubts = [cell(text) for text in _doubts(dossier, claim, own, period)]
    unsure = tuple(_doubtful(claim, told, [published(found.source) for found in told_by(event, claim.rival)]))
    others = (date for rival, date in told.dates if rival != claim.rival)
    dates = list(islice(others, _MOST_DATES))
    if (more := len(told.dates) - 1 - len(dates)) > 0:
        number = say_many("{count:,} more date", "{count:,} more dates", more)
        dates.append(cell(say("and {number}", number=number), more))
    is_other = claim.rival is not None and bool(own)  # a source that gives another date does not bear out this one
    what, people = (
        (told.short.uncited(), [found.uncited() for found in told.people]) if is_other else (told.short, told.people)
    )
    date = date_cell(claim.date, () if claim.rival is None and is_inferred(event, "date") else own)
    return Entry(
        date if claim.rival is not None else date.stating(Value(event.id, "date")),
        told.what,
        event.id,
        told.who,
        told.place,
        (*told.figures, *dates, *told.others, *_expected(unsure), *doubts),
        unsure,
        Short(
            short_date(claim, told.date),
            what,
            listed([*people, *([say("expected")] if _is_expected(unsure) else []), *doubts]),
            event.importance == "high",
        ),
        sanitize(_undisputed_kind(event)),
        claim.rival is not None,
        told.status.text or (say("expected") if _is_expected(unsure) else ""),
        is_cancelled(event)
        and not told.status.has(Sign.INFERRED)
        and told.disputed.isdisjoint(("status",) if event.status else ("status", "kind")),
    )


def _undisputed_kind(event: "Event") -> str:
    """Return the kind of an event for a chart; empty if sources differ on it."""
    return "" if any(found.field == "kind" for found in event.differs) else event.kind or ""


def _is_expected(unsure: tuple[Doubt, ...]) -> bool:
    """True if all sources are earlier than an event that does not itself say that it was planned."""
    return Doubt.EXPECTED in unsure and Doubt.NOT_HELD not in unsure


def _expected(unsure: tuple[Doubt, ...]) -> Iterator[Cell]:
    """Yield the remark on an event whose sources are all earlier than it."""
    if _is_expected(unsure):
        yield cell(EXPECTED)


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
    if told.status.has(Sign.DISPUTED):
        yield Doubt.STATUS_DISPUTED
    if told.status.has(Sign.INFERRED):
        yield Doubt.STATUS_INFERRED


def who(dossier: Dossier, event: "Event") -> tuple[Cell, ...]:
    """Return the participants of an event, each with the part taken."""
    told = [
        said(
            event,
            f"who.{id_}",
            told=phrase(name_ref(dossier, id_), *in_brackets(quoted(part or ""))),
            naming=dossier,
        )
        for id_, part in event.who.items()
    ]
    parts = [found._replace(value=id_) for id_, found in zip(event.who, told, strict=True)]
    more = dict.fromkeys(path for found in event.differs if _of_someone_else(event, path := found.field or ""))
    return (*parts, *(labelled(say("or: "), _someone_else(dossier, event, field)) for field in more))


def _someone_else(dossier: Dossier, event: "Event", field: str) -> Cell:
    """Return the rivals for all participants, or for one whom the record does not name."""
    found = said(event, field, told="", naming=dossier)
    key = field.removeprefix("who").removeprefix(".")
    return concatenated("", (phrase(name_ref(dossier, key), ": "), found)) if key else found


def _of_someone_else(event: "Event", field: str) -> bool:
    """True if a field holds all participants, or one whom the record does not name."""
    return is_within(field, "who") and field.removeprefix("who.") not in event.who


def _place(dossier: Dossier, event: "Event") -> Cell | None:
    found = place_cell(dossier, event)
    return found._replace(value=event.place) if found.text else None


def _dates(event: "Event") -> Iterator[tuple[int | None, Cell]]:
    """Yield the dates claimed for an event, its own first, in the words of another entry; nothing if undisputed."""
    rivals = [(index, found) for index, found in enumerate(event.differs) if found.field == "date"]
    if rivals:
        inferred = "date" in event.inferred
        own = phrase(in_words(event.date) if event.date else say("unknown"))
        own = labelled(say("date disputed: also {value}"), own)
        told = phrase(own, *([Mark(Sign.INFERRED)] if inferred else []))
        told = phrase(told, *later(event, "date", event.date))
        yield None, told.citing(() if inferred else support(event, "date"))._replace(value=event.date or "")
    for index, found in rivals:
        yield index, rival(event, found, remark=False)._replace(value=Date.read(found.value) or "")


def _doubts(dossier: Dossier, claim: Claim, cite: "Iterable[Citation]", period: Date | None) -> Iterator[Message]:
    """Yield what is uncertain about a date; `cite` are its citations."""
    if claim.date and period and claim.date.overlaps(period) is Answer.CANNOT_TELL:
        yield say("may lie outside the period")
    if dossier.as_of and may_be_later(dossier, claim.date, cite, dossier.as_of):
        yield doubt(claim.date, dossier.as_of)
