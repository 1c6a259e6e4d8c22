"""The annexes of a read-ahead: what its lists leave out, and everything that it was chosen from."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from brief.document import Block, Content, Heading, Listing
from brief.dossier.protocol import Claim, Dossier
from brief.locale import say, series
from brief.model.sections import Section
from brief.reports.meeting_records import MeetingRecords
from brief.reports.memo_sections import asked, chronology, owed, section_blocks
from brief.reports.one_line import question_cell
from brief.reports.points import further_positions
from brief.reports.ranking import Selected, best
from brief.reports.related import selection
from brief.reports.sayings import further_sayings
from brief.reports.short_records import short_opinion
from brief.reports.words import name, names

if TYPE_CHECKING:
    from brief.model.positions import Position


def continued(paper: MeetingRecords, positions: "Sequence[Position]", lists: dict[str, Section]) -> Iterator[Content]:
    """Yield the annexes that have what these lists of the paper leave out."""
    yield from further_positions(positions, lists)
    yield from further_sayings(paper.dossier, paper.said, lists["sayings"])
    if most := lists["status"].most:
        yield from section_blocks(
            paper.scope, Section("status", is_annex=True, beyond=most, is_whole=lists["status"].is_whole)
        )


def annexes(paper: MeetingRecords, events: list[Claim], most: int | None, *, full: bool) -> Iterator[Content]:
    """Yield the annexes: commitments, questions, opinions to be careful with, and events, at most so many of each."""
    day, dossier = paper.scope.on, paper.dossier
    yield from owed(paper.scope, Section("commitments", most, is_annex=True, is_whole=full), paper.commitments)
    yield from asked(paper.scope, Section("questions", most, is_annex=True), paper.questions)
    if paper.answered:
        answered = Selected(list(paper.answered[:most]), len(paper.answered))
        title = say("Annex: questions answered at least in part")
        yield Heading(title, is_annex=True, selection=answered.words())
        yield Listing("answered", tuple(question_cell(dossier, held) for held in answered.shown))
    if paper.opinions:
        opinions = best(dossier, paper.opinions, day, most)
        title = say("Annex: criticism and risks, as seen by their holders")
        yield Heading(title, is_annex=True, selection=opinions.words())
        yield Listing("opinions", tuple(short_opinion(dossier, held) for held in opinions.shown))
    yield from chronology(paper.scope, Section("timeline", most, is_annex=True, is_whole=full), events)


def chosen(paper: MeetingRecords, world: Dossier, events: int) -> Iterator[Block]:
    """Say how much of the dossier the paper contains, and how that was chosen; `events` is the number of its events."""
    held = {"commitment": paper.commitments, "question": paper.questions, "assessment": (*paper.said, *paper.opinions)}
    shown = {"event": events, **{kind: len(records) for kind, records in held.items()}}
    bodies = [name(paper.dossier, id_) for id_ in (*paper.sides.theirs, *paper.sides.ours)]
    ways = [say(" or to an agreement that they took part in signing")] if paper.has_signed else []
    which = say("events of their offices, on the topics of the points to raise and of open questions")
    if len(bodies) > 1:
        both = say("{first} and {last}", first=series(bodies[:-1]), last=bodies[-1])
        ways.append(say(" or to an agreement between {sides}", sides=both))
        which = say(
            "events between these sides, of their offices, on the topics of the points to raise and of open questions"
        )
    yield from selection(
        paper.scope,
        ("event", "agreement", "program"),
        say(
            "what is tied to {names}{between}; {events}; only open commitments and questions",
            names=names(paper.dossier, paper.ids),
            between=series(ways, ""),
            events=which,
        ),
        shown,
        world,
    )
