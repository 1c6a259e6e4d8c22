"""`graph`: who and what belongs together: posts, bodies, agreements and those who took part in events."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from brief.core.dossier import Dossier
from brief.core.model import KINDS, label
from brief.document import Block, Cell, Document, Edge, Graph, Node, Notice, cell
from brief.reports.common import document, name
from brief.reports.lines import event_cell
from brief.reports.lookup import resolve
from brief.reports.roles import lasting
from brief.reports.values import joined, labelled, said

if TYPE_CHECKING:
    from brief.core.model.actors import Organization, Person
    from brief.core.model.agreements import Agreement
    from brief.core.model.events import Event
    from brief.core.model.parts import Role

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


def graph(dossier: Dossier, question: GraphSelection) -> Document:
    """The relations around a record, the nearest first, or those of the dossier, each with its citations."""
    subject = resolve(dossier, question.subject, RELATED) if question.subject else None
    found = _around(dossier, subject, question.steps) if subject else _everywhere(dossier)
    edges: list[Edge] = []
    blocks: list[Block] = []
    for edge in found:
        if len(edges) == question.limit:
            blocks.append(Notice(cell(f"The first {question.limit} relations only; there are more.")))
            break
        edges.append(edge)
    if subject:
        steps = "one step" if question.steps == 1 else f"{question.steps} steps"
        blocks.append(Notice(cell(f"Relations up to {steps} from {name(dossier, subject)}.")))
    if not edges:
        blocks.append(Notice(cell("The dossier tells no relation here.")))
    ends = (end for edge in edges for end in (edge.source, edge.target))
    ids = dict.fromkeys([*([subject] if subject else []), *([] if subject else _parties(dossier, edges)), *ends])
    nodes = tuple(Node(id_, _node(dossier, id_)) for id_ in ids)
    title = f"Relations of {name(dossier, subject)}" if subject else _title(dossier)
    return document(dossier, "graph", title, [*blocks, Graph("relations", nodes, tuple(edges))], answers=bool(edges))


def _title(dossier: Dossier) -> str:
    return f"Relations: {dossier.header.title}" if dossier.header else "Relations"


def _parties(dossier: Dossier, edges: list[Edge]) -> list[str]:
    """The parties of the dossier, at which its graph begins."""
    ends = {end for edge in edges for end in (edge.source, edge.target)}
    return [id_ for id_ in (dossier.header.parties if dossier.header else ()) if id_ in ends]


def _node(dossier: Dossier, id_: str) -> Cell:
    """What a record is called, beside what is said instead; an event with its dates."""
    record = dossier.get(id_)
    if record is None:
        return cell(id_, id_)
    if record.KIND == "event":
        return event_cell(record)._replace(value=id_)
    return said(record, label(record), KINDS[record.KIND].title, None, cite=())._replace(value=id_)


def _around(dossier: Dossier, subject: str, steps: int) -> Iterator[Edge]:
    """The relations of a record, then those of its neighbours, and so on for so many steps; each once."""
    given: set[tuple[str, str, str]] = set()
    near, reached = [subject], {subject}
    for _ in range(steps):
        following: list[str] = []
        for id_ in near:
            for edge in _touching(dossier, id_):
                if (edge.source, edge.target, edge.what.text) not in given:
                    given.add((edge.source, edge.target, edge.what.text))
                    yield edge
                following += [end for end in (edge.source, edge.target) if end not in reached]
                reached |= {edge.source, edge.target}
        near = following


def _touching(dossier: Dossier, id_: str) -> Iterator[Edge]:
    """The relations that a record tells of, and those that others tell of it."""
    yield from _told(dossier, dossier.get(id_))
    for other in dict.fromkeys(link.id for link in dossier.linked_to(id_) if link.kind in RELATED and link.id != id_):
        yield from (edge for edge in _told(dossier, dossier.get(other)) if id_ in (edge.source, edge.target))


def _everywhere(dossier: Dossier) -> Iterator[Edge]:
    for kind in RELATED:
        for record in dossier.records(kind):
            yield from _told(dossier, record)


def _told(dossier: Dossier, record: Any) -> Iterator[Edge]:
    """The relations that a record tells of itself, the end that acts first."""
    match record.KIND if record else "":
        case "person":
            yield from _posts(dossier, record)
        case "organization":
            if record.part_of:
                what = said(record, "part of", "part_of", naming=dossier)
                yield Edge(record.id, record.part_of, what)
            yield from _posts(dossier, record)
        case "agreement":
            yield from _agreed(dossier, record)
        case "event":
            yield from _took_part(dossier, record)


def _posts(dossier: Dossier, record: "Person | Organization") -> Iterator[Edge]:
    for index, role in enumerate(record.roles):
        if role.org:
            yield Edge(record.id, role.org, _post(dossier, record, role, f"roles.{index}"))


def _post(dossier: Dossier, record: "Person | Organization", role: "Role", path: str) -> Cell:
    """A post and how long it is known to have been held, beside what is said instead."""
    dates = {field: said(record, "", f"{path}.{field}", cite=()) for field in ("from", "to", "seen")}
    beside = {field: f" or {found.text}" for field, found in dates.items() if found.text}
    title = said(record, role.title, f"{path}.title", cite=role.cite or record.cite)
    place = labelled("or: ", said(record, "", f"{path}.org", path, "roles", naming=dossier))
    parts = (title, place, cell(lasting(role, None, beside)), cell("inferred" if role.inferred else ""))
    cites = (*title.cites, *place.cites, *(note for found in dates.values() for note in found.cites))
    return joined("; ", parts)._replace(cites=tuple(dict.fromkeys(cites)), value=role.title)


def _agreed(dossier: Dossier, record: "Agreement") -> Iterator[Edge]:
    for id_ in record.parties:
        yield Edge(id_, record.id, said(record, "party", "parties", naming=dossier))
    for id_ in record.builds_on:
        yield Edge(record.id, id_, said(record, "builds on", "builds_on", naming=dossier))
    if record.signed:
        yield Edge(record.id, record.signed, said(record, "signed at", "signed", naming=dossier))


def _took_part(dossier: Dossier, record: "Event") -> Iterator[Edge]:
    for id_, part in record.who.items():
        yield Edge(id_, record.id, said(record, part or "took part", f"who.{id_}", "who", naming=dossier))
    for id_ in record.agreements:
        signed = dossier.get(id_)
        if not (signed and signed.KIND == "agreement" and signed.signed == record.id):
            yield Edge(record.id, id_, said(record, "concerns", "agreements", naming=dossier))
