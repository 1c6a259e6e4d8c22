"""The layout of a document as lines of text, which the pipe and the terminal share.

A part is a line or a grid of lines; a line is a list of spans, whose roles a terminal may colour. An empty line
stands between groups of parts.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from brief.document import (
    Block,
    Card,
    Cell,
    Document,
    Entry,
    Graph,
    Heading,
    Listing,
    Notice,
    Paragraph,
    Problem,
    Table,
    Timeline,
)
from brief.locale import say
from brief.renderers.renderer import Renderer
from brief.renderers.tree import Twig, leads, twigs
from brief.renderers.words import Bibliography, label, message, place, pointed, remarks


class Span(NamedTuple):
    """A piece of a line and the part it plays there.

    At a `turn` a terminal begins a new line; it then needs no `close`.
    """

    text: str
    role: str = ""


Line = list[Span]


class Prose(NamedTuple):
    """A line that may be wrapped, or must stay whole."""

    line: Line
    indent: int = 0
    wraps: bool = True


class Grid(NamedTuple):
    """Rows of lines in aligned columns, `gap` spaces apart."""

    rows: list[list[Line]]
    header: list[Line]
    indent: int = 0
    gap: int = 2


class Branch(NamedTuple):
    """A line of a tree: what stands before it, and before the lines on which it goes on."""

    line: Line
    lead: str
    rest: str


class Chart(NamedTuple):
    """Entries to be drawn over the years, across the screen."""

    entries: tuple[Entry, ...]


Part = Prose | Grid | Branch | Chart
_EMPTY_LINE = Prose([], wraps=False)


def parts(document: Document) -> Iterator[Part]:
    """The whole document from its handling marking to its handling marking, read no faster than it is taken."""
    return Layout(document).parts()


class Layout(Renderer[Part]):
    """Lays a document out as lines and grids."""

    def parts(self) -> Iterator[Part]:
        """The whole document, with an empty line between its groups."""
        begun = False
        for group in self.groups():
            for index, part in enumerate(group):
                if begun and not index:
                    yield _EMPTY_LINE
                yield part
                begun = True

    def marking(self) -> Iterator[Part]:
        """A line."""
        yield Prose([Span(self.document.handling, "handling")])

    def title(self) -> Iterator[Part]:
        """A line."""
        yield Prose([Span(self.document.title, "title")])

    def blocks(self) -> Iterator[Part]:
        """The blocks, with an empty line between those that do not follow each other closely."""
        previous: Block | None = None
        for block in self.document.body():
            laid_out = list(self.block(block))
            if laid_out and previous and not _follows(block, previous):
                yield _EMPTY_LINE
            yield from laid_out
            previous = block if laid_out else previous

    def heading(self, block: Heading) -> Iterator[Part]:
        """A line, in capitals if it is of the second level."""
        yield Prose([Span(block.text.upper() if block.level <= 2 else block.text, "heading")])

    def paragraph(self, block: Paragraph) -> Iterator[Part]:
        """One line of all sentences."""
        yield Prose(_joined(map(self.cited, block.cells), " "))

    def listing(self, block: Listing) -> Iterator[Part]:
        """A line for each point, behind a dash."""
        yield Grid([[[Span("-")], self.cited(cell)] for cell in block.items], [], gap=1)

    def table(self, block: Table) -> Iterator[Part]:
        """A grid with a header."""
        header = [[Span(column.title, "header")] for column in block.columns]
        yield Grid([[self.cited(cell) for cell in row.cells] for row in block.rows], header)

    def timeline(self, block: Timeline) -> Iterator[Part]:
        """Dates beside events, and a chart above them if one is asked for."""
        if block.drawn:
            yield Chart(block.entries)
        yield Grid([self.entry(entry) for entry in block.entries], [])

    def entry(self, found: Entry) -> list[Line]:
        """A date and what happened, each claim with its own notes where they differ."""
        entry, shared = self.sharing(found)
        circumstances = [_joined(map(self.cited, entry.who), ", ")] if entry.who else []
        if entry.place:
            circumstances.append(self.cited(entry.place))
        line = self.cited(entry.what)
        if circumstances:
            line += [Span(" — ", "turn"), *_joined(circumstances, "; ")]
        line += _numbered(shared)
        if entry.marks:
            marks = _joined((self.cited(mark, "mark") for mark in entry.marks), "; ")
            line += [Span(" (", "turn"), *marks, Span(")", "close")]
        return [self.cited(entry.date, "date"), line]

    def card(self, block: Card) -> Iterator[Part]:
        """Labels beside lines, below the title."""
        if block.title.text:
            yield Prose(self.cited(block.title, "name"))
        rows = [
            [[] if index else [Span(f"{field.label}:", "label")], self.cited(cell)]
            for field in block.fields
            for index, cell in enumerate(field.lines)
        ]
        if rows:
            yield Grid(rows, [], indent=2)

    def graph(self, block: Graph) -> Iterator[Part]:
        """A tree of records and their relations."""
        yield from map(self.branch, twigs(block))

    def branch(self, twig: Twig) -> Branch:
        """`party → Accord [1]`, or `party ← Republic [1]` where the relation leads upwards."""
        line: Line = []
        if twig.edge:
            line = [*self.cited(twig.edge.what, "label"), Span(" → " if twig.forward else " ← ")]
        line += self.cited(twig.node.label, "" if twig.edge else "name")
        return Branch(line + ([Span(say(" (again)"), "note")] if twig.again else []), *leads(twig))

    def notice(self, block: Notice) -> Iterator[Part]:
        """A line behind a word that says how much it matters."""
        yield Prose([Span(f"{label(block)}: ", "warning"), *self.cited(block.text)])

    def problem(self, block: Problem) -> Iterator[Part]:
        """The place, the sentence and the user's own line, none of them wrapped."""
        where = [Span(f"{place(block)}: ")] if place(block) else []
        severity = Span(block.severity, block.severity)
        yield Prose([*where, severity, Span(f": {message(block)}")], wraps=False)
        for line in pointed(block):
            yield Prose([Span(line)], indent=4, wraps=False)

    def sources(self, found: Bibliography) -> Iterator[Part]:
        """Each cited source, with the places of its notes below."""
        yield Prose([Span("SOURCES", "heading")])
        for reference, notes in found:
            text = [Span(f": {reference.text}")] if reference.text else []
            url = [Span(" "), Span(reference.url, "url")] if reference.url else []
            yield Prose([Span(reference.source, "label"), *text, *url])
            pieces = (
                [Span(f"[{number}]", "note"), *(Span(f" {said}") for said in (note.at, remarks(note)) if said)]
                for number, note in notes
            )
            yield Prose(_joined(pieces, "  "), indent=2)

    def cited(self, cell: Cell, role: str = "") -> Line:
        """The words of a cell, each part followed by the numbers of its notes."""
        line: Line = []
        for run in self.document.runs(cell):
            line += [Span(run.text, role)] if run.text else []
            line += _numbered(run.numbers)
        return line


def _follows(block: Block, previous: Block | None) -> bool:
    """Whether a block follows another closely: content below its heading, one remark below the other."""
    if isinstance(block, Notice | Problem):
        return isinstance(previous, type(block) | Heading)
    return isinstance(previous, Heading) and not isinstance(block, Heading)


def _numbered(numbers: tuple[int, ...]) -> Line:
    return [Span(" "), Span("".join(f"[{number}]" for number in numbers), "note")] if numbers else []


def _joined(lines: Iterable[Line], separator: str) -> Line:
    joined: Line = []
    for line in lines:
        joined += [Span(separator), *line] if joined else line
    return joined
