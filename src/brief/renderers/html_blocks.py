"""The blocks of a document as elements of HTML, and its notes, which lead there and back."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, groupby
from typing import Any, NamedTuple

from brief.document import (
    Card,
    Cell,
    Document,
    Entry,
    Heading,
    Listing,
    Notice,
    Paragraph,
    Problem,
    Reference,
    Table,
    Timeline,
    cell,
    ref,
)
from brief.locale import say
from brief.renderers.html_axis import picture
from brief.renderers.lanes import shortened
from brief.renderers.renderer import Renderer
from brief.renderers.words import Bibliography, bibliography, directed, label, message, place, pointed, remarks
from brief.system.templates import environment

_WEB = re.compile(r"https?://[^\s<>]+")
_LONGEST_TITLE = 48
_TIME = r"T\d\d:\d\d:[0-5]\d(?:Z|[+-]\d\d:\d\d)?"
_MACHINE_DATE = re.compile(rf"(?!0000)\d{{4}}(?:-(?:0[1-9]|1[0-2])(?:-\d\d(?:{_TIME})?)?)?")
"""The dates of EDTF that HTML has too, which knows no seasons (https://html.spec.whatwg.org/#datetime-value)."""


Anchor = Callable[[str], str]
"""The id of a heading of these words, unlike all others on its page; nothing where headings have none."""


class _Mark(NamedTuple):
    """A place from which a note is cited."""

    number: int
    time: int
    """How often the note has been cited up to here."""


class _Piece(NamedTuple):
    """Words with the page that they lead to, and what is cited behind them."""

    text: str
    address: str = ""
    marks: tuple[_Mark, ...] = ()


_Pieces = list[_Piece]


class Page(Renderer[str]):
    """One document being written; counts the places from which each note is cited."""

    def __init__(self, document: Document, anchor: Anchor = lambda _: "") -> None:
        super().__init__(document)
        self.section = document.title or document.kind.capitalize()
        self.open: list[int] = []
        self.tables = 0
        self.timelines = 0
        self.cited: dict[int, int] = {}
        self.anchor = anchor
        self.macros: Any = environment(__package__, directed=directed).get_template("blocks.html").module

    def pieces(self, below_title: str = "") -> Iterator[str]:
        """The inside of `main`; `below_title` is HTML, and stands before the blocks."""
        yield self.macros.title(self.section)
        yield below_title
        yield from chain.from_iterable(self.groups())

    def blocks(self) -> Iterator[str]:
        """The blocks; findings in a row are a list, and the last sections end."""
        for is_problem, run in groupby(self.document.blocks, lambda block: isinstance(block, Problem)):
            yield self.macros.open_problems() if is_problem else ""
            yield from (line for block in run for line in self.block(block))
            yield self.macros.close_problems() if is_problem else ""
        yield self._closed(0)

    def heading(self, block: Heading) -> Iterator[str]:
        """A section that lasts to the next heading of its level or above."""
        level = min(block.level, len(self.open) + 2, 6)
        yield self._closed(level)
        self.open.append(level)
        self.level = level
        yield self.macros.open_section(level, block.text, self.anchor(block.text))

    def paragraph(self, block: Paragraph) -> Iterator[str]:
        """One paragraph of all sentences."""
        yield self.macros.paragraph(list(map(self._cell, block.cells)))

    def listing(self, block: Listing) -> Iterator[str]:
        """A list with bullets."""
        yield self.macros.listing(list(map(self._cell, block.items)))

    def notice(self, block: Notice) -> Iterator[str]:
        """A paragraph that is set apart."""
        yield self.macros.notice(block.severity, label(block), self._cell(block.text))

    def problem(self, block: Problem) -> Iterator[str]:
        """A point with the user's own line."""
        yield self.macros.problem(place(block), block.severity, message(block), "\n".join(pointed(block)))

    def table(self, block: Table) -> Iterator[str]:
        """A table that a narrow screen scrolls."""
        self.tables += 1
        name = say("Table {tables}: {section}", tables=self.tables, section=self.section or block.name)
        rows = [list(map(self._cell, row.cells)) for row in block.rows]
        yield self.macros.table(name, [column.title for column in block.columns], rows)

    def timeline(self, block: Timeline) -> Iterator[str]:
        """The picture, and below it every entry."""
        self.timelines += 1
        yield picture(block, self.timelines, self.section or block.name)
        yield self.macros.timeline(list(map(self._entry, block.entries)))

    def _entry(self, found: Entry) -> dict[str, object]:
        entry, shared = self.sharing(found)
        date = entry.date.date
        return {
            "machine_date": date.text if date and _MACHINE_DATE.fullmatch(date.text) else "",
            "date": entry.date.text,
            "date_marks": self._marks(self.document.numbers(entry.date)),
            "what": self._cell(entry.what),
            "shared": self._marks(shared),
            "who": list(map(self._cell, entry.who)),
            "place": self._cell(entry.place) if entry.place else [],
            "marks": list(map(self._cell, entry.marks)),
        }

    def card(self, block: Card) -> Iterator[str]:
        """A list of labels and lines."""
        title = self._cell(block.title)
        anchor = self.anchor(block.title.text) if title else ""
        fields = [
            {"label": field.label, "lines": list(map(self._cell, field.lines))} for field in block.fields if field.lines
        ]
        yield self.macros.card(min(self.level + 1, 6), title, anchor, fields)

    def _closed(self, level: int) -> str:
        """End the sections that a heading of this level does not stand in."""
        ended = [found for found in self.open if found >= level]
        del self.open[len(self.open) - len(ended) :]
        closed: str = self.macros.close_sections(len(ended))
        return closed

    def sources(self, found: Bibliography) -> Iterator[str]:
        """A section with a list."""
        yield self.macros.sources(self.anchor("Sources"), [self._reference(reference) for reference, _ in found])

    def _reference(self, reference: Reference) -> dict[str, object]:
        return {
            "id": self._cell(cell(ref(reference.source, reference.source))),
            "text": reference.text,
            "url": reference.url,
            "linked": bool(_WEB.fullmatch(reference.url)),
        }

    def notes(self) -> Iterator[str]:
        """A section with the notes, each with ways back to the places that cite it."""
        places = {found.source: (index, found) for index, (found, _) in enumerate(bibliography(self.document), start=1)}
        notes = [
            {
                "place": places[note.source][0],
                "source": note.source,
                "title": shortened(places[note.source][1].title, _LONGEST_TITLE),
                "at": note.at,
                "said": remarks(note),
                "times": self.cited.get(number, 0),
            }
            for number, note in enumerate(self.document.notes, start=1)
        ]
        yield self.macros.notes(notes)

    def _cell(self, cell: Cell) -> _Pieces:
        return [_Piece(run.text, run.address, self._marks(run.numbers)) for run in self.document.runs(cell)]

    def _marks(self, numbers: Iterable[int]) -> tuple[_Mark, ...]:
        """The numbers of notes, each with how often it has been cited."""
        marks = []
        for number in numbers:
            self.cited[number] = self.cited.get(number, 0) + 1
            marks.append(_Mark(number, self.cited[number]))
        return tuple(marks)
