"""The bodies in which a person works, and their commitments for the time in that post.

For the side that a person is on, with the bodies above it and its country, see `countries.acting_for`.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from brief.dossier.protocol import Dossier, of_class
from brief.dossier.rival_dates import certainly_after, claimed
from brief.model.actors import Organization
from brief.model.commitments import Commitment
from brief.model.paths import is_within
from brief.reports.commitment_status import is_settled, latest
from brief.reports.countries import is_country, sending
from brief.reports.lookup import named
from brief.reports.posts import has_died, posts

if TYPE_CHECKING:
    from brief.model.actors import Person
    from brief.model.dates import Date
    from brief.model.parts import Role


def offices(dossier: Dossier, person: "Person", day: "Date | None") -> set[str]:
    """Return the bodies of the posts that a person is not known to have left, without the bodies above them.

    Countries are left out. For a post abroad, it is the body that sends.
    """
    roles = (role for role in _held(dossier, person, day) if role.org)
    return _no_countries(dossier, {body for role in roles for body, _ in sending(dossier, person, role)[:1]})


def of_office(dossier: Dossier, person: "Person", day: "Date | None") -> "list[Commitment]":
    """Return the commitments of these bodies and of what they are part of, except countries.

    Any source may say that a body owes or is owed them. They were not settled before the post began.
    """
    found: dict[str, Commitment] = {}
    for role in _held(dossier, person, day):
        bodies = _no_countries(dossier, {body for body, _ in sending(dossier, person, role)})
        naming = (each for field in ("by", "for") for each in dossier.naming(Commitment, field, bodies))
        for held in naming:
            if not bodies.isdisjoint(_concerned(dossier, held)) and _is_in_time(dossier, person, role, held):
                found.setdefault(held.id, held)
    return list(found.values())


def _held(dossier: Dossier, person: "Person", day: "Date | None") -> "list[Role]":
    """Return the posts that a person is not known to have left, also if the last confirmation is long ago.

    A death ends the posts that nobody confirmed for long.
    """
    known = posts(dossier, person, day)
    return [*known.held] if day and has_died(person, day) else [*known.held, *known.former]


def _no_countries(dossier: Dossier, bodies: set[str]) -> set[str]:
    return {found.id for found in of_class(dossier, Organization, bodies) if not is_country(found)}


def _is_in_time(dossier: Dossier, person: "Person", role: "Role", held: Commitment) -> bool:
    """True unless a commitment was certainly settled before a post began, or made after it will end."""
    path = f"roles.{person.roles.index(role)}"
    entry = latest(dossier, held) if is_settled(dossier, held) else None
    settled = [entry.date] if entry and entry.date else []
    is_earlier = certainly_after(claimed(person, f"{path}.from"), settled)
    return not is_earlier and not is_made_after(held, claimed(person, f"{path}.to"))


def last_day(dossier: Dossier, person: "Person", day: "Date | None") -> "list[Date]":
    """Return the claimed dates on which a person left all posts or died; empty if a post may still be held."""
    known = posts(dossier, person, day)
    if known.open or not known.earlier:
        return _death(person, day)
    return [date for role in known.earlier for date in claimed(person, f"roles.{person.roles.index(role)}.to")]


def _death(person: "Person", day: "Date | None") -> "list[Date]":
    return claimed(person, "died") if has_died(person, day) else []


def is_made_after(held: Commitment, ends: "list[Date]") -> bool:
    """True if a commitment was certainly made after these dates; false without dates."""
    made = claimed(held, "made") or [entry.date for entry in held.log[:1] if entry.date]
    return certainly_after(made, ends)


def _concerned(dossier: Dossier, held: Commitment) -> Iterator[str]:
    """Yield who owes a commitment or is owed it, according to any source."""
    yield from (*held.by, *held.for_)
    for found in held.differs:
        if any(is_within(found.field or "", field) for field in ("by", "for")):
            yield from named(dossier, found.value, ("person", "organization")) or ()
