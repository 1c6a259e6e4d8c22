"""`brief meeting`."""

import sys
from typing import Annotated, Any

import typer

import brief
from brief.cli.shared import Limit, Shared, command_of, single
from brief.cli.words import dated, named, typed
from brief.last_remarks import remark_at_the_end
from brief.locale import say
from brief.renderers import PAGES


@command_of
def meeting(
    shared: Shared,
    with_: Annotated[
        list[str],
        named("--with", say("A person, or an organization for its people (repeatable)."), "person", "organization"),
    ],
    on: Annotated[Any, dated("--on", say("The date of the meeting; default: today."))] = None,
    at: Annotated[str, typer.Option("--at", metavar="PLACE", help=say("Where the meeting is."), parser=typed)] = "",
    purpose: Annotated[
        str, typer.Option("--purpose", metavar="WORDS", help=say("What the meeting is for."), parser=typed)
    ] = "",
    to: Annotated[
        str, typer.Option("--to", metavar="WORDS", help=say("Whom it is for, in the register of papers."), parser=typed)
    ] = "",
    limit: Limit = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="STATE",
            help=say("Add what changed since a git revision, a day, or the `last` meeting with them."),
            parser=typed,
        ),
    ] = None,
) -> int:
    """Write a read-ahead: who they are, last contact, open commitments, points, questions."""
    destination = shared.destination()
    with shared.open(full=destination.format not in PAGES) as dossier:
        document = brief.meeting(dossier, with_, on=on, at=at, purpose=purpose, limit=limit, since=since)
        note = destination.issuing(dossier, document, to)
        if destination.is_file or sys.stdout.isatty():
            _say_if_no_side_is_ours(dossier)
    return destination.write(document, note)


def _say_if_no_side_is_ours(dossier: "brief.Dossier") -> None:
    """Remark at the end if no commitment can be a point to raise, because no dossier says which side is ours."""
    heads = (dossier.whole.header, *dossier.whole.dossiers.values())
    if not any(head and head.our_side for head in heads) and any(dossier.ids("commitment")):
        remark_at_the_end(
            say(
                "no commitment is a point to raise: the dossier does not say which side is yours (`{command}`)",
                command="brief set dossier our_side=ID",
            )
        )


app = single(meeting, "brief meeting --with Thang --with Potvin")
