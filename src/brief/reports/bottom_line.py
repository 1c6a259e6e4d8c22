"""The opening of a memo: the desk's summary, else the subject in one line."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from brief.document import Block, Cell, Notice, Paragraph, Value, cell, quoted
from brief.dossier.newer_sources import newer_sources
from brief.dossier.protocol import Dossier, existing
from brief.locale import Message, say, say_many
from brief.model.actors import Person
from brief.model.stated import citations
from brief.reports.in_force import ended_cell, state_cell
from brief.reports.one_line import record_cell
from brief.reports.phrases import labelled, notes
from brief.reports.related import Scope
from brief.reports.values import said

if TYPE_CHECKING:
    from brief.model.header import Header
    from brief.model.parts import Citation, Record


def bottom_line(scope: Scope) -> Iterator[Block]:
    """Yield the summary or the line; a withheld summary is left out, with a remark."""
    record = existing(scope.dossier, scope.subject) if scope.subject else None
    held = record or scope.dossier.header
    if held and getattr(held, "summary", None):
        if reason := scope.dossier.withheld(held):
            yield Notice(cell(_left_out(quoted(reason))))
            line = _line(scope, record)
        else:
            told = said(record, "summary") if record else head_summary(scope.dossier.header)
            line = _marked(scope.dossier, told, citations(held, "summary"))
    else:
        line = _line(scope, record)
    if line:
        yield Paragraph((line, *_ended(scope, record, line)), "bottom-line")


def shown_summary(dossier: Dossier, head: "Header | None") -> Cell:
    """Return the summary of a head with its marks and citations, or why it is left out; empty if it has none."""
    if head and head.summary and (reason := dossier.withheld(head)):
        return cell(_left_out(quoted(reason)))
    return _marked(dossier, head_summary(head), citations(head, "summary") if head else ())


def _marked(dossier: Dossier, summary: Cell, cite: "Iterable[Citation]") -> Cell:
    """Return a summary with the mark of each dispute of which it cites two versions."""
    if not summary.text:
        return summary
    from brief.reports.short_conflicts import disputes_within  # most pages have other openings

    return summary.followed(*disputes_within(dossier, cite))


def _left_out(reason: Message) -> Message:
    return say("The summary is left out: {reason}.", reason=reason)


def head_summary(head: "Header | None") -> Cell:
    """Return the summary of a head with its citations; empty if it has none."""
    if head is None or not head.summary:
        return Cell()
    return cell(quoted(head.summary), None, notes(citations(head, "summary"))).stating(Value("", "summary"))


def summary_age(scope: Scope) -> Iterator[Block]:
    """Yield a remark if facts cite newer sources than the summary of the dossier."""
    head = scope.dossier.header
    if scope.subject or head is None or scope.dossier.withheld(head) or not (found := newer_sources(scope.dossier)):
        return
    newer = len(found.sources)
    yield Notice(
        cell(
            say_many("{count} source is newer than the summary.", "{count} sources are newer than the summary.", newer)
        )
    )


def _ended(scope: Scope, record: "Record | None", line: Cell) -> Iterator[Cell]:
    """Say that an agreement or program has ended, unless the line says so already."""
    if record and scope.day and record.KIND in ("agreement", "program"):
        ended = ended_cell(scope.dossier, record, scope.day)
        if ended.text and ended.text not in line.text:
            yield labelled(say("State: "), ended.with_text("", "."))


def _line(scope: Scope, record: "Record | None") -> Cell | None:
    """Return a record with its status, holder and hedges; None if there is none, or if the line were only a name."""
    if record is None or record.KIND in ("source", "organization", "place", "topic"):
        return None
    if isinstance(record, Person):
        from brief.reports.person_page import introduction  # for papers on a person

        return next(introduction(scope.dossier, record, scope.day))
    if record.KIND in ("agreement", "program"):
        return state_cell(scope.dossier, record, scope.day)
    return record_cell(scope.dossier, record)
