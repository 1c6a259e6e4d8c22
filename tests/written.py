"""Cells with arbitrary words, for tests of formats; reports must not create such cells."""

from typing import Any

from brief.document import Cell, Note, Part
from brief.document import cell as stated_cell
from brief.document import phrase as stated_phrase
from brief.locale import Message


def words(text: str) -> Message:
    """Return any text as words of a page."""
    return str.__new__(Message, text)


def cell(told: "str | Part", value: Any = None, cites: tuple[Note, ...] = ()) -> Cell:
    """Return a cell with these words."""
    return stated_cell(words(told) if isinstance(told, str) else told, value, cites)


def phrase(*parts: "str | Part") -> Cell:
    """Join several parts to one statement."""
    return stated_phrase(*(words(part) if isinstance(part, str) else part for part in parts))
