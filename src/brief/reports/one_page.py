"""Papers of one page, or of two before the annexes: titles, then lists, are cut until the paper is short enough."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import takewhile

from brief.document import Block, Card, Cell, Document, Heading, Listing, Sign, Table, statements
from brief.model.sections import Section
from brief.model.sentences import LONGEST_LINE, LONGEST_SHORT
from brief.named_tuple import NamedTuple


class Room(NamedTuple):
    """How long a paper may be before its annexes."""

    most_words: int
    """Maximum number of words, including references and, without annexes, the sources."""
    cut: tuple[str, ...]
    """The sections that are cut, step by step: first each to seven lines, last to two."""


ONE_PAGE = Room(380, ("status", "people"))
"""Commitments, disputes and open questions are never cut."""
TWO_PAGES = Room(680, ("status", "questions", "people", "assessments", "commitments"))
READ_AHEAD = Room(
    680, ("status", "differences", "sayings", "press-line", "expected", "objective", "participants", "points")
)
_TITLES = (90, LONGEST_SHORT, 45)
"""Maximum lengths, in characters, to which titles are cut before any list is."""
_STEPS = (7, 5, 4, 3, 2)
_LEGEND = {Sign.INFERRED: 2, Sign.DISPUTED: 3}
"""Number of words that explain a sign, the sign itself included."""


Make = Callable[[tuple[Section, ...], int], Document]
"""Function that makes a paper of sections, with titles of at most so many characters before its annexes."""


def fitted(sections: tuple[Section, ...], make: Make, room: Room) -> Document:
    """Return the paper with these sections: first its titles are cut until it fits, then its lists, never annexes.

    Annexes may be long: it is made with them only when it may fit. They can only add words to the part before them.
    """
    annexes = any(section.is_annex for section in sections)
    letters = LONGEST_LINE
    made = make(_main(sections), letters)
    for name, most in (*(("", most) for most in _TITLES), *((name, most) for most in _STEPS for name in room.cut)):
        if name and _longest(made, name) <= most:
            continue
        if number_of_words(made, is_whole=not annexes) <= room.most_words:
            whole = make(sections, letters) if annexes else made
            if number_of_words(whole) <= room.most_words:
                return whole
        if name:
            sections = tuple(_cut(section, most) if section.name == name else section for section in sections)
        else:
            letters = most
        made = make(_main(sections), letters)
    return make(sections, letters) if annexes else made


def _main(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    return tuple(section for section in sections if not section.is_annex)


def _cut(section: Section, most: int) -> Section:
    """Return a section with at most this many lines; its annex is then printed if there are more."""
    shorter = section._replace(beyond=min(section.beyond, most))
    return shorter if section.is_annex else shorter._replace(most=min(section.most or most, most))


def _longest(document: Document, section: str) -> int:
    """Return the number of lines of the longest list of a section before the annexes."""
    if section == "participants":
        return sum(isinstance(block, Card) and block.name == "person" for block in _before_annexes(document))
    name = _LISTS.get(section, section)
    found = (block for block in _before_annexes(document) if getattr(block, "name", "") == name)
    return max((max(map(len, _lists(block)), default=0) for block in found), default=0)


_LISTS = {"assessments": "opinions"}
"""Name of the lists of a section, if it differs from that of the section."""


def _lists(block: Block) -> Iterator[Sequence[object]]:
    if isinstance(block, Table):
        yield block.rows
    elif isinstance(block, Listing):
        yield block.items
    elif isinstance(block, Card):
        yield from (field.lines for field in block.fields)


def _before_annexes(document: Document) -> Iterator[Block]:
    return takewhile(lambda block: not (isinstance(block, Heading) and block.is_annex), document.body())


def number_of_words(document: Document, *, is_whole: bool = True) -> int:
    """Return the number of words on a short page before its annexes, as `wc -w` counts them in plain text.

    Unless it `is_whole`, annexes may follow.
    """
    texts = _texts(document, is_whole=is_whole)
    return sum(len(text.split()) for text in texts) + sum(_LEGEND[sign] for sign in document.signs)


def _texts(document: Document, *, is_whole: bool) -> Iterator[str]:
    """Yield all texts before the annexes except for the legend; the sign before a list item counts as a word.

    Disputes at the end and sources count only if there are no annexes.
    """
    yield from (document.title, document.subtitle, document.handling)
    for block in _before_annexes(document):
        if isinstance(block, Heading):
            yield from (block.text, block.selection)
        if isinstance(block, Table):
            yield from (column.title for column in block.columns)
        points = ["-"] * len(block.items) if isinstance(block, Listing) else []
        told = statements(block, full=document.full)
        yield from (*points, *(text for found in told for text in _told(document, found)))
    if not is_whole or any(isinstance(block, Heading) and block.is_annex for block in document.body()):
        return
    yield from (text for found in document.differences for text in ("-", *_told(document, [found])))
    yield from (f"{reference.key or '-'} {reference.line}" for reference in document.bibliography)


def _told(document: Document, cells: Iterable[Cell]) -> Iterator[str]:
    """Yield a statement and its reference."""
    told = tuple(cells)
    yield from ("".join(run.text for run in document.runs(found)) for found in told)
    inline = (pointer for found in told for run in document.runs(found) for pointer in run.pointers)
    yield from (" ".join(pointer.compact) for pointer in (*document.reference(*told), *inline))
