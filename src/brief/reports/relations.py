"""`relations`: who belongs where and who agreed with whom, as lines and as a graph."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from brief.core.dossier import Dossier
from brief.core.model import KINDS, label
from brief.document import Block, Cell, Document, Heading, Listing, Notice, cell
from brief.reports.common import document, name
from brief.reports.roles import role_cell
from brief.reports.values import labelled, said

MOST = 120
"""So many people, organizations and agreements are shown, those with most relations."""
_KINDS = ("person", "organization", "agreement")


def relations(dossier: Dossier, most: int = MOST) -> Document:
    """The relations among people, organizations and agreements, by record.

    The value of a line has the two ids as `from` and `to`.
    """
    ends = Counter(
        id_ for kind in _KINDS for one in dossier.records(kind) for pair in _pairs(dossier, one) for id_ in pair
    )
    shown = {id_ for id_, _ in sorted(ends.items(), key=lambda found: (-found[1], found[0]))[:most]}
    blocks: list[Block] = []
    if len(ends) > most:
        text = f"The {most} with most relations, of {len(ends):,}; the page of each other one has its own."
        blocks.append(Notice(cell(text, len(ends))))
    for kind in _KINDS:
        lines = tuple(
            line
            for record in dossier.records(kind)
            if record.id in shown
            for line in _lines(dossier, record)
            if line.value["to"] in shown
        )
        if lines:
            blocks += [Heading(KINDS[kind].section.capitalize()), Listing(kind, lines)]
    return document(dossier, "relations", "Relations", blocks, answers=bool(ends))


def _pairs(dossier: Dossier, record: Any) -> Iterator[tuple[str, str]]:
    for other, *_ in _related(dossier, record):
        yield record.id, other


def _related(dossier: Dossier, record: Any) -> Iterator[tuple[str, str, Any]]:
    """The records that one is related to: id, the way, and the role or the field that says so."""
    if record.KIND == "agreement":
        yield from ((id_, "party", f"parties.{index}") for index, id_ in enumerate(record.parties))
        yield from ((id_, "builds on", f"builds_on.{index}") for index, id_ in enumerate(record.builds_on))
        event = dossier.get(record.signed) if record.signed else None
        for id_, part in event.who.items() if event else ():
            if (found := dossier.name(id_)) and found.kind == "person":
                yield id_, part or "took part", event
        return
    if getattr(record, "part_of", None):
        yield record.part_of, "part of", "part_of"
    yield from ((role.org, "role", role) for role in record.roles if role.org)


def _lines(dossier: Dossier, record: Any) -> Iterator[Cell]:
    for other, way, held in _related(dossier, record):
        if dossier.get(other) is None:
            continue
        if isinstance(held, str):
            whole = held.partition(".")[0]
            text = said(record, name(dossier, other), whole, held, naming=dossier)
        elif way == "role":
            text = role_cell(dossier, record, held)
        else:
            text = said(held, name(dossier, other), "who", f"who.{other}", naming=dossier)
        behind = f"{label(record).rstrip('.')} — " + ("" if way == "role" else f"{way}: ")
        yield labelled(behind, text)._replace(value={"from": record.id, "to": other, "as": way})
