"""Those who are met: a card for each, and when they were last met."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from brief.core.dossier import Dossier
from brief.document import Block, Card, Cell, Field, Heading, cell
from brief.reports.common import listing, name, names, notes, rival, spoken
from brief.reports.lines import event_cell, line, said
from brief.reports.roles import country, posts, role_cell
from brief.reports.sides import Sides, last_contact, members_of, people

if TYPE_CHECKING:
    from brief.core.dates import Date
    from brief.core.model.actors import Organization, Person
    from brief.core.model.events import Event


def participants(dossier: Dossier, ids: Iterable[str], met: "Iterable[Person]", on: "Date") -> Iterator[Block]:
    """Cards of the organizations among these ids and of the people who are met, as of a day."""
    yield Heading("Participants")
    for id_ in ids:
        record = dossier.get(id_)
        if record.KIND == "organization":
            yield _organization(dossier, record, on)
    for person in met:
        yield _biography(dossier, person, on)


def _organization(dossier: Dossier, held: "Organization", on: "Date") -> Card:
    now = posts(held, on)
    roles = [role_cell(dossier, held, role, on) for role in now.held]
    nobody = not people(dossier, held.id, on)
    facts = (
        ("kind", "Kind", [cell(held.kind, None, notes(held.cite))] if held.kind else []),
        ("summary", "In short", [said(held, held.summary, "summary")] if held.summary else []),
        ("roles", "Part in other bodies", roles),
        ("people", "People", [cell("none of it in the dossier")] if nobody else []),
    )
    return _card("organization", held, facts)


def _biography(dossier: Dossier, held: "Person", on: "Date") -> Card:
    """How to address someone, and what they are now; no more than the dossier says."""
    now = posts(held, on)
    rank = now.held[0].rank if now.held else None
    order = {"family-first": "family name first", "given-first": "given name first"}.get(held.order or "", "")
    short = held.second_reference or "no shorter form of the name is known"
    fields = ["order", "second_reference", *(f"roles.{held.roles.index(role)}.rank" for role in now.held[:1])]
    marks = [spoken(field) for field in fields if field in held.inferred]
    rivals = (rival(found, remark=False) for found in held.differs if found.field in fields)
    ranked = cell(rank or "", None, notes(now.held[0].cite) if rank else ())
    named = cell("; ".join(filter(None, (short, order))), None, notes(held.cite))
    inferred = f"inferred: {', '.join(marks)}" if marks else ""
    facts = (
        ("address", "Address", [line(ranked, named, inferred, *rivals, value=held.second_reference)]),
        ("posts", "Post", [role_cell(dossier, held, role, on) for role in now.held] or [cell("not known")]),
        ("later", "Cannot tell", [role_cell(dossier, held, role, on) for role in now.later]),
        ("earlier", "Earlier", [role_cell(dossier, held, role, on) for role in now.earlier]),
        ("country", "Country", [cell(found)] if (found := country(dossier, held)) else []),
        ("summary", "In short", [said(held, held.summary, "summary")] if held.summary else []),
        ("note", "Remark", [cell(held.note)] if held.note else []),
    )
    return _card("person", held, facts)


def _card(kind: str, held: Any, facts: "tuple[tuple[str, str, list[Cell]], ...]") -> Card:
    fields = tuple(Field(key, label, tuple(lines)) for key, label, lines in facts if lines)
    return Card(kind, cell(held.name, held.id, notes(held.cite)), fields, held.id)


def contact(dossier: Dossier, ids: Iterable[str], met: "Iterable[Person]", both: Sides, on: "Date") -> Iterator[Block]:
    """When those who are met were last met by a day, one by one, and when the sides last met."""
    lines = [
        _latest(f"{name(dossier, id_)}: ", last_contact(dossier, tuple(sorted(members_of(dossier, id_))), on))
        for id_ in dict.fromkeys((*(person.id for person in met), *ids))
    ]
    bodies = (*both.theirs, *both.ours)
    if len(bodies) > 1:
        between = last_contact(dossier, (), on, lambda event: both.both(event.who))
        lines.append(_latest(f"Between {names(dossier, bodies)}: ", between))
    yield from listing("Last contact", "contact", lines)


def _latest(label: str, events: "list[Event]") -> Cell:
    """The latest event, and what may have come later."""
    if not events:
        return cell(f"{label}none with a date in the dossier")
    others = (event_cell(event, "perhaps later: ") for event in events[1:])
    return line(event_cell(events[0], label), *others, value=[event.id for event in events])
