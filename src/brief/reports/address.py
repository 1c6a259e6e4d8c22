"""Ranks, short forms of names and forms of address; a rank on which sources differ carries a mark."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from brief.document import Cell, Mark, Words, ref
from brief.model.actors import Organization, Person
from brief.model.kinds import short_form
from brief.reports.values import said

if TYPE_CHECKING:
    from brief.model.parts import Role


def rank_cell(person: Person | Organization, role: "Role") -> Cell:
    """Return the rank held with a post."""
    return said(person, f"roles.{person.roles.index(role)}.rank")


def short_form_cell(person: Person, *, cited: bool = True) -> Cell:
    """Return the short form of a name; empty if the person has none."""
    return with_rank(person, said(person, "second_reference", cited=cited))


def with_rank(person: Person, told: Cell) -> Cell:
    """Add to a form of address the marks of the ranks in it."""
    return told.followed(*_marks(person, told.text))


def undisputed_short_form(person: Person) -> Words:
    """Return a link to a person: the short form of the name, or the full name if sources differ on the rank in it."""
    short = short_form(person)
    return ref(person.id, short if short and not any(_marks(person, short)) else person.name)


def _marks(person: Person, words: str) -> Iterator[Mark]:
    """Yield the mark of each disputed rank that occurs in these words."""
    disputed = {
        role.rank: [mark for mark in rank_cell(person, role).marks if mark.versions]
        for role in person.roles
        if role.rank and person.differs
    }
    if not any(disputed.values()):
        return
    from brief.model.names import fold

    told = f" {fold(words)} "
    for rank, marks in disputed.items():
        if f" {fold(rank)} " in told:
            yield from (mark._replace(rivals=()) for mark in marks)
