"""Who sits on which side of a table: people, the bodies they belong to, and what happened between the sides."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Literal, NamedTuple

from brief.core.claims import is_foretold
from brief.core.dates import Answer
from brief.core.dossier import Claim, Dossier, EventFilter
from brief.reports.roles import above, posts
from brief.reports.scope import narrower

if TYPE_CHECKING:
    from brief.core.dates import Date
    from brief.core.model.actors import Person
    from brief.core.model.events import Event
    from brief.core.model.parts import Citation


class Sides(NamedTuple):
    """The bodies that the others come from and those that they meet, each with all that belongs to it."""

    theirs: tuple[str, ...]
    """Ids of the bodies at the top: countries, mostly."""
    ours: tuple[str, ...]
    """The other parties of the dossier; none where all of them are at the table, or none are named."""
    members: dict[str, frozenset[str]]
    """By the id of a body, the ids of all organizations and people of it."""

    def of(self, bodies: Iterable[str]) -> frozenset[str]:
        """All that belongs to these bodies."""
        return frozenset().union(*(self.members[id_] for id_ in bodies))

    def both(self, ids: Iterable[str]) -> bool:
        """Whether these ids come from two sides."""
        found = set(ids)
        if self.ours:
            return bool(found & self.of(self.theirs)) and bool(found & self.of(self.ours))
        return sum(bool(found & self.members[id_]) for id_ in self.theirs) > 1


def sides(dossier: Dossier, wanted: Iterable[str]) -> Sides:
    """The sides of a meeting with these people and organizations."""
    tops: dict[str, None] = {}
    for id_ in wanted:
        tops |= dict.fromkeys(_tops(dossier, id_))
    parties = dossier.header.parties if dossier.header else ()
    ours = tuple(id_ for id_ in parties if id_ not in tops)
    members = {id_: members_of(dossier, id_) for id_ in (*tops, *ours)}
    return Sides(tuple(tops), ours, members)


def people(dossier: Dossier, wanted: str, as_of: "Date") -> "list[Person]":
    """The person of this id; of an organization, those with a post in it or below it that is not known to be over."""
    found = dossier.get(wanted)
    if found.KIND == "person":
        return [found]
    bodies = narrower(dossier, wanted)
    held: dict[str, Person] = {}
    for body in bodies:
        for link in dossier.linked_to(body):
            if link.kind == "person" and link.path.startswith("roles."):
                person: Person = dossier.get(link.id)
                now = posts(person, as_of)
                if any(role.org in bodies for role in (*now.held, *now.later)):
                    held[link.id] = person
    return list(held.values())


class Latest(NamedTuple):
    """An event that is the latest, or may be."""

    event: "Event"
    order: Literal["", "the same day", "perhaps later"] = ""
    """When it began by comparison with the latest one; empty for that itself."""

    def label(self, first: str = "") -> str:
        """What goes before it in a sentence: for the latest this word, for others how they compare."""
        return f"{self.order}: " if self.order else first


def last_contact(
    dossier: Dossier, who: tuple[str, ...], as_of: "Date", fits: "Callable[[Event], bool]" = bool
) -> list[Latest]:
    """The latest event that fits in which one of these took part, and then those that may be as late."""
    claims = dossier.events(EventFilter(known_at=as_of, who=who))
    return latest(dossier, (claim for claim in claims if fits(claim.event)))


def latest(dossier: Dossier, claims: Iterable[Claim]) -> list[Latest]:
    """The latest event to begin, those of the same day, and those that may have begun later.

    What was only foretold is none of them, nor an event that the latest was part of.
    """
    dated = [claim for claim in claims if claim.date and not is_foretold(dossier, claim.date, _cited(claim))]
    if not dated:
        return []
    last = max(dated, key=_begins)
    found = {last.event.id: Latest(last.event)}
    for claim in reversed(dated):
        order = _order(claim, last)
        if order and claim.event.id != last.event.part_of:
            found.setdefault(claim.event.id, Latest(claim.event, order))
    return list(found.values())


def _order(claim: Claim, last: Claim) -> Literal["", "the same day", "perhaps later"]:
    """How an event compares with the latest one; empty where it certainly began before."""
    assert claim.date is not None
    assert last.date is not None
    if claim.date.begins_after(last.date) is not Answer.NO:
        return "perhaps later"
    earlier_that_day = claim.date.time and last.date.time and claim.date.time != last.date.time
    return "" if earlier_that_day or last.date.begins_after(claim.date) is not Answer.NO else "the same day"


def _cited(claim: Claim) -> "tuple[Citation, ...]":
    return claim.event.cite if claim.rival is None else claim.event.differs[claim.rival].cite


def _begins(claim: Claim) -> tuple[bool, bool, tuple[int, int]]:
    """What the latest event is told by: the dates that records hold, and only without any those said instead.

    A date whose beginning is not known comes before all others.
    """
    assert claim.date is not None
    return claim.rival is None, claim.date.earliest is not None, claim.date.sort_ints


def _tops(dossier: Dossier, id_: str) -> list[str]:
    """The bodies that stand above all others of a person or an organization."""
    found = dossier.get(id_)
    orgs = [role.org for role in found.roles if role.org] if found.KIND == "person" else [id_]
    return [list(above(dossier, org))[-1][0] for org in orgs]


def members_of(dossier: Dossier, body: str) -> frozenset[str]:
    """A person alone; an organization, what is part of it, and all who ever had a post there."""
    ids = narrower(dossier, body)
    held = {link.id for id_ in ids for link in dossier.linked_to(id_) if link.path.startswith("roles.")}
    return frozenset(ids) | {id_ for id_ in held if (found := dossier.name(id_)) and found.kind == "person"}
