"""Values and parts of any record in words, which depend on the types of their fields."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from brief.document import Cell, Mark, Sign, cell, phrase, quoted
from brief.dossier.protocol import Dossier
from brief.dossier.rival_dates import certainly_later
from brief.locale import say
from brief.model.dates import Date
from brief.model.parts import DESK, Part, Record
from brief.model.serialization import encode
from brief.model.shape import Field, Fields, Shape
from brief.model.shape import fields as shaped
from brief.model.stated import citations, is_in_doubt, is_inferred
from brief.named_tuple import NamedTuple
from brief.reports.bibliography import when_published
from brief.reports.phrases import cited_apart, filled, in_brackets, listed, notes, unstopped
from brief.reports.words import in_words, later, spoken

if TYPE_CHECKING:
    from brief.document import Note

_APART = frozenset(("id", "cite", "differs", "inferred"))
"""Fields that are printed with the values that they are about, not by themselves."""


class Piece(NamedTuple):
    """One value of a field: the whole value, an item of a list, or an entry of a map."""

    path: str
    """Path in the record: `date`, `topics.1`, `roles.0`, `who.jane-doe`."""
    words: Cell
    value: Any
    """Plain data: an EDTF date, an id, a map."""
    cites: "tuple[Note, ...]" = ()
    """The part's own citations; if empty, those of the record apply."""


def own_fields(record: Fields) -> list[Field]:
    """Return the fields of a record or part that are about its subject, then the desk's own remarks."""
    shown = [item for item in shaped(type(record)).values() if item.name not in _APART]
    return sorted(shown, key=lambda item: item.name in DESK)


class Place(NamedTuple):
    """The position of a part in its record, which gives each of its fields its own citations."""

    record: Record
    path: str
    tell: "Callable[[Record, str], Cell] | None" = None
    """Returns a value in doubt with its rivals and marks; None if they are printed elsewhere."""

    def support(self, field: str) -> "tuple[Note, ...]":
        """Return the citations of a field of the part; empty if it is inferred."""
        path = f"{self.path}.{field}"
        return () if is_inferred(self.record, path) else notes(citations(self.record, path))


def pieces(dossier: Dossier, path: str, shape: Shape, value: object, record: Record | None = None) -> Iterator[Piece]:
    """Yield the values of a field of this shape, each in words; nothing if it is empty.

    With `record`, the fields of a part are followed by their citations.
    """
    if value is None or value in ((), {}, "", False):
        return
    if isinstance(value, tuple) and shape.item:
        for index, item in enumerate(value):
            yield _piece(dossier, f"{path}.{index}", shape.item, item, record)
    elif isinstance(value, dict) and shape.key:
        for id_, word in value.items():
            named = in_words(id_, shape.key, dossier)
            if shape.mention:
                yield Piece(f"{path}.{id_}", phrase(named, *in_brackets(quoted(word or ""))), id_)
            else:
                yield Piece(f"{path}.{id_}", phrase(named, ": ", quoted(word)), {id_: word})
    else:
        yield _piece(dossier, path, shape, value, record)


def _piece(dossier: Dossier, path: str, shape: Shape, value: object, record: Record | None) -> Piece:
    if isinstance(value, Fields):
        plain = encode(value)
        dated = {"date": date} if (date := getattr(value, "date", None)) else {}
        words = part_words(dossier, value, Place(record, path) if record else None)
        return Piece(path, words, plain | dated, notes(getattr(value, "cite", ())))
    if path == "published" and isinstance(value, Date):
        return Piece(path, cell(quoted(when_published(value))), value)
    return Piece(path, cell(in_words(value, shape, dossier)), value if isinstance(value, Date) else encode(value))


def part_words(dossier: Dossier, part: Fields, place: Place | None = None, without: str = "") -> Cell:
    """Return a role, provision, figure, log entry or similar part in one line: required fields, then labelled ones.

    With `place`, citations follow each field, once for a run of fields with the same ones. `without` leaves out a
    field, such as the one that refers to the current record.
    """
    head: list[Cell] = []
    rest: list[Cell] = []
    for item in own_fields(part):
        words = _words(dossier, place, item, part)
        if words.text and item.is_required and isinstance(part, Part):
            head.append(words)
        elif words.text and item.name != without:
            is_open = item.name == "from" and not getattr(part, "to", None)
            label = say("since {value}") if is_open else say("{part}: {value}")
            rest.append(filled(label, part=spoken(item.name), value=words))
    inferred = getattr(part, "inferred", None)
    rest += [cell(say("inferred: {inferred}", inferred=quoted(inferred)))] if inferred else []
    whole = (*([listed(head, between=": ")] if head else []), *rest)
    told = cited_apart(listed([unstopped(found) for found in whole], between="; "))
    return told.followed(*_seen_later(part, place.record.as_of)) if place else told


def _words(dossier: Dossier, place: Place | None, item: Field, part: Fields) -> Cell:
    """Return the values of a field of a part; those in doubt with their rivals and marks, if the place can tell."""
    if place and place.tell and is_in_doubt(place.record, path := f"{place.path}.{item.name}"):
        return place.tell(place.record, path)
    found = pieces(dossier, "", item.shape, getattr(part, item.attribute))
    return listed([_dated(place, item.name, piece) for piece in found])


def _dated(place: Place | None, field: str, piece: Piece) -> Cell:
    """Return a value of the part at a place with its citations, and what a date leaves open as of the day."""
    if not place:
        return piece.words.uncited()
    told = phrase(piece.words, *later(place.record, f"{place.path}.{field}", piece.value))
    return told.citing(place.support(f"{field}{piece.path}"))


def _seen_later(part: Fields, day: Date | None) -> list[Mark]:
    """Return the mark of a post without a beginning that was only confirmed later: the whole post may be later."""
    is_open = getattr(part, "from_", None) is None
    return [Mark(Sign.MAY_BE_LATER, day)] if is_open and certainly_later([*getattr(part, "seen", ())], day) else []
