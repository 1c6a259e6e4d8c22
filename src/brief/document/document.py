"""The document: its blocks and their citations, numbered by first appearance."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from itertools import groupby
from typing import TYPE_CHECKING, Any

from brief.document.blocks import Block, Content, Heading, cells
from brief.document.characters import curled, sanitize
from brief.document.differences import placed
from brief.document.letters import letters
from brief.document.portraits import Letterhead, Pictures
from brief.document.spans import Cell, Cite, Label, Mark, Note, Ref, Span
from brief.locale import Message, Wording, reworded
from brief.named_tuple import NamedTuple

if TYPE_CHECKING:
    from brief.images import Picture


class Reference(NamedTuple):
    """A source in the list at the end of the document."""

    source: str
    text: str
    """Bibliographic line: title, author, publication, date, reliability."""
    url: str = ""
    key: str = ""
    """The letter that the dossier chose for it."""
    short: str = ""
    """`text` without labels: `R. Quill, Ministers meet, The Courier, 16 May 2024`, for the list of a short page."""
    line: str = ""
    """Its title, date and reliability, for a terminal."""
    on_paper: str = ""
    """`text` with its reliability in words alone, because the sources of a page have letters too."""


class Pointer(NamedTuple):
    """A reference to one source: its letter, and the locators."""

    letter: str
    source: str
    """Id of the source."""
    places: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    """The citations, with the quotes and credibility that a full page prints."""

    @property
    def text(self) -> str:
        """Return the reference in words: `F ¶2 ¶5`."""
        return " ".join((self.letter, *self.places))

    @property
    def compact(self) -> tuple[str, ...]:
        """Return the reference in the pieces that a terminal prints: `F2`, `5–7`."""
        first, *others = [place.lstrip("¶") for place in self.places] or [""]
        gap = " " if first and not first[0].isdigit() else ""
        return (f"{self.letter}{gap}{first}", *others)


class Run(NamedTuple):
    """A piece of a cell for renderers: words, a mark or a reference."""

    text: str = ""
    address: str = ""
    """The page that the words link to."""
    pointers: tuple[Pointer, ...] = ()
    """The sources of the words before this run, which has no words of its own."""
    mark: Mark | None = None
    """The mark on the words before this run, which has no words of its own; a short page prints its sign."""
    is_rival: bool = False
    """True for the other version of a value: ` or 2025`, and for its sign."""
    is_strong: bool = False
    """True for words in bold."""


Links = Callable[[Ref], str]
"""Relative address of the linked page, percent-encoded; None for no link."""


class Document:
    """A titled sequence of blocks. Notes are numbered by first appearance when it is created.

    `kind` names the report (`timeline`); `references` has every source that a cell cites.

    `reading` yields the blocks before `blocks`, once for each rendering: findings, which may not fit in memory.
    They have no notes.

    `answers` says whether the document answers the question, or only suggests what might. A function is called
    after everything has been read. `data` replaces the blocks in JSON, for programs that use another form of the
    same facts. `author` maintains the dossier, and `dossier` is its title.

    `one_page` is True if a one-page paper could be cut to fit, and False if not; None for other papers. `day` is
    the date of the content, for the footer. `subtitle` is the line below the title: the kind, date and owner of the
    paper, or what is counted. `more` is the command that prints the full page. `letterhead` opens the first page.

    A `full` document prints rivals, reasons and citations next to each value. Others print one reference per
    statement, marks for what is inferred or disputed, and the disputed versions at the end.
    """

    is_verbatim = False
    """True if it prints words exactly as a file or a source has them."""

    def __init__(
        self,
        kind: str,
        title: Wording,
        blocks: "Sequence[Content]",
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
        subtitle: Wording = "",
        more: Wording = "",
        full: bool = True,
        letterhead: Letterhead | None = None,
    ) -> None:
        self.kind = kind
        self.title = reworded(title, sanitize)
        self.subtitle = reworded(subtitle, sanitize)
        self.handling = sanitize(handling)
        self.has_own_marking = False
        """True if its marking is that of the dossier itself."""
        self.author = sanitize(author)
        self.dossier = dossier
        self.day = day
        self.more = more
        self.full = full
        self.one_page = one_page
        self.letterhead = letterhead
        self.data = data
        self.homes: Mapping[str, str] = {}
        """The dossier of each record that it names by id, if it draws on several."""
        self._answers = answers
        self._reading = reading
        self._is_typeset = False
        self._links: Links | None = None
        self._pictures: Pictures = lambda _: None
        self._fill(tuple(blocks), {found.source: Reference(*map(sanitize, found)) for found in references})

    def _fill(self, blocks: "tuple[Content, ...]", known: Mapping[str, Reference]) -> None:
        """Set its blocks, and what follows from them; `known` are the references by source."""
        self._given = blocks
        self._known = known
        told, self.differences = placed(blocks, full=self.full)
        """`differences` are the versions of disputed values that no block shows, in the order of the page."""
        self.blocks = tuple(
            block._replace(text=reworded(block.text, sanitize)) if isinstance(block, Heading) else block
            for block in told
        )
        self._numbers = _numbered(cells(self.blocks))
        cited = dict.fromkeys(note.source for note in self._numbers)
        self.references = tuple(known[source] for source in cited if source in known)
        """The sources of all values, including those that only a full page prints."""
        shown = list(self.printed)
        marks = [mark for found in shown for mark in found.signed]
        self.signs = frozenset() if self.full else frozenset(mark.sign for mark in marks)
        """The signs on a short page."""
        sources = dict.fromkeys(note.source for found in shown for note in found.cites)
        self._letters = letters(sources, {source: found.key for source, found in known.items()})
        self.bibliography = tuple(known.get(source, Reference(source, "")) for source in sources)
        """The sources that the page cites, in order of first citation."""

    @property
    def printed(self) -> Iterator[Cell]:
        """Yield the cells that the page prints, those of `differences` last, without blocks from `reading`."""
        yield from cells(self.blocks, full=self.full)
        yield from self.differences

    @property
    def answers(self) -> bool:
        """True if it answers the question; call it after rendering."""
        return self._answers() if callable(self._answers) else self._answers

    def preceded_by(self, *first: Block, answers: bool = True) -> "Document":
        """Return the document with these blocks first; without `answers`, they say that there is no answer."""
        return self._with((*first, *self._reading(), *self._given), answers=answers)

    def changed(self, change: Callable[[Content], Iterable[Content]]) -> "Document":
        """Return the document with other blocks in the place of each; the document itself if all stay."""
        blocks = tuple(each for block in self._given for each in change(block))
        if blocks == self._given:
            return self
        made = copy(self)
        made._fill(blocks, self._known)
        return made.typeset() if self._is_typeset else made

    def _with(self, blocks: "tuple[Content, ...]", *, answers: bool = True) -> "Document":
        """Return the document with these blocks, of which all have been read."""
        made = copy(self)
        made._reading = tuple
        made._answers = self.answers and answers
        made._fill(blocks, self._known)
        return made

    def marked(self, handling: str, *, is_own: bool = False) -> "Document":
        """Return the document with this handling marking; `is_own` if it is that of the dossier itself."""
        made = copy(self)
        made.handling, made.has_own_marking = sanitize(handling), is_own
        return made

    def verbatim(self) -> "Document":
        """Return a document that prints words exactly as a file or a source has them."""
        made = copy(self)
        made.is_verbatim = True
        return made

    def too_long(self) -> "Document":
        """Return a paper of one page that could not be cut to fit."""
        made = copy(self)
        made.one_page = False
        return made

    def titled(self, title: Message) -> "Document":
        """Return the document with this title, which its subtitle does not repeat."""
        made = copy(self)
        made.title = reworded(title, sanitize)
        made.subtitle = reworded(self.subtitle, lambda own: own.removeprefix(made.title).removeprefix(" · "))
        return made

    def from_dossiers(self, homes: Mapping[str, str]) -> "Document":
        """Return the document with the dossier of each record that it names."""
        made = copy(self)
        made.homes = homes
        return made

    def on_paper(self) -> "Document":
        """Return the document without hints for users at a terminal and codes."""
        from brief.document.paper import without_hints

        made = copy(self.typeset())
        made.blocks = tuple(without_hints(made.blocks))
        made.bibliography = tuple(found._replace(text=found.on_paper or found.text) for found in made.bibliography)
        return made

    def typeset(self) -> "Document":
        """Return the document with typographic apostrophes, unless it prints a source or a file word for word."""
        if self.is_verbatim:
            return self
        made = copy(self)
        made._is_typeset = True
        made.title, made.subtitle = reworded(self.title, curled), reworded(self.subtitle, curled)
        made.blocks = tuple(
            block._replace(text=reworded(block.text, curled)) if isinstance(block, Heading) else block
            for block in self.blocks
        )
        made.bibliography = tuple(
            found._replace(**{key: curled(getattr(found, key)) for key in ("text", "short", "line", "on_paper")})
            for found in self.bibliography
        )
        return made

    def illustrated(self, pictures: Pictures) -> "Document":
        """Return the document with the images that its portraits and its letterhead name."""
        made = copy(self)
        made._pictures = pictures
        return made

    def picture(self, path: str) -> "Picture | None":
        """Return the image at a path in the dossier's folder; None without a path, or if it cannot be shown."""
        return self._pictures(path) if path else None

    def gathered(self) -> "Document":
        """Return the document after reading all of it."""
        return self if self._reading is tuple else self._with((*self._reading(), *self._given))

    def body(self) -> Iterator[Block]:
        """Yield the blocks found while reading, then the other blocks."""
        yield from self._reading()
        yield from self.blocks

    def linked(self, links: Links) -> "Document":
        """Return the document as a page whose names link to other pages."""
        page = self._with((*self._reading(), *self._given))
        page._links = links
        return page

    @property
    def notes(self) -> tuple[Note, ...]:
        """Return the citations; the first is note 1."""
        return tuple(Note(*map(sanitize, note)) for note in self._numbers)

    def runs(self, cell: Cell) -> Iterator[Run]:
        """Return the words, links, marks and references of a cell.

        On a full page a mark is words, and each citation is a reference. On a short one a mark is a sign, and only
        inline citations are references; `reference` has the others.
        """
        found = self._runs(cell)
        return (run._replace(text=curled(run.text)) for run in found) if self._is_typeset else found

    def _runs(self, cell: Cell) -> Iterator[Run]:
        text = ""
        before: Span | None = None
        for span in cell.flat if self.full else cell.spans:
            if not self.full and (_is_unprinted(span) or _is_repeated(span, before)):
                continue
            before = span if span.text else before  # a span without words may state a value
            address = self._links(span) if self._links and isinstance(span, Ref) else ""
            is_sign = isinstance(span, Mark) and span.is_sign and not self.full
            is_strong = isinstance(span, Label) and span.is_strong
            if not (address or is_sign or is_strong or isinstance(span, Cite)):
                text += span.text
                continue
            if text:
                yield Run(text)
                text = ""
            if isinstance(span, Cite):
                yield Run(pointers=self.pointers(span.notes))
            elif isinstance(span, Mark) and is_sign:
                for rival in span.rivals if span.is_short else ():
                    yield Run(span.between + rival.unsigned, is_rival=True)
                    yield from (Run(mark=mark, is_rival=True) for mark in rival.signed)
                yield Run(mark=span)
            else:
                yield Run(span.text, address, is_strong=is_strong)
        if text:
            yield Run(text)

    def reference(self, *cells: Cell) -> tuple[Pointer, ...]:
        """Return the sources of the words of a statement, which follow it once; none on a full page.

        A full page cites each value. Rivals that are not in the line are cited where the sources differ.
        """
        spans = () if self.full else (span for found in cells for span in found.printed)
        return self.pointers(
            note for span in spans if isinstance(span, Cite) and not span.is_inline for note in span.notes
        )

    def letter(self, source: str) -> str:
        """Return the letter of a cited source."""
        return self._letters[source]

    def pointers(self, notes: Iterable[Note]) -> tuple[Pointer, ...]:
        """Return these citations as a reference: each source once, with its locators in order."""
        cited: dict[str, list[Note]] = {}
        for note in dict.fromkeys(notes):
            cited.setdefault(note.source, []).append(note)
        return tuple(self._pointer(source, found) for source, found in cited.items())

    def _pointer(self, source: str, notes: list[Note]) -> Pointer:
        places = {_place(sanitize(note.at)) for note in notes if note.at}
        quoted = tuple(Note(*map(sanitize, note)) for note in notes) if self.full else ()
        return Pointer(self._letters[source], source, tuple(sorted(places, key=_in_order)), quoted)

    def numbers(self, *cells: Cell) -> tuple[int, ...]:
        """Return the numbers of the notes of these cells, each once, in ascending order."""
        return tuple(sorted({self._numbers[note] for found in cells for note in found.cites}))


_COUNTED = r"(?:¶¶?|§§?|pp?\.|lines?) ?[0-9][0-9, -]*"
"""A locator of paragraphs, pages or lines; in others, such as the number of a resolution, a hyphen stays as it is."""


def _place(locator: str) -> str:
    """Return a locator as pages print it: with an en dash in a span of numbers."""
    return locator.replace("-", "–") if "-" in locator and re.fullmatch(_COUNTED, locator) else locator


def _numbered(shown: Iterable[Cell]) -> dict[Note, int]:
    """Return the citations of cells, and of the versions of what is disputed in them, each with its number."""
    numbers: dict[Note, int] = {}
    for found in shown:
        versions = (version for mark in found.marks for version in mark.versions)
        for note in (note for told in (found, *versions) for note in told.cites):
            numbers.setdefault(note, len(numbers) + 1)
    return numbers


def _in_order(place: str) -> tuple[object, ...]:
    """Return a sort key for locators: `¶2` before `¶10`."""
    parts = ("".join(signs) for _, signs in groupby(place, str.isdecimal))
    return tuple((int(part), "") if part.isdecimal() else (0, part) for part in parts)


def _is_unprinted(span: Span) -> bool:
    """True for citations that a short page prints at the end of the statement."""
    return isinstance(span, Cite) and not span.is_inline


def _is_repeated(span: Span, before: Span | None) -> bool:
    """True if a span is only a mark that the same value already has; rivals in the line need their own."""
    if not isinstance(span, Mark) or not isinstance(before, Mark) or span.is_short:
        return False
    return (span.sign, span.day) == (before.sign, before.day)
