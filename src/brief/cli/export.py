"""`brief export`."""

from pathlib import Path
from typing import Annotated

import typer

from brief.cli.shared import DossierOption, KeepGoing, KnownBy

Out = Annotated[Path, typer.Argument(metavar="OUT", help="A folder that is new, empty, or an earlier export.")]
Force = Annotated[bool, typer.Option("--force", help="Replace and remove pages that were edited by hand, too.")]

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    no_args_is_help=True,
    help="The dossier as a folder of linked pages: for a notes program, or for the web.",
)


@app.command()
def vault(
    out: Out,
    dossier: DossierOption = None,
    force: Force = False,
    keep_going: KeepGoing = False,
    known_by: KnownBy = None,
) -> None:
    """A page of Markdown for each record, as Obsidian, MkDocs and GitHub read it."""
    _export("vault", out, dossier, force, keep_going, known_by)


@app.command()
def site(
    out: Out,
    dossier: DossierOption = None,
    force: Force = False,
    keep_going: KeepGoing = False,
    known_by: KnownBy = None,
) -> None:
    """A web site with search, timeline and graph, which needs no server."""
    _export("site", out, dossier, force, keep_going, known_by)


def _export(kind: str, out: Path, dossier: Path | None, force: bool, keep_going: bool, known_by: KnownBy) -> None:
    from brief.app import Choices, export

    choices = Choices(dossier=dossier, force=force, keep_going=keep_going, known_by=known_by)
    if code := export(kind, out, choices):
        raise typer.Exit(code)
