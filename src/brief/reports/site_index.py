"""The pages of a web site: its first page, its contents, and the records of each kind."""

from typing import TYPE_CHECKING

from brief.document import (
    Block,
    Card,
    Cell,
    Document,
    Field,
    Heading,
    Listing,
    Notice,
    Paragraph,
    Ref,
    Timeline,
    cell,
    known_as,
    phrase,
)
from brief.dossier.protocol import Dossier, EventFilter
from brief.locale import Message, capitalized, say
from brief.model.actors import Person
from brief.model.dates import Date
from brief.model.events import Event
from brief.model.kinds import KINDS
from brief.reports.bottom_line import shown_summary
from brief.reports.common import document, portrait_of, title_of
from brief.reports.overview import extent, newest_events, summary
from brief.reports.people import in_order
from brief.reports.person_page import person_line
from brief.reports.phrases import counted
from brief.reports.ranking import best
from brief.reports.related import Scope
from brief.reports.rivals import is_opinion
from brief.reports.short_events import date_of, short_title
from brief.reports.short_records import short, short_opinion
from brief.reports.timeline_entries import entries
from brief.reports.words import name_refs

if TYPE_CHECKING:
    from brief.model.parts import Record

_PEOPLE = 8
_EVENTS = 40


def front_page(dossier: Dossier, today: Date) -> Document:
    """Return the page; its first block is a paragraph `summary`, even if the dossier has no summary."""
    day = dossier.as_of or today
    blocks: list[Block] = list(summary(Scope(dossier, day=day)))
    if not any(isinstance(block, Paragraph) for block in blocks):
        blocks.append(Paragraph((cell(say("There is no summary here.")),), "summary"))
    newest = newest_events(dossier, day)
    if newest:
        blocks += [Heading(say("Latest events")), Timeline("latest", entries(dossier, newest, full=False))]
    people = best(dossier, dossier.every(Person), day, _PEOPLE)
    if people.shown:
        lines = tuple(person_line(dossier, person, day) for person in people.shown)
        blocks += [Heading(say("People")), Listing("people", lines, tuple(map(portrait_of, people.shown)))]
    if people.is_cut:
        blocks.append(Notice(cell(people.words(say("all: People")))))
    return document(dossier, "overview", title_of(dossier), blocks, subtitle=extent(dossier, newest), full=False)


def main_events(dossier: Dossier, today: Date) -> tuple[Document, str]:
    """Return a timeline of the most important events, and words that say so if it is a selection."""
    claims = list(dossier.events(EventFilter()))
    events = {claim.event.id: claim.event for claim in claims}
    found = best(dossier, events.values(), dossier.as_of or today, _EVENTS)
    shown = {event.id for event in found.shown}
    timeline = Timeline("events", entries(dossier, [claim for claim in claims if claim.event.id in shown], full=False))
    return document(dossier, "timeline", title_of(dossier), [timeline], full=False), found.words(say("all: Timeline"))


PAGES = {
    "timeline": say("Timeline: what happened, in order"),
    "relations": say("Relations: who and what is connected"),
    "conflicts": say("Disputes: where the sources differ"),
    "gaps": say("Gaps: what is not known"),
}
"""Pages on the whole dossier, each with its words in the table of contents."""


def contents(dossier: Dossier) -> Document:
    """Return the summary and parties of the dossier, and a line for each page, with the page's name as its value."""
    header = dossier.header
    blocks: list[Block] = []
    if header and header.summary:
        blocks.append(Paragraph((shown_summary(dossier, header),), "summary"))
    if header and header.parties:
        parties = Field("parties", say("Parties"), (cell(name_refs(dossier, header.parties), list(header.parties)),))
        blocks.append(Card("extent", cell(""), (parties,)))
    blocks += [
        Heading(say("Contents")),
        Listing("pages", tuple(_page(page, words) for page, words in PAGES.items())),
    ]
    kinds = tuple(
        _page(KINDS[kind].section, capitalized(counted(count, kind)))
        for kind, count in dossier.counts().items()
        if count
    )
    blocks += [Heading(say("Records")), Listing("kinds", kinds)] if kinds else []
    return document(dossier, "contents", known_as(header.title) if header else say("Dossier"), blocks, full=False)


def _page(name: str, words: Message) -> Cell:
    """Return a line that links to a page."""
    return cell(Ref(name, words, is_page=True), {"page": name})


def of_kind(dossier: Dossier, kind: str, today: "Date") -> Document:
    """List all records of a kind by short name, one per line; events are in order of time, people in that of pages."""
    records = list(in_order(dossier, today).shown if kind == "person" else dossier.records(kind))
    portraits = tuple(portrait_of(record) for record in records if isinstance(record, Person))
    listing = Listing(KINDS[kind].section, tuple(_line(dossier, record, today) for record in records), portraits)
    return document(dossier, "records", KINDS[kind].heading, [listing], full=False)


def _line(dossier: Dossier, record: "Record", today: "Date") -> Cell:
    if isinstance(record, Person):
        return person_line(dossier, record, today)
    if is_opinion(record):
        return short_opinion(dossier, record)
    if isinstance(record, Event) and record.date:
        return phrase(date_of(dossier, record), ": ", short_title(dossier, record))._replace(value=record.id)
    return short(record, dossier)
