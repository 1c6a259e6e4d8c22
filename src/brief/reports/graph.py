"""`graph`: relations between people, bodies, agreements and events."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from brief.document import Block, Cell, Document, Edge, Graph, Mark, Node, Notice, Part, Sign, cell, code, phrase
from brief.dossier.protocol import Dossier, existing
from brief.locale import Message, say, say_many
from brief.model.actors import Organization, Person
from brief.model.agreements import Agreement
from brief.model.events import Event
from brief.model.kinds import KINDS
from brief.model.marks import parts_of_id
from brief.model.paths import claimed_keys
from brief.named_tuple import NamedTuple
from brief.reports.common import document, then, title_of
from brief.reports.lookup import resolve
from brief.reports.one_line import event_cell
from brief.reports.particulars import membership_time
from brief.reports.phrases import cited_once, joined, labelled
from brief.reports.posts import former_by
from brief.reports.roles import doubted, is_apart, lasting
from brief.reports.short_events import bare_title, date_of
from brief.reports.short_records import short, titled
from brief.reports.values import said, took_part, with_status
from brief.reports.words import in_words, name_ref, page_title

if TYPE_CHECKING:
    from brief.model.dates import Date
    from brief.model.parts import Record, Role

RELATED = ("organization", "agreement", "person", "event")
"""Kinds of record that are nodes of the graph."""


class GraphSelection(NamedTuple):
    """Which part of the graph the user asked for."""

    subject: str | None = None
    """Words that name the record to start from; None for the whole dossier."""
    steps: int = 2
    """Maximum distance from the subject, in relations."""
    limit: int = 200
    """Maximum number of relations."""
    today: "Date | None" = None
    """The day that decides which posts are former, if the dossier has no day of its own."""


def graph(dossier: Dossier, question: GraphSelection, *, full: bool = True) -> Document:
    """Report the relations around a record, nearest first, or those of the whole dossier, each with its citations."""
    subject = resolve(dossier, question.subject, RELATED) if question.subject is not None else None
    walk = _Walk(dossier, question.today)
    edges: list[Edge] = []
    blocks: list[Block] = [*then(dossier)]
    for edge in walk.around(subject, question.steps) if subject else walk.everywhere():
        if len(edges) == question.limit:
            told = say_many(
                "Only the first relation is shown; there are more.",
                "Only the first {count:,} relations are shown; there are more.",
                question.limit,
            )
            blocks.append(Notice(cell(told)))
            break
        edges.append(edge)
    title = page_title(existing(dossier, subject)) if subject else title_of(dossier)
    if subject:
        steps = say_many("one step", "{count} steps", question.steps)
        blocks.append(Notice(cell(say("Relations up to {steps} from {name}.", steps=steps, name=title))))
    if not edges:
        blocks.append(Notice(cell(say("There are no relations here."))))
    ends = (end for edge in edges for end in (edge.source, edge.target))
    starts = [subject] if subject else _parties(dossier, edges)
    ids = dict.fromkeys([*starts, *ends])
    nodes = tuple(Node(id_, _node(dossier, id_, full=full), _is_event(dossier, id_)) for id_ in ids)
    blocks.append(Graph("relations", nodes, tuple(edges), max(1, len(starts))))
    return document(
        dossier,
        "graph",
        title,
        blocks,
        answers=bool(edges) or not subject,
        subtitle=say("Relations"),
        more=_command(subject),
        full=full,
    )


def _command(subject: str | None) -> Message:
    return say("brief graph {id} -v", id=code(subject)) if subject else say("brief graph -v")


class Busiest(NamedTuple):
    """The records with the most relations, and how many records have any."""

    graph: Graph
    """The relations among these records; events come last."""
    others: int
    """Number of people, organizations and agreements with relations."""
    events: int
    """Number of events with relations."""


def busiest(dossier: Dossier, most: int, day: "Date | None" = None) -> Busiest:
    """Return the records with the most relations to others: at most `most` events and `most` other records."""

    def edges() -> Iterator[Edge]:
        return (edge for edge in _Walk(dossier, day).everywhere() if edge.source != edge.target)

    ends = Counter(end for edge in edges() for end in (edge.source, edge.target))
    named = [(id_, called.kind) for id_, _ in ends.most_common() if (called := dossier.name(id_))]
    events = [id_ for id_, kind in named if kind == "event"]
    others = [id_ for id_, kind in named if kind != "event"]
    drawn = dict.fromkeys((*others[:most], *events[:most]))
    among = tuple(edge for edge in edges() if edge.source in drawn and edge.target in drawn)
    nodes = tuple(Node(id_, short(record, dossier)) for id_ in drawn if (record := dossier.get(id_)))
    return Busiest(Graph("relations", nodes, among), len(others), len(events))


def _is_event(dossier: Dossier, id_: str) -> bool:
    called = dossier.name(id_)
    return called is not None and called.kind == Event.KIND


def _parties(dossier: Dossier, edges: list[Edge]) -> list[str]:
    """Return the parties of the dossier that have relations; its graph starts with them."""
    ends = {end for edge in edges for end in (edge.source, edge.target)}
    return [id_ for id_ in (dossier.header.parties if dossier.header else ()) if id_ in ends]


def _node(dossier: Dossier, id_: str, *, full: bool) -> Cell:
    """Return the name of a record with its rivals, in short unless `full`; for an event, also its dates.

    The sources of a short name are left out: next to a relation they would look like sources of the relation.
    """
    record = dossier.get(id_)
    if record is None:
        return cell(name_ref(dossier, id_), id_)
    if not full:
        if not isinstance(record, Event):
            return titled(record, dossier).uncited()._replace(value=id_)
        named = with_status(dossier, record, bare_title(record).uncited())
        return (phrase(named, ", ", date_of(dossier, record)) if record.date else named)._replace(value=id_)
    if isinstance(record, Event):
        return event_cell(dossier, record)._replace(value=id_)
    return said(record, KINDS[record.KIND].title)._replace(value=id_)


class _Walk:
    """Walks from record to record along their relations."""

    def __init__(self, dossier: Dossier, today: "Date | None") -> None:
        self._dossier = dossier
        self._day = dossier.as_of or today

    def around(self, subject: str, steps: int) -> Iterator[Edge]:
        """Yield the relations of a record, then those of its neighbours, up to `steps` steps; each relation once."""
        given: set[tuple[str, str, str]] = set()
        near, reached = [subject], {subject}
        for _ in range(steps):
            following: list[str] = []
            for id_ in near:
                for edge in self._touching(id_):
                    if (edge.source, edge.target, edge.what.text) not in given:
                        given.add((edge.source, edge.target, edge.what.text))
                        yield edge
                    following += [end for end in (edge.source, edge.target) if end not in reached]
                    reached |= {edge.source, edge.target}
            near = following

    def everywhere(self) -> Iterator[Edge]:
        """Yield all relations."""
        for kind in RELATED:
            for record in self._dossier.records(kind):
                yield from self._told(record)

    def _touching(self, id_: str) -> Iterator[Edge]:
        """Yield the relations that a record states, and those that others state about it."""
        dossier = self._dossier
        yield from self._told(dossier.get(id_))
        links = dossier.linked_to(id_)
        for other in dict.fromkeys(link.id for link in links if link.kind in RELATED and link.id != id_):
            yield from (edge for edge in self._told(dossier.get(other)) if id_ in (edge.source, edge.target))

    def _told(self, record: "Record | None") -> "Iterable[Edge]":
        """Return the relations that a record itself states."""
        match record:
            case Person():
                return (*_posts(self._dossier, record, self._day), *_memberships(self._dossier, record))
            case Organization():
                return _belonging(self._dossier, record, self._day)
            case Agreement():
                return _agreed(self._dossier, record)
            case Event():
                return _took_part(self._dossier, record)
        return ()


def _edge(dossier: Dossier, record: "Record", ends: tuple[str, str], what: Part, *fields: str) -> Edge:
    """Return the relation that the first of these fields states; the end that acts comes first.

    The other fields are the ones above it, whose rivals concern it too.
    """
    inferred = not record.inferred.keys().isdisjoint(fields)
    return Edge(*ends, said(record, *fields, told=what, naming=dossier).naming_no_value(), inferred)


def _belonging(dossier: Dossier, record: "Organization", day: "Date | None") -> Iterator[Edge]:
    if record.part_of:
        yield _edge(dossier, record, (record.id, record.part_of), say("part of"), "part_of")
    yield from _posts(dossier, record, day)


def _posts(dossier: Dossier, record: "Person | Organization", day: "Date | None") -> Iterator[Edge]:
    for index, role in enumerate(record.roles):
        if role.org:
            post = _post(dossier, record, role, f"roles.{index}", day)
            yield Edge(record.id, role.org, post, bool(role.inferred))


def _post(dossier: Dossier, record: "Person | Organization", role: "Role", path: str, day: "Date | None") -> Cell:
    """Return a post and how long it is known to have been held, with its rivals."""
    title = said(record, f"{path}.title")
    org = cell(name_ref(dossier, role.org)) if role.org and is_apart(record, path, "org") else Cell()
    place = said(record, f"{path}.org", told=org, naming=dossier)
    place = place if org.text else labelled(say("or: "), place)
    time = lasting(record, role, day, former=former_by(dossier, record, role, day))
    return doubted(dossier, record, role, cited_once(joined("; ", (title, place, time), role.title)))


def _guessed(told: Cell, reason: str | None) -> Cell:
    """Return a post or membership with the mark of one that the desk infers."""
    return told.followed(Mark(Sign.INFERRED, reason=reason)) if reason else told


def _memberships(dossier: Dossier, record: Person) -> Iterator[Edge]:
    """Yield the memberships of a person: `member; from 1999, until 2010`."""
    for index, held in enumerate(record.memberships):
        path = f"memberships.{index}"
        member = said(record, f"{path}.org", path, "memberships", told=say("member"), naming=dossier)
        told = cited_once(joined("; ", (member.naming_no_value(), membership_time(dossier, record, path))))
        yield Edge(record.id, held.org, _guessed(told, held.inferred), bool(held.inferred))


def _agreed(dossier: Dossier, record: "Agreement") -> Iterator[Edge]:
    for index, id_ in enumerate(record.parties):
        yield _edge(dossier, record, (id_, record.id), say("party"), f"parties.{index}", "parties")
    for index, id_ in enumerate(record.builds_on):
        yield _edge(dossier, record, (record.id, id_), say("builds on"), f"builds_on.{index}", "builds_on")
    if record.signed:
        yield _edge(dossier, record, (record.id, record.signed), say("signed at"), "signed")


def _took_part(dossier: Dossier, record: "Event") -> Iterator[Edge]:
    for id_ in (key for key in claimed_keys(record, "who") if parts_of_id(key)[1]):
        part = record.who.get(id_, "")
        what: Part = "" if id_ not in record.who else in_words(part) if part else took_part(record)
        yield _edge(dossier, record, (id_, record.id), what, f"who.{id_}", "who")
    for index, id_ in enumerate(record.agreements):
        agreement = dossier.one(Agreement, id_)
        if not (agreement and agreement.signed == record.id):
            yield _edge(dossier, record, (record.id, id_), say("concerns"), f"agreements.{index}", "agreements")
