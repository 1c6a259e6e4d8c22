"""Base class of the formats: visits a document once, with a method for each kind of block."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from itertools import groupby, pairwise, takewhile
from typing import ClassVar, Generic, TypeVar, assert_never

from brief.document import (
    Block,
    Card,
    Cell,
    Cite,
    Document,
    Entry,
    Findings,
    Graph,
    Heading,
    Listing,
    Notice,
    Paragraph,
    Pointer,
    Problem,
    Table,
    Timeline,
    cell,
    code,
    entry_cells,
    known_as,
    phrase,
)
from brief.locale import say
from brief.model.user_error import UserError
from brief.named_tuple import NamedTuple
from brief.renderers.words import label, legend, reference_line

Piece = TypeVar("Piece")


class PersonRow(NamedTuple):
    """Lines about a person that share one reference."""

    reference: tuple[Pointer, ...]
    lines: list[tuple[str, tuple[Cell, ...]]]
    """Pairs of label and cells; the first line has no label."""


class Renderer(ABC, Generic[Piece]):
    """Writes one document in one format; each block becomes pieces of the output.

    A format without a method for a block cannot be instantiated. A block that no method handles fails the type checker.
    """

    KEEPS_EMPTY: ClassVar[bool] = False
    """True if empty lists, tables and timelines are written, too."""
    IS_PAPER: ClassVar[bool] = False
    """True if the format omits hints, because it is read away from the program."""

    def __init__(self, document: Document) -> None:
        """Prepare to render `document`, which is read once, from its first block to its last."""
        self.document = document.on_paper() if self.IS_PAPER else document
        self.level = 1
        """Level of the heading above; 1 below the title."""
        self.section = ""
        """Text of the heading above."""

    def groups(self) -> Iterator[Iterator[Piece]]:
        """Yield all groups: marking, title, blocks, differences, legend, sources, notes, and the marking again."""
        document = self.document
        if document.handling:
            yield self.marking()
        if document.title:
            yield self.title()
        yield self.blocks()
        if document.differences:
            yield self.differences()
        yield self.ending()
        if document.handling:
            yield self.marking()

    def marking(self) -> Iterator[Piece]:
        """Yield the handling marking; a format that prints it on each page or row overrides this."""
        yield from self.block(Paragraph((cell(code(self.document.handling)),), "handling"))

    def title(self) -> Iterator[Piece]:
        """Yield the title of the document."""
        yield from self.block(Heading(self.document.title, level=1))

    def differences(self) -> Iterator[Piece]:
        """Yield the rival versions of disputed values that no block above shows, each with its own reference."""
        above = any(isinstance(block, Listing) and block.name == "differences" for block in self.document.blocks)
        title = say("Other points on which the sources differ") if above else say("Where the sources differ")
        yield from self.block(Heading(title))
        yield from self.block(Listing("differences", self.document.differences))

    def ending(self) -> Iterator[Piece]:
        """Yield what follows the blocks: the legend of the signs, the sources, the footnotes."""
        if self.document.signs:
            yield from self.legend()
        if self.document.bibliography:
            yield from self.sources()
        yield from self.notes()

    def legend(self) -> Iterator[Piece]:
        """Yield the meaning of the signs on a short page."""
        told = (phrase(code(sign), " ", words) for sign, words in legend(self.document))
        yield from self.block(Paragraph(tuple(told), "legend"))

    def sources(self) -> Iterator[Piece]:
        """Yield every cited source; called only if there is one."""
        document = self.document
        told = [
            " ".join(filter(None, (document.letter(found.source), reference_line(document, found), found.url)))
            for found in document.bibliography
        ]
        yield from self.block(Heading(say("Sources")))
        yield from self.block(Listing("sources", tuple(cell(known_as(line)) for line in told)))

    def notes(self) -> Iterator[Piece]:
        """Yield the footnotes; nothing in a format that puts each reference next to its statement."""
        yield from ()

    def blocks(self) -> Iterator[Piece]:
        """Yield the pieces of all blocks, reading blocks only on demand."""
        for block in self.document.body():
            yield from self.block(block)

    def block(self, block: Block) -> Iterator[Piece]:
        """Return the pieces of one block; an empty block has none."""
        pieces: Iterator[Piece] = iter(())
        match block:
            case Heading():
                self.level, self.section = block.level, block.text
                pieces = self.heading(block)
            case Paragraph() if block.cells or self.KEEPS_EMPTY:
                pieces = self.paragraph(block)
            case Listing() if block.items or self.KEEPS_EMPTY:
                pieces = self.listing(block)
            case Table() if block.rows or self.KEEPS_EMPTY:
                pieces = self.table(block)
            case Timeline() if block.entries or self.KEEPS_EMPTY:
                pieces = self.timeline(block)
            case Card():
                pieces = self.card(block)
            case Graph():
                pieces = self.graph(block)
            case Notice():
                pieces = self.notice(block)
            case Problem():
                pieces = self.problem(block)
            case Paragraph() | Listing() | Table() | Timeline():
                pass
            case _:
                assert_never(block)
        return pieces

    def begins_annexes(self, block: Heading) -> bool:
        """True if this heading starts the annexes of a paper, which begin on a new page."""
        if not block.is_annex:
            return False
        paper = [*takewhile(lambda found: found is not block, self.document.blocks)]
        is_first = not any(isinstance(found, Heading) and found.is_annex for found in paper)
        return is_first and not all(isinstance(found, Notice) for found in paper)

    @abstractmethod
    def heading(self, block: Heading) -> Iterator[Piece]:
        """Yield the heading of a section."""

    @abstractmethod
    def paragraph(self, block: Paragraph) -> Iterator[Piece]:
        """Yield running text of at least one cell."""

    @abstractmethod
    def listing(self, block: Listing) -> Iterator[Piece]:
        """Yield a list of at least one item."""

    @abstractmethod
    def table(self, block: Table) -> Iterator[Piece]:
        """Yield a table of at least one row."""

    @abstractmethod
    def timeline(self, block: Timeline) -> Iterator[Piece]:
        """Yield at least one entry, in order of time."""

    @abstractmethod
    def card(self, block: Card) -> Iterator[Piece]:
        """Yield one record, field by field."""

    def graph(self, block: Graph) -> Iterator[Piece]:
        """Yield records and their relations: as a table, unless the format can draw a graph."""
        return self.block(block.table())

    @abstractmethod
    def notice(self, block: Notice) -> Iterator[Piece]:
        """Yield a remark on the document."""

    @abstractmethod
    def problem(self, block: Problem) -> Iterator[Piece]:
        """Yield a finding, with the user's own line."""

    def person_rows(self, block: Card) -> list[PersonRow]:
        """Return the rows of a person's card, the name first; consecutive lines with one reference share a row."""
        rows = [PersonRow(self.document.reference(block.title), [])]
        for index, part in enumerate(block.fields):
            for reference, lines in groupby(part.lines, self.document.reference):
                if reference and reference != rows[-1].reference:
                    rows.append(PersonRow(reference, []))
                rows[-1].lines.append(("" if index == 0 else part.label, tuple(lines)))
        return rows

    def words(self, found: Cell) -> str:
        """Return the words of a cell, without the marks that a short page shows as signs."""
        return found.text if self.document.full else found.unsigned

    def lead(self, notice: Notice) -> str:
        """Return the label of a remark; on a short page only warnings have one."""
        return label(notice) if notice.warns or self.document.full else ""

    def sharing(self, entry: Entry) -> tuple[Entry, tuple[Pointer, ...]]:
        """Return an entry as it is printed, and its shared reference on a short page.

        On a full page each cell has its own citations. If adjacent cells have the same citations, only the last shows
        them.
        """
        if not self.document.full:
            return entry, self.document.reference(*entry_cells(entry, full=False))
        place = (entry.place,) if entry.place else ()
        told = (entry.date, entry.what, *entry.who, *place)
        once = [cell.uncited() if _are_one(cell, after) else cell for cell, after in pairwise((*told, Cell()))]
        date, what, *rest = once
        who = tuple(rest[: len(entry.who)])
        return entry._replace(date=date, what=what, who=who, place=rest[-1] if place else None), ()


def _are_one(*cells: Cell) -> bool:
    """True if all cells have the same citations, in one group each."""
    groups = [[span for span in cell.flat if isinstance(span, Cite)] for cell in cells]
    return all(len(group) == 1 and group == groups[0] for group in groups)


def findings_alone(document: Document) -> None:
    """Raise `UserError` for a document that is not a list of findings."""
    if not isinstance(document, Findings):
        sentence = say("this report has no findings; only `brief check` and `brief source verify` have")
        raise UserError(sentence, say("use --format json"), 2)


class Selective(Renderer[Piece]):
    """Base class of formats that show only some kinds of blocks; all others yield nothing."""

    def heading(self, block: Heading) -> Iterator[Piece]:
        """Yield nothing."""
        yield from ()

    def paragraph(self, block: Paragraph) -> Iterator[Piece]:
        """Yield nothing."""
        yield from ()

    def listing(self, block: Listing) -> Iterator[Piece]:
        """Yield nothing."""
        yield from ()

    def table(self, block: Table) -> Iterator[Piece]:
        """Yield nothing."""
        yield from ()

    def timeline(self, block: Timeline) -> Iterator[Piece]:
        """Yield nothing."""
        yield from ()

    def card(self, block: Card) -> Iterator[Piece]:
        """Yield nothing."""
        yield from ()

    def notice(self, block: Notice) -> Iterator[Piece]:
        """Yield nothing."""
        yield from ()

    def problem(self, block: Problem) -> Iterator[Piece]:
        """Yield nothing."""
        yield from ()
