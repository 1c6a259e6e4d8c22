"""Number of independent sources of a fact: sources that repeat each other count once."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from brief.dossier.protocol import Dossier
from brief.model.sources import Source
from brief.named_tuple import NamedTuple

if TYPE_CHECKING:
    from brief.model.parts import Citation


class _Origin(NamedTuple):
    """Where the statements of a source come from."""

    first: frozenset[str]
    """The sources at the ends of its chains, which repeat no other; a ring of sources counts as one."""
    steps: int
    """Length of its longest chain."""


class Witnesses:
    """The sources of a dossier, each with the original sources that it repeats, directly or through others."""

    def __init__(self, dossier: Dossier) -> None:
        """Create the index; it reads each source once, when it is first asked for."""
        self._dossier = dossier
        self._repeats: dict[str, tuple[str, ...]] = {}
        self._known: dict[str, _Origin] = {}

    def of(self, cite: "Iterable[Citation]") -> list[str]:
        """Return the independent sources among those cited; see `among`."""
        return self.among(found.source for found in cite)

    def among(self, sources: Iterable[str]) -> list[str]:
        """Return ids of sources that are independent: none repeats another, and no two repeat the same third one.

        From each group that is not independent, the source nearest to the origin is kept.
        """
        origins = {source: self._origin(source) for source in sources}
        independent: list[str] = []
        heard: set[str] = set()
        for source in sorted(origins, key=lambda id_: origins[id_].steps):
            if not origins[source].first & heard:
                independent.append(source)
                heard |= origins[source].first
        return independent

    def _origin(self, source: str) -> _Origin:
        """Return the origin of a source; each source on the way is read once, without recursion.

        In a ring, which is an error of the dossier, the source where the walk entered it counts as an origin.
        """
        way = [source]
        while way:
            here = way[-1]
            if here not in self._repeats:
                self._repeats[here] = tuple(getattr(self._dossier.one(Source, here), "derived_from", ()))
                way += [id_ for id_ in self._repeats[here] if id_ not in self._repeats]
                continue
            way.pop()
            if here not in self._known:
                others = self._repeats[here]
                origins = [self._known.get(id_) or _Origin(frozenset((id_,)), 0) for id_ in others]
                first = frozenset().union(*(origin.first for origin in origins)) if others else frozenset((here,))
                self._known[here] = _Origin(first, 1 + max((origin.steps for origin in origins), default=-1))
        return self._known[source]
