"""`brief schema`."""

from pathlib import Path
from typing import Annotated

import typer

from brief.cli.shared import single


def schema(
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to this file.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it exists.")] = False,
) -> None:
    """The JSON Schema of the format, for editors that complete and check YAML."""
    from brief.app import write_schema

    write_schema(output, force)


app = single(schema)
