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
"""Subjects of which few records speak directly: what concerns their agreements and promises concerns them."""
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
        self._ids = set().union(*(_around(dossier, id_) for id_ in (subject, *others))) if subject else None

    def records(self, kind: str) -> Iterator[Any]:
        """The records of a kind, in the order of the files."""
        for record in self.dossier.records(kind):
            if (self._ids is None or record.id in self._ids) and not comes_later(self.dossier, record, self.as_of):
                yield record

    def foresees(self, date: "Date") -> bool:
        """Whether a date lies certainly behind the day of the paper."""
        return bool(self.day and date.after(self.day) is Answer.YES)

    def claims(self) -> list[Claim]:
        """The claimed dates of the events, in order of time."""
        ids = tuple(sorted(self._ids)) if self._ids is not None else None
        return list(self.dossier.events(EventFilter(known_at=self.as_of, ids=ids)))


def comes_later(dossier: Dossier, record: "Record | None", as_of: "Date | None") -> bool:
    """Whether a record is certainly later than a date: by its own dates, or else by those of what it is about."""
    if record is None or as_of is None:
        return False
    dates = _dates(dossier, record)
    about = () if dates else filter(None, map(dossier.get, getattr(record, "about", ())))
    return certainly_later(dates, as_of) or any(certainly_later(_dates(dossier, found), as_of) for found in about)


def _dates(dossier: Dossier, record: "Record") -> "list[Date]":
    """The dates that are claimed for a record, or for the signing of an agreement."""
    dates = [date for field in ("made", "date", "period") for date in claimed(record, field)]
    signed = getattr(record, "signed", None)
    event = dossier.get(signed) if signed else None
    return dates + (claimed(event) if event else [])


def _around(dossier: Dossier, subject: str) -> set[str]:
    """Ids of the subject, of what mentions it or is mentioned by it, and of what is said about those."""
    core = narrower(dossier, subject)
    near = set(core)
    for id_ in core:
        near |= set(_neighbours(dossier, id_))
    found = dossier.name(subject)
    if found and found.kind == "organization":
        near |= {claim.event.id for claim in dossier.events(EventFilter(organizations=(subject,)))}
    ring = {id_ for id_ in near if _kind(dossier, id_) in _RING}
    for id_ in ring:
        near |= {other for other in _neighbours(dossier, id_) if _kind(dossier, other) == "person"}
        if found and found.kind in _WIDENING:
            kinds = ("assessment", "question", "commitment")
            near |= {link.id for link in dossier.linked_to(id_) if link.kind in kinds}
    return near


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
