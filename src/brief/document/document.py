"""The document: its blocks and their citations, numbered by first appearance."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from brief.document.blocks import Block, Heading, cells
from brief.document.characters import sanitize
from brief.document.spans import Cell, Cite, Note, Ref


class Reference(NamedTuple):
    """A source in the list at the end of the document."""

    source: str
    text: str
    """Bibliographic line: title, author, publication, date, reliability."""
    url: str = ""
    title: str = ""
    """Only the title, for a note; None if it is disputed."""


class Run(NamedTuple):
    """A piece of a cell for renderers: words, the page that they link to, the notes after them."""

    text: str
    numbers: tuple[int, ...] = ()
    address: str = ""


Links = Callable[[Ref], str]
"""Relative address of the linked page, percent-encoded; None for no link."""


class Document:
    """A titled sequence of blocks. Notes are numbered by first appearance when it is created."""

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
        """Create a document. `kind` names the report (`timeline`); `references` has every source that a cell cites.

        `reading` yields the blocks before `blocks`, once for each rendering: findings, which may not fit in memory.
        They have no notes.

        `answers` says whether the document answers the question, or only suggests what might. A function is called
        after everything has been read. `data` replaces the blocks in JSON, for programs that use another form of the
        same facts. `author` maintains the dossier, and `dossier` is its title.

        `one_page` is for a paper of one page: whether it could be cut to one. Other papers have as many pages as they
        need. `day` is the date of the content, for the foot of a page.
        """
        self.dossier = dossier
        self._links: Links | None = None
        self.author = sanitize(author)
        self.one_page = one_page
        self.day = day
        self.data = data
        self._reading = reading
        self._answers = answers
        self.kind = kind
        self.title = sanitize(title)
        self.blocks = tuple(
            block._replace(text=sanitize(block.text)) if isinstance(block, Heading) else block for block in blocks
        )
        self.handling = sanitize(handling)
        self._numbers: dict[Note, int] = {}
        for found in cells(self.blocks):
            for note in found.cites:
                self._numbers.setdefault(note, len(self._numbers) + 1)
        known = {reference.source: Reference(*map(sanitize, reference)) for reference in references}
        cited = dict.fromkeys(note.source for note in self._numbers)
        self.references = tuple(known[source] for source in cited if source in known)

    @property
    def answers(self) -> bool:
        """True if it answers the question; call it after rendering."""
        return self._answers() if callable(self._answers) else self._answers

    def preceded_by(self, *first: Block, answers: bool = True) -> "Document":
        """Return the document with these blocks first; without `answers`, they say that there is no answer."""
        return self._with((*first, *self.body()), answers=answers)

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
        """Return the document after reading all of it."""
        return self if self._reading is tuple else self._with(tuple(self.body()))

    def body(self) -> Iterator[Block]:
        """Yield the blocks found while reading, then the other blocks."""
        yield from self._reading()
        yield from self.blocks

    def linked(self, links: Links) -> "Document":
        """Return the document as a page whose names link to other pages."""
        page = self._with(tuple(self.body()))
        page._links = links
        return page

    @property
    def notes(self) -> tuple[Note, ...]:
        """The citations; the first is note 1."""
        return tuple(Note(*map(sanitize, note)) for note in self._numbers)

    def runs(self, cell: Cell) -> Iterator[Run]:
        """Yield the words of a cell, split at links, with the numbers of their notes."""
        text = ""
        for span in cell.spans:
            address = self._links(span) if self._links and isinstance(span, Ref) else ""
            if not (address or isinstance(span, Cite)):
                text += span.text
                continue
            if text:
                yield Run(text)
                text = ""
            if isinstance(span, Cite):
                yield Run("", tuple(sorted({self._numbers[note] for note in span.notes})))
            else:
                yield Run(span.text, (), address)
        if text:
            yield Run(text)

    def numbers(self, *cells: Cell) -> tuple[int, ...]:
        """Return the numbers of the notes of these cells, each once, in ascending order."""
        return tuple(sorted({self._numbers[note] for found in cells for note in found.cites}))
