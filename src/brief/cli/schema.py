"""`brief schema`."""

from pathlib import Path
from typing import Annotated

import typer

from brief.cli.shared import Force, single, target


def schema(
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", parser=target, help="Write to this file.")
    ] = None,
    force: Force = False,
) -> None:
    """The JSON Schema of the format, for editors that complete and check YAML."""
    from brief.app import write_schema

    write_schema(output, force)


app = single(schema)
