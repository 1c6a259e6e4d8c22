"""A dossier that also has the records of an older state, so that a page can name and cite them."""

from typing import TYPE_CHECKING

from brief.dossier.protocol import Dossier, Kind, Name
from brief.dossier.renamed import Renamed
from brief.dossier.view import View

if TYPE_CHECKING:
    from brief.model.parts import Record


class WithFormer(View):
    """The current dossier, which falls back to an older state for missing records."""

    def __init__(self, dossier: Dossier, before: Dossier) -> None:
        """`before` is the older state."""
        super().__init__(dossier)
        self._before = Renamed(before, dossier)

    def hides(self, record: "Record") -> bool:
        """Return False: nothing is hidden."""
        return False

    def get(self, id_: str) -> "Record | None":
        """Return the record of this id, as it is or was."""
        return self.dossier.get(id_) or self._before.get(id_)

    def one(self, cls: type[Kind], id_: str) -> Kind | None:
        """Return the record of this class and id, as it is or was."""
        return self.dossier.one(cls, id_) or self._before.one(cls, id_)

    def name(self, id_: str) -> Name | None:
        """Return the name of a record, as it is or was."""
        return self.dossier.name(id_) or self._before.name(id_)
