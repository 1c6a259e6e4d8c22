"""`brief rename`."""

from typing import Annotated

import typer

import brief
from brief.cli.completion import ids
from brief.cli.edits import DryRun, report
from brief.cli.shared import DossierOption, single
from brief.cli.words import argument, typed
from brief.locale import say


def rename(
    old: Annotated[str, argument("OLD", say("The id of a record."), ids)],
    new: Annotated[str, typer.Argument(metavar="NEW", help=say("An id that no record has."), parser=typed)],
    dossier: DossierOption = None,
    dry_run: DryRun = False,
) -> None:
    """Give a record another id, in every reference of every file. The old id still works, through the field `was`."""
    report(brief.rename(dossier, old, new, dry_run=dry_run), dry_run=dry_run)


app = single(rename, "brief rename un united-nations --dry-run")
