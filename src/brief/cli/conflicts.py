"""`brief conflicts`."""

from typing import TYPE_CHECKING

import brief
from brief.cli.shared import report_of, single

if TYPE_CHECKING:
    from brief import Document, Dossier


@report_of
def conflicts(dossier: "Dossier") -> "Document":
    """Show where sources disagree: every version side by side, and what depends on it."""
    return brief.conflicts(dossier)


app = single(conflicts, "brief conflicts")
