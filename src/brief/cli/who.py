"""`brief who`."""

from typing import TYPE_CHECKING

import brief
from brief.cli.shared import PersonArgument, report_of, single

if TYPE_CHECKING:
    from brief import Document, Dossier


@report_of
def who(
    dossier: "Dossier",
    name: PersonArgument,
) -> "Document":
    """A person: post, rank, history, events, people met, commitments, sources."""
    return brief.who(dossier, name)


app = single(who, "brief who Thang")
