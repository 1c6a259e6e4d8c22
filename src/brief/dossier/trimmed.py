"""Removes from a record what a view does not show. The rule of the view decides what that is."""

from itertools import count
from operator import is_
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from brief.dossier.moved import Places, moved, moved_items, reversed_places
from brief.dossier.protocol import Kind
from brief.model.dates import Date
from brief.model.parts import Difference
from brief.model.paths import is_citation
from brief.model.serialization import references
from brief.model.shape import Fields, fields
from brief.model.stated import citations
from brief.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.model.parts import Citation, Record
    from brief.model.serialization import Reference
    from brief.model.shape import Field

AnyPart = TypeVar("AnyPart", bound=Fields)
_APART = ("id", "cite", "differs")
"""Fields that are not cut like values."""
_TELLERS = ("said_by", "done_by")
"""Fields of a part that says something else without them: a report becomes a fact."""


class Piece(NamedTuple):
    """A piece of a record: a value, a part, an item of a list, or a key of a map."""

    value: Any
    path: str
    field: str
    """The name of the field that it is in: `seen` for `roles.0.seen.1`."""
    owner: Fields
    """The record or part that has the field."""


class Rule:
    """Decides how much of one record a view shows. This one shows all."""

    def __init__(self, record: "Record") -> None:
        """`record` is the whole record."""
        self.record = record

    def keeps_reference(self, found: "Reference") -> bool:
        """True if a reference to another record may stay."""
        return True

    def keeps_value(self, piece: Piece) -> bool:
        """True if a value may stay."""
        return True

    def kept_citations(self, cite: "tuple[Citation, ...]") -> "tuple[Citation, ...]":
        """Return those of some citations that may stay."""
        return cite

    def text_in_place(self, piece: Piece) -> str:
        """Return a text that may stay, or what is said in its place."""
        return str(piece.value)

    def with_changes(self, value: AnyPart, changes: dict[str, object]) -> AnyPart:
        """Return the record, or a part of it, with changed fields."""
        return value.replaced(**changes)


def trimmed(record: Kind, rule: Rule) -> Kind:
    """Return what a rule shows of a record.

    - A part that loses a field that it requires is removed, and so is one that loses all who say or do what it tells.
    - A citation, rival value or inference note is removed with the field that it names.
    - If no source states a value any more, its first rival value takes its place.
    """
    return _Trimming(record, rule).record()


class _Trimming(Generic[Kind]):
    """Trims one record."""

    def __init__(self, record: Kind, rule: Rule) -> None:
        self._record = record
        self._rule = rule
        self._unnamed = {
            found.path for found in references(record) if _is_value(found.path) and not rule.keeps_reference(found)
        }
        """References that go."""
        self._places: Places = {}
        self._emptied: set[str] = set()
        """Lists and maps that have lost all their items."""

    def record(self) -> Kind:
        """Return what stays of the record."""
        record = self._record
        changes = self._fields(record, "") or {}
        kept = self._items(Piece(record.differs, "differs", "differs", record))
        rivals = [found for found in kept if isinstance(found, Difference)]
        was = [at for at, _ in enumerate(record.differs) if self._places[f"differs.{at}"]]
        own = dict(zip(was, rivals, strict=True))
        changes["inferred"] = {now: why for path, why in self._reasons() if (now := self._now(path))}
        cite = [cited for field in self._unsaid() for cited in self._replaced(field, rivals, changes)]
        changes["cite"] = (*self._cited(record.cite), *cite)
        named = [(rival, rival.field and self._now(rival.field)) for rival in rivals]
        named = [(rival, now) for rival, now in named if now or not rival.field]
        changes["differs"] = tuple(rival.replaced(field=now) for rival, now in named)
        left = {id(rival): at for at, (rival, _) in enumerate(named)}
        self._places |= moved_items("differs", [left.get(id(own.get(at))) for at, _ in enumerate(record.differs)])
        found = self._rule.with_changes(record, changes)
        return found.of(vars(found) | {"moved": ((self._places, reversed_places(self._places)), *record.moved)})

    def _fields(self, value: Fields, prefix: str) -> dict[str, object] | None:
        """Return the changed fields of the record or a part; None if a part has lost one that it requires."""
        changes: dict[str, object] = {}
        for name, field in fields(type(value)).items():
            held, path = getattr(value, field.attribute), prefix + name
            if not held or name in _APART or path == "inferred":
                continue
            found = self._kept(Piece(held, path, name, value))
            if prefix and not found and name in needed(value):
                return None
            if found is not held and not (found is None and field.is_required):
                changes[field.attribute] = field.default if found is None else found
                if found is None:
                    self._places[path] = None
                elif not found:
                    self._emptied.add(path)
        return changes

    def _kept(self, piece: Piece) -> object:
        """Return what stays of a value; None for nothing."""
        if isinstance(piece.value, tuple):
            return self._items(piece)
        if isinstance(piece.value, dict):
            return self._entries(piece)
        if piece.path in self._unnamed or not self._rule.keeps_value(piece):
            return None
        if isinstance(piece.value, Fields):
            return self._part(piece.value, piece.path)
        return self._rule.text_in_place(piece) if isinstance(piece.value, str) else piece.value

    def _items(self, piece: Piece) -> tuple[object, ...]:
        """Return the items of a list that stay, and note their places."""
        _, path, field, owner = piece
        found = [self._kept(Piece(item, f"{path}.{at}", field, owner)) for at, item in enumerate(piece.value)]
        numbers = count()
        self._places |= moved_items(path, [None if item is None else next(numbers) for item in found])
        is_same = all(map(is_, found, piece.value))
        return piece.value if is_same else tuple(item for item in found if item is not None)

    def _entries(self, piece: Piece) -> dict[str, str]:
        """Return the entries of a map that stay, and note those that do not."""
        _, path, field, owner = piece
        gone = [key for key in piece.value if self._kept(Piece(key, f"{path}.{key}", field, owner)) is None]
        self._places |= {f"{path}.{key}": None for key in gone}
        return {key: word for key, word in piece.value.items() if key not in gone} if gone else piece.value

    def _part(self, part: AnyPart, path: str) -> AnyPart | None:
        """Return what stays of a part; None for nothing."""
        changes = self._fields(part, f"{path}.")
        if changes is None:
            return None
        cite: tuple[Citation, ...] = getattr(part, "cite", ())
        if (known := self._cited(cite, path)) != cite:
            changes["cite"] = known
        return self._rule.with_changes(part, changes) if changes else part

    def _cited(self, cite: "tuple[Citation, ...]", above: str = "") -> "tuple[Citation, ...]":
        """Return the known citations of the record or a part, without those of removed fields."""
        found = []
        for cited in self._rule.kept_citations(cite):
            for_ = tuple(now for path in cited.for_ if (now := self._now(path, above)))
            if for_ or not cited.for_:
                found.append(cited.replaced(for_=for_) if for_ != cited.for_ else cited)
        return tuple(found)

    def _now(self, path: str, above: str = "") -> str | None:
        """Return the new path of a field; None if nothing of it is left."""
        return None if f"{above}.{path}".lstrip(".") in self._emptied else moved(path, self._places, above)

    def _reasons(self) -> "Iterator[tuple[str, str]]":
        for path, why in self._record.inferred.items():
            yield path, self._rule.text_in_place(Piece(why, f"inferred.{path}", "inferred", self._record))

    def _unsaid(self) -> "list[Field]":
        """Return the removed fields of the record that no known source states."""
        gone = [field for name, field in fields(type(self._record)).items() if self._places.get(name, name) is None]
        said = (self._rule.kept_citations(citations(self._record, field.name)) for field in gone)
        return [field for field, cite in zip(gone, said, strict=True) if not cite and field.name not in self._unnamed]

    def _replaced(self, field: "Field", rivals: list[Difference], changes: dict[str, object]) -> "tuple[Citation, ...]":
        """Put the first rival value in the place of a removed one, and return its citations."""
        for rival in rivals:
            if rival.field == field.name and (value := _read(rival.value, field)) is not None:
                changes[field.attribute] = value
                del self._places[field.name]
                rivals.remove(rival)
                return tuple(cited.replaced(for_=(field.name,)) for cited in rival.cite)
        return ()


def needed(part: Fields) -> "Iterator[str]":
    """Yield the filled fields of a part without which a view does not show it."""
    for name, field in fields(type(part)).items():
        if (field.is_required or name in _TELLERS) and getattr(part, field.attribute):
            yield name


def _is_value(path: str) -> bool:
    """True unless a path points into a citation or a rival value."""
    return not is_citation(path) and not path.startswith("differs.")


def _read(text: str, field: "Field") -> object:
    """Return a rival value as the value of a field; None if the field is not a single text or date."""
    if field.shape.type is Date:
        return Date.read(text)
    if field.shape.type is str and (not field.shape.choices or text in field.shape.choices):
        return text
    return None
