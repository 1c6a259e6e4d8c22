"""What belongs to a subject: the records of a dossier that a paper on it draws on."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from brief.document import Block, Notice, cell
from brief.dossier.protocol import Claim, Dossier, EventFilter
from brief.model import KINDS
from brief.model.codec import references
from brief.model.dates import Answer
from brief.model.findings import Severity
from brief.reports.bygone import as_it_was, comes_later, rests_on_later, with_roles_then
from brief.reports.common import counted

if TYPE_CHECKING:
    from brief.dossier.traits import Over, Trait
    from brief.model.dates import Date
    from brief.model.parts import Citation, Record

_WIDENING = ("agreement", "event", "person", "program", "commitment")
"""Subjects of which few records speak directly: what is said of their agreements and promises concerns them."""
_RING = ("agreement", "event", "program", "commitment")


class Scope:
    """The records that concern a subject; of the dossier as a whole, all of them."""

    def __init__(
        self,
        dossier: Dossier,
        subject: str | None = None,
        as_of: "Date | None" = None,
        others: Iterable[str] = (),
        day: "Date | None" = None,
    ) -> None:
        """`subject` and `others` are ids; what certainly came after `as_of` is left out. `day` is the paper's."""
        self.day = day
        self.dossier = dossier
        self.subject = subject
        self.as_of = as_of
        self._steps = _nearest(_around(dossier, id_) for id_ in (subject, *others)) if subject else None

    def records(self, kind: str) -> Iterator[Any]:
        """The records of a kind: the nearest to the subject first, else in the order of the files."""
        steps = self._steps
        found = self.dossier.records(kind)
        if steps is not None:
            found = iter(sorted((held for held in found if held.id in steps), key=self.nearness))
        return self._then(found)

    def _then(self, found: Iterable[Any]) -> Iterator[Any]:
        """Of these, as they were then, those that did not certainly come later."""
        then = (held for held in found if not comes_later(self.dossier, held, self.as_of))
        return (as_it_was(self.dossier, held, self.as_of) for held in then)

    def naming(self, kind: str, field: "Trait", ids: Iterable[str]) -> Iterator[Any]:
        """The records of a kind that name one of these in a field or perhaps do, and perhaps others, in that order."""
        return self._then(self.dossier.naming(kind, field, ids))

    def having(self, kind: str, trait: "Trait", over: "Over | None" = None) -> Iterator[Any]:
        """The records of a kind with a trait, and perhaps others, in the order of the files.

        All of them where other records decide what one is like: as of a day, or where errors left some out.
        """
        if self._steps is not None or self.as_of or any(self.dossier.findings(Severity.ERROR)):
            return self.records(kind)
        return self.dossier.having(kind, trait, over)

    def nearness(self, record: "Record") -> int:
        """In how many steps the subject leads to a record: none for the subject itself."""
        return self._steps[record.id] if self._steps is not None else 0

    def claims(self) -> list[Claim]:
        """The claimed dates of the events, in order of time."""
        ids = tuple(sorted(self._steps)) if self._steps is not None else None
        return list(self.dossier.events(EventFilter(known_at=self.as_of, ids=ids)))


def selection(
    scope: Scope, kinds: Iterable[str], chosen: str, shown: Mapping[str, int] | None = None
) -> Iterator[Block]:
    """The remark that a paper holds some records of these kinds, how many of how many, and how they were chosen.

    Nothing where it holds all. `shown` are the numbers of kinds that are chosen otherwise than by the scope.
    """
    every = Scope(scope.dossier, None, scope.as_of)
    counts = scope.dossier.counts() if scope.as_of is None else {}
    parts, value = [], {}
    for kind in (*kinds, *(shown or ())):
        number = (shown or {}).get(kind)
        number = sum(1 for _ in scope.records(kind)) if number is None else number
        total = counts[kind] if counts else sum(1 for _ in every.records(kind))
        if number < total:
            parts.append(f"{number:,} of {counted(total, kind, KINDS[kind].section)}")
            value[kind] = {"shown": number, "of": total}
    if parts:
        yield Notice(cell(f"A selection: {', '.join(parts)}. It holds {chosen}.", value))


def may_tell_of_later(dossier: Dossier, subject: str | None, cite: "Iterable[Citation]", day: "Date") -> bool:
    """Whether a summary, which cannot be cut, may tell of more than the world as of a day.

    It may where a source of it was published later, or where an event of its subject may have come later.
    """
    if rests_on_later(dossier, cite, day):
        return True
    events = (claim.date for claim in Scope(dossier, subject).claims() if claim.date)
    return any(date.later_than(day) is not Answer.NO for date in events)


def without_later(dossier: Dossier, record: "Record", as_of: "Date | None") -> Any:
    """A record as it was on a day, its roles included, to be printed field by field."""
    return with_roles_then(withheld(dossier, record, as_of), as_of)


def withheld(dossier: Dossier, record: "Record", as_of: "Date | None") -> Any:
    """A record as it was on a day; what the desk tells of it is withheld where it may tell of what came later."""
    held = as_it_was(dossier, record, as_of)
    told = [field for field in ("summary", "note") if getattr(held, field, None)]
    if as_of is None or not told or not may_tell_of_later(dossier, held.id, record.cite, as_of):
        return held
    return replace(held, **dict.fromkeys(told, f"withheld: it may tell of what came later than {as_of.human()}"))


def _nearest(found: "Iterable[dict[str, int]]") -> dict[str, int]:
    """The fewest steps to each id, of several subjects."""
    steps: dict[str, int] = {}
    for around in found:
        for id_, count in around.items():
            steps[id_] = min(count, steps.get(id_, count))
    return steps


def _around(dossier: Dossier, subject: str) -> dict[str, int]:
    """Steps to what surrounds a subject; what it builds on is one step away, with all that surrounds that."""
    grounds = getattr(dossier.get(subject), "builds_on", ())
    own = _surroundings(dossier, subject)
    beyond = ({id_: steps + 1 for id_, steps in _surroundings(dossier, ground).items()} for ground in grounds)
    return _nearest((own, *beyond))


def _surroundings(dossier: Dossier, subject: str) -> dict[str, int]:
    """Steps to the subject (0), to what mentions it or is mentioned by it (1), and to what is said about those (2).

    What is said about an agreement that builds on the subject is further away (3).
    """
    core = narrower(dossier, subject)
    near = {other for id_ in core for other in _neighbours(dossier, id_)}
    found = dossier.name(subject)
    kind = found.kind if found else ""
    if kind == "organization":
        near |= {claim.event.id for claim in dossier.events(EventFilter(organizations=(subject,)))}
    told = ("question", "assessment", "commitment") if kind in _WIDENING else ("question",)
    near |= {part for id_ in near if _kind(dossier, id_) == "event" for part in narrower(dossier, id_)}
    further: set[str] = set()
    followers = {link.id for id_ in core for link in dossier.linked_to(id_) if link.path.startswith("builds_on")}
    furthest: set[str] = set()
    for id_ in {id_ for id_ in (*core, *near) if _kind(dossier, id_) in _RING}:
        around = furthest if id_ in followers else further
        around |= {other for other in _neighbours(dossier, id_) if _kind(dossier, other) == "person"}
        around |= {link.id for link in dossier.linked_to(id_) if link.kind in told}
    return {
        **dict.fromkeys(furthest, 3),
        **dict.fromkeys(further, 2),
        **dict.fromkeys(near, 1),
        **dict.fromkeys(core, 0),
    }


def narrower(dossier: Dossier, subject: str) -> list[str]:
    """The subject and all that is part of it."""
    found = [subject]
    for id_ in found:
        found += [link.id for link in dossier.linked_to(id_) if link.path == "part_of" and link.id not in found]
    return found


def _neighbours(dossier: Dossier, id_: str) -> Iterator[str]:
    for link in dossier.linked_to(id_):
        yield link.id
    record = dossier.get(id_)
    for reference in references(record) if record else ():
        if not reference.path.startswith("cite") and reference.path != "part_of":
            yield reference.target


def _kind(dossier: Dossier, id_: str) -> str:
    found = dossier.name(id_)
    return found.kind if found else ""
