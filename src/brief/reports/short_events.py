"""Events on a short page: one line each, with marks."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from brief.document import Cell, Part, Text, Value, When, code, phrase
from brief.dossier.protocol import Claim, Dossier
from brief.locale import Message, say, say_many, series
from brief.model.actors import Person
from brief.model.dates import Date
from brief.model.dates.grammar import year_month_day
from brief.model.dates.words import year_in_words
from brief.model.kinds import short_label
from brief.model.paths import claimed_keys
from brief.model.stated import is_inferred
from brief.model.vocabulary import begins_with
from brief.reports.event_values import everyone, participant
from brief.reports.particulars import known_short_form
from brief.reports.phrases import listed
from brief.reports.values import said, with_status
from brief.reports.words import dated_words, in_words, name, name_short

if TYPE_CHECKING:
    from brief.model.events import Event


def counts(claims: Iterable[Claim]) -> Message:
    """Return the counts below the title: events, their years, and doubtful dates or events."""
    held = list(claims)
    events = {claim.event.id: claim.event for claim in held}
    span = dict.fromkeys(_first_and_last([claim.date for claim in held if claim.date]))
    inferred = sum("date" in event.inferred and event.date is not None for event in events.values())
    disputed = sum(
        bool({found.field for found in event.differs} & {None, "title", "date"}) for event in events.values()
    )
    undated = sum(claim.date is None for claim in held)
    number = say_many("{count:,} event", "{count:,} events", len(events))
    parts = [say("Timeline"), series((number, code("–".join(span)))) if span else number]
    parts += [say_many("{count:,} date inferred", "{count:,} dates inferred", inferred)] if inferred else []
    parts += [say("{count:,} told two ways", count=disputed)] if disputed else []
    parts += [say("{count:,} undated", count=undated)] if undated else []
    return series(parts, say(" · "))


def _first_and_last(dates: list[Date]) -> Iterator[str]:
    """Yield the first and the last of the years in words, as far as they are known; a decade stays one: `1870s`."""
    starts = [found for date in dates if (found := date.start or date.end) and found.earliest is not None]
    ends = [found for date in dates if (found := date.end or date.start) and found.latest is not None]
    if starts and ends:
        yield _years(min(starts, key=lambda date: date.earliest or 0))
        yield _years(max(ends, key=lambda date: date.latest or 0))


def _years(date: Date) -> str:
    """Return the year of a date, or what it says of years if it leaves the year open."""
    first, last = (year_month_day(day)[0] for day in (date.earliest or 0, (date.latest or 0) - 1))
    return year_in_words(first) if first == last else date.short()


_INLINE = 3
"""Maximum number of other dates in the line of an event; the section on disputes has all of them."""


def date_of(dossier: Dossier, event: "Event") -> Cell:
    """Return the date of an event with its marks, as input for `short_date`."""
    return said(event, "date", told=dated_words(event.date), naming=dossier)


def short_date(claim: Claim, whole: Cell) -> Cell:
    """Return the date of an entry with its marks and short rivals; `whole` is the date of its event."""
    event = claim.event
    mark = next((mark for mark in whole.marks if mark.versions), None)
    if mark is None:
        return whole.without_days()  # the line says so behind
    claims = [None, *(at for at, found in enumerate(event.differs) if found.field == "date")]
    own = mark.versions[claims.index(claim.rival)].without_days()
    is_short = len(mark.versions) <= _INLINE + 1
    others = [found for found in mark.versions if found.without_days().unsigned != own.unsigned] if is_short else []
    return phrase(own, mark._replace(rivals=tuple(others)))


def bare_title(event: "Event") -> Cell:
    """Return the short title of an event, with rivals and citations, for an entry that prints the status elsewhere."""
    return said(event, "title", told=name_short(event))


def short_title(dossier: Dossier, event: "Event") -> Cell:
    """Return the same with the status of an event that did not take place."""
    return with_status(dossier, event, bare_title(event))


def short_date_of(date: Date) -> When:
    """Return a date with its month abbreviated to three letters."""
    return When(date, is_short=True)


def people(dossier: Dossier, event: "Event", about: str = "") -> tuple[Cell, ...]:
    """Return the participants that the short title does not name, and a place that is no party of the dossier.

    Disputed and inferred participants are always named, with the mark; if the whole list is disputed and the line names
    nobody else, all of them are. The part taken follows the name unless the title says it: `Einar Holt: recipient`. The
    page `about` a person names that person only with a part.
    """
    title = short_label(event).casefold()
    parties = dossier.header.parties if dossier.header else ()
    disputed = {found.field for found in event.differs}
    found = [person for id_ in claimed_keys(event, "who") if (person := dossier.one(Person, id_))]
    doubtful = {each.id for each in found if f"who.{each.id}" in disputed or is_inferred(event, f"who.{each.id}")}
    named = [person for person in found if person.id in doubtful or not _is_in(title, person.name)]
    parts = {each.id: _with_part(event, title, each, event.who.get(each.id) or "") for each in named}
    if about in parts and about not in doubtful and "who" not in disputed:
        known = dossier.one(Person, about)
        if known and parts[about] == known_short_form(known):
            del parts[about]
    told = [
        participant(dossier, event, each.id, parts[each.id]).followed(*_name(each))
        for each in named
        if each.id in parts
    ]
    if "who" in disputed:
        told = [everyone(dossier, event, listed(told) if told else None)]
    place = event.place if event.place and event.place not in parties else None
    if "place" in disputed or (place and name(dossier, place).casefold() not in title):
        told.append(said(event, "place", naming=dossier))
    return tuple(told)


def _name(person: Person) -> Iterator[Text]:
    """Yield what the name of a participant states besides the part taken: the short form, if it is one."""
    if known_short_form(person).text != person.name:
        yield Text(Message(), Value(person.id, "second_reference"))


def _is_in(title: str, called: str) -> bool:
    """True if a title contains a word of a name."""
    return any(word in title.split() for word in called.casefold().split())


_PLAIN = ("", "attendee", "member", "participant", "party", "signatory", "signer")
"""First words of parts that need no words, because every participant of an event took such a part."""
_SHORT_WORD = 4
"""Words of a title up to this length, in letters, are ignored when a part is compared with it."""


def _with_part(event: "Event", title: str, person: Person, part: str) -> Part:
    """Return a person by the short name, with the part taken unless the title or the name says it."""
    named = known_short_form(person)
    known = {*named.text.casefold().split(), *(word for word in title.split() if len(word) > _SHORT_WORD)}
    is_plain = begins_with(event.vocabulary, part, _PLAIN) or not known.isdisjoint(part.casefold().split())
    return named if is_plain else phrase(named, ": ", in_words(part))
