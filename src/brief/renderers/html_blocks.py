"""The blocks of a document as elements of HTML."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, groupby, repeat
from types import MappingProxyType
from typing import Any, ClassVar

from brief.document import (
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
    Reference,
    Row,
    Table,
    Timeline,
    cell,
    ref,
)
from brief.locale import say
from brief.named_tuple import NamedTuple
from brief.renderers.html_axis import picture
from brief.renderers.network import network
from brief.renderers.pictured import alternative, data_address
from brief.renderers.renderer import Renderer
from brief.renderers.words import (
    LEADS,
    SIGNS,
    directed,
    message,
    place,
    pointed,
    quoted,
    reference_line,
    sign_words,
)
from brief.system.templates import environment

_WEB = re.compile(r"https?://[^\s<>]+")
_TIME = r"T\d\d:\d\d:[0-5]\d(?:Z|[+-]\d\d:\d\d)?"
_MACHINE_DATE = re.compile(rf"(?!0000)\d{{4}}(?:-(?:0[1-9]|1[0-2])(?:-\d\d(?:{_TIME})?)?)?")
"""The dates of EDTF that HTML has too, which knows no seasons (https://html.spec.whatwg.org/#datetime-value)."""


_UNDRAWN = ("latest",)
"""Timelines of a few events beside others, which need no picture."""

Anchor = Callable[[str], str]
"""The id of a heading of these words, unlike all others on its page; nothing where headings have none."""


class _Lead(NamedTuple):
    """A source of a reference, and places in it."""

    letter: str
    places: tuple[str, ...]
    line: str
    """The source in one line."""

    @property
    def shown(self) -> str:
        """What is shown at the letter: the source and the places."""
        return " · ".join(filter(None, (self.line, " ".join(self.places))))


class _Piece(NamedTuple):
    """Words, a mark, or a reference."""

    text: str = ""
    address: str = ""
    """The page that the words lead to."""
    sign: str = ""
    meaning: str = ""
    """What the sign says, for whoever does not see it."""
    pointers: tuple[_Lead, ...] = ()
    is_rival: bool = False
    is_strong: bool = False
    is_aside: bool = False
    """True for words in the line that are less important: who took part."""


_Pieces = list[_Piece]


class _Statement(NamedTuple):
    """Words with one reference, which is none on a full page."""

    parts: _Pieces
    reference: tuple[_Lead, ...] = ()


class Page(Renderer[str]):
    """One document being written."""

    IS_PAPER: ClassVar[bool] = True

    def __init__(
        self,
        document: Document,
        anchor: Anchor = lambda _: "",
        insertions: Mapping[str, str] = MappingProxyType({}),
        *,
        draws_graphs: bool = False,
    ) -> None:
        """`draws_graphs`: a graph is a picture, too; a site has one of its own."""
        super().__init__(document)
        self.insertions = insertions
        self.draws_graphs = draws_graphs
        self.section = document.title or document.kind.capitalize()
        self.open: list[int] = []
        self.tables = 0
        self.timelines = 0
        self.anchor = anchor
        self.lines = {found.source: reference_line(document, found) for found in document.bibliography}
        self.macros: Any = environment(__package__, directed=directed).get_template("blocks.html").module

    def pieces(self) -> Iterator[str]:
        """The inside of `main`."""
        yield self.macros.title(self.section, self.document.subtitle)
        yield self.insertions.get("title", "")
        yield from chain.from_iterable(self.groups())

    def blocks(self) -> Iterator[str]:
        """The blocks; findings in a row are a list, and the last sections end."""
        for is_problem, run in groupby(self.document.blocks, lambda block: isinstance(block, Problem)):
            yield self.macros.open_problems() if is_problem else ""
            for block in run:
                yield from self.block(block)
                yield self.insertions.get(getattr(block, "name", ""), "")
            yield self.macros.close_problems() if is_problem else ""
        yield self._closed(0)

    def heading(self, block: Heading) -> Iterator[str]:
        """A section that lasts to the next heading of its level or above."""
        level = min(block.level, len(self.open) + 2, 6)
        yield self._closed(level)
        self.open.append(level)
        self.level = level
        yield self.macros.open_section(level, block.text, self.anchor(block.text), block.selection)

    def paragraph(self, block: Paragraph) -> Iterator[str]:
        """One paragraph of all sentences."""
        parts = [piece for found in block.cells for piece in (_Piece(" "), *self._cell(found))][1:]
        told = _Statement(parts, self._reference(*block.cells))
        yield self.macros.paragraph(told, block.name in LEADS, self._portrait(block.portrait))

    def listing(self, block: Listing) -> Iterator[str]:
        """A list with bullets or numbers."""
        portraits = chain(block.portraits, repeat(None))
        items = [(self._stated(item), self._portrait(next(portraits))) for item in block.items]
        yield self.macros.listing(items, block.is_numbered)

    def notice(self, block: Notice) -> Iterator[str]:
        """A paragraph that is set apart."""
        yield self.macros.notice(block.severity, self.lead(block), self._stated(block.text))

    def problem(self, block: Problem) -> Iterator[str]:
        """A point with the user's own line."""
        yield self.macros.problem(place(block), block.severity, message(block), "\n".join(pointed(block)))

    def table(self, block: Table) -> Iterator[str]:
        """A table that a narrow screen scrolls."""
        self.tables += 1
        name = say("Table {tables}: {section}", tables=self.tables, section=self.section or block.name)
        rows = [self._row(row) for row in block.rows]
        is_referenced = any(row["reference"] for row in rows)
        yield self.macros.table(name, [column.title for column in block.columns], rows, is_referenced)

    def timeline(self, block: Timeline) -> Iterator[str]:
        """The picture, and below it every entry."""
        self.timelines += 1
        if block.name not in _UNDRAWN:
            yield picture(block, f"axis-{self.timelines}", self.section or block.name, self.address)
        yield self.macros.timeline(list(map(self._entry, block.entries)))

    def graph(self, block: Graph) -> Iterator[str]:
        """The picture, and below it the table of relations."""
        if self.draws_graphs and (drawn := network(block)):
            yield f"<figure>\n{drawn.svg}</figure>\n"
        yield from super().graph(block)

    def address(self, id_: str) -> str:
        """The page of a record, where records have pages."""
        return next((run.address for run in self.document.runs(cell(ref(id_, id_))) if run.address), "")

    def _row(self, row: Row) -> dict[str, object]:
        return {"cells": list(map(self._cell, row.cells)), "reference": self._reference(*row.cells)}

    def _entry(self, found: Entry) -> dict[str, object]:
        date = found.date.date
        machine = {"machine_date": date.text if date and _MACHINE_DATE.fullmatch(date.text) else ""}
        if found.short and not self.document.full:
            told = found.short
            who = [piece._replace(is_aside=True) for piece in self._cell(told.who)]
            parts = self._cell(told.what) + ([_Piece(" "), *who] if who else [])
            return machine | {
                "date": self._cell(told.date),
                "what": _Statement(parts, self._reference(told.date, told.what, told.who)),
                "is_key": told.is_key,
                "who": [],
                "place": [],
                "marks": [],
            }
        entry, shared = self.sharing(found)
        return machine | {
            "date": self._cell(entry.date),
            "what": _Statement([*self._cell(entry.what), *([_Piece(pointers=self._leads(shared))] if shared else [])]),
            "is_key": False,
            "who": list(map(self._cell, entry.who)),
            "place": self._cell(entry.place) if entry.place else [],
            "marks": list(map(self._cell, entry.marks)),
        }

    def card(self, block: Card) -> Iterator[str]:
        """A list of labels and lines; a person's lines stand beside the portrait."""
        if block.portrait:
            yield self._person(block, block.portrait)
            return
        title = self._stated(block.title) if block.title.text else None
        anchor = self.anchor(block.title.text) if title else ""
        fields = [
            {"label": field.label, "lines": list(map(self._stated, field.lines))}
            for field in block.fields
            if field.lines
        ]
        yield self.macros.card(min(self.level + 1, 6), title, anchor, fields)

    def _person(self, block: Card, portrait: Portrait) -> str:
        rows = [
            {
                "lines": [(label, list(map(self._cell, found))) for label, found in row.lines],
                "reference": self._leads(row.reference),
            }
            for row in self.person_rows(block)
        ]
        level, anchor = min(self.level + 1, 6), self.anchor(block.title.text)
        told: str = self.macros.person(level, self._cell(block.title), anchor, self._portrait(portrait), rows)
        return told

    def portrait(self, found: Portrait) -> str:
        """A portrait alone."""
        return f"<p>{self.macros.likeness(self._portrait(found))}</p>\n"

    def _portrait(self, portrait: Portrait | None) -> dict[str, str] | None:
        if portrait is None:
            return None
        picture = self.document.picture(portrait.image)
        address = data_address(picture) if picture else ""
        return {"address": address, "initials": portrait.initials, "alternative": alternative(portrait)}

    def _closed(self, level: int) -> str:
        """End the sections that a heading of this level does not stand in."""
        ended = [found for found in self.open if found >= level]
        del self.open[len(self.open) - len(ended) :]
        closed: str = self.macros.close_sections(len(ended))
        return closed

    def marking(self) -> Iterator[str]:
        """Nothing: the template has it on the edge of each page."""
        yield from ()

    def title(self) -> Iterator[str]:
        """Nothing: the template has it."""
        yield from ()

    def legend(self) -> Iterator[str]:
        """The signs and what they mean."""
        signs = [(SIGNS[sign], sign_words(sign)) for sign in SIGNS if sign in self.document.signs]
        yield self.macros.legend(signs)

    def ending(self) -> Iterator[str]:
        """The same; where there are no sources, the last section ends here."""
        yield from super().ending()
        yield self._closed(0)

    def sources(self) -> Iterator[str]:
        """A section with a list."""
        yield self._closed(0)
        quotes = quoted(self.document)
        found = [self._source(reference, quotes) for reference in self.document.bibliography]
        yield self.macros.sources(self.anchor("Sources"), found)

    def _source(self, found: Reference, quotes: dict[str, list[str]]) -> dict[str, object]:
        letter = self.document.letter(found.source)
        return {
            "letter": letter,
            "name": self._cell(cell(ref(found.source, letter))),
            "text": reference_line(self.document, found),
            "url": found.url,
            "linked": bool(_WEB.fullmatch(found.url)),
            "quotes": quotes.get(found.source, []),
        }

    def _stated(self, cell: Cell) -> _Statement:
        """A statement with its reference."""
        return _Statement(self._cell(cell), self._reference(cell))

    def _reference(self, *cells: Cell) -> tuple[_Lead, ...]:
        """The reference of a statement on a short page; nothing on a full one."""
        return self._leads(self.document.reference(*cells))

    def _leads(self, pointers: Iterable[Pointer]) -> tuple[_Lead, ...]:
        return tuple(_Lead(each.letter, each.places, self.lines.get(each.source, "")) for each in pointers)

    def _cell(self, cell: Cell) -> _Pieces:
        return [
            _Piece(sign=SIGNS[run.mark.sign], meaning=sign_words(run.mark.sign))
            if run.mark
            else _Piece(run.text, run.address, "", "", self._leads(run.pointers), run.is_rival, run.is_strong)
            for run in self.document.runs(cell)
        ]
