"""`brief meeting`."""

from typing import Annotated, Any

import typer

from brief.cli.shared import Shared, command_of, date, ids, single, typed


@command_of
def meeting(
    shared: Shared,
    with_: Annotated[
        list[str],
        typer.Option(
            "--with",
            metavar="NAME",
            help="A person, or an organization for its people; may be repeated.",
            parser=typed,
            autocompletion=ids,
        ),
    ],
    on: Annotated[
        Any, typer.Option("--on", metavar="DATE", parser=date, help="The date of the meeting; else today.")
    ] = None,
    at: Annotated[str, typer.Option("--at", metavar="PLACE", help="Where it is.", parser=typed)] = "",
    purpose: Annotated[str, typer.Option("--purpose", metavar="WORDS", help="What it is for.", parser=typed)] = "",
) -> int:
    """A read-ahead: who they are, last contact, open commitments, points, questions."""
    from brief.app import answer, today
    from brief.reports.meeting import Meeting, meeting

    wanted = Meeting(tuple(with_), on or today(), at, purpose, today(), on is not None)
    return answer(lambda dossier: meeting(dossier, wanted), shared.choices())


app = single(meeting)
