"""`brief diff`."""

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import brief
from brief.cli.completion import states
from brief.cli.shared import DossierOption, ExitCode, Limit, Shared, command_of, single
from brief.cli.words import typed
from brief.locale import key, say
from brief.model.user_error import UserError
from brief.renderers import PAGES

if TYPE_CHECKING:
    from brief import Dossier


@partial(command_of, more={"dossier": DossierOption})
def diff(
    shared: Shared,
    before: Annotated[
        str,
        typer.Argument(
            metavar="[STATE]",
            help=say("The earlier state: a git revision, a day, or the folder of another copy."),
            parser=typed,
            autocompletion=states,
        ),
    ] = "HEAD",
    after: Annotated[
        str | None,
        typer.Argument(
            metavar="[STATE]",
            help=say("The later state; default: the files as they are now."),
            parser=typed,
            autocompletion=states,
        ),
    ] = None,
    exit_code: ExitCode = False,
    limit: Limit = None,
) -> int:
    """Show what changed in the facts: since the last commit, or between two states of the dossier.

    A day means the last commit by its end, and REVISION:FOLDER a dossier that was in another folder. A copy is named by
    a path with a slash: ./copy.
    """
    destination = shared.destination()
    full = destination.format not in PAGES
    with _opened(shared, after, full=full) as now, _opened(shared, before, full=full) as earlier:
        document = brief.diff(now, earlier, limit=limit, strict=exit_code)
    return destination.write(document)


def _opened(shared: Shared, state: str | None, *, full: bool) -> "Dossier":
    """Open a state: the files as they are, a committed one, or that of another folder."""
    if state is None:
        return shared.open(full=full)
    folder = Path(state)
    is_path = state in (".", "..") or any(sign and sign in state for sign in (os.sep, os.altsep))
    if is_path and folder.is_dir():
        return shared.open(full=full, folder=folder)
    if state.startswith(".") or folder.is_absolute():  # no revision begins so
        what = key("{path} is not a folder") if folder.exists() else key("there is no folder {path}")
        sentence = say(what, path=state)
        raise UserError(sentence, say("name a folder with a copy of the dossier, a git revision or a day"), 2)
    return shared.open(full=full, at=state)


app = single(diff, "brief diff HEAD~1")
