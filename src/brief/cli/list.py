"""`brief list`."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

import brief
from brief.cli.completion import ids_of, sections
from brief.cli.shared import Limit, Topic, date, report_of, single, typed
from brief.locale import say

if TYPE_CHECKING:
    from brief import Document, Dossier

Kind = Annotated[
    str | None,
    typer.Argument(
        metavar="[KIND]",
        help=say("A kind of record, such as events; else all."),
        parser=typed,
        autocompletion=sections,
    ),
]
Who = Annotated[
    list[str],
    typer.Option(
        "--who",
        metavar="NAME",
        help=say("Records that name this person or organization (repeatable)."),
        parser=typed,
        autocompletion=ids_of("person", "organization"),
    ),
]
Since = Annotated[
    Any, typer.Option("--from", metavar="DATE", parser=date, help=say("Only what is dated DATE or later."))
]
Until = Annotated[
    Any, typer.Option("--to", metavar="DATE", parser=date, help=say("Only what is dated DATE or earlier."))
]
Sources = Annotated[
    list[str],
    typer.Option(
        "--source",
        metavar="NAME",
        help=say("Records that cite this source (repeatable)."),
        parser=typed,
        autocompletion=ids_of("source"),
    ),
]


@report_of
def records(
    dossier: "Dossier",
    kind: Kind = None,
    topic: Topic = [],  # noqa: B006 - Typer copies it
    who: Who = [],  # noqa: B006 - the same
    source: Sources = [],  # noqa: B006 - the same
    since: Since = None,
    until: Until = None,
    limit: Limit = None,
) -> "Document":
    """The records with id, title, date, file and line; of one kind, or of all."""
    return brief.list(dossier, kind, topics=topic, who=who, sources=source, since=since, until=until, limit=limit)


app = single(records, "brief list events --topic training")
