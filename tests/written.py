"""Cells of any words, for tests of what formats do with them: a report must not make them."""

from typing import Any

from brief.document import Cell, Note, Part
from brief.document import cell as stated_cell
from brief.document import phrase as stated_phrase
from brief.locale import Message


def cell(told: str | Part, value: Any = None, cites: tuple[Note, ...] = ()) -> Cell:
    """A cell of these words."""
    return stated_cell(Message(told) if isinstance(told, str) else told, value, cites)


def phrase(*parts: str | Part) -> Cell:
    """Several parts as one statement."""
    return stated_phrase(*(Message(part) if isinstance(part, str) else part for part in parts))
