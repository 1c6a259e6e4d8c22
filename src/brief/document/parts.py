"""How a report makes cells: of messages, names, signs and other cells, and of no bare value of a record."""

from typing import Any, Literal, get_args

from brief.document.characters import sanitize, spaced
from brief.document.spans import Cell, Cite, Note, Ref, Span, Text, When, Words
from brief.locale import Message
from brief.model.dates import Date

Punctuation = Literal["", " ", ".", ": ", ", ", "; ", " — ", " (", ")"]
"""Punctuation between the parts of a statement."""
Part = Message | Punctuation | Words | Cell
"""The parts of a cell. Not `str` and `When`: they could be a value of a record without its rivals and citations."""
_SIGNS = frozenset(get_args(Punctuation))


def cell(told: Part, value: Any = None, cites: tuple[Note, ...] = ()) -> Cell:
    """A cell of data: its text made visible, and its citations behind it; raises `TypeError` for a `str`."""
    spans = _spans(verbatim(_checked(told)) if isinstance(told, str) else told)
    return Cell((*spans, Cite(cites)) if cites else spans, value)


def phrase(*parts: Part) -> Cell:
    """Several parts as one statement, which keep their citations; a message begins or ends with a space of its own."""
    return Cell(tuple(span for part in parts for span in _spans(part)))


def bare_date(date: Date, *, is_short: bool = False) -> Cell:
    """A date that is no value of a record, such as the day of a paper; `said` gives those of records."""
    return Cell((When(date, is_short),))


def _spans(part: Part) -> tuple[Span, ...]:
    if isinstance(part, Cell):
        return part.spans
    words = Text(spaced(_checked(part))) if isinstance(part, str) else part
    return (words,) if words.text else ()


def _checked(told: str) -> str:
    """The same if it is a message or a sign: the type checker sees no `str` in a record whose type is unknown."""
    if isinstance(told, Message) or told in _SIGNS:
        return told
    raise TypeError("a cell is made of a stated value, a name, a date or a message, and of no other text")


def verbatim(text: str) -> Text:
    """Text that is no value of a record: what a reader typed, a line of a file, a passage, a remark of the desk."""
    return Text(sanitize(text))


def ref(id_: str, words: str) -> Ref:
    """The name of a record, made visible."""
    return Ref(id_, sanitize(words))
