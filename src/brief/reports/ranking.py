"""Which records come first where there is no room for all: one order for every page."""

from collections.abc import Iterable
from heapq import nsmallest
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from brief.dossier.protocol import Dossier
from brief.dossier.rival_dates import claimed, signing
from brief.locale import Message, say
from brief.model.agreements import Agreement, Program
from brief.model.commitments import Commitment
from brief.model.dates import Answer, Date
from brief.model.events import Event
from brief.model.statements import Assessment, Question
from brief.reports.commitment_status import is_overdue

if TYPE_CHECKING:
    from brief.model.parts import Record

Kind = TypeVar("Kind", bound="Record")
_IMPORTANCE = {"high": 0, "normal": 1, "low": 2}


class Selected(NamedTuple, Generic[Kind]):
    """The first of some records, and how many there are."""

    shown: list[Kind]
    total: int

    @property
    def is_cut(self) -> bool:
        """True if there are more than are shown."""
        return len(self.shown) < self.total

    def words(self, where: str = "") -> Message:
        """Say that it is a selection, and where all are: `5 of 32; all: brief gaps`; nothing if it holds all."""
        if not self.is_cut:
            return Message("")
        if not where:
            return say("{shown} of {total:,}", shown=len(self.shown), total=self.total)
        return say("{shown} of {total:,}; {where}", shown=len(self.shown), total=self.total, where=where)


class Rank(NamedTuple):
    """The place of a record in the order of pages: the lowest comes first."""

    importance: int
    is_calm: bool
    """False if it is overdue, disputed, or flagged by a source."""
    age: tuple[int, int]
    """Its latest date, negated; what has no date comes last."""


def best(dossier: Dossier, records: Iterable[Kind], day: Date, most: int | None = None) -> Selected[Kind]:
    """Return the first `most` records in the order of pages; records of equal rank keep their order."""
    found = list(records)
    ranks = {held.id: rank(dossier, held, day) for held in found}
    if most is None:
        return Selected(sorted(found, key=lambda held: ranks[held.id]), len(found))
    return Selected(nsmallest(most, found, key=lambda held: ranks[held.id]), len(found))


def rank(dossier: Dossier, held: "Record", day: Date) -> Rank:
    """Return the rank of a record on a day: importance, then what is overdue, disputed or flagged, then the latest."""
    pressing = bool(held.differs) or _is_pressing(dossier, held, day)
    last = max((date.sort_ints for date in _dates(dossier, held)), default=None)
    return Rank(_IMPORTANCE[held.importance], not pressing, (-last[0], -last[1]) if last else (1, 0))


def _is_pressing(dossier: Dossier, held: "Record", day: Date) -> bool:
    if isinstance(held, Commitment):
        return is_overdue(dossier, held, day) is Answer.YES
    return isinstance(held, Question) and held.flagged_by == "source" and not held.answer


def _dates(dossier: Dossier, held: "Record") -> list[Date]:
    """The dates of a record by which one is later than another."""
    if isinstance(held, Event | Assessment):
        return claimed(held, "date")
    if isinstance(held, Commitment):
        return [*claimed(held, "made"), *(entry.date for entry in held.log if entry.date)]
    if isinstance(held, Agreement):
        event = signing(dossier, held)
        return claimed(event) if event else claimed(held, "period")
    return claimed(held, "period") if isinstance(held, Program) else []
