"""The order of records, the same on every page, for lists that do not have room for all."""

from collections.abc import Iterable, Iterator
from heapq import nsmallest
from typing import TYPE_CHECKING, Generic, TypeVar

from brief.document import Hint, Notice, phrase
from brief.dossier.protocol import Claim, Dossier, EventFilter, of_class
from brief.dossier.rival_dates import claimed, is_held, signing
from brief.locale import Message, say
from brief.model.actors import Person
from brief.model.commitments import Commitment
from brief.model.dates import Answer, Date
from brief.model.events import Event
from brief.model.statements import Assessment, Question
from brief.model.vocabulary import SIGNING, begins_with
from brief.named_tuple import NamedTuple
from brief.reports.commitment_status import is_overdue, is_settled

if TYPE_CHECKING:
    from typing import TypeGuard

    from brief.model.agreements import Agreement, Program
    from brief.model.parts import Record

Kind = TypeVar("Kind", bound="Record")
_IMPORTANCE = {"high": 0, "normal": 1, "low": 2}


class Selected(NamedTuple, Generic[Kind]):
    """The first records of a list, and the total number."""

    shown: list[Kind]
    total: int

    @property
    def is_cut(self) -> bool:
        """True if some records are not shown."""
        return len(self.shown) < self.total

    def words(self, where: Message | None = None) -> Message:
        """Say that a list is a selection, and where all are: `5 of 32; all: brief gaps`; empty if it is complete."""
        if not self.is_cut:
            return Message()
        if not where:
            return say("{shown} of {total:,}", shown=len(self.shown), total=self.total)
        return say("{shown} of {total:,}; {where}", shown=len(self.shown), total=self.total, where=where)

    def remark(self, command: Message) -> Iterator[Notice]:
        """Yield a remark that it is a selection, with the command that lists all; nothing if it is complete.

        Paper, which has no commands, only says that the dossier has the rest.
        """
        if self.is_cut:
            rest = Hint(say("; all: "), on_paper=say("; the dossier has the rest"))
            yield Notice(phrase(self.words(), rest, Hint(command, is_command=True)))


_IN_POST, _UNCONFIRMED, _LEFT, _DEAD = range(4)


class Rank(NamedTuple):
    """The sort key of a record on pages: the lowest comes first."""

    office: int
    """For people: first those in post, then those not lately confirmed, then those who left, then the dead; else 0."""
    importance: int
    urgency: int
    """The first are overdue, or perhaps so, then disputed or flagged by a source, then what leads, then what is calm.

    What ended comes after these, then what may not exist. No dispute leads an event or an agreement.
    """
    age: tuple[int, int]
    """The latest date, negated; for overdue commitments, the deadline; records without a date come last."""
    further: int = 0
    """Number of events in which a person took part, or the beginning of what is in force, negated."""

    @property
    def is_in_post(self) -> bool:
        """True for a person in post."""
        return self.office == _IN_POST

    @property
    def is_over(self) -> bool:
        """True for a person who is known to have left all posts, or to be dead."""
        return self.office >= _LEFT


_OVERDUE, _PERHAPS_OVERDUE, _DOUBTED, _FIRST, _LEADING, _CITED, _CALM, _ENDED, _DENIED = range(9)
_LATE = {Answer.YES: _OVERDUE, Answer.CANNOT_TELL: _PERHAPS_OVERDUE}
_UNDATED = (1, 0)
_RECENT = 20
"""The number of latest events in which we look for a leading part."""
_LEADING_PARTS = SIGNING.union(
    ("chair", "chaired", "chairman", "chairperson", "chairs", "chairwoman", "head", "headed", "heads"),
    ("host", "hosted", "hosts", "lead", "leader", "leads", "led"),
)
"""First words of the parts of those who signed or led an event."""


def best(dossier: Dossier, records: Iterable[Kind], day: Date, most: int | None = None) -> Selected[Kind]:
    """Return the first `most` records in the order of pages; records of equal rank keep their order."""
    found = list(records)
    ranks = {held.id: rank(dossier, held, day) for held in found}
    if most is None:
        return Selected(sorted(found, key=lambda held: ranks[held.id]), len(found))
    return Selected(nsmallest(most, found, key=lambda held: ranks[held.id]), len(found))


def rank(dossier: Dossier, held: "Record", day: Date) -> Rank:
    """Return the rank of a record on a day.

    Importance comes first, then overdue commitments by deadline, then disputed or flagged promises, opinions and
    questions, then the latest date. Of events, signings of agreements in force come first, then what promises, opinions
    or questions are about, then what the bottom line cites. Of agreements and programs, those that the bottom line
    cites come first, then those between parties of the dossier or parts of them; one in force is as recent as the
    day. One that ended comes later, and one that may not exist last. An agreement is as important as its signing.
    People in post come before all others, and the dead last. Then, after importance, those who signed something or
    led an important event come first, then people are ordered by their latest event or post; disputes on their
    particulars do not count.
    """
    importance = _IMPORTANCE[held.importance]
    if isinstance(held, Person):
        recent, number = _attended(dossier, held, day)
        urgency = _LEADING if any(_leads(claim.event, held.id) for claim in recent) else _CALM
        latest = [claim.date for claim in recent[:1] if claim.date]
        office = _office(dossier, held, day)
        return Rank(office, importance, urgency, _latest([*latest, *_confirmed(held, day)]), -number)
    if _lasts(held):
        from brief.reports.in_force import is_running

        dates = _dates(dossier, held)
        recent_day = _latest([day] if is_running(dossier, held, day) else dates)
        event = signing(dossier, held)
        importance = min(importance, _IMPORTANCE[event.importance]) if event else importance
        return Rank(0, importance, _standing(dossier, held, day), recent_day, _latest(dates)[0])
    if isinstance(held, Event):
        return Rank(0, importance, _place_in_history(dossier, held, day), _latest(_dates(dossier, held)))
    if isinstance(held, Commitment) and (late := is_overdue(dossier, held, day)) in _LATE:
        return Rank(0, importance, _LATE[late], max(due.sort_ints for due in claimed(held, "due")))
    is_doubted = held.differs or (isinstance(held, Question) and held.flagged_by == "source" and not held.answer)
    return Rank(0, importance, _DOUBTED if is_doubted else _CALM, _latest(_dates(dossier, held)))


def _lasts(held: "Record") -> "TypeGuard[Agreement | Program]":
    """True for an agreement or program, whose classes pages without one do not import."""
    return held.KIND in ("agreement", "program")


def _promise_rank(dossier: Dossier, held: Commitment, day: Date) -> tuple[bool, Rank]:
    """Return the rank of a commitment on a day: settled ones come last."""
    return is_settled(dossier, held), rank(dossier, held, day)


def promises(
    dossier: Dossier, records: Iterable[Commitment], day: Date, most: int | None = None
) -> Selected[Commitment]:
    """Return the first `most` commitments in the order of pages, settled ones last."""
    found = sorted(records, key=lambda held: _promise_rank(dossier, held, day))
    return Selected(found[:most], len(found))


def dispute_rank(dossier: Dossier, held: "Record", field: str | None, day: Date) -> tuple[bool, Rank]:
    """Return the rank of a disputed field: particulars of people come last."""
    found = rank(dossier, held, day)
    return is_particular(held, field), found._replace(office=0, urgency=min(found.urgency, _DOUBTED))


def dispute_place(held: "Record", field: str | None) -> tuple[bool, int]:
    """Return the rank of a disputed field without a day: particulars of people last, others by importance."""
    return is_particular(held, field), _IMPORTANCE[held.importance]


_KNOWN_BY = (None, "name", "title", "org")
"""Fields that say who a person is, and what office they hold."""


def is_particular(held: "Record", field: str | None) -> bool:
    """True if a field is a particular of a person, such as the year of birth, on which nothing else depends."""
    return isinstance(held, Person) and (field and field.rpartition(".")[2]) not in _KNOWN_BY


def _latest(dates: "Iterable[Date]") -> tuple[int, int]:
    last = max((date.sort_ints for date in dates), default=None)
    return (-last[0], -last[1]) if last else _UNDATED


def _attended(dossier: Dossier, held: Person, day: Date) -> tuple[list[Claim], int]:
    """Return the latest events with a person by a day, and the number of all events with them."""
    recent = dossier.events(EventFilter(who=(held.id,), known_at=day, newest=True, limit=_RECENT))
    return list(recent), dossier.referring_counts(held.id).get("event", 0)


def _leads(event: Event, id_: str) -> bool:
    """True if a participant signed at an event, or led one of high importance."""
    words = _LEADING_PARTS if event.importance == "high" else SIGNING
    return begins_with(event.vocabulary, event.who.get(id_), words) and is_held(event)


def _place_in_history(dossier: Dossier, event: Event, day: Date) -> int:
    """Return the urgency of an event by what other records and the bottom line make of it."""
    if not is_held(event):
        return _CALM
    kinds, signed = set(), set()
    for link in dossier.linked_to(event.id):
        kinds.add(link.kind)
        if link.path == "signed":
            signed.add(link.id)
    if begins_with(event.vocabulary, event.kind, SIGNING):
        signed.update(event.agreements)
    if signed and _is_signing(dossier, signed, day):
        return _FIRST
    if not kinds.isdisjoint(_SPEAKING):
        return _LEADING
    return _CITED if _is_in_bottom_line(dossier, event) else _CALM


def _is_signing(dossier: Dossier, signed: set[str], day: Date) -> bool:
    """True if one of these agreements is between parties of the dossier and has not ended."""
    from brief.model.agreements import Agreement

    agreements = of_class(dossier, Agreement, signed)
    return any(_is_between_parties(dossier, each) and not _is_ended(dossier, each, day) for each in agreements)


_SPEAKING = ("commitment", "assessment", "question")
"""Kinds of record that make an event one to remember."""


def _standing(dossier: Dossier, held: "Agreement | Program", day: Date) -> int:
    """Return the urgency of an agreement or program."""
    if any(found.field is None for found in held.differs):
        return _DENIED
    if _is_ended(dossier, held, day):
        return _ENDED
    if _is_in_bottom_line(dossier, held):
        return _FIRST
    return _LEADING if _is_between_parties(dossier, held) else _CALM


def _is_ended(dossier: Dossier, held: "Agreement | Program", day: Date) -> bool:
    from brief.reports.in_force import is_ended  # for pages with events only

    return is_ended(dossier, held, day)


def _is_in_bottom_line(dossier: Dossier, held: "Record") -> bool:
    """True if the summary of the dossier cites a place that a record cites too."""
    head = dossier.header
    return bool(
        head and {(each.source, each.at) for each in head.cite} & {(each.source, each.at) for each in held.cite}
    )


def _is_between_parties(dossier: Dossier, held: "Agreement | Program") -> bool:
    """True if an agreement or program is between parties of the dossier, or between bodies that are parts of them."""
    from brief.model.agreements import Agreement
    from brief.reports.countries import above

    sides = held.parties if isinstance(held, Agreement) else (*held.by, *held.for_)
    bodies = {body for side in sides for body, _ in above(dossier, side)}
    return len(bodies & {*(dossier.header.parties if dossier.header else ())}) > 1


def _office(dossier: Dossier, held: Person, day: Date) -> int:
    """Return the place of a person by posts: in post, not lately confirmed or without a post, out of post, dead."""
    from brief.reports.posts import has_died, posts  # for pages with people only

    found = posts(dossier, held, day)
    if has_died(held, day):
        return _DEAD
    if found.held:
        return _IN_POST
    return _LEFT if found.earlier and not found.open else _UNCONFIRMED


def is_over(dossier: Dossier, held: Person, day: Date) -> bool:
    """True if a person is known to have left all posts, or to be dead."""
    return _office(dossier, held, day) >= _LEFT


def _confirmed(held: Person, day: Date) -> Iterator[Date]:
    """Yield the dates by a day on which the posts of a person began or were confirmed."""
    for role in held.roles:
        dates = (role.from_, *role.seen)
        yield from (date for date in dates if date and date.later_than(day) is not Answer.YES)


def _dates(dossier: Dossier, held: "Record") -> list[Date]:
    """Return the dates that decide how recent a record is."""
    if isinstance(held, Event | Assessment):
        return claimed(held, "date")
    if isinstance(held, Commitment):
        return [*claimed(held, "made"), *(entry.date for entry in held.log if entry.date)]
    return _dates_in_force(dossier, held) if _lasts(held) else []


def _dates_in_force(dossier: Dossier, held: "Agreement | Program") -> list[Date]:
    from brief.model.agreements import Program
    from brief.reports.in_force import last_event

    last = last_event(dossier, held)
    if isinstance(held, Program):
        return [*claimed(held, "period"), *(claimed(last) if last else [])]
    found = (signing(dossier, held), last)
    dates = [date for event in found if event for date in claimed(event)]
    return dates or claimed(held, "in_force") or claimed(held, "period")
