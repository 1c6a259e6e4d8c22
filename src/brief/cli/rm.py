"""`brief rm`."""

import sys
from typing import Annotated

import typer

from brief.cli.completion import ids
from brief.cli.edits import DryRun, editor, report
from brief.cli.shared import DossierOption, single
from brief.cli.words import argument
from brief.locale import say, say_many


def rm(
    id_: Annotated[str, argument("ID", say("The id of a record."), ids)],
    dossier: DossierOption = None,
    dry_run: DryRun = False,
) -> None:
    """Remove a record. If others refer to it, list them and remove nothing."""
    from brief.document import sanitize
    from brief.output import print_lines, print_remark

    edits = editor(dossier, dry_run)
    copy = edits.files().find(id_).values.get("copy")
    found = edits.remove(id_, dry_run=dry_run)
    if not isinstance(found, list):
        report(found, dry_run=dry_run)
        if isinstance(copy, dict):
            file = sanitize(str(copy.get("file")))
            sentence = say("its copy stays: {file} (delete it if you do not need it)", file=file)
            print_remark(sentence)
        return
    for mention in found:
        print_lines(sys.stdout, f"{mention.path}:{mention.line}: {mention.id}")
    records = len({mention.id for mention in found})
    sentence = say_many(
        "`{id}` is not removed: one record refers to it", "`{id}` is not removed: {count} records refer to it", records,
        id=id_,
    )  # fmt: skip
    way = say("change these first, or `brief merge` it into another record")
    print_remark(f"{sentence} ({way})")
    raise typer.Exit(1)


app = single(rm, "brief rm recent-advances --dry-run")
