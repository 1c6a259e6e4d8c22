"""The passages of a record as text, and its dates."""

from collections.abc import Callable, Iterator
from functools import cache

from brief.locale import Punctuation, say
from brief.model.dates import Date
from brief.model.kinds import KINDS
from brief.model.marks import Ref, parts_of_id
from brief.model.parts import Citation, Difference, Part, Record
from brief.model.paths import found_at
from brief.model.serialization import class_of
from brief.model.shape import Fields, fields
from brief.model.stated import citations, parts
from brief.named_tuple import NamedTuple

_NO_CONTENT_LIST = """
id also inferred url language order reliability type cite field flagged_by stance likelihood status confidence
credibility short importance handling key names script portrait coordinates use
"""
_NO_CONTENT = frozenset(_NO_CONTENT_LIST.split())
"""Text fields without content of their own, or that belong to the context."""


class Passage(NamedTuple):
    """The text of a record in one place."""

    text: str
    """The text on one line, without the note."""
    cite: tuple[Citation, ...]
    """Its citations."""
    path: str
    """Where it is in the record: `summary`, `figures.0`; `cite` for a quote."""
    note: str = ""
    """The author's remark on it, which no source states."""

    @property
    def field(self) -> str:
        """The field of the record that it belongs to."""
        return self.path.partition(".")[0]


Called = Callable[[str], str]
"""Returns the name of a record, by its id."""


def passages(record: Record, called: Called = str) -> Iterator[Passage]:
    """Yield each passage of a record except its name; `called` gives the names of mentioned records."""
    for place, text, note in texts(record, called):
        yield Passage(text, _cited(record, place), place, note)
    for quote, citation in _quoted(record).items():
        yield Passage(quote, (citation,), "cite")


def _cited(record: Record, place: str) -> tuple[Citation, ...]:
    """Return the citations of the text at a path; for a part, those of its text fields."""
    if place.startswith("inferred."):
        field = place.removeprefix("inferred.")
        return tuple(found for found in record.cite if field in found.for_)
    target = found_at(record, place)
    part = target.value if target else None
    if not isinstance(part, Part) or isinstance(part, Difference):
        return citations(record, place)
    worded = [name for name in _worded(class_of(part)) if getattr(part, name)]
    return tuple(dict.fromkeys(found for name in worded for found in citations(record, f"{place}.{name.rstrip('_')}")))


def texts(record: Record, called: Called = str) -> Iterator[tuple[str, str, str]]:
    """Yield path, text and note of each passage, without citations, which take longer to find than to index."""
    for name in _spoken(class_of(record)):
        held = getattr(record, name)
        if not held:
            continue
        if isinstance(held, str):
            yield name, held, ""
        elif isinstance(held, dict):
            yield from ((f"{name}.{key}", key, "") for key in held if not parts_of_id(key)[1])
            yield from ((f"{name}.{key}", word, "") for key, word in held.items() if word)
        elif isinstance(held, Fields):
            yield name, _said(held, called), getattr(held, "note", None) or ""
        elif isinstance(held, tuple):
            for index, part in enumerate(held):
                yield f"{name}.{index}", _said(part, called), getattr(part, "note", None) or ""
    yield from (
        (f"inferred.{field}", say("inferred: {words}", words=reason), "") for field, reason in record.inferred.items()
    )


def quotes(record: Record) -> list[str]:
    """Return the passages that the citations of a record quote."""
    return list(_quoted(record))


def _quoted(record: Record) -> dict[str, Citation]:
    """Return each quote with its citation."""
    held: list[Record | Part] = [*(part for _, part in parts(record)), record]
    return {_marked(f"“{found.quote}”", part): found for part in held for found in part.cite if found.quote}


@cache
def _spoken(cls: type[Record]) -> tuple[str, ...]:
    """Return the fields of a record with text, without its name."""
    left_out = {*_NO_CONTENT, KINDS[cls.KIND].title} | ({"text"} if cls.KIND == "source" else set())
    return tuple(
        found.attribute
        for found in fields(cls).values()
        if found.attribute not in left_out
        and (found.shape.type in (str, dict, tuple) or found.shape.is_part)
        and not _is_reference(found.shape.one.ref)
    )


def _is_reference(ref: Ref | None) -> bool:
    """True if a field with these references has only ids; a holder may be described in words."""
    return ref is not None and not ref.words


@cache
def names_of(cls: type[Record | Part]) -> tuple[str, ...]:
    """Return the names of the fields of a record or part."""
    return tuple(found.attribute for found in fields(cls).values())


def _said(part: Fields | str, called: Called) -> str:
    """Return the text of a part of a record in one line, without its note."""
    if isinstance(part, str):
        return part
    said = "".join(f"{between}{called(held) if is_id else held}" for between, held, _, is_id in pieces(part))
    return _marked(said, part)


def _marked(text: str, part: Fields) -> str:
    """Return a text of a part, after a word that says so if it is a rival value."""
    return say("disputed: {words}", words=text) if isinstance(part, Difference) else text


def pieces(part: Fields) -> Iterator[tuple[Punctuation, str, str, bool]]:
    """Yield the texts of a part: the punctuation before it, the text, its field, and whether it is the id of a record.

    The author's note is not among them.
    """
    mentions = _mentioning(class_of(part))
    is_first = True
    for name in _worded(class_of(part)):
        if held := getattr(part, name):
            between: Punctuation = "" if is_first else ", " if name in mentions else " " if name == "currency" else ": "
            yield between, held, name.rstrip("_"), name in mentions
            is_first = False


def dates_of(record: Record) -> list[Date]:
    """Return the dates of a record, including rival dates."""
    names = names_of(class_of(record))
    rivals = [Date.read(found.value) for found in record.differs if found.field in names]
    return own_dates(record) + [date for date in rivals if date]


def own_dates(held: Record | Part) -> list[Date]:
    """Return the dates of a record or part."""
    values = [getattr(held, name) for name in _dated(class_of(held))]
    several = [value if isinstance(value, tuple) else (value,) for value in values if value]
    return [date for dates in several for date in dates]


@cache
def _dated(cls: type[Record | Part]) -> tuple[str, ...]:
    """Return the fields with dates of the subject."""
    found = (item.attribute for item in fields(cls).values() if item.shape.one.type is Date)
    return tuple(name for name in found if name != "accessed")


@cache
def _mentioning(cls: type[Fields]) -> frozenset[str]:
    """Return the fields of a part with the id of a record."""
    return frozenset(item.attribute for item in fields(cls).values() if item.shape.mention)


@cache
def _worded(cls: type[Fields]) -> tuple[str, ...]:
    """Return the text fields of a part, without its note."""
    found = (item.attribute for item in fields(cls).values() if item.shape.type is str)
    return tuple(name for name in found if name not in _NO_CONTENT and name != "note")
