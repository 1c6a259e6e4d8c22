"""What belongs to a subject: the records of a dossier that a paper on it draws on."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from brief.core.claims import certainly_later, claimed
from brief.core.codec import references
from brief.core.dates import Answer
from brief.core.dossier import Claim, Dossier, EventFilter

if TYPE_CHECKING:
    from brief.core.dates import Date
    from brief.core.model.parts import Record

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
        return (held for held in found if not comes_later(self.dossier, held, self.as_of))

    def nearness(self, record: "Record") -> int:
        """In how many steps the subject leads to a record: none for the subject itself."""
        return self._steps[record.id] if self._steps is not None else 0

    def foresees(self, date: "Date | None") -> bool:
        """Whether a date lies certainly behind the day of the paper."""
        return bool(self.day and date and date.later_than(self.day) is Answer.YES)

    def claims(self) -> list[Claim]:
        """The claimed dates of the events, in order of time."""
        ids = tuple(sorted(self._steps)) if self._steps is not None else None
        return list(self.dossier.events(EventFilter(known_at=self.as_of, ids=ids)))


def comes_later(dossier: Dossier, record: "Record | None", as_of: "Date | None") -> bool:
    """Whether a record is certainly later than a date: by its own dates, or else by those of what it is about."""
    if record is None or as_of is None:
        return False
    dates = _dates(dossier, record)
    about = () if dates else filter(None, map(dossier.get, getattr(record, "about", ())))
    return certainly_later(dates, as_of) or any(certainly_later(_dates(dossier, found), as_of) for found in about)


def _dates(dossier: Dossier, record: "Record") -> "list[Date]":
    """The dates that are claimed for the signing of an agreement, or else for a record itself."""
    signed = getattr(record, "signed", None)
    event = dossier.get(signed) if signed else None
    signings = claimed(event) if event else []
    return signings or [date for field in ("made", "date", "period") for date in claimed(record, field)]


def _nearest(found: "Iterable[dict[str, int]]") -> dict[str, int]:
    """The fewest steps to each id, of several subjects."""
    steps: dict[str, int] = {}
    for around in found:
        for id_, count in around.items():
            steps[id_] = min(count, steps.get(id_, count))
    return steps


def _around(dossier: Dossier, subject: str) -> dict[str, int]:
    """Steps to the subject (0), to what mentions it or is mentioned by it (1), and to what is said about those (2)."""
    core = narrower(dossier, subject)
    near = {other for id_ in core for other in _neighbours(dossier, id_)}
    found = dossier.name(subject)
    kind = found.kind if found else ""
    if kind == "organization":
        near |= {claim.event.id for claim in dossier.events(EventFilter(organizations=(subject,)))}
    told = ("question", "assessment", "commitment") if kind in _WIDENING else ("question",)
    near |= {part for id_ in near if _kind(dossier, id_) == "event" for part in narrower(dossier, id_)}
    further: set[str] = set()
    for id_ in {id_ for id_ in (*core, *near) if _kind(dossier, id_) in _RING}:
        further |= {other for other in _neighbours(dossier, id_) if _kind(dossier, other) == "person"}
        further |= {link.id for link in dossier.linked_to(id_) if link.kind in told}
    return {**dict.fromkeys(further, 2), **dict.fromkeys(near, 1), **dict.fromkeys(core, 0)}


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
