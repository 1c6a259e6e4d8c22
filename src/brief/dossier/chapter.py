"""One of several dossiers that are read as one, seen from within all of them."""

from typing import TYPE_CHECKING

from brief.dossier.protocol import Dossier, Kind, Name
from brief.dossier.view import View

if TYPE_CHECKING:
    from brief.model.header import Header
    from brief.model.parts import Record


class Chapter(View):
    """The records of one of the dossiers. What they refer to in another is known by its id as well."""

    def __init__(self, dossier: Dossier, name: str) -> None:
        """`name` is that of the dossier among the others."""
        super().__init__(dossier)
        self._name = name

    def hides(self, record: "Record") -> bool:
        """True if a record is from another dossier."""
        return self.dossier.home(record.id) != self._name

    @property
    def header(self) -> "Header | None":
        """The head of this dossier."""
        return self.dossier.dossiers[self._name]

    def get(self, id_: str) -> "Record | None":
        """Return the record of this id, of whichever dossier."""
        return self.dossier.get(id_)

    def one(self, cls: type[Kind], id_: str) -> Kind | None:
        """Return the record of this class and id, of whichever dossier."""
        return self.dossier.one(cls, id_)

    def name(self, id_: str) -> Name | None:
        """Return the name of a record, of whichever dossier."""
        return self.dossier.name(id_)
