"""`graph`: who and what belongs together: posts, bodies, agreements and those who took part in events."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from brief.document import Block, Cell, Document, Edge, Graph, Node, Notice, cell
from brief.dossier.protocol import Dossier
from brief.model import KINDS, label
from brief.reports.bygone import as_it_was, comes_later, later
from brief.reports.common import document, name, then
from brief.reports.lines import event_cell, took_part
from brief.reports.lookup import resolve
from brief.reports.posts import is_former, is_past
from brief.reports.roles import lasting
from brief.reports.values import cited_once, joined, labelled, said

if TYPE_CHECKING:
    from brief.model.actors import Organization, Person
    from brief.model.agreements import Agreement
    from brief.model.dates import Date
    from brief.model.events import Event
    from brief.model.parts import Record, Role

RELATED = ("organization", "agreement", "person", "event")
"""The kinds of records that have a place in the graph."""


class GraphSelection(NamedTuple):
    """Which part of the graph is asked for."""

    subject: str | None = None
    """Words that name the record to begin at; nothing: all of the dossier."""
    steps: int = 2
    """How far from the subject."""
    limit: int = 200
    """So many relations at most."""
    as_of: "Date | None" = None
    """The day as of which relations are told."""
    day: "Date | None" = None
    """The day of the paper, by which posts are former; else that."""


def graph(dossier: Dossier, question: GraphSelection) -> Document:
    """The relations around a record, the nearest first, or those of the dossier, each with its citations.

    As of a day, what certainly came later is left out, posts that began later among it.
    """
    subject = resolve(dossier, question.subject, RELATED) if question.subject else None
    walk = _Walk(dossier, question.as_of, question.day)
    edges: list[Edge] = []
    blocks: list[Block] = [*then(question.as_of)]
    for edge in walk.around(subject, question.steps) if subject else walk.everywhere():
        if len(edges) == question.limit:
            blocks.append(Notice(cell(f"The first {question.limit} relations only; there are more.")))
            break
        edges.append(edge)
    if subject:
        steps = "one step" if question.steps == 1 else f"{question.steps} steps"
        blocks.append(Notice(cell(f"Relations up to {steps} from {name(dossier, subject)}.")))
        if question.as_of and comes_later(dossier, dossier.get(subject), question.as_of):
            blocks.append(Notice(cell(f"{name(dossier, subject)} came later than {question.as_of.human()}.")))
    if not edges:
        blocks.append(Notice(cell("The dossier tells no relation here.")))
    ends = (end for edge in edges for end in (edge.source, edge.target))
    ids = dict.fromkeys([*([subject] if subject else []), *([] if subject else _parties(dossier, edges)), *ends])
    nodes = tuple(Node(id_, _node(dossier, id_, question.as_of)) for id_ in ids)
    title = f"Relations of {name(dossier, subject)}" if subject else _title(dossier)
    blocks.append(Graph("relations", nodes, tuple(edges)))
    return document(dossier, "graph", title, blocks, answers=bool(edges), as_of=question.as_of)


def busiest(dossier: Dossier, most: int, day: "Date | None" = None) -> tuple[Graph, int]:
    """So many records with most relations to others and the relations among these; and how many records have any."""

    def edges() -> Iterator[Edge]:
        return (edge for edge in _Walk(dossier, None, day).everywhere() if edge.source != edge.target)

    ends = Counter(end for edge in edges() for end in (edge.source, edge.target))
    ids = [id_ for id_, _ in ends.most_common() if dossier.name(id_)]
    drawn = dict.fromkeys(ids[:most])
    among = tuple(edge for edge in edges() if edge.source in drawn and edge.target in drawn)
    return Graph("relations", tuple(Node(id_, _node(dossier, id_, None)) for id_ in drawn), among), len(ids)


def _title(dossier: Dossier) -> str:
    return f"Relations: {dossier.header.title}" if dossier.header else "Relations"


def _parties(dossier: Dossier, edges: list[Edge]) -> list[str]:
    """The parties of the dossier, at which its graph begins."""
    ends = {end for edge in edges for end in (edge.source, edge.target)}
    return [id_ for id_ in (dossier.header.parties if dossier.header else ()) if id_ in ends]


def _node(dossier: Dossier, id_: str, as_of: "Date | None") -> Cell:
    """What a record is called, beside what is said instead; an event with its dates."""
    record = dossier.get(id_)
    if record is None:
        return cell(id_, id_)
    if record.KIND == "event":
        return event_cell(record, "", as_of)._replace(value=id_)
    return said(record, label(record), KINDS[record.KIND].title, None, cited=False)._replace(value=id_)


class _Walk:
    """Goes from record to record by the relations that there were on a day."""

    def __init__(self, dossier: Dossier, as_of: "Date | None", day: "Date | None") -> None:
        self._dossier = dossier
        self._as_of = as_of
        self._day = as_of or day

    def around(self, subject: str, steps: int) -> Iterator[Edge]:
        """The relations of a record, then those of its neighbours, and so on for so many steps; each once."""
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
        """All relations."""
        for kind in RELATED:
            for record in self._dossier.records(kind):
                yield from self._told(record)

    def _touching(self, id_: str) -> Iterator[Edge]:
        """The relations that a record tells of, and those that others tell of it."""
        dossier = self._dossier
        yield from self._told(dossier.get(id_))
        links = dossier.linked_to(id_)
        for other in dict.fromkeys(link.id for link in links if link.kind in RELATED and link.id != id_):
            yield from (edge for edge in self._told(dossier.get(other)) if id_ in (edge.source, edge.target))

    def _told(self, record: Any) -> Iterator[Edge]:
        """The relations that a record tells of itself, but for those to what came later."""
        dossier, as_of = self._dossier, self._as_of
        if record is None or comes_later(dossier, record, as_of):
            return
        for edge in self._edges(as_it_was(dossier, record, as_of)):
            other = edge.target if edge.source == record.id else edge.source
            if as_of is None or not comes_later(dossier, dossier.get(other), as_of):
                yield edge

    def _edges(self, record: Any) -> "Iterable[Edge]":
        match record.KIND:
            case "person":
                return _posts(self._dossier, record, self._as_of, self._day)
            case "organization":
                return _belonging(self._dossier, record, self._as_of, self._day)
            case "agreement":
                return _agreed(self._dossier, record)
            case "event":
                return _took_part(self._dossier, record)
        return ()


def _edge(dossier: Dossier, record: "Record", ends: tuple[str, str], what: str, *fields: str) -> Edge:
    """A relation that fields of a record tell, the end that acts first."""
    inferred = not record.inferred.keys().isdisjoint(fields)
    return Edge(*ends, said(record, what, *fields, naming=dossier), inferred)


def _belonging(dossier: Dossier, record: "Organization", as_of: "Date | None", day: "Date | None") -> Iterator[Edge]:
    if record.part_of:
        yield _edge(dossier, record, (record.id, record.part_of), "part of", "part_of")
    yield from _posts(dossier, record, as_of, day)


def _posts(
    dossier: Dossier, record: "Person | Organization", as_of: "Date | None", day: "Date | None"
) -> Iterator[Edge]:
    for index, role in enumerate(record.roles):
        if role.org and not later(role, as_of):
            post = _post(dossier, record, role, f"roles.{index}", as_of, day)
            what = labelled("formerly ", post) if is_past(dossier, record, role, day) else post
            yield Edge(record.id, role.org, what, bool(role.inferred))


def _post(
    dossier: Dossier,
    record: "Person | Organization",
    role: "Role",
    path: str,
    as_of: "Date | None",
    day: "Date | None",
) -> Cell:
    """A post and how long it is known to have been held, beside what is said instead."""
    title = said(record, role.title, f"{path}.title")
    place = labelled("or: ", said(record, "", f"{path}.org", path, "roles", naming=dossier))
    time = lasting(record, role, day, as_of=as_of, former=is_former(dossier, record, role, day))
    return cited_once(joined("; ", (title, place, time, cell("inferred" if role.inferred else "")), role.title))


def _agreed(dossier: Dossier, record: "Agreement") -> Iterator[Edge]:
    for index, id_ in enumerate(record.parties):
        yield _edge(dossier, record, (id_, record.id), "party", "parties", f"parties.{index}")
    for index, id_ in enumerate(record.builds_on):
        yield _edge(dossier, record, (record.id, id_), "builds on", "builds_on", f"builds_on.{index}")
    if record.signed:
        yield _edge(dossier, record, (record.id, record.signed), "signed at", "signed")


def _took_part(dossier: Dossier, record: "Event") -> Iterator[Edge]:
    for id_, part in record.who.items():
        yield _edge(dossier, record, (id_, record.id), part or took_part(record), f"who.{id_}", "who")
    for index, id_ in enumerate(record.agreements):
        signed = dossier.get(id_)
        if not (signed and signed.KIND == "agreement" and signed.signed == record.id):
            yield _edge(dossier, record, (record.id, id_), "concerns", "agreements", f"agreements.{index}")
