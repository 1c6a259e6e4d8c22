"""How many witnesses a fact has: sources of which one repeats the other count once."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from brief.dossier.protocol import Dossier
from brief.model.sources import Source
from brief.named_tuple import NamedTuple

if TYPE_CHECKING:
    from brief.model.parts import Citation


class _Origin(NamedTuple):
    """Where what a source says comes from."""

    first: frozenset[str]
    """The sources at the end of its chains, which repeat no other; of a ring of sources one stands for all."""
    steps: int
    """How many sources its longest chain has before the end."""


class Witnesses:
    """The sources of a dossier, each with the first sources that it repeats, directly or through others."""

    def __init__(self, dossier: Dossier) -> None:
        """Reads a source when it is first asked for, and once."""
        self._dossier = dossier
        self._repeats: dict[str, tuple[str, ...]] = {}
        self._known: dict[str, _Origin] = {}

    def of(self, cite: "Iterable[Citation]") -> list[str]:
        """The same as `among`, of what is cited."""
        return self.among(found.source for found in cite)

    def among(self, sources: Iterable[str]) -> list[str]:
        """Ids of sources that are independent of each other: none repeats another or the same third one.

        Of several that are not, the one nearest to the origin stands for all.
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
        """The origin of a source; each source on the way to it is read once, and none by recursion.

        In a ring, which is an error of the dossier, the source at which it was entered counts as a first one.
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
