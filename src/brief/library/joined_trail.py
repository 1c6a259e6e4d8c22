"""From a record of several dossiers to its line, passage and commit in the files of one of them."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from brief.dossier.joined_ids import own_id, written_path
from brief.library.backend import Backend
from brief.model.provenance import Change, Passage, Place, Trail

if TYPE_CHECKING:
    from brief.dossier.protocol import Dossier
    from brief.model.provenance import LeftOut
    from brief.model.sources import Source


class JoinedTrail:
    """The provenance of records in the files of the dossiers that they are from."""

    def __init__(self, members: Mapping[str, Backend], seen: "Dossier", left_out: "LeftOut | None") -> None:
        """`seen` is what reports see of all of them, and `left_out` returns the citations of a source they do not."""
        self._members = members
        self._seen = seen
        self._left_out = left_out
        self._of = cache(self._trail)  # each remembers the text that it has read last

    def _trail(self, name: str) -> Trail:
        backend = self._members[name]
        return backend.trail(backend.store, self._left_out)

    def place(self, id_: str, path: str = "") -> Place | None:
        """Return the place of a record or of one of its fields; an empty id means the head of the first dossier."""
        name = self._seen.home(id_) if id_ else next(iter(self._members))
        if not name:
            return None
        found = self._of(name).place(own_id(id_), written_path(self._seen, path, name))
        return found._replace(file=f"{name}/{found.file}") if found else None

    def passage(self, source: "Source", at: str) -> Passage | None:
        """Return the passage at a locator in the local text of a source."""
        return self._of(self._seen.home(source.id)).passage(source, at)

    def paragraphs(self, source: "Source") -> Sequence[str]:
        """Return all paragraphs of the local text of a source; raise `UserError` if there is none."""
        return self._of(self._seen.home(source.id)).paragraphs(source)

    def last_change(self, place: Place) -> Change | str:
        """Return the newest commit that changed any line of a place."""
        name, _, file = place.file.partition("/")
        return self._of(name).last_change(place._replace(file=file))
