"""Shared parts of the commands that write records."""

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from brief.locale import say

if TYPE_CHECKING:
    from brief import Edited
    from brief.app import Chosen

DryRun = Annotated[bool, typer.Option("--dry-run", "-n", help=say("Show the changes as a diff, and write nothing."))]


def with_dossier(command: str, dossier: "Chosen") -> str:
    """Return a command with the option for the same dossier, so that it can be typed as it is."""
    given = [dossier] if isinstance(dossier, Path | str) else dossier or ()
    return " ".join((command, *(f"-d {shlex.quote(str(one))}" for one in given)))


def report(edited: "Edited", *, dry_run: bool) -> None:
    """Report what changed: a diff on stdout for a dry run, else the files and new warnings on stderr."""
    from brief import output
    from brief.app import screen
    from brief.document import sanitize
    from brief.renderers import Format
    from brief.reports.check import findings_alone

    if not edited.changes:
        output.print_remark(say("nothing changes"))
    elif dry_run:
        output.print_lines(sys.stdout, edited.diff().removesuffix("\n"))
    else:
        written, deleted = (
            ", ".join(
                sanitize(path) for path, change in sorted(edited.changes.items()) if (change.after is None) is gone
            )
            for gone in (False, True)
        )
        if written:
            output.print_remark(say("changed {files}", files=written))
        if deleted:
            output.print_remark(say("deleted {files}, which had no other record", files=deleted))
    for date in edited.seasons:
        output.print_remark(say("{date} means {words}", date=date.text, words=date.human()))
    if edited.gone:
        paths = ", ".join(f"`{sanitize(path)}`" for path in dict.fromkeys(edited.gone))
        sentence = say("rivals, citations and inferences of {paths} were removed, too", paths=paths)
        output.print_remark(sentence)
    if edited.findings:
        output.to_stream(sys.stderr, findings_alone(edited.findings), Format.TEXT, screen())
