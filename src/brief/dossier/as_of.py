"""The view of `--as-of`: a dossier without what certainly came later."""

from collections.abc import Iterable, Iterator
from typing import cast

from brief.dossier.protocol import Claim, Dossier, EventFilter, Kind, Origin
from brief.dossier.rival_dates import certainly_later, claimed, is_plan, signing
from brief.dossier.surroundings import steps
from brief.dossier.trait import Over, Trait
from brief.dossier.trimmed import AnyPart, Piece, Rule, trimmed
from brief.dossier.view import View
from brief.locale import say
from brief.model.agreements import Agreement, Lasting
from brief.model.commitments import Commitment
from brief.model.dates import Answer, Date
from brief.model.dates.comparison import end_of
from brief.model.header import Header
from brief.model.parts import Citation, Difference, Ongoing, Part, Record, Role
from brief.model.paths import found_at, named_by
from brief.model.serialization import Reference
from brief.model.shape import fields
from brief.model.stated import rivals_by_field

_LASTING: frozenset[tuple[str, Trait]] = frozenset(
    (kind, "thin") for kind in ("event", "agreement", "program", "commitment")
) | {("event", "indefinite"), ("agreement", "unsigned"), ("source", "echo")}
"""Traits that no view of a day removes from a record."""


_PASSED = ("born", "died", "terminated")
"""Dates of what happened to a lasting record. Other dates are of the record itself, or may lie ahead."""
_TIMED = ("roles", "memberships", "names")
"""Fields whose parts have an end."""
_END = ("to", "end_reason")
"""Fields about the end of a part."""
_GOING_ON = ((Role, "to", Ongoing), (Agreement, "terminated", Lasting))
"""Classes whose records or parts end, the date of that, and the class of those that end later than the day."""


class AsOf(View):
    """A view of a dossier without what certainly came after a day.

    Facts that may be later stay, and their dates are printed with a mark. Later sources about an earlier time stay too;
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
        return self.is_later_id(id_) if id_ in self._later else super().hides_id(id_)

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
        if any(map(self.is_out_later, about.cite)):
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

        Facts may be older than every source. An undated opinion or question is not older than its subject, and an
        undated commitment not older than what it is under. An opinion or plan is not older than its first source,
        unless something dated refers to the plan. The author's own question is as old as the latest source that it
        cites.
        """
        if record is None:
            return False
        if record.id not in self._later:
            self._later[record.id] = False  # for records that refer to each other
            self._later[record.id] = self._is_later(record)
        return self._later[record.id]

    def is_later_id(self, id_: str) -> bool:
        """True if the record of this id is certainly later; False if there is none."""
        known = self._later.get(id_)
        return self.is_later(self.dossier.get(id_)) if known is None else known

    def _is_later(self, record: Record) -> bool:
        if dates := self._dates(record):
            return certainly_later(dates, self._day)
        if self._is_under_later(record):
            return True
        about = filter(None, map(self.dossier.get, getattr(record, "about", ())))
        if any(certainly_later([*self._dates(found), *claimed(found, "published")], self._day) for found in about):
            return True
        if not _is_statement(record) or self._is_mentioned_in_time(record):
            return False
        out = [self.is_out_later(cited) for cited in record.cite]
        asked_by_desk = getattr(record, "flagged_by", "") == "desk" and not getattr(record, "answer", None)
        return any(out) if asked_by_desk else bool(out) and all(out)

    def _is_under_later(self, record: Record) -> bool:
        """True if all that an undated commitment is under is later, and so is every dated entry of its log."""
        if not isinstance(record, Commitment) or not record.under:
            return False
        told = [date for at in range(len(record.log)) for date in claimed(record, f"log.{at}.date")]
        rivals = (id_ for found in record.differs if found.field == "under" for id_ in named_by(record, found))
        is_later = all(map(self.is_later_id, (*record.under, *rivals)))
        return is_later and (not told or certainly_later(told, self._day))

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

    def is_out_later(self, cited: Citation) -> bool:
        """True if a source was certainly published later."""
        source = self.dossier.get(cited.source)
        return certainly_later(claimed(source, "published") if source else [], self._day)

    def cut(self, record: Kind) -> Kind:
        """Return a record without later parts, values and references, that knows the day."""
        found = trimmed(record, AsItWas(record, self))
        return found.of(vars(found) | {"as_of": self._day})

    def shown_rivals(self, record: Record) -> list[Difference]:
        """Return the rival values of a record and its fields, without those about what certainly came later."""
        return list(filter(AsItWas(record, self).shows, record.differs))


class AsItWas(Rule):
    """Decides how much of a record had come about by a day.

    - A part, if a claim of its date, or of the beginning of a role, may not be later.
    - An end, and what happened to a lasting record, if a claim of its date may not be later.
    - The dates on which something was seen that are not later; all, if all are later.
    - An answer, if none of its sources is later.
    """

    def __init__(self, record: Record, view: AsOf) -> None:
        """`view` decides which records are later."""
        super().__init__(record)
        self._view = view
        self._is_open = bool(getattr(record, "answer", None)) and any(map(view.is_out_later, record.cite))
        """True for a question that was answered only later."""
        self._later = {field for field, found in rivals_by_field(record).items() if self._came_later(field, found)}
        """Fields whose rival values are about what certainly came later."""

    def keeps_reference(self, found: Reference) -> bool:
        """True if another record is not certainly later."""
        return not self._view.is_later_id(found.target)

    def keeps_value(self, piece: Piece) -> bool:
        """True if a value or part is not certainly later."""
        if isinstance(piece.value, Difference):
            return self.shows(piece.value)
        if isinstance(piece.value, Part):
            return not self._began_later(piece.path)
        if piece.field == "answer":
            return not self._is_open
        if piece.field == "seen":
            return not self._is_later([piece.value]) or self._is_later([*getattr(piece.owner, "seen", ())])
        above = piece.path.rpartition(".")[0]
        path = f"{above}.to" if piece.field in _END else piece.path
        return piece.field not in (*_END, *_PASSED) or not self._is_later(claimed(self.record, path))

    def with_changes(self, value: AnyPart, changes: dict[str, object]) -> AnyPart:
        """Return a record or part with changed fields; one that ended only later is one that goes on."""
        for cls, end, going_on in _GOING_ON:
            if isinstance(value, cls) and end in changes:
                return cast("AnyPart", going_on.of(vars(value) | changes))
        return super().with_changes(value, changes)

    def _is_later(self, dates: list[Date]) -> bool:
        return certainly_later(dates, self._view.as_of)

    def shows(self, rival: Difference) -> bool:
        """True if a rival value is not about what certainly came later, and names no such record."""
        named = named_by(self.record, rival)
        return (rival.field or "") not in self._later and not any(map(self._view.is_later_id, named))

    def _began_later(self, path: str) -> bool:
        """True if a part certainly came later, by all claims of its date, or of the beginning of a role."""
        part = found_at(self.record, path)
        known = fields(part.shape.type) if part and part.shape.is_part else ()
        began = next((name for name in ("date", "from") if name in known), "")
        own = found_at(self.record, f"{path}.{began}") if began else None
        return bool(own and own.value) and self._is_later(claimed(self.record, f"{path}.{began}"))

    def _came_later(self, field: str, found: Iterable[Difference]) -> bool:
        """True if rival values are about a later part, or about an end that is later by all claims."""
        steps = field.split(".")
        if field in _PASSED:
            return self._is_later(claimed(self.record, field))
        if field == "answer":
            return self._is_open
        if steps[0] not in _TIMED or "to" not in steps:
            return len(steps) > 1 and steps[1].isdigit() and self._began_later(".".join(steps[:2]))
        above = claimed(self.record, ".".join(steps[:3]))
        rivals = filter(None, (Date.read(other.value) for other in found))
        return self._is_later([*above, *rivals])


def _is_statement(record: Record) -> bool:
    """True if a record is a statement and not a fact."""
    return record.KIND in ("assessment", "question") or (record.KIND != "event" and is_plan(record))
