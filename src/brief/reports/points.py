"""What to bring up at a meeting, what the others may bring up, and what to take care with."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from brief.document import Block, Cell, Differences, Heading, Label, Listing, Part, phrase
from brief.dossier.protocol import Dossier
from brief.locale import say
from brief.model.commitments import Commitment
from brief.model.dates import Answer
from brief.model.kinds import KINDS, short_label
from brief.model.positions import Position
from brief.model.sentences import without_full_stop
from brief.reports.common import continued, listing
from brief.reports.debts import Debts
from brief.reports.phrases import unstopped
from brief.reports.ranking import best
from brief.reports.related import Scope
from brief.reports.short_records import ranked_disputes, short
from brief.reports.values import said

if TYPE_CHECKING:
    from brief.model.parts import Record
    from brief.model.statements import Question

_MOST = 6
"""So many points are raised at most."""
_DOUBTFUL = 5
"""So many disputed facts are named at most."""
_FACTS = tuple(kind for kind in KINDS if kind not in ("assessment", "question", "commitment", "position"))


def objective(positions: Sequence[Position]) -> Iterator[Block]:
    """What our side wants."""
    yield from _positions(say("Our objective"), positions, "objective")


def points(
    scope: Scope,
    debts: Debts,
    positions: Sequence[Position],
    commitments: "Sequence[Commitment]",
    questions: "Sequence[Question]",
    most: int | None = None,
    *,
    full: bool = False,
) -> Iterator[Block]:
    """The points to raise: our own, then what they owe and have not carried out, then the `questions` for the table.

    Those on one topic are one point behind its name; on a full page each is a line, for programs.

    What our own side owes is no point to raise. Whose desk it is only the dossier can say: where it does not, no
    promise is a point.
    """
    own = [held for held in positions if held.use == "point"]
    lacking = [held for held in commitments if debts.to_raise(held)]
    day = scope.dossier.as_of
    assert day is not None
    ranked: list[Record] = [*own, *best(scope.dossier, lacking, day).shown, *questions]
    chosen = ranked[: most or _MOST]
    by_topic: dict[str, list[Record]] = {}
    for held in chosen:
        topic = next(iter(getattr(held, "topics", ())), "")
        by_topic.setdefault(topic or held.id, []).append(held)
    told = [
        line
        for topic, group in by_topic.items()
        for line in _on_topic(scope, topic, [_point(debts, held) for held in group], full=full)
    ]
    more = continued(len(chosen), len(ranked))
    if more and len(told) < len(chosen):
        more = say("{count} more in the annexes", count=len(ranked) - len(chosen))
    yield from listing(say("Points to raise"), "points", told, selection=more, is_numbered=not full)


def _on_topic(scope: Scope, topic: str, told: Sequence[Cell], *, full: bool) -> list[Cell]:
    """Points behind the topic that they are about, if it is one."""
    subject = scope.dossier.get(topic)
    first, *others = told if full else [_together(told)]
    if subject and subject.id != first.value:
        label = Label(say("{topic}. ", topic=without_full_stop(short_label(subject))), is_strong=True)
        first = phrase(label, first)._replace(value=first.value)
    return [first, *others]


def _together(told: Sequence[Cell]) -> Cell:
    """Several points in one line, as sentences where they are such."""
    parts: list[Part] = [told[0]]
    for before, found in pairwise(told):
        parts += [" " if before.text.endswith(("?", ".", "!")) else "; ", found]
    return phrase(*parts)._replace(value=told[0].value)


def further_points(positions: Sequence[Position], most: int | None = None) -> Iterator[Block]:
    """An annex with those of our own points for which the paper itself has no room."""
    left = [_text(held) for held in positions if held.use == "point"][most or _MOST :]
    if left:
        yield Heading(say("Annex: further points"), is_annex=True)
        yield Listing("further-points", tuple(left))


def expected(
    scope: Scope,
    debts: Debts,
    positions: Sequence[Position],
    commitments: "Sequence[Commitment]",
    most: int | None = None,
) -> Iterator[Block]:
    """What they may raise, each with our line: prepared responses, and what our own side owes."""
    lines = [
        phrase(unstopped(said(held, "if_raised")), say(" — our line: "), _text(held))
        for held in positions
        if held.use == "response"
    ]
    day = scope.dossier.as_of
    assert day is not None
    owed = best(scope.dossier, filter(debts.to_expect, commitments), day, max((most or _MOST) - len(lines), 0))
    total = len(lines) + owed.total
    lines += [_point(debts, held) for held in owed.shown]
    yield from listing(say("Expect from them"), "expected", lines, selection=continued(len(lines), total))
    yield from _positions(say("For the press"), positions, "press-line")


def doubtful(scope: Scope, commitments: "Sequence[Commitment]", most: int | None = None) -> Differences:
    """What not to state as fact: the facts on which the sources differ, particulars of people and bodies last."""
    day = scope.dossier.as_of
    assert day is not None
    records: list[Record] = [record for kind in _FACTS for record in scope.records(kind) if record.differs]
    marks = tuple(ranked_disputes(scope.dossier, [*records, *commitments], day))
    return Differences(say("Do not state as fact"), marks, most or _DOUBTFUL, is_capped=True)


def not_raised(positions: Sequence[Position]) -> Iterator[Block]:
    """What our side will not raise."""
    yield from _positions(say("Do not raise"), positions, "do-not-raise")


def _positions(title: str, positions: Iterable[Position], use: str) -> Iterator[Block]:
    lines = [_text(held) for held in positions if held.use == use]
    if lines:
        yield from listing(title, use, lines)


def _text(held: Position) -> Cell:
    """A position in the words to be used."""
    return said(held, "text", None)._replace(value=held.id)


def _point(debts: Debts, held: "Record") -> Cell:
    """A point in words."""
    told = _text(held) if isinstance(held, Position) else short(held)
    if isinstance(held, Commitment):
        told = debts.told(held, told)
    return told._replace(value=held.id)


def fitting(dossier: Dossier, wanted: Iterable[str], *, among_us: bool = False) -> list[Position]:
    """The positions that are valid on the day of the dossier and meant for these people or bodies, or for anyone.

    Among ourselves, a response to the other side is none for anyone.
    """
    ids = set(wanted)
    day = dossier.as_of
    return [
        held
        for held in dossier.every(Position)
        if (ids & set(held.with_) or (not held.with_ and not (among_us and held.use == "response")))
        and not (held.valid and day and held.valid.overlaps(day) is Answer.NO)
    ]
