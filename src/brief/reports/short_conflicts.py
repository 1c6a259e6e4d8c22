"""`conflicts` on a short page: disputed points and what depends on them, one card for each dispute."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from brief.document import Block, Card, Cell, Mark, Notice, Row, Sign, cell, phrase, quoted
from brief.dossier.protocol import Dossier
from brief.locale import Message, say, series
from brief.model.dates import Date
from brief.model.kinds import KINDS
from brief.model.stated import citations, rivals_by_field, stated
from brief.named_tuple import NamedTuple
from brief.reports.common import card_fields
from brief.reports.phrases import cited_apart, counted, listed, notes
from brief.reports.ranking import dispute_place, dispute_rank, is_particular
from brief.reports.rivals import cited_at, field_of, is_opinion
from brief.reports.short_records import titled
from brief.reports.values import said, version, with_holder, with_statuses, worded
from brief.reports.words import later, name_short, point_words

if TYPE_CHECKING:
    from brief.model.parts import Citation, Difference, Record

_BY_RIVALS = "differs.cite.source"
"""The field of the references to the sources of rivals."""
_CITING = ("cite", "differs")
"""References in these fields are to a source, not to a subject."""


def held_row(dossier: Dossier, record: "Record", field: str) -> Row:
    """Return the row of the version in the record itself."""
    found = stated(record, field)
    words = worded(found, dossier)
    if not words.text:
        return version_row(record.id, cell(say("not given")), found.cite, say("Used here."), Message())
    if found.inferred:
        cite = citations(record, field) if field == KINDS[record.KIND].title else ()
        reasoning = say("Used here. Inferred: {inferred}", inferred=quoted(found.inferred))
        words = with_holder(record, field, words.followed(Mark(Sign.INFERRED, reason=found.inferred)), dossier)
        words = with_statuses(dossier, words.supported(notes(cite)))
        return version_row(record.id, words, cite, reasoning, say("the desk"))
    date = found.value if isinstance(found.value, Date) else None
    words = with_holder(record, field, phrase(words, *later(record, field, found.value)), dossier)
    words = with_statuses(dossier, words.supported(notes(found.cite)))
    return version_row(record.id, words, found.cite, say("Used here."), date=date)


_UNSOURCED = say("no source given")


def version_row(
    id_: str,
    version: Cell,
    cite: "tuple[Citation, ...]",
    reasoning: Message,
    without: Message = _UNSOURCED,
    date: Date | None = None,
) -> Row:
    """Return the row of a version, which has its citations, with its source and the reasoning for it."""
    source = listed([cited_at(found) for found in cite], between="; ") if cite else cell(without)
    return Row((version._replace(value=date), source, cell(reasoning)), id_)


def affected(dossier: Dossier, record: "Record", fields: Iterable[str]) -> dict[str, list[str]]:
    """Return ids of records that refer to this one, by kind; empty if the fields are only particulars of a person.

    A reference to a person does not depend on, for example, the year of birth.
    """
    by_kind: dict[str, dict[str, None]] = {}
    rests = not all(is_particular(record, field or None) for field in fields)
    for link in dossier.linked_to(record.id) if rests else ():
        if link.path.partition(".")[0] not in _CITING:
            by_kind.setdefault(link.kind, {})[link.id] = None
    return {kind: list(by_kind[kind]) for kind in KINDS if kind in by_kind}


class Point(NamedTuple):
    """A field of a record on which sources differ; empty for the title or the whole record."""

    record: "Record"
    field: str
    found: "list[Difference]"

    @property
    def path(self) -> str:
        """The field, or that of the title."""
        return self.field or KINDS[self.record.KIND].title

    def sides(self) -> "frozenset[frozenset[tuple[str, str]]]":
        """Return the citations of each version; empty if a version has none."""
        cites = [citations(self.record, self.path), *(other.cite for other in self.found)]
        places = [frozenset((each.source, each.at) for each in cite) for cite in cites]
        return frozenset(places) if all(places) else frozenset()


def dispute_cards(dossier: "Dossier", records: "Sequence[Record]") -> list[Block]:
    """Return a card for each dispute, most important first."""
    given = ((record, field, others) for record in records for field, others in rivals_by_field(record).items())
    found = [Point(record, _whole(record, field), others) for record, field, others in given]
    found.sort(key=lambda point: dispute_place(point.record, point.field or None))
    disputes = _merged(dossier, found)
    inward = sum(_is_of_one_source(first) for first, *_ in disputes)
    is_rule = inward > max(len(disputes) / 2, 1)
    cards: list[Block] = [_card(dossier, dispute, is_told=not is_rule) for dispute in disputes]
    if is_rule:
        words = say(
            "In {count} of these {total} disputes one source gives all versions.", count=inward, total=len(disputes)
        )
        cards.append(Notice(cell(words)))
    return cards


def ranked_disputes(
    dossier: Dossier, records: "Iterable[Record]", day: "Date", *, apart: bool = False
) -> tuple[tuple[Mark, ...], ...]:
    """Return the marks of each dispute of some records, as `conflicts` groups them, most important first.

    With `apart`, each disputed field is a dispute of its own, as in data for programs.
    """
    found = [point for record in records for point in _points(record)]
    found.sort(key=lambda point: dispute_rank(dossier, point.record, point.path, day))
    disputes = [[point] for point in found] if apart else _merged(dossier, found)
    return tuple(tuple(mark for point in dispute for mark in _marks(dossier, point)) for dispute in disputes)


def disputes_within(dossier: Dossier, cite: "Iterable[Citation]") -> Iterator[Mark]:
    """Yield the marks of the disputes of which these citations have two versions, without the rivals.

    A free text that cites both versions is about what is disputed, unless one passage has both.
    """
    cited = {(found.source, found.at) for found in cite}
    links = (link for source in {source for source, _ in cited} for link in dossier.linked_to(source, _BY_RIVALS))
    records = filter(None, map(dossier.get, sorted({link.id for link in links})))
    for point in (point for record in records for point in _points(record)):
        versions = [citations(point.record, point.path), *(found.cite for found in point.found)]
        places = {frozenset((each.source, each.at) for each in version) & cited for version in versions}
        if len(places - {frozenset()}) > 1:
            yield from (mark._replace(rivals=()) for mark in _marks(dossier, point))


def _points(record: "Record") -> "Iterator[Point]":
    """Yield the disputed fields of a record, each once; a rival of the whole record counts for its title."""
    by_field: dict[str, list[Difference]] = {}
    for found in record.differs:
        by_field.setdefault(field_of(record, found), []).append(found)
    yield from (Point(record, _whole(record, field), others) for field, others in by_field.items())


def _marks(dossier: Dossier, point: Point) -> Iterator[Mark]:
    """Yield the marks of a disputed field."""
    told = said(point.record, point.field, naming=dossier) if point.field else titled(point.record, dossier)
    return (mark for mark in told.marks if mark.versions)


def _whole(record: "Record", field: str) -> str:
    """Return a field, or an empty string for the title."""
    return "" if field == KINDS[record.KIND].title else field


class _Dispute(NamedTuple):
    """Points that are one dispute, and the records close to them."""

    near: set[str]
    points: list[Point]


def _merged(dossier: "Dossier", found: "Sequence[Point]") -> "list[list[Point]]":
    """Merge points on related records into one dispute if their versions have the same citations."""
    disputes: list[_Dispute] = []
    by_sides: dict[object, list[_Dispute]] = {}
    for point in found:
        sides, near = point.sides(), _near(dossier, point.record)
        alike = by_sides.setdefault(sides, [])
        home = next((other for other in alike if sides and not other.near.isdisjoint(near)), None)
        if home:
            home.near.update(near)
            home.points.append(point)
        else:
            alike.append(_Dispute(near, [point]))
            disputes.append(alike[-1])
    return [dispute.points for dispute in disputes]


def _near(dossier: "Dossier", record: "Record") -> set[str]:
    """Return ids of a record, of all that refer to it except by citation, and of its agreements and programs."""
    referring = (link.id for link in dossier.linked_to(record.id) if not link.path.startswith("cite"))
    frames = (id_ for field in _FRAMES for id_ in getattr(record, field, ()))
    return {record.id, *referring, *frames}


_FRAMES = ("agreements", "programs", "under")
"""Fields with the agreements and programs of a record."""


def _is_of_one_source(point: Point) -> bool:
    """True if all versions are from one source. It may report what two sides say."""
    sides = point.sides()
    return bool(sides) and len({source for places in sides for source, _ in places}) == 1


def _card(dossier: "Dossier", dispute: "Sequence[Point]", *, is_told: bool) -> Card:
    """Return a card with the versions of a dispute, each with its source, and the number of affected records."""
    first, *others = dispute
    own, rivals = _versions(dossier, first)
    is_alone = is_told and _is_of_one_source(first)
    remark = say("one source gives both") if len(rivals) == 1 else say("one source gives all of them")
    counts: dict[str, set[str]] = {}
    for point in dispute:
        for kind, ids in affected(dossier, point.record, [point.field]).items():
            counts.setdefault(kind, set()).update(ids)
    for point in dispute:
        counts.get(point.record.KIND, set()).discard(point.record.id)
    told = series(counted(len(ids), kind) for kind, ids in counts.items() if ids)
    lines = (
        ("here", say("Used here"), [own]),
        ("or", say("Or"), rivals),
        ("itself", say("Note"), [cell(remark)] if is_alone else []),
        ("also", say("Also"), [_line(dossier, point, first) for point in others]),
        ("affects", say("Affects"), [cell(told)] if told else []),
    )
    return Card("point", _subject(dossier, first), card_fields(lines), first.record.id)


def _versions(dossier: "Dossier", point: Point) -> tuple[Cell, list[Cell]]:
    """Return the value in the record and its rivals, each with its citations."""
    own = held_row(dossier, point.record, point.path).cells[0]
    return own, [version(point.record, other, dossier) for other in point.found]


def _line(dossier: "Dossier", point: Point, first: Point) -> Cell:
    """Return the same dispute in another field, or in another record than that of the `first` point, in one line."""
    own, rivals = _versions(dossier, point)
    parts = [part for other in rivals for part in (say("; or: "), other.citing_inline())]
    is_same = point.record.id == first.record.id
    named = point_words(point.record, point.field, dossier) if is_same and point.field else _subject(dossier, point)
    subject = (named, ": ") if point.field else ()
    return phrase(cited_apart(phrase(*subject, own)).citing_inline(), *parts)


def _subject(dossier: "Dossier", point: Point) -> Cell:
    """Name what is disputed: a record, or a field of it; an opinion is called one."""
    record = point.record
    if point.field:
        return phrase(name_short(record), ", ", point_words(record, point.field, dossier))
    return phrase(say("Opinion: "), name_short(record)) if is_opinion(record) else cell(name_short(record))
