"""Lists of people: those whom a name may mean, and those who hold or held a post."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from brief.core.dossier import Dossier
from brief.core.names import Match, fold
from brief.document import Column, Document, Notice, Row, Table, cell
from brief.reports.common import document
from brief.reports.lookup import CHOOSE, matched, title_of_several
from brief.reports.roles import posts, role_cell

if TYPE_CHECKING:
    from brief.core.dates import Date
    from brief.core.model.actors import Person
    from brief.core.model.parts import Role


def namesakes(dossier: Dossier, words: str, found: Sequence[Match], day: "Date") -> Document:
    """The people whom a name may mean, each with a post and the spelling that matches."""
    rows = []
    for match in found:
        person: Person = dossier.get(match.id)
        held = posts(person, day)
        role = (*held.held, *held.earlier)[:1]
        post = role_cell(dossier, person, role[0], day) if role else cell("")
        rows.append(Row((cell(match.id), cell(person.name), post, matched(match, person.name)), match.id))
    return _listed(dossier, title_of_several(found, "people", words), rows, Column("reason", "Match"), answers=False)


def holders(dossier: Dossier, title: str, day: "Date") -> "list[tuple[Person, Role]]":
    """The people who hold or held a post of this title by a day, those in post first, each with the latest role."""
    groups: tuple[list[tuple[Person, Role]], list[tuple[Person, Role]]] = ([], [])
    for person in map(dossier.get, dossier.holders(title)):
        held = posts(person, day)
        roles = [role for role in (*held.held, *held.earlier) if fold(role.title) == fold(title)]
        if roles:
            groups[roles[0] in held.earlier].append((person, roles[0]))
    return [*groups[0], *groups[1]]


def by_post(dossier: Dossier, words: str, found: "Sequence[tuple[Person, Role]]", day: "Date") -> Document:
    """The people who hold or held a post."""
    rows = [
        Row((cell(person.id), cell(person.name), role_cell(dossier, person, role, day)), person.id)
        for person, role in found
    ]
    return _listed(dossier, f"{len(rows)} people with the post “{words}”", rows)


def _listed(dossier: Dossier, title: str, rows: list[Row], *more: Column, answers: bool = True) -> Document:
    columns = (Column("id", "Id"), Column("name", "Name"), Column("post", "Post"), *more)
    return document(
        dossier, "who", title, [Table("people", columns, tuple(rows)), Notice(cell(CHOOSE))], answers=answers
    )
