"""`conflicts`: every point on which sources part, each version beside the others, and what depends on it."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from brief.document import (
    Block,
    Card,
    Cell,
    Column,
    Document,
    Heading,
    Listing,
    Mark,
    Notice,
    Row,
    Sign,
    Table,
    cell,
    phrase,
    ref,
    verbatim,
)
from brief.dossier.protocol import Dossier
from brief.locale import say, say_many
from brief.model.dates import Date
from brief.model.kinds import KINDS, label
from brief.model.paths import is_date
from brief.model.sentences import without_full_stop
from brief.model.stated import citations, stated
from brief.reports.common import card_fields, document, then, title_of
from brief.reports.date_words import later
from brief.reports.field_words import point_words
from brief.reports.name_words import name_short
from brief.reports.one_line import holder
from brief.reports.phrases import counted, listed, notes
from brief.reports.ranking import dispute_place, is_particular
from brief.reports.rivals import cited_at, is_opinion
from brief.reports.values import support, version, worded

if TYPE_CHECKING:
    from brief.model.parts import Citation, Difference, Record

_COLUMNS = (Column("version", say("Version")), Column("source", say("Source")), Column("reasoning", say("Reasoning")))
_SHOWN = 5
"""So many of the records of a kind that depend on a disputed one are named."""
_CITING = ("cite", "differs")
"""Mentions by these are of a source and not of a subject."""


def conflicts(dossier: Dossier, *, full: bool = True) -> Document:
    """All disputed points, kind by kind: facts first, opinions last; on a short page what matters most before that."""
    blocks: list[Block] = list(then(dossier))
    cards: list[tuple[tuple[bool, int], Card]] = []
    has_sources = any(True for _ in dossier.records("source"))
    count = 0
    for kind, named in KINDS.items():
        disputed = [(record, _points(record)) for record in dossier.records(kind) if record.differs]
        points = sum(len(found) for _, found in disputed)
        if points and full:
            blocks.append(Heading(f"{named.section.capitalize()} ({points})"))
        count += points
        for record, found in disputed:
            if full:
                for field, others in found.items():
                    blocks += _point(dossier, record, field, others)
                blocks += _dependents(dossier, record, found)
            else:
                places = (dispute_place(record, field or None) for field in found)
                cards += zip(places, (_card(dossier, record, *point) for point in found.items()), strict=True)
    blocks += (card for _, card in sorted(cards, key=lambda placed: placed[0]))
    if not count:
        blocks.append(
            Notice(cell(say("No sources disagree.") if has_sources else say("There is no source to disagree.")))
        )
    counts = say_many(
        "{count:,} point on which the sources differ", "{count:,} points on which the sources differ", count
    )
    return document(
        dossier,
        "conflicts",
        title_of(dossier),
        blocks,
        subtitle=counts,
        more=say("brief conflicts -v"),
        full=full,
    )


def _card(dossier: Dossier, record: "Record", field: str, found: "list[Difference]") -> Card:
    """The versions of a point, each with its source, and how many records it affects."""
    whole = field in ("", KINDS[record.KIND].title)
    held = _held(dossier, record, KINDS[record.KIND].title if whole else field).cells[0]
    others = [version(record, other, dossier).citing(notes(other.cite)) for other in found]
    counts = {kind: len(ids) for kind, ids in _affected(dossier, record, [field]).items()}
    affected = ", ".join(counted(number, kind, KINDS[kind].section) for kind, number in counts.items())
    title = phrase(holder(dossier, record), ": ", held) if is_opinion(record) else held
    lines = (
        ("here", say("Used here"), [] if whole else [held]),
        ("or", say("Or"), others),
        ("affects", say("Affects"), [cell(verbatim(affected), counts)] if affected else []),
    )
    subject = title if whole else phrase(name_short(record), ", ", point_words(record, field, dossier))
    return Card("point", subject, card_fields(lines), record.id)


def _points(record: "Record") -> "dict[str, list[Difference]]":
    """The differences of a record by the field that they concern."""
    points: dict[str, list[Difference]] = {}
    for found in record.differs:
        points.setdefault(found.field or "", []).append(found)
    return points


def _point(dossier: Dossier, record: "Record", field: str, found: "list[Difference]") -> Iterator[Block]:
    whole = field in ("", KINDS[record.KIND].title)
    yield Heading(_title(dossier, record) + ("" if whole else f" — {point_words(record, field, dossier).text}"), 3)
    rows = [_held(dossier, record, KINDS[record.KIND].title if whole else field)]
    for other in found:
        told = version(record, other, dossier)
        date = Date.read(other.value) if is_date(record, other.field) and not other.inferred else None
        rows.append(_row(record.id, told, other.cite, other.note or "", date=date))
    yield Table("versions", _COLUMNS, tuple(rows))


def _title(dossier: Dossier, record: "Record") -> str:
    """What the record is called; an opinion behind its holder."""
    called = without_full_stop(label(record))
    return f"{holder(dossier, record).text}: {called}" if is_opinion(record) else called


def _held(dossier: Dossier, record: "Record", field: str) -> Row:
    """The version that the record itself holds."""
    found = stated(record, field)
    words = worded(found, dossier)
    words = words if words.text else cell(say("not given"))
    if found.inferred:
        cite = citations(record, field) if field == KINDS[record.KIND].title else ()
        reasoning = say("Used here. Inferred: {inferred}", inferred=found.inferred)
        return _row(
            record.id, words.followed(Mark(Sign.INFERRED, reason=found.inferred)), cite, reasoning, say("the desk")
        )
    date = found.value if isinstance(found.value, Date) else None
    words = phrase(words, *later(field, date, dossier.as_of))
    return _row(record.id, words, found.cite, say("Used here."), date=date)


def _row(
    id_: str,
    version: Cell,
    cite: "tuple[Citation, ...]",
    reasoning: str,
    without: str = "no source given",
    date: Date | None = None,
) -> Row:
    cites = notes(cite)
    source = listed([cited_at(found) for found in cite], between="; ") if cite else cell(verbatim(without))
    return Row((cell(version, date, cites), source, cell(verbatim(reasoning))), id_)


def _dependents(dossier: Dossier, record: "Record", fields: Iterable[str]) -> Iterator[Block]:
    """The records that refer to a disputed one, by kind."""
    if found := _affected(dossier, record, fields):
        yield Listing("dependents", tuple(_referring(dossier, kind, ids) for kind, ids in found.items()))


def _affected(dossier: Dossier, record: "Record", fields: Iterable[str]) -> dict[str, list[str]]:
    """The ids of the records that refer to one with these disputed fields, by kind; none for particulars of a person.

    Who refers to a person says nothing of the year of birth.
    """
    by_kind: dict[str, dict[str, None]] = {}
    rests = not all(is_particular(record, field or None) for field in fields)
    for link in dossier.linked_to(record.id) if rests else ():
        if link.path.partition(".")[0] not in _CITING:
            by_kind.setdefault(link.kind, {})[link.id] = None
    return {kind: list(by_kind[kind]) for kind in KINDS if kind in by_kind}


def _referring(dossier: Dossier, kind: str, ids: list[str]) -> Cell:
    """So many records of a kind: opinions by their holders, the others by what they are called."""
    records = [found for id_ in ids if (found := dossier.get(id_))]
    count = say("Affects {counted}", counted=counted(len(records), kind, KINDS[kind].section))
    if kind == "assessment":
        holders = list(dict.fromkeys(holder(dossier, found) for found in records if is_opinion(found)))
        told = phrase(say("{count}, held by ", count=count), listed(holders, between="; "))
        cites = dict.fromkeys(note for found in records for note in support(found, "by"))
        return cell(told, ids, tuple(cites))
    cites = dict.fromkeys(note for found in records[:_SHOWN] for note in support(found, None))
    named = [ref(found.id, without_full_stop(label(found))) for found in records]
    return cell(phrase(say("{count}: ", count=count), listed(named, _SHOWN, "; ")), ids, tuple(cites))
