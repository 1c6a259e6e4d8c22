"""What to bring up at a meeting, and what to take care with."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from brief.core.dates import Answer
from brief.core.model import KINDS
from brief.document import Block, Cell, Heading
from brief.reports.bygone import disputes
from brief.reports.common import listing
from brief.reports.lines import asked_cell, assessment_cell, deadline_cell, disagreement_cell, line, promise_cell
from brief.reports.promises import evidence, is_overdue
from brief.reports.scope import Scope
from brief.reports.values import labelled

if TYPE_CHECKING:
    from brief.core.model.commitments import Commitment
    from brief.core.model.statements import Question

_DELICATE = {"criticism": "Criticism", "risk": "Risks, as seen by their holders"}
_FACTS = tuple(kind for kind in KINDS if kind not in ("assessment", "question", "commitment"))


def points(scope: Scope, commitments: "Sequence[Commitment]") -> Iterator[Block]:
    """What to ask, each with the reason: promises of which nothing shows that they are kept, questions, disputes.

    `commitments` are the open ones of those who meet; the scope's date is the day.
    """
    reminders = filter(None, (_reminder(scope, held) for held in commitments))
    questions: list[Question] = [held for held in _about(scope, commitments, "question") if not held.answer]
    asked = {id_ for held in questions for id_ in held.about}
    disputes = [labelled("Which holds? ", found) for id_, found in _disputed(scope, commitments) if id_ not in asked]
    groups = (
        ("Commitments: nothing shows them carried out, or they are overdue", "reminders", list(reminders)),
        ("Questions: said by a source to be unknown", "unknown-to-source", _asked(questions, "source")),
        ("Questions: noticed by the desk", "unknown-to-desk", _asked(questions, "desk")),
        ("Facts on which sources part", "disputes", disputes),
    )
    if any(lines for *_, lines in groups):
        yield Heading("Points to raise")
    for title, name, lines in groups:
        yield from listing(title, name, lines, 3)


def sensitivities(scope: Scope, commitments: "Sequence[Commitment]") -> Iterator[Block]:
    """What not to state as fact, and what others fear or hold against it."""
    disputed = [found for _, found in _disputed(scope, commitments)]
    opinions = [held for held in _about(scope, commitments, "assessment") if held.stance in _DELICATE]
    if disputed or opinions:
        yield Heading("Sensitivities")
    yield from listing("Disputed: do not state as fact", "disputed", disputed, 3)
    for stance, title in _DELICATE.items():
        held = [found for found in opinions if found.stance == stance]
        lines = [assessment_cell(scope.dossier, found, stance=False) for found in held]
        yield from listing(title, stance, lines, 3)


def _asked(questions: "list[Question]", flagged_by: str) -> list[Cell]:
    return [asked_cell(held) for held in questions if held.flagged_by == flagged_by]


def _reminder(scope: Scope, held: "Commitment") -> Cell | None:
    """A promise to bring up, and why; nothing where its record shows it carried out in time."""
    assert scope.as_of is not None
    overdue = is_overdue(held, scope.as_of, scope.as_of)
    reasons: list[Cell | str] = []
    if overdue in (Answer.YES, Answer.CANNOT_TELL):
        reasons += [
            labelled("due ", deadline_cell(held)),
            "overdue" if overdue is Answer.YES else "whether it is overdue cannot be told",
        ]
    if not evidence(scope.dossier, held, scope.as_of):
        reasons.append("nothing shows it carried out")
    return promise_cell(scope.dossier, held, line(*reasons)) if reasons else None


def _disputed(scope: Scope, commitments: "Sequence[Commitment]") -> Iterator[tuple[str, Cell]]:
    """The disputes of facts in scope and of these promises, each with the id of its record."""
    records = (record for kind in _FACTS for record in scope.records(kind))
    for record in (*records, *commitments):
        for found in disputes(record, scope.as_of):
            yield record.id, disagreement_cell(scope.dossier, record, found)


def _about(scope: Scope, commitments: "Sequence[Commitment]", kind: str) -> Iterator[Any]:
    """Statements in scope, or about one of these promises."""
    near = {held.id for held in scope.records(kind)}
    concerned = {held.id for held in commitments}
    for held in Scope(scope.dossier, None, scope.as_of).records(kind):
        if held.id in near or concerned & set(held.about):
            yield held
