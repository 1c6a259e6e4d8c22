"""`brief` without arguments: the dossier at a glance, what needs attention, and what to type next."""

from collections.abc import Iterable, Iterator
from itertools import islice

from brief.document import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Hint,
    Paragraph,
    Row,
    Table,
    Timeline,
    Value,
    cell,
    code,
    known_as,
    phrase,
)
from brief.dossier.protocol import Claim, Dossier, EventFilter, of_class
from brief.dossier.rival_dates import certainly_later, claimed, is_called_off
from brief.locale import Message, key_many, say, say_many, series
from brief.model.actors import Person
from brief.model.dates import Answer, Date
from brief.model.kinds import KINDS
from brief.model.parts import Record
from brief.model.stated import is_inferred
from brief.named_tuple import NamedTuple
from brief.reports.bottom_line import bottom_line, shown_summary, summary_age
from brief.reports.common import document, then, title_of
from brief.reports.delegations import is_ours, latest, took_place
from brief.reports.phrases import counted
from brief.reports.ranking import best
from brief.reports.related import Scope, open_questions, overdue, unkept
from brief.reports.short_events import short_date_of
from brief.reports.timeline_entries import entries, once
from brief.reports.unconfirmed_posts import unconfirmed
from brief.reports.values import said
from brief.reports.words import value_of

_LATEST = 4
_NEXT = 2
_NEWEST = 200
"""Number of newest dated claims among which the latest events are searched."""
_COUNTED = ("source", "person", "event", "commitment")
_MOST = 1_000
"""Counting stops at this number, so that the answer is fast in a dossier of any size."""
_MONTHS = 12
"""Number of months after which a post counts as unconfirmed."""
UNKEPT = key_many("commitment with nothing to show for it", "commitments with nothing to show for them")
OPEN_QUESTIONS = key_many("open question", "open questions")
"""Words for what needs attention, which `gaps` has, too."""


_BEGINNINGS = (
    (say("brief source add FILE"), say("keep a copy of an article")),
    (say("brief add source"), say("or name a source without a copy")),
    (say("brief add event"), say("a first event; brief asks for its fields")),
)
"""What to type in a dossier without records."""


def overview(dossier: Dossier, today: Date, *, full: bool = True) -> Document:
    """Return the summary, what needs attention, the latest and next events, and useful commands."""
    day = dossier.as_of or today
    scope = Scope(dossier, day=day)
    blocks: list[Block] = list(then(dossier))
    blocks += summary(scope)
    blocks += _each(dossier)
    newest = newest_events(dossier, day)
    rows = tuple(
        _row(need.cell(dossier), cell(need.words), phrase(Hint(need.command, is_command=True)))
        for need in needs(scope, day)
    )
    if rows:
        blocks += [Heading(say("Needs you")), Table("needs", _columns("count", "what", "command"), rows)]
    if newest:
        blocks += [Heading(say("Latest")), Timeline("latest", entries(dossier, newest, full=full))]
    coming = list(_coming(dossier, day))
    if coming:
        blocks += [Heading(say("Next")), Timeline("coming", entries(dossier, coming, full=full))]
    person = _to_meet(dossier, [*coming, *newest], day)
    blocks += [Heading(say("Try")), Table("next", _columns("command", "what"), tuple(_next(dossier, person)))]
    return document(
        dossier,
        "overview",
        title_of(dossier),
        blocks,
        subtitle=extent(dossier, newest),
        more=say("brief -v"),
        full=full,
        about=[person.id] if person else (),
    )


def summary(scope: Scope) -> Iterator[Block]:
    """Yield the dossier's summary; nothing if it has none."""
    header = scope.dossier.header
    if header and header.summary and scope.dossier.as_of:
        yield from bottom_line(scope)
    elif header and header.summary:
        yield Paragraph((shown_summary(scope.dossier, header),), "summary")
    yield from summary_age(scope)


def _each(dossier: Dossier) -> Iterator[Block]:
    """Yield the dossiers that are read as one, each with its name in ids, title and summary; nothing for one alone."""
    rows = [
        _row(cell(code(name)), cell(known_as(head.title) if head else ""), shown_summary(dossier, head))
        for name, head in dossier.dossiers.items()
    ]
    if rows:
        yield Heading(say("Dossiers"))
        yield Table("dossiers", _columns("dossier", "title", "summary"), tuple(rows))


def _columns(*keys: str) -> tuple[Column, ...]:
    """Return columns without titles."""
    return tuple(Column(key, "") for key in keys)


def newest_events(dossier: Dossier, day: Date, most: int = _LATEST) -> list[Claim]:
    """Return the latest event, those that may be later, and the ones before it, latest first."""
    newest = dossier.events(EventFilter(known_at=day, newest=True))
    claims = once(islice((claim for claim in newest if took_place(dossier, claim, day)), _NEWEST))
    first = {found.event.id: None for found in latest(dossier, claims[::-1], day)}
    chosen = sorted(claims, key=lambda claim: claim.event.id not in first)[:most]
    head = next(iter(first), "")

    def place(claim: Claim) -> tuple[bool, tuple[int, int]]:
        return claim.event.id == head, claim.date.sort_ints if claim.date else (0, 0)

    return sorted(chosen, key=place, reverse=True)


def _coming(dossier: Dossier, day: Date) -> Iterator[Claim]:
    """Yield the next events after a day, each once, except for cancelled and postponed ones."""
    known: set[str] = set()
    for claim in dossier.events(EventFilter(since=day)):
        event = claim.event
        if event.id in known or is_called_off(event) or not certainly_later(claimed(event), day):
            continue
        known.add(event.id)
        yield claim
        if len(known) == _NEXT:
            return


def extent(dossier: Dossier, newest: list[Claim]) -> Message:
    """Return the size of a dossier: `2 sources · 5 people · 22 events · 10 commitments · newest event 24 Mar 2025`."""
    counts = dossier.counts()
    parts = [counted(counts[kind], kind) for kind in _COUNTED if counts[kind]]
    if claim := next((claim for claim in newest if claim.date), None):
        own = claim.event.date
        date = said(claim.event, "date", told=short_date_of(own) if own else None)
        parts.append(say("newest event {date}", date=date.message))
    return series(parts, say(" · ")) if parts else say("nothing yet")


def counting(dossier: Dossier, told: Cell, counted: Iterable[Value]) -> Cell:
    """Return a number, which rests on the values that are counted: they may mark the page."""
    return told.resting(*(counted if dossier.has_markings else ()))


class Need(NamedTuple):
    """Something that needs the reader's attention."""

    counted: tuple[Value, ...]
    """What is counted: the deadlines that have passed, the open questions."""
    amount: Message
    """The number in words: `over 1,000` if counting stopped there."""
    words: Message
    command: Message
    """The command that lists it."""
    page: str
    """The page of a web site that lists it."""
    heading: str = ""
    """The heading on that page; empty for the top of the page."""

    def cell(self, dossier: Dossier) -> Cell:
        """Return its number."""
        return counting(dossier, cell(self.amount, len(self.counted)), self.counted)


_LATE = key_many("overdue commitment", "overdue commitments")
_LATE_AS_INFERRED = key_many(
    "overdue commitment, by an inferred deadline", "overdue commitments, {guessed} by an inferred deadline"
)
_DISPUTED = key_many("point on which the sources differ", "points on which the sources differ")
_UNCONFIRMED = key_many(
    "person whose post is not confirmed for {span}", "people whose post is not confirmed for {span}"
)


def needs(scope: Scope, day: Date) -> Iterator[Need]:
    """Yield what needs the reader's attention, each with its number and where it is listed."""
    dossier = scope.dossier
    disputed = (
        value_of(record, f"differs.{at}.value")
        for kind in KINDS
        for record in dossier.records(kind)
        for at, _ in enumerate(record.differs)
    )
    late = list(islice(overdue(scope, day), _MOST + 1))
    guessed = sum(is_inferred(held, "due") for held in late)
    span = say_many("a month", "{count} months", _MONTHS)
    posts = say("Posts not confirmed for {span}", span=span)
    over = (value_of(held, "due") for held in late)
    for found, words, command, page, heading in (
        (over, _LATE_AS_INFERRED if guessed else _LATE, say("brief commitments --overdue"), "commitments", ""),
        (map(titling, unkept(scope, day)), UNKEPT, say("brief commitments"), "commitments", ""),
        (disputed, _DISPUTED, say("brief conflicts"), "conflicts", ""),
        (map(titling, open_questions(scope)), OPEN_QUESTIONS, say("brief gaps"), "gaps", ""),
        (_unconfirmed_people(scope, day), _UNCONFIRMED, say("brief gaps --posts"), "gaps", posts),
    ):
        if counted := tuple(islice(found, _MOST + 1)):
            number = len(counted)
            amount = say("over {most:,}", most=_MOST) if number > _MOST else say("{number:,}", number=number)
            told = say_many(*words, number, span=span, guessed=guessed)
            yield Need(counted, amount, told, command, page, heading)


def _unconfirmed_people(scope: Scope, day: Date) -> Iterator[Value]:
    """Yield a post of each person with one that was not confirmed recently."""
    found: set[str] = set()
    for holder, role in unconfirmed(scope, Answer.YES, day, _MONTHS):
        if isinstance(holder, Person) and holder.id not in found:
            found.add(holder.id)
            yield value_of(holder, f"roles.{holder.roles.index(role)}.title")


def titling(record: Record) -> Value:
    """Return the title or text of a record, for which it counts."""
    return value_of(record, KINDS[record.KIND].title)


def _row(*cells: Cell) -> Row:
    return Row(cells)


def _to_meet(dossier: Dossier, claims: Iterable[Claim], day: Date) -> Person | None:
    """Return the first participant of some events, in the order of pages, who is not on our own side; else anyone."""
    ids = dict.fromkeys(id_ for claim in claims for id_ in claim.event.who)
    ranked = best(dossier, of_class(dossier, Person, ids), day).shown
    others = (person for person in ranked if not is_ours(dossier, person.id, day))
    return next(others, None) or next(iter(ranked), None) or next(iter(dossier.every(Person)), None)


def _next(dossier: Dossier, person: Person | None) -> Iterator[Row]:
    for command, words in _questions(person) if any(dossier.counts().values()) else _BEGINNINGS:
        yield _row(phrase(Hint(command, is_command=True)), phrase(Hint(words)))


def _questions(person: Person | None) -> Iterator[tuple[Message, Message]]:
    """Yield questions to ask a dossier with records, as commands with their meaning."""
    yield say("brief timeline"), say("what happened")
    if person:
        yield say('brief who "{name}"', name=code(person.name)), say("one person")
        yield say("brief meeting --with {id} -o meeting.pdf", id=code(person.id)), say("a read-ahead to hand over")
    yield say("brief init my-dossier"), say("a new dossier")
