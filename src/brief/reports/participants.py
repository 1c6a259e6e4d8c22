"""Those who are met: a card for each, and when they were last met."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from brief.document import Block, Card, Cell, Heading, cell, verbatim
from brief.dossier.protocol import Claim, Dossier, of_class
from brief.locale import Message, say
from brief.model.actors import Organization, Person
from brief.model.events import Event
from brief.model.paths import is_within
from brief.reports.common import ORDERS, card_fields, inferred_reasons, listing, more, name, names
from brief.reports.countries import country
from brief.reports.delegations import Members, Sides, coming, last_contact, people
from brief.reports.one_line import event_cell, line, place_cell
from brief.reports.posts import posts
from brief.reports.related import withheld
from brief.reports.roles import inferred_posts, person_cell, rank_cell, role_cell, role_lines
from brief.reports.values import joined, labelled, said

if TYPE_CHECKING:
    from brief.model.dates import Date

_LATEST = 4
"""So many events that may be the latest are named."""


def participants(dossier: Dossier, ids: Iterable[str], met: "Iterable[Person]", on: "Date") -> Iterator[Block]:
    """Cards of the organizations among these ids and of the people who are met on a day."""
    yield Heading(say("Participants"))
    for id_ in ids:
        if record := dossier.one(Organization, id_):
            yield _organization(dossier, withheld(dossier, record), on)
    for person in of_class(dossier, Person, (person.id for person in met)):
        yield _biography(dossier, withheld(dossier, person), on)


def _organization(dossier: Dossier, held: "Organization", on: "Date") -> Card:
    now = posts(dossier, held, on)
    roles = [role_cell(dossier, held, role, on) for role in now.held]
    there = people(dossier, held.id, on)
    facts = (
        ("kind", say("Kind"), [said(held, "kind")]),
        ("summary", say("In short"), [said(held, "summary")]),
        ("roles", say("Part in other bodies"), roles),
        ("people", say("People"), [] if there.now else [cell(say("none of it in the dossier"))]),
        ("former", say("Formerly"), [person_cell(dossier, person, on) for person in there.former]),
        ("posted", say("For another side"), [person_cell(dossier, person, on) for person in there.posted]),
    )
    return _card("organization", held, facts)


def _biography(dossier: Dossier, held: "Person", on: "Date") -> Card:
    """How to address someone, and what they are now; no more than the dossier says."""
    now = posts(dossier, held, on)
    order = ORDERS.get(held.order or "", Message(""))
    short = None if held.second_reference else say("no shorter form of the name is known")
    address = line(
        rank_cell(held, now.held[0]) if now.held else "",
        said(held, "second_reference", told=short, cited=bool(held.second_reference)),
        said(held, "order", told=order),
        value=held.second_reference,
    )
    facts = (
        ("address", say("Address"), [address]),
        *([] if now.held else [("posts", say("Post"), [cell(say("not known"))])]),
        *role_lines(dossier, held, on),
        ("country", say("Country"), country(dossier, held, on)),
        ("summary", say("In short"), [said(held, "summary")]),
        ("inferred", say("Inferred"), [*inferred_reasons(held), *inferred_posts(held)]),
        ("note", say("Remark"), [cell(verbatim(held.note or ""))]),
    )
    return _card("person", held, facts)


def _card(kind: str, held: "Person | Organization", facts: "Iterable[tuple[str, str, list[Cell]]]") -> Card:
    return Card(kind, said(held, "name", None)._replace(value=held.id), card_fields(facts), held.id)


def contact(dossier: Dossier, ids: Iterable[str], met: "Iterable[Person]", both: Sides) -> Iterator[Block]:
    """When those who are met were last met by the day of the dossier, one by one, and when the sides last met."""
    last: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for id_ in dict.fromkeys((*(person.id for person in met), *ids)):
        members = Members(dossier, id_)

        def took_part(claim: Claim, members: Members = members) -> bool:
            return bool(members.at(claim))

        events = last_contact(dossier, tuple(sorted(members.ids)), took_part)
        last.setdefault(tuple((found.event.id, found.label()) for found in events), []).append(id_)
    lines = [_latest(dossier, f"{names(dossier, who)}: ", events) for events, who in last.items()]
    bodies = (*both.theirs, *both.ours)
    if len(bodies) > 1:
        between = last_contact(dossier, (), both.met)
        told = [(found.event.id, found.label()) for found in between]
        lines.append(_latest(dossier, say("Between {names}: ", names=names(dossier, bodies)), told))
    yield from listing(say("Last contact"), "contact", lines)


def coming_contact(
    dossier: Dossier, then: Dossier, ids: Iterable[str], met: "Iterable[Person]", both: Sides
) -> Iterator[Block]:
    """What is planned with those who are met, or between the sides, after the day of `then`, which shows them."""
    people_ = {person.id for person in met}
    who = frozenset().union(people_, *(Members(then, id_).ids for id_ in ids))
    assert then.as_of is not None
    events = coming(dossier, lambda event: not who.isdisjoint(event.who) or both.both(event.who), then.as_of)
    lines = [_met(dossier, event, "")._replace(value=event.id) for event in events]
    yield from listing(say("Coming contacts"), "coming-contacts", lines)


def _latest(dossier: Dossier, label: str, events: Sequence[tuple[str, str]]) -> Cell:
    """The latest event with its place, and what may be as late, each with how it compares."""
    if not events:
        return cell(say("{label}none with a date in the dossier", label=label))
    found = [(dossier.one(Event, id_), order) for id_, order in events[:_LATEST]]
    told = [_met(dossier, event, order or label) for event, order in found if event]
    return line(*told, more(len(events) - len(told)), value=[id_ for id_, _ in events])


def _met(dossier: Dossier, event: "Event", label: str) -> Cell:
    """An event with its place, and whether it is disputed who took part."""
    fields = dict.fromkeys(field for found in event.differs if is_within(field := found.field or "", "who"))
    disputed = (labelled(_whose(dossier, field), _held(dossier, event, field)) for field in fields)
    return joined(", ", (event_cell(dossier, event, label), place_cell(dossier, event), *disputed))


def _whose(dossier: Dossier, field: str) -> str:
    return f"{name(dossier, field.removeprefix('who.'))}: " if field != "who" else say("who took part: ")


def _held(dossier: Dossier, event: "Event", field: str) -> Cell:
    return said(event, field, naming=dossier)
