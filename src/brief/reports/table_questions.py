"""Open questions for a meeting: those that the others can answer, on what is still to come."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from brief.dossier.rival_dates import is_expected
from brief.model.commitments import Commitment
from brief.model.events import Event
from brief.reports.commitment_status import is_settled
from brief.reports.ranking import best

if TYPE_CHECKING:
    from brief.dossier.protocol import Dossier
    from brief.model.dates import Date
    from brief.model.parts import Record
    from brief.model.statements import Question
    from brief.reports.debts import Debts

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
    """True if a question is about commitments that only our side has to keep."""
    promises = _promises(dossier, found)
    return bool(promises) and all(map(debts.is_ours_alone, promises))


def _is_past(dossier: "Dossier", record: "Record") -> bool:
    """True if a question on a record is about the past."""
    return record.KIND in _OF_THE_DESK or (isinstance(record, Event) and not is_expected(dossier, record))
