"""The blocks of a document: headings, texts, lists, tables, timelines, cards, graphs, remarks and findings."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Literal

from brief.document.characters import sanitize
from brief.document.parts import cell
from brief.document.portraits import Portrait
from brief.document.spans import Cell, Mark
from brief.locale import Message, Wording, say
from brief.named_tuple import NamedTuple


class Heading(NamedTuple):
    """The title of a part of the document; level 2 is below the document's own title."""

    text: Message
    level: int = 2
    is_annex: bool = False
    """True if all that follows is an annex to the paper."""
    selection: Wording = ""
    """How many items it has, or shows of how many and where the rest are: `5 of 14`; else empty."""


class Paragraph(NamedTuple):
    """Running text. Each cell is one or more sentences with their notes."""

    cells: tuple[Cell, ...]
    name: str = "text"
    portrait: Portrait | None = None
    """Portrait of the person whom it introduces."""


class Listing(NamedTuple):
    """A list, one item per line."""

    name: str
    items: tuple[Cell, ...]
    portraits: tuple[Portrait, ...] = ()
    """Portraits of the people whom the items name, one each; empty for a list without portraits."""
    is_numbered: bool = False
    """True if each item has a number, so that people can refer to it."""


class Column(NamedTuple):
    """A column of a table: its key in JSON and its title for people."""

    key: str
    title: Wording
    is_plain: bool = False
    """True if its words are clear without the title, so that a table with such columns may become a short list."""


class Row(NamedTuple):
    """A row of a table; `id` is the record that it is about."""

    cells: tuple[Cell, ...]
    id: str = ""


class Table(NamedTuple):
    """A table; on a narrow terminal it becomes a list."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


class Doubt(StrEnum):
    """Why an entry or its date is uncertain."""

    DATE_DISPUTED = "date disputed"
    DATE_INFERRED = "date inferred"
    INFERRED = "inferred"
    """No source states its title; the entry says so."""
    DISPUTED = "disputed"
    """Another source contradicts the whole entry; the entry says so."""
    EXPECTED = "expected"
    """It is later than all of its sources."""
    NOT_HELD = "planned or called off"
    """Its status, kind or title says that it did not take place, or not yet."""
    STATUS_DISPUTED = "status disputed"
    STATUS_INFERRED = "status inferred"


class Short(NamedTuple):
    """An entry of a timeline on a short page: one line, with the marks of what it says."""

    date: Cell
    what: Cell
    who: Cell = Cell()
    """Participants and place that the title does not name."""
    is_key: bool = False
    """True if the event is of high importance."""


class Entry(NamedTuple):
    """One entry of a timeline."""

    date: Cell
    """When it happened; the value is the date."""
    what: Cell
    id: str = ""
    who: tuple[Cell, ...] = ()
    """Participants with their parts: `Jane Doe (signatory)`; the value is the id."""
    place: Cell | None = None
    marks: tuple[Cell, ...] = ()
    """Qualifications of the entry; for another claimed date, the value is that date."""
    doubts: tuple[Doubt, ...] = ()
    short: Short | None = None
    """The line of a short page; None if it has the same words as the full one."""
    kind: str = ""
    """What kind of event it is, in the words of the dossier: `visit`."""
    is_rival: bool = False
    """True if its date is a rival of the record's own date, so that the same record may have another entry."""
    status: str = ""
    """What says that it did not take place or is only expected: `cancelled`; empty if its title says so.

    A status in doubt is always here, with the doubt in words: `held or cancelled (disputed)`.
    """
    is_cancelled: bool = False
    """True if it will never take place; False if sources differ on that, or if it is inferred."""

    @property
    def label(self) -> str:
        """Return its words for a picture, which shows inference and dispute by other means.

        A picture cuts a long title at the end, so the status comes first.
        """
        title = (self.short.what if self.short else self.what).unsigned
        return say("{status}: {title}", status=sanitize(self.status), title=title) if self.status else title


class Timeline(NamedTuple):
    """Entries in order of time."""

    name: str
    entries: tuple[Entry, ...]
    drawn: bool = False
    """True if text also shows it as a chart."""
    is_selection: bool = False
    """True if it leaves out events, so that a gap between two entries says nothing."""


Happening = Literal["due", "meeting"]
"""The calendar entry for the dates of a field. A meeting has its participants in `with`, its place in `at`."""


class Field(NamedTuple):
    """A part of a card, of one or more lines."""

    key: str
    label: Wording
    """Empty if the title of the card says enough."""
    lines: tuple[Cell, ...]
    happening: Happening | None = None


class Card(NamedTuple):
    """One record, field by field."""

    name: str
    title: Cell
    fields: tuple[Field, ...]
    id: str = ""
    portrait: Portrait | None = None
    """Portrait of the person whom the card introduces."""


class Node(NamedTuple):
    """A record in a graph."""

    id: str
    label: Cell
    is_event: bool = False
    """True if it is an event, which a picture on paper leaves out."""


class Edge(NamedTuple):
    """A relation between two records, named from the first: `party`, `part of`."""

    source: str
    """Id of a node."""
    target: str
    what: Cell
    inferred: bool = False
    """True if it is fully or partly inferred, as its words say."""


class Graph(NamedTuple):
    """Records and their relations; a format without graphs shows the table."""

    name: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    starts: int = 1
    """Number of its first nodes from which a picture begins: the subject, or the parties."""

    @property
    def related(self) -> set[str]:
        """Return the ids of the records that have relations."""
        return {end for edge in self.edges for end in (edge.source, edge.target)}

    def without_events(self) -> "Graph":
        """Return the graph without its events, except for one from which it begins."""
        nodes = tuple(node for index, node in enumerate(self.nodes) if index < self.starts or not node.is_event)
        ids = {node.id for node in nodes}
        edges = tuple(edge for edge in self.edges if edge.source in ids and edge.target in ids)
        return self._replace(nodes=nodes, edges=edges)

    def table(self) -> Table:
        """Return the relations, one per row, followed by the records without relations."""
        labels = {node.id: node.label for node in self.nodes}
        titles = {"source": say("From"), "what": say("Relation"), "target": say("To")}
        columns = tuple(Column(key, title) for key, title in titles.items())
        rows = [Row((labels[edge.source], edge.what, labels[edge.target]), edge.source) for edge in self.edges]
        related = self.related
        rows += [Row((node.label, cell(""), cell("")), node.id) for node in self.nodes if node.id not in related]
        return Table(self.name, columns, tuple(rows))


class Notice(NamedTuple):
    """A remark about the document itself: what is omitted or uncertain."""

    text: Cell
    severity: str = "notice"

    @property
    def warns(self) -> bool:
        """True if it is more than a remark."""
        return self.severity != "notice"


class Differences(NamedTuple):
    """The place for the versions of disputed values; without one, they come at the end of the page."""

    title: Message
    disputes: tuple[tuple[Mark, ...], ...] = ()
    """The marks of each further dispute, both in the order of the report.

    They follow what the page marks, up to `most` disputes, with one line each.
    """
    most: int | None = None
    is_capped: bool = False
    """True if `most` limits all disputes here; the others come at the end."""


class Problem(NamedTuple):
    """A finding with the user's line; `problem` creates one with hidden characters escaped."""

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
    """Create a problem with hidden characters escaped in its texts.

    The excerpt stays as in the file, because `column` and `width` count its characters. Renderers pass it through
    `escape_invisible`.
    """
    texts = (sanitize(sentence), sanitize(hint), sanitize(file))
    return Problem(severity, code, *texts, line, column, width, excerpt)


Block = Heading | Paragraph | Listing | Table | Timeline | Card | Graph | Notice | Problem


Content = Block | Differences
"""The content of a report: its blocks, and the place for disputed values."""


def cells(blocks: tuple[Block, ...], *, full: bool = True) -> Iterator[Cell]:
    """Yield every cell that a full page of these blocks prints, or a short one, in reading order."""
    return (found for block in blocks for statement in statements(block, full=full) for found in statement)


def statements(block: Block, *, full: bool = True) -> Iterator[tuple[Cell, ...]]:
    """Yield the statements of a block in reading order: the cells that share one reference on a short page."""
    match block:
        case Paragraph():
            yield block.cells
        case Listing():
            yield from ((item,) for item in block.items)
        case Table():
            yield from (row.cells for row in block.rows)
        case Timeline():
            yield from (entry_cells(entry, full=full) for entry in block.entries)
        case Card():
            yield (block.title,)
            yield from ((line,) for part in block.fields for line in part.lines)
        case Graph():
            yield from statements(block.table(), full=full)
        case Notice():
            yield (block.text,)
        case Heading() | Problem():
            pass


def entry_cells(entry: Entry, *, full: bool = True) -> tuple[Cell, ...]:
    """Return the cells of a timeline entry on a full page, or on a short one, in reading order."""
    if entry.short and not full:
        return (entry.short.date, entry.short.what, entry.short.who)
    return (entry.date, entry.what, *entry.who, *([entry.place] if entry.place else []), *entry.marks)
