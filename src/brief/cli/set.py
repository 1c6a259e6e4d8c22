"""`brief set`."""

from typing import Annotated

import typer

import brief
from brief.cli.completion import ids
from brief.cli.edits import DryRun, report
from brief.cli.field_completion import fields_of_record
from brief.cli.shared import DossierOption, single
from brief.cli.words import argument
from brief.locale import say

Words = Annotated[
    list[str],
    typer.Argument(
        metavar="FIELD=VALUE",
        help=say("Fields by name or path, such as date=2025-03 or roles.0.rank=Colonel."),
        autocompletion=fields_of_record,
    ),
]


def set_(
    id_: Annotated[
        str,
        argument("ID", say("Id of a record, or `dossier` for the head."), ids),
    ],
    words: Words,
    dossier: DossierOption = None,
    dry_run: DryRun = False,
) -> None:
    """Set fields of a record; all else in its file stays as it is. `FIELD=` removes a field.

    A list is written as `topics="[trade, fishing]"`, or the field is repeated. Nothing is written if the dossier would
    have new errors.
    """
    report(brief.set(dossier, id_, words, dry_run=dry_run), dry_run=dry_run)


app = single(set_, "brief set framework-signed date=2025-03 --dry-run")
