"""`meeting`: the paper to read before a meeting, in the order that protocol offices use.

Apart from fixed labels, it contains only sentences from the dossier.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from brief.document import (
    Block,
    Card,
    Cell,
    Content,
    Document,
    Happening,
    Heading,
    Listing,
    cell,
    verbatim,
)
from brief.dossier.as_of import AsOf
from brief.dossier.protocol import Dossier
from brief.dossier.rival_dates import signing
from brief.dossier.with_former import WithFormer
from brief.locale import say
from brief.model.agreements import Agreement
from brief.model.commitments import Commitment
from brief.model.dates import Answer
from brief.model.dates.comparison import end_of
from brief.model.handling import head_marking
from brief.model.sections import Section
from brief.model.statements import Assessment, Question
from brief.named_tuple import NamedTuple
from brief.reports.common import card_fields, document, listing, undated
from brief.reports.debts import Debts
from brief.reports.delegations import Sides, concerned, people, sides
from brief.reports.last_met import met
from brief.reports.memo_sections import section_blocks
from brief.reports.new_since import Since, new_since
from brief.reports.one_line import question_cell
from brief.reports.one_minute import in_one_minute
from brief.reports.participants import (
    coming_contact,
    foremost,
    further_people,
    last_contacts,
    participants,
    ranked_name,
)
from brief.reports.points import (
    doubtful,
    expected,
    fitting,
    for_the_table,
    further_points,
    not_raised,
    objective,
    points,
)
from brief.reports.posts import posts
from brief.reports.ranking import best, promises
from brief.reports.related import Scope, selection
from brief.reports.sayings import further_sayings, own_opinions, sayings
from brief.reports.short_records import short, short_opinion
from brief.reports.tracker import is_kept, tracker
from brief.reports.words import date_cell, name, name_refs, names

if TYPE_CHECKING:
    from brief.model.actors import Person
    from brief.model.dates import Date

Statement = TypeVar("Statement", Assessment, Question)
DELICATE = ("criticism", "risk")
"""Stances of opinions to be careful with."""


class Meeting(NamedTuple):
    """Participants, day, place and purpose of a meeting; names are as the user typed them."""

    with_: tuple[str, ...]
    on: "Date"
    """The date of the meeting, else of the paper; facts are shown as of this day."""
    at: str = ""
    purpose: str = ""
    today: "Date | None" = None
    """The day of the paper. If the meeting may be earlier, undated facts may be later than it."""
    is_set: bool = True
    """True if `on` is the date of the meeting."""
    limit: int | None = None
    """Maximum number of lines in a list before the annexes."""

    @property
    def is_past(self) -> bool:
        """True if the meeting may be in the past; its participants are then shown as they were."""
        return self.today is not None and self.on.before(self.today) is not Answer.NO


class _Paper(NamedTuple):
    """The data that the sections use."""

    dossier: AsOf
    """The dossier as of the day of the meeting."""
    wanted: Meeting
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
    said: "tuple[Assessment, ...]"
    """Opinions of those who are met."""
    opinions: "tuple[Assessment, ...]"
    """Opinions of others to be careful with."""


def meeting(dossier: Dossier, wanted: Meeting, *, since: Since | None = None, full: bool = True) -> Document:
    """Return the read-ahead; raises `UserError` if a name matches nobody.

    With `since`, a section lists the changes since an earlier state.
    """
    ids = met(dossier, wanted.with_)
    paper = _paper(AsOf(dossier, wanted.on), wanted, ids)
    present = concerned(paper.dossier, ids, paper.people, wanted.on) | {*ids, *paper.sides.theirs}
    positions = fitting(paper.dossier, present, among_us=paper.sides.among_us)
    by_now = min(wanted.on, wanted.today or wanted.on, key=end_of)
    shown = foremost(paper.dossier, ids, paper.people, wanted.on, wanted.limit)
    then = AsOf(dossier, by_now)
    contacts = last_contacts(then, ids, shown.shown, paper.sides)
    blocks: list[Content] = [_head(paper)] if full else []
    asked = for_the_table(paper.dossier, paper.debts, paper.questions, wanted.on)
    first = asked or best(paper.dossier, paper.questions, wanted.on).shown
    last = next((found for found in contacts if found.events), None)
    met_last = last.sentence(then) if last else Cell()
    blocks += in_one_minute(paper.dossier, wanted.purpose, met_last, paper.debts, paper.commitments, first)
    world = paper.dossier if wanted.is_past else dossier
    blocks += participants(world, ids, shown, wanted.on, full=full)
    blocks += listing(say("Last met"), "contact", [found.told(then, full=True) for found in contacts])
    planned = [] if wanted.is_past else coming_contact(dossier, paper.dossier, ids, paper.people, paper.sides)
    blocks += listing(say("Planned"), "coming-contacts", planned)
    if since:
        others = (held.id for held in (*paper.commitments, *paper.questions, *paper.said))
        blocks += new_since(paper.scope, since, wanted.on, wanted.limit, others)
    blocks += objective(positions)
    blocks += points(paper.scope, paper.debts, positions, paper.commitments, asked, wanted.limit)
    blocks += sayings(paper.dossier, paper.said, wanted.limit)
    blocks += expected(paper.scope, paper.debts, positions, paper.commitments, wanted.limit)
    blocks.append(doubtful(paper.scope, paper.commitments, wanted.limit, full=full))
    blocks += not_raised(positions)
    most = wanted.limit or (None if full else _MOST_STANDING)
    blocks += section_blocks(paper.scope, Section("status", most, has_annex=True))
    if wanted.is_past:
        blocks += undated(paper.dossier)
    blocks += further_people(world, shown.shown, paper.people, wanted.on)
    blocks += further_points(positions, wanted.limit)
    blocks += further_sayings(paper.dossier, paper.said, wanted.limit)
    if most:
        blocks += section_blocks(paper.scope, Section("status", is_annex=True, beyond=most))
    blocks += _annexes(paper, full=full)
    blocks += _selection(paper, world, {str(line.value) for line in planned})
    return document(
        WithFormer(dossier, since.before) if since else dossier,
        "meeting",
        say("Meeting with {names}", names=_names(paper)),
        blocks,
        day=wanted.on,
        subtitle=_line(paper),
        handling=head_marking(since.before.header) if since else "",
        about=ids,
        full=full,
    )


_MOST_STANDING = 6
"""Maximum number of agreements and programs before the annexes."""


def _names(paper: _Paper) -> str:
    """Name those who are met, people with their rank: `Major General Pham Manh Thang and Carol Potvin`."""
    found = []
    for id_ in paper.ids:
        person = next((person for person in paper.people if person.id == id_), None)
        held = posts(paper.dossier, person, paper.wanted.on).held if person else ()
        ranked = ranked_name(person, held) if person else Cell()
        is_certain = ranked.text and not ranked.marks  # a title has no room for rivals
        found.append(ranked.text if is_certain else name(paper.dossier, id_))
    *first, last = found
    return say("{first} and {last}", first=", ".join(first), last=last) if first else last


def _line(paper: _Paper) -> str:
    """Return the kind of paper, the day, the place, and the author."""
    header = paper.dossier.header
    when = paper.wanted.on.human() if paper.wanted.is_set else say("as of {day}", day=paper.wanted.on.human())
    author = header.author if header and header.author else ""
    return " · ".join(filter(None, (say("Read-ahead"), when, paper.wanted.at, author)))


def _annexes(paper: _Paper, *, full: bool) -> Iterator[Content]:
    """Yield the annexes: commitments, questions, opinions to be careful with, and events of the two sides."""
    day, dossier = paper.wanted.on, paper.dossier
    if paper.commitments:
        yield Heading(say("Annex: commitments"), is_annex=True)
        yield from tracker(dossier, promises(dossier, paper.commitments, day).shown, day, full=full)
    if paper.questions:
        yield Heading(say("Annex: open questions"), is_annex=True)
        yield Listing("questions", tuple(short(held) for held in best(dossier, paper.questions, day).shown))
    if answered := [held for held in _about(paper.scope, paper.commitments, Question) if held.answer]:
        yield Heading(say("Annex: questions answered at least in part"), is_annex=True)
        yield Listing("answered", tuple(question_cell(dossier, held) for held in answered))
    if paper.opinions:
        yield Heading(say("Annex: criticism and risks, as seen by their holders"), is_annex=True)
        opinions = best(dossier, paper.opinions, day).shown
        yield Listing("opinions", tuple(short_opinion(dossier, held) for held in opinions))
    yield from section_blocks(paper.scope, Section("timeline", is_annex=True))


def _paper(dossier: AsOf, wanted: Meeting, ids: tuple[str, ...]) -> _Paper:
    found = {person.id: person for id_ in ids for person in people(dossier, id_, wanted.on).now}
    both = sides(dossier, (*ids, *found), wanted.on)
    met = {*ids, *found}
    agreements = [
        held.id
        for held in dossier.every(Agreement)
        if both.both(_parties(dossier, held)) or not met.isdisjoint(_signatories(dossier, held))
    ]
    scope = Scope(dossier, ids[0], (*ids[1:], *found, *agreements), wanted.on)
    commitments = tuple(
        held for held in dossier.every(Commitment) if _concerns(dossier, held, both, met) and not is_kept(dossier, held)
    )
    questions = (held for held in _about(scope, commitments, Question) if not held.answer)
    people_ = tuple(found.values())
    own = own_opinions(dossier, ids, people_, wanted.on)
    ids_said = {held.id for held in own}
    about = (held for held in _about(scope, commitments, Assessment) if held.id not in ids_said)
    opinions = tuple(held for held in about if held.stance in DELICATE)
    debts = Debts(dossier, both, met, wanted.on)
    return _Paper(dossier, wanted, ids, people_, both, scope, debts, commitments, tuple(questions), own, opinions)


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


def _head(paper: _Paper) -> Card:
    on = paper.wanted.on
    lines = (
        ("with", say("With"), [cell(name_refs(paper.dossier, paper.ids), list(paper.ids))]),
        (*(("on", say("On")) if paper.wanted.is_set else ("date", say("Date"))), [date_cell(on)]),
        ("at", say("At"), [cell(verbatim(paper.wanted.at))]),
    )
    return Card("head", cell(""), card_fields(lines, {"on": Happening.MEETING}))


def _selection(paper: _Paper, world: Dossier, planned: set[str]) -> Iterator[Block]:
    """Say how much of the dossier the paper contains, and how that was chosen; `planned` are ids of future events."""
    held = {"commitment": paper.commitments, "question": paper.questions, "assessment": (*paper.said, *paper.opinions)}
    shown = {kind: len(records) for kind, records in held.items()}
    shown["event"] = len(planned | {event.id for event in paper.scope.records("event")})
    theirs, ours = (names(paper.dossier, bodies) for bodies in (paper.sides.theirs, paper.sides.ours))
    met = {*paper.ids, *(person.id for person in paper.people)}
    signed = any(
        not met.isdisjoint(_signatories(paper.dossier, held))
        for held in paper.scope.every(Agreement)
        if not paper.sides.both(_parties(paper.dossier, held))
    )
    between = say(" or to an agreement that they took part in signing") if signed else ""
    between += (
        say(" or to an agreement between {theirs} and {ours}", theirs=theirs, ours=ours) if theirs and ours else ""
    )
    yield from selection(
        paper.scope,
        ("event", "agreement", "program"),
        say(
            "what is tied to {names}{between}, and of commitments and questions what is open",
            names=names(paper.dossier, paper.ids),
            between=between,
        ),
        shown,
        world,
    )
