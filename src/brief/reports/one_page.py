"""Papers of one page: lists are cut until the page is short enough."""

from collections.abc import Callable, Iterable, Iterator

from brief.document import Cell, Document, Heading, Listing, Table, statements
from brief.model.sections import Section

MOST_WORDS = 380
"""Maximum number of words on a page, including references and sources."""
_FEWER = tuple((name, most) for most in (4, 3, 2) for name in ("status", "people"))
"""What is cut, step by step; commitments, disputes and open questions are never cut."""
_LEGEND = 5
"""Number of words in the legend."""


def on_one_page(sections: tuple[Section, ...], make: Callable[[tuple[Section, ...]], Document]) -> Document:
    """Return the paper with these sections, cut until it fits."""
    made = make(sections)
    for name, most in _FEWER:
        if number_of_words(made) <= MOST_WORDS:
            break
        sections = tuple(_cut(section, most) if section.name == name else section for section in sections)
        made = make(sections)
    return made


def _cut(section: Section, most: int) -> Section:
    return section._replace(most=min(section.most or most, most))


def number_of_words(document: Document) -> int:
    """Return the number of words on a short page of a document as plain text, as `wc -w` counts them."""
    return sum(len(text.split()) for text in _texts(document)) + bool(document.signs) * _LEGEND


def _texts(document: Document) -> Iterator[str]:
    """Yield all texts on the page except for the legend; the sign before a list item counts as a word."""
    yield from (document.title, document.subtitle, document.handling)
    for block in document.body():
        if isinstance(block, Heading):
            yield from (block.text, block.selection)
        if isinstance(block, Table):
            yield from (column.title for column in block.columns)
        points = ["-"] * len(block.items) if isinstance(block, Listing) else []
        told = statements(block, full=document.full)
        yield from (*points, *(text for found in told for text in _told(document, found)))
    yield from (text for found in document.differences for text in ("-", *_told(document, [found])))
    yield from (f"{reference.key or '-'} {reference.line}" for reference in document.bibliography)


def _told(document: Document, cells: Iterable[Cell]) -> Iterator[str]:
    """Yield a statement and its reference."""
    told = tuple(cells)
    yield from ("".join(run.text for run in document.runs(found)) for found in told)
    inline = (pointer for found in told for run in document.runs(found) for pointer in run.pointers)
    yield from (pointer.text.replace(" ¶", "", 1) for pointer in (*document.reference(*told), *inline))
