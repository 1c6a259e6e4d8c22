"""What has been done about a promise, as far as the record shows."""

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
    """The events that show a promise carried out, or else who reports it done, with later figures; else empty."""
    shown = evidence_cell(dossier, held)
    return joined("; ", (shown if shown.text else _report(dossier, held), *_later(held)))


def short_progress(dossier: Dossier, held: Commitment) -> Cell:
    """The same by the titles of the events."""
    shown = listed([titled(event) for event in evidence(dossier, held)], between="; ")
    return joined("; ", (shown, *_later(held)))


def _report(dossier: Dossier, held: Commitment) -> Cell:
    """`reported partly done (Kalam, October 2026)`; empty where nobody reports it."""
    entry = reported_done(dossier, held)
    return status_cell(dossier, held, entry) if entry else Cell()


def _later(held: Commitment) -> list[Cell]:
    """The figures of a promise that count what was done, and behind them those that say what was promised."""
    if not has_later_figures(held):
        return []
    told = list(zip(held.figures, figures(held), strict=True))
    done, promised = (
        [cell for found, cell in told if is_later_figure(held, found) is later] for later in (True, False)
    )
    return [*done, *([joined("; ", promised).labelled(say("promised: "))] if promised else [])]
