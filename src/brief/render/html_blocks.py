"""The blocks of a document as elements of HTML, and its notes, which lead there and back."""

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby

from brief.document import (
    Block,
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
)
from brief.render.html_axis import picture
from brief.render.lanes import shortened
from brief.render.words import bibliography, directed, label, message, place, pointed, remarks, share_notes

_WEB = re.compile(r"https?://[^\s<>]+")
_LONGEST_TITLE = 48
_TIME = r"T\d\d:\d\d:[0-5]\d(?:Z|[+-]\d\d:\d\d)?"
_MACHINE_DATE = re.compile(rf"(?!0000)\d{{4}}(?:-(?:0[1-9]|1[0-2])(?:-\d\d(?:{_TIME})?)?)?")
"""The dates of EDTF that HTML has too, which knows no seasons (https://html.spec.whatwg.org/#datetime-value)."""


class Page:
    """One document being written; counts the places from which each note is cited."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.level = 1
        self.open: list[int] = []
        self.tables = 0
        self.timelines = 0
        self.cited: dict[int, int] = {}

    def lines(self) -> Iterator[str]:
        """The inside of `main`."""
        heading = self.document.title or self.document.kind.capitalize()
        yield f"<h1>{text(heading)}</h1>"
        for _, run in groupby(self.document.blocks, type):
            blocks = list(run)
            yield from self._problems([block for block in blocks if isinstance(block, Problem)])
            for block in blocks:
                if isinstance(block, Heading):
                    heading = block.text
                yield from self._block(block, heading)
        yield from self._closed(0)
        yield from self._sources()
        yield from self._notes()

    def _block(self, block: Block, heading: str) -> Iterator[str]:
        match block:
            case Heading(words, level):
                level = min(level, len(self.open) + 2, 6)
                yield from self._closed(level)
                self.open.append(level)
                self.level = level
                yield "<section>"
                yield f"<h{level}>{text(words)}</h{level}>"
            case Paragraph(sentences) if sentences:
                yield f"<p>{' '.join(map(self._cell, sentences))}</p>"
            case Listing(_, items) if items:
                yield "<ul>"
                yield from (f"<li>{self._cell(item)}</li>" for item in items)
                yield "</ul>"
            case Table() if block.rows:
                yield from self._table(block, heading)
            case Timeline(_, entries) if entries:
                yield from self._timeline(block, heading)
            case Card():
                yield from self._card(block)
            case Notice(remark):
                opening = (
                    f'<p class="notice {escape(block.severity)}" role="note"><strong>{escape(label(block))}:</strong>'
                )
                yield f"{opening} {self._cell(remark)}</p>"

    def _closed(self, level: int) -> Iterator[str]:
        """End the sections that a heading of this level does not stand in."""
        while self.open and self.open[-1] >= level:
            self.open.pop()
            yield "</section>"

    def _table(self, table: Table, heading: str) -> Iterator[str]:
        self.tables += 1
        name = escape(f"Table {self.tables}: {heading or table.name}")
        yield f'<div class="scroll" role="group" aria-label="{name}" tabindex="0">'
        yield '<table role="table">'
        titles = "".join(f'<th role="columnheader" scope="col">{text(column.title)}</th>' for column in table.columns)
        yield f'<thead role="rowgroup"><tr role="row">{titles}</tr></thead>'
        yield '<tbody role="rowgroup">'
        for row in table.rows:
            yield '<tr role="row">'
            for index, (column, held) in enumerate(zip(table.columns, row.cells, strict=True)):
                told = self._cell(held, "" if index else row.id)
                if index:
                    yield f'<td role="cell" data-title="{escape(column.title)}">{told}</td>'
                else:
                    yield f'<th role="rowheader" scope="row">{told}</th>'
            yield "</tr>"
        yield "</tbody>"
        yield "</table>"
        yield "</div>"

    def _timeline(self, timeline: Timeline, heading: str) -> Iterator[str]:
        self.timelines += 1
        yield from picture(timeline, self.timelines, heading or timeline.name)
        yield '<ol class="timeline">'
        yield from (line for entry in timeline.entries for line in self._entry(entry))
        yield "</ol>"

    def _entry(self, entry: Entry) -> Iterator[str]:
        together = share_notes(self.document, entry)

        def told(cell: Cell, id_: str = "") -> str:
            return self._linked(cell, id_) if together else self._cell(cell, id_)

        yield "<li>"
        day = text(entry.date.text)
        if isinstance(entry.date.value, str) and _MACHINE_DATE.fullmatch(entry.date.value):
            day = f'<time datetime="{entry.date.value}">{day}</time>'
        yield f'<p class="date">{day}{"" if together else self._marks(entry.date)}</p>'
        yield f'<p class="what">{told(entry.what, entry.id)}{self._marks(entry.what) if together else ""}</p>'
        circumstances = [", ".join(map(told, entry.who))] if entry.who else []
        circumstances += [told(entry.place)] if entry.place else []
        if circumstances:
            yield f'<p class="where">{"; ".join(circumstances)}</p>'
        if entry.marks:
            yield f'<p class="mark">{"; ".join(map(self._cell, entry.marks))}</p>'
        yield "</li>"

    def _card(self, card: Card) -> Iterator[str]:
        yield '<div class="card">'
        if card.title.text:
            level = min(self.level + 1, 6)
            yield f"<h{level}>{self._cell(card.title, card.id)}</h{level}>"
        fields = [field for field in card.fields if field.lines]
        if fields:
            yield "<dl>"
            for field in fields:
                lines = "".join(f"<dd>{self._cell(line)}</dd>" for line in field.lines)
                yield f"<div><dt>{text(field.label)}</dt>{lines}</div>"
            yield "</dl>"
        yield "</div>"

    def _problems(self, problems: list[Problem]) -> Iterator[str]:
        if not problems:
            return
        yield '<ul class="problems">'
        for problem in problems:
            where = f"<code>{text(place(problem))}</code>: " if place(problem) else ""
            severity = escape(problem.severity)
            yield f'<li><p>{where}<strong class="{severity}">{severity}</strong>: {text(message(problem))}</p>'
            shown = "\n".join(map(escape, pointed(problem)))
            if shown:
                yield f'<pre role="group" aria-label="The line meant" tabindex="0">{shown}</pre>'
            yield "</li>"
        yield "</ul>"

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
        source = self._linked(cell(reference.source), reference.source)
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

    def _cell(self, cell: Cell, id_: str = "") -> str:
        parts = []
        for run in self.document.runs(cell, id_):
            words = text(run.text)
            parts.append(f'<a href="{escape(run.address)}">{words}</a>' if run.address else words)
            parts += map(self._mark, run.numbers)
        return "".join(parts)

    def _linked(self, cell: Cell, id_: str = "") -> str:
        """The text of a cell, what it mentions as links."""
        return self._cell(cell.uncited(), id_)

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
