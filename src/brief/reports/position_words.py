"""Positions as lines of their own, each after the words that say what it is for."""

from typing import TYPE_CHECKING, TypeGuard

from brief.document import Cell, Part, phrase
from brief.locale import say
from brief.reports.phrases import cited_apart, unstopped
from brief.reports.values import said

if TYPE_CHECKING:
    from brief.model.parts import Record
    from brief.model.positions import Position

_USES = {
    "objective": say("Objective: "),
    "point": say("Point: "),
    "press-line": say("Press line: "),
    "do-not-raise": say("Do not raise: "),
}


def is_position(record: "Record") -> "TypeGuard[Position]":
    """True if a record is a position; the class need not be imported for that."""
    return record.KIND == "position"


def position_cell(held: "Position", told: "Part | None" = None) -> Cell:
    """Return a position after what it is for: `Do not raise: The damage in public`; `told` replaces its text.

    Without these words, a subject to avoid would read like a demand. Only a list whose heading says them omits them.
    """
    return cited_apart(phrase(*_use(held), said(held, "text", told=told)))._replace(value=held.id)


def _use(held: "Position") -> list[Part]:
    """Return the words before a position; before a response, they say what it responds to."""
    if held.use != "response":
        return [_USES[held.use]]
    return [say("If they raise “"), unstopped(said(held, "if_raised")), say("”: ")]
