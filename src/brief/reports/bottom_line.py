"""What a memo opens with: the desk's summary of the subject, the subject in one line, or word that there is none."""

from collections.abc import Iterator
from typing import Any

from brief.document import Block, Cell, Heading, Notice, Paragraph, cell
from brief.reports.bygone import comes_later
from brief.reports.common import notes
from brief.reports.in_force import ended_cell, state_cell
from brief.reports.lines import record_cell
from brief.reports.roles import person_cell
from brief.reports.scope import Scope, may_tell_of_later
from brief.reports.values import labelled, said


def bottom_line(scope: Scope) -> Iterator[Block]:
    """The summary, the line or the word; of the world as of a day no more than that day allows."""
    held: Any = scope.dossier.get(scope.subject) if scope.subject else scope.dossier.header
    summary, day = getattr(held, "summary", None), scope.as_of
    line, remark = None, ""
    if day and scope.subject and comes_later(scope.dossier, held, day):
        remark = f"This {held.KIND} came later than {day.human()}."
    elif day and summary and may_tell_of_later(scope.dossier, scope.subject, held.cite, day):
        line = _line(scope, held)
        remark = f"The summary is left out: it may tell of what came later than {day.human()}."
    elif summary:
        line = said(held, summary, "summary") if scope.subject else cell(summary, None, notes(held.cite))
    elif not (line := _line(scope, held)):
        remark = f"The dossier has no summary{f' of this {held.KIND}' if scope.subject else ''}."
    yield Heading("Bottom line")
    if remark:
        yield Notice(cell(remark))
    if line:
        yield Paragraph((line, *_ended(scope, held, line)), "bottom-line")


def _ended(scope: Scope, record: Any, line: Cell) -> Iterator[Cell]:
    """That an agreement or program has ended, unless the line says so."""
    if scope.subject and scope.day and record.KIND in ("agreement", "program"):
        ended = ended_cell(scope.dossier, record, scope.day)
        if ended.text and ended.text not in line.text:
            yield labelled("State: ", ended.with_text("", "."))


def _line(scope: Scope, record: Any) -> Cell | None:
    """A record with its status, holder and hedges; nothing where the line would be a name alone."""
    if not scope.subject or record.KIND in ("source", "organization", "place", "topic"):
        return None
    if record.KIND == "person":
        return person_cell(scope.dossier, record, scope.day, scope.as_of)
    if record.KIND in ("agreement", "program"):
        return state_cell(scope.dossier, record, scope.day, scope.as_of)
    return record_cell(scope.dossier, record, scope.as_of)
