"""The view of `--as-of`: a dossier without what certainly came later."""

from collections.abc import Iterable, Iterator
from typing import Any, cast

from brief.dossier.facets import Over, Trait
from brief.dossier.moved import GONE, Items, moved, moved_citations, moved_paths, only
from brief.dossier.protocol import Claim, Dossier, EventFilter, Kind, Origin
from brief.dossier.rival_dates import certainly_later, claimed, signing
from brief.dossier.surroundings import steps
from brief.dossier.view import View
from brief.locale import say
from brief.model.agreements import Agreement, Lasting
from brief.model.dates import Answer, Date
from brief.model.dates.comparison import end_of
from brief.model.header import Header
from brief.model.parts import Citation, Difference, Ongoing, Part, Record, Role
from brief.model.paths import found_at, is_citation, named_by
from brief.model.serialization import references
from brief.model.shape import fields
from brief.model.stated import rivals_by_field

_PLANNED = ("planned", "proposed")
"""Prefixes of the kinds of plans. A plan is not older than its first source."""
_LASTING: frozenset[tuple[str, Trait]] = frozenset(
    (kind, "thin") for kind in ("event", "agreement", "program", "commitment")
) | {("event", "indefinite"), ("agreement", "unsigned"), ("source", "echo")}
"""Traits that no view of a day removes from a record."""


_PASSED = ("born", "died", "terminated")
"""Dates of what happened to a lasting record. Other dates are of the record itself, or may lie ahead."""
_TIMED = ("roles", "memberships", "names")
"""Fields whose parts have an end."""


class AsOf(View):
    """A view of a dossier without what certainly came after a day.

    Facts that may be later stay, and reports mark them. Later sources about an earlier time stay too;
    `brief.dossier.known` handles these.
    """

    def __init__(self, dossier: Dossier, day: Date) -> None:
        """`day` may be a partial date: its last possible day counts."""
        super().__init__(dossier)
        self._day = day
        self._later: dict[str, bool] = {}
        self._reason = say("it may mention what came after {day}", day=day.human())

    @property
    def as_of(self) -> Date:
        """The day of the view."""
        return self._day

    def hides(self, record: Record) -> bool:
        """True if a record certainly came later."""
        return self.is_later(record)

    def hides_id(self, id_: str) -> bool:
        """True if the record of this id certainly came later, or does not exist."""
        return self._is_later_id(id_) if id_ in self._later else super().hides_id(id_)

    def events(self, wanted: EventFilter) -> Iterator[Claim]:
        """Yield the claimed dates of the selected events that are not certainly later."""
        days = [day for day in (wanted.known_at, self._day) if day]
        return super().events(wanted._replace(known_at=min(days, key=end_of)))

    def having(self, cls: type[Kind], trait: "Trait", over: "Over | None" = None) -> Iterator[Kind]:
        """Yield the visible records of a class, any of which may have the trait on the day."""
        if (cls.KIND, trait) not in _LASTING:
            return super().having(cls, trait, over)
        return self._seen(self.dossier.having(cls, trait, over))

    def naming(self, cls: type[Kind], field: "Trait", ids: Iterable[str]) -> Iterator[Kind]:
        """Yield the visible records of a class that name one of these in a field, or may do so, and perhaps others."""
        return self._seen(self.dossier.naming(cls, field, ids))

    def referring_counts(self, id_: str) -> dict[str, int]:
        """Return the number of other records of each kind that refer to this id, including later ones."""
        return self.dossier.referring_counts(id_)

    def withheld(self, about: Record | Header) -> str:
        """Return a reason if a cited source was published later, or a related event may have come later."""
        if reason := self.dossier.withheld(about):
            return reason
        return self._reason if self._may_tell_of_later(about) else ""

    def _may_tell_of_later(self, about: Record | Header) -> bool:
        if any(map(self._is_out_later, about.cite)):
            return True
        ids = tuple(steps(self.dossier, [about.id])) if isinstance(about, Record) else None
        dates = (claim.date for claim in self.dossier.events(EventFilter(ids=ids)) if claim.date)
        return any(date.later_than(self._day) is not Answer.NO for date in dates)

    def origin(self, id_: str) -> Origin | None:
        """Return the file and line of a record. The line's text is withheld, because it may mention what came later."""
        found = self.dossier.origin(id_)
        return found and found._replace(withheld=found.withheld or say("withheld: {reason}", reason=self._reason))

    def is_later(self, record: Record | None) -> bool:
        """True if a record is certainly later: by its own dates, or because nobody can have said it earlier.

        Facts may be older than every source. An undated opinion or question is not older than its subject. An opinion
        or plan is not older than its first source, unless something dated refers to the plan. The author's own question
        is as old as the latest source that it cites.
        """
        if record is None:
            return False
        if record.id not in self._later:
            self._later[record.id] = False  # for records that refer to each other
            self._later[record.id] = self._is_later(record)
        return self._later[record.id]

    def _is_later_id(self, id_: str) -> bool:
        """True if the record of this id is certainly later; False if there is none."""
        known = self._later.get(id_)
        return self.is_later(self.dossier.get(id_)) if known is None else known

    def _is_later(self, record: Record) -> bool:
        if dates := self._dates(record):
            return certainly_later(dates, self._day)
        about = filter(None, map(self.dossier.get, getattr(record, "about", ())))
        if any(certainly_later([*self._dates(found), *claimed(found, "published")], self._day) for found in about):
            return True
        if not _is_statement(record) or self._is_mentioned_in_time(record):
            return False
        out = [self._is_out_later(cited) for cited in record.cite]
        asked_by_desk = getattr(record, "flagged_by", "") == "desk" and not getattr(record, "answer", None)
        return any(out) if asked_by_desk else bool(out) and all(out)

    def _dates(self, record: Record) -> list[Date]:
        """Return the claimed dates of an agreement's signing, or of the record itself."""
        event = signing(self.dossier, record)
        signings = claimed(event) if event else []
        return signings or [date for field in ("made", "date", "period", "valid") for date in claimed(record, field)]

    def _is_mentioned_in_time(self, record: Record) -> bool:
        """True if an event or commitment that is not certainly later refers to a plan."""
        if record.KIND in ("assessment", "question"):
            return False
        links = (link.id for link in self.dossier.linked_to(record.id) if link.kind in ("event", "commitment"))
        held = (found for id_ in links if (found := self.dossier.get(id_)))
        return any(dates and not certainly_later(dates, self._day) for dates in map(self._dates, held))

    def _is_out_later(self, cited: Citation) -> bool:
        """True if a source was certainly published later."""
        source = self.dossier.get(cited.source)
        return certainly_later(claimed(source, "published") if source else [], self._day)

    def cut(self, record: Kind) -> Kind:
        """Return a record without later parts, values and references."""
        gone = {found.path for found in references(record) if self._is_gone(found.path, found.target)}
        gone |= {name for name in _PASSED if self._is_passed_later(record, name)}
        changes: dict[str, Any] = {}
        places: dict[str, str | None] = {}
        for name, item in fields(type(record)).items():
            held = getattr(record, item.attribute)
            if not held or name in ("id", "cite", "inferred", "differs"):
                continue
            if isinstance(held, tuple | dict):
                keeps = [self._keeps(f"{name}.{step}", found, record, gone) for step, found in _steps(held)]
                if not all(keeps):
                    places |= moved_paths(name, held, keeps)
                    changes[item.attribute] = only(held, keeps)
                if isinstance(held, tuple) and isinstance(held[0], Part):
                    parts = tuple(self._part(part, record, f"{name}.{index}") for index, part in enumerate(held))
                    changes[item.attribute] = only(parts, keeps)
            elif name in gone and not item.is_required:
                changes[item.attribute] = item.default
        disputes = [found.replaced(field=moved(found.field, places)) for found in self.shown_rivals(record)]
        reasons = {moved(field, places): why for field, why in self._reasons(record).items()}
        changes |= self._answered(record)
        changes["cite"] = moved_citations(record.cite, places)
        changes["differs"] = tuple(found for found in disputes if found.field != GONE)
        changes["inferred"] = {field: why for field, why in reasons.items() if field and field != GONE}
        if isinstance(record, Agreement) and "terminated" in gone:
            return cast("Kind", Lasting(**{**vars(record), **changes}))
        return record.replaced(**changes)

    def _is_gone(self, path: str, target: str) -> bool:
        return not is_citation(path) and self._is_later_id(target)

    def _keeps(self, path: str, held: object, record: Record, gone: set[str]) -> bool:
        return path not in gone and not (isinstance(held, Part) and self._began_later(record, path))

    def _part(self, part: Part, record: Record, path: str) -> Part:
        """Return a part as it was: without a later end, and without later confirmations unless all are later.

        An end stays if a rival end may not be later.
        """
        changes: dict[str, Any] = {}
        confirmed: tuple[Date, ...] = getattr(part, "seen", ())
        seen = tuple(date for date in confirmed if not self._is_after(date))
        if seen and seen != confirmed:
            changes["seen"] = seen
        if getattr(part, "to", None) and certainly_later(claimed(record, f"{path}.to"), self._day):
            changes |= {name: None for name in ("to", "end_reason") if name in fields(type(part))}
            if isinstance(part, Role):
                return Ongoing(**{**vars(part), **changes})
        return part.replaced(**changes) if changes else part

    def _is_passed_later(self, record: Record, name: str) -> bool:
        """True if all claims say that something happened to a record only later."""
        return certainly_later(claimed(record, name), self._day)

    def _is_after(self, date: Date) -> bool:
        return date.later_than(self._day) is Answer.YES

    def _began_later(self, record: Record, path: str) -> bool:
        """True if a part certainly came later, by all claims of its date, or of the beginning of a role."""
        part = found_at(record, path)
        known = fields(part.shape.type) if part and part.shape.is_part else ()
        began = next((name for name in ("date", "from") if name in known), "")
        own = found_at(record, f"{path}.{began}") if began else None
        return bool(own and own.value) and certainly_later(claimed(record, f"{path}.{began}"), self._day)

    def _answered(self, record: Record) -> dict[str, object]:
        """Return the changes to a question whose answer has only later sources."""
        if not getattr(record, "answer", None):
            return {}
        out = tuple(cited for cited in record.cite if not self._is_out_later(cited))
        return {"answer": None, "cite": out} if out != record.cite else {}

    def _reasons(self, record: Record) -> dict[str, str]:
        """Return the inference notes, without fields whose references are all later."""
        later = [name for name in _PASSED if self._is_passed_later(record, name)]
        return {
            field: why
            for field, why in record.inferred.items()
            if field not in later and not self._is_cut(record, field)
        }

    def _is_cut(self, record: Record, field: str) -> bool:
        mentioned = [
            self._is_later_id(found.target)
            for found in references(record)
            if not is_citation(found.path) and found.path.partition(".")[0] == field
        ]
        return bool(mentioned) and all(mentioned)

    def shown_rivals(self, record: Record) -> list[Difference]:
        """Return the rival values of a record and its fields, without those about what certainly came later."""
        gone = {field for field, found in rivals_by_field(record).items() if self._came_later(record, field, found)}
        held = [found for found in record.differs if (found.field or "") not in gone]
        return [found for found in held if not any(map(self._is_later_id, named_by(record, found)))]

    def _came_later(self, record: Record, field: str, found: Iterable[Difference]) -> bool:
        """True if rival values are about a later part, or about an end or other dates that are all later."""
        steps = field.split(".")
        if field in _PASSED:
            return self._is_passed_later(record, field)
        if steps[0] not in _TIMED or not {"to", "seen"} & {*steps}:
            path = ".".join(steps[:2])
            return len(steps) > 1 and steps[1].isdigit() and self._began_later(record, path)
        above = claimed(record, ".".join(steps[:3]))
        rivals = filter(None, (Date.read(other.value) for other in found))
        return certainly_later([*above, *rivals], self._day)


def _is_statement(record: Record) -> bool:
    """True if a record is a statement and not a fact."""
    kind = (getattr(record, "kind", None) or "").lower()
    return record.KIND in ("assessment", "question") or (record.KIND != "event" and kind.startswith(_PLANNED))


def _steps(held: Items) -> Iterator[tuple[int | str, object]]:
    """Yield the items of a tuple by index, or the keys of a map."""
    return enumerate(held) if isinstance(held, tuple) else ((key, key) for key in held)
