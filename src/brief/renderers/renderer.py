"""What every format has in common: one walk over a document, and a method for each block."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import ClassVar, Generic, TypeVar, assert_never

from brief.document import (
    Block,
    Card,
    Cell,
    Cite,
    Document,
    Entry,
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
    entry_cells,
    verbatim,
)
from brief.locale import say
from brief.model.user_error import UserError
from brief.named_tuple import NamedTuple
from brief.renderers.words import SIGNS, label, reference_line, sign_words

Piece = TypeVar("Piece")


class PersonRow(NamedTuple):
    """Lines on a person that have one reference."""

    reference: tuple[Pointer, ...]
    lines: list[tuple[str, tuple[Cell, ...]]]
    """Each with its label, which the first has not, and what follows it."""


class Renderer(ABC, Generic[Piece]):
    """Writes one document in one format; each block becomes pieces of the output.

    A format that lacks a method for a block cannot be made, and a block that has no method fails the type checker.
    """

    KEEPS_EMPTY: ClassVar[bool] = False
    """Whether lists, tables and timelines without anything in them are written, too."""
    IS_PAPER: ClassVar[bool] = False
    """Whether its readers do not sit at the program, so that no command is printed."""

    def __init__(self, document: Document) -> None:
        """`document` is read once, from its first block to its last."""
        self.document = document.on_paper() if self.IS_PAPER else document
        self.level = 1
        """That of the heading above; 1 below the title."""
        self.section = ""
        """The text of the heading above."""

    def groups(self) -> Iterator[Iterator[Piece]]:
        """The whole: marking, title, blocks, differences, legend, sources, notes, and the marking again."""
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
        """The handling marking; a format that has it on the edge of each page, or in each row, says that here."""
        yield from self.block(Paragraph((cell(verbatim(self.document.handling)),), "handling"))

    def title(self) -> Iterator[Piece]:
        """The title of the document."""
        yield from self.block(Heading(self.document.title, level=1))

    def differences(self) -> Iterator[Piece]:
        """The versions of the disputed values of which no block above tells, each followed by its own reference."""
        above = any(isinstance(block, Listing) and block.name == "differences" for block in self.document.blocks)
        title = say("Other points on which the sources differ") if above else say("Where the sources differ")
        yield from self.block(Heading(title))
        yield from self.block(Listing("differences", self.document.differences))

    def ending(self) -> Iterator[Piece]:
        """What follows the blocks: the legend of the signs, the sources, the footnotes."""
        if self.document.signs:
            yield from self.legend()
        if self.document.bibliography:
            yield from self.sources()
        yield from self.notes()

    def legend(self) -> Iterator[Piece]:
        """What the signs of a short page mean."""
        told = [f"{SIGNS[sign]} {sign_words(sign)}" for sign in SIGNS if sign in self.document.signs]
        yield from self.block(Paragraph(tuple(cell(verbatim(words)) for words in told), "legend"))

    def sources(self) -> Iterator[Piece]:
        """Every cited source, at least one."""
        document = self.document
        told = [
            " ".join(filter(None, (document.letter(found.source), reference_line(document, found), found.url)))
            for found in document.bibliography
        ]
        yield from self.block(Heading(say("Sources")))
        yield from self.block(Listing("sources", tuple(cell(verbatim(line)) for line in told)))

    def notes(self) -> Iterator[Piece]:
        """The footnotes; nothing in a format that has each reference beside what it supports."""
        yield from ()

    def blocks(self) -> Iterator[Piece]:
        """The pieces of all blocks, read no faster than they are taken."""
        for block in self.document.body():
            yield from self.block(block)

    def block(self, block: Block) -> Iterator[Piece]:
        """The pieces of one block; none of one that is empty."""
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
        """Whether the paper itself ends here; on paper, annexes begin on a page of their own."""
        annexes = (found for found in self.document.blocks if isinstance(found, Heading) and found.is_annex)
        return block.is_annex and block is next(annexes, None)

    @abstractmethod
    def heading(self, block: Heading) -> Iterator[Piece]:
        """The title of a part."""

    @abstractmethod
    def paragraph(self, block: Paragraph) -> Iterator[Piece]:
        """Running text of at least one cell."""

    @abstractmethod
    def listing(self, block: Listing) -> Iterator[Piece]:
        """At least one point."""

    @abstractmethod
    def table(self, block: Table) -> Iterator[Piece]:
        """At least one row under its columns."""

    @abstractmethod
    def timeline(self, block: Timeline) -> Iterator[Piece]:
        """At least one entry, in order of time."""

    @abstractmethod
    def card(self, block: Card) -> Iterator[Piece]:
        """One record, field by field."""

    def graph(self, block: Graph) -> Iterator[Piece]:
        """Records and their relations: a table, unless the format can draw a graph."""
        return self.block(block.table())

    @abstractmethod
    def notice(self, block: Notice) -> Iterator[Piece]:
        """A remark on the document."""

    @abstractmethod
    def problem(self, block: Problem) -> Iterator[Piece]:
        """A finding, with the user's own line."""

    def person_rows(self, block: Card) -> list[PersonRow]:
        """What a card tells of a person, its name first: lines with one reference are one statement."""
        rows = [PersonRow(self.document.reference(block.title), [])]
        for index, part in enumerate(block.fields):
            for reference, lines in groupby(part.lines, self.document.reference):
                if reference and reference != rows[-1].reference:
                    rows.append(PersonRow(reference, []))
                rows[-1].lines.append(("" if index == 0 else part.label, tuple(lines)))
        return rows

    def words(self, found: Cell) -> str:
        """The words of a cell, without the marks that are signs on a short page."""
        return found.text if self.document.full else found.unsigned

    def lead(self, notice: Notice) -> str:
        """The word before a remark: a short page has none before one that is no warning."""
        return label(notice) if notice.warns or self.document.full else ""

    def sharing(self, entry: Entry) -> tuple[Entry, tuple[Pointer, ...]]:
        """An entry as it is printed, and on a short page the reference of all of it.

        On a full page each cell has its citations, and cells in a row that have the same have them once.
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
    """Whether cells have the same citations, each in one place."""
    groups = [[span for span in cell.flat if isinstance(span, Cite)] for cell in cells]
    return all(len(group) == 1 and group == groups[0] for group in groups)


def findings_alone(document: Document) -> None:
    """Raise `UserError` for a document that is no list of findings."""
    if document.kind != "check":
        raise UserError(say("this report has no findings; only `brief check` has"), say("use --format json"), 2)


class Selective(Renderer[Piece]):
    """A format that shows some kinds of blocks alone; each of the others is nothing."""

    def heading(self, block: Heading) -> Iterator[Piece]:
        """Nothing."""
        yield from ()

    def paragraph(self, block: Paragraph) -> Iterator[Piece]:
        """Nothing."""
        yield from ()

    def listing(self, block: Listing) -> Iterator[Piece]:
        """Nothing."""
        yield from ()

    def table(self, block: Table) -> Iterator[Piece]:
        """Nothing."""
        yield from ()

    def timeline(self, block: Timeline) -> Iterator[Piece]:
        """Nothing."""
        yield from ()

    def card(self, block: Card) -> Iterator[Piece]:
        """Nothing."""
        yield from ()

    def notice(self, block: Notice) -> Iterator[Piece]:
        """Nothing."""
        yield from ()

    def problem(self, block: Problem) -> Iterator[Piece]:
        """Nothing."""
        yield from ()
