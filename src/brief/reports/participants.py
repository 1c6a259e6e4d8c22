"""Participants of a meeting: a card for each, and when they were last met."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from brief.document import Block, Card, Cell, Heading, Label, Listing, Value, cell, phrase, quoted
from brief.dossier.protocol import Claim, Dossier, of_class
from brief.dossier.surroundings import narrower
from brief.locale import Message, Wording, say, series
from brief.model.actors import Organization, Person
from brief.model.dates.comparison import end_of
from brief.model.events import Event
from brief.named_tuple import NamedTuple
from brief.reports.common import card_fields, continued, portrait_of
from brief.reports.countries import country, is_country
from brief.reports.delegations import Latest, Members, Sides, coming, last_contact, meeting_by, people, sides
from brief.reports.encounters import is_encounter
from brief.reports.event_values import guessed_presence, substance
from brief.reports.one_line import dated, line
from brief.reports.one_minute import last_met, where
from brief.reports.particulars import particulars, ranked_name, short_form_cell
from brief.reports.person_page import person_line, post
from brief.reports.phrases import joined, labelled, more
from brief.reports.posts import posts
from brief.reports.ranking import Selected, rank
from brief.reports.related import withheld
from brief.reports.short_records import short
from brief.reports.values import led_to, said
from brief.reports.words import name, names

if TYPE_CHECKING:
    from brief.model.dates import Date

_MOST = 6
"""Maximum number of people with a card."""
_LATEST = 4
"""Maximum number of events that are named as possibly the latest."""


def by_importance(dossier: Dossier, ids: "Sequence[str]", met: "Iterable[Person]", on: "Date") -> "list[Person]":
    """Return those whom the user named, then the others who are met, the most important first."""

    def place(person: "Person") -> tuple[bool, int]:
        return person.id not in ids, rank(dossier, person, on).importance

    return sorted(met, key=place)


def foremost(ordered: "Sequence[Person]", ids: "Sequence[str]", most: int | None = None) -> "Selected[Person]":
    """Return the first people, who get a card; all whom the user named do."""
    asked = sum(person.id in ids for person in ordered)
    return Selected([*ordered[: max(most or _MOST, asked)]], len(ordered))


def further_people(dossier: Dossier, shown: "Sequence[Person]", met: "Iterable[Person]", on: "Date") -> Iterator[Block]:
    """Yield an annex with the people without a card."""
    left = [person_line(dossier, person, on) for person in met if person not in shown]
    if left:
        yield Heading(say("Annex: others in post"), is_annex=True)
        yield Listing("further-people", tuple(left))


def participants(
    dossier: Dossier, ids: Iterable[str], met: "Selected[Person]", on: "Date", *, full: bool, has_annex: bool = True
) -> Iterator[Block]:
    """Yield a card for each participant: organizations with the people in post there, and people with their posts.

    Only a full page repeats a country that the post names, and says which details of a name are unknown.
    """
    yield Heading(say("Who they are"), selection=continued(len(met.shown), met.total, has_annex=has_annex))
    for id_ in ids:
        if record := dossier.one(Organization, id_):
            held = _organization(dossier, withheld(dossier, record), on, full=full)
            yield from [held] if full or held.fields else []
    for person in of_class(dossier, Person, (person.id for person in met.shown)):
        yield _person(dossier, withheld(dossier, person), on, full=full)


def _organization(dossier: Dossier, held: "Organization", on: "Date", *, full: bool) -> Card:
    there = people(dossier, held.id, on)
    nobody = say("none known to be in post") if there.former else say("none of it here")
    facts = (
        ("kind", say("Kind"), [said(held, "kind")] if full or not is_country(held) else []),
        ("summary", say("In short"), [said(held, "summary")]),
        ("people", say("People"), [] if there.now else [cell(nobody).resting(*there.ends)]),
        ("former", say("Last seen in post"), [_with_post_in(dossier, person, held, on) for person in there.former]),
        ("posted", say("For another side"), [_with_post_in(dossier, person, held, on) for person in there.posted]),
    )
    return Card("organization", said(held, "name")._replace(value=held.id), card_fields(facts), held.id)


def _with_post_in(dossier: Dossier, person: "Person", body: "Organization", on: "Date") -> Cell:
    """Return a person with the post in a body or its parts, a current one before a former one."""
    bodies, held = narrower(dossier, [body.id]), posts(dossier, person, on)
    role = next(role for role in (*held.held, *held.memberships, *held.later, *held.former) if role.org in bodies)
    return joined(", ", (ranked_name(person, [role]), post(dossier, person, role, on)), person.id)


def _person(dossier: Dossier, held: "Person", on: "Date", *, full: bool) -> Card:
    """Return a card with name and rank, post, country, short form and address, as far as the dossier has them."""
    now = posts(dossier, held, on)
    shown = [role for role in dict.fromkeys((*now.known[:1], *now.undated)) if role not in now.memberships]
    short = short_form_cell(held)
    if full and not short.text:
        short = cell(say("no shorter form of the name is known"))
    told = [post(dossier, held, role, on) for role in shown] or [cell(say("not known"))]
    countries = country(dossier, held, on)
    if not full:
        countries = [found for found in countries if found.marks or not any(found.text in each.text for each in told)]
    facts = (
        ("posts", say("Post"), told),
        ("memberships", say("Membership"), [post(dossier, held, each, on) for each in now.memberships]),
        ("country", say("Country"), countries),
        ("second_reference", say("Short form"), [short._replace(value=held.second_reference)]),
        *particulars(dossier, held, full=full, has_reasons=full),
        ("summary", say("In short"), [said(held, "summary")]),
        ("note", say("Remark"), [cell(quoted(held.note or ""))]),
    )
    title = ranked_name(held, now.held)._replace(value=held.id)
    return Card("person", title, card_fields(facts), held.id, portrait_of(held))


def day_last_met(dossier: Dossier, ids: Iterable[str]) -> "Date | None":
    """Return the day of the last meeting with those who are met; if their last days differ, the earliest."""
    who = tuple(ids)
    assert dossier.as_of is not None
    both = sides(dossier, who, dossier.as_of)
    us = _our_members(dossier, both)
    latest = (_latest_of(dossier, id_, both, us) for id_ in who)
    dates = [events[0].event.date for events in latest if events]
    return min(filter(None, dates), key=end_of, default=None)


def _our_members(dossier: Dossier, both: Sides) -> list[Members]:
    """Return the members of our own side; empty if the dossier does not say which side is ours.

    Somebody whose post leaves open which side sends, such as an envoy of a country or to it, counts as ours.
    """
    return [Members(dossier, id_, is_open_counted=True) for id_ in both.desk]


def _latest_of(dossier: Dossier, id_: str, both: Sides, us: list[Members]) -> list[Latest]:
    """Return the latest event with somebody or someone of a body, and those that may be as late.

    If the dossier says which side is ours, only events with one of our side, `us`, count.
    """
    members = Members(dossier, id_)
    who = tuple(sorted(members.ids))

    def with_us(claim: Claim) -> bool:
        ours = (found for held in us for found in held.at(claim))
        return at_all(claim) and not members.ids.issuperset(ours)

    def at_all(claim: Claim) -> bool:
        return is_encounter(claim.event) and bool(members.at(claim))

    if any(id_ in held.ids for held in us):  # one of ours among those who are met
        between = last_contact(dossier, who, lambda claim: bool(members.at(claim)) and both.met(claim))
        found = between or last_contact(dossier, who, at_all)
    else:
        found = last_contact(dossier, who, with_us if us else at_all)
    return [each._replace(leading=meeting_by(each.event, members, *us)) for each in found]


_Events = tuple[tuple[str, Message], ...]


class Contact(NamedTuple):
    """The last contact with some of those who are met."""

    met: Message
    """Who met, in words that follow the date or precede the remark that there is none; empty if that is plain."""
    events: _Events
    """Ids of the events, each with how it compares with the latest one."""
    is_of_sides: bool = False
    """True if it is only a meeting of the two sides, without those who are met."""
    is_only: bool = False
    """True if it is the only contact with those who are met, so that a sentence need not say with whom."""
    leading: tuple[Value, ...] = ()
    """The values by which the events are meetings with those who are met, which no words print."""

    def place(self) -> tuple[bool, bool]:
        """Return the sort key for the contact of the first sentence: with those who are met, certainly the latest."""
        return self.is_of_sides, bool(self.events[0][1])

    def told(self, dossier: Dossier, *, full: bool) -> Cell:
        """Return the latest event and those that may be as late; if `full`, a single one with its summary."""
        return _latest(dossier, self.met, self.events, full=full).resting(*self.leading)

    def sentence(self, dossier: Dossier) -> Cell:
        """Return it as a sentence with the date first; empty if there is no event."""
        event = dossier.one(Event, self.events[0][0]) if self.events else None
        if event is None:
            return Cell()
        if event.date is None or (self.met and not self.is_only) or self.events[1:]:
            return phrase(say("Last met: "), self.told(dossier, full=False), ".")
        return last_met(dossier, event).resting(*self.leading)


def last_contacts(dossier: Dossier, ids: Iterable[str], met: "Iterable[Person]", both: Sides) -> list[Contact]:
    """Return the last contacts with those who are met and the last meeting of the two sides, latest first.

    A contact of a body, or between the sides, has only the events that those of the people do not have.
    """
    last: dict[_Events, list[str]] = {}
    leading: dict[_Events, dict[Value, None]] = {}
    us = _our_members(dossier, both)
    for id_ in dict.fromkeys((*(person.id for person in met), *ids)):
        latest = _latest_of(dossier, id_, both, us)
        events = _events(latest)
        new = events if events in last or dossier.one(Person, id_) else _untold(events, last)
        if new or not events:
            last.setdefault(new, []).append(id_)
            leading.setdefault(new, {}).update(dict.fromkeys(value for each in latest for value in each.leading))
    bodies = (*both.theirs, *both.ours)
    between = _untold(_events(last_contact(dossier, (), both.met)), last) if len(bodies) > 1 else ()
    is_apart = bool(between)
    several = len(last) + is_apart > 1 or not all(last)
    found = [
        Contact(
            _with(dossier, who, events) if several else Message(),
            events,
            is_only=len(last) == 1,
            leading=tuple(leading[events]),
        )
        for events, who in last.items()
    ]
    if is_apart:
        together = [*of_class(dossier, Event, (id_ for id_, _ in between))]
        present = both.present(together)
        ways = tuple(value for event in together for value in both.leading(event))
        *first, end = (name(dossier, id_) for id_ in present)
        words = say(", between {first} and {last}", first=series(first), last=end)
        found.append(Contact(words, between, is_of_sides=True, leading=ways))
    return sorted(found, key=lambda contact: _begins(dossier, contact.events), reverse=True)


def _untold(events: _Events, last: "Iterable[_Events]") -> _Events:
    """Return those of some events that are not among those of other contacts."""
    told = {id_ for found in last for id_, _ in found}
    return tuple(found for found in events if found[0] not in told)


def _events(found: "Iterable[Latest]") -> _Events:
    """Return the ids of events, each with how it compares with the latest one."""
    return tuple((each.event.id, each.order) for each in found)


def _with(dossier: Dossier, who: Sequence[str], events: _Events) -> Message:
    """Name those with whom an event was the last contact, unless its title names one of them."""
    event = dossier.one(Event, events[0][0]) if events else None
    if event is None:
        return say("{names}: ", names=names(dossier, who))
    title = short(event, dossier).unsigned.casefold()
    is_named = any(f" {word} " in f" {title} " for id_ in who for word in _spellings(dossier, id_))
    return Message() if is_named else say(", with {names}", names=names(dossier, who))


def _spellings(dossier: Dossier, id_: str) -> list[str]:
    """Return how a title may name somebody: in full, or a person by the last word of the name."""
    whole = name(dossier, id_).casefold()
    return [whole, whole.split()[-1]] if dossier.one(Person, id_) else [whole]


def coming_contact(
    dossier: Dossier, then: Dossier, ids: Iterable[str], met: "Iterable[Person]", both: Sides
) -> list[Cell]:
    """Return the planned events with those who are met, or between the sides, that are later than the day of `then`."""
    people_ = {person.id for person in met}
    who = frozenset().union(people_, *(Members(then, id_).ids for id_ in ids))
    assert then.as_of is not None
    events = coming(dossier, lambda event: not who.isdisjoint(event.who) or both.both(event.who), then.as_of)
    return [_met(dossier, event).resting(*both.leading(event))._replace(value=event.id) for event in events]


def _begins(dossier: Dossier, events: _Events) -> tuple[bool, tuple[int, int]]:
    """Return the sort key of the latest of some events; no date sorts first, then what is only perhaps later."""
    event = dossier.one(Event, events[0][0]) if events else None
    return (not events[0][1], event.date.sort_ints) if event and event.date else (False, (0, 0))


def _latest(dossier: Dossier, met: Message, events: _Events, *, full: bool) -> Cell:
    """Return the latest event with its place, and those that may be as late, each with the comparison."""
    if not events:
        return cell(say("{label}none with a date here", label=met))
    held = [(dossier.one(Event, id_), order) for id_, order in events[:_LATEST]]
    found = [(event, order) for event, order in held if event]
    told = [_met(dossier, event, order, Message() if place else met) for place, (event, order) in enumerate(found)]
    told = [line(*told, more(len(events) - len(told)))]
    told += [substance(dossier, event) for event, order in found if not order] if full and len(events) == 1 else []
    return joined(say(". "), told, [id_ for id_, _ in events])


def _met(dossier: Dossier, event: "Event", order: Message | None = None, met: Wording = "") -> Cell:
    """Return an event after its date and place, with the doubts about who took part."""
    fields = dict.fromkeys(field for found in event.differs if (field := found.field or "").startswith("who."))
    disputed = (phrase(_whose(dossier, field), said(event, field, naming=dossier)) for field in fields)
    title = led_to(dossier, event, "who", short(event, dossier).followed(*guessed_presence(event)))
    when = phrase(dated(event), *where(dossier, event, title), met)
    return labelled(
        say("{order}, ", order=order) if order else Message(), joined(", ", (joined(": ", (when, title)), *disputed))
    )


def _whose(dossier: Dossier, field: str) -> Label:
    id_ = field.removeprefix("who.")
    return (
        Label(say("who took part: "))
        if field == "who"
        else Label(say("{name}: ", name=name(dossier, id_)), of=Value(id_, "name"))
    )
