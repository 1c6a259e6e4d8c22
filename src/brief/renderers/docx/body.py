"""The blocks of a document as WordprocessingML paragraphs and tables."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, ClassVar

from brief.document import (
    SIGNS,
    Card,
    Cell,
    Document,
    Entry,
    Field,
    Graph,
    Heading,
    Listing,
    Notice,
    Paragraph,
    Portrait,
    Problem,
    Reference,
    Row,
    Short,
    Table,
    Timeline,
)
from brief.locale import say
from brief.renderers.columns import CHARACTER, PADDING, column_widths
from brief.renderers.docx.runs import Citations, Prose, leftward, run, styled
from brief.renderers.docx.tables import Grid, Rows, grid, stays_with_next
from brief.renderers.html_axis import Standalone, standalone
from brief.renderers.network import network
from brief.renderers.pictured import ink, raster
from brief.renderers.renderer import Renderer
from brief.renderers.words import (
    LEADS,
    legend,
    message,
    place,
    pointed,
    reference_line,
    referenced,
    width,
)

if TYPE_CHECKING:
    from brief.renderers.docx.package import File

_LINK = re.compile(r"https?://[A-Za-z0-9.-]+(:\d{1,5})?([/?#]([\w.~!$&'()*+,;=:@/?#-]|%[0-9A-Fa-f]{2})*)?", re.ASCII)
_DEEPEST = 4
_PORTRAIT_COLUMN = 1_080
"""Width of the column for a portrait, in twentieths of a point."""
_NEXT_PAGE = '<w:r><w:br w:type="page"/></w:r>'


class Body(Renderer[Prose | Grid]):
    """Writes the blocks of one document for a file, with that file's styles."""

    IS_PAPER: ClassVar[bool] = True

    def __init__(self, document: Document, file: "File") -> None:
        super().__init__(document)
        self.citations = Citations(document, file.styles)
        self._file = file
        self._styles = file.styles
        self._page = file.width

    def xml(self) -> str:
        """Return all paragraphs and tables from the title to the list of sources."""
        return "".join(self._apart(chain.from_iterable(self.groups())))

    def marking(self) -> Iterator[Prose | Grid]:
        """Yield nothing: the marking is in the header or footer of each page."""
        yield from ()

    def title(self) -> Iterator[Prose | Grid]:
        """Yield a title paragraph and a subtitle paragraph."""
        yield self._paragraph("Title", run(self.document.title), self.document.title)
        if self.document.subtitle:
            yield self._paragraph("Subtitle", run(self.document.subtitle), self.document.subtitle)

    def legend(self) -> Iterator[Prose | Grid]:
        """Yield the signs and their meaning."""
        words = "   ".join(f"{sign} {meaning}" for sign, meaning in legend(self.document))
        yield self._paragraph("Brief Legend", run(words), words)

    def _apart(self, parts: Iterable[Prose | Grid]) -> Iterator[str]:
        """Yield the parts with space below each table.

        Word would merge two adjacent tables, and the body must not end with a table: there, an empty line follows.
        """
        gap = self._paragraph("Brief Gap", "").xml()
        spaced = {self._styles[f"Heading {level}"] for level in range(1, _DEEPEST + 1)}
        below_table = False
        for part in parts:
            if isinstance(part, Grid):
                yield gap if below_table else ""
                yield part.xml
            else:
                yield part.xml(lowered=below_table and part.style not in spaced)
            below_table = isinstance(part, Grid)
        if below_table:
            yield gap

    def heading(self, block: Heading) -> Iterator[Prose | Grid]:
        """Yield a paragraph in the heading style of its level."""
        selection = run(f"  {block.selection}", styled(self._styles["Brief Selection"])) if block.selection else ""
        turn = _NEXT_PAGE if self.begins_annexes(block) else ""
        yield self._heading(turn + run(block.text) + selection, block.level - 1, block.text)

    def paragraph(self, block: Paragraph) -> Iterator[Prose | Grid]:
        """Yield one paragraph of all sentences."""
        words = run(" ").join(map(self._cited, block.cells)) + self._reference(*block.cells)
        told = self._paragraph("Brief Lead" if block.name in LEADS else "", words, *block.cells)
        yield self._beside(block.portrait, [told]) if block.portrait else told

    def listing(self, block: Listing) -> Iterator[Prose | Grid]:
        """Yield a bulleted or numbered paragraph for each item."""
        style = "List Number" if block.is_numbered else "List Bullet"
        yield from (self._paragraph(style, self._stated(item), item) for item in block.items)

    def notice(self, block: Notice) -> Iterator[Prose | Grid]:
        """Yield a highlighted paragraph."""
        lead = run(f"{word}: ", styled(self._styles["Strong"])) if (word := self.lead(block)) else ""
        words = lead + self._stated(block.text)
        yield self._paragraph("Brief Notice" if lead else "Brief Remark", words, block.text)

    def problem(self, block: Problem) -> Iterator[Prose | Grid]:
        """Yield a paragraph, and one for each of the user's own lines."""
        where = f"{place(block)}: " if place(block) else ""
        words = run(where) + run(block.severity, styled(self._styles["Strong"])) + run(f": {message(block)}")
        yield self._paragraph("Brief Problem", words)
        yield from (self._paragraph("Brief Excerpt", run(line)) for line in pointed(block))

    def table(self, block: Table) -> Iterator[Prose | Grid]:
        """Yield a table whose header repeats on each page."""
        titles = [[self._paragraph("Brief Table Header", run(column.title), column.title)] for column in block.columns]
        is_headed = any(column.title for column in block.columns)
        rows = [self._row(row, is_led=not is_headed) for row in block.rows]
        texts = [self._texts(row) for row in block.rows]
        widths = column_widths([[column.title for column in block.columns], *texts], self._page)
        header = [titles] if is_headed else []
        yield self._grid("Brief Table", widths, [*header, *rows], [sum(map(len, row)) for row in texts])

    def _texts(self, row: Row) -> list[str]:
        """Return the words of a row, to compute column widths, including a reference that is printed in the row."""
        texts = [self.words(cell) for cell in row.cells]
        if any(texts):
            last = max(index for index, text in enumerate(texts) if text)
            texts[last] += f"  {referenced(self.document.reference(*row.cells))}"
        return texts

    def _row(self, row: Row, *, is_led: bool) -> list[list[Prose]]:
        """Return the cells of a row; the shared reference follows the last cell with words.

        With `is_led`, the first cell is bold: a date, a number.
        """
        last = max((index for index, cell in enumerate(row.cells) if cell.text), default=0)
        reference = self._reference(*row.cells)
        styles = [self._styles["Strong"] if is_led else "", *[""] * len(row.cells)]
        texts = [
            self._cited(cell, style) + (reference if index == last else "")
            for index, (cell, style) in enumerate(zip(row.cells, styles, strict=False))
        ]
        return [[self._paragraph("Brief Table Text", text, cell)] for text, cell in zip(texts, row.cells, strict=True)]

    def timeline(self, block: Timeline) -> Iterator[Prose | Grid]:
        """Yield a picture, if it can be drawn, and a table of dates and events."""
        if self.document.one_page is None and (drawn := standalone(block, ink(self.document))):
            yield from self._drawn(drawn)
        titles = [[self._paragraph("Brief Table Header", run(title), title)] for title in (say("Date"), say("Event"))]
        first = min(max(width(entry.date.text) for entry in block.entries), 22) * CHARACTER + PADDING
        rows = [self._entry(entry) for entry in block.entries]
        lengths = [
            len(entry.what.text) + sum(len(cell.text) for cell in entry.who + entry.marks) for entry in block.entries
        ]
        yield self._grid("Brief Table", [first, self._page - first], [titles, *rows], lengths)

    def graph(self, block: Graph) -> Iterator[Prose | Grid]:
        """Yield a picture, if it can be drawn, and a table of relations."""
        if drawn := network(block, ink(self.document)):
            yield from self._drawn(drawn)
        yield from super().graph(block)

    def _drawn(self, drawn: Standalone) -> Iterator[Prose | Grid]:
        """Yield a picture below its caption; nothing without Typst, which rasterizes it."""
        if picture := raster(drawn.svg):
            if drawn.seen:
                yield self._paragraph("Brief Seen", run(drawn.seen), drawn.seen)
            yield self._paragraph("", self._file.picture(picture, drawn.described))

    def _entry(self, found: Entry) -> list[list[Prose]]:
        """Return a date and what happened, each claim with its own footnotes if they differ."""
        if found.short and not self.document.full:
            return self._short(found.short)
        entry, shared = self.sharing(found)
        date = self._paragraph("Brief Table Text", self._cited(entry.date), entry.date)
        what = self._cited(entry.what) + self.citations.of(shared)
        lines = [self._paragraph("Brief Table Text", what, entry.what)]
        circumstances = [run(", ").join(map(self._cited, entry.who))] if entry.who else []
        circumstances += [self._cited(entry.place)] if entry.place else []
        if circumstances:
            said = (*entry.who, *([entry.place] if entry.place else []))
            lines.append(self._paragraph("Brief Detail", run("; ").join(circumstances), *said))
        if entry.marks:
            marks = run("; ").join(map(self._cited, entry.marks))
            lines.append(self._paragraph("Brief Mark", run("(") + marks + run(")"), *entry.marks))
        return [[date], lines]

    def _short(self, told: Short) -> list[list[Prose]]:
        """Return a date, what happened, and the reference of both."""
        cells = (told.date, told.what, told.who)
        date = self._paragraph("Brief Table Text", self._cited(told.date), told.date)
        text = self._cited(told.what, self._styles["Strong"] if told.is_key else "")
        text += run(" (") + self._cited(told.who) + run(")") if told.who.text else ""
        text += self._reference(*cells)
        return [[date], [self._paragraph("Brief Table Text", text, *cells[1:])]]

    def card(self, block: Card) -> Iterator[Prose | Grid]:
        """Yield a table of labels and lines below its title; a person's lines are next to the portrait."""
        if block.portrait:
            yield self._beside(block.portrait, list(self._person(block)))
            return
        if title := self._stated(block.title):
            yield self._heading(title, max(2, self.level), block.title)
        fields = [field for field in block.fields if field.lines]
        if not fields:
            return
        if not (longest := min(max(width(field.label) for field in fields), 26)):
            yield from (self._text(line) for field in fields for line in field.lines)
            return
        first = min(longest * CHARACTER + 2 * PADDING, self._page // 3)
        lengths = [sum(len(line.text) for line in field.lines) for field in fields]
        widths = [first, self._page - first]
        yield self._grid("Brief Card", widths, list(map(self._field, fields)), lengths)

    def _person(self, block: Card) -> Iterator[Prose]:
        """Yield the name as a heading, and the lines about the person."""
        first, *others = self.person_rows(block)
        name = self._cited(block.title) + ("" if first.lines else self.citations.of(first.reference))
        yield self._heading(name, 3, block.title)
        for row in (first, *others):
            for index, (label, found) in enumerate(row.lines, 1):
                told = run(f"{label}: " if label else "") + run(", ").join(map(self._cited, found))
                told += self.citations.of(row.reference) if index == len(row.lines) else ""
                yield self._paragraph("Brief Table Text", told, *found)

    def _beside(self, portrait: Portrait, told: list[Prose]) -> Grid:
        """Return paragraphs next to a portrait, or next to initials if there is none."""
        picture = self._file.portrait(self.document, portrait)
        first = self._paragraph("Brief Table Text" if picture else "Brief Initials", picture or run(portrait.initials))
        return self._grid("Brief Card", [_PORTRAIT_COLUMN, self._page - _PORTRAIT_COLUMN], [[[first], told]], [0])

    def _field(self, field: Field) -> list[list[Prose]]:
        return [
            [self._paragraph("Brief Label", run(f"{field.label}:"), field.label)],
            list(map(self._text, field.lines)),
        ]

    def _grid(self, style: str, widths: list[int], rows: Rows, lengths: list[int]) -> Grid:
        return grid(self._styles[style], widths, rows, lengths)

    def sources(self) -> Iterator[Prose | Grid]:
        """Yield a heading, and a paragraph for each source."""
        yield self._heading(run(say("Sources")), 1, say("Sources"))
        lines = [self._paragraph("Brief Source", self._source(found)) for found in self.document.bibliography]
        for index, line in enumerate(lines):
            yield line._replace(is_kept=stays_with_next(index, 0, len(lines)))

    def _source(self, found: Reference) -> str:
        letter = run(self.document.letter(found.source), styled(self._styles["Strong"]))
        text = run(f" {reference_line(self.document, found)}")
        return letter + text + (run(" ") + self._address(found.url) if found.url else "")

    def _address(self, url: str) -> str:
        if not _LINK.fullmatch(url):
            return run(url)
        shown = run(url, styled(self._styles["Hyperlink"]))
        return f'<w:hyperlink r:id="{self._file.link(url)}" w:history="1">{shown}</w:hyperlink>'

    def _text(self, cell: Cell) -> Prose:
        return self._paragraph("Brief Table Text", self._stated(cell), cell)

    def _stated(self, cell: Cell) -> str:
        return self._cited(cell) + self._reference(cell)

    def _reference(self, *cells: Cell) -> str:
        """Return the reference of a statement on a short page; empty on a full one."""
        return self.citations.of(self.document.reference(*cells))

    def _cited(self, cell: Cell, style: str = "") -> str:
        """Return the words of a cell with its marks and the references within it."""
        format = styled(style) if style else ""
        return "".join(
            run(SIGNS[each.mark.sign], styled(self._styles["Brief Sign"]))
            if each.mark
            else self.citations.of(each.pointers)
            if each.pointers
            else run(each.text, styled(self._styles["Strong"]) if each.is_strong else format)
            for each in self.document.runs(cell)
        )

    def _heading(self, runs: str, level: int, text: Cell | str) -> Prose:
        return self._paragraph(f"Heading {min(max(level, 1), _DEEPEST)}", runs, text)

    def _paragraph(self, style: str, runs: str, *texts: Cell | str) -> Prose:
        """Return a paragraph of these runs; the texts in it determine its direction."""
        words = " ".join(text if isinstance(text, str) else text.text for text in texts)
        return Prose(self._styles[style] if style else "", runs, not words.isascii() and leftward(words))
