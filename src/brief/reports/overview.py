"""`brief` alone: the dossier at a glance, and what to type next."""

from collections.abc import Iterator
from itertools import islice

from brief.document import Block, Card, Cell, Document, Field, Heading, Listing, Paragraph, cell, verbatim
from brief.dossier.protocol import Dossier, EventFilter
from brief.locale import say
from brief.model.actors import Person
from brief.model.dates import Date
from brief.model.findings import Severity
from brief.model.kinds import KINDS
from brief.reports.bottom_line import bottom_line
from brief.reports.common import counted, document, listed, more, name_refs, notes, then
from brief.reports.delegations import latest, took_place
from brief.reports.one_line import event_cell
from brief.reports.related import Scope
from brief.reports.values import said

_LATEST = 3
_PEOPLE = 8
_NEWEST = 200
"""Among so many of the newest claims the latest events are looked for."""


def overview(dossier: Dossier, today: Date) -> Document:
    """Summary, extent, latest events, people, and commands that answer something here."""
    header = dossier.header
    blocks: list[Block] = list(then(dossier))
    scope = Scope(dossier)
    if header and header.summary and dossier.as_of:
        blocks += [block for block in bottom_line(scope) if not isinstance(block, Heading)]
    elif header and header.summary:
        blocks.append(Paragraph((cell(verbatim(header.summary), None, notes(header.cite)),), "summary"))
    counts = dossier.counts()
    blocks.append(Card("extent", cell(""), tuple(_extent(dossier, counts))))
    if lines := _latest(dossier, dossier.as_of or today):
        shown = sum(line.value is not None for line in lines)
        blocks += [
            Heading(say("Latest events ({shown} of {counts:,})", shown=shown, counts=counts["event"])),
            Listing("latest", tuple(lines)),
        ]
    blocks += [Heading(say("What to type next")), Listing("next", tuple(_next(scope, counts)))]
    return document(dossier, "overview", header.title if header else say("Dossier"), blocks)


def _latest(dossier: Dossier, day: Date) -> list[Cell]:
    """The latest event, those that may have come later, and the next before it in order of time."""
    newest = dossier.events(EventFilter(known_at=day, newest=True))
    told = (claim for claim in newest if took_place(dossier, claim, day))
    claims = list(islice(told, _NEWEST))[::-1]
    first = latest(dossier, claims, day)
    known = {found.event.id for found in first}
    before = {claim.event.id: claim.event for claim in reversed(claims) if claim.event.id not in known}
    lines = [event_cell(dossier, found.event, found.label()) for found in first[: _LATEST + 1]]
    rest = more(len(first) - len(lines))
    lines += [cell(say("{rest} that may be as late", rest=rest))] if rest else []
    return lines + [event_cell(dossier, event) for event in list(before.values())[: _LATEST - 1] if first]


def _extent(dossier: Dossier, counts: dict[str, int]) -> Iterator[Field]:
    header = dossier.header
    if header and header.parties:
        yield Field("parties", say("Parties"), (cell(name_refs(dossier, header.parties), list(header.parties)),))
    held = ", ".join(counted(count, kind, KINDS[kind].section) for kind, count in counts.items() if count)
    yield Field("records", say("Holds"), (cell(verbatim(held) if held else say("nothing yet"), counts),))
    people = list(_some_people(dossier))
    if people:
        rest = more(counts["person"] - len(people))
        told = (
            listed([said(person, "name", cited=False) for person in people]),
            *([cell(say("{rest}, in the order of the files", rest=rest))] if rest else []),
        )
        yield Field("people", say("People"), told)
    warnings = dossier.finding_count(Severity.WARNING)
    if warnings:
        yield Field(
            "warnings",
            say("Doubtful"),
            (cell(say("{number}; `brief check` shows them", number=counted(warnings, "warning")), warnings),),
        )


def _some_people(dossier: Dossier) -> "Iterator[Person]":
    yield from islice(dossier.every(Person), _PEOPLE)


def _next(scope: Scope, counts: dict[str, int]) -> Iterator[Cell]:
    yield cell(say("brief timeline — what happened, in order"))
    if counts["person"]:
        person = next(_some_people(scope.dossier))
        yield cell(say('brief who "{person}" — a person, from post to sources', person=person.name))
    yield cell(say("brief memo --layout one-pager -o memo.md — a memo to hand over"))
    for kind in ("agreement", "topic"):
        if counts[kind]:
            record = next(scope.records(kind))
            yield cell(say("brief memo {id} — the same on one subject", id=record.id))
            break
    yield cell(say("brief check — everything doubtful, with file and line"))
    yield cell(say("brief init DIR — a dossier of your own"))
