"""The sections of a memo: each selects records of a subject and puts the most important under a heading."""

from collections.abc import Callable, Iterable, Iterator
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
    Sign,
    Table,
    Timeline,
    When,
    phrase,
    typed,
)
from brief.dossier.rival_dates import claimed
from brief.locale import Message, say, say_many
from brief.model.actors import Person
from brief.model.agreements import Agreement, Program
from brief.model.commitments import Commitment
from brief.model.kinds import KINDS
from brief.model.statements import Assessment, Question
from brief.reports.agreement_state import state_rows
from brief.reports.bottom_line import bottom_line, summary_age
from brief.reports.common import card_fields
from brief.reports.delegations import is_ours
from brief.reports.in_force import states
from brief.reports.one_line import held_by
from brief.reports.people import parted
from brief.reports.person_page import biography, person_line, person_row
from brief.reports.phrases import beginning, bracketed, cited_apart, filled
from brief.reports.ranking import Kind, Rank, Selected, best, promises, rank
from brief.reports.scene import after_meeting, since, watch
from brief.reports.short_conflicts import ranked_disputes
from brief.reports.short_records import dated_opinion, graded, short, short_opinion
from brief.reports.timeline import undated_blocks
from brief.reports.timeline_entries import entries, once
from brief.reports.tracker import tracker
from brief.reports.values import said, support
from brief.reports.words import page_title

if TYPE_CHECKING:
    from brief.document import Note
    from brief.dossier.protocol import Claim
    from brief.model.sections import Section
    from brief.reports.related import Scope

_SIDES = (
    ("for", (("support", say("Support")), ("opportunity", say("Opportunities"))), say("Support and opportunities")),
    ("against", (("criticism", say("Criticism")), ("risk", say("Risks"))), say("Criticism and risks")),
    ("other", (("neutral", say("Also")), (None, say("Also"))), say("Also")),
)
"""Stances of opinions, grouped by side, each with its words, and the words for a side with several."""


def section_blocks(scope: "Scope", section: "Section") -> tuple[Content, ...]:
    """Return the blocks of a section; none if it would be empty."""
    return scope.once(section, lambda: tuple(_SECTIONS[section.name](scope, section)))


_HEADINGS = {
    "status": (
        say("Where things stand"),
        say("Annex: all agreements and programs"),
        say("Annex: agreements and programs"),
    ),
    "people": (say("Key people"), say("Annex: all people"), say("Annex: people")),
    "timeline": (say("The setting"), say("Annex: timeline"), say("Annex: timeline")),
    "commitments": (say("Commitments"), say("Annex: all commitments"), say("Annex: commitments")),
    "assessments": (say("Opinions"), say("Annex: all opinions"), say("Annex: opinions")),
    "questions": (say("Open questions"), say("Annex: all open questions"), say("Annex: open questions")),
}
"""The usual heading of a section, that of its annex, and that of its annex if even this is cut."""


def _heading(section: "Section", *, is_cut: bool) -> Message:
    """Return the heading of a section: its own or the usual one. An annex says “all” only if it has all."""
    return typed(section.heading) or _HEADINGS[section.name][section.is_annex + (section.is_annex and is_cut)]


def _titled(section: "Section", found: "Selected[Kind]") -> Heading:
    """Return a heading that says if what follows is a selection, and where the rest is."""
    where = say("all: see the annex") if section.has_annex else Message()
    title = _heading(section, is_cut=found.is_cut)
    return Heading(title, is_annex=section.is_annex, selection=found.words(where))


def _bottom_line(scope: "Scope", section: "Section") -> Iterator[Block]:
    if section.heading:
        yield Heading(typed(section.heading))
    yield from bottom_line(scope)
    yield from summary_age(scope)


def status(scope: "Scope", section: "Section") -> Iterator[Block]:
    """Yield the agreements and programs as a table, one row each with its state, dated ones first."""
    day = scope.on
    agreements, programs = states(scope, Agreement), states(scope, Program)
    held: list[Agreement | Program] = [*agreements.current, *agreements.coming, *programs.current, *programs.coming]
    chosen = best(scope.dossier, [*held, *agreements.ended, *programs.ended], day, section.most)
    if chosen.total <= section.beyond:
        return
    yield _titled(section, chosen)
    rows = state_rows(scope, chosen.shown, full=section.is_whole)
    yield Table("status", (Column("when", ""), Column("what", "")), tuple(rows))


def people(scope: "Scope", section: "Section") -> Iterator[Block]:
    """Yield people in post, the nearest to the subject first, then others, those who are known to have left apart.

    A whole list of data is not divided.
    """
    day = scope.on
    ordered, ranks = scope.once(Person, lambda: _ranked(scope))
    now = [person for person in ordered if ranks[person.id].is_in_post]
    chosen = Selected((now if section.is_current and now else ordered)[: section.most], len(ordered))
    if chosen.total <= section.beyond:
        return
    yield _titled(section, chosen)
    if section.is_current and now:
        columns = (Column("name", say("Name")), Column("post", say("Post")), Column("seen", say("In post")))
        yield Table("people", columns, tuple(person_row(scope.dossier, person, day) for person in chosen.shown))
        return
    left = {person.id for person in chosen.shown if ranks[person.id].is_over and not section.is_whole}
    for title, name, group in parted(chosen.shown, left):
        yield from [Heading(title, 3)] if title else []
        yield Listing(name, tuple(person_line(scope.dossier, person, day) for person in group))


def _ranked(scope: "Scope") -> tuple[list[Person], dict[str, Rank]]:
    """Return the people in the order of a paper, and the rank of each by id."""
    found = list(scope.every(Person))
    ranks = {person.id: rank(scope.dossier, person, scope.on) for person in found}
    return sorted(found, key=lambda person: _place(scope, person, ranks[person.id])), ranks


def _place(scope: "Scope", person: Person, found: Rank) -> tuple[int, int, int, Rank]:
    """Sort people by post, importance, then by nearness to the subject, then in the order of pages."""
    return found.office, found.importance, scope.nearness(person), found


def _biography(scope: "Scope", section: "Section") -> Iterator[Block]:
    """Yield the biography of the person that the memo is on, else of everyone concerned."""
    subject = scope.dossier.one(Person, scope.subject) if scope.subject else None
    for held in [subject] if subject else scope.every(Person):
        if not subject:
            yield Heading(page_title(held))
        yield from biography(scope.dossier, held, scope.on, full=section.is_whole)


def timeline(scope: "Scope", section: "Section") -> Iterator[Block]:
    """Yield the events of the scope in order of time."""
    later = {claim.event.id for claim in after_meeting(scope)[1]} if section.is_before else set()
    claims = [claim for claim in scope.claims() if claim.event.id not in later]
    yield from chronology(scope, section, claims, scope.subject or "")


def chronology(scope: "Scope", section: "Section", claims: "list[Claim]", about: str = "") -> Iterator[Block]:
    """Yield events in the given order; a long list is cut, but keeps events of high importance.

    Only a whole list on a full page has a row for each date of a disputed event. A paper `about` a person does not
    repeat that the person took part.
    """
    events = {claim.event.id: claim.event for claim in claims}
    high = sum(event.importance == "high" for event in events.values())
    most = section.most and max(section.most, min(high, section.at_need))
    chosen = best(scope.dossier, events.values(), scope.on, most)
    kept = {event.id for event in chosen.shown}
    shown = [claim for claim in claims if claim.event.id in kept]
    shown = shown if section.is_whole and not chosen.is_cut else once(shown)
    dated, undated = ([claim for claim in shown if bool(claim.date) is wanted] for wanted in (True, False))
    if shown:
        yield _titled(section, chosen)
    if dated:
        told = entries(scope.dossier, dated, full=section.is_whole, about=about)
        yield Timeline("timeline", told, is_selection=chosen.is_cut or bool(scope.subject))
    if undated:
        yield from undated_blocks(scope.dossier, undated, level=3)


def commitments(scope: "Scope", section: "Section") -> Iterator[Block]:
    """Yield the commitments of the scope as a table, open ones first."""
    yield from owed(scope, section, scope.every(Commitment))


def owed(scope: "Scope", section: "Section", held: Iterable[Commitment]) -> Iterator[Block]:
    """Yield commitments as a table, open ones first."""
    chosen = promises(scope.dossier, held, scope.on, section.most)
    if chosen.total > section.beyond:
        yield _titled(section, chosen)
        yield from tracker(scope.dossier, chosen.shown, scope.on, full=section.is_whole)


def assessments(scope: "Scope", section: "Section") -> Iterator[Block]:
    """Yield opinions by holder, the first of each side; the heading says that they are opinions.

    If an annex has all of them, neutral opinions and those of minor holders are only there.
    """
    held = list(scope.every(Assessment))
    is_led = section.has_annex and len(held) > section.beyond
    if not held or (section.is_annex and len(held) <= section.beyond):
        return
    most = section.most if is_led or not section.has_annex else None
    groups = _by_holder(scope, held)
    cards = [_opinions(scope, group, most, is_led=is_led) for group in groups if len(group) > _FEW]
    minor = [each for group in groups if len(group) <= _FEW for each in group]
    others = best(scope.dossier, [] if is_led and cards else minor, scope.on, most)
    lines = sum(len(side.lines) for card in cards for side in card.fields) + len(others.shown)
    where = say("all: see the annex") if is_led else Message() if cards else others.words()
    yield Heading(_heading(section, is_cut=lines < len(held)), is_annex=section.is_annex, selection=where)
    yield from cards
    ours = {each.id for each in minor if _is_ours(scope, each)}
    holders = {id_ for each in minor if each.id in ours for id_ in each.by}
    own = say_many("One on our own side holds that", "Some on our own side hold that", len(holders))
    rest = say("Others hold that") if ours or cards else None
    for title, is_own in ((own, True), (rest, False)):
        shown = [each for each in others.shown if (each.id in ours) is is_own]
        total = sum((each.id in ours) is is_own for each in minor)
        if shown:
            if title:
                yield Heading(title, 3, selection=Selected(shown, total).words())
            yield Listing("opinions", tuple(short_opinion(scope.dossier, each) for each in shown))


def _is_ours(scope: "Scope", held: Assessment) -> bool:
    """True if all holders of an opinion were on our own side at its date."""
    return bool(held.by) and all(is_ours(scope.dossier, id_, held.date or scope.on, held.id) for id_ in held.by)


def _by_holder(scope: "Scope", held: "list[Assessment]") -> "list[list[Assessment]]":
    """Group opinions by holder; the holder with most opinions comes first."""
    groups: dict[str, list[Assessment]] = {}
    for each in held:
        groups.setdefault(held_by(scope.dossier, each).text, []).append(each)
    return sorted(groups.values(), key=len, reverse=True)


def _opinions(scope: "Scope", opinions: "list[Assessment]", most: int | None, *, is_led: bool) -> Card:
    """Return the first opinions of one holder on each side; with `is_led`, neutral ones only if there are no others."""
    is_of_one_date = _is_of_one_date(opinions)
    tell = graded if is_of_one_date else dated_opinion
    fields: list[tuple[str, Message, list[Cell]]] = []
    for key, stances, together in _SIDES:
        of_side = [each for each in opinions if each.stance in dict(stances)]
        found = {each.stance for each in of_side}
        title = together if len(found) > 1 else next((words for stance, words in stances if stance in found), together)
        if not of_side or (is_led and key == "other" and fields):
            continue
        side = best(scope.dossier, of_side, scope.on, most)
        count = say("{title} ({shown} of {total})", title=title, shown=len(side.shown), total=side.total)
        fields.append((key, count if side.is_cut else title, [tell(scope.dossier, each) for each in side.shown]))
    by = _holder(scope, opinions, dated=is_of_one_date)
    return Card("opinions", filled(say("{who} holds that"), who=by), card_fields(fields))


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

    by = held_by(scope.dossier, first)
    by = beginning(by if by.has(Sign.DISPUTED) else by.citing(apart("by")))
    if not dated or not first.date:
        return by
    date = said(first, "date", told=When(first.date, is_short=True)).citing(apart("date"))
    return cited_apart(phrase(by, bracketed(date)))


def disagreements(scope: "Scope", section: "Section") -> Iterator[Content]:
    """Yield all disputes in order of rank: those marked in the paper, and the most important others.

    A whole section has a line for each point of a dispute.
    """
    records = [record for kind in KINDS for record in scope.records(kind) if record.differs]
    disputes = ranked_disputes(scope.dossier, records, scope.on, apart=section.is_whole)
    most = len(disputes) if section.is_whole and section.most is None else section.most
    yield Differences(
        typed(section.heading) or say("Where the sources differ"), disputes, most, is_capped=section.has_annex
    )


def questions(scope: "Scope", section: "Section") -> Iterator[Block]:
    """Yield the open questions of the scope."""
    yield from asked(scope, section, (found for found in scope.every(Question) if not found.answer))


def asked(scope: "Scope", section: "Section", held: Iterable[Question]) -> Iterator[Block]:
    """Yield questions as a list."""
    chosen = best(scope.dossier, held, scope.on, section.most)
    if chosen.total > section.beyond:
        yield _titled(section, chosen)
        yield Listing("questions", tuple(short(found, scope.dossier) for found in chosen.shown))


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
