"""Lists of people: those who match a name, and those who hold or held a post."""

from collections.abc import Container, Iterator, Sequence
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING

from brief.document import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Notice,
    Row,
    Table,
    bare_day,
    cell,
    code,
    phrase,
    typed,
)
from brief.dossier.protocol import Dossier, of_class
from brief.locale import Message, say, say_many
from brief.model.actors import Person
from brief.model.names import Match, fold, is_titled
from brief.named_tuple import NamedTuple
from brief.reports.common import document, title_of, undated
from brief.reports.lookup import CHOOSE, matched, title_of_several
from brief.reports.person_page import post
from brief.reports.phrases import cited_apart, joined
from brief.reports.posts import posts
from brief.reports.ranking import Selected, best, is_over
from brief.reports.roles import died_cell, role_cell
from brief.reports.values import said
from brief.reports.words import name_ref

if TYPE_CHECKING:
    from brief.model.dates import Date
    from brief.model.parts import Role


_RANKED = 1_000
"""Maximum number of people that are ranked: ranking takes about a millisecond per person."""


def namesakes(dossier: Dossier, words: str, found: Sequence[Match], day: "Date") -> Document:
    """List the people who match a name, each with a post and the spelling that matches."""
    rows = []
    known = [(match, person) for match in found if (person := dossier.one(Person, match.id))]
    for match, person in known:
        held = posts(dossier, person, day)
        role = (*held.unended, *held.earlier)[:1]
        held_post = role_cell(dossier, person, role[0], day) if role else cell("")
        rows.append(
            Row(
                (cell(code(match.id)), said(person, "name"), held_post, matched(match, person.name)),
                match.id,
            )
        )
    return _listed(
        dossier, title_of_several(found, say("people"), words), rows, day, Column("reason", say("Match")), answers=False
    )


class Holder(NamedTuple):
    """A person who holds or held a post."""

    person: "Person"
    role: "Role"
    """The role with exactly this title, else the most recent one with a title that begins this way."""
    is_former: bool
    """True if the role is over, not just unconfirmed for a long time."""


def holders(dossier: Dossier, title: str, day: "Date") -> list[Holder]:
    """Return the people who held a post with a title that begins this way: current holders first, then exact titles."""
    found = []
    for person in of_class(dossier, Person, dossier.holders(title)):
        held = posts(dossier, person, day)
        titled = [role for role in (*held.unended, *held.earlier) if is_titled(role.title, title)]
        roles = sorted(titled, key=lambda role: fold(role.title) != fold(title))
        groups = (held.held, held.former, held.earlier)
        found += [
            (
                (next(place for place, group in enumerate(groups) if role in group), fold(role.title) != fold(title)),
                Holder(person, role, role in held.earlier),
            )
            for role in roles[:1]
        ]
    return [holder for _, holder in sorted(found, key=itemgetter(0))]


def by_post(dossier: Dossier, words: str, found: Sequence[Holder], day: "Date") -> Document:
    """List the people who hold or held a post."""
    rows = []
    for person, role, _ in found:
        told = role_cell(dossier, person, role, day)
        rows.append(Row((cell(code(person.id)), said(person, "name"), told), person.id))
    title = say_many(
        "{count} person with the post “{words}”",
        "{count} people with the post “{words}”",
        len(rows),
        words=typed(words),
    )
    return _listed(dossier, title, rows, day)


def _listed(
    dossier: Dossier,
    title: Message,
    rows: list[Row],
    day: "Date",
    *more: Column,
    answers: bool = True,
) -> Document:
    columns = (Column("id", say("Id")), Column("name", say("Name")), Column("post", say("Post")), *more)
    blocks: list[Block] = [Table("people", columns, tuple(rows)), Notice(cell(CHOOSE))]
    return document(dossier, "who", title, blocks, answers=answers, day=day)


def everyone(dossier: Dossier, today: "Date", limit: int | None = None, *, full: bool = True) -> Document:
    """List all people with their posts in the order of pages, or the first `limit` of them.

    More than 1,000 people are listed in the order of the files. Only data and a full page have one table of all.
    """
    day = dossier.as_of or today
    found = in_order(dossier, day, limit)
    is_ranked = found.total <= _RANKED
    left = {person.id for person in found.shown if is_ranked and not full and is_over(dossier, person, day)}
    columns = [Column("name", say("Name")), Column("post", say("Post"))]
    columns += [Column("id", say("Id"))] if full else []  # a reader names people by their names
    blocks: list[Block] = list(undated(dossier))
    for title, name, group in parted(found.shown, left):
        rows = tuple(_in_post(dossier, person, day, full=full) for person in group)
        blocks += [*([Heading(title)] if title else []), Table(name, tuple(columns), rows)]
    if not found.shown:
        blocks.append(Notice(cell(say("There are no people here."))))
    if not is_ranked:
        blocks.append(Notice(cell(say("There are too many to rank: they are in the order of the files."))))
    blocks += found.remark(say("brief who"))
    return document(
        dossier,
        "who",
        title_of(dossier),
        blocks,
        day=day,
        subtitle=say(
            "{people} · as of {day}",
            people=say_many("{count:,} person", "{count:,} people", found.total),
            day=bare_day(day),
        ),
        more=say("brief who NAME"),
        full=full,
    )


def parted(found: Sequence[Person], left: Container[str]) -> Iterator[tuple[Message | None, str, list[Person]]]:
    """Yield each part of a list of people that is not empty: its title, its name for programs, and the people.

    The last part has the people who have `left`, by their ids; the first needs no title.
    """
    parts = (
        (None, "people", [person for person in found if person.id not in left]),
        (say("Formerly"), "former-people", [person for person in found if person.id in left]),
    )
    return (part for part in parts if part[2])


def in_order(dossier: Dossier, day: "Date", limit: int | None = None) -> Selected[Person]:
    """Return all people in the order of pages, or the first `limit`; more than 1,000 are in the order of the files."""
    total = dossier.counts()["person"]
    if total > _RANKED:
        return Selected(list(islice(dossier.every(Person), limit)), total)
    return best(dossier, dossier.every(Person), day, limit)


def _in_post(dossier: Dossier, person: Person, day: "Date", *, full: bool) -> Row:
    """Return the row of a person: rank, name, and the post on the day, else the nearest to it."""
    called = said(person, "name", told=name_ref(dossier, person.id))
    role = next(iter(posts(dossier, person, day).known), None)
    if role is None:
        held = Cell()
    elif full:
        held = role_cell(dossier, person, role, day)
    else:
        ranked = said(person, f"roles.{person.roles.index(role)}.rank")
        called = phrase(ranked, " ", called) if ranked.text else called
        held = post(dossier, person, role, day, in_brief=True)
    held = cited_apart(joined("; ", (held, died_cell(person)), held.value))
    return Row((called, held, *([cell(code(person.id))] if full else [])), person.id)
