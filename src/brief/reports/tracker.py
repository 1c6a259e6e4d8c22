"""Commitments as a table, and what was done about them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from brief.document import Block, Cell, Column, Mark, Notice, Part, Row, Sign, Table, When, phrase
from brief.dossier.protocol import Dossier
from brief.locale import Message, say, say_many
from brief.model.commitments import Commitment
from brief.model.dates import Date
from brief.model.paths import is_within
from brief.model.stated import citations
from brief.named_tuple import NamedTuple
from brief.reports.commitment_status import (
    has_later_figures,
    is_later_figure,
    is_settled,
    is_unkept,
    lacks_deadline,
    lasts,
    latest,
    needs_deadline,
    reported_done,
    shows_nothing,
)
from brief.reports.event_values import figures, status_cell
from brief.reports.one_line import deadline_cell, evidence_cell, overdue_cell
from brief.reports.phrases import filled, joined, labelled, listed, notes
from brief.reports.short_records import between, status, titled
from brief.reports.values import said

if TYPE_CHECKING:
    from brief.model.commitments import LogEntry


def progress(dossier: Dossier, held: Commitment) -> Cell:
    """Return the events that show a commitment carried out, else a report of it, with later figures; else empty."""
    shown = evidence_cell(dossier, held)
    return joined("; ", (shown if shown.text else _report(dossier, held), *_later(held)))


def _short_progress(dossier: Dossier, held: Commitment) -> Cell:
    """Return the same with short titles of events, and without reports."""
    shown = evidence_cell(dossier, held, lambda event, leading: leading(titled(event, dossier)))
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


def is_kept(dossier: Dossier, held: "Commitment") -> bool:
    """True if a commitment is certainly done, and not just given up."""
    entry = latest(dossier, held)
    return is_settled(dossier, held) and entry is not None and entry.status == "done"


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
        words = say("Status as of {date}.") if by_all else say("Unless another date is given, status as of {date}.")
        date = phrase(said(*paths[0], told=When(self.date, is_short=True)), *marks)
        return filled(words, date=date).citing(cites)


def tracker(dossier: Dossier, held: "Sequence[Commitment]", day: Date, *, full: bool = False) -> Iterator[Block]:
    """Yield a table of commitments; a note below says what the rows have in common, so that empty columns are left out.

    On a full page the rows themselves have all dates.
    """
    shared = None if full else _shared(dossier, held)
    rows: list[tuple[Cell, ...]] = [
        (
            titled(each, dossier),
            between(dossier, each, is_mutual_told=full),
            status(dossier, each, shared.date if shared else None, in_brief=not full),
            due_cell(dossier, each, day, is_short=not full),
            _short_progress(dossier, each),
        )
        for each in held
    ]
    if not full:
        rows = [_with_what_is_unclear(each, *row) for each, row in zip(held, rows, strict=True)]
        rows = _without_sparse_evidence(rows)
    columns = (
        Column("what", say("Commitment")),
        Column("between", say("By → for"), is_plain=True),
        Column("status", say("Status"), is_plain=True),
        Column("due", say("Due")),
        Column("evidence", say("Shown by")),
    )
    common = {} if full else _common(columns, rows)
    kept = [index for index in range(len(columns)) if index not in common and any(row[index].text for row in rows)]
    shown = [Row(tuple(row[index] for index in kept), each.id) for row, each in zip(rows, held, strict=True)]
    yield Table("commitments", tuple(columns[index] for index in kept), tuple(shown))
    remarks: list[Part] = [*common.values()]
    remarks += [shared.remark(by_all=len(shared.entries) == len(held))] if shared else []
    if remarks := [*remarks, *lacking(dossier, held, day)]:
        yield Notice(listed(remarks, between=" "))


def _with_what_is_unclear(held: Commitment, what: Cell, parties: Cell, *state: Cell) -> tuple[Cell, ...]:
    """Return the row of a commitment; if no status, deadline and evidence are known, with what is unclear about it."""
    if any(found.text for found in state):
        return (what, parties, *state)
    return (what, parties, said(held, "unclear"), *state[1:])


def _without_sparse_evidence(rows: list[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    """Return rows with the evidence in the status if fewer than half have any, because its column would be empty."""
    if 2 * sum(bool(evidence.text) for *_, evidence in rows) >= len(rows):
        return rows
    return [
        (what, parties, joined("; ", (state, labelled(say("so far: "), evidence))), due, Cell())
        for what, parties, state, due, evidence in rows
    ]


def _common(columns: Sequence[Column], rows: Sequence[tuple[Cell, ...]]) -> dict[int, Cell]:
    """Return the columns with the same words in all of several rows, each as a sentence: `All: Canada → Vietnam.`."""
    found: dict[int, Cell] = {}
    for index, column in enumerate(columns[1:], 1):
        cells = [row[index] for row in rows]
        is_common = len(cells) >= _SHARED_BY and len({each.text for each in cells}) == 1 and cells[0].text
        if is_common and not any(each.has(Sign.DISPUTED) for each in cells):
            label = _IN_ALL.get(column.key, say("All: {value}."))
            found[index] = labelled(label, cells[0]).citing(note for each in cells for note in each.cites)
    return found


_IN_ALL = {"due": say("All due {value}."), "evidence": say("All shown by {value}.")}
"""The sentences on what all rows of a column have in common."""


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
    undated = [each for each in held if not deadline_cell(each).text]
    if lacking_one := sum(lacks_deadline(dossier, each) for each in undated):
        needing = sum(needs_deadline(dossier, each) for each in held)
        yield _undated(lacking_one, needing, whole, is_all=len(undated) == whole)
    open_ = [each for each in held if not is_settled(dossier, each)]
    if bare := sum(is_unkept(dossier, each, day) for each in open_):
        yield phrase(not_shown(bare, len(open_), whole), *_not_due(dossier, open_, day), ".")


def _undated(lacking_one: int, needing: int, whole: int, *, is_all: bool) -> Message:
    """Return how many of the commitments that need a deadline lack one; `is_all` if no row has a deadline."""
    if is_all:
        return say("It has no deadline.") if whole == 1 else say("None has a deadline.")
    if needing == whole:
        return say_many(
            "{count} of {whole} lacks a deadline.", "{count} of {whole} lack a deadline.", lacking_one, whole=whole
        )
    if lacking_one == needing:
        return say_many(
            "The open commitment that needs a deadline has none.",
            "None of the {count} open commitments that need a deadline has one.",
            needing,
        )
    return say_many(
        "{count} of the {needing} open commitments that need a deadline has none.",
        "{count} of the {needing} open commitments that need a deadline have none.",
        lacking_one,
        needing=needing,
    )


def not_shown(bare: int, open_: int, whole: int) -> Message:
    """Return how many of the open commitments have nothing to show.

    `whole` is the number of rows above the sentence; 0 if it stands alone, and names what it counts.
    """
    if bare == whole:
        return say_many("Nothing is recorded as done on it", "Nothing is recorded as done on any of these", whole)
    if open_ == whole:
        return say("Nothing is recorded as done on {count} of {whole}", count=bare, whole=whole)
    if bare == open_:
        return say_many(
            "Nothing is recorded as done on the open commitment",
            "Nothing is recorded as done on any of the {count} open commitments",
            bare,
        )
    return say("Nothing is recorded as done on {count} of the {all} open commitments", count=bare, all=open_)


def _not_due(dossier: Dossier, open_: "Iterable[Commitment]", day: Date) -> Iterator[Message]:
    """Yield how many open commitments need nothing to show yet: `; 2 are not due yet`."""
    coming = [each for each in open_ if shows_nothing(dossier, each) and not is_unkept(dossier, each, day)]
    rules = sum(lasts(dossier, each) for each in coming)
    if due := len(coming) - rules:
        yield say_many("; {count} is not due yet", "; {count} are not due yet", due)
    if rules:
        yield say_many("; {count} is a standing rule", "; {count} are standing rules", rules)


def due_cell(dossier: Dossier, held: "Commitment", day: Date, *, is_short: bool = False) -> Cell:
    """Return the deadline, perhaps with a short month, and whether it has passed."""
    found, over = deadline_cell(held, is_short=is_short), overdue_cell(dossier, held, day)
    return phrase(found, ", ", over) if over.text else found
