"""`brief rm`."""

import sys
from typing import Annotated

import brief
from brief.cli.completion import ids
from brief.cli.edits import DryRun, report
from brief.cli.shared import DossierOption, single
from brief.cli.words import argument
from brief.locale import say


def rm(
    id_: Annotated[str, argument("ID", say("The id of a record."), ids)],
    dossier: DossierOption = None,
    dry_run: DryRun = False,
) -> None:
    """Remove a record. If others refer to it, list them and remove nothing."""
    from brief.document import sanitize
    from brief.output import print_lines, print_remark

    try:
        edited = brief.remove(dossier, id_, dry_run=dry_run)
    except brief.StillReferenced as error:
        for mention in error.mentions:
            print_lines(sys.stdout, f"{mention.path}:{mention.line}: {mention.id}")
        raise
    report(edited, dry_run=dry_run)
    if edited.copy:
        file = sanitize(edited.copy)
        print_remark(say("its copy stays: {file} (delete it if you do not need it)", file=file))


app = single(rm, "brief rm recent-advances --dry-run")
