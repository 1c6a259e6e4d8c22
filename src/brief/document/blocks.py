"""What a document is made of: headings, texts, lists, tables, timelines, cards, graphs, remarks and findings."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from brief.document.characters import visible
from brief.document.spans import Cell, cell


class Heading(NamedTuple):
    """The title of a part of the document; level 2 stands below the document's own title."""

    text: str
    level: int = 2


class Paragraph(NamedTuple):
    """Running text, each cell a sentence or more with notes of its own."""

    cells: tuple[Cell, ...]
    name: str = "text"


class Listing(NamedTuple):
    """Points, one a line."""

    name: str
    items: tuple[Cell, ...]


class Column(NamedTuple):
    """A column of a table: its key in JSON and its title for people."""

    key: str
    title: str


class Row(NamedTuple):
    """A row of a table; `id` is the record that it tells of."""

    cells: tuple[Cell, ...]
    id: str = ""


class Table(NamedTuple):
    """Rows under columns; on a narrow terminal it becomes a list."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


class Doubt(StrEnum):
    """Why an entry, or its date, is less sure than it looks."""

    DATE_DISPUTED = "date disputed"
    DATE_INFERRED = "date inferred"
    INFERRED = "inferred"
    """No source states what it is called; its own words say so."""
    DISPUTED = "disputed"
    """Another source has something else in place of all of the entry; its own words say so."""
    EXPECTED = "expected"
    """It lies after the publication of every source that tells of it."""
    NOT_HELD = "planned or called off"
    """Its kind or title says that it did not take place, or not yet."""


class Entry(NamedTuple):
    """One entry of a timeline."""

    date: Cell
    """When it was; the value is the date."""
    what: Cell
    id: str = ""
    who: tuple[Cell, ...] = ()
    """Who took part, each with the part taken: `Jane Doe (signatory)`; the value is the id."""
    place: Cell | None = None
    marks: tuple[Cell, ...] = ()
    """What qualifies the entry; the value of one that tells another date for it is that date."""
    doubts: tuple[Doubt, ...] = ()


class Timeline(NamedTuple):
    """Entries in order of time."""

    name: str
    entries: tuple[Entry, ...]
    drawn: bool = False
    """Whether text shows it as a chart, too."""


class Happening(StrEnum):
    """What happens on the dates of a field, for a calendar."""

    DUE = "due"
    MEETING = "meeting"
    """With those in the field `with`, at the place in the field `at`."""


class Field(NamedTuple):
    """A labelled part of a card: one line or several."""

    key: str
    label: str
    lines: tuple[Cell, ...]
    happening: Happening | None = None


class Card(NamedTuple):
    """One record, field by field."""

    name: str
    title: Cell
    fields: tuple[Field, ...]
    id: str = ""


class Node(NamedTuple):
    """A record in a graph."""

    id: str
    label: Cell


class Edge(NamedTuple):
    """A relation between two records, told from the first: `party`, `part of`."""

    source: str
    """Id of a node."""
    target: str
    what: Cell
    inferred: bool = False
    """Whether it is inferred in part or as a whole, as its words say."""


class Graph(NamedTuple):
    """Records and their relations; a format that draws no graphs shows their table."""

    name: str
    nodes: tuple[Node, ...]
    """The first is the one to begin at."""
    edges: tuple[Edge, ...]

    def table(self) -> Table:
        """The relations, one a row, and below them the records that have none."""
        labels = {node.id: node.label for node in self.nodes}
        columns = (Column("source", "From"), Column("what", "Relation"), Column("target", "To"))
        rows = [Row((labels[edge.source], edge.what, labels[edge.target]), edge.source) for edge in self.edges]
        related = {end for edge in self.edges for end in (edge.source, edge.target)}
        rows += [Row((node.label, cell(""), cell("")), node.id) for node in self.nodes if node.id not in related]
        return Table(self.name, columns, tuple(rows))


class Notice(NamedTuple):
    """A remark on the document itself: what was left out, what cannot be told."""

    text: Cell
    severity: str = "notice"

    @property
    def warns(self) -> bool:
        """Whether it is more than a remark."""
        return self.severity != "notice"


class Problem(NamedTuple):
    """A finding, with the user's own line; `problem` makes one with its texts made visible."""

    severity: str
    code: str
    sentence: str
    hint: str
    file: str
    line: int
    column: int
    width: int
    excerpt: str


def problem(
    severity: str,
    code: str,
    sentence: str,
    hint: str = "",
    file: str = "",
    *,
    line: int = 0,
    column: int = 0,
    width: int = 1,
    excerpt: str = "",
) -> Problem:
    """A problem with its texts made visible.

    The excerpt stays as it is in the file, because `column` and `width` count its characters: a
    renderer passes it through `exposed`.
    """
    texts = (visible(sentence), visible(hint), visible(file))
    return Problem(severity, code, *texts, line, column, width, excerpt)


Block = Heading | Paragraph | Listing | Table | Timeline | Card | Graph | Notice | Problem


def cells(blocks: tuple[Block, ...]) -> Iterator[Cell]:
    """Every cell of these blocks in reading order."""
    for block in blocks:
        match block:
            case Paragraph():
                yield from block.cells
            case Listing():
                yield from block.items
            case Table():
                for row in block.rows:
                    yield from row.cells
            case Timeline():
                for entry in block.entries:
                    yield from entry_cells(entry)
            case Card():
                yield block.title
                for part in block.fields:
                    yield from part.lines
            case Graph():
                yield from cells((block.table(),))
            case Notice():
                yield block.text
            case Heading() | Problem():
                pass


def entry_cells(entry: Entry) -> Iterator[Cell]:
    """The cells of a timeline entry in reading order."""
    yield entry.date
    yield entry.what
    yield from entry.who
    if entry.place:
        yield entry.place
    yield from entry.marks
