"""`brief who`."""

from typing import TYPE_CHECKING, Annotated

import brief
from brief.cli.completion import ids_of
from brief.cli.shared import Limit, report_of, single
from brief.cli.words import argument
from brief.locale import say

if TYPE_CHECKING:
    from brief import Document, Dossier

Named = Annotated[
    str | None,
    argument("[NAME]", say("A name as you remember it, or an id."), ids_of("person")),
]


@report_of
def who(
    dossier: "Dossier",
    name: Named = None,
    limit: Limit = None,
) -> "Document":
    """Show a person: post, rank, history, events, people met, commitments, sources; without a name, list everyone."""
    return brief.who(dossier, name, limit=limit)


app = single(who, "brief who Thang")
