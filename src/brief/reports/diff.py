"""`diff`: what changed between two states of a dossier, most important first."""

from collections.abc import Iterator, Sequence

from brief.document import Block, Column, Document, Heading, Listing, Notice, Row, Table, cell, code
from brief.dossier.protocol import Dossier
from brief.dossier.renamed import Renamed
from brief.dossier.with_former import WithFormer
from brief.locale import Message, Wording, key, say, say_many, series
from brief.model.handling import head_marking
from brief.named_tuple import NamedTuple
from brief.reports.change_words import Sides, header_cells
from brief.reports.changes import SECTIONS, Days, Line, lines
from brief.reports.common import document, title_of
from brief.reports.ranking import rank

LIMITED = say("What is marked higher in one of the two states is left out of the comparison, with its record.")
"""Remark on a comparison of release copies."""
_MOST = 8
"""Number of lines per section on a short page."""
_ORDER = (
    *("commitment", "event", "agreement", "program", "question", "assessment", "position"),
    *("person", "organization", "source", "topic", "place"),
)
"""Order of the kinds of record within a section."""
_COUNTS = {
    "overdue": key("{count:,} overdue"),
    "disputed": key("{count:,} newly disputed"),
    "gone": key("sources gone: {count:,}"),
    "delivered": key("{count:,} delivered"),
    "partly-delivered": key("{count:,} partly delivered"),
    "settled": key("{count:,} settled"),
    "changed": key("{count:,} changed"),
    "removed": key("{count:,} removed"),
    "added": key("{count:,} added"),
}


class Span(NamedTuple):
    """The two states that are compared: their names and their days."""

    before: Message
    now: Message
    days: Days
    limit: int | None = None
    """Maximum number of lines per section."""
    words: str = ""
    """The arguments on the command line that name the states."""
    strict: bool = False
    """True if any change makes the answer no."""
    is_limited: bool = False
    """True if release copies are compared."""

    @property
    def all(self) -> Message:
        """Return the command that prints the full page."""
        return say("brief diff {words} -v", words=code(self.words)) if self.words else say("brief diff -v")


def diff(now: Dossier, before: Dossier, span: Span, *, full: bool = True) -> Document:
    """Report what changed in a dossier since the state `before`."""
    sides = Sides(Renamed(before, now), now, full)
    found = by_section(sides, span.days)
    heads = list(header_cells(sides))
    blocks: list[Block] = []
    for section, title in SECTIONS.items():
        if section != "edited" or full:
            blocks += _section(section, title, found[section], span, full=full)
    if heads:
        blocks += [Heading(say("The dossier as a whole")), Listing("dossier", tuple(heads))]
    if found["edited"] and not full:
        edited = say_many(
            "{count:,} record was edited with the same facts",
            "{count:,} records were edited with the same facts",
            len(found["edited"]),
        )
        blocks.append(Notice(cell(say("{edited}: {all}", edited=edited, all=span.all))))
    is_same = not blocks
    if span.is_limited:
        blocks.insert(0, Notice(cell(LIMITED)))
    if is_same:
        blocks.append(Notice(cell(say("Nothing changed."))))
    return document(
        WithFormer(now, before),
        "diff",
        title_of(now),
        blocks,
        answers=is_same or not span.strict,
        handling=head_marking(before.header),
        day=span.days.now,
        subtitle=_line(span, found),
        more="" if is_same else span.all,
        full=full,
    )


def by_section(sides: Sides, days: Days) -> dict[str, list[Line]]:
    """Return the changes by section, in the order of the page."""
    found: dict[str, list[Line]] = {section: [] for section in SECTIONS}
    for line in lines(sides, days):
        found[line.section].append(line)
    for section, held in found.items():
        dossier, day = (sides.before, days.before) if section == "removed" else (sides.now, days.now)
        held.sort(key=lambda line: (_ORDER.index(line.record.KIND), rank(dossier, line.record, day)))
    return found


def _section(name: str, title: Message, held: Sequence[Line], span: Span, *, full: bool) -> Iterator[Block]:
    """Yield a section with its first lines; nothing if it is empty."""
    shown = held[: span.limit or (None if full else _MOST)]
    if not held:
        return
    yield Heading(title, selection=_selection(len(shown), len(held), span))
    if name in ("added", "removed"):
        rows = (Row((cell(say(line.record.KIND)), line.told._replace(value=None)), line.record.id) for line in shown)
        yield Table(name, (Column("kind", say("Kind")), Column("what", say("What"))), tuple(rows))
    else:
        yield Listing(name, tuple(line.told._replace(value=line.record.id) for line in shown))


def _selection(shown: int, total: int, span: Span) -> Wording:
    """Say that a list is a selection, and how to see all of it; empty if it is complete."""
    return say("{shown} of {total:,}; all: {all}", shown=shown, total=total, all=span.all) if shown < total else ""


def _line(span: Span, found: dict[str, list[Line]]) -> Message:
    """Name the two states, and count the changes."""
    counts = (say(words, count=len(found[name])) for name, words in _COUNTS.items() if found[name])
    states = say("From {before} to {now}", before=span.before, now=span.now)
    return series((states, *counts), say(" · "))
