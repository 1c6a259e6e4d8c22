"""What to bring up at a meeting, what the others may bring up, and what to take care with."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from brief.document import Block, Cell, Heading, Part
from brief.dossier.protocol import Dossier
from brief.locale import say
from brief.model.dates import Answer
from brief.model.kinds import KINDS
from brief.reports.commitment_status import evidence, is_overdue
from brief.reports.common import listing, names
from brief.reports.delegations import Sides
from brief.reports.one_line import asked_cell, assessment_cell, deadline_cell, disagreement_cell, line, promise_cell
from brief.reports.related import Scope
from brief.reports.values import labelled

if TYPE_CHECKING:
    from brief.model.commitments import Commitment
    from brief.model.statements import Assessment, Question

DELICATE = {"criticism": say("Criticism"), "risk": say("Risks, as seen by their holders")}
"""The stances of opinions to take care with."""
_FACTS = tuple(kind for kind in KINDS if kind not in ("assessment", "question", "commitment", "position"))


def points(
    scope: Scope, both: Sides, commitments: "Sequence[Commitment]", questions: "Sequence[Question]"
) -> Iterator[Block]:
    """Promises of which nothing shows that they are kept, by who owes them, and open questions.

    The dossier is that of a day.

    What our own side owes is no point to raise, but one that the others may raise. Whose desk it is only the dossier
    can say: where it does not, the promises are no points, and are listed apart.
    """
    ours = [held for held in commitments if both.owes_alone(held.by)]
    others = [held for held in commitments if not both.owes_alone(held.by)]
    if not both.desk:
        yield from _reminders(scope, say("Not yet kept, as far as we know"), others)
    raised = list(_reminders(scope, say("Points to raise"), others if both.desk else []))
    asked = list(_asked(questions))
    if raised or asked:
        yield Heading(say("Points to raise"))
    yield from (*raised[1:], *asked)
    yield from _reminders(scope, say("They may raise"), ours)


def sensitivities(
    scope: Scope, commitments: "Sequence[Commitment]", opinions: "Sequence[Assessment]"
) -> Iterator[Block]:
    """What not to state as fact, and what others fear or hold against it."""
    records = (record for kind in _FACTS for record in scope.records(kind))
    disputed = [
        disagreement_cell(scope.dossier, record, found)
        for record in (*records, *commitments)
        for found in record.differs
    ]
    if disputed or opinions:
        yield Heading(say("Sensitivities"))
    yield from listing(say("Disputed: do not state as fact"), "disputed", disputed, 3)
    for stance, title in DELICATE.items():
        held = [found for found in opinions if found.stance == stance]
        lines = [assessment_cell(scope.dossier, found, stance=False) for found in held]
        yield from listing(title, stance, lines, 3)


def owed_by(dossier: Dossier, held: "Commitment") -> str:
    """The heading above a promise."""
    return say("Owed by {names}", names=names(dossier, held.by)) if held.by else say("No one named")


def _reminders(scope: Scope, title: str, commitments: "Sequence[Commitment]") -> Iterator[Block]:
    """The promises to be reminded of, by who owes them, under a title; nothing where there are none."""
    owed: dict[str, list[Cell]] = {}
    for held in commitments:
        if reminder := _reminder(scope, held):
            owed.setdefault(owed_by(scope.dossier, held), []).append(reminder)
    if owed:
        yield Heading(title)
    for debtor, lines in owed.items():
        yield from listing(debtor, "reminders", lines, 3)


def _reminder(scope: Scope, held: "Commitment") -> Cell | None:
    """A promise and why it is brought up; nothing where its record shows it carried out in time."""
    day = scope.dossier.as_of
    assert day is not None
    overdue = is_overdue(scope.dossier, held, day)
    reasons: list[Part] = []
    if overdue in (Answer.YES, Answer.CANNOT_TELL):
        reasons += [
            labelled(say("due "), deadline_cell(held)),
            say("overdue") if overdue is Answer.YES else say("whether it is overdue cannot be told"),
        ]
    if not evidence(scope.dossier, held):
        reasons.append(say("nothing shows it carried out"))
    return promise_cell(scope.dossier, held, line(*reasons)) if reasons else None


def _asked(questions: "Sequence[Question]") -> Iterator[Block]:
    """The open questions by who noticed them."""
    for flagged_by, title in (("source", say("unknown, according to a source")), ("desk", say("open question"))):
        lines = [asked_cell(held) for held in questions if held.flagged_by == flagged_by]
        yield from listing(f"Questions: {title}", f"unknown-to-{flagged_by}", lines, 3)
