"""`brief timeline`."""

from typing import TYPE_CHECKING, Annotated

import typer

import brief
from brief.cli.completion import event_kinds
from brief.cli.shared import Limit, Since, Topic, Until, Who, report_of, single
from brief.cli.words import named, typed
from brief.locale import say

if TYPE_CHECKING:
    from brief import Document, Dossier

Org = Annotated[
    list[str],
    named("--org", say("Events with this participant or its people (repeatable)."), "organization"),
]
KindOf = Annotated[
    list[str],
    typer.Option(
        "--kind",
        metavar="KIND",
        help=say("Events of this kind, such as visit (repeatable)."),
        parser=typed,
        autocompletion=event_kinds,
    ),
]
Chart = Annotated[bool, typer.Option("--chart", help=say("Draw a chart of the years, too."))]


@report_of
def timeline(
    dossier: "Dossier",
    since: Since = None,
    until: Until = None,
    who: Who = [],  # noqa: B006 - Typer copies it
    org: Org = [],  # noqa: B006 - Typer copies it
    topic: Topic = [],  # noqa: B006 - Typer copies it
    kind: KindOf = [],  # noqa: B006 - Typer copies it
    limit: Limit = None,
    chart: Chart = False,
) -> "Document":
    """Show what happened, in order, each event with its sources."""
    return brief.timeline(
        dossier,
        since=since,
        until=until,
        who=who,
        organizations=org,
        topics=topic,
        kinds=kind,
        limit=limit,
        chart=chart,
    )


app = single(timeline, "brief timeline --from 2024 --who Thang")
