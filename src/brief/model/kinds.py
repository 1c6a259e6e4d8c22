"""The dossier format: twelve kinds of record, each a class that is the format itself.

The classes are in the modules of this package. Each is imported with the first record of its kind, because
most commands need only a few.
"""

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from brief.locale import Message, capitalized, key_many, say
from brief.model.sentences import LONGEST_LINE, cut_at_word
from brief.named_tuple import NamedTuple

if TYPE_CHECKING:
    from brief.model.parts import Record


class Kind(NamedTuple):
    """One kind of record: its name, its section in YAML, the module of its class, and its words."""

    name: str
    section: str
    module: str
    title: str
    """The field that a reader knows a record by."""
    counted: tuple[str, str]
    """The keys of the message that says a number of records, for one and for several."""

    @property
    def heading(self) -> Message:
        """The words above several records of this kind: `Events`."""
        return capitalized(say(self.section))

    @property
    def record(self) -> "type[Record]":
        """Return the class of this kind, imported on first use."""
        return _class(self.module, self.name.capitalize())


@cache
def _class(module: str, name: str) -> "type[Record]":
    found: type[Record] = getattr(import_module(f"brief.model.{module}"), name)
    return found


_ALL = (
    Kind("source", "sources", "sources", "title", key_many("{count:,} source", "{count:,} sources")),
    Kind("person", "people", "actors", "name", key_many("{count:,} person", "{count:,} people")),
    Kind(
        "organization", "organizations", "actors", "name", key_many("{count:,} organization", "{count:,} organizations")
    ),
    Kind("place", "places", "subjects", "name", key_many("{count:,} place", "{count:,} places")),
    Kind("topic", "topics", "subjects", "name", key_many("{count:,} topic", "{count:,} topics")),
    Kind("event", "events", "events", "title", key_many("{count:,} event", "{count:,} events")),
    Kind("agreement", "agreements", "agreements", "title", key_many("{count:,} agreement", "{count:,} agreements")),
    Kind("program", "programs", "agreements", "name", key_many("{count:,} program", "{count:,} programs")),
    Kind("commitment", "commitments", "commitments", "text", key_many("{count:,} commitment", "{count:,} commitments")),
    Kind("assessment", "assessments", "statements", "text", key_many("{count:,} assessment", "{count:,} assessments")),
    Kind("question", "questions", "statements", "text", key_many("{count:,} question", "{count:,} questions")),
    Kind("position", "positions", "positions", "text", key_many("{count:,} position", "{count:,} positions")),
)
KINDS = {kind.name: kind for kind in _ALL}
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
    return short if short and short not in full_names(record) else None


def label(record: "Record") -> str:
    """Return the name, title or text that a reader knows the record by."""
    words: str = getattr(record, KINDS[record.KIND].title)
    return words


NAMED = ("person", "organization", "place", "topic")
"""Kinds that are known by name wherever a known record refers to them, even without a source."""
