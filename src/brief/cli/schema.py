"""`brief schema`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from brief.cli.shared import Force, single, target
from brief.locale import say


def schema(
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", parser=target, help=say("Write to this file."))
    ] = None,
    force: Force = False,
) -> None:
    """The JSON Schema of the format, for editors that complete and check YAML."""
    import json

    from brief.output import remark
    from brief.output import target as place
    from brief.yaml.schema import json_schema

    text = json.dumps(json_schema(), indent=2)
    if output is None:
        remark(sys.stdout, text)
    else:
        place(output, force).put(f"{text}\n".encode())


app = single(schema, "brief schema -o schema.json")
