"""What belongs to a subject: the records of a dossier that a paper on it draws on."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from brief.document import Block, Notice, cell
from brief.dossier.protocol import Claim, Dossier, EventFilter, Kind
from brief.dossier.surroundings import steps
from brief.locale import say
from brief.model.findings import Severity
from brief.model.kinds import KINDS
from brief.reports.phrases import counted

if TYPE_CHECKING:
    from brief.dossier.facets import Over, Trait
    from brief.model.commitments import Commitment
    from brief.model.dates import Date
    from brief.model.parts import Record
    from brief.model.statements import Question


class Scope:
    """The records that concern a subject; of the dossier as a whole, all of them."""

    def __init__(
        self,
        dossier: Dossier,
        subject: str | None = None,
        others: Iterable[str] = (),
        day: "Date | None" = None,
    ) -> None:
        """`subject` and `others` are ids; `day` is that of the paper."""
        self.day = day
        self.dossier = dossier
        self.subject = subject
        self._others = tuple(others)
        self._steps = steps(dossier, (subject, *self._others)) if subject else None

    @property
    def on(self) -> "Date":
        """The day of the paper; only a paper may ask."""
        assert self.day is not None
        return self.day

    def of(self, dossier: Dossier) -> "Scope":
        """The same scope in another state of the dossier."""
        return Scope(dossier, self.subject, self._others, self.day)

    def every(self, cls: type[Kind]) -> Iterator[Kind]:
        """The records of a class: the nearest to the subject first, else in the order of the files."""
        return self._near(self.dossier.every(cls))

    def records(self, kind: str) -> "Iterator[Record]":
        """The records of a kind, in the same order."""
        return self._near(self.dossier.records(kind))

    def _near(self, found: Iterator[Kind]) -> Iterator[Kind]:
        steps = self._steps
        if steps is None:
            return found
        return iter(sorted((held for held in found if held.id in steps), key=self.nearness))

    def having(self, cls: type[Kind], trait: "Trait", over: "Over | None" = None) -> Iterator[Kind]:
        """The records of a class with a trait, and perhaps others, in the order of the files.

        All of them where errors left out others, which may decide what one is like.
        """
        if self._steps is not None or any(self.dossier.findings(Severity.ERROR)):
            return self.every(cls)
        return self.dossier.having(cls, trait, over)

    def nearness(self, record: "Record") -> int:
        """In how many steps the subject leads to a record: none for the subject itself."""
        return self._steps[record.id] if self._steps is not None else 0

    def claims(self) -> list[Claim]:
        """The claimed dates of the events, in order of time."""
        ids = tuple(sorted(self._steps)) if self._steps is not None else None
        return list(self.dossier.events(EventFilter(ids=ids)))


def open_questions(scope: Scope) -> "Iterator[Question]":
    """The questions without an answer, those that a source flags first."""
    from brief.dossier.facets import question_trait
    from brief.model.statements import Question

    flagged: tuple[Trait, ...] = ("source", "desk")
    for trait in flagged:
        yield from (held for held in scope.having(Question, trait) if question_trait(held) == trait)


def unkept(scope: Scope) -> "Iterator[Commitment]":
    """The promises that are open and have nothing to show for them."""
    from brief.model.commitments import Commitment
    from brief.reports.commitment_status import is_settled, shows_nothing

    for held in scope.having(Commitment, "unkept"):
        if not is_settled(scope.dossier, held) and shows_nothing(scope.dossier, held):
            yield held


def selection(
    scope: Scope,
    kinds: Iterable[str],
    chosen: str,
    shown: Mapping[str, int] | None = None,
    whole: Dossier | None = None,
) -> Iterator[Block]:
    """The remark that a paper holds some records of these kinds, how many of how many, and how they were chosen.

    Nothing where it holds all. `shown` are the numbers of kinds that are chosen otherwise than by the scope; `whole`
    is the dossier that they are part of, where the scope has a part of it.
    """
    counts = (whole or scope.dossier).counts()
    parts, value = [], {}
    for kind in dict.fromkeys((*kinds, *(shown or ()))):
        number = (shown or {}).get(kind)
        number = sum(1 for _ in scope.records(kind)) if number is None else number
        total = counts[kind]
        if number < total:
            parts.append(f"{number:,} of {counted(total, kind, KINDS[kind].section)}")
            value[kind] = {"shown": number, "of": total}
    if parts:
        yield Notice(cell(say("This paper draws on {parts}: {chosen}.", parts=", ".join(parts), chosen=chosen), value))


def withheld(dossier: Dossier, record: Kind) -> Kind:
    """A record in which it is said why what the desk wrote about it must not be shown, if that is so."""
    told = [field for field in ("summary", "note") if getattr(record, field, None)]
    reason = dossier.withheld(record) if told else ""
    changes: dict[str, Any] = dict.fromkeys(told, say("withheld: {reason}", reason=reason)) if reason else {}
    return record.replaced(**changes) if changes else record
