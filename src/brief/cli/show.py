"""`brief show`."""

from typing import TYPE_CHECKING

import brief
from brief.cli.shared import Limit, NameArgument, report_of, single

if TYPE_CHECKING:
    from brief import Document, Dossier


@report_of
def show(dossier: "Dossier", name: NameArgument = None, limit: Limit = None) -> "Document":
    """Show any record as a whole, with everything that refers to it; without a name, list what there is."""
    return brief.show(dossier, name, limit=limit)


app = single(show, "brief show framework-2025-2026")
