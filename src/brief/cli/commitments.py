"""`brief commitments`."""

from typing import TYPE_CHECKING, Annotated

import typer

import brief
from brief.cli.completion import statuses
from brief.cli.shared import Limit, report_of, single
from brief.cli.words import named, typed
from brief.locale import say

if TYPE_CHECKING:
    from brief import Document, Dossier


@report_of
def commitments(
    dossier: "Dossier",
    by: Annotated[
        str | None,
        named("--by", say("Who owes it."), "person", "organization"),
    ] = None,
    for_: Annotated[
        str | None,
        named("--for", say("To whom it is owed."), "person", "organization"),
    ] = None,
    status: Annotated[
        str | None,
        typer.Option(
            "--status",
            metavar="WORD",
            help=say("What was last said of it, such as pledged or done."),
            parser=typed,
            autocompletion=statuses,
        ),
    ] = None,
    limit: Limit = None,
) -> "Document":
    """List commitments: what was promised, what was said since, what is due and what is overdue."""
    return brief.commitments(dossier, by=by, for_=for_, status=status, limit=limit)


app = single(commitments, "brief commitments --by Canada")
