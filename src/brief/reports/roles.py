"""Posts: what a person held when, in words that claim no more than the sources."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from brief.core.dates import Answer
from brief.core.dossier import Dossier
from brief.document import Cell, cell
from brief.reports.common import name, notes, rival

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
        if as_of and role.from_ and role.from_.after(as_of) is Answer.YES:
            continue
        if role.to and (as_of is None or role.to.before(as_of) is Answer.YES):
            earlier.append(role)
        elif as_of and not role.from_ and role.seen and not _seen_by(role, as_of):
            later.append(role)
        else:
            held.append(role)
    return Posts(tuple(held), tuple(earlier), tuple(later))


def title(role: "Role") -> str:
    """Rank and post: `Major General, Head of Department`."""
    return ", ".join(filter(None, (role.rank, role.title)))


def role_cell(dossier: Dossier, person: "Person | Organization", role: "Role", as_of: "Date | None" = None) -> Cell:
    """A role with its organization, how long it is known to have lasted, and what is disputed of it."""
    org = ", ".join(chain(dossier, role.org)) if role.org else ""
    place = f"roles.{person.roles.index(role)}."
    disputed = [found for found in person.differs if (found.field or "").startswith(place)]
    differs = [rival(found, remark=False) for found in disputed]
    guessed = "inferred" if role.inferred else ""
    told = (title(role), org, lasting(role, as_of), guessed, *(found.text for found in differs))
    words = "; ".join(filter(None, told))
    cites = (*notes(role.cite), *(note for found in differs for note in found.cites))
    return cell(words, {"title": role.title, "rank": role.rank, "org": role.org}, cites)


def lasting(role: "Role", as_of: "Date | None" = None) -> str:
    """`since 2019`, `2019 to 2021`, `last confirmed 24 March 2025`: a missing end is never "present"."""
    start = f"since {role.from_.human()}" if role.from_ else ""
    if role.to:
        return f"{role.from_.human()} to {role.to.human()}" if role.from_ else f"until {role.to.human()}"
    seen = _seen_by(role, as_of) if as_of else role.seen
    if seen:
        confirmed = f"last confirmed {max(seen, key=lambda date: date.sort_ints).human()}"
    elif role.seen:
        confirmed = f"confirmed only later, {min(role.seen, key=lambda date: date.sort_ints).human()}"
    else:
        confirmed = "" if start else "time unknown"
    return ", ".join(filter(None, (start, confirmed)))


def chain(dossier: Dossier, org: str) -> list[str]:
    """The names of an organization and of what it is part of, the narrowest first."""
    return [name(dossier, id_) for id_, _ in above(dossier, org)]


def country(dossier: Dossier, person: "Person") -> str:
    """The countries that the person's organizations belong to, as far as the dossier says."""
    found = {
        id_: record.name
        for role in person.roles
        if role.org
        for id_, record in above(dossier, role.org)
        if record is not None and record.kind == "country"
    }
    return ", ".join(found.values())


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
    return [date for date in role.seen if date.after(as_of) is not Answer.YES]
