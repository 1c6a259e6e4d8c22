"""Posts: what a person held when, in words that claim no more than the sources."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from brief.core.claims import claimed
from brief.core.dossier import Dossier
from brief.document import Cell, cell
from brief.reports.bygone import without_later_end
from brief.reports.common import name, notes, some_later, spoken
from brief.reports.countries import above
from brief.reports.posts import is_former, posts, seen_by
from brief.reports.values import concatenated, joined, labelled, said

if TYPE_CHECKING:
    from brief.core.dates import Date
    from brief.core.model.actors import Organization, Person
    from brief.core.model.parts import Role


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


def role_cell(
    dossier: Dossier,
    person: "Person | Organization",
    role: "Role",
    day: "Date | None" = None,
    as_of: "Date | None" = None,
) -> Cell:
    """A role with its organization and how long it is known to have lasted by a day, each beside its rivals.

    `as_of` is the day where the world is told as it was then: an end that came later is left out.
    """
    path = f"roles.{person.roles.index(role)}"
    title = joined(", ", (rank_cell(person, role), said(person, role.title, f"{path}.title")))
    org = ", ".join(chain(dossier, role.org)) if role.org else ""
    dates = {"from": role.from_, "to": role.to, "seen": role.seen}
    rivals = {field: found for field in dates if (found := said(person, "", f"{path}.{field}")).text}
    beside = {field: f" or {found.text}" for field, found in rivals.items()}
    if "seen" in rivals and (beyond := some_later((*role.seen, *claimed(person, f"{path}.seen")), day)):
        beside["seen"] += f" ({beyond})"
    parts = (
        title,
        said(person, org, f"{path}.org", cited=False, naming=dossier),
        cell(lasting(without_later_end(role, as_of), day, beside, former=is_former(dossier, person, role, day))),
        *(labelled(f"{spoken(field)}: ", found) for field, found in rivals.items() if not dates[field]),
        said(person, "", "roles", path),
        cell("inferred" if role.inferred else ""),
    )
    cites = dict.fromkeys(note for part in (*parts, *rivals.values()) for note in part.cites)
    value = {"title": role.title, "rank": role.rank, "org": role.org}
    return joined("; ", parts, value).citing(cites)


def role_lines(
    dossier: Dossier, person: "Person", day: "Date | None", as_of: "Date | None" = None
) -> list[tuple[str, str, list[Cell]]]:
    """The roles of a person on a day, as the fields of a card: key, label and lines."""
    found = posts(dossier, person, day)
    groups = (
        ("posts", "Post", found.held),
        ("memberships", "Membership", found.memberships),
        ("former", "Formerly", found.former),
        ("earlier", "Earlier", found.earlier),
        ("later", "Cannot tell", found.later),
    )
    return [
        (key, label, [role_cell(dossier, person, role, day, as_of) for role in roles]) for key, label, roles in groups
    ]


def lasting(
    role: "Role", as_of: "Date | None" = None, beside: "Mapping[str, str] | None" = None, *, former: bool = False
) -> str:
    """`since 2019`, `2019 to 2021`, `last confirmed 24 March 2025`: a missing end is never "present".

    `beside` holds what follows a date, by its field: ` or 2018 (disputed)`. A `former` post is one that nobody has
    confirmed for long: `from 2015, last seen in post 24 January 2019`.
    """
    also = beside or {}
    began = f"{role.from_.human()}{also.get('from', '')}" if role.from_ else ""
    start = f"{'from' if former else 'since'} {began}" if began else ""
    if role.to:
        end = f"{role.to.human()}{also.get('to', '')}"
        return f"{began} to {end}" if began not in ("", end) else end if began else f"until {end}"
    seen = seen_by(role, as_of) if as_of else role.seen
    if former and not seen:
        return f"last seen in post {began}, when it began"
    if seen:
        last = f"{max(seen, key=lambda date: date.sort_ints).human()}{also.get('seen', '')}"
        confirmed = f"last {'seen in post' if former else 'confirmed'} {last}"
    elif role.seen:
        first = min(role.seen, key=lambda date: date.sort_ints).human()
        confirmed = f"confirmed only later, {first}{also.get('seen', '')}"
    else:
        confirmed = "" if start else "time unknown"
    return ", ".join(filter(None, (start, confirmed)))


def person_cell(dossier: Dossier, person: "Person", day: "Date | None" = None, as_of: "Date | None" = None) -> Cell:
    """A person with the post that is known by then, or else the nearest to it; without any, with a membership."""
    found = posts(dossier, person, day)
    role = next(iter(found.known), None)
    post = role_cell(dossier, person, role, day, as_of) if role else cell("post unknown")
    label = "formerly " if role in found.former else "post unknown; " if role in found.memberships else ""
    called = said(person, person.name, "name", None, cited=False)
    cites = (*called.cites, *(post.cites or notes(person.cite)))
    return concatenated(": ", (called, labelled(label, post)), person.id).citing(cites)


def chain(dossier: Dossier, org: str) -> list[str]:
    """The names of an organization and of what it is part of, the narrowest first."""
    return [name(dossier, id_) for id_, _ in above(dossier, org)]
