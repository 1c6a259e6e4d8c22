"""What changed in the header of a dossier: its title, parties, summary, marking."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from brief.document import Cell, cell, phrase, verbatim
from brief.dossier.protocol import Dossier
from brief.locale import say
from brief.model.header import Header
from brief.model.shape import Field, fields
from brief.reports.field_words import field_words
from brief.reports.fields import pieces
from brief.reports.phrases import listed, unstopped

if TYPE_CHECKING:
    from brief.reports.change_words import Sides

_TOLD = ("title", "parties", "our_side", "summary", "handling", "author")
"""Fields whose values are printed; for others, such as memo layouts, only the fact that they changed."""
_CALLED = {
    "handling": say("marking"),
    "cite": say("sources of the summary"),
    "memos": say("layouts of memos"),
    "stale_after_months": say("months until a post is stale"),
}
"""Words for fields whose names are unclear by themselves."""


def header_cells(sides: "Sides") -> Iterator[Cell]:
    """Yield a line for each field of the header that differs."""
    before, now = sides.before.header, sides.now.header
    for item in fields(Header).values():
        if before and now and getattr(before, item.attribute) != getattr(now, item.attribute):
            called = cell(_CALLED.get(item.name) or verbatim(field_words(item.name)))
            yield phrase(called, ": ", _told(sides, item)) if item.name in _TOLD else phrase(called, say(" changed"))


def _told(sides: "Sides", item: Field) -> Cell:
    now, before = (_words(dossier, item) for dossier in (sides.now, sides.before))
    if not sides.full and item.name == "summary":
        return phrase(say("rewritten"))
    if not (now.text and before.text):
        return phrase(now, say(" (new)")) if now.text else phrase(say("no longer "), before)
    return phrase(now, say(" (before: "), before, ")")


def _words(dossier: Dossier, item: Field) -> Cell:
    found = pieces(dossier, item.name, item.shape, getattr(dossier.header, item.attribute))
    return unstopped(listed([piece.words for piece in found]))
