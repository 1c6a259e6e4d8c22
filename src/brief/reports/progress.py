"""What is on record as done about a commitment."""

from brief.document import Cell
from brief.dossier.protocol import Dossier
from brief.locale import say
from brief.model.commitments import Commitment
from brief.reports.commitment_status import evidence, has_later_figures, is_later_figure, reported_done
from brief.reports.log_entries import status_cell
from brief.reports.one_line import evidence_cell, figures
from brief.reports.phrases import listed
from brief.reports.short_records import titled
from brief.reports.values import joined


def progress(dossier: Dossier, held: Commitment) -> Cell:
    """Return the events that show a commitment carried out, else a report of it, with later figures; else empty."""
    shown = evidence_cell(dossier, held)
    return joined("; ", (shown if shown.text else _report(dossier, held), *_later(held)))


def short_progress(dossier: Dossier, held: Commitment) -> Cell:
    """Return the same with short titles of events, and without reports."""
    shown = listed([titled(event) for event in evidence(dossier, held)], between="; ")
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
