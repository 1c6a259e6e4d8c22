"""`brief template`."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from brief.cli.shared import Force, example, several
from brief.cli.words import target
from brief.locale import say
from brief.renderers import BUILT_IN, Format


class Kind(StrEnum):
    """Formats that have a template."""

    PDF = "pdf"
    HTML = "html"


_EXAMPLE = "brief template export html"
app = several(say("Write a template that you can change, and use with --template."), _EXAMPLE)


@app.callback()
def template() -> None:
    """Make `export` a command of its own."""


@app.command(help=say("Write the built-in template of PDF or HTML."), epilog=example(_EXAMPLE))
def export(
    format: Annotated[Kind, typer.Argument(metavar="pdf|html", help=say("The format."))],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", parser=target, help=say("Write to this file."))
    ] = None,
    force: Force = False,
) -> None:
    """Write the built-in template of a format."""
    from brief.output import print_lines
    from brief.output import target as place
    from brief.system.templates import resource

    text = resource("brief.renderers", BUILT_IN[Format(format)])
    if output is None:
        print_lines(sys.stdout, text.removesuffix("\n"))
    else:
        place(output, force).put(text.encode())
