"""A dossier as it could be known on a day: only what sources published by then say."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from brief.core.attested import NAMED, Attested
from brief.core.codec import references
from brief.core.dates import Answer, Date
from brief.core.dossier import Claim, Dossier, EventFilter, Hit, Hits, Link, Name, Origin
from brief.core.findings import Finding, Severity
from brief.core.model import KINDS
from brief.core.pruned import pruned
from brief.core.traits import traits

if TYPE_CHECKING:
    from brief.core.names import Match
    from brief.core.traits import Over, Trait


_MOST = 100
"""So many records are looked through for near names that are known."""
_WITHHELD = "withheld: it may tell of a source published later"


class KnownBy:
    """The view of a dossier that a day allows; a dossier itself.

    `brief.core.attested` tells which records are known then, `brief.core.pruned` how much of each.
    """

    def __init__(self, dossier: Dossier, day: Date) -> None:
        """`day` may be a partial date: its last possible day counts."""
        self.known_by = day
        self._dossier = dossier
        self._attested = Attested(dossier, day)

    @property
    def doubtful(self) -> list[str]:
        """Ids of the sources of which it cannot be told whether they were published by the day."""
        return [id_ for id_, answer in self._attested.published.items() if answer is Answer.CANNOT_TELL]

    @property
    def is_before_all(self) -> bool:
        """Whether there are sources, and all were certainly published after the day."""
        return set(self._attested.published.values()) == {Answer.NO}

    def _seen(self, record: Any) -> Any:
        """The record as far as known; nothing where it is not."""
        return pruned(record, self._attested) if record is not None and self._attested.holds(record) else None

    @property
    def header(self) -> Any:
        """The head; of its summary only that there is one, unless all that it rests on is known."""
        head = self._dossier.header
        if head is None or len(self._attested.known(head.cite)) == len(head.cite):
            return head
        return replace(head, summary=head.summary and f"The summary is {_WITHHELD}.", cite=())

    def get(self, id_: str) -> Any:
        """The record of this id, as far as known."""
        return self._seen(self._dossier.get(id_))

    def name(self, id_: str) -> Name | None:
        """What the record of this id is called: what is not known is its id, but for whom or what others may name."""
        found = self._dossier.name(id_)
        if found is None or found.kind in NAMED or self.get(id_):
            return found
        return found._replace(label=id_)

    def origin(self, id_: str) -> Origin | None:
        """Where the record of this id stands; what is written there may tell what came later."""
        found = self._dossier.origin(id_)
        return found and found._replace(withheld=_WITHHELD)

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
        bodies, topics = self._bodies(wanted.organizations), self._below(wanted.topics)
        for claim in self._dossier.events(wanted):
            event = self._seen(claim.event)
            asked = (
                ((wanted.who, event.who), (bodies, (*event.who, event.place)), (topics, event.topics)) if event else ()
            )
            if not event or any(ids and not set(ids) & set(held) for ids, held in asked):
                continue
            if claim.rival is None:
                yield Claim(event, claim.date, None)
            elif self._attested.rests(claim.event.differs[claim.rival], claim.event):
                before = [found for found in claim.event.differs[: claim.rival] if found.field == "date"]
                index = sum(self._attested.rests(found, claim.event) for found in before)
                dated = [place for place, found in enumerate(event.differs) if found.field == "date"]
                yield Claim(event, claim.date, dated[index])

    def _below(self, ids: Iterable[str]) -> list[str]:
        """These and all that is known to be part of them."""
        found = list(ids)
        for id_ in found:
            found += [link.id for link in self.linked_to(id_) if link.path == "part_of" and link.id not in found]
        return found

    def _bodies(self, organizations: Iterable[str]) -> list[str]:
        """Organizations with all that is part of them, and whoever has a post there."""
        bodies = self._below(organizations)
        return bodies + [link.id for id_ in bodies for link in self.linked_to(id_) if link.path.startswith("roles.")]

    def linked_to(self, id_: str) -> Iterator[Link]:
        """The known mentions of this id."""
        for other, kind in dict.fromkeys((link.id, link.kind) for link in self._dossier.linked_to(id_)):
            record = self.get(other)
            for found in references(record) if record else ():
                if found.target == id_:
                    yield Link(other, kind, found.path, found.word)

    def referring(self, id_: str, kind: str) -> Iterator[str]:
        """Ids of the known records of a kind that are known to mention this id."""
        for other in self._dossier.referring(id_, kind):
            record = self.get(other)
            if record and any(found.target == id_ for found in references(record)):
                yield other

    def referring_counts(self, id_: str) -> dict[str, int]:
        """How many known records of each kind are known to mention this id."""
        kinds = self._dossier.referring_counts(id_)
        return {kind: count for kind in kinds if (count := sum(1 for _ in self.referring(id_, kind)))}

    def having(self, kind: str, trait: "Trait", over: "Over | None" = None) -> Iterator[Any]:
        """The known records of a kind, any of which may have the trait then."""
        return self.records(kind)

    def having_count(self, kind: str, trait: "Trait") -> int:
        """How often the known records of a kind have a trait."""
        return sum(found.trait == trait for record in self.records(kind) for found in traits(record))

    def naming(self, kind: str, field: "Trait", ids: Iterable[str]) -> Iterator[Any]:
        """The known records of a kind, any of which may name nobody then."""
        return self.records(kind)

    def find(self, words: str, kinds: Iterable[str] = ()) -> "list[Match]":
        """The records that these words name, by names that are known."""
        return [match for match in self._dossier.find(words, kinds) if self._goes_by(match.id, match.form)]

    def holders(self, title: str) -> Iterator[str]:
        """Ids of the people with a role of this title, of those whose role is known."""
        from brief.core.names import fold

        for id_ in self._dossier.holders(title):
            person = self.get(id_)
            if person and any(fold(role.title) == fold(title) for role in person.roles):
                yield id_

    def _goes_by(self, id_: str, form: str) -> bool:
        """Whether a record is known to be called so."""
        record = self.get(id_)
        unknown = getattr(self._dossier.get(id_), "also", ()) if record else ()
        return record is not None and (form not in unknown or form in record.also)

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
        from brief.core.terms.indexed import indexed

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
        """What is wrong or doubtful of what is known, or of no record."""
        return (found for found in self._dossier.findings(severity) if not found.record or self.get(found.record))

    def finding_count(self, severity: Severity) -> int:
        """How many findings of a severity there are of what is known."""
        return sum(1 for _ in self.findings(severity))
