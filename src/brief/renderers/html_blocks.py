"""The blocks of a document as HTML elements."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, groupby, repeat
from types import MappingProxyType
from typing import Any, ClassVar

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
    Reference,
    Row,
    Table,
    Timeline,
    cell,
    code,
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
    directed,
    legend,
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
"""EDTF dates that are also valid in HTML, which has no seasons (https://html.spec.whatwg.org/#datetime-value)."""


_UNDRAWN = ("latest",)
"""Names of short timelines that need no picture."""

Anchor = Callable[[str], str]
"""Returns a unique id for a heading with these words; empty if headings have none."""


class _Lead(NamedTuple):
    """A source of a reference, and locators in it."""

    letter: str
    places: tuple[str, ...]
    line: str
    """The source in one line."""

    @property
    def shown(self) -> str:
        """Return the tooltip of the letter: the source and the locators."""
        return " · ".join(filter(None, (self.line, " ".join(self.places))))


class _Piece(NamedTuple):
    """Words, a mark, or a reference."""

    text: str = ""
    address: str = ""
    """Page that the words link to."""
    sign: str = ""
    meaning: str = ""
    """Meaning of the sign, for screen readers."""
    pointers: tuple[_Lead, ...] = ()
    is_rival: bool = False
    is_strong: bool = False
    is_aside: bool = False
    """True for less important words in a line: who took part."""


_Pieces = list[_Piece]


class _Statement(NamedTuple):
    """Words with one reference, which is empty on a full page."""

    parts: _Pieces
    reference: tuple[_Lead, ...] = ()


class Page(Renderer[str]):
    """Writes one document."""

    IS_PAPER: ClassVar[bool] = True

    def __init__(
        self,
        document: Document,
        anchor: Anchor = lambda _: "",
        insertions: Mapping[str, str] = MappingProxyType({}),
        *,
        draws_graphs: bool = False,
    ) -> None:
        """Prepare to write; with `draws_graphs`, a graph is also a picture (a site has its own)."""
        super().__init__(document)
        self.insertions = insertions
        self.draws_graphs = draws_graphs
        self.section = self.document.title or document.kind.capitalize()
        self.open: list[int] = []
        self.tables = 0
        self.timelines = 0
        self.anchor = anchor
        self.lines = {found.source: reference_line(document, found) for found in self.document.bibliography}
        self.macros: Any = environment(__package__, directed=directed).get_template("blocks.html").module

    def pieces(self) -> Iterator[str]:
        """Yield the content of `main`."""
        yield self.macros.title(self.section, self.document.subtitle)
        yield self.insertions.get("title", "")
        yield from chain.from_iterable(self.groups())

    def blocks(self) -> Iterator[str]:
        """Yield the blocks; adjacent findings form a list, and open sections are closed at the end."""
        for is_problem, run in groupby(self.document.blocks, lambda block: isinstance(block, Problem)):
            yield self.macros.open_problems() if is_problem else ""
            for block in run:
                yield from self.block(block)
                yield self.insertions.get(getattr(block, "name", ""), "")
            yield self.macros.close_problems() if is_problem else ""
        yield self._closed(0)

    def heading(self, block: Heading) -> Iterator[str]:
        """Yield the start of a section, which lasts to the next heading of its level or above."""
        level = min(block.level, len(self.open) + 2, 6)
        yield self._closed(level)
        self.open.append(level)
        self.level = level
        yield self.macros.open_section(level, block.text, self.anchor(block.text), block.selection)

    def paragraph(self, block: Paragraph) -> Iterator[str]:
        """Yield one paragraph of all sentences."""
        parts = [piece for found in block.cells for piece in (_Piece(" "), *self._cell(found))][1:]
        told = _Statement(parts, self._reference(*block.cells))
        yield self.macros.paragraph(told, block.name in LEADS, self._portrait(block.portrait))

    def listing(self, block: Listing) -> Iterator[str]:
        """Yield a list with bullets or numbers."""
        portraits = chain(block.portraits, repeat(None))
        items = [(self._stated(item), self._portrait(next(portraits))) for item in block.items]
        yield self.macros.listing(items, block.is_numbered)

    def notice(self, block: Notice) -> Iterator[str]:
        """Yield a highlighted paragraph."""
        yield self.macros.notice(block.severity, self.lead(block), self._stated(block.text))

    def problem(self, block: Problem) -> Iterator[str]:
        """Yield a list item with the user's own line."""
        yield self.macros.problem(place(block), block.severity, message(block), "\n".join(pointed(block)))

    def table(self, block: Table) -> Iterator[str]:
        """Yield a table that scrolls on a narrow screen."""
        self.tables += 1
        name = say("Table {number}: {section}", number=self.tables, section=self.section or block.name)
        rows = [self._row(row) for row in block.rows]
        is_referenced = any(row["reference"] for row in rows)
        yield self.macros.table(name, [column.title for column in block.columns], rows, is_referenced)

    def timeline(self, block: Timeline) -> Iterator[str]:
        """Yield the picture, and every entry below it."""
        self.timelines += 1
        if block.name not in _UNDRAWN:
            yield picture(block, f"axis-{self.timelines}", self.section or block.name, self.address)
        yield self.macros.timeline(list(map(self._entry, block.entries)))

    def graph(self, block: Graph) -> Iterator[str]:
        """Yield the picture, and the table of relations below it."""
        if self.draws_graphs and (drawn := network(block)):
            seen = f'<p class="seen">{drawn.seen}</p>\n' if drawn.seen else ""
            yield f"<figure>\n{seen}{drawn.svg}</figure>\n"
        yield from super().graph(block)

    def address(self, id_: str) -> str:
        """Return the address of a record's page; empty if it has none."""
        return next((run.address for run in self.document.runs(cell(ref(id_, code(id_)))) if run.address), "")

    def _row(self, row: Row) -> dict[str, object]:
        return {"cells": list(map(self._cell, row.cells)), "reference": self._reference(*row.cells)}

    def _entry(self, found: Entry) -> dict[str, object]:
        date = found.date.date
        machine = {"machine_date": date.text if date and _MACHINE_DATE.fullmatch(date.text) else ""}
        if found.short and not self.document.full:
            told = found.short
            who = [piece._replace(is_aside=True) for piece in self._cell(told.who)]
            what = [piece._replace(is_strong=told.is_key) for piece in self._cell(told.what)]
            parts = what + ([_Piece(" "), *who] if who else [])
            return machine | {
                "date": self._cell(told.date),
                "what": _Statement(parts, self._reference(told.date, told.what, told.who)),
                "who": [],
                "place": [],
                "marks": [],
            }
        entry, shared = self.sharing(found)
        return machine | {
            "date": self._cell(entry.date),
            "what": _Statement([*self._cell(entry.what), *([_Piece(pointers=self._leads(shared))] if shared else [])]),
            "who": list(map(self._cell, entry.who)),
            "place": self._cell(entry.place) if entry.place else [],
            "marks": list(map(self._cell, entry.marks)),
        }

    def card(self, block: Card) -> Iterator[str]:
        """Yield a list of labels and lines; a person's lines are next to the portrait."""
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
        """Return a portrait alone."""
        return f"<p>{self.macros.likeness(self._portrait(found))}</p>\n"

    def _portrait(self, portrait: Portrait | None) -> dict[str, str] | None:
        if portrait is None:
            return None
        picture = self.document.picture(portrait.image)
        address = data_address(picture) if picture else ""
        return {"address": address, "initials": portrait.initials, "alternative": alternative(portrait)}

    def _closed(self, level: int) -> str:
        """Close the open sections of this level or below."""
        ended = [found for found in self.open if found >= level]
        del self.open[len(self.open) - len(ended) :]
        closed: str = self.macros.close_sections(len(ended))
        return closed

    def marking(self) -> Iterator[str]:
        """Yield nothing: the template prints the marking."""
        yield from ()

    def title(self) -> Iterator[str]:
        """Yield nothing: the template prints the title."""
        yield from ()

    def legend(self) -> Iterator[str]:
        """Yield the signs and their meaning."""
        yield self.macros.legend(legend(self.document))

    def ending(self) -> Iterator[str]:
        """Yield what follows the blocks, and close the last section."""
        yield from super().ending()
        yield self._closed(0)

    def sources(self) -> Iterator[str]:
        """Yield a section with a list."""
        yield self._closed(0)
        quotes = quoted(self.document)
        found = [self._source(reference, quotes) for reference in self.document.bibliography]
        yield self.macros.sources(self.anchor("Sources"), found)

    def _source(self, found: Reference, quotes: dict[str, list[str]]) -> dict[str, object]:
        letter = self.document.letter(found.source)
        return {
            "letter": letter,
            "name": self._cell(cell(ref(found.source, code(letter)))),
            "text": reference_line(self.document, found),
            "url": found.url,
            "linked": bool(_WEB.fullmatch(found.url)),
            "quotes": quotes.get(found.source, []),
        }

    def _stated(self, cell: Cell) -> _Statement:
        """Return a statement with its reference."""
        return _Statement(self._cell(cell), self._reference(cell))

    def _reference(self, *cells: Cell) -> tuple[_Lead, ...]:
        """Return the reference of a statement on a short page; empty on a full one."""
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
