"""A person on a full page: all information, with the events, people and records that it is tied to."""

from typing import TYPE_CHECKING

from brief.document import Block, Card, Cell, Document, Field, Heading, Listing, Timeline, cell, code, quoted
from brief.dossier.protocol import Dossier, EventFilter
from brief.dossier.rival_dates import certainly_later, claimed
from brief.locale import Message, say
from brief.model.paths import is_within
from brief.reports.common import card_fields, document
from brief.reports.countries import country
from brief.reports.in_force import state_cell
from brief.reports.one_line import ANSWERED, disagreement_cell, event_cell, record_cell
from brief.reports.particulars import particulars, short_form_cell
from brief.reports.phrases import joined, labelled
from brief.reports.posts import posts
from brief.reports.related import people_met, withheld
from brief.reports.rivals import rival
from brief.reports.roles import inferred_posts, role_lines
from brief.reports.tied import tied
from brief.reports.timeline import newest_first
from brief.reports.timeline_entries import entries
from brief.reports.values import external_remark, said, support
from brief.reports.words import ORDERS, inferred_reasons, name, name_ref, page_title

if TYPE_CHECKING:
    from brief.model.actors import Person
    from brief.model.dates import Date
    from brief.model.events import Event


def whole(dossier: Dossier, person: "Person", today: "Date") -> Document:
    """Return all information on a person."""
    return document(dossier, "who", page_title(person), card(dossier, person, today), day=today)


def card(dossier: Dossier, person: "Person", day: "Date | None", level: int = 2) -> list[Block]:
    """Return the blocks with all information on a person; `day` decides which posts are over."""
    person = withheld(dossier, person)
    claims = list(dossier.events(EventFilter(who=(person.id,))))
    events = {claim.event.id: claim.event for claim in claims}
    lines = _lines(dossier, person, events, day)
    coming = [claim for claim in claims if certainly_later(claimed(claim.event), day)]
    past = [claim for claim in claims if claim not in coming]
    blocks: list[Block] = [Card("person", cell(""), _facts(dossier, person, day), person.id)]
    parts = (
        ("events", say("Latest events"), newest_first(dossier, past)),
        ("coming", say("Coming events"), Timeline("coming", entries(dossier, coming))),
        ("met", say("Has met"), _met(dossier, person.id, events)),
        ("agreements", say("Agreements tied to these"), lines["agreement"]),
        ("commitments", say("Related commitments"), lines["commitment"]),
        ("assessments", say("Assessments"), lines["assessment"]),
        ("disputed", say("Disputed"), _disputed(dossier, person, events)),
        ("questions", say("Not known"), lines["question"]),
        ("answered", ANSWERED, lines["answered"]),
    )
    for key, title, held in parts:
        if isinstance(held, list) and held:
            blocks += [Heading(title, level), Listing(key, tuple(held))]
        elif not isinstance(held, list) and held.entries:
            blocks += [Heading(title, level), held]
    return blocks


def _facts(dossier: Dossier, person: "Person", day: "Date | None") -> tuple[Field, ...]:
    order = ORDERS.get(person.order or "", Message())
    facts = (
        ("name", say("Name"), [said(person, "name")]),
        ("id", say("Id"), [cell(code(person.id))]),
        ("also", say("Also written"), [said(person, f"also.{index}") for index, _ in enumerate(person.also)]),
        (
            "order",
            say("Name order"),
            [said(person, "order", told=order)._replace(value=person.order)] if order else [],
        ),
        ("second_reference", say("Short form"), [short_form_cell(person)]),
        *role_lines(dossier, person, day),
        ("country", say("Country"), country(dossier, person, day)),
        *particulars(dossier, person, full=True),
        ("summary", say("In short"), [said(person, "summary")]),
        ("inferred", say("Inferred"), [*inferred_reasons(person), *inferred_posts(person)]),
        ("note", say("Remark"), [*external_remark(person), cell(quoted(person.note or ""))]),
    )
    return card_fields(facts)


def _lines(dossier: Dossier, person: "Person", events: "dict[str, Event]", day: "Date | None") -> dict[str, list[Cell]]:
    """Return the records that concern a person by kind, one per line; answered questions have a kind of their own."""
    found = tied(dossier, person, events.values(), day)
    lines: dict[str, list[Cell]] = {kind: [] for kind in (*found, "answered")}
    for kind, ids in found.items():
        for held in filter(None, map(dossier.get, ids)):
            told = state_cell(dossier, held, day) if kind == "agreement" else record_cell(dossier, held)
            lines["answered" if getattr(held, "answer", None) else kind].append(told)
    return lines


def _met(dossier: Dossier, person: str, events: "dict[str, Event]") -> list[Cell]:
    """Return the other participants of a person's events, each with these events."""
    lines = []
    for other, shared in people_met(dossier, person, events.values()).items():
        cites = (note for event in shared for id_ in (person, other) for note in support(event, f"who.{id_}"))
        met_at = joined("; ", (_with_doubts(dossier, event, (person, other)) for event in shared))
        told = (cell(name_ref(dossier, other)).citing(cites), met_at)
        lines.append(joined(": ", told, {"id": other, "events": [event.id for event in shared]}))
    return lines


def _with_doubts(dossier: Dossier, event: "Event", ids: tuple[str, ...]) -> Cell:
    """Return an event at which people met, with the rivals of the parts that they took, and of all participants."""
    paths = [path for id_ in ids if any(found.field == (path := f"who.{id_}") for found in event.differs)]
    doubts = [
        labelled(say("{name}: ", name=name(dossier, path.removeprefix("who."))), said(event, path, naming=dossier))
        for path in paths
    ]
    doubts += [rival(event, found, dossier) for found in event.differs if found.field == "who"]
    return joined("; ", (event_cell(dossier, event), *doubts))


def _disputed(dossier: Dossier, person: "Person", events: "dict[str, Event]") -> list[Cell]:
    """Return every dispute on the person, on a role on the card, or on an event of theirs."""
    shown = {f"roles.{person.roles.index(role)}" for group in posts(dossier, person, dossier.as_of) for role in group}
    own = [
        (person, found)
        for found in person.differs
        if not (found.field or "").startswith("roles.") or any(is_within(found.field or "", path) for path in shown)
    ]
    others = [(event, found) for event in events.values() for found in event.differs]
    return [disagreement_cell(dossier, record, found) for record, found in (*own, *others)]
