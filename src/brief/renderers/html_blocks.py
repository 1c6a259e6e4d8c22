"""The blocks of a document as elements of HTML, and its notes, which lead there and back."""

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby

from brief.document import (
    Card,
    Cell,
    Document,
    Entry,
    Heading,
    Listing,
    Note,
    Notice,
    Paragraph,
    Problem,
    Reference,
    Table,
    Timeline,
    cell,
    ref,
)
from brief.renderers.html_axis import picture
from brief.renderers.lanes import shortened
from brief.renderers.renderer import Renderer
from brief.renderers.words import bibliography, directed, label, message, place, pointed, remarks

_WEB = re.compile(r"https?://[^\s<>]+")
_LONGEST_TITLE = 48
_TIME = r"T\d\d:\d\d:[0-5]\d(?:Z|[+-]\d\d:\d\d)?"
_MACHINE_DATE = re.compile(rf"(?!0000)\d{{4}}(?:-(?:0[1-9]|1[0-2])(?:-\d\d(?:{_TIME})?)?)?")
"""The dates of EDTF that HTML has too, which knows no seasons (https://html.spec.whatwg.org/#datetime-value)."""


class Page(Renderer[str]):
    """One document being written; counts the places from which each note is cited."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self.section = document.title or document.kind.capitalize()
        self.open: list[int] = []
        self.tables = 0
        self.timelines = 0
        self.cited: dict[int, int] = {}

    def lines(self) -> Iterator[str]:
        """The inside of `main`."""
        yield f"<h1>{text(self.section)}</h1>"
        for is_problem, run in groupby(self.document.blocks, lambda block: isinstance(block, Problem)):
            found = (line for block in run for line in self.block(block))
            yield from ['<ul class="problems">', *found, "</ul>"] if is_problem else found
        yield from self._closed(0)
        yield from self._sources()
        yield from self._notes()

    def heading(self, block: Heading) -> Iterator[str]:
        """A section that lasts to the next heading of its level or above."""
        level = min(block.level, len(self.open) + 2, 6)
        yield from self._closed(level)
        self.open.append(level)
        self.level = level
        yield "<section>"
        yield f"<h{level}>{text(block.text)}</h{level}>"

    def paragraph(self, block: Paragraph) -> Iterator[str]:
        """One paragraph of all sentences."""
        yield f"<p>{' '.join(map(self._cell, block.cells))}</p>"

    def listing(self, block: Listing) -> Iterator[str]:
        """A list with bullets."""
        yield "<ul>"
        yield from (f"<li>{self._cell(item)}</li>" for item in block.items)
        yield "</ul>"

    def notice(self, block: Notice) -> Iterator[str]:
        """A paragraph that is set apart."""
        opening = f'<p class="notice {escape(block.severity)}" role="note"><strong>{escape(label(block))}:</strong>'
        yield f"{opening} {self._cell(block.text)}</p>"

    def problem(self, block: Problem) -> Iterator[str]:
        """A point with the user's own line."""
        where = f"<code>{text(place(block))}</code>: " if place(block) else ""
        severity = escape(block.severity)
        yield f'<li><p>{where}<strong class="{severity}">{severity}</strong>: {text(message(block))}</p>'
        shown = "\n".join(map(escape, pointed(block)))
        if shown:
            yield f'<pre role="group" aria-label="The line meant" tabindex="0">{shown}</pre>'
        yield "</li>"

    def _closed(self, level: int) -> Iterator[str]:
        """End the sections that a heading of this level does not stand in."""
        while self.open and self.open[-1] >= level:
            self.open.pop()
            yield "</section>"

    def table(self, block: Table) -> Iterator[str]:
        """A table that a narrow screen scrolls."""
        self.tables += 1
        name = escape(f"Table {self.tables}: {self.section or block.name}")
        yield f'<div class="scroll" role="group" aria-label="{name}" tabindex="0">'
        yield '<table role="table">'
        titles = "".join(f'<th role="columnheader" scope="col">{text(column.title)}</th>' for column in block.columns)
        yield f'<thead role="rowgroup"><tr role="row">{titles}</tr></thead>'
        yield '<tbody role="rowgroup">'
        for row in block.rows:
            yield '<tr role="row">'
            for index, (column, held) in enumerate(zip(block.columns, row.cells, strict=True)):
                told = self._cell(held)
                if index:
                    yield f'<td role="cell" data-title="{escape(column.title)}">{told}</td>'
                else:
                    yield f'<th role="rowheader" scope="row">{told}</th>'
            yield "</tr>"
        yield "</tbody>"
        yield "</table>"
        yield "</div>"

    def timeline(self, block: Timeline) -> Iterator[str]:
        """The picture, and below it every entry."""
        self.timelines += 1
        yield from picture(block, self.timelines, self.section or block.name)
        yield '<ol class="timeline">'
        yield from (line for entry in block.entries for line in self._entry(entry))
        yield "</ol>"

    def _entry(self, found: Entry) -> Iterator[str]:
        entry, shared = self.sharing(found)
        yield "<li>"
        day = text(entry.date.text)
        if (date := entry.date.date) and _MACHINE_DATE.fullmatch(date.text):
            day = f'<time datetime="{date.text}">{day}</time>'
        yield f'<p class="date">{day}{self._marks(entry.date)}</p>'
        yield f'<p class="what">{self._cell(entry.what)}{"".join(map(self._mark, shared))}</p>'
        circumstances = [", ".join(map(self._cell, entry.who))] if entry.who else []
        circumstances += [self._cell(entry.place)] if entry.place else []
        if circumstances:
            yield f'<p class="where">{"; ".join(circumstances)}</p>'
        if entry.marks:
            yield f'<p class="mark">{"; ".join(map(self._cell, entry.marks))}</p>'
        yield "</li>"

    def card(self, block: Card) -> Iterator[str]:
        """A list of labels and lines."""
        yield '<div class="card">'
        if block.title.text:
            level = min(self.level + 1, 6)
            yield f"<h{level}>{self._cell(block.title)}</h{level}>"
        fields = [field for field in block.fields if field.lines]
        if fields:
            yield "<dl>"
            for field in fields:
                lines = "".join(f"<dd>{self._cell(line)}</dd>" for line in field.lines)
                yield f"<div><dt>{text(field.label)}</dt>{lines}</div>"
            yield "</dl>"
        yield "</div>"

    def _sources(self) -> Iterator[str]:
        sources = bibliography(self.document)
        if not sources:
            return
        yield '<section class="sources">'
        yield "<h2>Sources</h2>"
        yield "<ul>"
        for index, (reference, _) in enumerate(sources, start=1):
            yield f'<li id="source-{index}">{self._reference(reference)}</li>'
        yield "</ul>"
        yield "</section>"

    def _reference(self, reference: Reference) -> str:
        url = text(reference.url)
        if _WEB.fullmatch(reference.url):
            url = f'<a href="{escape(reference.url)}" rel="noreferrer">{url}</a>'
        told = " ".join(part for part in (text(reference.text), url) if part)
        source = self._cell(cell(ref(reference.source, reference.source)))
        return f"<strong>{source}</strong>" + (f": {told}" if told else "")

    def _notes(self) -> Iterator[str]:
        """The notes in the order of their numbers, each with a way back to every place that cites it."""
        if not self.document.notes:
            return
        places = {ref.source: (index, ref) for index, (ref, _) in enumerate(bibliography(self.document), start=1)}
        yield '<section class="notes" role="doc-endnotes" aria-labelledby="notes">'
        yield '<h2 id="notes">Notes</h2>'
        yield "<ol>"
        for number, note in enumerate(self.document.notes, start=1):
            yield f'<li id="note-{number}">{_note(note, *places[note.source])} {self._ways_back(number)}</li>'
        yield "</ol>"
        yield "</section>"

    def _ways_back(self, number: int) -> str:
        times = self.cited.get(number, 0)
        return " ".join(
            f'<a class="back" role="doc-backlink" href="#cites-{number}-{time}"'
            f' aria-label="Back to place {time} of {times} that cites note {number}">'
            f"↩{time if times > 1 else ''}</a>"
            for time in range(1, times + 1)
        )

    def _cell(self, cell: Cell) -> str:
        parts = []
        for run in self.document.runs(cell):
            words = text(run.text)
            parts.append(f'<a href="{escape(run.address)}">{words}</a>' if run.address else words)
            parts += map(self._mark, run.numbers)
        return "".join(parts)

    def _marks(self, cell: Cell) -> str:
        """The numbers of a cell's notes, each a link to its note and a place to come back to."""
        return "".join(map(self._mark, self.document.numbers(cell)))

    def _mark(self, number: int) -> str:
        time = self.cited[number] = self.cited.get(number, 0) + 1
        return (
            f'<a class="cite" role="doc-noteref" id="cites-{number}-{time}" href="#note-{number}"'
            f' aria-label="Note {number}">[{number}]</a>'
        )


def text(words: str) -> str:
    """Words of a dossier as HTML; those in a script from right to left do not reorder what stands beside them."""
    if words.isascii():
        return escape(words)
    return "".join(f"<bdi>{escape(part)}</bdi>" if leftwards else escape(part) for part, leftwards in directed(words))


def _note(note: Note, source: int, reference: Reference) -> str:
    """`framework-2025 (Vietnam and Canada Strengthen…), ¶2`."""
    title = shortened(reference.title, _LONGEST_TITLE)
    called = f" ({text(title)})" if title else ""
    at = f", {text(note.at)}" if note.at else ""
    said = f" {text(remarks(note))}" if remarks(note) else ""
    return f'<a href="#source-{source}">{text(note.source)}</a>{called}{at}{said}'
