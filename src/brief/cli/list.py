"""`brief list`."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

import brief
from brief.cli.completion import sections
from brief.cli.shared import Topic, report_of, single
from brief.cli.words import argument, dated, named
from brief.locale import say

if TYPE_CHECKING:
    from brief import Document, Dossier

Kind = Annotated[
    str | None,
    argument("[KIND]", say("A kind of record, such as events; default: all."), sections),
]
Who = Annotated[
    list[str],
    named("--who", say("Records that name this person or organization (repeatable)."), "person", "organization"),
]
Since = Annotated[Any, dated("--from", say("Only records dated DATE or later."))]
Until = Annotated[Any, dated("--to", say("Only records dated DATE or earlier."))]
Sources = Annotated[
    list[str],
    named("--source", say("Records that cite this source (repeatable)."), "source"),
]
Limit = Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help=say("Show at most N of each kind."))]


@report_of
def records(
    dossier: "Dossier",
    kind: Kind = None,
    topic: Topic = [],  # noqa: B006 - Typer copies it
    who: Who = [],  # noqa: B006 - Typer copies it
    source: Sources = [],  # noqa: B006 - Typer copies it
    since: Since = None,
    until: Until = None,
    limit: Limit = None,
) -> "Document":
    """List records with id, title, date, file and line: those of one kind, or all."""
    return brief.list(dossier, kind, topics=topic, who=who, sources=source, since=since, until=until, limit=limit)


app = single(records, "brief list events --topic training")
