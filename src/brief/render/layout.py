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
from brief.render.tree import Twig, leads, twigs
from brief.render.words import bibliography, label, message, place, pointed, remarks, share_notes


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
    marking: list[Part] = [Prose([Span(document.handling, "handling")])] if document.handling else []
    title: list[Part] = [Prose([Span(document.title, "title")])] if document.title else []
    begun = False
    for group in (marking, title, _body(document), _sources(document), marking):
        for index, part in enumerate(group):
            if begun and not index:
                yield _EMPTY_LINE
            yield part
            begun = True


def _body(document: Document) -> Iterator[Part]:
    previous: Block | None = None
    for block in document.body():
        laid_out = list(_parts(document, block))
        if laid_out and previous and not _follows(block, previous):
            yield _EMPTY_LINE
        yield from laid_out
        previous = block if laid_out else previous


def _follows(block: Block, previous: Block | None) -> bool:
    """Whether a block stands close below another: content below its heading, one remark below the other."""
    if isinstance(block, Notice | Problem):
        return isinstance(previous, type(block) | Heading)
    return isinstance(previous, Heading) and not isinstance(block, Heading)


def _parts(document: Document, block: Block) -> Iterator[Part]:
    match block:
        case Heading(text, level):
            yield Prose([Span(text.upper() if level <= 2 else text, "heading")])
        case Paragraph(sentences) if sentences:
            yield Prose(_joined((_cited(document, cell) for cell in sentences), " "))
        case Listing(_, items) if items:
            yield Grid([[[Span("-")], _cited(document, cell)] for cell in items], [], gap=1)
        case Table(_, columns, rows) if rows:
            header = [[Span(column.title, "header")] for column in columns]
            yield Grid([[_cited(document, cell) for cell in row.cells] for row in rows], header)
        case Timeline(_, entries, drawn) if entries:
            if drawn:
                yield Chart(entries)
            yield Grid([_entry(document, entry) for entry in entries], [])
        case Card():
            if block.title.text:
                yield Prose(_cited(document, block.title, "name"))
            rows_ = list(_fields(document, block))
            if rows_:
                yield Grid(rows_, [], indent=2)
        case Graph():
            yield from (_branch(document, twig) for twig in twigs(block))
        case Notice(text):
            yield Prose([Span(f"{label(block)}: ", "warning"), *_cited(document, text)])
        case Problem():
            yield from _problem(block)


def _entry(document: Document, entry: Entry) -> list[Line]:
    """A date and what happened, each claim with its own notes where they differ."""
    together = share_notes(document, entry)

    def told(cell: Cell, role: str = "") -> Line:
        return [Span(cell.text, role)] if together else _cited(document, cell, role)

    circumstances = [_joined((told(cell) for cell in entry.who), ", ")] if entry.who else []
    if entry.place:
        circumstances.append(told(entry.place))
    line = told(entry.what)
    if circumstances:
        line += [Span(" — ", "turn"), *_joined(circumstances, "; ")]
    if together:
        line += _notes(document, entry.what)
    if entry.marks:
        marks = _joined((_cited(document, mark, "mark") for mark in entry.marks), "; ")
        line += [Span(" (", "turn"), *marks, Span(")", "close")]
    return [told(entry.date, "date"), line]


def _branch(document: Document, twig: Twig) -> Branch:
    """`party → Accord [1]`, or `party ← Republic [1]` where the relation leads upwards."""
    line: Line = []
    if twig.edge:
        line = [Span(twig.edge.what.text, "label"), *_notes(document, twig.edge.what)]
        line.append(Span(" → " if twig.forward else " ← "))
    line += _cited(document, twig.node.label, "" if twig.edge else "name")
    return Branch(line + ([Span(" (again)", "note")] if twig.again else []), *leads(twig))


def _fields(document: Document, card: Card) -> Iterator[list[Line]]:
    for field in card.fields:
        for index, cell in enumerate(field.lines):
            name = [] if index else [Span(f"{field.label}:", "label")]
            yield [name, _cited(document, cell)]


def _problem(problem: Problem) -> Iterator[Part]:
    where = [Span(f"{place(problem)}: ")] if place(problem) else []
    severity = Span(problem.severity, problem.severity)
    yield Prose([*where, severity, Span(f": {message(problem)}")], wraps=False)
    for line in pointed(problem):
        yield Prose([Span(line)], indent=4, wraps=False)


def _sources(document: Document) -> Iterator[Part]:
    for index, (reference, notes) in enumerate(bibliography(document)):
        if not index:
            yield Prose([Span("SOURCES", "heading")])
        text = [Span(f": {reference.text}")] if reference.text else []
        url = [Span(" "), Span(reference.url, "url")] if reference.url else []
        yield Prose([Span(reference.source, "label"), *text, *url])
        pieces = (
            [Span(f"[{number}]", "note"), *(Span(f" {said}") for said in (note.at, remarks(note)) if said)]
            for number, note in notes
        )
        yield Prose(_joined(pieces, "  "), indent=2)


def _cited(document: Document, cell: Cell, role: str = "") -> Line:
    line: Line = []
    for run in document.runs(cell):
        line += [Span(run.text, role)] if run.text else []
        line += _numbered(run.numbers)
    return line


def _notes(document: Document, cell: Cell) -> Line:
    return _numbered(document.numbers(cell))


def _numbered(numbers: tuple[int, ...]) -> Line:
    return [Span(" "), Span("".join(f"[{number}]" for number in numbers), "note")] if numbers else []


def _joined(lines: Iterable[Line], separator: str) -> Line:
    joined: Line = []
    for line in lines:
        joined += [Span(separator), *line] if joined else line
    return joined
