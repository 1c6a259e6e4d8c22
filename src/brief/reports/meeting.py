"""`meeting`: the paper to read before a meeting, in the order that protocol offices use.

Apart from fixed labels, it contains only sentences from the dossier.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from brief.document import Card, Cell, Content, Document, bare_day, cell, known_as, typed
from brief.dossier.as_of import AsOf
from brief.dossier.protocol import Dossier, existing
from brief.dossier.with_former import WithFormer
from brief.locale import Message, say, series
from brief.model.dates import Answer
from brief.model.dates.comparison import end_of
from brief.model.handling import head_marking
from brief.model.sections import Section
from brief.model.sentences import LONGEST_LINE
from brief.named_tuple import NamedTuple
from brief.reports.common import card_fields, document, listing, undated
from brief.reports.cut_titles import with_short_titles
from brief.reports.delegations import concerned
from brief.reports.last_met import met
from brief.reports.meeting_annexes import annexes, chosen, continued
from brief.reports.meeting_records import MeetingRecords, events_listed, meeting_records
from brief.reports.memo_sections import section_blocks
from brief.reports.new_since import Since, new_since
from brief.reports.one_minute import in_one_minute
from brief.reports.one_page import READ_AHEAD, fitted
from brief.reports.participants import (
    Contact,
    by_importance,
    coming_contact,
    foremost,
    further_people,
    last_contacts,
    participants,
)
from brief.reports.particulars import ranked_name
from brief.reports.points import (
    doubtful,
    expected,
    fitting,
    for_the_press,
    for_the_table,
    not_raised,
    objective,
    points,
    to_raise,
)
from brief.reports.posts import posts
from brief.reports.ranking import Selected, best
from brief.reports.sayings import sayings
from brief.reports.words import date_cell, name_refs, page_title

if TYPE_CHECKING:
    from brief.model.actors import Person
    from brief.model.dates import Date
    from brief.model.statements import Question


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
    """Maximum number of lines in a list."""

    @property
    def is_past(self) -> bool:
        """True if the meeting may be in the past; its participants are then shown as they were."""
        return self.today is not None and self.on.before(self.today) is not Answer.NO


def meeting(dossier: Dossier, wanted: Meeting, *, since: Since | None = None, full: bool = True) -> Document:
    """Return the read-ahead; raises `UserError` if a name matches nobody.

    With `since`, a section lists the changes since an earlier state.
    """
    paper = _ReadAhead(dossier, wanted, since, full=full)
    sections = _sections(wanted.limit, full=full)
    return paper.made(sections) if full or wanted.limit else fitted(sections, paper.made, READ_AHEAD)


class _ReadAhead:
    """The contents of a read-ahead, found once, however often its lists are cut."""

    def __init__(self, dossier: Dossier, wanted: Meeting, since: Since | None, *, full: bool) -> None:
        """Find all that does not depend on the length of the lists."""
        self._dossier, self._wanted, self._since, self._full = dossier, wanted, since, full
        ids, day = met(dossier, wanted.with_), wanted.on
        self._found = found = meeting_records(AsOf(dossier, day), ids, day)
        self._world = found.dossier if wanted.is_past else dossier
        present = concerned(found.dossier, ids, found.people, day) | {*found.met, *found.sides.theirs}
        self._positions = fitting(found.dossier, present, among_us=found.sides.among_us)
        self._people = by_importance(found.dossier, ids, found.people, day)
        asked = for_the_table(found.dossier, found.debts, found.questions, day)
        self._raised = to_raise(found.scope, found.debts, self._positions, found.commitments, asked)
        self._events = events_listed(found, self._raised[: max(_MOST["points"], wanted.limit or 0)])
        listed = (*found.commitments, *(claim.event for claim in self._events))
        self._doubts = doubtful(found.scope, listed, full=full)
        self._then = AsOf(dossier, min(day, wanted.today or day, key=end_of))
        self._contacts = last_contacts(self._then, ids, self._cards(wanted.limit).shown, found.sides)
        self._planned = [] if wanted.is_past else coming_contact(dossier, found.dossier, ids, found.people, found.sides)
        self._opening = [*self._in_short(asked)]
        self._news = [*self._contacts_and_changes()]

    def made(self, sections: tuple[Section, ...], letters: int = LONGEST_LINE) -> Document:
        """Return the paper with these lists, and titles of at most so many letters before its annexes."""
        lists = {section.name: section for section in sections}
        blocks = [*self._before_annexes(lists), *(self._annexes(lists) if "annexes" in lists else ())]
        before = self._since.before if self._since else None
        return document(
            WithFormer(self._dossier, before) if before else self._dossier,
            "meeting",
            say("Meeting with {names}", names=_names(self._found)),
            [*with_short_titles(self._dossier, blocks, letters)],
            day=self._wanted.on,
            subtitle=_line(self._found.dossier, self._wanted),
            handling=head_marking(before.header) if before else "",
            about=self._found.ids,
            full=self._full,
        )

    def _cards(self, most: int | None) -> "Selected[Person]":
        return foremost(self._people, self._found.ids, most)

    def _in_short(self, asked: "list[Question]") -> Iterator[Content]:
        """Yield the head of a full page, and the paper in one minute."""
        found, wanted = self._found, self._wanted
        first = asked or best(found.dossier, found.questions, wanted.on).shown
        last = min((contact for contact in self._contacts if contact.events), key=Contact.place, default=None)
        met_last, number = last.sentence(self._then) if last else Cell(), len(found.questions)
        if self._full:
            yield _head(found, wanted)
        yield from in_one_minute(found.dossier, wanted.purpose, met_last, found.debts, found.commitments, first, number)

    def _contacts_and_changes(self) -> Iterator[Content]:
        """Yield the last contacts and the next ones, and what changed since an earlier state."""
        found, wanted = self._found, self._wanted
        contacts = [contact.told(self._then, full=True) for contact in self._contacts]
        yield from listing(say("Last met"), "contact", contacts)
        yield from listing(say("Planned"), "coming-contacts", self._planned)
        if self._since:
            others = (held.id for held in (*found.commitments, *found.questions, *found.said))
            yield from new_since(found.scope, self._since, wanted.on, wanted.limit, others)

    def _before_annexes(self, lists: dict[str, Section]) -> Iterator[Content]:
        found, wanted, positions = self._found, self._wanted, self._positions
        cards, has_annex = self._cards(lists["participants"].most), lists["points"].has_annex
        yield from self._opening
        yield from participants(self._world, found.ids, cards, wanted.on, full=self._full, has_annex=has_annex)
        yield from self._news
        yield from objective(positions, lists["objective"])
        yield from points(found.scope, found.debts, self._raised, lists["points"])
        yield from sayings(found.dossier, found.said, lists["sayings"])
        yield from expected(found.scope, found.debts, positions, found.commitments, lists["expected"])
        yield from for_the_press(positions, lists["press-line"])
        yield self._doubts._replace(most=lists["differences"].most)
        yield from not_raised(positions)
        yield from section_blocks(found.scope, lists["status"])
        if wanted.is_past:
            yield from undated(found.dossier)

    def _annexes(self, lists: dict[str, Section]) -> Iterator[Content]:
        found, wanted = self._found, self._wanted
        if lists["points"].has_annex:
            cards = self._cards(lists["participants"].most)
            yield from further_people(self._world, cards.shown, found.people, wanted.on)
            yield from continued(found, self._positions, lists)
        yield from annexes(found, self._events, wanted.limit, full=self._full)
        events = {*(str(line.value) for line in self._planned), *(claim.event.id for claim in self._events)}
        yield from chosen(found, self._world, len(events))


_MOST = {"points": 6, "sayings": 4, "expected": 6, "differences": 5, "status": 6}
"""Maximum number of lines of a list before the annexes; the others are whole if there is room."""


def _sections(limit: int | None, *, full: bool) -> tuple[Section, ...]:
    """Return the lists before the annexes, and the annexes.

    With a limit, the annexes are cut too, and none of them continues a list of the paper.
    """
    names = ("participants", "objective", "press-line", *_MOST)
    lists = [Section(name, limit or _MOST.get(name), has_annex=not limit, is_whole=full) for name in names]
    if full and not limit:
        lists[-1] = Section("status", is_whole=True)
    return (*lists, Section("annexes", is_annex=True))


def _names(paper: MeetingRecords) -> Message:
    """Name those who are met, people with their rank: `Major General Pham Manh Thang and Carol Potvin`."""
    found = []
    for id_ in paper.ids:
        person = next((person for person in paper.people if person.id == id_), None)
        held = posts(paper.dossier, person, paper.scope.on).held if person else ()
        ranked = ranked_name(person, held) if person else Cell()
        is_certain = ranked.text and not ranked.marks  # a title has no room for rivals
        found.append(ranked.message if is_certain else page_title(existing(paper.dossier, id_)))
    *first, last = found
    return say("{first} and {last}", first=series(first), last=last) if first else last


def _line(dossier: Dossier, wanted: Meeting) -> Message:
    """Return the kind of paper, the day, the place, and the author."""
    header = dossier.header
    day = bare_day(wanted.on)
    when = day if wanted.is_set else say("as of {day}", day=day)
    author = known_as(header.author or "") if header else Message()
    parts = (say("Read-ahead"), when, typed(wanted.at), author)
    return series(filter(None, parts), say(" · "))


def _head(paper: MeetingRecords, wanted: Meeting) -> Card:
    lines = (
        ("with", say("With"), [cell(name_refs(paper.dossier, paper.ids), list(paper.ids))]),
        (*(("on", say("On")) if wanted.is_set else ("date", say("Date"))), [date_cell(wanted.on)]),
        ("at", say("At"), [cell(typed(wanted.at))]),
    )
    return Card("head", cell(""), card_fields(lines, {"on": "meeting"}))
