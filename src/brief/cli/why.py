"""`brief why`."""

from typing import Annotated

import typer

from brief.cli.shared import AsOf, Shared, command_of, ids, single, typed

TrailArgument = Annotated[
    str,
    typer.Argument(
        metavar="ID[.FIELD]", help="An id, or a field of it: jane-doe.roles.0.rank", parser=typed, autocompletion=ids
    ),
]


@command_of
def why(name: TrailArgument, shared: Shared, as_of: AsOf = None) -> int:
    """The trail of a line: file and line, citations, passage, last commit."""
    from brief.app import explain

    return explain(name, shared.choices(), as_of)


app = single(why)
