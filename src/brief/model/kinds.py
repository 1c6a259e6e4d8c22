"""The dossier format: twelve kinds of record, each a class that is the format itself.

The classes are in the modules of this package. Each is imported with the first record of its kind, because
most commands need only a few.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from brief.model.sentences import LONGEST_LINE, cut_at_word
from brief.named_tuple import NamedTuple

if TYPE_CHECKING:
    from brief.model.parts import Record


class Kind(NamedTuple):
    """One kind of record: its name, its section in YAML, and the module of its class."""

    name: str
    section: str
    module: str
    title: str
    """The field that a reader knows a record by."""

    @property
    def record(self) -> "type[Record]":
        """Return the class of this kind, imported on first use."""
        found: type[Record] = getattr(import_module(self.module), self.name.capitalize())
        return found


_HERE = "brief.model"
KINDS = {
    kind.name: kind
    for kind in (
        Kind("source", "sources", f"{_HERE}.sources", "title"),
        Kind("person", "people", f"{_HERE}.actors", "name"),
        Kind("organization", "organizations", f"{_HERE}.actors", "name"),
        Kind("place", "places", f"{_HERE}.subjects", "name"),
        Kind("topic", "topics", f"{_HERE}.subjects", "name"),
        Kind("event", "events", f"{_HERE}.events", "title"),
        Kind("agreement", "agreements", f"{_HERE}.agreements", "title"),
        Kind("program", "programs", f"{_HERE}.agreements", "name"),
        Kind("commitment", "commitments", f"{_HERE}.commitments", "text"),
        Kind("assessment", "assessments", f"{_HERE}.statements", "text"),
        Kind("question", "questions", f"{_HERE}.statements", "text"),
        Kind("position", "positions", f"{_HERE}.positions", "text"),
    )
}
SECTIONS = {kind.section: kind for kind in KINDS.values()}


def forms(record: "Record") -> tuple[str, ...]:
    """Return all names of a record: its full names, and the short form of a person's name."""
    short = short_form(record)
    return (*full_names(record), *((short,) if short else ()))


def full_names(record: "Record") -> tuple[str, ...]:
    """Return the main name of a record and its other names."""
    return (label(record), *getattr(record, "also", ()), *(other.name for other in getattr(record, "names", ())))


def short_label(record: "Record") -> str:
    """Return the short title of a record for tables and lists: its own, or else its label.

    A long title is cut at a word, but an opinion, a question and a position never are.
    """
    return record.short or (cut_at_word(label(record), LONGEST_LINE) if may_be_cut(record.KIND) else label(record))


def may_be_cut(kind: str) -> bool:
    """True if the titles of a kind may be cut at a word, because no hedge can be at their end."""
    return kind not in _WHOLE


_WHOLE = ("assessment", "question", "position")


def short_form(record: "Record") -> str | None:
    """Return the short form of a person's name, unless it is one of their full names."""
    short: str | None = getattr(record, "second_reference", None)
    return short if short not in full_names(record) else None


def label(record: "Record") -> str:
    """Return the name, title or text that a reader knows the record by."""
    words: str = getattr(record, KINDS[record.KIND].title)
    return words


NAMED = ("person", "organization", "place", "topic")
"""Kinds that are known by name wherever a known record refers to them, even without a source."""
