"""Commands on pages, as a user at a terminal may type them."""

from collections.abc import Callable, Iterator
from copy import copy
from typing import TYPE_CHECKING

from brief.document.blocks import Content, Notice, Table
from brief.document.spans import Cell, Hint
from brief.locale import reworded

if TYPE_CHECKING:
    from brief.document.document import Document

Typed = Callable[[str], str]
"""Returns a command with the options that give the same view."""


def hinting(document: "Document", typed: Typed, more: Typed) -> "Document":
    """Return a document whose commands are those that `typed` returns for them; `more` does for that of the whole."""
    made = copy(document.changed(lambda block: _hinting(block, typed)))
    made.more = reworded(document.more, more) if document.more else document.more
    return made


def _hinting(block: Content, typed: Typed) -> Iterator[Content]:
    if isinstance(block, Notice):
        yield block._replace(text=_told(block.text, typed))
    elif isinstance(block, Table):
        rows = (row._replace(cells=tuple(_told(cell, typed) for cell in row.cells)) for row in block.rows)
        yield block._replace(rows=tuple(rows))
    else:
        yield block


def _told(cell: Cell, typed: Typed) -> Cell:
    if not any(isinstance(span, Hint) and span.is_command for span in cell.spans):
        return cell
    return Cell(
        tuple(
            span._replace(text=reworded(span.text, typed)) if isinstance(span, Hint) and span.is_command else span
            for span in cell.spans
        ),
        cell.value,
    )
