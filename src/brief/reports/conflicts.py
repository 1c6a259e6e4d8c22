"""`conflicts`: every point on which sources differ, with its versions and the records that depend on it."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from brief.document import (
    Block,
    Card,
    Cell,
    Column,
    Document,
    Heading,
    Listing,
    Notice,
    Table,
    cell,
    known_as,
    phrase,
    quoted,
)
from brief.dossier.protocol import Dossier
from brief.locale import say, say_many
from brief.model.dates import Date
from brief.model.kinds import KINDS, label
from brief.model.paths import is_date
from brief.model.sentences import without_full_stop
from brief.model.stated import rivals_by_field
from brief.reports.common import document, then, title_of
from brief.reports.one_line import holder
from brief.reports.phrases import counted, filled, listed
from brief.reports.rivals import is_opinion
from brief.reports.short_conflicts import affected, dispute_cards, held_row, version_row
from brief.reports.values import support, version
from brief.reports.words import name_unstopped, point_words

if TYPE_CHECKING:
    from brief.model.parts import Difference, Record

_COLUMNS = (Column("version", say("Version")), Column("source", say("Source")), Column("reasoning", say("Reasoning")))
_SHOWN = 5
"""Number of dependent records named per kind."""


def conflicts(dossier: Dossier, *, full: bool = True) -> Document:
    """Report all disputed points by kind, facts first and opinions last; a short page is sorted by importance."""
    records = [record for kind in KINDS for record in dossier.records(kind) if record.differs]
    number = sum(len(rivals_by_field(record)) for record in records)
    blocks: list[Block] = list(then(dossier))
    title = say_many(
        "{count:,} point on which the sources differ", "{count:,} points on which the sources differ", number
    )
    if full:
        blocks += _full(dossier, records)
    else:
        cards = dispute_cards(dossier, records)
        disputes = sum(isinstance(block, Card) for block in cards)
        if disputes < number:
            title = say_many("{title}, in {count:,} dispute", "{title}, in {count:,} disputes", disputes, title=title)
        blocks += cards
    if not number:
        has_sources = any(True for _ in dossier.records("source"))
        none = say("No sources disagree here.") if has_sources else say("There are no sources here.")
        blocks.append(Notice(cell(none)))
    return document(
        dossier,
        "conflicts",
        title_of(dossier),
        blocks,
        subtitle=title,
        more=say("brief conflicts -v"),
        full=full,
        about=[id_ for record in records if is_opinion(record) for id_ in record.by],
    )


def _full(dossier: Dossier, records: "Iterable[Record]") -> Iterator[Block]:
    """Yield each point as a table under the kind of its record, with the records that depend on it."""
    for kind, held in groupby(records, key=lambda record: record.KIND):
        disputed = [(record, rivals_by_field(record)) for record in held]
        yield Heading(KINDS[kind].heading, selection=say("{count}", count=sum(len(found) for _, found in disputed)))
        for record, found in disputed:
            for field, others in found.items():
                yield from _point(dossier, record, field, others)
            yield from _dependents(dossier, record, found)


def _point(dossier: Dossier, record: "Record", field: str, found: "list[Difference]") -> Iterator[Block]:
    whole = field in ("", KINDS[record.KIND].title)
    title = known_as(without_full_stop(label(record)))
    if not whole:
        title = say("{record} — {point}", record=title, point=point_words(record, field, dossier).message)
    yield Heading(title, 3)
    rows = [held_row(dossier, record, KINDS[record.KIND].title if whole else field)]
    for other in found:
        told = version(record, other, dossier)
        date = Date.read(other.value) if is_date(record, other.field) and not other.inferred else None
        rows.append(version_row(record.id, told, other.cite, quoted(other.note or ""), date=date))
    yield Table("versions", _COLUMNS, tuple(rows))


def _dependents(dossier: Dossier, record: "Record", fields: Iterable[str]) -> Iterator[Block]:
    """Yield the records that refer to a disputed one, by kind."""
    if found := affected(dossier, record, fields):
        yield Listing("dependents", tuple(_referring(dossier, kind, ids) for kind, ids in found.items()))


def _referring(dossier: Dossier, kind: str, ids: list[str]) -> Cell:
    """Count the records of a kind and name them; opinions are named by their holders."""
    records = [found for id_ in ids if (found := dossier.get(id_))]
    count = say("Affects {counted}", counted=counted(len(records), kind))
    if kind == "assessment":
        holders = list(dict.fromkeys(holder(dossier, found) for found in records if is_opinion(found)))
        told = filled(say("{count}, held by {who}"), count=count, who=listed(holders, between="; "))
        cites = dict.fromkeys(note for found in records for note in support(found, "by"))
        return cell(told, ids, tuple(cites))
    cites = dict.fromkeys(note for found in records[:_SHOWN] for note in support(found, None))
    named = [name_unstopped(found) for found in records]
    return cell(phrase(say("{count}: ", count=count), listed(named, _SHOWN, "; ")), ids, tuple(cites))
