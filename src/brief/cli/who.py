"""`brief who`."""

from typing import TYPE_CHECKING

import brief
from brief.cli.shared import Limit, PersonArgument, report_of, single

if TYPE_CHECKING:
    from brief import Document, Dossier


@report_of
def who(
    dossier: "Dossier",
    name: PersonArgument = None,
    limit: Limit = None,
) -> "Document":
    """Show a person: post, rank, history, events, people met, commitments, sources; without a name, list everyone."""
    return brief.who(dossier, name, limit=limit)


app = single(who, "brief who Thang")
