"""`brief init`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from brief.cli.shared import single
from brief.locale import say


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=say("A folder that is new or empty."))],
    blank: Annotated[
        bool, typer.Option("--blank", help=say("Without facts: only the head, and examples in comments."))
    ] = False,
) -> None:
    """Start a dossier: a few short files of invented facts, with comments that teach the format.

    It also has files for git, pre-commit and GitHub, for teams that share it.
    """
    from brief.app import shipped_data
    from brief.init_dossier import begin
    from brief.output import print_lines

    print_lines(sys.stdout, begin(folder, shipped_data(), blank=blank))


app = single(init, "brief init my-dossier")
