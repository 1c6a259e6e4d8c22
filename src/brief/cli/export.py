"""`brief export`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

import brief
from brief import output
from brief.cli.shared import DossiersOption, KeepGoing, KnownBy, NoCount, ReleaseTo, example, several
from brief.cli.words import place
from brief.locale import say

if TYPE_CHECKING:
    from brief.export_folder import Folder

Out = Annotated[
    Path,
    typer.Argument(metavar="OUT", parser=place, help=say("A folder that is new, empty, or an earlier export.")),
]
Force = Annotated[bool, typer.Option("--force", help=say("Replace and remove pages that were edited by hand, too."))]

app = several(say("Export the dossier as linked pages, for a notes program or the web."), "brief export site my-site")


def _command(kind: Literal["vault", "site"], words: str) -> None:
    """Add a command that exports one kind of folder; `words` are its help."""

    @app.command(kind, help=words, epilog=example(f"brief export {kind} my-{kind}"))
    def export(
        out: Out,
        dossier: DossiersOption = None,
        force: Force = False,
        keep_going: KeepGoing = False,
        known_by: KnownBy = None,
        release_to: ReleaseTo = None,
        no_count: NoCount = False,
    ) -> None:
        with brief.open(
            dossier,
            known_by=known_by,
            keep_going=keep_going,
            remarks=True,
            release_to=release_to or "",
            counted=not no_count,
            searchable=False,
        ) as opened:
            written = brief.export(opened, kind, out, force=force)
        _report(written, out)
        if written.spared:
            raise typer.Exit(1)


def _report(written: "Folder", out: Path) -> None:
    """Say which pages are left as they are, and how many were written."""
    from brief.document import sanitize

    for page in written.spared:
        path = sanitize(str(out / page))
        output.print_remark(say("{path} was edited by hand and is left as it is (--force replaces it)", path=path))
    count = say(
        "{written:,} written, {kept:,} unchanged, {removed:,} removed",
        written=written.written,
        kept=written.kept,
        removed=written.removed,
    )
    told = say(
        "{path}: {count}, {spared:,} edited by hand", path=sanitize(str(out)), count=count, spared=len(written.spared)
    )
    output.print_remark(told)


_command("vault", say("Write a page of Markdown for each record, as Obsidian, MkDocs and GitHub read it."))
_command("site", say("Write a web site with search, timeline and graph, which needs no server."))
