"""`brief commitments`."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

import brief
from brief.cli.completion import statuses
from brief.cli.shared import Limit, report_of, single
from brief.cli.words import dated, named, typed
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
            help=say("Its last status, such as pledged or done."),
            parser=typed,
            autocompletion=statuses,
        ),
    ] = None,
    overdue: Annotated[
        bool, typer.Option("--overdue", help=say("Its deadline has passed, and it is still open."))
    ] = False,
    due_by: Annotated[Any, dated("--due-by", say("Its deadline is on or before DATE."))] = None,
    limit: Limit = None,
) -> "Document":
    """List commitments: what was promised, what was said since, what is due and what is overdue."""
    return brief.commitments(dossier, by=by, for_=for_, status=status, overdue=overdue, due_by=due_by, limit=limit)


app = single(commitments, "brief commitments --by Canada")
