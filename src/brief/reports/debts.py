"""What two sides owe each other at a meeting."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from brief.document import Cell, Part, cell, phrase
from brief.dossier.protocol import Dossier, of_class
from brief.locale import say, series
from brief.model.dates import Answer, day_of
from brief.model.statements import Question
from brief.reports.commitment_status import evidence, is_overdue, is_settled, is_unkept, lasts, latest
from brief.reports.event_values import status_cell
from brief.reports.one_line import deadline_cell, overdue_cell
from brief.reports.outcomes import outcome
from brief.reports.phrases import cited_apart, cited_once, filled, labelled, listed
from brief.reports.short_records import titled
from brief.reports.values import said
from brief.reports.words import name_refs

if TYPE_CHECKING:
    from brief.model.commitments import Commitment
    from brief.model.dates import Date
    from brief.reports.delegations import Sides

_SOON = 60
"""Number of days after a meeting within which a promise is due soon."""
UNTOUCHED = ("planned", "pledged", "standing")
"""Statuses that mean that nothing has happened since a commitment was made."""


class Debts:
    """The commitments of the sides of a meeting on a day, by who owes them."""

    def __init__(self, dossier: Dossier, both: "Sides", met: "Iterable[str]", day: "Date") -> None:
        """Create the index; `met` are the ids of those who are met, some of whom may belong to no body."""
        self._dossier = dossier
        self._day = day
        self._soon = day if day.latest is None else day_of(day.latest - 1 + _SOON)
        self._ours = both.of(both.desk)
        self._theirs = both.of(both.theirs) | frozenset(met)
        self._is_desk = bool(both.desk)

    def to_raise(self, held: "Commitment") -> bool:
        """True if a commitment is a point to raise: they still owe it, and it is late or has nothing to show.

        One that is not due soon, or reported partly done, is raised only if it is important or a source asks about it.
        A joint commitment is raised only if it is overdue. Our own positions decide whether to raise what was given up.
        """
        if not self._is_desk or not self._is_theirs(held) or self._is_over_or_lasts(held):
            return False
        if self.is_joint(held) or self._overdue(held) in (Answer.YES, Answer.CANNOT_TELL):
            return self._overdue(held) is Answer.YES or not self.is_joint(held)
        is_shown = bool(evidence(self._dossier, held))
        return is_unkept(self._dossier, held, self._soon) or (not is_shown and self._is_urged(held))

    def to_expect(self, held: "Commitment") -> bool:
        """True if they may raise a commitment: our side owes it without them."""
        return self.is_ours_alone(held) and self._is_wanting(held)

    def is_ours_alone(self, held: "Commitment") -> bool:
        """True if our side owes a commitment without them."""
        return self._is_ours(held) and not self.is_joint(held)

    def is_joint(self, held: "Commitment") -> bool:
        """True if both sides owe a commitment."""
        return self._is_ours(held) and not self._theirs.isdisjoint(held.by)

    def by_whom(self, some: "Sequence[Commitment]") -> Cell:
        """Return how many of some commitments each side owes: `owed: 2 by them, 1 by us`; empty without `our_side`.

        A mark follows if sources differ on who owes one of them, or if the desk infers it.
        """
        if not self._is_desk or not some:
            return Cell()
        both = sum(map(self.is_joint, some))
        ours = sum(map(self.is_ours_alone, some))
        unnamed = sum(not held.by for held in some)
        theirs = sum(bool(held.by) and self._is_theirs(held) for held in some) - both
        others = len(some) - both - ours - theirs - unnamed
        counts = (
            (theirs, say("owed by them"), say("{count} by them", count=theirs)),
            (ours, say("owed by us"), say("{count} by us", count=ours)),
            (both, say("owed by both sides"), say("{count} by both sides", count=both)),
            (others, say("owed by others"), say("{count} by others", count=others)),
            (unnamed, say("by someone not named"), say("{count} by someone not named", count=unnamed)),
        )
        found = [(alone, counted) for number, alone, counted in counts if number]
        several = say("owed: {counts}", counts=series(told for _, told in found))
        told = cell(found[0][0] if len(found) == 1 else several)
        doubted = [by for held in some if (by := self._owed(held, told)).marks]
        signs = {mark.sign: mark for by in doubted for mark in by.marks}
        return told.followed(*signs.values()).citing(note for by in doubted for note in by.cites)

    def told(self, held: "Commitment") -> Cell:
        """Return a commitment after whose it is, with who shares it, its deadline, and what became of it."""
        who = [id_ for id_ in held.by if id_ not in self._ours]
        by = said(held, "by", told=name_refs(self._dossier, who), naming=self._dossier)
        lead: Part = filled(say("Promised by {who}"), who=by) if by.text else say("Promised by someone not named")
        return cited_apart(cited_once(phrase(lead, ": ", self.reasoned(held))))

    def asked_of_us(self, held: "Commitment") -> Cell:
        """Return a commitment of ours that they may raise, with the doubts about whose it is, and what became of it."""
        ours = self._owed(held, cell(say("our promise")))
        told = filled(say("They may ask about {ours}: {promise}"), ours=ours, promise=self.reasoned(held))
        return cited_apart(cited_once(told))

    def _owed(self, held: "Commitment", told: Cell) -> Cell:
        """Return words for who owes a commitment, with a mark and all citations if that is disputed or inferred."""
        by = said(held, "by", told=told, cited=False, naming=self._dossier)
        return by.without_rivals().citing(by.cites)

    def reasoned(self, held: "Commitment") -> Cell:
        """Return a commitment with who shares it, its deadline, and what became of it."""
        promise, became = titled(held, self._dossier), outcome(self._dossier, held)
        overdue, due = overdue_cell(self._dossier, held, self._day), deadline_cell(held)
        reasons: list[Part] = [say("jointly with us")] if self.is_joint(held) else []
        reasons += [labelled(say("due {value}"), due)] if due.text else []
        if not is_settled(self._dossier, held):
            reasons += [overdue] if overdue.text else []
            reasons += [say("nothing to show for it")] if self.is_bare(held) and not became.text else []
        told = phrase(promise, " (", listed(reasons), ")") if reasons else promise
        told = phrase(told, "; ", became) if became.text else told
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
        """True if a commitment is settled, late, or not shown carried out; if not due soon, only if it is urged."""
        if is_settled(self._dossier, held) or self._overdue(held) in (Answer.YES, Answer.CANNOT_TELL):
            return True
        is_soon = is_overdue(self._dossier, held, self._soon) is not Answer.NO
        return not evidence(self._dossier, held) and (is_soon or self._is_urged(held))

    def _is_urged(self, held: "Commitment") -> bool:
        """True if a commitment is important, or if a source asks a question about it that is open."""
        if held.importance == "high":
            return True
        about = of_class(self._dossier, Question, self._dossier.referring(held.id, "question"))
        return any(found.flagged_by == "source" and not found.answer for found in about)

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
