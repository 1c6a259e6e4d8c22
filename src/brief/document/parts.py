"""Create cells from messages, names, punctuation and other cells, but never from a bare value of a record."""

from typing import Any, TypeAlias, get_args

from brief.document.characters import sanitize, spaced
from brief.document.spans import Cell, Cite, Label, Note, Ref, Span, Text, When, Words
from brief.locale import Message, Punctuation
from brief.model.dates import Date

Part: TypeAlias = "Message | Punctuation | Words | Cell"
"""The parts of a cell. `str` and `When` are excluded: they could be a record's value without rivals and citations."""
_SIGNS = frozenset(get_args(Punctuation))


def cell(told: Part, value: Any = None, cites: tuple[Note, ...] = ()) -> Cell:
    """Create a cell: its text sanitized, followed by its citations; raises `TypeError` for a plain `str`."""
    spans = _spans(Text(_message(sanitize(_checked(told)))) if isinstance(told, str) else told)
    return Cell((*spans, Cite(cites)) if cites else spans, value)


def unknown(words: Message, value: Any = None) -> Cell:
    """Create a cell that tells people that nothing is known: `not said`. Data have an empty value instead."""
    return Cell((Label(words),), value)


def phrase(*parts: Part) -> Cell:
    """Join parts into one statement; they keep their citations. A message begins or ends with a space of its own."""
    return Cell(tuple(span for part in parts for span in _spans(part)))


def bare_date(date: Date, *, is_short: bool = False) -> Cell:
    """Create a cell for a date of no record, such as the day of a paper; for the dates of records, use `said`."""
    return Cell((When(date, is_short),))


def _spans(part: Part) -> tuple[Span, ...]:
    if isinstance(part, Cell):
        return part.spans
    words = Text(_message(spaced(_checked(part)))) if isinstance(part, str) else part
    return (words,) if words.text else ()


def _checked(told: str) -> str:
    """Return a message or punctuation unchanged. Type checkers miss a `str` from a record of unknown type."""
    if isinstance(told, Message) or told in _SIGNS:
        return told
    raise TypeError("a cell is made of a stated value, a name, a date or a message, and of no other text")


def _message(text: str) -> Message:
    return str.__new__(Message, text)


def bare_day(date: Date, *, is_short: bool = False) -> Message:
    """Return a date of no record in words, such as the day of a paper, for a place of a message."""
    return _message(When(date, is_short).text)


def typed(text: str) -> Message:
    """Return what a user typed: a name, words to look for, a title."""
    return _message(sanitize(text))


def code(text: str) -> Message:
    """Return what is the same in all languages and never in doubt: an id, a file, a command, a commit, a grade."""
    return _message(sanitize(text))


def quoted(text: str) -> Message:
    """Return a passage of a source or of a file, or a remark of the author: a reason, a note, a summary."""
    return _message(sanitize(text))


def known_as(text: str) -> Message:
    """Return the name of a record or dossier in a reference to it; a value of the record needs `said`."""
    return _message(sanitize(text))


def ref(id_: str, name: Message) -> Ref:
    """Return the name of a record, a link if records have pages."""
    return Ref(id_, name)
