"""An earlier state of a dossier, in which the ids are those of now."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from brief.dossier.protocol import Claim, Dossier, EventFilter, Kind, Link, Name
from brief.dossier.view import View
from brief.model.kinds import forms, label
from brief.model.renaming import with_ids

if TYPE_CHECKING:
    from brief.model.header import Header
    from brief.model.parts import Record


class Renamed(View):
    """An earlier state whose head and records refer to the current ids of records; each record keeps its own id.

    Asked for a current id, it returns the record as it was. If that was merged from several that are new to the id, it
    is the one with its title. A record whose id another one has now, as their names show, is `ID (before)`.
    """

    def __init__(self, dossier: Dossier, now: Dossier) -> None:
        """`dossier` is the earlier state."""
        super().__init__(dossier)
        held = set(dossier.ids())
        olds: dict[str, list[str]] = {}
        for old, new in now.former_ids().items():
            if old in held:
                olds.setdefault(new, []).append(old)
        self.current = {old: new for new, found in olds.items() for old in found}
        """The current id of each record that has another one now."""
        self._taken: dict[str, str] = {}
        """Ids that other records have now, each with what stands for it."""
        self._before: dict[str, str] = {}
        for new, found in olds.items():
            record = now.get(new)
            same = [old for old in found if record and _title(dossier, old) == label(record)]
            if record and new in held and same and _title(dossier, new) not in forms(record):
                self._taken[new] = f"{new} (before)"
                self._before[self._taken[new]] = new
            if new not in held or new in self._taken:
                self._before[new] = (same or found)[0]
        self.current |= self._taken

    def id_before(self, id_: str) -> str:
        """Return the id that a record had."""
        return self._before.get(id_, id_)

    def hides(self, record: "Record") -> bool:
        """Return False: nothing is hidden."""
        return False

    def cut(self, record: Kind) -> Kind:
        """Return a record that refers to the current ids."""
        if not self.current:
            return record
        found = with_ids(record, self.current)
        return found.replaced(id=self._taken[found.id]) if found.id in self._taken else found

    @cached_property
    def header(self) -> "Header | None":
        """Return the head, which refers to the current ids."""
        found = self.dossier.header
        return with_ids(found, self.current) if found else None

    def get(self, id_: str) -> "Record | None":
        """Return the record that has this id now, or had it."""
        return super().get(self.id_before(id_))

    def one(self, cls: type[Kind], id_: str) -> Kind | None:
        """Return the record of this class that has this id now, or had it."""
        return super().one(cls, self.id_before(id_))

    def name(self, id_: str) -> Name | None:
        """Return the name of the record that has this id now, or had it."""
        return self.dossier.name(self.id_before(id_))

    def records(self, kind: str, among: Iterable[str] | None = None) -> "Iterator[Record]":
        """Yield all records of a kind, or those that have one of some ids now, or had it."""
        return super().records(kind, among if among is None else map(self.id_before, among))

    def events(self, wanted: EventFilter) -> Iterator[Claim]:
        """Yield the claimed dates of the selected events."""
        found = self.dossier.events(wanted._replace(who=tuple(map(self.id_before, wanted.who))))
        return (claim._replace(event=self.cut(claim.event)) for claim in found)

    def linked_to(self, id_: str, field: str = "") -> Iterator[Link]:
        """Yield the references to the record, as they were."""
        return self.dossier.linked_to(self.id_before(id_), field)

    def referring_counts(self, id_: str) -> dict[str, int]:
        """Return the number of records of each kind that refer to the record."""
        return self.dossier.referring_counts(self.id_before(id_))


def _title(dossier: Dossier, id_: str) -> str:
    found = dossier.name(id_)
    return found.label if found else ""
