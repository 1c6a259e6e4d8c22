"""The world as it was on a day: which records certainly came later, and what of the others was said only later."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from brief.dossier.claims import certainly_later, claimed, signing
from brief.dossier.protocol import Dossier
from brief.model.codec import references
from brief.model.dates import Answer, Date
from brief.model.paths import found_at, is_citation

if TYPE_CHECKING:
    from brief.model.parts import Citation, Difference, Record

_PLANNED = ("planned", "proposed")
"""What the kind of a plan begins with: it was not made before someone told of it."""


def comes_later(dossier: Dossier, record: "Record | None", as_of: Date | None) -> bool:
    """Whether a record is certainly later than a date: by its own dates, or by when it can have been said at all.

    Facts may be older than all that tells of them. An opinion or a question without a date is not older than what
    it is about, nor an opinion or a plan than the first source that tells of it, but for a plan that something
    dated mentions. What the desk asks came up with the last of the sources that it cites.
    """
    if record is None or as_of is None:
        return False
    if dates := _dates(dossier, record):
        return certainly_later(dates, as_of)
    about = filter(None, map(dossier.get, getattr(record, "about", ())))
    if any(certainly_later([*_dates(dossier, found), *claimed(found, "published")], as_of) for found in about):
        return True
    if not _is_statement(record) or _is_mentioned_by(dossier, record, as_of):
        return False
    out = [_is_out_later(dossier, cited, as_of) for cited in record.cite]
    asked_by_desk = getattr(record, "flagged_by", "") == "desk" and not getattr(record, "answer", None)
    return any(out) if asked_by_desk else bool(out) and all(out)


def as_it_was(dossier: Dossier, record: Any, as_of: Date | None) -> Any:
    """A record without what was said of it only later: the answer to a question, the reasons for what came later."""
    if record is None or as_of is None:
        return record
    changes: dict[str, Any] = {}
    if getattr(record, "answer", None):
        known = tuple(cited for cited in record.cite if not _is_out_later(dossier, cited, as_of))
        changes |= {"answer": None, "cite": known} if known != record.cite else {}
    if record.inferred:
        reasons = {field: why for field, why in record.inferred.items() if not _is_cut(dossier, record, field, as_of)}
        changes |= {"inferred": reasons} if reasons != record.inferred else {}
    return replace(record, **changes) if changes else record


def with_roles_then(record: Any, as_of: Date | None) -> Any:
    """A record whose roles have no end and no confirmation that came later, unless all confirmations did.

    Whether a role was held then is to be asked of the record itself: what ended later had not ended.
    """
    roles = getattr(record, "roles", ())
    if not roles or as_of is None:
        return record
    return replace(record, roles=tuple(_role_then(role, as_of) for role in roles))


def _role_then(role: Any, as_of: Date) -> Any:
    seen = tuple(date for date in role.seen if date.later_than(as_of) is not Answer.YES)
    return replace(without_later_end(role, as_of), seen=seen or role.seen)


def without_later_end(role: Any, as_of: Date | None) -> Any:
    """A role without an end that certainly came later than a day."""
    return replace(role, to=None) if role.to and certainly_later([role.to], as_of) else role


def disputes(record: Any, as_of: Date | None = None) -> "list[Difference]":
    """What is said instead of a record or a field of it, without points on what came certainly later."""
    points: dict[str, list[Difference]] = {}
    for found in record.differs:
        points.setdefault(found.field or "", []).append(found)
    gone = {field for field, found in points.items() if _came_later(record, field, found, as_of)}
    return [found for found in record.differs if (found.field or "") not in gone]


def _came_later(record: Any, field: str, found: "list[Difference]", as_of: Date | None) -> bool:
    """Whether a point is about a role or an entry that began later, or about confirmations that are all later."""
    target = found_at(record, field) if field and as_of else None
    if target is None:
        return False
    if field.startswith("roles.") and "seen" in field.split("."):
        rivals = filter(None, (Date.read(other.value) for other in found))
        return certainly_later([*target.part.seen, *rivals], as_of)
    return target.part is not record and later(target.part, as_of)


def later(part: Any, as_of: Date | None) -> bool:
    """Whether a part certainly came after a date: a role that began, a figure or a log entry dated later."""
    began = getattr(part, "date", None) or getattr(part, "from_", None)
    return bool(as_of and isinstance(began, Date) and began.later_than(as_of) is Answer.YES)


def rests_on_later(dossier: Dossier, cite: "Iterable[Citation]", as_of: Date) -> bool:
    """Whether one of these sources was certainly published after a date."""
    return any(_is_out_later(dossier, cited, as_of) for cited in cite)


def _dates(dossier: Dossier, record: "Record") -> list[Date]:
    """The dates that are claimed for the signing of an agreement, or else for a record itself."""
    event = signing(dossier, record)
    signings = claimed(event) if event else []
    return signings or [date for field in ("made", "date", "period") for date in claimed(record, field)]


def _is_statement(record: Any) -> bool:
    """Whether a record is what someone said, and not what is so."""
    kind = (getattr(record, "kind", None) or "").lower()
    return record.KIND in ("assessment", "question") or (record.KIND != "event" and kind.startswith(_PLANNED))


def _is_mentioned_by(dossier: Dossier, record: "Record", as_of: Date) -> bool:
    """Whether an event or a promise that is not certainly later than a date mentions a plan."""
    if record.KIND in ("assessment", "question"):
        return False
    links = (link.id for link in dossier.linked_to(record.id) if link.kind in ("event", "commitment"))
    dates = (_dates(dossier, dossier.get(id_)) for id_ in links)
    return any(found and not certainly_later(found, as_of) for found in dates)


def _is_out_later(dossier: Dossier, cited: "Citation", as_of: Date) -> bool:
    """Whether a source was certainly published after a date."""
    source = dossier.get(cited.source)
    published = claimed(source, "published") if source else []
    return certainly_later(published, as_of)


def _is_cut(dossier: Dossier, record: "Record", field: str, as_of: Date) -> bool:
    """Whether a field mentions other records, and all of them came certainly later."""
    mentioned = [
        comes_later(dossier, dossier.get(found.target), as_of)
        for found in references(record)
        if not is_citation(found.path) and found.path.partition(".")[0] == field
    ]
    return bool(mentioned) and all(mentioned)
