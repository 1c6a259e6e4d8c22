"""Pages to hand over: PDF/UA-1, typeset by Typst from the template `page.typ` in this folder.

The text of a document reaches the template as data, so that none of it can become code.
"""

import json
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import ClassVar

from brief.document import (
    SIGNS,
    Card,
    Cell,
    Document,
    Entry,
    Graph,
    Heading,
    Listing,
    Notice,
    Paragraph,
    Pointer,
    Portrait,
    Problem,
    Run,
    Table,
    Timeline,
    cells,
    entry_cells,
)
from brief.locale import say
from brief.model.sentences import cut_at_word
from brief.renderers import Paper, Printed
from brief.renderers.columns import column_widths
from brief.renderers.html_axis import standalone
from brief.renderers.network import network
from brief.renderers.pictured import alternative, as_svg, ink
from brief.renderers.renderer import Renderer
from brief.renderers.typesetting import BREAK, Pages
from brief.renderers.words import (
    LEADS,
    NBSP,
    bounded,
    legend,
    message,
    place,
    pointed,
    quoted,
    reference_line,
    referenced,
    sign_words,
)

_UNBROKEN = 1_500
"""Maximum length, in characters, of a row, card or table that stays on one page."""
_FEW = 30
"""Maximum number of cells of such a card or table."""
_SHORT_REFERENCE = 16
"""Maximum length, in characters, of an inline reference that does not break."""
_LINK = re.compile(r"https?://[^\s<>]{1,2000}")
_LONG_WORD = {True: re.compile(r"\S{30,}"), False: re.compile(r"\S{80,}")}
"""Words too long for one line of a narrow column (True) or of a page (False)."""
_LONGEST_TITLE = 80
"""Maximum length, in characters, of the title in the page header."""
_PAGE = 6_600
"""Width of a table in twentieths of a point, which its columns share."""
_WIDE = 4
"""Number of columns from which a table extends into the margin."""
_WIDE_PAGE = 8_000
"""Width of such a table."""

Shape = dict[str, object]
"""A block in the vocabulary of the template."""
Piece = tuple[str, str]
"""The role of words (`text`, `rival`, `sign`, `meaning`, `reference`), and the words."""


def render(document: Document, paper: Paper) -> Printed:
    """Return the document as a tagged PDF on this paper; raises `UserError` if the extra is missing.

    Only Typst's own fonts are used, which are the same everywhere, unless a character is in none of them: then the
    system fonts are used, too. A character that no font has is written as `⟨U+1F680⟩`.
    """
    pages = Pages(paper)
    content, count = pages.lay(_TemplateData(document).as_json())
    long = say("this paper should fit one page, but takes {count}: it cannot be cut further", count=count)
    return Printed(content, (*([long] if count > 1 and document.one_page is not None else []), *pages.remarks()))


class _TemplateData(Renderer[Shape]):
    """Converts a document to the data of the template."""

    IS_PAPER: ClassVar[bool] = True

    def as_json(self) -> str:
        """Return all data of the template as JSON."""
        document = self.document
        quotes = quoted(document)
        whole = {
            "name": document.title or document.kind.capitalize() or say("Document"),
            "title": document.title,
            "subtitle": document.subtitle,
            "author": [document.author] if document.author else [],
            "keywords": [document.handling] if document.handling else [],
            "handling": document.handling,
            "letterhead": self.letterhead(),
            "running": cut_at_word(document.title, _LONGEST_TITLE),
            "foot": document.day,
            "margin": not document.full,
            "tight": document.one_page is not None,
            "blocks": list(self.whole()),
            "signs": legend(document),
            "sources_title": say("Sources"),
            "sources": [
                {
                    "letter": document.letter(found.source),
                    "text": _breakable(reference_line(document, found)),
                    "url": found.url,
                    "linked": bool(_LINK.fullmatch(found.url)),
                    "quotes": list(map(_breakable, quotes.get(found.source, ()))),
                }
                for found in document.bibliography
            ],
        }
        return json.dumps(whole, ensure_ascii=False)

    def letterhead(self) -> Shape:
        """Return the letterhead."""
        document, held = self.document, self.document.letterhead
        return {
            "name": held.name if held else "",
            "address": held.address if held else "",
            "colour": ink(document),
            "logo": as_svg(document.picture(held.logo)) if held else "",
        }

    def portrait(self, found: Portrait) -> Shape:
        """Return a picture, or the initials that replace it."""
        drawn = as_svg(self.document.picture(found.image))
        return {"image": drawn, "initials": found.initials, "alternative": alternative(found)}

    def whole(self) -> Iterator[Shape]:
        """Yield the blocks; heading levels skip none, as PDF/UA requires, and equal levels stay equal."""
        above: list[int] = []
        for made in chain(self.blocks(), self.differences() if self.document.differences else ()):
            if made["type"] == "heading" and isinstance(level := made["level"], int):
                above = [*(found for found in above if found < level), level]
                made["level"] = min(len(above), 6)
            yield made

    def heading(self, block: Heading) -> Iterator[Shape]:
        """Yield a heading; the document's title is level 0."""
        yield {
            "type": "heading",
            "level": block.level - 1,
            "text": [("text", block.text)],
            "selection": block.selection,
            "breaks": self.begins_annexes(block),
            "of": "part",
        }

    def paragraph(self, block: Paragraph) -> Iterator[Shape]:
        """Yield running text."""
        yield {
            "type": "paragraph",
            "cells": self.runs(block.cells),
            "lead": block.name in LEADS,
            "reference": self.reference(*block.cells),
            "portrait": [self.portrait(block.portrait)] if block.portrait else [],
        }

    def listing(self, block: Listing) -> Iterator[Shape]:
        """Yield list items."""
        yield {"type": "listing", "items": list(map(self.stated, block.items)), "numbered": block.is_numbered}

    def card(self, block: Card) -> Iterator[Shape]:
        """Yield labels and lines, below a heading if the card has a title."""
        title: Shape = {
            "type": "heading",
            "level": self.level,
            "text": self.run(block.title),
            "of": "card",
            "reference": self.reference(block.title),
        }
        if block.portrait:
            yield title | {"of": "person", "reference": [], **self.person(block, block.portrait)}
            return
        if block.title.text:
            yield title
        fields = [
            {"label": _breakable(part.label, narrow=True), "lines": list(map(self.stated, part.lines))}
            for part in block.fields
            if part.lines
        ]
        if fields:
            whole = _is_whole(block)
            yield {"type": "head" if block.name == "head" else "card", "fields": fields, "whole": whole}

    def person(self, block: Card, portrait: Portrait) -> Shape:
        """Return a person's lines and portrait."""
        rows = [
            {
                "lines": [(_breakable(label), self.joined(found)) for label, found in row.lines],
                "reference": _told(row.reference),
            }
            for row in self.person_rows(block)
        ]
        return {"rows": rows, "portrait": self.portrait(portrait)}

    def joined(self, found: tuple[Cell, ...]) -> list[Piece]:
        """Return cells with commas between them."""
        return [piece for cell in found for piece in (*self.run(cell), ("text", ", "))][:-1]

    def notice(self, block: Notice) -> Iterator[Shape]:
        """Yield a remark."""
        yield {"type": "notice", "label": self.lead(block), **self.stated(block.text)}

    def problem(self, block: Problem) -> Iterator[Shape]:
        """Yield a finding with the user's own line."""
        yield {
            "type": "problem",
            "place": place(block),
            "severity": block.severity,
            "message": message(block),
            "shown": pointed(block),
        }

    def table(self, block: Table) -> Iterator[Shape]:
        """Yield columns and rows."""
        rows = [
            {
                "long": _is_long(row.cells),
                "cells": [self.run(found, narrow=True) for found in row.cells],
                "reference": self.reference(*row.cells),
            }
            for row in block.rows
        ]
        titles: list[str] = [column.title for column in block.columns]
        is_wide = len(titles) >= _WIDE
        yield {
            "type": "table",
            "whole": _is_whole(block),
            "columns": [_breakable(title, narrow=True) for title in titles],
            "widths": column_widths(
                [titles, *(list(map(self.words, row.cells)) for row in block.rows)], _WIDE_PAGE if is_wide else _PAGE
            ),
            "wide": is_wide,
            "rows": rows,
        }

    def timeline(self, block: Timeline) -> Iterator[Shape]:
        """Yield a picture, and the entries."""
        if self.document.one_page is None and (drawn := standalone(block, ink(self.document))):
            yield {"type": "picture", **drawn._asdict()}
        yield {"type": "timeline", "entries": [self.entry(found) for found in block.entries]}

    def graph(self, block: Graph) -> Iterator[Shape]:
        """Yield a picture, and the relations."""
        if drawn := network(block, ink(self.document)):
            yield {"type": "picture", **drawn._asdict()}
        yield from super().graph(block)

    def entry(self, found: Entry) -> Shape:
        """Return a date and what happened; on a full page each claim has its own reference if they differ."""
        told: Shape = {"long": _is_long(entry_cells(found, full=self.document.full))}
        if found.short and not self.document.full:
            short = found.short
            return told | {
                "date": self.run(short.date, narrow=True),
                "what": self.run(short.what),
                "key": short.is_key,
                "who": [self.run(short.who)] if short.who.text else [],
                "place": None,
                "marks": [],
                "reference": self.reference(short.date, short.what, short.who),
            }
        entry, shared = self.sharing(found)
        return told | {
            "date": self.run(entry.date, narrow=True),
            "what": [*self.run(entry.what), *([_bracketed(shared)] if shared else [])],
            "key": False,
            "who": self.runs(entry.who),
            "place": self.run(entry.place) if entry.place else None,
            "marks": self.runs(entry.marks),
            "reference": [],
        }

    def stated(self, found: Cell) -> Shape:
        """Return a statement with its reference."""
        return {"text": self.run(found), "reference": self.reference(found)}

    def reference(self, *found: Cell) -> list[tuple[str, str]]:
        """Return the reference in the margin of a short page: letters and locators; empty on a full one."""
        return _told(self.document.reference(*found))

    def runs(self, found: tuple[Cell, ...]) -> list[list[Piece]]:
        """Return words with their marks, cell by cell."""
        return [self.run(cell) for cell in found]

    def run(self, found: Cell, *, narrow: bool = False) -> list[Piece]:
        """Return words with their marks and inline references."""
        return [piece for each in self.document.runs(found) for piece in self._pieces(each, narrow)]

    def _pieces(self, found: Run, narrow: bool) -> Iterator[Piece]:
        if found.mark:
            yield "sign", SIGNS[found.mark.sign]
            yield "meaning", f" ({sign_words(found.mark.sign)})"
        elif found.pointers:
            yield _bracketed(found.pointers)
        else:
            yield (
                "rival" if found.is_rival else "strong" if found.is_strong else "text",
                _breakable(found.text, narrow=narrow),
            )


def _told(pointers: tuple[Pointer, ...]) -> list[tuple[str, str]]:
    return [(each.letter, " ".join(each.places)) for each in pointers]


def _bracketed(pointers: tuple[Pointer, ...]) -> Piece:
    told = f" [{referenced(pointers)}]"
    return "reference", told.replace(" ", NBSP) if len(told) <= _SHORT_REFERENCE else told


def _is_whole(block: Card | Table) -> bool:
    """True if a card or table is short enough to stay on one page."""
    found = list(cells((block,)))
    return len(found) <= _FEW and not _is_long(found)


def _is_long(found: Iterable[Cell]) -> bool:
    return sum(len(cell.text) for cell in found) > _UNBROKEN


def _breakable(words: str, *, narrow: bool = False) -> str:
    """Return words with invisible break opportunities in those that are too long for a line."""
    return _LONG_WORD[narrow].sub(lambda word: re.sub(r".{12}(?=.)", f"\\g<0>{BREAK}", word[0]), bounded(words))
