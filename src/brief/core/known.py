"""A dossier as it could be known on a day: only what sources published by then say."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any

from brief.core.codec import references
from brief.core.dates import Answer, Date
from brief.core.dossier import Claim, Dossier, EventFilter, Hit, Hits, Link, Name, Origin
from brief.core.findings import Finding, Severity
from brief.core.model import KINDS
from brief.core.model.parts import Citation, Record

if TYPE_CHECKING:
    from brief.core.names import Match


_GONE = "gone"
"""In place of a path whose part is not known."""
_MOST = 100
"""So many records are looked through for near names that are known."""


class KnownBy:
    """The view of a dossier that a day allows; a dossier itself.

    A record is known when one of its citations is; what it says beyond that, in roles, logs and
    differences, only as far as their own citations are. A source of which it cannot be told whether
    it was published by then counts as published, and is listed in `doubtful`.
    """

    def __init__(self, dossier: Dossier, day: Date) -> None:
        """`day` may be a partial date: its last possible day counts."""
        self._dossier = dossier
        self._day = day

    @cached_property
    def _published(self) -> dict[str, Answer]:
        return {source.id: self._answer(source.published) for source in self._dossier.records("source")}

    def _answer(self, published: Date | None) -> Answer:
        """Whether a source is out by the day: an interval is a time within which it was published, never a span."""
        if published and not published.is_interval:
            return {Answer.YES: Answer.NO, Answer.NO: Answer.YES}.get(published.after(self._day), Answer.CANNOT_TELL)
        end = self._day.latest
        if published is None or end is None:
            return Answer.CANNOT_TELL if end is not None else Answer.YES
        if published.earliest is not None and published.earliest >= end:
            return Answer.NO
        return Answer.YES if published.latest is not None and published.latest <= end else Answer.CANNOT_TELL

    @property
    def doubtful(self) -> list[str]:
        """Ids of the sources of which it cannot be told whether they were published by the day."""
        return [id_ for id_, answer in self._published.items() if answer is Answer.CANNOT_TELL]

    def _known(self, cite: Iterable[Citation]) -> tuple[Citation, ...]:
        return tuple(found for found in cite if self._published.get(found.source) is not Answer.NO)

    def _rests(self, value: Any) -> bool:
        """Whether a record or part is known: by a citation of its own or of a role, or as one that needs none."""
        parts = getattr(value, "roles", ())
        return not value.cite or bool(self._known(value.cite)) or any(self._known(part.cite) for part in parts)

    def _pruned(self, value: Any) -> Any:
        """A record or part without what is not known."""
        changes: dict[str, Any] = {}
        places: dict[str, str | None] = {}
        for item in fields(value):
            held = getattr(value, item.name)
            if isinstance(held, tuple) and held and is_dataclass(held[0]):
                if isinstance(held[0], Citation):
                    changes[item.name] = self._known(held)
                    continue
                kept = [self._rests(part) for part in held]
                changes[item.name] = tuple(self._pruned(part) for part, rests in zip(held, kept, strict=True) if rests)
                for index, rests in enumerate(kept):
                    places[f"{item.name}.{index}"] = f"{item.name}.{sum(kept[:index])}" if rests else None
        if isinstance(value, Record):
            differs = [(found, _moved(found.field, places)) for found in changes.get("differs", ())]
            changes["differs"] = tuple(replace(found, field=field) for found, field in differs if field != _GONE)
            inferred = [(_moved(field, places), reason) for field, reason in value.inferred.items()]
            changes["inferred"] = {field: reason for field, reason in inferred if field and field != _GONE}
        return replace(value, **changes) if changes else value

    def _seen(self, record: Any) -> Any:
        """The record as known; nothing where it is not."""
        if record is None or (record.KIND == "source" and self._published[record.id] is Answer.NO):
            return None
        return self._pruned(record) if self._rests(record) else None

    @property
    def header(self) -> Any:
        """The head; its summary only if all that it rests on is known."""
        head = self._dossier.header
        if head is None or len(self._known(head.cite)) == len(head.cite):
            return head
        return replace(head, summary=None, cite=())

    def get(self, id_: str) -> Any:
        """The record of this id, as far as known."""
        return self._seen(self._dossier.get(id_))

    def name(self, id_: str) -> Name | None:
        """What the record of this id is called; a title or text that is not known is its id.

        Whoever is mentioned by what is known is known by name.
        """
        found = self._dossier.name(id_)
        if found is None or KINDS[found.kind].title == "name" or self.get(id_):
            return found
        return found._replace(label=id_)

    def origin(self, id_: str) -> Origin | None:
        """Where the record of this id stands."""
        return self._dossier.origin(id_)

    def records(self, kind: str) -> Iterator[Any]:
        """The known records of a kind."""
        return (seen for record in self._dossier.records(kind) if (seen := self._seen(record)))

    def counts(self) -> dict[str, int]:
        """How many records of each kind are known."""
        return {kind: sum(1 for _ in self.records(kind)) for kind in KINDS}

    def events(self, wanted: EventFilter) -> Iterator[Claim]:
        """The known claims of the events asked for."""
        known = self._claims(wanted._replace(limit=None))
        return islice(known, wanted.limit)

    def _claims(self, wanted: EventFilter) -> Iterator[Claim]:
        for claim in self._dossier.events(wanted):
            rivals = [self._rests(found) for found in claim.event.differs]
            if claim.rival is None and self._rests(claim.event):
                yield Claim(self._pruned(claim.event), claim.date, None)
            elif claim.rival is not None and rivals[claim.rival]:
                yield Claim(self._pruned(claim.event), claim.date, sum(rivals[: claim.rival]))

    def linked_to(self, id_: str) -> Iterator[Link]:
        """The known mentions of this id."""
        for link in self._dossier.linked_to(id_):
            record = self.get(link.id)
            if record and any(found.target == id_ for found in references(record)):
                yield link

    def find(self, words: str, kinds: Iterable[str] = ()) -> "list[Match]":
        """The known records that these words name."""
        return [match for match in self._dossier.find(words, kinds) if self.get(match.id)]

    def search(self, words: str, kinds: Iterable[str] = (), limit: int = 20) -> Hits:
        """The records that fit these words by what is known of them."""
        wanted = limit
        while True:
            hits = self._dossier.search(words, kinds, wanted)
            known = [hit for hit in hits.found if self._fits(hit)]
            if len(known) > limit or not hits.more:
                strange: dict[str, list[str]] = {word: [] for word in hits.strange}
                return hits._replace(found=known[:limit], more=len(known) > limit, strange=strange)
            wanted *= 4

    def _fits(self, hit: Hit) -> bool:
        """Whether what is known of a record holds any of what it was found by."""
        from brief.core.terms import indexed

        record = self.get(hit.id)
        if record is None:
            return False
        found = indexed(record)
        held = {*found.title, *found.body, *found.context}
        return all(words & held for words in hit.words) and (bool(found.dates) or not hit.dated)

    def nearest(self, words: str, kinds: Iterable[str] = (), limit: int = 5) -> list[Name]:
        """The known records whose names are nearest to words that name none."""
        found = self._dossier.nearest(words, kinds, _MOST)
        return [name for name in found if self.get(name.id)][:limit]

    def event_kinds(self) -> list[str]:
        """The kinds of the known events."""
        return sorted({event.kind for event in self.records("event") if event.kind})

    def ids(self, kinds: Iterable[str] = ()) -> Iterator[str]:
        """The known ids of these kinds."""
        return (id_ for id_ in self._dossier.ids(kinds) if self.get(id_))

    def findings(self, severity: Severity | None = None) -> Iterator[Finding]:
        """What is wrong or doubtful, on whatever day."""
        return self._dossier.findings(severity)


def _moved(path: str | None, places: dict[str, str | None]) -> str | None:
    """A path within a record whose parts have moved up to fill the gaps: `roles.1.rank` as `roles.0.rank`."""
    head, _, rest = (path or "").partition(".")
    index, _, rest = rest.partition(".")
    place = f"{head}.{index}"
    if place not in places:
        return path
    moved = places[place]
    return _GONE if moved is None else f"{moved}.{rest}".rstrip(".")
