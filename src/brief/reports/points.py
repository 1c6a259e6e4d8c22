"""Points to raise at a meeting, and which open questions the others can answer."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from brief.document import Block, Cell, Differences, Heading, Label, Listing, Value, known_as, phrase
from brief.dossier.protocol import Dossier
from brief.dossier.rival_dates import is_expected
from brief.locale import Message, say
from brief.model.commitments import Commitment
from brief.model.dates import Answer
from brief.model.events import Event
from brief.model.kinds import KINDS, short_label
from brief.model.positions import Position
from brief.model.sections import Section
from brief.model.sentences import without_full_stop
from brief.reports.commitment_status import is_settled
from brief.reports.common import continued, listing
from brief.reports.debts import Debts
from brief.reports.phrases import unstopped
from brief.reports.position_words import position_cell
from brief.reports.ranking import best
from brief.reports.related import Scope
from brief.reports.short_conflicts import ranked_disputes
from brief.reports.short_records import short
from brief.reports.values import said, text_alone

if TYPE_CHECKING:
    from brief.model.dates import Date
    from brief.model.parts import Record
    from brief.model.statements import Question

_OF_THE_DESK = ("person", "source", "assessment", "place")
"""Questions on these kinds are for the desk itself, such as the years of a post or the author of an article."""


def for_the_table(dossier: "Dossier", debts: "Debts", questions: "Iterable[Question]", day: "Date") -> "list[Question]":
    """Return the questions to ask, those on open commitments first, without past matters and questions for our side."""
    subjects = {held: _subjects(dossier, held) for held in best(dossier, questions, day).shown}
    asked = [held for held, found in subjects.items() if not _is_ours(dossier, debts, found)]
    asked = [held for held in asked if not any(_is_past(dossier, record) for record in subjects[held])]
    return sorted(asked, key=lambda held: not _promises(dossier, subjects[held]))


def _subjects(dossier: "Dossier", held: "Question") -> "list[Record]":
    return [record for id_ in held.about if (record := dossier.get(id_))]


def _promises(dossier: "Dossier", found: "Sequence[Record]") -> list[Commitment]:
    """Return the open commitments among some records."""
    return [record for record in found if isinstance(record, Commitment) and not is_settled(dossier, record)]


def _is_ours(dossier: "Dossier", debts: "Debts", found: "Sequence[Record]") -> bool:
    """True if a question is about commitments that only our side has to keep, or had to if all are settled."""
    promises = _promises(dossier, found) or [record for record in found if isinstance(record, Commitment)]
    return bool(promises) and all(map(debts.is_ours_alone, promises))


def _is_past(dossier: "Dossier", record: "Record") -> bool:
    """True if a question on a record is about the past."""
    return record.KIND in _OF_THE_DESK or (isinstance(record, Event) and not is_expected(dossier, record))


_FACTS = tuple(kind for kind in KINDS if kind not in ("assessment", "question", "commitment", "position"))


def objective(positions: Sequence[Position], section: Section) -> Iterator[Block]:
    """Yield what our side wants."""
    yield from _positions(say("Our objective"), positions, section)


def to_raise(
    scope: Scope,
    debts: Debts,
    positions: Sequence[Position],
    commitments: "Sequence[Commitment]",
    questions: "Sequence[Question]",
) -> "list[Record]":
    """Return the points to raise: our own, then unfulfilled commitments of theirs, then the `questions` for the table.

    Our own commitments are not points to raise. If the dossier does not say which side is ours, no commitment is.
    """
    own = [held for held in positions if held.use == "point"]
    lacking = [held for held in commitments if debts.to_raise(held)]
    return [*own, *best(scope.dossier, lacking, scope.on).shown, *questions]


def points(scope: Scope, debts: Debts, raised: "Sequence[Record]", section: Section) -> Iterator[Block]:
    """Yield the points to raise, a line each, the first on a topic after its name."""
    told: list[Cell] = []
    shown = raised[: section.most]
    for group in _by_topic(shown):
        told += _told(scope.dossier, debts, group, say("Other") if told else Message())
    more = continued(len(shown), len(raised), has_annex=section.has_annex)
    yield from listing(say("Points to raise"), "points", told, selection=more, is_numbered=True)


def _by_topic(chosen: "Sequence[Record]") -> "Iterable[list[Record]]":
    """Return points in their order, but those with the same first topic, or without one, together."""
    groups: dict[str, list[Record]] = {}
    for held in chosen:
        groups.setdefault(_topic(held), []).append(held)
    return groups.values()


def _topic(held: "Record") -> str:
    return next(iter(getattr(held, "topics", ())), "")


def _told(dossier: "Dossier", debts: Debts, group: "Sequence[Record]", other: Message) -> list[Cell]:
    """Return a line for each point on a topic, the first one after its name; `other` stands for no topic."""
    first, *others = [_point(dossier, debts, held) for held in group]
    topic = dossier.get(_topic(group[0]))
    if name := known_as(without_full_stop(short_label(topic))) if topic else other:
        label = Label(say("{topic}. ", topic=name), is_strong=True, of=Value(topic.id, "name") if topic else None)
        first = phrase(label, first)._replace(value=first.value)
    return [first, *others]


def further_positions(positions: Sequence[Position], lists: Mapping[str, Section]) -> Iterator[Block]:
    """Yield annexes with our own points, and with our other positions, that did not fit into these `lists`."""
    left = _of_use(positions, "point")[lists["points"].most :]
    if left:
        yield Heading(say("Annex: further points"), is_annex=True)
        yield Listing("further-points", tuple(map(text_alone, left)))
    uses = (("objective", "objective"), ("response", "expected"), ("press-line", "press-line"))
    others = [held for use, name in uses if (most := lists[name].most) for held in _of_use(positions, use)[most:]]
    if others:
        yield Heading(say("Annex: further positions"), is_annex=True)
        yield Listing("further-positions", tuple(map(position_cell, others)))


def expected(
    scope: Scope,
    debts: Debts,
    positions: Sequence[Position],
    commitments: "Sequence[Commitment]",
    section: Section,
) -> Iterator[Block]:
    """Yield what they may raise, each with our reply: prepared responses, and what our own side owes."""
    owed = scope.once(expected, lambda: best(scope.dossier, filter(debts.to_expect, commitments), scope.on).shown)
    responses = _of_use(positions, "response")
    shown = responses[: section.most]
    left = None if section.most is None else section.most - len(shown)
    lines = [phrase(unstopped(said(held, "if_raised")), say(" — our line: "), text_alone(held)) for held in shown]
    lines += [debts.asked_of_us(held)._replace(value=held.id) for held in owed[:left]]
    more = continued(len(lines), len(responses) + len(owed), has_annex=section.has_annex)
    yield from listing(say("Expect from them"), "expected", lines, selection=more)


def for_the_press(positions: Sequence[Position], section: Section) -> Iterator[Block]:
    """Yield what our side says in public."""
    yield from _positions(say("For the press"), positions, section)


def doubtful(scope: Scope, others: "Iterable[Record]", *, full: bool = False) -> Differences:
    """Return the facts that must not be stated as certain, because sources differ; particulars of people come last.

    They are facts of the scope and of `others`, each of these once.
    """
    found: list[Record] = [record for kind in _FACTS for record in scope.records(kind)]
    records = {record.id: record for record in (*found, *others) if record.differs}
    disputes = ranked_disputes(scope.dossier, records.values(), scope.on, apart=full)
    return Differences(say("Do not state as fact"), disputes, is_capped=True)


def not_raised(positions: Sequence[Position]) -> Iterator[Block]:
    """Yield what our side will not raise; never cut."""
    yield from _positions(say("Do not raise"), positions, Section("do-not-raise"))


def _positions(title: Message, positions: Sequence[Position], section: Section) -> Iterator[Block]:
    """Yield the positions of the use that a section is named after."""
    found = _of_use(positions, section.name)
    lines = [text_alone(held) for held in found[: section.most]]
    more = continued(len(lines), len(found), has_annex=section.has_annex)
    yield from listing(title, section.name, lines, selection=more)


def _of_use(positions: Sequence[Position], use: str) -> list[Position]:
    return [held for held in positions if held.use == use]


def _point(dossier: "Dossier", debts: Debts, held: "Record") -> Cell:
    """Return a point in words."""
    if isinstance(held, Commitment):
        return debts.told(held)._replace(value=held.id)
    return (text_alone(held) if isinstance(held, Position) else short(held, dossier))._replace(value=held.id)


def fitting(dossier: Dossier, wanted: Iterable[str], *, among_us: bool = False) -> list[Position]:
    """Return the positions that are valid on the day and meant for these people or bodies, or for anyone.

    With `among_us`, responses meant for anyone are left out.
    """
    ids = set(wanted)
    day = dossier.as_of
    return [
        held
        for held in dossier.every(Position)
        if (ids & set(held.with_) or (not held.with_ and not (among_us and held.use == "response")))
        and not (held.valid and day and held.valid.overlaps(day) is Answer.NO)
    ]
