"""Posts: what a person held when, in words that claim no more than the sources."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from brief.core.claims import claimed
from brief.core.dates import Answer
from brief.core.dossier import Dossier
from brief.core.stated import citations
from brief.document import Cell, Note, cell
from brief.reports.common import name, notes, some_later, spoken
from brief.reports.values import concatenated, joined, labelled, said

if TYPE_CHECKING:
    from brief.core.dates import Date
    from brief.core.model.actors import Organization, Person
    from brief.core.model.parts import Role


class Posts(NamedTuple):
    """The roles of a person as of a date: held or last confirmed then, over by then, and only confirmed later."""

    held: "tuple[Role, ...]"
    earlier: "tuple[Role, ...]"
    later: "tuple[Role, ...]"


def posts(person: "Person | Organization", as_of: "Date | None" = None) -> Posts:
    """The roles of a person, each group with the latest first; what began certainly after the date is left out."""
    held, earlier, later = [], [], []
    for role in sorted(person.roles, key=_latest, reverse=True):
        if as_of and role.from_ and role.from_.later_than(as_of) is Answer.YES:
            continue
        if role.to and (as_of is None or role.to.over_by(as_of) is Answer.YES):
            earlier.append(role)
        elif as_of and not role.from_ and role.seen and not _seen_by(role, as_of):
            later.append(role)
        else:
            held.append(role)
    return Posts(tuple(held), tuple(earlier), tuple(later))


def inferred_posts(person: "Person | Organization") -> list[Cell]:
    """Every post that is inferred, with what from."""
    return [
        cell(f"{role.title}: {role.inferred}", {f"roles.{index}": role.inferred})
        for index, role in enumerate(person.roles)
        if role.inferred
    ]


def rank_cell(person: "Person | Organization", role: "Role") -> Cell:
    """The rank held with a post."""
    return said(person, role.rank or "", f"roles.{person.roles.index(role)}.rank")


def role_cell(dossier: Dossier, person: "Person | Organization", role: "Role", as_of: "Date | None" = None) -> Cell:
    """A role with its organization and how long it is known to have lasted, each beside what is said instead."""
    path = f"roles.{person.roles.index(role)}"
    title = joined(", ", (rank_cell(person, role), said(person, role.title, f"{path}.title")))
    org = ", ".join(chain(dossier, role.org)) if role.org else ""
    dates = {"from": role.from_, "to": role.to, "seen": role.seen}
    rivals = {field: found for field in dates if (found := said(person, "", f"{path}.{field}")).text}
    beside = {field: f" or {found.text}" for field, found in rivals.items()}
    if "seen" in rivals and (beyond := some_later((*role.seen, *claimed(person, f"{path}.seen")), as_of)):
        beside["seen"] += f" ({beyond})"
    parts = (
        title,
        said(person, org, f"{path}.org", cited=False, naming=dossier),
        cell(lasting(role, as_of, beside)),
        *(labelled(f"{spoken(field)}: ", found) for field, found in rivals.items() if not dates[field]),
        said(person, "", "roles", path),
        cell("inferred" if role.inferred else ""),
    )
    cites = dict.fromkeys(note for part in (*parts, *rivals.values()) for note in part.cites)
    value = {"title": role.title, "rank": role.rank, "org": role.org}
    return joined("; ", parts, value).citing(cites)


def lasting(role: "Role", as_of: "Date | None" = None, beside: "Mapping[str, str] | None" = None) -> str:
    """`since 2019`, `2019 to 2021`, `last confirmed 24 March 2025`: a missing end is never "present".

    `beside` holds what follows a date, by its field: ` or 2018 (disputed)`.
    """
    also = beside or {}
    began = f"{role.from_.human()}{also.get('from', '')}" if role.from_ else ""
    start = f"since {began}" if began else ""
    if role.to:
        end = f"{role.to.human()}{also.get('to', '')}"
        return f"{began} to {end}" if began not in ("", end) else end if began else f"until {end}"
    seen = _seen_by(role, as_of) if as_of else role.seen
    if seen:
        confirmed = f"last confirmed {max(seen, key=lambda date: date.sort_ints).human()}{also.get('seen', '')}"
    elif role.seen:
        first = min(role.seen, key=lambda date: date.sort_ints).human()
        confirmed = f"confirmed only later, {first}{also.get('seen', '')}"
    else:
        confirmed = "" if start else "time unknown"
    return ", ".join(filter(None, (start, confirmed)))


def person_cell(dossier: Dossier, person: "Person", as_of: "Date | None" = None) -> Cell:
    """A person with the post that is known by then, or else the nearest to it."""
    found = posts(person, as_of)
    role = (*found.held, *found.earlier, *found.later)[:1]
    post = role_cell(dossier, person, role[0], as_of) if role else cell("post unknown")
    called = said(person, person.name, "name", None, cited=False)
    cites = (*called.cites, *(post.cites or notes(person.cite)))
    return concatenated(": ", (called, post), person.id).citing(cites)


def chain(dossier: Dossier, org: str) -> list[str]:
    """The names of an organization and of what it is part of, the narrowest first."""
    return [name(dossier, id_) for id_, _ in above(dossier, org)]


def country(dossier: Dossier, person: "Person") -> list[Cell]:
    """The countries that the person's organizations belong to, as far as the dossier says, with what that rests on."""
    found: dict[str, dict[Note, None]] = {}
    for index, role in enumerate(person.roles):
        below = dict.fromkeys(notes(citations(person, f"roles.{index}.org")))
        for id_, record in above(dossier, role.org) if role.org else ():
            if record and record.kind == "country":
                found.setdefault(id_, {}).update(below)
            below |= dict.fromkeys(notes(record.cite if record else ()))
    return [cell(name(dossier, id_), id_, tuple(cites)) for id_, cites in found.items()]


def above(dossier: Dossier, org: str) -> "Iterator[tuple[str, Organization | None]]":
    """An organization and all that it is part of, the narrowest first: ids, and records where there are any."""
    seen: set[str] = set()
    following: str | None = org
    while following and following not in seen:
        seen.add(following)
        record = dossier.get(following)
        found: Organization | None = record if record and record.KIND == "organization" else None
        yield following, found
        following = found.part_of if found else None


def _latest(role: "Role") -> tuple[int, int]:
    dates = [date.sort_ints for date in (role.to, role.from_, *role.seen) if date]
    return max(dates, default=(0, 0))


def _seen_by(role: "Role", as_of: "Date") -> "list[Date]":
    return [date for date in role.seen if date.later_than(as_of) is not Answer.YES]
