"""How many witnesses a fact has: sources of which one repeats the other count once."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from brief.core.dossier import Dossier

if TYPE_CHECKING:
    from brief.core.model.parts import Citation


class Witnesses:
    """The sources of a dossier, each with all that it repeats, at first or second hand."""

    def __init__(self, dossier: Dossier) -> None:
        """Reads every source once."""
        self._repeats = {source.id: source.derived_from for source in dossier.records("source")}

    def of(self, cite: "Iterable[Citation]") -> list[str]:
        """Ids of cited sources that are independent of each other: none repeats another or the same third one.

        Of several that are not, the one nearest to the origin stands for all.
        """
        origins = {found.source: self._origins(found.source) for found in cite}
        independent: list[str] = []
        heard: set[str] = set()
        for source in sorted(origins, key=lambda id_: len(origins[id_])):
            if not origins[source] & heard:
                independent.append(source)
                heard |= origins[source]
        return independent

    def _origins(self, source: str) -> set[str]:
        """A source and all that it repeats."""
        found = {source}
        waiting = [source]
        while waiting:
            others = set(self._repeats.get(waiting.pop(), ())) - found
            found |= others
            waiting += others
        return found
