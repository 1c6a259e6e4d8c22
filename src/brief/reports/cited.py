"""What leads on from a citation: its source's grade, what that repeats, the passage, and the independent sources."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from brief.document import Block, Card, Cell, Notice, Value, cell, code, known_as, quoted
from brief.dossier.joined_ids import own_id
from brief.dossier.protocol import Dossier
from brief.locale import Message, say, series
from brief.model.admiralty import CREDIBILITY, RELIABILITY
from brief.model.provenance import Passage, Trail
from brief.model.sources import Source
from brief.named_tuple import NamedTuple
from brief.reports.bibliography import reference_of
from brief.reports.common import card_fields
from brief.reports.phrases import notes

if TYPE_CHECKING:
    from brief.model.parts import Citation


class _Origin(NamedTuple):
    """Where the statements of a source come from."""

    first: frozenset[str]
    """The sources at the ends of its chains, which repeat no other; a ring of sources counts as one."""
    steps: int
    """Length of its longest chain."""


class IndependentSources:
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


_MOST = 20
"""Maximum number of links shown in a chain of sources that repeat each other."""


def citation_card(dossier: Dossier, cited: "Citation", about: Message, trail: Trail) -> Card:
    """Return a card with a citation, what it supports, and its provenance."""
    source = dossier.one(Source, cited.source)
    lines: list[tuple[str, Message, list[Cell]]] = [
        ("for", say("For"), [cell(about)] if about else []),
        ("reliability", say("Reliability"), _graded(source.reliability if source else None, RELIABILITY)),
        ("credibility", say("Credibility"), _graded(cited.credibility, CREDIBILITY)),
        ("quote", say("Quote"), [cell(quoted(f"“{cited.quote}”"), cited.quote)] if cited.quote else []),
        ("derived_from", say("Repeats"), chain(dossier, cited.source)),
        ("passage", say("Passage"), _passage(trail.passage(source, cited.at)) if source else []),
    ]
    return Card("citation", cell(code(str(cited)), str(cited), notes((cited,))), card_fields(lines), cited.source)


def _graded(grade: str | None, scale: dict[str, Message]) -> list[Cell]:
    return [cell(say("{part} (grade {code})", part=scale[grade], code=code(grade)), grade)] if grade else []


def chain(dossier: Dossier, source: str) -> list[Cell]:
    """List the sources that a source repeats, directly or through others; a long list is cut."""
    found = list(islice(_chain(dossier, source), _MOST + 1))
    return found if len(found) <= _MOST else [*found[:_MOST], cell(say("and more"))]


def _chain(dossier: Dossier, source: str) -> Iterator[Cell]:
    waiting, met = [source], {source}
    for id_ in waiting:
        repeats = dossier.one(Source, id_)
        for other in repeats.derived_from if repeats else ():
            text = known_as(reference_of(dossier, other).text)
            told = say("{id} repeats {other}: {text}", id=code(id_), other=code(other), text=text)
            yield cell(told, other).stating(Value(other, "title"))
            waiting += [] if other in met else [other]
            met.add(other)


def _passage(found: Passage | None) -> list[Cell]:
    if found is None:
        return []
    lines = [
        cell(quoted(f"¶{number} {text}"), {"paragraph": number, "text": text}) for number, text in found.paragraphs
    ]
    return lines + ([cell(quoted(found.remark), "")] if found.remark else [])


def without_text(dossier: Dossier, cited: "Iterable[Citation]") -> Iterator[Block]:
    """Name the sources without a local copy, whose passages cannot be shown, and say how to add one.

    Nobody adds one to a release copy, which has no files.
    """
    sources = [id_ for id_ in dict.fromkeys(found.source for found in cited) if _lacks_text(dossier.one(Source, id_))]
    if sources and dossier.origin(sources[0]):
        id_, home = own_id(sources[0]), dossier.home(sources[0])
        way = say("to see the passage here, keep one with `brief source add FILE --to {id}`", id=code(id_))
        if home:
            way = say(
                "to see the passage here, keep one with `brief source add FILE --to {id}` in {home}",
                id=code(id_),
                home=code(home),
            )
        told = say("No local copy is kept of {sources}: {hint}.", sources=series(map(code, sources)), hint=way)
        yield Notice(cell(told, sources))


def _lacks_text(source: "Source | None") -> bool:
    return source is not None and not source.text


def echoes(dossier: Dossier, cited: "list[Citation]") -> Iterator[Block]:
    """Say so if some of these sources repeat each other, so that fewer of them are independent."""
    sources = dict.fromkeys(found.source for found in cited)
    independent = IndependentSources(dossier).of(cited)
    if len(independent) < len(sources):
        told = say(
            "{sources} sources, {count} independent: those that repeat one another, or a third one, count once.",
            sources=len(sources),
            count=len(independent),
        )
        yield Notice(cell(told))
