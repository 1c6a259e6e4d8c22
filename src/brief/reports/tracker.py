"""Commitments as a table: what, by whom for whom, what was last said, when it is due, what shows it carried out."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from brief.document import Block, Cell, Column, Notice, Row, Table, phrase
from brief.dossier.protocol import Dossier
from brief.locale import Message, say, say_many
from brief.model.dates import Answer, Date
from brief.reports.commitment_status import is_overdue, is_settled, shows_nothing
from brief.reports.one_line import deadline_cell
from brief.reports.phrases import listed
from brief.reports.progress import short_progress
from brief.reports.short_records import between, status, titled

if TYPE_CHECKING:
    from brief.model.commitments import Commitment


def tracker(dossier: Dossier, held: "Sequence[Commitment]", day: Date) -> Iterator[Block]:
    """A row for each commitment; a column that would be empty is left out, and said once below."""
    rows = [
        (
            titled(each),
            between(dossier, each),
            status(dossier, each),
            _due(dossier, each, day),
            short_progress(dossier, each),
        )
        for each in held
    ]
    columns = (
        Column("what", say("Commitment")),
        Column("between", say("By → for")),
        Column("status", say("Last said")),
        Column("due", say("Due")),
        Column("evidence", say("Shown by")),
    )
    kept = [index for index in range(len(columns)) if any(row[index].text for row in rows)]
    shown = [Row(tuple(row[index] for index in kept), each.id) for row, each in zip(rows, held, strict=True)]
    yield Table("commitments", tuple(columns[index] for index in kept), tuple(shown))
    if remarks := list(_missing(dossier, held, rows)):
        yield Notice(listed(remarks, between=" "))


def _missing(dossier: Dossier, held: "Sequence[Commitment]", rows: Sequence[tuple[Cell, ...]]) -> Iterator[Message]:
    """What several of them lack: a deadline, or an event that shows them carried out."""
    whole = len(held)
    undue = sum(not row[3].text for row in rows)
    unkept = sum(shows_nothing(dossier, each) and not is_settled(dossier, each) for each in held)
    if undue == whole:
        yield say("None has a deadline.")
    elif undue:
        yield say_many(
            "{count} of {whole} has no deadline.", "{count} of {whole} have no deadline.", undue, whole=whole
        )
    if unkept == whole:
        yield say("Nothing shows that any of them is carried out.")
    elif unkept:
        one = "Nothing shows that {count} of {whole} is carried out."
        yield say_many(one, "Nothing shows that {count} of {whole} are carried out.", unkept, whole=whole)


def _due(dossier: Dossier, held: "Commitment", day: Date) -> Cell:
    """The deadline, and that it is over."""
    found = deadline_cell(held)
    is_over = is_overdue(dossier, held, day)
    if not found.text or is_over in (None, Answer.NO):
        return found
    return phrase(found, ", ", say("overdue") if is_over is Answer.YES else say("perhaps overdue"))
