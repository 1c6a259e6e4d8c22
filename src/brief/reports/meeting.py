"""`meeting`: the paper to read before a meeting, in the order that protocol offices use.

Apart from fixed labels, it contains only sentences from the dossier.
"""

from typing import TYPE_CHECKING

from brief.document import (
    Card,
    Cell,
    Content,
    Document,
    Happening,
    cell,
    verbatim,
)
from brief.dossier.as_of import AsOf
from brief.dossier.protocol import Dossier, existing
from brief.dossier.with_former import WithFormer
from brief.locale import say
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
    for_the_press,
    for_the_table,
    not_raised,
    objective,
    points,
    to_raise,
)
from brief.reports.posts import posts
from brief.reports.ranking import best
from brief.reports.sayings import sayings
from brief.reports.words import date_cell, name_refs, page_title

if TYPE_CHECKING:
    from brief.model.dates import Date


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
    ids = met(dossier, wanted.with_)
    paper = meeting_records(AsOf(dossier, wanted.on), ids, wanted.on)
    present = concerned(paper.dossier, ids, paper.people, wanted.on) | {*paper.met, *paper.sides.theirs}
    positions = fitting(paper.dossier, present, among_us=paper.sides.among_us)
    by_now = min(wanted.on, wanted.today or wanted.on, key=end_of)
    shown = foremost(paper.dossier, ids, paper.people, wanted.on, wanted.limit)
    then = AsOf(dossier, by_now)
    contacts = last_contacts(then, ids, shown.shown, paper.sides)
    asked = for_the_table(paper.dossier, paper.debts, paper.questions, wanted.on)
    first = asked or best(paper.dossier, paper.questions, wanted.on).shown
    last = min((found for found in contacts if found.events), key=Contact.place, default=None)
    met_last = last.sentence(then) if last else Cell()
    number = len(paper.questions)
    opening: list[Content] = [_head(paper, wanted)] if full else []
    opening += in_one_minute(paper.dossier, wanted.purpose, met_last, paper.debts, paper.commitments, first, number)
    world = paper.dossier if wanted.is_past else dossier
    met_before = listing(say("Last met"), "contact", [found.told(then, full=True) for found in contacts])
    planned = [] if wanted.is_past else coming_contact(dossier, paper.dossier, ids, paper.people, paper.sides)
    news = [*met_before, *listing(say("Planned"), "coming-contacts", planned)]
    if since:
        others = (held.id for held in (*paper.commitments, *paper.questions, *paper.said))
        news += new_since(paper.scope, since, wanted.on, wanted.limit, others)
    raised = to_raise(paper.scope, paper.debts, positions, paper.commitments, asked)
    events = events_listed(paper, raised[: max(_MOST["points"], wanted.limit or 0)])
    listed = (*paper.commitments, *(claim.event for claim in events))
    doubts = doubtful(paper.scope, listed, full=full)
    told = {*(str(line.value) for line in planned), *(claim.event.id for claim in events)}

    def made(sections: tuple[Section, ...], letters: int = LONGEST_LINE) -> Document:
        lists = {section.name: section for section in sections}
        has_annex = lists["points"].has_annex
        cards = foremost(paper.dossier, ids, paper.people, wanted.on, lists["participants"].most)
        blocks = [*opening, *participants(world, ids, cards, wanted.on, full=full, has_annex=has_annex), *news]
        blocks += objective(positions, lists["objective"])
        blocks += points(paper.scope, paper.debts, raised, lists["points"])
        blocks += sayings(paper.dossier, paper.said, lists["sayings"])
        blocks += expected(paper.scope, paper.debts, positions, paper.commitments, lists["expected"])
        blocks += for_the_press(positions, lists["press-line"])
        blocks.append(doubts._replace(most=lists["differences"].most))
        blocks += not_raised(positions)
        blocks += section_blocks(paper.scope, lists["status"])
        if wanted.is_past:
            blocks += undated(paper.dossier)
        if "annexes" in lists:
            blocks += further_people(world, cards.shown, paper.people, wanted.on) if has_annex else []
            blocks += continued(paper, positions, lists) if has_annex else []
            blocks += annexes(paper, events, wanted.limit, full=full)
            blocks += chosen(paper, world, len(told))
        return document(
            WithFormer(dossier, since.before) if since else dossier,
            "meeting",
            say("Meeting with {names}", names=_names(paper)),
            [*with_short_titles(dossier, blocks, letters)],
            day=wanted.on,
            subtitle=_line(paper.dossier, wanted),
            handling=head_marking(since.before.header) if since else "",
            about=ids,
            full=full,
        )

    sections = _sections(wanted.limit, full=full)
    return made(sections) if full or wanted.limit else fitted(sections, made, READ_AHEAD)


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


def _names(paper: MeetingRecords) -> str:
    """Name those who are met, people with their rank: `Major General Pham Manh Thang and Carol Potvin`."""
    found = []
    for id_ in paper.ids:
        person = next((person for person in paper.people if person.id == id_), None)
        held = posts(paper.dossier, person, paper.scope.on).held if person else ()
        ranked = ranked_name(person, held) if person else Cell()
        is_certain = ranked.text and not ranked.marks  # a title has no room for rivals
        found.append(ranked.text if is_certain else page_title(existing(paper.dossier, id_)))
    *first, last = found
    return say("{first} and {last}", first=", ".join(first), last=last) if first else last


def _line(dossier: Dossier, wanted: Meeting) -> str:
    """Return the kind of paper, the day, the place, and the author."""
    header = dossier.header
    when = wanted.on.human() if wanted.is_set else say("as of {day}", day=wanted.on.human())
    author = header.author if header and header.author else ""
    return " · ".join(filter(None, (say("Read-ahead"), when, wanted.at, author)))


def _head(paper: MeetingRecords, wanted: Meeting) -> Card:
    lines = (
        ("with", say("With"), [cell(name_refs(paper.dossier, paper.ids), list(paper.ids))]),
        (*(("on", say("On")) if wanted.is_set else ("date", say("Date"))), [date_cell(wanted.on)]),
        ("at", say("At"), [cell(verbatim(wanted.at))]),
    )
    return Card("head", cell(""), card_fields(lines, {"on": Happening.MEETING}))
