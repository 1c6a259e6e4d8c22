"""`brief add`."""

import sys
from typing import Annotated, Any

import typer

import brief
from brief.cli.completion import kinds
from brief.cli.edits import DryRun, report, with_dossier
from brief.cli.field_completion import fields_of_kind
from brief.cli.shared import DossierOption, single
from brief.cli.words import typed
from brief.locale import say
from brief.model.kinds import KINDS
from brief.model.user_error import UserError


def _kind(text: str) -> Any:
    """Return the kind that the user typed, in the singular or plural; raises `UserError`."""
    from brief.reports.kind_names import kind_of

    return kind_of(typed(text))


Kind = Annotated[Any, typer.Argument(metavar="KIND", help=say("A kind of record."), parser=_kind, autocompletion=kinds)]
Words = Annotated[
    list[str],
    typer.Argument(
        metavar="FIELD=VALUE", help=say("Fields by name or path, as for `brief set`."), autocompletion=fields_of_kind
    ),
]
Id = Annotated[
    str | None,
    typer.Option("--id", metavar="ID", parser=typed, help=say("The id; default: made from the name.")),
]
File = Annotated[
    str | None,
    typer.Option(
        "--file", metavar="FILE", parser=typed, help=say("File of the dossier; default: where most of its kind are.")
    ),
]


def add(
    kind: Kind = None,
    words: Words = [],  # noqa: B006 - Typer copies it
    id_: Id = None,
    file: File = None,
    dossier: DossierOption = None,
    dry_run: DryRun = False,
) -> None:
    """Add a record. Without fields it asks for them on a terminal, and otherwise reads YAML or JSON from stdin.

    Nothing is written if the dossier would have new errors.
    """
    from brief.output import print_remark

    if kind is None:
        raise UserError(say("which kind of record?"), say("name one of {kinds}", kinds=", ".join(KINDS)), 2)
    more: list[str] = []
    if words or not sys.stdin.isatty():
        from brief.edit.words import map_of

        values = words or map_of(sys.stdin.buffer.read())
        edited = brief.add(dossier, kind, values, id=id_, file=file, dry_run=dry_run)
    else:
        from brief.app import own_dossier
        from brief.cli.asking import ask, not_asked

        edited = ask(own_dossier(dossier, dry_run=dry_run), KINDS[kind], id_, file, dry_run=dry_run)
        more = not_asked(KINDS[kind])
    report(edited, dry_run=dry_run)
    print_remark(say("the id is {id}", id=edited.id))
    if more:
        command = with_dossier(f"brief set {edited.id} {' '.join(more)}", dossier)
        print_remark(say("to add more: `{command}`", command=command))


app = single(add, "brief add topic name=Fisheries --dry-run")
