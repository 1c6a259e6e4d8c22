"""`brief dossiers`."""

from typing import Annotated

import typer

import brief
from brief.cli.shared import Shared, command_of, single
from brief.cli.words import typed
from brief.locale import say

Address = Annotated[
    str,
    typer.Argument(
        metavar="ADDRESS", help=say("The address of the server: postgresql://USER@HOST/DATABASE."), parser=typed
    ),
]


@command_of
def dossiers(shared: Shared, address: Address) -> int:
    """List the dossiers on a PostgreSQL server, each with the commit that it was pushed from."""
    return shared.destination().write(brief.dossiers(address).marked(shared.handling or ""))


app = single(dossiers, "brief dossiers postgresql:///desk")
