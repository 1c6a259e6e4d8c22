"""`brief init`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

import brief
from brief.cli.shared import single
from brief.cli.words import place
from brief.locale import say

_EXAMPLE = say(
    "{folder} is a dossier of five short files with invented facts, and two images. Read them, then write your "
    "own in their place.\n\n  cd {path}\n  brief check        what is wrong in it, with file, "
    "line and column\n  brief timeline     what happened, in order\n  brief who Tolo     one "
    "person\n  brief memo         a memo on all of it"
)
_BLANK = say(
    "{folder} is a dossier without records. Its dossier.yaml has an example of each kind, in comments."
    "\n\n  cd {path}\n  brief source add FILE   keep a copy of an article"
    "\n  brief add event         asks for the fields of an event"
    "\n  brief check             what is wrong in it, with file, line and column"
)


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", parser=place, help=say("A folder that is new or empty."))],
    blank: Annotated[
        bool, typer.Option("--blank", help=say("Without facts: only the head, and examples in comments."))
    ] = False,
) -> None:
    """Start a dossier: a few short files of invented facts, with comments that teach the format.

    It also has files for git, pre-commit and GitHub, for teams that share it.
    """
    from shlex import quote

    from brief.document import sanitize
    from brief.output import print_lines

    brief.init(folder, blank=blank)
    shown = sanitize(str(folder))
    print_lines(sys.stdout, (_BLANK if blank else _EXAMPLE).format(folder=shown, path=quote(shown)))


app = single(init, "brief init my-dossier")
