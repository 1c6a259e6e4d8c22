"""`brief template`."""

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

import brief
from brief.cli.shared import Force, example, several
from brief.cli.words import target
from brief.locale import say

_EXAMPLE = "brief template export html"
app = several(say("Write a template that you can change, and use with --template."), _EXAMPLE)


@app.callback()
def template() -> None:
    """Make `export` a command of its own."""


@app.command(help=say("Write the built-in template of PDF or HTML."), epilog=example(_EXAMPLE))
def export(
    format: Annotated[Literal["pdf", "html"], typer.Argument(metavar="pdf|html", help=say("The format."))],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", parser=target, help=say("Write to this file."))
    ] = None,
    force: Force = False,
) -> None:
    """Write the built-in template of a format."""
    from brief.output import print_lines
    from brief.output import target as place

    text = brief.template(format)
    if output is None:
        print_lines(sys.stdout, text.removesuffix("\n"))
    else:
        place(output, force).put(text.encode())
