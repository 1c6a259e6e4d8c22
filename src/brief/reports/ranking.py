"""Which records come first where there is no room for all: one order for every page."""

from collections.abc import Iterable, Iterator
from heapq import nsmallest
from typing import TYPE_CHECKING, Generic, TypeVar

from brief.document import Hint, Notice, phrase
from brief.dossier.protocol import Dossier, EventFilter
from brief.dossier.rival_dates import claimed, signing
from brief.locale import Message, say
from brief.model.actors import Person
from brief.model.agreements import Agreement, Program
from brief.model.commitments import Commitment
from brief.model.dates import Answer, Date
from brief.model.events import Event
from brief.model.statements import Assessment, Question
from brief.named_tuple import NamedTuple
from brief.reports.commitment_status import is_overdue, is_settled
from brief.reports.in_force import is_ended

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

    def remark(self, command: Message) -> Iterator[Notice]:
        """Yield the remark that it is a selection, with the command that lists all; nothing if it holds all."""
        if self.is_cut:
            yield Notice(phrase(self.words(), Hint(say("; all: {command}", command=command))))


class Rank(NamedTuple):
    """The place of a record in the order of pages: the lowest comes first."""

    importance: int
    urgency: int
    """The first are overdue, or perhaps so, then disputed or flagged by a source, then calm; what ended is last."""
    age: tuple[int, int]
    """Its latest date, negated, or of what is overdue the deadline; what has no date comes last."""
    events: int = 0
    """In how many events a person took part, negated."""


_OVERDUE, _PERHAPS_OVERDUE, _DOUBTED, _CALM, _ENDED = range(5)
_LATE = {Answer.YES: _OVERDUE, Answer.CANNOT_TELL: _PERHAPS_OVERDUE}
_UNDATED = (1, 0)


def best(dossier: Dossier, records: Iterable[Kind], day: Date, most: int | None = None) -> Selected[Kind]:
    """Return the first `most` records in the order of pages; records of equal rank keep their order."""
    found = list(records)
    ranks = {held.id: rank(dossier, held, day) for held in found}
    if most is None:
        return Selected(sorted(found, key=lambda held: ranks[held.id]), len(found))
    return Selected(nsmallest(most, found, key=lambda held: ranks[held.id]), len(found))


def rank(dossier: Dossier, held: "Record", day: Date) -> Rank:
    """Return the rank of a record on a day.

    First importance, then what is overdue, the longest first, then what is disputed or flagged, then the latest. An
    agreement or program in force comes before one that ended. Of people, those of the latest event or post come first;
    that sources differ on a particular of theirs does not matter.
    """
    importance = _IMPORTANCE[held.importance]
    if isinstance(held, Person):
        latest, number = _attended(dossier, held, day)
        return Rank(importance, _CALM, _latest([*latest, *_confirmed(held, day)]), -number)
    if isinstance(held, Agreement | Program):
        return Rank(importance, _ENDED if is_ended(dossier, held, day) else _CALM, _latest(_dates(dossier, held)))
    if isinstance(held, Commitment) and (late := is_overdue(dossier, held, day)) in _LATE:
        return Rank(importance, _LATE[late], max(due.sort_ints for due in claimed(held, "due")))
    is_doubted = held.differs or (isinstance(held, Question) and held.flagged_by == "source" and not held.answer)
    return Rank(importance, _DOUBTED if is_doubted else _CALM, _latest(_dates(dossier, held)))


def promise_rank(dossier: Dossier, held: Commitment, day: Date) -> tuple[bool, Rank]:
    """Return the rank of a promise on a day: those that are settled come after all that are open."""
    return is_settled(dossier, held), rank(dossier, held, day)


def promises(
    dossier: Dossier, records: Iterable[Commitment], day: Date, most: int | None = None
) -> Selected[Commitment]:
    """Return the first `most` promises in the order of pages, the settled last."""
    found = sorted(records, key=lambda held: promise_rank(dossier, held, day))
    return Selected(found[:most], len(found))


def dispute_rank(dossier: Dossier, held: "Record", field: str | None, day: Date) -> tuple[bool, Rank]:
    """Return the rank of a disputed field: particulars of people come after everything else."""
    return is_particular(held, field), rank(dossier, held, day)


def dispute_place(held: "Record", field: str | None) -> tuple[bool, int]:
    """Return the same without a day: particulars of people last, the others by importance."""
    return is_particular(held, field), _IMPORTANCE[held.importance]


_KNOWN_BY = (None, "name", "title", "org")
"""What says who a person is and what they are."""


def is_particular(held: "Record", field: str | None) -> bool:
    """Whether a field is a particular of a person, such as the year of birth, on which nothing else rests."""
    return isinstance(held, Person) and (field and field.rpartition(".")[2]) not in _KNOWN_BY


def _latest(dates: "Iterable[Date]") -> tuple[int, int]:
    last = max((date.sort_ints for date in dates), default=None)
    return (-last[0], -last[1]) if last else _UNDATED


def _attended(dossier: Dossier, held: Person, day: Date) -> tuple[list[Date], int]:
    """When a person last took part in an event by a day, and in how many events."""
    last = next(iter(dossier.events(EventFilter(who=(held.id,), known_at=day, newest=True, limit=1))), None)
    return [last.date] if last and last.date else [], dossier.referring_counts(held.id).get("event", 0)


def _confirmed(held: Person, day: Date) -> Iterator[Date]:
    """When the posts of a person began, or were confirmed, by a day."""
    for role in held.roles:
        dates = (role.from_, *role.seen)
        yield from (date for date in dates if date and date.later_than(day) is not Answer.YES)


def _dates(dossier: Dossier, held: "Record") -> list[Date]:
    """The dates of a record by which one is later than another."""
    if isinstance(held, Event | Assessment):
        return claimed(held, "date")
    if isinstance(held, Commitment):
        return [*claimed(held, "made"), *(entry.date for entry in held.log if entry.date)]
    if isinstance(held, Agreement):
        event = signing(dossier, held)
        return claimed(event) if event else claimed(held, "in_force") or claimed(held, "period")
    return claimed(held, "period") if isinstance(held, Program) else []
