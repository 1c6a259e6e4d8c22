"""How many witnesses a fact has: sources of which one repeats the other count once."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from brief.core.dossier import Dossier

if TYPE_CHECKING:
    from brief.core.model.parts import Citation


class Witnesses:
    """The sources of a dossier, each with all that it repeats, at first or second hand."""

    def __init__(self, dossier: Dossier) -> None:
        """Reads a source when it is first asked for, and once."""
        self._dossier = dossier
        self._known: dict[str, frozenset[str]] = {}

    def of(self, cite: "Iterable[Citation]") -> list[str]:
        """The same as `among`, of what is cited."""
        return self.among(found.source for found in cite)

    def among(self, sources: Iterable[str]) -> list[str]:
        """Ids of sources that are independent of each other: none repeats another or the same third one.

        Of several that are not, the one nearest to the origin stands for all.
        """
        origins = {source: self._origins(source) for source in sources}
        independent: list[str] = []
        heard: set[str] = set()
        for source in sorted(origins, key=lambda id_: len(origins[id_])):
            if not origins[source] & heard:
                independent.append(source)
                heard |= origins[source]
        return independent

    def _origins(self, source: str) -> frozenset[str]:
        """A source and all that it repeats."""
        if source not in self._known:
            found = {source}
            waiting = [source]
            while waiting:
                others = set(getattr(self._dossier.get(waiting.pop()), "derived_from", ())) - found
                found |= others
                waiting += others
            self._known[source] = frozenset(found)
        return self._known[source]
