"""Scope of a paper: the records of a dossier that belong to its subject."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, cast

from brief.document import Block, Notice, cell
from brief.dossier.protocol import Claim, Dossier, EventFilter, Kind
from brief.dossier.rival_dates import is_expected
from brief.dossier.trait import Over
from brief.locale import Message, say, series
from brief.model.dates import Answer
from brief.model.dates.comparison import end_of
from brief.model.findings import Severity
from brief.reports.encounters import is_encounter
from brief.reports.phrases import counted

if TYPE_CHECKING:
    from brief.dossier.trait import Trait
    from brief.model.commitments import Commitment
    from brief.model.dates import Date
    from brief.model.events import Event
    from brief.model.parts import Record
    from brief.model.statements import Question

Made = TypeVar("Made")


class Scope:
    """The records that concern a subject; without a subject, all records."""

    def __init__(
        self,
        dossier: Dossier,
        subject: str | None = None,
        others: Iterable[str] = (),
        day: "Date | None" = None,
    ) -> None:
        """Compute the scope; `subject` and `others` are ids, and `day` is the day of the paper."""
        self.day = day
        self.dossier = dossier
        self.subject = subject
        self._others = tuple(others)
        self._steps: dict[str, int] | None = None
        self._made: dict[object, Any] = {}
        if subject:
            from brief.dossier.surroundings import steps

            self._steps = steps(dossier, (subject, *self._others))
            for id_ in (subject, *self._others):
                self._steps = dict.fromkeys(_tied(dossier, id_, day), 2) | self._steps

    @property
    def on(self) -> "Date":
        """The day of the paper; only papers, which have one, may use it."""
        assert self.day is not None
        return self.day

    def of(self, dossier: Dossier) -> "Scope":
        """Return the same scope in another state of the dossier."""
        return Scope(dossier, self.subject, self._others, self.day)

    def every(self, cls: type[Kind]) -> Iterator[Kind]:
        """Yield the records of a class: the nearest to the subject first, then in the order of the files."""
        return self.dossier.every(cls) if self._steps is None else iter(cast("list[Kind]", self._near(cls.KIND)))

    def records(self, kind: str) -> "Iterator[Record]":
        """Yield the records of a kind in the same order."""
        return self.dossier.records(kind) if self._steps is None else iter(self._near(kind))

    def _near(self, kind: str) -> "list[Record]":
        """Return the records of a kind that concern the subject."""
        return self.once(kind, lambda: sorted(self.dossier.records(kind, self._steps), key=self.nearness))

    @cached_property
    def chapters(self) -> "tuple[Scope, ...]":
        """The scopes of the dossiers that are joined in this one."""
        from brief.dossier.chapter import Chapter

        return tuple(Scope(Chapter(self.dossier, name), day=self.day) for name in self.dossier.dossiers)

    def having(self, cls: type[Kind], trait: "Trait", over: "Over | None" = None) -> Iterator[Kind]:
        """Yield the records of a class that have a trait, in the order of the files; others may be among them.

        Yields all records of the class if errors hide some records, which could change the traits of others.
        """
        if self._steps is not None or any(self.dossier.findings(Severity.ERROR)):
            return self.every(cls)
        return self.dossier.having(cls, trait, over)

    def once(self, key: object, make: Callable[[], Made]) -> Made:
        """Return what was made for this key before, else make it: a paper that is cut to fit is made several times."""
        if key not in self._made:
            self._made[key] = make()
        return cast("Made", self._made[key])

    def nearness(self, record: "Record") -> int:
        """Return the number of steps from the subject to a record; 0 for the subject itself."""
        return self._steps[record.id] if self._steps is not None else 0

    def claims(self) -> list[Claim]:
        """Return the claimed dates of the events, in order of time."""
        ids = tuple(sorted(self._steps)) if self._steps is not None else None
        return list(self.dossier.events(EventFilter(ids=ids)))


def _tied(dossier: Dossier, id_: str, day: "Date | None") -> Iterator[str]:
    """Yield the ids of the records that concern a person; nothing for other records."""
    from brief.model.actors import Person
    from brief.reports.tied import tied

    if person := dossier.one(Person, id_):
        events = [claim.event for claim in dossier.events(EventFilter(who=(id_,)))]
        yield from (each for ids in tied(dossier, person, events, day).values() for each in ids)


def open_questions(scope: Scope) -> "Iterator[Question]":
    """Yield the unanswered questions, those that a source flags first."""
    from brief.dossier.facets import question_trait
    from brief.model.statements import Question

    flagged: tuple[Trait, ...] = ("source", "desk")
    for trait in flagged:
        yield from (held for held in scope.having(Question, trait) if question_trait(held) == trait)


def unkept(scope: Scope, day: "Date") -> "Iterator[Commitment]":
    """Yield the open commitments that have nothing to show and are not certainly due later."""
    from brief.model.commitments import Commitment
    from brief.reports.commitment_status import is_unkept

    for held in scope.having(Commitment, "unkept"):
        if is_unkept(scope.dossier, held, day):
            yield held


def overdue(scope: Scope, day: "Date") -> "Iterator[Commitment]":
    """Yield the commitments that are certainly overdue."""
    from brief.model.commitments import Commitment
    from brief.reports.commitment_status import is_overdue

    end = end_of(day)
    for held in scope.having(Commitment, "open", Over(Answer.YES, end, end)):
        if is_overdue(scope.dossier, held, day) is Answer.YES:
            yield held


def selection(
    scope: Scope,
    kinds: Iterable[str],
    chosen: Message,
    shown: Mapping[str, int] | None = None,
    whole: Dossier | None = None,
) -> Iterator[Block]:
    """Yield the remark that a paper has only some records of these kinds, with their numbers and how they were chosen.

    Yields nothing if it has all of them. `shown` gives the numbers of kinds that are not chosen by the scope; `whole`
    is the full dossier if that of the scope is only a part of it.
    """
    counts = (whole or scope.dossier).counts()
    some: list[Message] = []
    none: list[Message] = []
    value = {}
    for kind in dict.fromkeys((*kinds, *(shown or ()))):
        number = (shown or {}).get(kind)
        number = sum(1 for _ in scope.records(kind)) if number is None else number
        total = counts[kind]
        if number < total:
            value[kind] = {"shown": number, "of": total}
            if number:
                some.append(say("{number:,} of {all}", number=number, all=counted(total, kind)))
            else:
                none.append(counted(total, kind))
    parts, left = series(some), series(none)
    if some and none:
        told = say(
            "This paper draws on {parts}, and leaves out {none}. It includes {chosen}.",
            parts=parts,
            none=left,
            chosen=chosen,
        )
    elif some:
        told = say("This paper draws on {parts}. It includes {chosen}.", parts=parts, chosen=chosen)
    else:
        told = say("This paper leaves out {none}. It includes {chosen}.", none=left, chosen=chosen)
    if value:
        yield Notice(cell(told, value))


def withheld(dossier: Dossier, record: Kind) -> Kind:
    """Replace what the desk wrote about a record by the reason if it must not be shown; else return the record."""
    told = [field for field in ("summary", "note") if getattr(record, field, None)]
    reason = dossier.withheld(record) if told else ""
    changes: dict[str, Any] = dict.fromkeys(told, say("withheld: {reason}", reason=reason)) if reason else {}
    return record.replaced(**changes) if changes else record


def people_met(dossier: Dossier, person: str, events: "Iterable[Event]") -> "dict[str, list[Event]]":
    """Return the people whom a person met at events that are not still to come, each with these events."""
    met: dict[str, list[Event]] = {}
    for event in events:
        is_past = is_encounter(event) and not is_expected(dossier, event)
        for other in event.who if is_past and person in event.who else ():
            found = dossier.name(other)
            if other != person and found and found.kind == "person":
                met.setdefault(other, []).append(event)
    return met
