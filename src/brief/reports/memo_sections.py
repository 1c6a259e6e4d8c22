"""The sections of a memo: each selects records of a subject and puts the most important under a heading."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from brief.document import (
    Block,
    Card,
    Cell,
    Column,
    Content,
    Differences,
    Heading,
    Listing,
    Table,
    Timeline,
    bare_date,
    phrase,
)
from brief.dossier.rival_dates import claimed
from brief.locale import say
from brief.model.actors import Person
from brief.model.agreements import Agreement, Program
from brief.model.commitments import Commitment
from brief.model.kinds import KINDS
from brief.model.statements import Assessment, Question
from brief.reports.bottom_line import bottom_line
from brief.reports.common import card_fields
from brief.reports.in_force import states
from brief.reports.one_line import holder
from brief.reports.person_page import biography, person_line
from brief.reports.phrases import cited_apart
from brief.reports.posts import posts
from brief.reports.ranking import Kind, Rank, Selected, best, promises, rank
from brief.reports.scene import after_meeting, since, watch
from brief.reports.short_records import dated_opinion, graded, ranked_disputes, short, short_opinion
from brief.reports.standing import standing_rows
from brief.reports.timeline import undated_blocks
from brief.reports.timeline_entries import entries
from brief.reports.tracker import tracker
from brief.reports.values import said, support

if TYPE_CHECKING:
    from brief.document import Note
    from brief.model.sections import Section
    from brief.reports.related import Scope

_SIDES = (
    ("for", say("For"), ("support", "opportunity")),
    ("against", say("Against"), ("criticism", "risk")),
    ("other", say("Also"), ("neutral",)),
)
"""Stances of opinions, grouped by side."""


def section_blocks(scope: "Scope", section: "Section") -> Iterator[Content]:
    """Yield the blocks of a section; nothing if it would be empty."""
    yield from _SECTIONS[section.name](scope, section)


def _titled(section: "Section", usual: str, found: "Selected[Kind]") -> Heading:
    """Return a heading that says if what follows is a selection, and where the rest is."""
    where = say("all: see the annex") if section.has_annex else ""
    return Heading(section.heading or usual, is_annex=section.is_annex, selection=found.words(where))


def _bottom_line(scope: "Scope", section: "Section") -> Iterator[Block]:
    _, *rest = bottom_line(scope)
    if section.heading:
        yield Heading(section.heading)
    yield from rest


def status(scope: "Scope", section: "Section") -> Iterator[Block]:
    """Yield the agreements and programs as a table, one row each with its state, dated ones first."""
    day = scope.on
    agreements, programs = states(scope, Agreement), states(scope, Program)
    held: list[Agreement | Program] = [*agreements.current, *agreements.coming, *programs.current, *programs.coming]
    chosen = best(scope.dossier, [*held, *agreements.ended, *programs.ended], day, section.most)
    if not chosen.shown:
        return
    yield _titled(section, say("Where things stand"), chosen)
    yield Table("status", (Column("when", ""), Column("what", "")), tuple(standing_rows(scope, chosen.shown)))


def people(scope: "Scope", section: "Section") -> Iterator[Block]:
    """Yield people in post, the nearest to the subject first, then people with past posts only."""
    day = scope.on
    held = list(scope.every(Person))
    now = [person for person in held if posts(scope.dossier, person, day).held]
    past = [person for person in held if person not in now]
    ordered = [*_ranked(scope, now), *([] if section.is_current and now else _ranked(scope, past))]
    chosen = Selected(ordered[: section.most], len(held))
    if chosen.shown:
        yield _titled(section, say("Key people"), chosen)
        lines = (person_line(scope.dossier, person, day, in_brief=section.is_current) for person in chosen.shown)
        yield Listing("people", tuple(lines))


def _ranked(scope: "Scope", held: "list[Person]") -> "list[Person]":
    """Sort people by importance, then by nearness to the subject, then in the order of pages."""

    def place(person: Person) -> tuple[int, int, Rank]:
        found = rank(scope.dossier, person, scope.on)
        return found.importance, scope.nearness(person), found

    return sorted(held, key=place)


def _biography(scope: "Scope", _: "Section") -> Iterator[Block]:
    """Yield the biography of the person that the memo is on, else of everyone concerned."""
    subject = scope.dossier.one(Person, scope.subject) if scope.subject else None
    for held in [subject] if subject else scope.every(Person):
        if not subject:
            yield Heading(held.name)
        yield from biography(scope.dossier, held, scope.on)


def timeline(scope: "Scope", section: "Section") -> Iterator[Block]:
    """Yield the events in order of time; a long list is cut, but keeps events of high importance."""
    later = {claim.event.id for claim in after_meeting(scope)[1]} if section.is_before else set()
    claims = [claim for claim in scope.claims() if claim.event.id not in later]
    events = {claim.event.id: claim.event for claim in claims}
    high = sum(event.importance == "high" for event in events.values())
    most = section.most and max(section.most, min(high, section.at_need))
    chosen = best(scope.dossier, events.values(), scope.on, most)
    kept = {event.id for event in chosen.shown}
    shown = [claim for claim in claims if claim.event.id in kept]
    dated, undated = ([claim for claim in shown if bool(claim.date) is wanted] for wanted in (True, False))
    usual = say("Annex: timeline") if section.is_annex else say("The setting")
    if shown:
        yield _titled(section, usual, chosen)
    if dated:
        yield Timeline("timeline", entries(scope.dossier, dated), is_selection=chosen.is_cut or bool(scope.subject))
    if undated:
        yield from undated_blocks(scope.dossier, undated, level=3)


def commitments(scope: "Scope", section: "Section") -> Iterator[Block]:
    """Yield the commitments as a table, open ones first."""
    day = scope.on
    chosen = promises(scope.dossier, scope.every(Commitment), day, section.most)
    if chosen.total > section.beyond:
        usual = say("Annex: all commitments") if section.is_annex else say("Commitments")
        yield _titled(section, usual, chosen)
        yield from tracker(scope.dossier, chosen.shown, day, full=section.is_whole)


def assessments(scope: "Scope", section: "Section") -> Iterator[Block]:
    """Yield opinions by holder, the first of each side; the heading says that they are opinions."""
    held = list(scope.every(Assessment))
    if not held:
        return
    yield Heading(section.heading or say("Opinions"), is_annex=section.is_annex)
    by_holder: dict[str, list[Assessment]] = {}
    for each in held:
        by_holder.setdefault(holder(scope.dossier, each).text, []).append(each)
    groups = sorted(by_holder.values(), key=len, reverse=True)
    for opinions in (group for group in groups if len(group) > _FEW):
        fields, is_of_one_date = [], _is_of_one_date(opinions)
        tell = graded if is_of_one_date else dated_opinion
        for key, title, stances in _SIDES:
            side = best(scope.dossier, [each for each in opinions if each.stance in stances], scope.on, section.most)
            lines = [tell(scope.dossier, each) for each in side.shown]
            count = say("{title} ({shown} of {total})", title=title, shown=len(lines), total=side.total)
            fields.append((key, count if side.is_cut else title, lines))
        yield Card(
            "opinions",
            phrase(_holder(scope, opinions, dated=is_of_one_date), say(" holds that")),
            card_fields(fields),
        )
    others = [each for group in groups if len(group) <= _FEW for each in group]
    chosen = best(scope.dossier, others, scope.on, section.most and 2 * section.most)
    if chosen.shown:
        yield Heading(say("Others hold that"), 3, selection=chosen.words())
        yield Listing("opinions", tuple(short_opinion(scope.dossier, each) for each in chosen.shown))


_FEW = 2
"""A holder with more opinions than this has a separate list."""


def _is_of_one_date(opinions: "list[Assessment]") -> bool:
    """True if all opinions certainly have the same date."""
    sure = not any("date" in held.inferred or claimed(held, "date")[1:] for held in opinions)
    return sure and len({held.date for held in opinions}) == 1


def _holder(scope: "Scope", opinions: "list[Assessment]", *, dated: bool) -> Cell:
    """Name the holder of opinions, perhaps with their date, with citations that the opinions themselves lack."""
    first = opinions[0]
    known = {note for held in opinions for note in support(held, None)}

    def apart(field: str) -> "list[Note]":
        return [note for held in opinions for note in support(held, field) if note not in known]

    by = said(first, "by", told=holder(scope.dossier, first), naming=scope.dossier, cited=False)
    by = by if by.cites else by.citing(apart("by"))
    date = bare_date(first.date, is_short=True).citing(apart("date")) if dated and first.date else Cell()
    return cited_apart(phrase(by, date.with_text(" (", ")"))) if date.text else by


def disagreements(scope: "Scope", section: "Section") -> Iterator[Content]:
    """Yield all disputes in order of rank: those marked in the paper, and the most important others."""
    records = [record for kind in KINDS for record in scope.records(kind) if record.differs]
    marks = tuple(ranked_disputes(scope.dossier, records, scope.on))
    most = len(marks) if section.is_whole and section.most is None else section.most
    yield Differences(section.heading or say("Where the sources differ"), marks, most)


def questions(scope: "Scope", section: "Section") -> Iterator[Block]:
    """Yield the open questions."""
    held = [found for found in scope.every(Question) if not found.answer]
    chosen = best(scope.dossier, held, scope.on, section.most)
    if chosen.total > section.beyond:
        usual = say("Annex: all open questions") if section.is_annex else say("What we do not know")
        yield _titled(section, usual, chosen)
        yield Listing("questions", tuple(short(found) for found in chosen.shown))


def _sources(_: "Scope", __: "Section") -> Iterator[Block]:
    """Yield nothing, because every document ends with its sources."""
    yield from ()


_SECTIONS: "dict[str, Callable[[Scope, Section], Iterator[Content]]]" = {
    "bottom-line": _bottom_line,
    "status": status,
    "people": people,
    "biography": _biography,
    "timeline": timeline,
    "since": since,
    "commitments": commitments,
    "watch": watch,
    "assessments": assessments,
    "disagreements": disagreements,
    "questions": questions,
    "sources": _sources,
}
