"""The document itself: its blocks with what they cite, numbered by first appearance."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from brief.document.blocks import Block, Heading, cells
from brief.document.characters import visible
from brief.document.spans import Cell, Cite, Note, Ref


class Reference(NamedTuple):
    """A source as the document prints it, once, below."""

    source: str
    text: str
    """The bibliographic line: title, author, publication, date, reliability."""
    url: str = ""
    title: str = ""
    """The title alone, for a note; none where it is disputed."""


class Run(NamedTuple):
    """A piece of a cell as renderers print it: words, the page that they lead to, the notes behind them."""

    text: str
    numbers: tuple[int, ...] = ()
    address: str = ""


Links = Callable[[Ref], str]
"""The relative address of the page that a name leads to, percent-encoded; nothing where it leads nowhere."""


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
        """The same document as a page among others, to which the names on it lead."""
        page = self._with(tuple(self.body()))
        page._links = links
        return page

    @property
    def notes(self) -> tuple[Note, ...]:
        """The citations, the first of which is note 1."""
        return tuple(Note(*map(visible, note)) for note in self._numbers)

    def runs(self, cell: Cell) -> Iterator[Run]:
        """The words of a cell, cut where a name leads to a page, and the numbers of the notes behind them."""
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
        """The numbers of the notes on these cells, each once, in ascending order."""
        return tuple(sorted({self._numbers[note] for found in cells for note in found.cites}))
