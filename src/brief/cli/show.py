"""`brief show`."""

from typing import TYPE_CHECKING, Annotated

import brief
from brief.cli.completion import ids
from brief.cli.shared import Limit, report_of, single
from brief.cli.words import argument
from brief.locale import say

if TYPE_CHECKING:
    from brief import Document, Dossier

Named = Annotated[
    str | None,
    argument("[NAME]", say("A name as you remember it, or an id."), ids),
]


@report_of
def show(dossier: "Dossier", name: Named = None, limit: Limit = None) -> "Document":
    """Show any record as a whole, with everything that refers to it; without a name, list what there is."""
    return brief.show(dossier, name, limit=limit)


app = single(show, "brief show framework-2025-2026")
