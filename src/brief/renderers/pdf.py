"""Pages to hand over: PDF/UA-1, set by Typst from the template `page.typ` beside this file.

The text of a document reaches the template as data, so that none of it can become code.
"""

import json
import re
from collections.abc import Iterable, Iterator
from enum import Enum

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
    Run,
    Table,
    Timeline,
    cells,
    entry_cells,
)
from brief.locale import say
from brief.renderers import Paper, Printed
from brief.renderers.renderer import Renderer
from brief.renderers.typesetting import BREAK, SIZES, Pages
from brief.renderers.words import bibliography, bounded, label, message, place, pointed, remarks

_USUAL = "10"
"""The size of a longer document."""
_ONE_PAGE = 9_000
"""A page holds no more characters than this."""
_UNBROKEN = 1_500
"""A row, a card or a table of up to this many characters stays on one page."""
_FEW = 30
"""And of up to this many cells."""
_LINK = re.compile(r"https?://[^\s<>]{1,2000}")
_LONG_WORD = {True: re.compile(r"\S{30,}"), False: re.compile(r"\S{80,}")}
"""What is too long for a line of a column, or of a page."""
_SHORT_TITLE = 50
"""Letters of a title that the foot of a page has room for."""

Shape = dict[str, object]
"""A block in the words of the template."""
Piece = tuple[str, list[tuple[int, bool]]]
"""Words, and the notes behind them: each a number and whether it stands here for the first time."""


def render(document: Document, paper: Paper) -> Printed:
    """The document as a tagged PDF on this paper; raises `UserError` where the extra is missing.

    A paper that is to be one page has its notes below its sources, others have them at the foot.

    Only Typst's own fonts are used, which are the same everywhere, unless a sign is in none of them: then
    those of the machine as well. A sign that no font has is written as `⟨U+1F680⟩`.
    """
    pages = Pages(paper)
    content, count = _set(document, pages)
    long = say("this paper is to be one page and takes {count}: it cannot be cut further", count=count)
    return Printed(content, (*([long] if count > 1 and document.one_page is not None else []), *pages.remarks()))


def _set(document: Document, pages: Pages) -> tuple[bytes, int]:
    """The file, and how many pages it has."""
    told = _Telling(document)
    if document.one_page is not None:
        below = told.as_json(_Notes.BELOW)
        return pages.single(below) or pages.lay(below, SIZES[0])
    short = sum(len(found.text) for found in cells(document.blocks)) < _ONE_PAGE
    return (short and pages.single(told.as_json(_Notes.FOOT))) or pages.lay(told.as_json(_Notes.BOTH), _USUAL)


class _Notes(Enum):
    """Where the notes stand."""

    FOOT = "at the foot of the page"
    BELOW = "below their sources, in running lines, which take less room"
    BOTH = "at the foot of the page where each is told first, and below for all pages after"


class _Telling(Renderer[Shape]):
    """A document in the words of the template; a note is new where it is told first."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self.level = 2
        self.told: dict[int, None] = {}
        """The numbers of the notes told so far."""

    def as_json(self, where: _Notes) -> str:
        """All that the template prints."""
        document = self.document
        shown = _whole if where is _Notes.BELOW else _place
        self.told.clear()
        notes = [_joined(", ".join(filter(None, note[:2])), remarks(note)) for note in document.notes]
        whole = {
            "name": document.title or document.kind.capitalize() or "Document",
            "title": document.title,
            "author": [document.author] if document.author else [],
            "keywords": [document.handling] if document.handling else [],
            "handling": document.handling,
            "foot": document.day or (document.title if len(document.title) <= _SHORT_TITLE else ""),
            "blocks": list(self.whole()),
            "footnotes": where is not _Notes.BELOW,
            "notes": [_breakable(note) for note in notes],
            "told": [] if where is _Notes.BELOW else list(self.told),
            "sources": [
                {
                    **reference._asdict(),
                    "text": _breakable(reference.text),
                    "linked": bool(_LINK.fullmatch(reference.url)),
                    "places": [(number, shown(note)) for number, note in led if where is not _Notes.FOOT],
                }
                for reference, led in bibliography(document)
            ],
        }
        return json.dumps(whole, ensure_ascii=False)

    def whole(self) -> Iterator[Shape]:
        """The blocks; headings leave out no level, as PDF/UA asks, and those of one level stay of one."""
        above: list[int] = []
        for made in self.blocks():
            if made["type"] == "heading" and isinstance(level := made["level"], int):
                above = [*(found for found in above if found < level), level]
                made["level"] = min(len(above), 6)
            yield made

    def heading(self, block: Heading) -> Iterator[Shape]:
        """A heading; the title of the document has none above it."""
        yield {"type": "heading", "level": block.level - 1, "text": [(block.text, [])]}

    def paragraph(self, block: Paragraph) -> Iterator[Shape]:
        """Running text."""
        yield {"type": "paragraph", "cells": self.runs(block.cells)}

    def listing(self, block: Listing) -> Iterator[Shape]:
        """Points."""
        yield {"type": "listing", "items": self.runs(block.items)}

    def card(self, block: Card) -> Iterator[Shape]:
        """Labels and lines, below a heading of its own if it has a title."""
        if block.title.text:
            yield {"type": "heading", "level": self.level, "text": self.run(block.title)}
        fields = [
            {"label": _breakable(part.label, narrow=True), "lines": self.runs(part.lines)}
            for part in block.fields
            if part.lines
        ]
        if fields:
            whole = _is_whole(block)
            yield {"type": "head" if block.name == "head" else "card", "fields": fields, "whole": whole}

    def notice(self, block: Notice) -> Iterator[Shape]:
        """A remark."""
        yield {"type": "notice", "label": label(block), "text": self.run(block.text)}

    def problem(self, block: Problem) -> Iterator[Shape]:
        """A finding with the user's own line."""
        yield {
            "type": "problem",
            "place": place(block),
            "severity": block.severity,
            "message": message(block),
            "shown": pointed(block),
        }

    def table(self, block: Table) -> Iterator[Shape]:
        """Columns and rows."""
        rows = [
            {"long": _is_long(row.cells), "cells": [self.run(found, narrow=True) for found in row.cells]}
            for row in block.rows
        ]
        columns = [_breakable(column.title, narrow=True) for column in block.columns]
        yield {"type": "table", "whole": _is_whole(block), "columns": columns, "rows": rows}

    def timeline(self, block: Timeline) -> Iterator[Shape]:
        """Entries."""
        yield {"type": "timeline", "entries": [self.entry(found) for found in block.entries]}

    def entry(self, found: Entry) -> Shape:
        """A date and what happened, each claim with its own notes where they differ."""
        entry, shared = self.sharing(found)
        date = entry.date.date
        return {
            "date": self.run(entry.date, narrow=True),
            "what": [*self.run(entry.what), self._piece(Run("", shared), narrow=False)],
            "who": self.runs(entry.who),
            "place": self.run(entry.place) if entry.place else None,
            "marks": self.runs(entry.marks),
            "long": _is_long(entry_cells(entry)),
            "sure": not (entry.doubts or date is None or date.approximate or date.uncertain),
        }

    def runs(self, found: tuple[Cell, ...]) -> list[list[Piece]]:
        """Words with their notes, cell by cell."""
        return [self.run(cell) for cell in found]

    def run(self, found: Cell, *, narrow: bool = False) -> list[Piece]:
        """Words with their notes."""
        return [self._piece(each, narrow) for each in self.document.runs(found)]

    def _piece(self, found: Run, narrow: bool) -> Piece:
        given = [(number, number not in self.told) for number in found.numbers]
        self.told.update((number, None) for number, _ in given)
        return _breakable(found.text, narrow=narrow), given


def _place(note: Note) -> str:
    return note.at


def _whole(note: Note) -> str:
    return _joined(note.at, remarks(note))


def _joined(*parts: str) -> str:
    return " ".join(filter(None, parts))


def _is_whole(block: Card | Table) -> bool:
    """Whether a card or table is so short that it is not to be torn between pages."""
    found = list(cells((block,)))
    return len(found) <= _FEW and not _is_long(found)


def _is_long(found: Iterable[Cell]) -> bool:
    return sum(len(cell.text) for cell in found) > _UNBROKEN


def _breakable(words: str, *, narrow: bool = False) -> str:
    """Words of which none is too long for its line: with places where it may be broken, which nobody sees."""
    return _LONG_WORD[narrow].sub(lambda word: re.sub(r".{12}(?=.)", f"\\g<0>{BREAK}", word[0]), bounded(words))
