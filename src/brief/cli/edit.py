"""`brief edit`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from brief.cli.completion import ids
from brief.cli.edits import editor
from brief.cli.shared import DossierOption, single, typed
from brief.locale import say


def edit(
    id_: Annotated[
        str,
        typer.Argument(
            metavar="ID", help=say("Id of a record, or `dossier` for the head."), parser=typed, autocompletion=ids
        ),
    ],
    dossier: DossierOption = None,
    path_only: Annotated[bool, typer.Option("--print", help=say("Print file and line instead."))] = False,
) -> None:
    """Open a record in your editor, at its line, and check its file afterwards.

    The editor is $VISUAL or $EDITOR.
    """
    from brief import app
    from brief.output import remark

    found = editor(dossier, path_only)
    place = found.line_of(id_)
    if path_only:
        remark(sys.stdout, f"{place.path}:{place.line}")
        return
    file = found.root / place.path
    before = file.read_bytes()
    app.run_editor(file, place.line)
    if file.read_bytes() == before:
        remark(sys.stderr, f"brief: {say('nothing changes')}")
        return
    _check(found.root, place.path)


def _check(root: Path, path: str) -> None:
    """Print what is wrong in a file; exit code 1 if there are errors."""
    import brief
    from brief.app import screen
    from brief.document import Document
    from brief.model.findings import Severity
    from brief.output import to_stream
    from brief.renderers import Format
    from brief.reports.check import problems

    with brief.open(root, keep_going=True) as dossier:
        found = [one for one in dossier.findings if one.file == path or one.severity is Severity.ERROR]
    to_stream(sys.stdout, Document("check", "", [*problems(found)]), Format.TEXT, screen())
    if any(one.severity is Severity.ERROR for one in found):
        raise typer.Exit(1)


app = single(edit, "brief edit framework-signed --print")
