"""`brief search`."""

from typing import TYPE_CHECKING, Annotated

import typer

import brief
from brief.cli.completion import kinds
from brief.cli.shared import report_of, single
from brief.cli.words import number, typed
from brief.locale import say

if TYPE_CHECKING:
    from brief import Document, Dossier


@report_of
def search(
    dossier: "Dossier",
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help=say("Words or a plain question."), parser=typed)],
    kind: Annotated[
        list[str],
        typer.Option(
            "--kind",
            metavar="KIND",
            help=say("Only records of this kind, such as event (repeatable)."),
            parser=typed,
            autocompletion=kinds,
        ),
    ] = [],  # noqa: B006 - Typer copies it
    limit: Annotated[int, number("--limit", say("Show at most N."))] = 10,
) -> "Document":
    """Search for words, or answer a plain question; the best results first."""
    return brief.search(dossier, typed(" ".join(words)), kinds=kind, limit=limit)


app = single(search, "brief search peacekeeping training")
