"""Delegations of a meeting: people, the bodies they belong to, and events between the sides."""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from brief.document import Value
from brief.dossier.own_heads import our_sides, own_heads
from brief.dossier.protocol import Claim, Dossier, EventFilter, of_class
from brief.dossier.rival_dates import (
    certainly_later,
    claimed,
    is_foretold,
    is_held,
    may_be_later,
    may_be_unheld,
    told_by,
)
from brief.dossier.surroundings import narrower
from brief.locale import Message, say
from brief.model.actors import Organization, Person
from brief.model.dates import Answer
from brief.model.stated import is_inferred
from brief.named_tuple import NamedTuple
from brief.reports.countries import above, acting_for, is_received, sending
from brief.reports.encounters import is_by_kind, is_encounter
from brief.reports.posts import posts
from brief.reports.words import value_of

if TYPE_CHECKING:
    from brief.model.dates import Date
    from brief.model.events import Event
    from brief.model.parts import Role


class Sides(NamedTuple):
    """The bodies of the two sides of a meeting, each with all its members."""

    theirs: tuple[str, ...]
    """Ids of the topmost bodies, mostly countries."""
    ours: tuple[str, ...]
    """The desk's own side, else the other parties of the dossier; empty if all of them are at the table."""
    members: "dict[str, Members]"
    """Maps the id of a body to all its organizations and people."""
    desk: tuple[str, ...] = ()
    """Those of `ours` that a dossier says are its desk's own; empty if no desk is on the side that meets the others."""
    among_us: bool = False
    """True if all who are met are on the desk's own side."""

    def of(self, bodies: Iterable[str]) -> frozenset[str]:
        """Return the ids of all members of these bodies."""
        return frozenset().union(*(self.members[id_].ids for id_ in bodies))

    def both(self, ids: Iterable[str]) -> bool:
        """True if these ids belong to two sides."""
        found = set(ids)
        if self.ours:
            return bool(found & self.of(self.theirs)) and bool(found & self.of(self.ours))
        return sum(bool(found & self.members[id_].ids) for id_ in self.theirs) > 1

    def met(self, claim: Claim) -> bool:
        """True if two sides met at an event, judged by membership at that time."""
        there = (id_ for held in self.members.values() for id_ in held.at(claim))
        return is_encounter(claim.event) and self.both(there)

    def leading(self, event: "Event") -> tuple[Value, ...]:
        """Return the values by which an event is a meeting of the sides."""
        return meeting_by(event, *self.members.values())

    def present(self, events: "Iterable[Event]") -> list[str]:
        """Return the bodies of which a member took part in one of these events."""
        who = {id_ for event in events for id_ in event.who}
        return [body for body, held in self.members.items() if not held.ids.isdisjoint(who)]


class Staff(NamedTuple):
    """The people of a body on a day."""

    now: "tuple[Person, ...]"
    """People with a role in the body or its parts that is not known to be over."""
    former: "tuple[Person, ...]"
    """People whose role there was not confirmed for a long time."""
    posted: "tuple[Person, ...]" = ()
    """People with a role there who act for another side: its envoys to this one, or our own people."""
    ends: tuple[Value, ...] = ()
    """The values by which others are no longer there."""


def sides(dossier: Dossier, wanted: Collection[str], day: "Date") -> Sides:
    """Return the sides of a meeting with these people and organizations on a day.

    If only our own side is met, `theirs` are the bodies that are met, not our whole side. Of several dossiers, only
    those that these people and their bodies are in have another side for them.
    """
    home: dict[str, None] = {}
    away: dict[str, None] = {}
    around: dict[str, None] = dict.fromkeys(wanted)
    for chain in (found for id_ in wanted for found in _chains(dossier, id_, day)):
        around |= dict.fromkeys(chain)
        at_home = not our_sides(dossier, chain).keys().isdisjoint(chain)
        (home if at_home else away)[chain[0 if at_home else -1]] = None
    theirs = tuple(away or home)
    own = our_sides(dossier, around)
    sideless = (head for head in own_heads(dossier, around) if not head.our_side)
    parties = (id_ for head in sideless for id_ in head.parties)
    ours = tuple(id_ for id_ in dict.fromkeys((*own, *parties)) if id_ not in theirs) if away or not home else ()
    members = {id_: Members(dossier, id_) for id_ in (*theirs, *ours)}
    return Sides(theirs, ours, members, tuple(id_ for id_ in ours if id_ in own), bool(home and not away))


def people(dossier: Dossier, wanted: str, day: "Date") -> Staff:
    """Return the person with this id, or the people of an organization and its parts."""
    if person := dossier.one(Person, wanted):
        return Staff((person,), ())
    bodies = narrower(dossier, [wanted])
    now: dict[str, Person] = {}
    former: dict[str, Person] = {}
    posted: dict[str, Person] = {}
    ends: list[Value] = []
    for person in _with_roles(dossier, bodies):
        held = posts(dossier, person, day)
        left = [role for role in held.earlier if role.org in bodies]
        ends += [value_of(person, f"roles.{person.roles.index(role)}.to") for role in left]
        if any(role.org in bodies for role in held.former):
            former[person.id] = person
        if there := [role for role in (*held.held, *held.memberships, *held.later) if role.org in bodies]:
            (posted if _is_posted(dossier, person, there, bodies, day) else now)[person.id] = person
    past = tuple(person for id_, person in former.items() if id_ not in now and id_ not in posted)
    return Staff(tuple(now.values()), past, tuple(posted.values()), tuple(ends))


def _is_posted(dossier: Dossier, person: "Person", there: "list[Role]", bodies: Iterable[str], day: "Date") -> bool:
    """True if somebody acts for another side, by the roles in these bodies or by another role for our own side."""
    if all(is_received(dossier, person, role) for role in there):
        return True
    own = our_sides(dossier, [person.id]).keys() - set(bodies)
    return any(not own.isdisjoint(dict(side)) for side in acting_for(dossier, person, day))


def concerned(dossier: Dossier, ids: Iterable[str], met: "Iterable[Person]", day: "Date") -> set[str]:
    """Return the ids of those who are met, of the bodies that they act for, and of those that they are part of."""
    found: set[str] = set()
    for person in met:
        found |= {person.id, *(body for side in acting_for(dossier, person, day) for body, _ in side)}
    for id_ in ids:
        if dossier.one(Organization, id_):
            found |= {*narrower(dossier, [id_]), *(body for body, _ in above(dossier, id_))}
    return found


def _with_roles(dossier: Dossier, bodies: Iterable[str]) -> "Iterator[Person]":
    """Yield the people who have, had or will have a role in one of these bodies."""
    links = (link for body in bodies for link in dossier.linked_to(body) if link.kind == "person")
    return of_class(dossier, Person, dict.fromkeys(link.id for link in links if link.path.startswith("roles.")))


class Latest(NamedTuple):
    """An event that is the latest one, or may be."""

    event: "Event"
    order: Message = Message()
    """How its beginning compares with that of the latest event; empty for the latest event itself."""
    leading: tuple[Value, ...] = ()
    """The values by which it is a meeting with those who are met."""


def last_contact(dossier: Dossier, who: tuple[str, ...], fits: "Callable[[Claim], bool]") -> list[Latest]:
    """Return the latest matching event in which one of these took part, then those that may be as late."""
    return latest(dossier, filter(fits, dossier.events(EventFilter(who=who))), dossier.as_of)


def coming(dossier: Dossier, fits: "Callable[[Event], bool]", day: "Date") -> "list[Event]":
    """Return the matching events that are certainly later than a day, in order of time.

    Cancelled events are included: their kind says so.
    """
    found = {claim.event.id: claim.event for claim in dossier.events(EventFilter(since=day)) if fits(claim.event)}
    return [event for event in found.values() if certainly_later(claimed(event), day)]


def latest(dossier: Dossier, claims: Iterable[Claim], day: "Date | None" = None) -> list[Latest]:
    """Return the latest event that took place by a day, others of that day, and those that may have begun later.

    Events that were only planned, cancelled or expected are left out, and so is an event that contains the latest one.
    If none certainly took place by the day, the first is one that may have. One that by a source did not take place is
    first only if no other event of its day certainly did.
    """
    dated = [claim for claim in claims if took_place(dossier, claim, day)]
    if not dated:
        return []
    certain = [
        claim for claim in dated if not may_be_later(dossier, claim.date, told_by(claim.event, claim.rival), day)
    ]
    last = max(certain or dated, key=_begins)
    if may_be_unheld(last.event):
        sure = (claim for claim in certain if not may_be_unheld(claim.event) and _is_same_day(claim, last))
        last = max(sure, key=_begins, default=last)
    found = {last.event.id: Latest(last.event)}
    for claim in reversed(dated):
        order = _order(claim, last)
        if order and claim.event.id != last.event.part_of:
            found.setdefault(claim.event.id, Latest(claim.event, order))
    return list(found.values())


def meeting_by(event: "Event", *members: "Members") -> tuple[Value, ...]:
    """Return the values by which an event is a meeting of these, which no words print."""
    kind = [value_of(event, "kind")] if is_by_kind(event) else []
    return (*kind, *(value for held in members for value in held.leading(event)))


def took_place(dossier: Dossier, claim: Claim, day: "Date | None") -> bool:
    """True if an event is recorded as having taken place on this date, which is not certainly later than a day."""
    if claim.date is None or not is_held(claim.event) or certainly_later([claim.date], day):
        return False
    return not is_foretold(dossier, claim.date, told_by(claim.event, claim.rival))


def _order(claim: Claim, last: Claim) -> Message:
    """Say how an event compares with the latest one; empty if it certainly began on an earlier day."""
    assert claim.date is not None
    assert last.date is not None
    if claim.date.begins_after(last.date) is not Answer.NO:
        is_season = claim.date.has_no_months or last.date.has_no_months
        return say("perhaps later (months not known)") if is_season else say("perhaps later")
    return say("the same day") if _is_same_day(claim, last) else Message()


def _is_same_day(claim: Claim, last: Claim) -> bool:
    """True if two events certainly began on one day."""
    assert claim.date is not None
    assert last.date is not None
    return claim.date.begins_after(last.date) is last.date.begins_after(claim.date) is Answer.NO


def _begins(claim: Claim) -> tuple[bool, bool, tuple[int, int]]:
    """Return the sort key for the latest event: recorded dates come before rival ones.

    A date with an unknown beginning sorts before all others.
    """
    assert claim.date is not None
    return claim.rival is None, claim.date.earliest is not None, claim.date.sort_ints


def is_ours(dossier: Dossier, id_: str, day: "Date | None", told: str = "") -> bool:
    """True if a person or body is on our own side on a day; the author of the dossier always is.

    `told` is the id of the record that names them.
    """
    own = our_sides(dossier, [id_, told])
    is_author = any(id_ == head.author for head in own_heads(dossier, [id_, told]))
    return bool(own) and (is_author or any(not own.keys().isdisjoint(chain) for chain in _chains(dossier, id_, day)))


def _chains(dossier: Dossier, id_: str, day: "Date | None") -> list[list[str]]:
    """Return the bodies that a person acts for on a day, or an organization itself, each with all bodies above it."""
    person = dossier.one(Person, id_)
    chains = acting_for(dossier, person, day) if person else [list(above(dossier, id_))]
    return [[body for body, _ in chain] for chain in chains]


class Members:
    """A person alone, or an organization with its parts and all who held a post in it."""

    def __init__(self, dossier: Dossier, body: str, *, is_open_counted: bool = False) -> None:
        """Collect the members; `body` is the id of a person or an organization.

        With `is_open_counted`, posts that leave open which side sends count, too.
        """
        self._dossier = dossier
        self._body = body
        self._is_open_counted = is_open_counted
        self._bodies = frozenset(narrower(dossier, [body]))
        held = ((person, self._posts(person)) for person in _with_roles(dossier, self._bodies))
        self._people = {person.id: (person, roles) for person, roles in held if roles}
        self.ids = self._bodies | self._people.keys()

    def _posts(self, person: "Person") -> "list[Role]":
        """Return the posts of a person in these bodies that a source states."""
        roles = (
            role
            for at, role in enumerate(person.roles)
            if role.org in self._bodies and not role.inferred and not is_inferred(person, f"roles.{at}.org")
        )
        return [role for role in roles if self._acts_here(person, role)]

    def _acts_here(self, person: "Person", role: "Role") -> bool:
        """True if the holder of a post in these bodies acts for them."""
        if senders := dict(sending(self._dossier, person, role)):
            return not self._bodies.isdisjoint(senders)
        return self._is_open_counted and not is_received(self._dossier, person, role)

    def at(self, claim: Claim) -> list[str]:
        """Return the members who took part in an event; people count only with a post that was current then."""
        return [id_ for id_ in claim.event.who if id_ in self.ids and self._is_in_office(id_, claim.date)]

    def leading(self, event: "Event") -> tuple[Value, ...]:
        """Return the values by which a participant of an event is a member: of several, the one with the fewest."""
        return min((tuple(self._way(id_)) for id_ in event.who if id_ in self.ids), key=len, default=())

    def _way(self, id_: str) -> Iterator[Value]:
        """Yield the values that lead from a member to the body."""
        if id_ in self._people:
            person, (role, *_) = self._people[id_]
            yield value_of(person, f"roles.{person.roles.index(role)}.org")
            id_ = role.org or id_
        for part, _ in above(self._dossier, id_):
            if part == self._body:
                return
            yield Value(part, "part_of")

    def _is_in_office(self, id_: str, date: "Date | None") -> bool:
        if id_ in self._bodies:
            return True
        person, roles = self._people[id_]
        held = posts(self._dossier, person, date)
        now = (*held.held, *held.memberships, *held.later, *(() if date else held.earlier))
        return any(role in now for role in roles)
