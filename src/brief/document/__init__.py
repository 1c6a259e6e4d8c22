"""What a report returns: blocks of cells, and the notes that lead each cell to its sources.

A document is built once and dressed by every renderer. Renderers never number citations and never
look at a record: all that they print is here.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

HIDDEN = (  # most texts hold none of it, and to compile it takes longer than to print them
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff"
    "\U000e01f0-\U000e0fff]"
    # Joiners belong to scripts from Arabic to Mongolian, and to emoji; elsewhere they make two names look like one.
    "|(?<![\u0590-\u061b\u061d-\u115e\u1161-\u17b3\u17b6-\u180a\u1810-\u1cff\u2190-\u2bff\ua800-\uabff\ufb1d-\ufdff"
    "\ufe70-\ufefc\U00010800-\U00016fff\U0001e800-\U0001faff])(?<![\u2190-\u2bff\U0001f000-\U0001faff]\ufe0f)[\u200c\u200d]"
    # A variation selector chooses a form of a sign that has several: a symbol, an ideograph, a letter of a few scripts.
    "|(?<![\xa9\xae\u1000-\u109f\u2010-\u2027\u2030-\u205e\u2070-\u312f\u3190-\u9fff\ua840-\ua87f\uf900-\ufaff\U0001f000-\U0001faff\U00020000-\U0003ffff])"
    "(?![\ufe0e\ufe0f]\u20e3)[\ufe00-\ufe0f]"
    "|(?<![\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])[\U000e0100-\U000e01ef]"
    "|(?<![\u1800-\u180a\u1810-\u18af])[\u180b-\u180d\u180f]"
)
"""A pattern of the characters that act or hide, and that are printed as their numbers."""
UNSEEN = frozenset(
    map(chr, (0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810), 0x3164, *range(0xFE00, 0xFE10), 0xFFA0))
) | frozenset(map(chr, range(0xE0100, 0xE01F0)))
"""What nobody sees though `str.isprintable` counts it as printable (Default_Ignorable_Code_Point, UAX 44)."""
_BREAKS = dict.fromkeys(map(ord, "\t\n\v\f\r\x85\u2028\u2029"), " ")
_SPACE = re.compile(r"[ \t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")


def visible(text: str) -> str:
    """Text from a dossier with nothing in it that acts or hides.

    Control characters (C0, C1), bidirectional and invisible ones are written as `⟨U+202E⟩`; runs of
    white space become one space, so that a value never leaves its line. The reasons are in Unicode
    Technical Report 36. Joiners and variation selectors stay where a script or a symbol needs them.
    """
    return (text if is_plain(text) and "  " not in text else exposed(_SPACE.sub(" ", text))).strip()


def exposed(text: str) -> str:
    """The same for a line of a file, whose spaces stay where they are."""
    if is_plain(text):
        return text
    return re.sub(HIDDEN, lambda found: f"⟨U+{ord(found[0]):04X}⟩", text.translate(_BREAKS))


def is_plain(text: str) -> bool:
    """Whether a text has nothing in it that may act or hide; line breaks do."""
    return text.isprintable() and (text.isascii() or UNSEEN.isdisjoint(text))


class Note(NamedTuple):
    """A citation as a document carries it; its number is its place among the document's notes."""

    source: str
    """Id of the source."""
    at: str = ""
    """Locator within it."""
    quote: str = ""
    credibility: str = ""


class Reference(NamedTuple):
    """A source as the document prints it, once, below."""

    source: str
    text: str
    """The bibliographic line: title, author, publication, date, reliability."""
    url: str = ""
    title: str = ""
    """The title alone, for a note; none where it is disputed."""


class Text(NamedTuple):
    """Words of a cell."""

    text: str


class Cite(NamedTuple):
    """The citations of the words before it."""

    notes: tuple[Note, ...]


Span = Text | Cite


class Cell(NamedTuple):
    """A statement as spans: its words, and behind each part of it the citations that support that part.

    Make one with `cell`, which cleans the text.
    """

    spans: tuple[Span, ...] = ()
    value: Any = None
    """What JSON and CSV get where it is not the text: an EDTF date, an id, a number."""

    @property
    def text(self) -> str:
        """Its words alone."""
        return "".join([span.text for span in self.spans if isinstance(span, Text)])

    @property
    def cites(self) -> tuple[Note, ...]:
        """All of its citations, each once, in the order of the words."""
        found = [note for span in self.spans if isinstance(span, Cite) for note in span.notes]
        return tuple(dict.fromkeys(found)) if len(found) > 1 else tuple(found)

    def with_text(self, before: str = "", after: str = "") -> "Cell":
        """The cell with words before its own, and with words after them that its last citations support as well."""
        spans = self.spans
        begin = (Text(before),) if before else ()
        if not after:
            return Cell((*begin, *spans), self.value)
        end = len(spans) - 1 if spans and isinstance(spans[-1], Cite) else len(spans)
        return Cell((*begin, *spans[:end], Text(after), *spans[end:]), self.value)

    def uncited(self) -> "Cell":
        """The cell without its citations."""
        return Cell(tuple(span for span in self.spans if isinstance(span, Text)), self.value)

    def citing(self, notes: "Iterable[Note]") -> "Cell":
        """The words of the cell with these citations behind them, and no others."""
        cites = tuple(dict.fromkeys(notes))
        return Cell((*self.uncited().spans, *((Cite(cites),) if cites else ())), self.value)


def cell(text: str, value: Any = None, cites: tuple[Note, ...] = ()) -> Cell:
    """A cell of data: its text made visible, and its citations behind it."""
    words = visible(text)
    spans: tuple[Span, ...] = (Text(words),) if words else ()
    return Cell((*spans, Cite(cites)) if cites else spans, value)


class Run(NamedTuple):
    """A piece of a cell as renderers print it: words, the page that they lead to, the notes behind them."""

    text: str
    numbers: tuple[int, ...] = ()
    address: str = ""


class Mention(NamedTuple):
    """A part of a cell's text that names something with a page of its own."""

    start: int
    stop: int
    address: str
    """A relative address of the page, percent-encoded."""


Links = Callable[[Cell, str], Sequence[Mention]]
"""What a cell mentions, given the id of the row, entry or card that it stands in: in order, none within another."""


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
    """When: the words for people, EDTF as the value."""
    what: Cell
    id: str = ""
    who: tuple[Cell, ...] = ()
    """Who took part, each with the part taken: `Jane Doe (signatory)`; the value is the id."""
    place: Cell | None = None
    marks: tuple[Cell, ...] = ()
    """What qualifies the entry: that its date is disputed, and the other dates; that it is inferred."""
    doubts: tuple[Doubt, ...] = ()


class Timeline(NamedTuple):
    """Entries in order of time."""

    name: str
    entries: tuple[Entry, ...]
    drawn: bool = False
    """Whether text shows it as a chart, too."""


class Field(NamedTuple):
    """A labelled part of a card: one line or several."""

    key: str
    label: str
    lines: tuple[Cell, ...]


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
    """Records and their relations; a renderer that draws no graphs gets a table, by `without_graphs`."""

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


class Document:
    """A titled sequence of blocks; its notes are numbered by first appearance when it is made."""

    def __init__(
        self,
        kind: str,
        title: str,
        blocks: "tuple[Block, ...] | list[Block]",
        references: "tuple[Reference, ...] | list[Reference]" = (),
        handling: str = "",
        *,
        answers: bool | Callable[[], bool] = True,
        data: Any = None,
        author: str = "",
        dossier: str = "",
        reading: Callable[[], Iterable[Block]] = tuple,
        one_page: bool | None = None,
        day: str = "",
    ) -> None:
        """`kind` names the report (`timeline`); `references` holds every source that a cell cites.

        `reading` finds what stands before the blocks, once for each rendering: findings, of which there may be
        more than memory holds. Nothing in it has notes.

        `answers` tells whether the document answers what was asked, or only says what might; where it is
        a function, it is called when all has been read. `data` is what
        JSON prints in place of the blocks, where programs know another form of the same facts. `author` is
        who keeps the dossier, and `dossier` what that is called.

        `one_page` is for a paper that is to be a single page: whether it could be cut to one. Other papers
        take the pages they need. `day` says as of when all of it holds, for the foot of a page.
        """
        self.dossier = dossier
        self._links: Links | None = None
        self.author = visible(author)
        self.one_page = one_page
        self.day = day
        self.data = data
        self._reading = reading
        self._answers = answers
        self.kind = kind
        self.title = visible(title)
        self.blocks = tuple(
            block._replace(text=visible(block.text)) if isinstance(block, Heading) else block for block in blocks
        )
        self.handling = visible(handling)
        self._numbers: dict[Note, int] = {}
        for found in cells(self.blocks):
            for note in found.cites:
                self._numbers.setdefault(note, len(self._numbers) + 1)
        known = {reference.source: Reference(*map(visible, reference)) for reference in references}
        cited = dict.fromkeys(note.source for note in self._numbers)
        self.references = tuple(known[source] for source in cited if source in known)

    @property
    def answers(self) -> bool:
        """Whether it answers what was asked; asked when the document has been rendered."""
        return self._answers() if callable(self._answers) else self._answers

    def preceded_by(self, *first: Block, answers: bool = True) -> "Document":
        """The document with these blocks before all others; without `answers` they say that there is no answer."""
        return self._with((*first, *self.body()), answers=answers)

    def without_graphs(self) -> "Document":
        """The document with a table in place of each graph."""
        if not any(isinstance(block, Graph) for block in self.blocks):
            return self
        return self._with(tuple(block.table() if isinstance(block, Graph) else block for block in self.blocks))

    def _with(self, blocks: "tuple[Block, ...]", *, answers: bool = True) -> "Document":
        made = Document(
            self.kind,
            self.title,
            blocks,
            self.references,
            self.handling,
            answers=self.answers and answers,
            data=self.data,
            author=self.author,
            dossier=self.dossier,
            one_page=self.one_page,
            day=self.day,
        )
        made._links = self._links
        return made

    def gathered(self) -> "Document":
        """The document with all of it read."""
        return self if self._reading is tuple else self._with(tuple(self.body()))

    def body(self) -> Iterator[Block]:
        """What is found while it is read, then the blocks."""
        yield from self._reading()
        yield from self.blocks

    def linked(self, links: Links) -> "Document":
        """The same document as a page among others, to which its mentions lead."""
        page = self._with(tuple(self.body()))
        page._links = links
        return page

    def mentions(self, cell: Cell, id_: str = "") -> "Sequence[Mention]":
        """What a cell mentions that has a page; `id_` is that of the row, entry or card around it."""
        return self._links(cell, id_) if self._links else ()

    @property
    def notes(self) -> tuple[Note, ...]:
        """The citations, the first of which is note 1."""
        return tuple(Note(*map(visible, note)) for note in self._numbers)

    def runs(self, cell: Cell, id_: str = "") -> Iterator[Run]:
        """The words of a cell with the numbers of their notes, cut where a mention begins or ends.

        Notes within a mention come behind it. `id_` is that of the row, entry or card around the cell.
        """
        mentions = [*self.mentions(cell, id_)]
        at = 0
        pending: list[int] = []
        for span in cell.spans:
            if isinstance(span, Cite):
                numbers = sorted({self._numbers[note] for note in span.notes})
                if mentions and mentions[0].start < at < mentions[0].stop:
                    pending += numbers
                else:
                    yield Run("", tuple(numbers))
                continue
            begin, end = at, at + len(span.text)
            while at < end:
                mention = mentions[0] if mentions and mentions[0].start < end else None
                if mention is None:
                    yield Run(span.text[at - begin :])
                    at = end
                elif at < mention.start:
                    yield Run(span.text[at - begin : mention.start - begin])
                    at = mention.start
                else:
                    stop = min(mention.stop, end)
                    yield Run(span.text[at - begin : stop - begin], (), mention.address)
                    at = stop
                    if at == mention.stop:
                        mentions.pop(0)
                        yield from [Run("", tuple(pending))] if pending else []
                        pending = []

    def numbers(self, *cells: Cell) -> tuple[int, ...]:
        """The numbers of the notes on these cells, each once, in ascending order."""
        return tuple(sorted({self._numbers[note] for found in cells for note in found.cites}))


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
                yield from (node.label for node in block.nodes)
                yield from (edge.what for edge in block.edges)
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
