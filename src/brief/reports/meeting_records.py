"""The records that a meeting is about."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from brief.dossier.as_of import AsOf
from brief.dossier.protocol import Claim, Dossier, EventFilter
from brief.dossier.rival_dates import signing
from brief.model.agreements import Agreement
from brief.model.commitments import Commitment
from brief.model.statements import Assessment, Question
from brief.named_tuple import NamedTuple
from brief.reports.debts import Debts
from brief.reports.delegations import Sides, people, sides
from brief.reports.offices import offices
from brief.reports.related import Scope
from brief.reports.sayings import own_opinions
from brief.reports.tracker import is_kept

if TYPE_CHECKING:
    from brief.model.actors import Person
    from brief.model.dates import Date
    from brief.model.parts import Record

Statement = TypeVar("Statement", Assessment, Question)
_DELICATE = ("criticism", "risk")
"""Stances of opinions to be careful with."""


class MeetingRecords(NamedTuple):
    """The records that concern those who are met."""

    dossier: AsOf
    """The dossier as of the day of the meeting."""
    ids: tuple[str, ...]
    """Ids of those who are met, as the user gave them."""
    people: "tuple[Person, ...]"
    sides: Sides
    scope: Scope
    debts: Debts
    commitments: "tuple[Commitment, ...]"
    """Commitments of the sides that are not kept: open ones and abandoned ones."""
    questions: "tuple[Question, ...]"
    """Unanswered questions."""
    answered: "tuple[Question, ...]"
    """Questions that are answered at least in part."""
    said: "tuple[Assessment, ...]"
    """Opinions of those who are met."""
    opinions: "tuple[Assessment, ...]"
    """Opinions of others to be careful with."""

    @property
    def met(self) -> set[str]:
        """Return the ids of those who are met, and of the people who act for them."""
        return {*self.ids, *(person.id for person in self.people)}

    @property
    def has_signed(self) -> bool:
        """True if an agreement that is not between the two sides is here because someone who is met signed it."""
        others = (held for held in self.scope.every(Agreement) if not self.sides.both(_parties(self.dossier, held)))
        return any(not self.met.isdisjoint(_signatories(self.dossier, held)) for held in others)


def meeting_records(dossier: AsOf, ids: tuple[str, ...], day: "Date") -> MeetingRecords:
    """Find the records for a meeting with these people and organizations; the dossier is as of the `day`."""
    found = {person.id: person for id_ in ids for person in people(dossier, id_, day).now}
    met = {*ids, *found}
    both = sides(dossier, (*ids, *found), day)
    agreements = [
        held.id
        for held in dossier.every(Agreement)
        if both.both(_parties(dossier, held)) or not met.isdisjoint(_signatories(dossier, held))
    ]
    scope = Scope(dossier, ids[0], (*ids[1:], *found, *agreements), day)
    commitments = tuple(
        held for held in dossier.every(Commitment) if _concerns(dossier, held, both, met) and not is_kept(dossier, held)
    )
    questions = list(_about(scope, commitments, Question))
    people_ = tuple(found.values())
    said = own_opinions(dossier, ids, people_, day)
    own = {held.id for held in said}
    others = (held for held in _about(scope, commitments, Assessment) if held.id not in own)
    return MeetingRecords(
        dossier,
        ids,
        people_,
        both,
        scope,
        Debts(dossier, both, met, day),
        commitments,
        tuple(held for held in questions if not held.answer),
        tuple(held for held in questions if held.answer),
        said,
        tuple(held for held in others if held.stance in _DELICATE),
    )


def events_listed(paper: MeetingRecords, raised: "Iterable[Record]") -> list[Claim]:
    """Return the claimed dates of the events that a read-ahead lists, in order of time.

    These are events of those who are met and of their offices, between the sides, on the topics of the points that are
    `raised`, and those that the questions are about.
    """
    dossier = paper.dossier
    topics = {topic for held in raised for topic in getattr(held, "topics", ())}
    bodies = {*paper.ids, *(id_ for person in paper.people for id_ in offices(dossier, person, paper.scope.on))}
    found = {claim.event.id for claim in paper.scope.claims()}
    for wanted in (EventFilter(topics=tuple(sorted(topics))), EventFilter(organizations=tuple(sorted(bodies)))):
        found |= {claim.event.id for claim in (dossier.events(wanted) if any(wanted) else ())}
    theirs = EventFilter(who=tuple(sorted(paper.sides.of(paper.sides.theirs))))
    with_them = dossier.events(theirs) if any(theirs) else ()
    found |= {id_ for held in paper.questions for id_ in held.about}
    found |= {claim.event.id for claim in with_them if paper.sides.both(claim.event.who)}
    return list(dossier.events(EventFilter(ids=tuple(sorted(found)))))


def _parties(dossier: Dossier, held: "Agreement") -> Iterable[str]:
    """Return the parties of an agreement; if it names none, the participants of its signing."""
    return held.parties or _signatories(dossier, held)


def _signatories(dossier: Dossier, held: "Agreement") -> Iterable[str]:
    """Return the participants of the signing of an agreement, as far as known."""
    event = signing(dossier, held)
    return event.who if event else ()


def _about(scope: Scope, commitments: "Sequence[Commitment]", cls: type[Statement]) -> Iterator[Statement]:
    """Yield the statements in scope, or about one of these commitments."""
    near = {held.id for held in scope.every(cls)}
    concerned = {held.id for held in commitments}
    for held in scope.dossier.every(cls):
        if held.id in near or concerned & set(held.about):
            yield held


def _concerns(dossier: Dossier, held: "Commitment", both: Sides, met: set[str]) -> bool:
    """True if a commitment is by or for those who are met, or may be because it names only one side."""
    known = {*held.by, *held.for_}
    if known & (met | both.of(both.theirs)):
        return True
    parties = dossier.header.parties if dossier.header else ()
    one_sided = not (held.by and held.for_) and known & both.of(both.ours)
    return bool(one_sided and set(parties) & set(both.theirs))
