"""What a record says and when: its passages in words, and its dates."""

from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from typing import Any, NamedTuple, get_args, get_origin

from brief.model import KINDS
from brief.model.codec import class_of, unwrap
from brief.model.dates import Date
from brief.model.parts import Difference
from brief.model.stated import citations

_UNSPOKEN = """
id also inferred url language order reliability type cite field flagged_by stance likelihood status confidence
credibility
"""
_SILENT = frozenset(_UNSPOKEN.split())
"""Fields that hold words, and say nothing of the matter or are part of the context."""


class Passage(NamedTuple):
    """What a record says in one place."""

    text: str
    """In one line, with the note."""
    cite: Any
    """The citations that it rests on."""
    field: str
    note: str = ""


def passages(record: Any) -> Iterator[Passage]:
    """Each passage of a record but its name."""
    for place, text, note in texts(record):
        yield Passage(text, citations(record, place), place.partition(".")[0], note)


def texts(record: Any) -> Iterator[tuple[str, str, str]]:
    """The same as place, text and note: to find the citations takes longer than to index the text."""
    for name in _spoken(class_of(record)):
        held = getattr(record, name)
        if not held:
            continue
        if isinstance(held, str):
            yield name, held, ""
        elif isinstance(held, dict):
            yield from ((name, word, "") for word in held.values() if word)
        elif isinstance(held, tuple):
            for index, part in enumerate(held):
                yield f"{name}.{index}", _said(part), getattr(part, "note", None) or ""


@cache
def _spoken(cls: Any) -> tuple[str, ...]:
    """The fields of a record that say something beside its name."""
    left_out = {*_SILENT, KINDS[cls.KIND].title} | ({"text"} if cls.KIND == "source" else set())
    return tuple(item.name for item in fields(cls) if item.name not in left_out and not _is_reference(item.type))


@cache
def names_of(cls: Any) -> tuple[str, ...]:
    """The names of the fields of a record or part."""
    return tuple(item.name for item in fields(cls))


def _said(part: Any) -> str:
    """What a part of a record says, in one line."""
    if isinstance(part, str):
        return part
    names = [name for name in names_of(class_of(part)) if name not in _SILENT and name != "note"]
    said = ": ".join(held for name in names if isinstance(held := getattr(part, name), str) and held)
    if isinstance(part, Difference):
        said = f"disputed: {said}"
    held = [said, f"({part.note})" if said else part.note] if part.note else [said]
    return " ".join(filter(None, held))


def dates_of(record: Any) -> list[Date]:
    """The dates of a record itself, also those that others claim for it."""
    names = names_of(class_of(record))
    rivals = [Date.read(found.value) for found in record.differs if found.field in names]
    return own_dates(record) + [date for date in rivals if date]


def own_dates(held: Any) -> list[Date]:
    """The dates that a record or a part of it bears."""
    values = [getattr(held, name) for name in names_of(class_of(held)) if name != "accessed"]
    several = [value if isinstance(value, tuple) else (value,) for value in values]
    return [date for dates in several for date in dates if isinstance(date, Date)]


def _is_reference(annotation: Any) -> bool:
    """Whether a field holds ids alone; a holder may be described in words."""
    ref, bare = unwrap(annotation)
    if ref is None and get_origin(bare) is tuple:
        ref, _ = unwrap(get_args(bare)[0])
    return ref is not None and not ref.words
