"""The provenance of a dossier's records: its files, the local texts of its sources, the git history."""

from collections.abc import Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from brief.dossier.protocol import Dossier
from brief.git.blame import last_change
from brief.locale import say
from brief.model.locators import Unit
from brief.model.provenance import Change, Passage, Place
from brief.model.sources import Source
from brief.model.user_error import UserError
from brief.yaml.discovery import Unreadable
from brief.yaml.local_text import local_text
from brief.yaml.passages import named_paragraphs, passage
from brief.yaml.positions import place

if TYPE_CHECKING:
    from brief.model.provenance import LeftOut


class FileTrail:
    """The provenance of a dossier in a folder, read on demand."""

    def __init__(
        self, root: Path, dossier: Dossier, environment: Mapping[str, str], left_out: "LeftOut | None" = None
    ) -> None:
        """Use the dossier in the folder `root`; `environment` is for git.

        Paragraphs that citations name are left out of the texts, if `left_out` returns these citations.
        """
        self._root = root
        self._dossier = dossier
        self._environment = environment
        self._left_out = left_out
        self._read = lru_cache(1)(partial(local_text, root))  # consecutive citations often have the same source

    def place(self, id_: str, path: str = "") -> Place | None:
        """Return the place of a record or of one of its fields."""
        return place(self._root, self._dossier, id_, path)

    def passage(self, source: Source, at: str) -> Passage | None:
        """Return the passage at a locator in the local text of a source; None without a text."""
        found = passage(self._read, source.text, at) if source.text else None
        if not found or not found.paragraphs:
            return found
        shown = self.paragraphs(source)
        kept = tuple((number, words) for number, words in found.paragraphs if shown[number - 1])
        return found if kept == found.paragraphs else Passage(kept, say("what is marked higher is left out"))

    def paragraphs(self, source: Source) -> Sequence[str]:
        """Return all paragraphs of the local text of a source; raise `UserError` if there is none."""
        if not source.text:
            way = "" if self._left_out else say("`brief source add FILE --to {id}` puts it there", id=source.id)
            raise UserError(say("`{id}` has no `text` in the dossier", id=source.id), way)
        try:
            text = self._read(source.text)
        except Unreadable as error:
            sentence = say("{name} cannot be read: {why}", name=source.text, why=error.why)
            raise UserError(sentence, error.finding.hint) from error
        gone = set(named_paragraphs(text, self._left_out(source) if self._left_out else ()))
        return ["" if number in gone else words for number, words in enumerate(text.pieces[Unit.PARAGRAPH], 1)]

    def last_change(self, place: Place) -> Change | str:
        """Return the newest commit that changed any line of a place, or the reason why there is none."""
        return last_change(self._root / place.file, place.line, place.last, self._environment)
