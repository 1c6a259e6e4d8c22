"""Remove from a record what a release copy must not show."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Generic, Protocol

from brief.dossier.moved import Items, only
from brief.dossier.protocol import Kind
from brief.model.dates import Date
from brief.model.parts import DESK, Citation, Difference, Part
from brief.model.paths import named_by
from brief.model.serialization import references
from brief.model.shape import Field, Fields, fields, has_fields
from brief.model.stated import citations

if TYPE_CHECKING:
    from collections.abc import Iterable

_KEPT = DESK | {"id", "cite", "differs"}
"""Fields that are not cut like values of a source."""


class Shows(Protocol):
    """Decides what may be shown of a dossier."""

    hidden: set[str]

    def known(self, cite: "Iterable[Citation]") -> tuple[Citation, ...]:
        """Return the citations that may be shown."""


class Cut(Generic[Kind]):
    """Reduces one record to what may be shown."""

    def __init__(self, record: Kind, shows: Shows) -> None:
        """Prepare to reduce `record`."""
        self._record = record
        self._shows = shows
        self._named = {found.path for found in references(record) if found.target in shows.hidden}
        self._places: dict[str, str | None] = {}
        """New last step of each path that changed; None for a removed one."""
        self._unread: dict[str, Field] = {}
        """Fields of the record that only omitted citations support."""

    def record(self) -> Kind:
        """Return what may be shown of the record."""
        record = self._record
        changes: dict[str, object] = self._changes(record, "") or {}
        rivals = [found for found in record.differs if self._may_stand(found)]
        cite = self._cited(record.cite, "")
        for name, field in self._unread.items():
            own = [found for found in rivals if found.field == name]
            value = _read(own[0].value, field) if own else None
            if value is not None:
                changes[field.attribute] = value
                cite += tuple(cited.replaced(for_=(name,)) for cited in own.pop(0).cite)
                self._places.pop(name)
                rivals = [found for found in rivals if found.field != name or found in own]
        return record.replaced(
            **changes,
            cite=cite,
            differs=tuple(self._differs(rivals)),
            inferred={new: why for field, why in record.inferred.items() if (new := self._moved(field))},
        )

    def _changes(self, value: Fields, prefix: str) -> dict[str, object] | None:
        """Return the changed fields of a record or part; None if a part has lost a required field."""
        changes: dict[str, object] = {}
        for name, field in fields(type(value)).items():
            held, path = getattr(value, field.attribute), prefix + name
            if name in _KEPT or not held:
                continue
            if isinstance(held, tuple | dict):
                kept = changes[field.attribute] = self._items(held, path)
                self._places |= {} if kept else {path: None}
            elif has_fields(held):
                changes[field.attribute] = self._part(held, path)
            elif self._is_gone(path):
                if field.is_required:
                    return None
                changes[field.attribute] = field.default
                self._places[path] = None
                if not prefix and path not in self._named:
                    self._unread[name] = field
        return changes

    def _items(self, held: Items, path: str) -> Items:
        """Return the items of a list or map that stay, and record their new positions."""
        if isinstance(held, dict):
            keeps = [not self._is_gone(f"{path}.{key}") for key in held]
            self._places |= {f"{path}.{key}": None for key, stays in zip(held, keeps, strict=True) if not stays}
            return only(held, keeps)
        kept: list[object] = []
        for index, item in enumerate(held):
            at = f"{path}.{index}"
            found = self._part(item, at) if isinstance(item, Fields) else None if self._is_gone(at) else item
            self._places[at] = None if found is None else str(len(kept))
            kept += [] if found is None else [found]
        return tuple(kept)

    def _part(self, part: Fields, path: str) -> Fields | None:
        """Return what stays of a part; None for nothing."""
        if self._is_gone(path):
            return None
        changes = self._changes(part, f"{path}.")
        if changes is None:
            return None
        if isinstance(part, Part):
            changes["cite"] = self._cited(part.cite, f"{path}.")
        return part.replaced(**changes)

    def _is_gone(self, path: str) -> bool:
        """True if a value refers to a hidden record, or if only omitted citations support it."""
        cite = citations(self._record, path)
        return path in self._named or (bool(cite) and not self._shows.known(cite))

    def _cited(self, cite: tuple[Citation, ...], prefix: str) -> tuple[Citation, ...]:
        """Return the visible citations, without removed fields."""
        found = []
        for cited in self._shows.known(cite):
            for_ = tuple(filter(None, (self._moved(field, prefix) for field in cited.for_)))
            if for_ or not cited.for_:
                found.append(cited.replaced(for_=for_))
        return tuple(found)

    def _may_stand(self, rival: Difference) -> bool:
        """True if a rival value may be shown, if its field is."""
        is_known = not rival.cite or bool(self._shows.known(rival.cite))
        return is_known and not self._shows.hidden & {*named_by(self._record, rival)}

    def _differs(self, rivals: list[Difference]) -> Iterator[Difference]:
        for rival in rivals:
            field = self._moved(rival.field) if rival.field else None
            if field or not rival.field:
                yield rival.replaced(field=field, cite=self._shows.known(rival.cite))

    def _moved(self, path: str, prefix: str = "") -> str | None:
        """Return the new path of a field below a prefix; None if it is gone."""
        old, new = prefix, []
        for step in path.split("."):
            old += step
            place = self._places.get(old, step)
            if place is None:
                return None
            new.append(place)
            old += "."
        return ".".join(new)


def _read(text: str, field: Field) -> object:
    """Return a rival value as the value of a field; None if the field is not a single text or date."""
    if field.shape.type is Date:
        return Date.read(text)
    if field.shape.type is str and (not field.shape.choices or text in field.shape.choices):
        return text
    return None
