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


def _command(kind: str, words: str) -> None:
    """A command that exports in one way; `words` are its help."""

    @app.command(kind, help=words)
    def export(
        out: Out,
        dossier: DossierOption = None,
        force: Force = False,
        keep_going: KeepGoing = False,
        known_by: KnownBy = None,
    ) -> None:
        from brief.app import Choices, export

        choices = Choices(dossier=dossier, force=force, keep_going=keep_going, known_by=known_by)
        if code := export(kind, out, choices):
            raise typer.Exit(code)


_command("vault", "A page of Markdown for each record, as Obsidian, MkDocs and GitHub read it.")
_command("site", "A web site with search, timeline and graph, which needs no server.")
