"""Commitments as a table, what was done about them, and what two sides owe each other."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from brief.document import Block, Cell, Column, Mark, Notice, Part, Row, Sign, Table, bare_date, phrase
from brief.dossier.protocol import Dossier, of_class
from brief.locale import Message, say, say_many
from brief.model.actors import Organization
from brief.model.commitments import Commitment
from brief.model.dates import Answer, Date
from brief.model.paths import is_within
from brief.model.stated import citations
from brief.named_tuple import NamedTuple
from brief.reports.commitment_status import (
    evidence,
    has_later_figures,
    is_later_figure,
    is_overdue,
    is_settled,
    is_unkept,
    lasts,
    latest,
    reported_done,
    shows_nothing,
)
from brief.reports.countries import sending
from brief.reports.event_values import status_cell
from brief.reports.one_line import deadline_cell, evidence_cell, evidence_marks, figures, overdue_cell
from brief.reports.phrases import listed, notes
from brief.reports.posts import posts
from brief.reports.short_records import between, status, titled
from brief.reports.values import joined, labelled

if TYPE_CHECKING:
    from brief.model.actors import Person
    from brief.model.commitments import LogEntry
    from brief.reports.delegations import Sides


def progress(dossier: Dossier, held: Commitment) -> Cell:
    """Return the events that show a commitment carried out, else a report of it, with later figures; else empty."""
    shown = evidence_cell(dossier, held)
    return joined("; ", (shown if shown.text else _report(dossier, held), *_later(held)))


def short_progress(dossier: Dossier, held: Commitment) -> Cell:
    """Return the same with short titles of events, and without reports."""
    events = [titled(event).followed(*evidence_marks(held, event)) for event in evidence(dossier, held)]
    shown = listed(events, between="; ")
    return joined("; ", (shown, *_later(held)))


def _report(dossier: Dossier, held: Commitment) -> Cell:
    """Return the report that a commitment is done: `reported partly done (Kalam, October 2026)`; empty if none."""
    entry = reported_done(dossier, held)
    return status_cell(dossier, held, entry) if entry else Cell()


def _later(held: Commitment) -> list[Cell]:
    """Return the figures that count what was done, followed by those of the commitment itself."""
    if not has_later_figures(held):
        return []
    told = list(zip(held.figures, figures(held), strict=True))
    done, promised = (
        [cell for found, cell in told if is_later_figure(held, found) is later] for later in (True, False)
    )
    return [*done, *([joined("; ", promised).labelled(say("promised: "))] if promised else [])]


UNTOUCHED = ("planned", "pledged", "standing")
"""Statuses that mean that nothing has happened since a commitment was made."""


class Debts:
    """The commitments of the sides of a meeting on a day, by who owes them."""

    def __init__(self, dossier: Dossier, both: "Sides", met: "Iterable[str]", day: "Date") -> None:
        """Create the index; `met` are the ids of those who are met, some of whom may belong to no body."""
        self._dossier = dossier
        self._day = day
        self._ours = both.of(both.ours) if both.desk else frozenset()
        self._theirs = both.of(both.theirs) | frozenset(met)
        self._is_desk = both.desk

    def to_raise(self, held: "Commitment") -> bool:
        """True if a commitment is a point to raise: they still owe it, and it is late or has nothing to show.

        A joint commitment is raised only if it is overdue. Our own positions decide whether to raise what was given up.
        """
        if not self._is_desk or not self._is_theirs(held) or self._is_over_or_lasts(held):
            return False
        return self._is_wanting(held) and (not self.is_joint(held) or self._overdue(held) is Answer.YES)

    def to_expect(self, held: "Commitment") -> bool:
        """True if they may raise a commitment: our side owes it without them."""
        return self.is_ours_alone(held) and self._is_wanting(held)

    def is_ours_alone(self, held: "Commitment") -> bool:
        """True if our side owes a commitment without them."""
        return self._is_ours(held) and not self.is_joint(held)

    def is_joint(self, held: "Commitment") -> bool:
        """True if both sides owe a commitment."""
        return self._is_ours(held) and not self._theirs.isdisjoint(held.by)

    def by_whom(self, some: "Sequence[Commitment]") -> Message:
        """Return how many of some commitments each side owes: `2 by them, 1 by us`; empty without `our_side`."""
        if not self._is_desk or not some:
            return Message("")
        both = sum(map(self.is_joint, some))
        ours = sum(map(self.is_ours_alone, some))
        theirs = sum(map(self._is_theirs, some)) - both
        others = len(some) - both - ours - theirs
        counts = (
            say("{count} by them", count=theirs) if theirs else "",
            say("{count} by us", count=ours) if ours else "",
            say("{count} by both", count=both) if both else "",
            say("{count} by others", count=others) if others else "",
        )
        return Message(", ".join(filter(None, counts)))

    def told(self, held: "Commitment", promise: Cell) -> Cell:
        """Return a commitment with who shares it, its deadline, and its latest status."""
        overdue, due = overdue_cell(self._dossier, held, self._day), deadline_cell(held)
        reasons: list[Part] = [say("jointly with us")] if self.is_joint(held) else []
        reasons += [labelled(say("due "), due)] if due.text else []
        if not is_settled(self._dossier, held):
            reasons += [overdue] if overdue.text else []
            reasons += [say("nothing to show for it")] if self.is_bare(held) else []
        told = phrase(promise, " (", listed(reasons), ")") if reasons else promise
        entry = latest(self._dossier, held)
        if entry is None or entry.status in UNTOUCHED:
            return told
        return phrase(told, "; ", status_cell(self._dossier, held, entry))

    def is_bare(self, held: "Commitment") -> bool:
        """True if there is nothing to show for a commitment: no event, no report, and it is not certainly due later."""
        entry = latest(self._dossier, held)
        is_untouched = entry is None or entry.status in UNTOUCHED
        return is_untouched and is_unkept(self._dossier, held, self._day)

    def _is_wanting(self, held: "Commitment") -> bool:
        """True if a commitment is settled, late, or not shown carried out."""
        if is_settled(self._dossier, held) or self._overdue(held) in (Answer.YES, Answer.CANNOT_TELL):
            return True
        return not evidence(self._dossier, held)

    def _is_over_or_lasts(self, held: "Commitment") -> bool:
        return is_settled(self._dossier, held) or lasts(self._dossier, held)

    def _is_ours(self, held: "Commitment") -> bool:
        return not self._ours.isdisjoint(held.by)

    def _is_theirs(self, held: "Commitment") -> bool:
        """True if they owe a commitment, or may: it names no one who owes it, and it is not made to them."""
        if held.by:
            return not self._theirs.isdisjoint(held.by)
        return self._theirs.isdisjoint(held.for_)

    def _overdue(self, held: "Commitment") -> Answer | None:
        return is_overdue(self._dossier, held, self._day)


def is_kept(dossier: Dossier, held: "Commitment") -> bool:
    """True if a commitment is certainly done, and not just given up."""
    entry = latest(dossier, held)
    return is_settled(dossier, held) and entry is not None and entry.status == "done"


def of_office(dossier: Dossier, person: "Person", day: "Date | None") -> "list[Commitment]":
    """Return the commitments by or for the bodies of a person's current posts, except for whole countries."""
    held = posts(dossier, person, day).held
    bodies = {body for role in held if role.org for body, _ in sending(dossier, role)[:1]}
    bodies = {found.id for found in of_class(dossier, Organization, bodies) if found.kind != "country"}
    found = (each for field in ("by", "for") for each in dossier.naming(Commitment, field, bodies))
    return list({each.id: each for each in found if not bodies.isdisjoint((*each.by, *each.for_))}.values())


_SHARED_BY = 3
"""A date that fewer commitments share is printed in each row."""


class _Shared(NamedTuple):
    """The date of the latest status of most commitments, which is not repeated in each row."""

    date: Date
    entries: "tuple[tuple[Commitment, LogEntry], ...]"
    """The commitments with that date, each with its latest entry."""

    def remark(self, *, by_all: bool) -> Cell:
        """Return the shared date in words, with its mark and its citations."""
        guessed = next((entry.inferred for _, entry in self.entries if entry.inferred), None)
        marks: list[Part] = [Mark(Sign.INFERRED, reason=guessed)] if guessed else []
        paths = [(held, f"log.{held.log.index(entry)}.date") for held, entry in self.entries]
        cites = [note for held, path in paths for note in notes(citations(held, path))]
        words = say("All said on ") if by_all else say("Unless another date is given, last said on ")
        return phrase(words, bare_date(self.date, is_short=True), *marks, ".").citing(cites)


def tracker(dossier: Dossier, held: "Sequence[Commitment]", day: Date, *, full: bool = False) -> Iterator[Block]:
    """Yield a table of commitments; a note below says what the rows have in common, so that empty columns are left out.

    On a full page the rows themselves have all dates.
    """
    shared = None if full else _shared(dossier, held)
    rows = [
        (
            titled(each),
            between(dossier, each, is_mutual_told=full),
            status(dossier, each, shared.date if shared else None),
            due_cell(dossier, each, day),
            short_progress(dossier, each),
        )
        for each in held
    ]
    columns = (
        Column("what", say("Commitment")),
        Column("between", say("By → for")),
        Column("status", say("Status")),
        Column("due", say("Due")),
        Column("evidence", say("Shown by")),
    )
    kept = [index for index in range(len(columns)) if any(row[index].text for row in rows)]
    shown = [Row(tuple(row[index] for index in kept), each.id) for row, each in zip(rows, held, strict=True)]
    yield Table("commitments", tuple(columns[index] for index in kept), tuple(shown))
    remarks: list[Part] = [shared.remark(by_all=len(shared.entries) == len(held))] if shared else []
    if remarks := [*remarks, *lacking(dossier, held, day)]:
        yield Notice(listed(remarks, between=" "))


def _shared(dossier: Dossier, held: "Sequence[Commitment]") -> _Shared | None:
    """Return the latest date of more than half of the dated commitments, if there is one."""
    dated = [(each, entry) for each in held if (entry := latest(dossier, each)) and entry.date and _is_plain(each)]
    date, count = next(iter(Counter(entry.date for _, entry in dated).most_common(1)), (None, 0))
    if date is None or count < _SHARED_BY or 2 * count <= len(dated):
        return None
    return _Shared(date, tuple((each, entry) for each, entry in dated if entry.date == date))


def _is_plain(held: "Commitment") -> bool:
    """True if sources do not differ on the log of a commitment."""
    return not any(is_within(found.field or "", "log") for found in held.differs)


def lacking(dossier: Dossier, held: "Sequence[Commitment]", day: Date) -> Iterator[Part]:
    """Yield what several commitments lack: a deadline, or anything that shows them carried out."""
    whole = len(held)
    without = [each for each in held if not deadline_cell(each).text]
    undue = sum(not lasts(dossier, each) for each in without)
    if held and len(without) == whole:
        yield say("None has a deadline.")
    elif undue:
        yield say_many(
            "{count} of {whole} has no deadline.", "{count} of {whole} have no deadline.", undue, whole=whole
        )
    open_ = [each for each in held if not is_settled(dossier, each)]
    if bare := sum(is_unkept(dossier, each, day) for each in open_):
        yield phrase(_unkept(bare, len(open_), whole), *_not_due(dossier, open_, day), ".")


def _unkept(bare: int, open_: int, whole: int) -> Message:
    """Return how many of the open commitments have nothing to show."""
    if bare == whole:
        return say("Nothing shows any of them carried out")
    if open_ == whole:
        return say("Nothing shows {count} of {whole} carried out", count=bare, whole=whole)
    if bare == open_:
        one, several = (
            "Nothing shows the open one carried out",
            "Nothing shows any of the {count} open ones carried out",
        )
        return say_many(one, several, bare)
    return say("Nothing shows {count} of the {whole} open ones carried out", count=bare, whole=open_)


def _not_due(dossier: Dossier, open_: "Iterable[Commitment]", day: Date) -> Iterator[Message]:
    """Yield how many open commitments need nothing to show yet: `; 2 are not due yet`."""
    coming = [each for each in open_ if shows_nothing(dossier, each) and not is_unkept(dossier, each, day)]
    rules = sum(lasts(dossier, each) for each in coming)
    if due := len(coming) - rules:
        yield say_many("; {count} is not due yet", "; {count} are not due yet", due)
    if rules:
        yield say_many("; {count} is a standing rule", "; {count} are standing rules", rules)


def due_cell(dossier: Dossier, held: "Commitment", day: Date) -> Cell:
    """Return the deadline, and whether it has passed."""
    found, over = deadline_cell(held), overdue_cell(dossier, held, day)
    return phrase(found, ", ", over) if over.text else found
