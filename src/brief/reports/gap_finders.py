"""Find what is missing in a dossier: questions without an answer, facts without a day, a place or a second source."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING

from brief.document import Cell, Part, cell
from brief.dossier.facets import is_to_the_day, question_trait
from brief.dossier.protocol import of_class
from brief.dossier.rival_dates import signing
from brief.dossier.trait import Trait
from brief.locale import Message, say, say_many
from brief.model.actors import Organization, Person
from brief.model.agreements import Agreement
from brief.model.commitments import Commitment
from brief.model.dates import Answer, Date
from brief.model.events import Event
from brief.model.kinds import KINDS
from brief.model.stated import citations
from brief.model.statements import Question
from brief.model.vocabulary import SIGNING, begins_with, in_english
from brief.named_tuple import NamedTuple
from brief.reports.cited import IndependentSources
from brief.reports.commitment_status import is_unkept, lacks_deadline
from brief.reports.one_line import agreement_cell, deadline_cell, event_cell, promise_cell, question_groups, record_cell
from brief.reports.phrases import filled, joined, labelled, listed
from brief.reports.posts import has_died, posts
from brief.reports.related import Scope
from brief.reports.roles import role_cell
from brief.reports.short_records import titled
from brief.reports.unconfirmed_posts import open_posts, unconfirmed
from brief.reports.values import said

if TYPE_CHECKING:
    from brief.model.parts import Citation, Record

_FACTS = ("event", "agreement", "program", "commitment")
"""Kinds whose records are facts as a whole; posts are facts within other records."""
_HOLDERS = ("person", "organization")
_ASKED: tuple[Trait, ...] = ("source", "desk", "answered")


class Gaps(NamedTuple):
    """The day for which gaps are reported, and the number of months after which a role counts as unconfirmed."""

    day: Date
    """The day of the dossier if it has one, else today."""
    months: int = 12
    limit: int | None = None
    """Maximum number of lines under a heading."""
    posts: bool = False
    """True for only the posts that are not confirmed."""

    @property
    def most(self) -> int | None:
        """Return the limit plus one: the extra line shows that there are more."""
        return self.limit and self.limit + 1

    def has_more(self, lines: list[Cell]) -> bool:
        """True if there are more lines than wanted."""
        return len(lines) == self.most


class Gap(NamedTuple):
    """A heading with its lines."""

    name: str
    title: Message
    lines: list[Cell]
    """If there are more than wanted, one extra line."""
    level: int = 2
    number: Message | None = None
    """The count in words; None if the number of lines gives it."""


def _some(lines: Iterable[Cell], wanted: Gaps) -> list[Cell]:
    """Return one line more than wanted, or all of them."""
    return list(islice(lines, wanted.most))


def _questions(scope: Scope, wanted: Gaps) -> Iterator[Gap]:
    few = chain.from_iterable(_asked(scope, wanted, trait) for trait in _ASKED)
    asked = few if wanted.limit else scope.every(Question)
    for name, title, lines in question_groups(scope.dossier, asked, wanted.most):
        yield Gap(name, title, lines)


def _asked(scope: Scope, wanted: Gaps, trait: Trait) -> "Iterator[Question]":
    """Yield the questions of a group, one more than wanted."""
    found = (held for held in scope.having(Question, trait) if question_trait(held) == trait)
    return islice(found, wanted.most)


def _commitments(scope: Scope, wanted: Gaps) -> Iterator[Cell]:
    """Yield the commitments without a deadline, and those that nothing shows carried out."""
    for held in scope.having(Commitment, "unkept"):
        lacking: list[Part] = [_no_deadline(held)] if lacks_deadline(scope.dossier, held) else []
        if is_unkept(scope.dossier, held, wanted.day):
            lacking.append(say("nothing to show for it"))
        if lacking:
            yield promise_cell(scope.dossier, held, listed(lacking))


def _no_deadline(held: "Commitment") -> Part:
    """Say that a record gives no deadline, with the deadlines that other sources give."""
    others = deadline_cell(held)
    return labelled(say("no deadline; or: "), others) if others.text else say("no deadline")


def _agreements(scope: Scope, _: Gaps) -> Iterator[Cell]:
    for held in scope.having(Agreement, "unsigned"):
        signed = signing(scope.dossier, held)
        lacking: list[Part] = (
            [] if signed and any(_signed(scope, signed, id_) for id_ in signed.who) else [say("no signatories")]
        )
        lacking += [] if signed and signed.date else [say("no date of signing")]
        if lacking:
            if perhaps := [] if held.signed else list(_perhaps_signed(scope, held)):
                lacking = [filled(say("no event of signing; perhaps {events}"), events=listed(perhaps))]
            yield _lacking(agreement_cell(scope.dossier, held), lacking)


def _perhaps_signed(scope: Scope, held: Agreement) -> Iterator[Cell]:
    """Yield the events of the kind `signing` that name an agreement."""
    links = scope.dossier.linked_to(held.id)
    named = (link.id for link in links if link.kind == "event" and link.path.startswith("agreements"))
    for event in of_class(scope.dossier, Event, named):
        if in_english(event.vocabulary, event.kind) == "signing":
            yield titled(event, scope.dossier)


def _signed(scope: Scope, event: Event, id_: str) -> bool:
    """True if a participant is known to have signed: the part taken says so, or it is a person without a named part."""
    if part := event.who[id_]:
        return begins_with(event.vocabulary, part, SIGNING)
    found = scope.dossier.name(id_)
    return bool(found and found.kind == "person")


def _events(scope: Scope, _: Gaps) -> Iterator[Cell]:
    for held in scope.dossier.having(Event, "indefinite"):
        dated = held.date or any(found.field == "date" for found in held.differs)
        lacking = [] if is_to_the_day(held.date) else [say("no day") if dated else say("no date")]
        lacking += [] if held.place else [say("no place")]
        if lacking:
            yield _lacking(event_cell(scope.dossier, held), lacking)


def unconfirmed_posts(scope: Scope, wanted: Gaps) -> Iterator[Gap]:
    """Yield the posts that nobody confirmed recently, then those for which that is undecided."""
    span = say_many("a month", "{count} months", wanted.months)
    doubtful = say("Posts that may not have been confirmed for {span}", span=span)
    for answer, name, title in (
        (Answer.YES, "unconfirmed", say("Posts not confirmed for {span}", span=span)),
        (Answer.CANNOT_TELL, "perhaps-unconfirmed", doubtful),
    ):
        yield Gap(name, title, _some(_stale(scope, wanted, answer), wanted))


def _stale(scope: Scope, wanted: Gaps, answer: Answer) -> Iterator[Cell]:
    """Yield the posts with this answer."""
    for holder, role in unconfirmed(scope, answer, wanted.day, wanted.months):
        yield _of(holder, role_cell(scope.dossier, holder, role, wanted.day))


def _people(scope: Scope, wanted: Gaps) -> Iterator[Cell]:
    """Yield people without a present or future post, except for those who have died."""
    for person in (held for held in scope.having(Person, "postless") if not has_died(held, wanted.day)):
        past = posts(scope.dossier, person, wanted.day).earlier
        if len(past) == len(person.roles):
            last = role_cell(scope.dossier, person, past[0], wanted.day) if past else None
            post = labelled(say("last known: "), last) if last else cell(say("no post given"))
            yield joined(": ", (said(person, "name"), post), person.id)


def _single_source(scope: Scope, wanted: Gaps) -> Iterator[Gap]:
    """Yield the facts with fewer than two independent sources."""
    independent = IndependentSources(scope.dossier)
    found = [
        Gap(f"one-witness-{kind}", KINDS[kind].heading, _some(lines, wanted), 3)
        for kind in _FACTS
        for lines in [_facts_of_one(scope, independent, kind)]
    ]
    posts_ = _some(_posts_of_one(scope, wanted, independent), wanted)
    found.append(Gap("one-witness-post", say("Posts and parts taken"), posts_, 3))
    lines = [line for gap in found for line in gap.lines]
    cut = sum(wanted.has_more(gap.lines) for gap in found)
    number = say("more than {lines}", lines=len(lines) - cut) if cut else _share(len(lines), _facts(scope))
    yield Gap("one-witness", say("Facts with a single source"), lines, number=number)
    yield from found


def _share(number: int, whole: int) -> Message:
    return (
        say("all {whole}", whole=whole) if number == whole else say("{number} of {whole}", number=number, whole=whole)
    )


def _facts(scope: Scope) -> int:
    """Return the total number of facts."""
    if scope.dossier.as_of:
        return sum(1 for _ in open_posts(scope, "post")) + sum(1 for kind in _FACTS for _ in scope.records(kind))
    counts = scope.dossier.counts()
    return sum(scope.dossier.having_count(kind, "post") for kind in _HOLDERS) + sum(counts[kind] for kind in _FACTS)


def _facts_of_one(scope: Scope, independent: IndependentSources, kind: str) -> Iterator[Cell]:
    """Yield the records of a kind whose title, as what they say in short, has one independent source."""
    for found in scope.dossier.having(KINDS[kind].record, "thin"):
        cite = citations(found, KINDS[kind].title)
        if len(independent.of(cite)) < 2:
            yield _none_said(_fact(scope, found), cite)


def _fact(scope: Scope, found: "Record") -> Cell:
    if isinstance(found, Commitment):
        return promise_cell(scope.dossier, found)
    return record_cell(scope.dossier, found)


def _posts_of_one(scope: Scope, wanted: Gaps, independent: IndependentSources) -> Iterator[Cell]:
    for holder, role in open_posts(scope, "thin"):
        cite = citations(holder, f"roles.{holder.roles.index(role)}")
        if len(independent.of(cite)) < 2:
            yield _none_said(_of(holder, role_cell(scope.dossier, holder, role, wanted.day)), cite)


def _none_said(line: Cell, cite: "tuple[Citation, ...]") -> Cell:
    return line if cite else _lacking(line, [say("no source given")])


def _of(holder: "Person | Organization", found: Cell) -> Cell:
    """Return a post after the name of its holder."""
    return joined(": ", (said(holder, "name"), found), holder.id)


def _lacking(line: Cell, lacking: "Sequence[Part]") -> Cell:
    """Return a line followed by what is missing."""
    return joined(" — ", (line, listed(lacking)), line.value)


_Finder = Callable[[Scope, Gaps], Iterator[Gap]]


def _listed(name: str, title: Message, find: Callable[[Scope, Gaps], Iterator[Cell]]) -> _Finder:
    """Return a function that finds the lines of one heading."""
    return lambda scope, wanted: iter([Gap(name, title, _some(find(scope, wanted), wanted))])


FINDERS: tuple[_Finder, ...] = (
    _questions,
    _listed("commitments", say("Commitments without deadline or evidence"), _commitments),
    _listed("agreements", say("Agreements without signatories or date"), _agreements),
    _listed("events", say("Events without day or place"), _events),
    unconfirmed_posts,
    _listed("people", say("People without a post"), _people),
    _single_source,
)
