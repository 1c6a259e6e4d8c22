"""`conflicts`: every point on which sources part, each version beside the others, and what depends on it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from brief.core.dossier import Dossier
from brief.core.model import KINDS, label
from brief.document import Block, Cell, Column, Document, Heading, Listing, Notice, Row, Table, cell, visible
from brief.reports.common import abridged, counted, document, notes, readable, spoken
from brief.reports.lines import holder
from brief.reports.values import held_cites, held_value

if TYPE_CHECKING:
    from brief.core.model.parts import Citation, Difference

_COLUMNS = (Column("version", "Version"), Column("source", "Source"), Column("reasoning", "Reasoning"))
_SHOWN = 5
"""So many of the records of a kind that depend on a disputed one are named."""
_HEADING = 60
"""Of a longer opinion a heading has so many characters at most, in whole words."""
_CITING = ("cite", "differs")
"""Mentions by these are of a source and not of a subject."""


def conflicts(dossier: Dossier) -> Document:
    """All disputed points, kind by kind: facts first, opinions last."""
    blocks: list[Block] = []
    count = 0
    for kind, named in KINDS.items():
        disputed = [record for record in dossier.records(kind) if record.differs]
        points = sum(len(_points(record)) for record in disputed)
        if points:
            blocks.append(Heading(f"{named.section.capitalize()} ({points})"))
        count += points
        for record in disputed:
            for field, found in _points(record).items():
                blocks += _point(dossier, record, field, found)
            blocks += _dependents(dossier, record)
    if not count:
        blocks.append(Notice(cell("No sources disagree.")))
    return document(dossier, "conflicts", f"Where the sources disagree ({count})", blocks)


def _points(record: Any) -> "dict[str, list[Difference]]":
    """The differences of a record by the field that they concern; the title stands for the record as a whole."""
    points: dict[str, list[Difference]] = {}
    for found in record.differs:
        points.setdefault(found.field or "", []).append(found)
    return points


def _point(dossier: Dossier, record: Any, field: str, found: "list[Difference]") -> Iterator[Block]:
    whole = field in ("", KINDS[record.KIND].title)
    yield Heading(_title(dossier, record) + ("" if whole else f" — {spoken(field)}"), 3)
    rows = [_held(dossier, record, KINDS[record.KIND].title if whole else field)]
    rows += [_row(record.id, readable(record, other, dossier), other.cite, other.note or "") for other in found]
    yield Table("versions", _COLUMNS, tuple(rows))


def _title(dossier: Dossier, record: Any) -> str:
    """What the record is called; an opinion by its holder and its first words."""
    if record.KIND == "assessment":
        return f"{holder(dossier, record)}: {_shortened(record.text.rstrip('.'))}"
    return label(record).rstrip(".")


def _shortened(text: str) -> str:
    """The first words of a longer text."""
    whole = visible(text)
    return whole if len(whole) <= _HEADING else f"{whole[:_HEADING].rpartition(' ')[0].rstrip(',;:')}…"


def _held(dossier: Dossier, record: Any, field: str) -> Row:
    """The version that the record itself holds."""
    text = held_value(dossier, record, field) or "not given"
    reason = record.inferred.get(field.partition(".")[0])
    cite = held_cites(record, field)
    return _row(record.id, text, cite, f"Held by the record.{f' Inferred: {reason}' if reason else ''}")


def _row(id_: str, version: str, cite: "tuple[Citation, ...]", reasoning: str) -> Row:
    cites = notes(cite)
    source = cell("; ".join(map(str, cite)) or "no source given")
    return Row((cell(version, None, cites), source, cell(reasoning)), id_)


def _dependents(dossier: Dossier, record: Any) -> Iterator[Block]:
    """The records that refer to a disputed one, by kind."""
    by_kind: dict[str, dict[str, None]] = {}
    for link in dossier.linked_to(record.id):
        if link.path.partition(".")[0] not in _CITING:
            by_kind.setdefault(link.kind, {})[link.id] = None
    if by_kind:
        items = (_referring(dossier, kind, list(by_kind[kind])) for kind in KINDS if kind in by_kind)
        yield Listing("dependents", tuple(items))


def _referring(dossier: Dossier, kind: str, ids: list[str]) -> Cell:
    """So many records of a kind: opinions by their holders, the others by what they are called."""
    records = [found for id_ in ids if (found := dossier.get(id_))]
    count = f"Depended on by {counted(len(records), kind, KINDS[kind].section)}"
    if kind == "assessment":
        holders = dict.fromkeys(holder(dossier, found) for found in records)
        text = f"{count}, held by {'; '.join(holders)}"
        cites = dict.fromkeys(note for found in records for note in notes(found.cite))
        return cell(text, ids, tuple(cites))
    cites = dict.fromkeys(note for found in records[:_SHOWN] for note in notes(found.cite))
    shown = abridged(records, _SHOWN, lambda found: label(found).rstrip("."), "; ")
    return cell(f"{count}: {shown}", ids, tuple(cites))
