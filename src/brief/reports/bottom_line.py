"""What a memo opens with: the desk's summary of the subject, the subject in one line, or word that there is none."""

from collections.abc import Iterator
from typing import Any

from brief.document import Block, Cell, Heading, Notice, Paragraph, cell, verbatim
from brief.locale import Message, say
from brief.reports.common import notes
from brief.reports.in_force import ended_cell, state_cell
from brief.reports.one_line import record_cell
from brief.reports.related import Scope
from brief.reports.roles import person_cell
from brief.reports.values import labelled, said


def bottom_line(scope: Scope) -> Iterator[Block]:
    """The summary, the line or the word; no summary that is withheld."""
    held: Any = scope.dossier.get(scope.subject) if scope.subject else scope.dossier.header
    summary = getattr(held, "summary", None)
    line, remark = None, Message("")
    if summary and (reason := scope.dossier.withheld(held)):
        line = _line(scope, held)
        remark = say("The summary is left out: {reason}.", reason=reason)
    elif summary:
        line = said(held, "summary") if scope.subject else cell(verbatim(summary), None, notes(held.cite))
    elif not (line := _line(scope, held)):
        of_this = say("The dossier has no summary of this {kind}.", kind=held.KIND)
        remark = of_this if scope.subject else say("The dossier has no summary.")
    yield Heading(say("Bottom line"))
    if remark:
        yield Notice(cell(remark))
    if line:
        yield Paragraph((line, *_ended(scope, held, line)), "bottom-line")


def _ended(scope: Scope, record: Any, line: Cell) -> Iterator[Cell]:
    """That an agreement or program has ended, unless the line says so."""
    if scope.subject and scope.day and record.KIND in ("agreement", "program"):
        ended = ended_cell(scope.dossier, record, scope.day)
        if ended.text and ended.text not in line.text:
            yield labelled(say("State: "), ended.with_text("", "."))


def _line(scope: Scope, record: Any) -> Cell | None:
    """A record with its status, holder and hedges; nothing where the line would be a name alone."""
    if not scope.subject or record.KIND in ("source", "organization", "place", "topic"):
        return None
    if record.KIND == "person":
        return person_cell(scope.dossier, record, scope.day)
    if record.KIND in ("agreement", "program"):
        return state_cell(scope.dossier, record, scope.day)
    return record_cell(scope.dossier, record)
