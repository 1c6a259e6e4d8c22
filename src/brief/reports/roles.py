"""Posts: what a person held and when, in words that claim no more than the sources."""

from functools import partial
from typing import TYPE_CHECKING

from brief.document import Cell, Mark, Sign, Value, When, cell, phrase, quoted
from brief.dossier.facets import is_to_the_day
from brief.dossier.protocol import Dossier
from brief.locale import Message, say
from brief.model.stated import citations, stated
from brief.reports.countries import above
from brief.reports.particulars import rank_cell
from brief.reports.phrases import cited_apart, cited_once, filled, joined, labelled, listed
from brief.reports.posts import former_by, posts, seen_by
from brief.reports.values import said, support, worded
from brief.reports.words import name_ref, spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from brief.model.actors import Organization, Person
    from brief.model.dates import Date
    from brief.model.parts import Role


def inferred_posts(person: "Person | Organization") -> list[Cell]:
    """Return every inferred post with the reason."""
    return [
        cell(
            phrase(worded(stated(person, f"roles.{index}.title")), ": ", quoted(role.inferred)),
            {f"roles.{index}": role.inferred},
        )
        for index, role in enumerate(person.roles)
        if role.inferred
    ]


def role_cell(
    dossier: Dossier,
    person: "Person | Organization",
    role: "Role",
    day: "Date | None" = None,
) -> Cell:
    """Return a role with its organization and its known duration by a day, each with its rivals."""
    path = f"roles.{person.roles.index(role)}"
    dates = {"from": role.from_, "to": role.to, "seen": role.seen}
    without = [(field, said(person, f"{path}.{field}", told="")) for field, held in dates.items() if not held]
    bodies = [id_ for id_, _ in above(dossier, role.org)] if role.org else []
    parts = (
        joined(", ", (rank_cell(person, role), title_cell(person, role))),
        bodies_cell(dossier, person, role, bodies),
        lasting(person, role, day, former=former_by(dossier, person, role, day)),
        *(labelled(say("{field}: ", field=spoken(field)), found) for field, found in without),
    )
    value = {"title": role.title, "rank": role.rank, "org": role.org}
    return doubted(dossier, person, role, cited_apart(cited_once(joined("; ", parts, value))))


def doubted(dossier: Dossier, person: "Person | Organization", role: "Role", told: Cell) -> Cell:
    """Return words for a post with the marks of the post as a whole: inferred, disputed."""
    guessed = [Mark(Sign.INFERRED, reason=role.inferred)] if role.inferred else []
    whole = said(person, f"roles.{person.roles.index(role)}", "roles", told=told, naming=dossier)
    return told.followed(*guessed, *(mark for mark in whole.marks[len(told.marks) :] if mark.sign is Sign.DISPUTED))


def title_cell(person: "Person | Organization", role: "Role") -> Cell:
    """Return the title of a post, plus the constituency if it is not in the title: `Member of Parliament for Leith`."""
    path = f"roles.{person.roles.index(role)}"
    title, constituency = said(person, f"{path}.title"), said(person, f"{path}.constituency")
    is_named = role.constituency and role.constituency.casefold() in role.title.casefold()
    if is_named and not constituency.marks:
        return title
    # Translators: between the title of a post and its constituency: "Member of Parliament for Leith"
    return joined(say(" for "), (title, constituency))


def is_apart(person: "Person | Organization", path: str, field: str) -> bool:
    """True if a field of a role has other citations than the title."""
    return set(citations(person, f"{path}.{field}")) != set(citations(person, f"{path}.title"))


def role_lines(dossier: Dossier, person: "Person", day: "Date | None") -> list[tuple[str, Message, list[Cell]]]:
    """Return the roles of a person on a day as fields of a card: key, label and lines."""
    found = posts(dossier, person, day)
    groups = (
        ("posts", say("Post"), found.held),
        ("former", say("Last seen"), found.former),
        ("memberships", say("Membership"), found.memberships),
        ("earlier", say("Earlier"), found.earlier),
        ("later", say("Cannot tell"), found.later),
    )
    return [(key, label, [role_cell(dossier, person, role, day) for role in roles]) for key, label, roles in groups]


def lasting(
    person: "Person | Organization",
    role: "Role",
    day: "Date | None" = None,
    *,
    former: str = "",
) -> Cell:
    """Return the known duration of a role: `since 2019`, `2019 to 2021`, `in post on 24 March 2025`.

    A missing end is never "present". Each date has its own citations and rivals. The reason for an end is in brackets.
    A post is `former` by the field of `former_by`: `from 2015, last seen in post 24 January 2019`. No other word says
    that it is over, because nobody is known to have left until a source says so. Without dates: `time unknown`.
    """
    told = _lasting(person, role, day, former=bool(former))
    return told.resting(Value(person.id, former)) if former == "died" else told


def _lasting(person: "Person | Organization", role: "Role", day: "Date | None", *, former: bool) -> Cell:
    path = f"roles.{person.roles.index(role)}"
    date = partial(_date, person, role)
    began = date("from", role.from_) if role.from_ else cell("")
    start = labelled(say("from {value}") if former else say("since {value}"), began)
    if role.to:
        reason = said(person, f"{path}.end_reason")
        end = date("to", role.to)
        end = phrase(end, reason.with_text(" (", ")")) if reason.text else end
        both = filled(say("{start} to {end}"), start=began, end=end) if began.text not in ("", end.text) else end
        return both if began.text else labelled(say("until {value}"), end)
    seen = seen_by(role, day) if day else role.seen
    if former and not seen and began.text:
        return labelled(say("last seen in post {value}, when it began"), began)
    if seen:
        latest = max(seen, key=lambda found: found.sort_ints)
        label = say("last seen in post {value}") if former else _seen_in(person, latest)
        confirmed = labelled(label, date("seen", latest))
    elif role.seen:
        first = date("seen", min(role.seen, key=lambda found: found.sort_ints))
        confirmed = labelled(say("confirmed only later, {value}"), first)
    else:
        confirmed = cell("" if start.text else say("time unknown"))
    return joined(", ", (start, confirmed))


def held_on(person: "Person | Organization", role: "Role", day: "Date") -> Cell:
    """Return when a post is known to be held, for a column with that title.

    `until 2024`, or the day when it was last seen (`24 Mar 2025`), or `since 2021`.
    """
    date = partial(_date, person, role, is_short=True)
    if role.to:
        return labelled(say("until {value}"), date("to", role.to))
    if seen := seen_by(role, day):
        return date("seen", max(seen, key=lambda found: found.sort_ints))
    return labelled(say("since {value}"), date("from", role.from_)) if role.from_ else Cell()


def _date(person: "Person | Organization", role: "Role", field: str, held: "Date", *, is_short: bool = False) -> Cell:
    """Return a date of a role, with its rivals; one of several has its own, and those of all of them."""
    path = f"roles.{person.roles.index(role)}.{field}"
    own = [f"{path}.{role.seen.index(held)}"] if field == "seen" and len(role.seen) > 1 else []
    return said(person, *own, path, told=When(held, is_short=is_short))


def _seen_in(holder: "Person | Organization", date: "Date") -> Message:
    """Return the words for the latest date of a role: a person is in post on a day, or in a month or year."""
    if holder.KIND != "person" or date.is_interval or date.approximate:
        return say("last confirmed {value}")
    return say("in post on {value}") if is_to_the_day(date) else say("in post in {value}")


def died_cell(person: "Person") -> Cell:
    """Return `died 1994`; empty if no death is recorded."""
    return labelled(say("died {value}"), said(person, "died"))


def bodies_cell(dossier: Dossier, person: "Person | Organization", role: "Role", shown: "Sequence[str]") -> Cell:
    """Return these bodies of a post, the narrowest first, each with the citations for its place in the hierarchy.

    The body of the post has its rivals; if there are any, it is always among them.
    """
    path = f"roles.{person.roles.index(role)}.org"
    own = said(person, path, naming=dossier)
    told = [own] if own.has(Sign.DISPUTED) or role.org in shown else []
    cites, marks = ([], []) if told else ([*support(person, path)], [*own.marks])
    for id_, record in above(dossier, role.org) if role.org else ():
        if id_ in shown and id_ != role.org:
            told.append(cell(name_ref(dossier, id_)).citing(cites).followed(*marks))
            cites, marks = [], []
        if record and record.part_of:
            cites += support(record, "part_of")
            marks += said(record, "part_of", naming=dossier).marks
    return listed(told)
