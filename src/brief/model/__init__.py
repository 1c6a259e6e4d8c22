"""The dossier format: eleven kinds of record, each a frozen dataclass that is the format itself.

The dataclasses live in the modules of this package and are imported one by one, when a record of
their kind is met: making a dataclass costs half a millisecond, and a warm command needs few of them.
"""

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from brief.model.parts import Record


class Kind(NamedTuple):
    """One kind of record: its name, the key of its section in YAML, and where its dataclass stands."""

    name: str
    section: str
    module: str
    title: str
    """The field that names a record of this kind to a reader."""

    @property
    def record(self) -> "type[Record]":
        """The dataclass of this kind, imported on first use."""
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
    )
}
SECTIONS = {kind.section: kind for kind in KINDS.values()}


def forms(record: "Record") -> tuple[str, ...]:
    """The names by which a record is found: what it is called, its other names, the short form of a person's name."""
    short = short_form(record)
    return (label(record), *getattr(record, "also", ()), *((short,) if short else ()))


def short_form(record: "Record") -> str | None:
    """How to refer to a person after the first mention, unless that is a whole name of theirs."""
    short: str | None = getattr(record, "second_reference", None)
    return short if short not in (label(record), *getattr(record, "also", ())) else None


def label(record: "Record") -> str:
    """The words that name a record to a reader: its name, title or text."""
    words: str = getattr(record, KINDS[record.KIND].title)
    return words
