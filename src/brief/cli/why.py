"""`brief why`."""

from typing import TYPE_CHECKING, Annotated

import typer

import brief
from brief.cli.field_completion import fields
from brief.cli.shared import report_of, single
from brief.cli.words import typed
from brief.locale import say

if TYPE_CHECKING:
    from brief import Document, Dossier

TrailArgument = Annotated[
    str,
    typer.Argument(
        metavar="ID[.FIELD]",
        help=say("An id, or a field of it: jane-doe.roles.0.rank"),
        parser=typed,
        autocompletion=fields,
    ),
]


@report_of
def why(
    dossier: "Dossier",
    name: TrailArgument,
) -> "Document":
    """Show the trail of a value: file and line, citations, passage, last commit."""
    return brief.why(dossier, name)


app = single(why, "brief why framework-signed.date")
