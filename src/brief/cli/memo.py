"""`brief memo`."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

import brief
from brief.cli.completion import ids_of, layouts
from brief.cli.shared import Limit, report_of, single
from brief.cli.words import argument, dated, typed
from brief.locale import say

if TYPE_CHECKING:
    from brief import Document, Dossier

Subject = Annotated[
    str | None,
    argument(
        "[SUBJECT]",
        say("A topic, agreement, organization, event or person, by name or id."),
        ids_of("topic", "agreement", "organization", "event", "person"),
    ),
]
Day = Annotated[Any, dated("--date", say("The date of the paper; default: today."))]
SinceState = Annotated[
    str | None,
    typer.Option("--since", metavar="STATE", help=say("Add what changed since a git revision or a day."), parser=typed),
]


@report_of
def memo(
    dossier: "Dossier",
    subject: Subject = None,
    layout: Annotated[
        str,
        typer.Option(
            "--layout",
            metavar="NAME",
            help=say("full, one-pager, bio-note, scene-setter, or the dossier's own."),
            parser=typed,
            autocompletion=layouts,
        ),
    ] = "full",
    to: Annotated[str, typer.Option("--to", metavar="WORDS", help=say("Whom the memo is for."), parser=typed)] = "",
    sender: Annotated[
        str,
        typer.Option(
            "--from", metavar="WORDS", help=say("Whom it is from; default: the dossier's author."), parser=typed
        ),
    ] = "",
    date: Day = None,
    title: Annotated[
        str,
        typer.Option(
            "--subject", metavar="WORDS", help=say("The title, in place of the name of the subject."), parser=typed
        ),
    ] = "",
    limit: Limit = None,
    since: SinceState = None,
) -> "Document":
    """Write a memo on the dossier, or on a topic, agreement, organization, event or person."""
    return brief.memo(
        dossier,
        subject,
        layout=layout,
        to=to,
        sender=sender,
        date=date,
        title=title,
        limit=limit,
        since=since,
    )


app = single(memo, "brief memo Thang --layout bio-note")
