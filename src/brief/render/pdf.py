"""Pages to hand over: PDF/UA-1, set by Typst from the template `page.typ` beside this file.

The text of a document reaches the template as data, so that none of it can become code.
"""

import json
import re
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any

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
    Table,
    Timeline,
    cells,
    entry_cells,
)
from brief.render import Paper, Size, extra
from brief.render.words import bibliography, label, message, place, pointed, remarks, share_notes

_TEMPLATE = Path(__file__).with_name("page.typ")
_PAPERS = {Size.A4: "a4", Size.LETTER: "us-letter"}
_SIZES = ("9", "9.5", "10", "10.5")
"""Points. A document that fits one page in one of these is set so, in the largest that does."""
_USUAL = "10"
"""The size of a longer document."""
_ONE_PAGE = 9_000
"""A page holds no more characters than this."""
_UNBROKEN = 1_500
"""A row of up to this many characters stays on one page."""
_LINK = re.compile(r"https?://[^\s<>]{1,2000}")
_BREAK = "\u200b"
"""Where a long word may be broken; it needs no sign of a font."""
_LONG_WORD = {True: re.compile(r"\S{30,}"), False: re.compile(r"\S{80,}")}
"""What is too long for a line of a column, or of a page."""
_UNDISPLAYED = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_SHORT_TITLE = 50
_DATES = ("date", "on")
"""The fields of a head that say of what day the paper is."""

Run = tuple[str, list[tuple[int, bool]]]
"""Words, and the notes behind them: each a number and whether it stands here for the first time."""


def render(document: Document, paper: Paper) -> bytes:
    """The document as a tagged PDF on this paper; raises `Failure` where the extra is missing.

    Only Typst's own fonts are used, which are the same everywhere, unless a sign is in none of them: then
    those of the machine as well. A sign that no font has is written as `⟨U+1F680⟩`.
    """
    told = _Telling(document)
    pages = _Pages(extra("typst", "pdf"), _PAPERS[paper.size])
    if sum(len(found.text) for found in cells(document.blocks)) < _ONE_PAGE:
        for notes in (_Notes.FOOT, *((_Notes.BELOW,) if document.kind == "memo" else ())):
            if single := pages.single(told.as_json(notes)):
                return single
    return pages.lay(told.as_json(_Notes.BOTH), _USUAL)[0]


class _Notes(Enum):
    """Where the notes stand."""

    FOOT = "at the foot of the page"
    BELOW = "below their sources, in running lines, which take less room"
    BOTH = "at the foot of the page where each is told first, and below for all pages after"


class _Pages:
    """Sets pages on one paper, with no more fonts than they need."""

    def __init__(self, typst: Any, paper: str) -> None:
        self.typst = typst
        self.paper = paper
        self.system_fonts = False
        self.standards = ["ua-1"]
        self.unseen: dict[int, str] = {}
        """Signs that no font has, and what stands for them."""

    def single(self, told: str) -> bytes:
        """The file in the largest type in which it is one page; empty where it is more in any."""
        smallest, count = self.lay(told, _SIZES[0])
        if count > 1:
            return b""
        larger = (self.lay(told, size) for size in _SIZES[:0:-1])
        return next((content for content, count in larger if count == 1), smallest)

    def lay(self, told: str, size: str) -> tuple[bytes, int]:
        """The file, and how many pages it has."""
        inputs = {"document": told.translate(self.unseen), "paper": self.paper, "size": size}
        compiler = self.typst.Compiler(_TEMPLATE, ignore_system_fonts=not self.system_fonts, sys_inputs=inputs)
        try:
            content: bytes = compiler.compile(format="pdf", pdf_standards=self.standards, timestamp=0)
        except self.typst.TypstError as error:
            if not self.standards:
                raise
            self.give_way(_undisplayed(error.diagnostic))
            return self.lay(told, size)
        return content, int(compiler.query("<pages>", field="value", one=True))

    def give_way(self, undisplayed: set[str]) -> None:
        """Take the machine's fonts; then write these signs in ASCII; then promise no PDF/UA."""
        if not self.system_fonts:
            self.system_fonts = True
        elif undisplayed - set(map(chr, self.unseen)):
            self.unseen |= {ord(sign): f"⟨U+{ord(sign):04X}⟩" for sign in undisplayed}
        else:
            self.standards = []


def _undisplayed(diagnostic: str) -> set[str]:
    """The signs that Typst says it has no font for; those of ASCII are there, whatever stands beside them."""
    texts = "".join(_UNDISPLAYED.findall(diagnostic))
    plain = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), texts)
    return {sign for sign in plain if not sign.isascii() and sign != _BREAK}


class _Telling:
    """A document in the words of the template; a note is new where it is told first."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.told: set[int] = set()

    def as_json(self, where: _Notes) -> str:
        """All that the template prints."""
        document = self.document
        shown = _whole if where is _Notes.BELOW else _place
        self.told.clear()
        whole = {
            "name": document.title or document.kind.capitalize() or "Document",
            "title": document.title,
            "author": document.author,
            "keywords": [document.handling] if document.handling else [],
            "handling": document.handling,
            "foot": _foot(document),
            "blocks": list(self.blocks()),
            "footnotes": where is not _Notes.BELOW,
            "notes": [_breakable(_joined(", ".join(filter(None, note[:2])), remarks(note))) for note in document.notes],
            "sources": [
                {
                    **reference._asdict(),
                    "text": _breakable(reference.text),
                    "linked": bool(_LINK.fullmatch(reference.url)),
                    "places": [(number, shown(note)) for number, note in notes if where is not _Notes.FOOT],
                }
                for reference, notes in bibliography(document)
            ],
        }
        return json.dumps(whole, ensure_ascii=False)

    def blocks(self) -> Iterator[dict[str, Any]]:
        """The blocks of the page; headings leave out no level, as PDF/UA asks."""
        depth = 0
        level = 1
        for block in self.document.blocks:
            if isinstance(block, Heading):
                level = block.level - 1
            for made in self.block(block, level):
                if made["type"] == "heading":
                    depth = made["level"] = max(1, min(made["level"], depth + 1, 6))
                yield made

    def block(self, block: Block, level: int) -> Iterator[dict[str, Any]]:
        """What stands on the page for a block, below a heading of this level."""
        match block:
            case Heading(text):
                yield {"type": "heading", "level": level, "text": (text, [])}
            case Paragraph(sentences) if sentences:
                yield {"type": "paragraph", "cells": self.runs(sentences)}
            case Listing(_, items) if items:
                yield {"type": "listing", "items": self.runs(items)}
            case Table() if block.rows:
                yield self.table(block)
            case Timeline(_, entries) if entries:
                yield {"type": "timeline", "entries": [self.entry(found) for found in entries]}
            case Card():
                if block.title.text:
                    yield {"type": "heading", "level": level + 1, "text": self.run(block.title)}
                fields = [
                    {"label": _breakable(part.label, narrow=True), "lines": self.runs(part.lines)}
                    for part in block.fields
                    if part.lines
                ]
                if fields:
                    yield {"type": "head" if block.name == "head" else "card", "fields": fields}
            case Notice(text):
                yield {"type": "notice", "label": label(block), "text": self.run(text)}
            case Problem():
                yield {
                    "type": "problem",
                    "place": place(block),
                    "severity": block.severity,
                    "message": message(block),
                    "shown": pointed(block),
                }

    def table(self, table: Table) -> dict[str, Any]:
        """Columns and rows."""
        return {
            "type": "table",
            "columns": [_breakable(column.title, narrow=True) for column in table.columns],
            "rows": [
                {
                    "long": _is_long(row.cells),
                    "cells": [self.run(found, narrow=True) for found in row.cells],
                }
                for row in table.rows
            ],
        }

    def entry(self, entry: Entry) -> dict[str, Any]:
        """A date and what happened, each claim with its own notes where they differ."""
        if share_notes(self.document, entry):
            told: dict[str, Any] = {
                "date": (_breakable(entry.date.text, narrow=True), []),
                "who": [(_breakable(found.text), []) for found in entry.who],
                "place": (_breakable(entry.place.text), []) if entry.place else None,
                "what": self.run(entry.what),
            }
        else:
            told = {
                "date": self.run(entry.date, narrow=True),
                "what": self.run(entry.what),
                "who": self.runs(entry.who),
                "place": self.run(entry.place) if entry.place else None,
            }
        return {**told, "marks": self.runs(entry.marks), "long": _is_long(tuple(entry_cells(entry)))}

    def runs(self, found: tuple[Cell, ...]) -> list[Run]:
        """Words with their notes, cell by cell."""
        return [self.run(cell) for cell in found]

    def run(self, found: Cell, *, narrow: bool = False) -> Run:
        """Words with their notes."""
        given = [(number, number not in self.told) for number in self.document.numbers(found)]
        self.told.update(number for number, _ in given)
        return _breakable(found.text, narrow=narrow), given


def _place(note: Note) -> str:
    return note.at


def _whole(note: Note) -> str:
    return _joined(note.at, remarks(note))


def _joined(*parts: str) -> str:
    return " ".join(filter(None, parts))


def _is_long(found: tuple[Cell, ...]) -> bool:
    return sum(len(cell.text) for cell in found) > _UNBROKEN


def _breakable(words: str, *, narrow: bool = False) -> str:
    """Words of which none is too long for its line: with places where it may be broken, which nobody sees."""
    return _LONG_WORD[narrow].sub(lambda word: re.sub(r".{12}(?=.)", f"\\g<0>{_BREAK}", word[0]), words)


def _foot(document: Document) -> str:
    """What every page says beside its number: the day that the head bears, otherwise a title that is short."""
    heads = (block for block in document.blocks if isinstance(block, Card) and block.name == "head")
    fields = (part for head in heads for part in head.fields if part.key in _DATES)
    title = document.title if len(document.title) <= _SHORT_TITLE else ""
    return next((line.text for part in fields for line in part.lines), title)
