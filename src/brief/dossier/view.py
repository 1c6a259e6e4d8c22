"""The base class of views: a dossier of which a rule hides a part."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, cast

from brief.dossier.facets import traits
from brief.dossier.protocol import Claim, Dossier, EventFilter, Kind, Link, Name, Origin
from brief.dossier.search_results import SearchResult, SearchResults
from brief.dossier.surroundings import narrower
from brief.model.findings import Finding, Severity
from brief.model.kinds import KINDS, forms
from brief.model.paths import claimed_keys
from brief.model.serialization import references

if TYPE_CHECKING:
    from brief.dossier.trait import Over, Trait
    from brief.model.dates import Date
    from brief.model.events import Event
    from brief.model.header import Header
    from brief.model.names import Match
    from brief.model.parts import Difference, Record

_KEPT = 1_000
"""Number of cached records, and of cached events while their claims are read."""
_MOST = 100
"""Number of near names to search for visible ones."""


class View(ABC):
    """A `Dossier` that shows only those records of another that a rule allows.

    A subclass decides which records are visible, and how much of each. References, counts, names and search follow.
    """

    def __init__(self, dossier: Dossier) -> None:
        """`dossier` may itself be a view."""
        self.dossier = dossier
        self._cuts: dict[int, tuple[Record, Record]] = {}

    @abstractmethod
    def hides(self, record: "Record") -> bool:
        """True if the view hides a record."""

    def cut(self, record: Kind) -> Kind:
        """Return the visible content of a record that is not hidden: here all of it."""
        return record

    def shown_rivals(self, record: "Record") -> "list[Difference]":
        """Return the visible rival values of a visible record: here all of them."""
        return list(record.differs)

    def seen(self, record: Kind) -> Kind | None:
        """Return the visible content of a record; None if it is hidden."""
        return None if self.hides(record) else cast("Kind", self._cut_once(record))

    def _cut_once(self, record: "Record") -> "Record":
        """Return the visible content of a record that is not hidden; pages ask for the same ones again and again."""
        if id(record) not in self._cuts:
            if len(self._cuts) == _KEPT:
                self._cuts.clear()
            self._cuts[id(record)] = record, self.cut(record)  # with the record, so that no other gets its number
        return self._cuts[id(record)][1]

    def hides_id(self, id_: str) -> bool:
        """True if the record of this id is hidden or does not exist."""
        record = self.dossier.get(id_)
        return record is None or self.hides(record)

    @property
    def as_of(self) -> "Date | None":
        """The day of an `--as-of` view."""
        return self.dossier.as_of

    @property
    def known_by(self) -> "Date | None":
        """The day of a `--known-by` view."""
        return self.dossier.known_by

    @property
    def header(self) -> "Header | None":
        """Return the head of the dossier."""
        return self.dossier.header

    @property
    def has_markings(self) -> bool:
        """True if a record or citation has a handling marking of its own, visible or not."""
        return self.dossier.has_markings

    def withheld(self, about: "Record | Header") -> str:
        """Return why editorial text of a record or the dossier must be withheld; empty if it may be shown."""
        return self.dossier.withheld(about)

    def former_ids(self) -> dict[str, str]:
        """Return the current id for each former id that no record has now."""
        return self.dossier.former_ids()

    def get(self, id_: str) -> "Record | None":
        """Return the visible content of the record of this id."""
        record = self.dossier.get(id_)
        return None if record is None else self.seen(record)

    def one(self, cls: "type[Kind]", id_: str) -> "Kind | None":
        """Return the visible content of the record of this class and id."""
        record = self.dossier.one(cls, id_)
        return self.seen(record) if record is not None else None

    def name(self, id_: str) -> Name | None:
        """Return the name of a record; only the id if the record is hidden."""
        found = self.dossier.name(id_)
        return found if found is None or not self.hides_id(id_) else found._replace(label=id_)

    def origin(self, id_: str) -> Origin | None:
        """Return the file and line of a record."""
        return self.dossier.origin(id_)

    @property
    def dossiers(self) -> "Mapping[str, Header | None]":
        """Return the dossiers that are joined in it."""
        return self.dossier.dossiers

    def home(self, id_: str) -> str:
        """Return the name of the dossier that a record is from."""
        return self.dossier.home(id_)

    def every(self, cls: type[Kind]) -> Iterator[Kind]:
        """Yield the visible records of a class."""
        return self._seen(self.dossier.every(cls))

    def records(self, kind: str, among: Iterable[str] | None = None) -> "Iterator[Record]":
        """Yield the visible records of a kind, or those that have one of some ids."""
        return self._seen(self.dossier.records(kind, among))

    def _seen(self, records: Iterable[Kind]) -> Iterator[Kind]:
        return (seen for record in records if (seen := self.seen(record)) is not None)

    def counts(self) -> dict[str, int]:
        """Return the number of visible records of each kind."""
        return {kind: sum(not self.hides(record) for record in self.dossier.records(kind)) for kind in KINDS}

    def events(self, wanted: EventFilter) -> Iterator[Claim]:
        """Yield the visible claimed dates of the selected events."""
        return islice(self._claims(wanted._replace(limit=None)), wanted.limit)

    def _claims(self, wanted: EventFilter) -> Iterator[Claim]:
        asked = [*map(frozenset, (wanted.who, self._bodies(wanted.organizations), narrower(self, wanted.topics)))]
        shown = lru_cache(_KEPT)(self._dated)  # a disputed event has several claims
        for claim in self.dossier.events(wanted):
            event, rivals = shown(claim.event)
            who = claimed_keys(event, "who") if event else []
            named = (who, (*who, event.place), event.topics) if event else ()
            if not event or any(ids and ids.isdisjoint(held) for ids, held in zip(asked, named, strict=True)):
                continue
            if claim.rival is None and None not in rivals.values():
                yield Claim(event, event.date, None)
            elif claim.rival in rivals:
                yield Claim(event, claim.date, rivals[claim.rival])

    def _dated(self, event: "Event") -> "tuple[Event | None, dict[int, int | None]]":
        """Return the visible content of an event, and the new index of each visible disputed date.

        The index is None for a date that replaces the event's own hidden date.
        """
        seen = self.seen(event)
        if seen is None:
            return None, {}
        before, after = (
            [index for index, found in enumerate(held.differs) if found.field == "date"] for held in (event, seen)
        )
        rivals = {id(found) for found in self.shown_rivals(event)}
        shown = [index for index in before if id(event.differs[index]) in rivals]
        replaced = [None] if seen.date is not None and len(after) < len(shown) else []
        return seen, dict(zip(shown, [*replaced, *after], strict=False))  # one that is no date goes with its field

    def _bodies(self, organizations: Iterable[str]) -> list[str]:
        """Return organizations with all their parts, and everyone with a post there."""
        bodies = narrower(self, organizations)
        return bodies + [link.id for id_ in bodies for link in self.linked_to(id_) if link.path.startswith("roles.")]

    def linked_to(self, id_: str, field: str = "") -> Iterator[Link]:
        """Yield the visible references to this id, with `field` only from records that refer to it there."""
        for other, kind in dict.fromkeys((link.id, link.kind) for link in self.dossier.linked_to(id_, field)):
            record = self.get(other)
            for found in references(record) if record else ():
                if found.target == id_:
                    yield Link(other, kind, found.path, found.word)

    def referring(self, id_: str, kind: str) -> Iterator[str]:
        """Return the ids of visible records of a kind with a visible reference to this id."""
        for other in self.dossier.referring(id_, kind):
            record = self.get(other)
            if record and any(found.target == id_ for found in references(record)):
                yield other

    def referring_counts(self, id_: str) -> dict[str, int]:
        """Return the number of visible records of each kind with a visible reference to this id."""
        kinds = self.dossier.referring_counts(id_)
        return {kind: count for kind in kinds if (count := sum(1 for _ in self.referring(id_, kind)))}

    def having(self, cls: type[Kind], trait: "Trait", over: "Over | None" = None) -> Iterator[Kind]:
        """Yield the visible records of a class, any of which may have the trait in this view."""
        return self.every(cls)

    def having_count(self, kind: str, trait: "Trait") -> int:
        """Return how often the visible records of a kind have a trait."""
        return sum(found.trait == trait for record in self.records(kind) for found in traits(record))

    def naming(self, cls: type[Kind], field: "Trait", ids: Iterable[str]) -> Iterator[Kind]:
        """Yield the visible records of a class, any of which may name nobody in this view."""
        return self.every(cls)

    def find(self, words: str, kinds: Iterable[str] = ()) -> "list[Match]":
        """Return the records that these words name, by their visible names."""
        return [match for match in self.dossier.find(words, kinds) if self._goes_by(match.id, match.form)]

    def holders(self, title: str) -> Iterator[str]:
        """Return the ids of people with a visible role whose title begins with this."""
        from brief.model.actors import Person
        from brief.model.names import is_titled

        for id_ in self.dossier.holders(title):
            person = self.one(Person, id_)
            if person and any(is_titled(role.title, title) for role in person.roles):
                yield id_

    def _goes_by(self, id_: str, form: str) -> bool:
        """True if this name of a record is visible."""
        record = self.get(id_)
        own = self.dossier.get(id_)
        hidden = forms(own)[1:] if record and own else ()
        return record is not None and (form not in hidden or form in forms(record))

    def search(self, words: str, kinds: Iterable[str] = (), limit: int = 20) -> SearchResults:
        """Return the records whose visible content matches; first those whose whole match is visible."""
        wanted = limit
        while True:
            results = self.dossier.search(words, kinds, wanted)
            reduced = [(found, result) for result in results.found if (found := self._reduced(result))]
            shown = [found for found, _ in sorted(reduced, key=lambda pair: pair[0] != pair[1])]
            if len(shown) > limit or not results.more:
                strange: dict[str, list[str]] = {word: [] for word in results.strange}
                return results._replace(found=shown[:limit], more=len(shown) > limit, strange=strange)
            wanted *= 4

    def _reduced(self, result: SearchResult) -> SearchResult | None:
        """Return a result with the visible matches; None if nothing visible matches."""
        from brief.dossier.terms.index_terms import indexed

        record = self.get(result.id)
        if record is None:
            return None
        found = indexed(record, list(references(record)))
        held = {*found.title, *found.body, *found.context}
        words = tuple(some for some in result.words if some & held)
        dated = result.dated and bool(found.dates)
        is_less = len(words) < len(result.words) or dated < result.dated
        fits = bool(words) if result.words else dated
        return result._replace(words=words, dated=dated, whole=result.whole and not is_less) if fits else None

    def nearest(self, words: str, kinds: Iterable[str] = (), limit: int = 5) -> list[Name]:
        """Return the visible records with the names nearest to unknown words."""
        found = self.dossier.nearest(words, kinds, _MOST)
        return [name for name in found if not self.hides_id(name.id)][:limit]

    def event_kinds(self) -> list[str]:
        """Return the kinds of the visible events."""
        from brief.model.events import Event

        return sorted({event.kind for event in self.every(Event) if event.kind})

    def ids(self, kinds: Iterable[str] = (), beginning: str = "", most: int | None = None) -> Iterator[str]:
        """Return the visible ids of these kinds, or those that begin with some letters; `most` limits their number."""
        return islice((id_ for id_ in self.dossier.ids(kinds, beginning) if not self.hides_id(id_)), most)

    def findings(self, severity: Severity | None = None) -> Iterator[Finding]:
        """Yield the findings about visible records, or about no record."""
        return (
            found for found in self.dossier.findings(severity) if not found.record or not self.hides_id(found.record)
        )

    def finding_count(self, severity: Severity) -> int:
        """Return the number of findings of a severity about visible records, or about no record."""
        return sum(1 for _ in self.findings(severity))
