"""Facets of a record, indexed so that reports need not scan all records."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from brief.dossier.rival_dates import claimed
from brief.dossier.trait import Found, Trait
from brief.model.dates import Answer, Date
from brief.model.dates.comparison import FOREVER, ends
from brief.model.dates.grammar import Precision
from brief.model.kinds import KINDS
from brief.model.paths import is_within
from brief.model.stated import all_citations, citations

if TYPE_CHECKING:
    from brief.model.actors import Organization, Person
    from brief.model.commitments import Commitment
    from brief.model.events import Event
    from brief.model.parts import Citation, Record, Role
    from brief.model.sources import Source
    from brief.model.statements import Question


def traits(held: "Record") -> list[Found]:
    """Return the traits of a record."""
    find = _FINDERS.get(held.KIND)
    found = [*find(held)] if find else []
    cited = all_citations(held)
    if [each for _, each in cited if not each.at]:
        found.append(Found("placeless"))
    if held.handling or [each for _, each in cited if each.handling]:
        found.append(Found("marked"))
    return found


def is_to_the_day(date: Date | None) -> bool:
    """True if a date is exact to the day, on both sides of an interval."""
    if date is None or not date.is_interval:
        return date is not None and date.precision is Precision.DAY
    return is_to_the_day(date.start) and is_to_the_day(date.end)


def question_trait(held: "Question") -> Trait:
    """Return who asks an open question."""
    return "answered" if held.answer else held.flagged_by


def _of_commitment(held: "Commitment") -> Iterator[Found]:
    from brief.model.commitments import is_by_party, is_withdrawn, settles

    last = held.log[-1] if held.log else None
    settled = settles(held, last) if last else Answer.NO
    if last and is_withdrawn(last) and settled is Answer.YES and not is_by_party(held, last):
        yield Found("settled")  # perhaps: one of these may act for a party, as other records say
        settled = Answer.CANNOT_TELL
    due = [ends(date) for date in claimed(held, "due")]
    deadlines = (min(first for first, _ in due), max(last for _, last in due)) if due else (FOREVER, FOREVER)
    if settled is Answer.CANNOT_TELL:
        yield Found("open")
    else:
        yield Found("settled") if settled is Answer.YES else Found("open", *deadlines)
    if not (settled is Answer.YES and held.evidence):
        yield Found("unkept")
    disputed = [found.field for found in held.differs if found.field]
    if not held.by or any(is_within(field, "by") for field in disputed):
        yield Found("by")
    if not held.for_ or any(is_within(field, "for") for field in disputed):
        yield Found("for")
    yield _thin(_cited(held))


def _of_event(held: "Event") -> Iterator[Found]:
    if not held.place or not is_to_the_day(held.date):
        yield Found("indefinite")
    yield _thin(_cited(held))


def _of_holder(held: "Person | Organization") -> Iterator[Found]:
    disputed = {".".join(found.field.split(".")[:2]) for found in held.differs if found.field}
    kept = [(index, role) for index, role in enumerate(held.roles) if not role.to]
    for index, role in kept:
        yield Found("post") if f"roles.{index}" in disputed else Found("post", *_confirmed(role))
    if kept:
        yield min(_thin(citations(held, f"roles.{index}")) for index, _ in kept)
    else:
        yield Found("postless")


def _of_person(held: "Person") -> Iterator[Found]:
    yield from _of_holder(held)
    if held.portrait:
        yield Found("pictured")


def _of_source(held: "Source") -> Iterator[Found]:
    if held.derived_from:
        yield Found("echo")
    if held.key:
        yield Found("keyed")
    if held.copy:
        yield Found("copied")


def _confirmed(role: "Role") -> tuple[int, int | None]:
    dates = [ends(date) for date in (role.from_, *role.seen) if date]
    return (max(first for first, _ in dates), max(last for _, last in dates)) if dates else (-FOREVER, None)


def _cited(held: "Record") -> "tuple[Citation, ...]":
    """Return the citations of a record as a whole: of its title, if some name fields."""
    return citations(held, KINDS[held.KIND].title) if any(found.for_ for found in held.cite) else held.cite


def _thin(cite: "tuple[Citation, ...]") -> Found:
    return Found("thin", len({found.source for found in cite}))


_FINDERS: dict[str, Callable[[Any], Iterator[Found]]] = {
    "question": lambda held: iter([Found(question_trait(held))]),
    "commitment": _of_commitment,
    "event": _of_event,
    "person": _of_person,
    "organization": _of_holder,
    "agreement": lambda held: iter([_thin(_cited(held)), Found("unsigned")]),
    "program": lambda held: iter([_thin(_cited(held))]),
    "source": _of_source,
}
