"""What leads back from the records of a dossier: its files, the local texts of its sources, git's history."""

from collections.abc import Mapping
from functools import lru_cache, partial
from pathlib import Path

from brief.dossier.protocol import Dossier
from brief.history import last_change
from brief.model.sources import Source
from brief.model.trail import Change, Passage, Place
from brief.yaml.local_text import local_text
from brief.yaml.passages import passage
from brief.yaml.places import place


class FileTrail:
    """The trail of a dossier in a folder, read when it is followed."""

    def __init__(self, root: Path, dossier: Dossier, environment: Mapping[str, str]) -> None:
        """`environment` is git's."""
        self._root = root
        self._dossier = dossier
        self._environment = environment
        self._read = lru_cache(1)(partial(local_text, root))  # citations of one source often follow each other

    def place(self, id_: str, path: str = "") -> Place | None:
        """Where a record or a field of it stands."""
        return place(self._root, self._dossier, id_, path)

    def passage(self, source: Source, at: str) -> Passage | None:
        """What stands at a locator in the local text of a source."""
        return passage(self._read, source.text, at) if source.text else None

    def last_change(self, place: Place) -> Change | str:
        """The newest commit that changed any line of a place."""
        return last_change(self._root / place.file, place.line, place.last, self._environment)
