"""The first page of a web site: the bottom line, the latest events and the people. The site adds its drawings."""

from brief.document import Block, Document, Heading, Listing, Notice, Paragraph, Timeline, cell
from brief.dossier.protocol import Dossier, EventFilter
from brief.locale import say
from brief.model.actors import Person
from brief.model.dates import Date
from brief.reports.common import document, portrait_of, title_of
from brief.reports.overview import extent, newest_events, summary
from brief.reports.person_page import person_line
from brief.reports.ranking import best
from brief.reports.related import Scope
from brief.reports.timeline_entries import entries

_PEOPLE = 8
_EVENTS = 40


def front_page(dossier: Dossier, today: Date) -> Document:
    """Return the page; its first block is a paragraph `summary`, even if the dossier has no summary."""
    day = dossier.as_of or today
    blocks: list[Block] = list(summary(Scope(dossier, day=day)))
    if not any(isinstance(block, Paragraph) for block in blocks):
        blocks.append(Paragraph((cell(say("The dossier has no summary.")),), "summary"))
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
