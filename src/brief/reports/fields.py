"""Any record, field by field. The words depend on the types of its fields, so no kind needs code of its own."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from brief.document import Cell, Label, Mark, Sign, Value, cell, phrase, quoted
from brief.dossier.protocol import Dossier
from brief.dossier.rival_dates import certainly_later
from brief.locale import say
from brief.model.dates import Date
from brief.model.kinds import KINDS
from brief.model.parts import DESK, Citation, Part, Record
from brief.model.paths import is_within
from brief.model.serialization import encode
from brief.model.shape import Field, Fields, Shape
from brief.model.shape import fields as shaped
from brief.model.stated import citations, is_inferred
from brief.named_tuple import NamedTuple
from brief.reports.bibliography import when_published
from brief.reports.phrases import cited_apart, filled, in_brackets, listed, notes, unstopped
from brief.reports.rivals import rival
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


def field_lines(dossier: Dossier, record: Record, item: Field) -> list[Cell]:
    """Return the lines for a field: each value, its rivals, and the reasons for inferences.

    Empty if nothing is said of the field. An empty field with rivals is printed as unknown.
    """
    path = item.name
    if path in DESK and getattr(record, item.attribute) == item.default:
        return []
    held = getattr(record, item.attribute)
    found = [piece for piece in pieces(dossier, path, item.shape, held, record) if piece.path]
    lines = []
    told = set()
    for piece in found:
        inferred = is_inferred(record, piece.path)
        marks = [Mark(Sign.INFERRED)] if inferred else []
        cites = () if inferred or item.name == "short" else notes(supporting(record, piece.path))
        line = piece.words.stating(Value(record.id, piece.path)).followed(*marks)
        line = phrase(line, *later(record, piece.path, piece.value))
        lines.append(cell(line, piece.value, () if line.cites else piece.cites or cites))
        if piece.path != path:
            lines += beside(dossier, record, piece.path)
            told.add(piece.path)
    about = beside(dossier, record, path, told)
    if about and not found:
        lines.append(cell(say("unknown"), ""))
    return lines + about


def supporting(record: Record, path: str) -> tuple[Citation, ...]:
    """Return the citations of a value.

    Those of topics, which the desk chooses, must name them. A short title has those of the title.
    """
    cite = citations(record, KINDS[record.KIND].title if path == "short" else path)
    return tuple(found for found in cite if found.for_) if is_within(path, "topics") else cite


def beside(dossier: Dossier, record: Record, path: str, told: Iterable[str] = ()) -> list[Cell]:
    """Return rival values and inference notes at or below `path`, except for those within `told`."""
    known = tuple(told)

    def here(field: str | None) -> bool:
        return bool(field and is_within(field, path) and not any(is_within(field, other) for other in known))

    rivals = [rival(record, found, dossier) for found in record.differs if here(found.field)]
    return rivals + reasons(record, path, here)


def reasons(record: Record, path: str, is_asked: Callable[[str], bool]) -> list[Cell]:
    """Return the inference notes of the fields for which `is_asked` is true; the one at `path` is not named."""
    return [
        cell(
            phrase(
                Label(say("inferred: ") if field == path else say("{field} inferred: ", field=spoken(field))),
                quoted(reason),
            ),
            {"inferred": {field: reason}},
        )
        for field, reason in record.inferred.items()
        if is_asked(field)
    ]


class Place(NamedTuple):
    """The position of a part in its record, which gives each of its fields its own citations."""

    record: Record
    path: str

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
        found = pieces(dossier, "", item.shape, getattr(part, item.attribute))
        words = listed([_dated(place, item.name, piece) for piece in found])
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
