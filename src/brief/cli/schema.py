"""`brief schema`."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

import brief
from brief.cli.shared import Force, single
from brief.cli.words import folder_or_address, target
from brief.locale import say
from brief.model.user_error import UserError


def schema(
    path: Annotated[
        Any,
        typer.Argument(
            metavar="[PATH]",
            parser=folder_or_address,
            help=say("With --dossier: the folder of the dossier, or its address on a server."),
        ),
    ] = None,
    dossier: Annotated[
        bool, typer.Option("--dossier", "-d", help=say("Print the schema of one dossier, with its ids as choices."))
    ] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", parser=target, help=say("Write to this file."))
    ] = None,
    force: Force = False,
) -> None:
    """Print the JSON Schema of the format, for editors that complete and check YAML."""
    import json

    from brief.output import print_lines
    from brief.output import target as place

    if path and not dossier:
        raise UserError(say("the general schema takes no folder"), say("did you mean --dossier {path}?", path=path), 2)
    text = json.dumps(_schema(path) if dossier else brief.schema(), indent=2, ensure_ascii=not dossier)
    if output is None:
        print_lines(sys.stdout, text)
    else:
        place(output, force).put(f"{text}\n".encode())


def _schema(path: Path | str | None) -> object:
    """Return the schema of a dossier, which may have errors, because editors need it while somebody writes."""
    with brief.open(path, keep_going=True, remarks=True, searchable=False) as opened:
        return brief.schema(opened)


app = single(schema, "brief schema -o schema.json")
