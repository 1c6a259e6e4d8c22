"""`brief memo`."""

from typing import Annotated

import typer

from brief.cli.shared import AsOf, DateOption, Shared, SubjectArgument, command_of, single, typed


@command_of
def memo(
    shared: Shared,
    subject: SubjectArgument = None,
    layout: Annotated[
        str,
        typer.Option(
            "--layout",
            metavar="NAME",
            help="full, one-pager, bio-note, scene-setter, or the dossier's own.",
            parser=typed,
        ),
    ] = "full",
    to: Annotated[str, typer.Option("--to", metavar="WORDS", help="Whom the memo is for.", parser=typed)] = "",
    sender: Annotated[
        str, typer.Option("--from", metavar="WORDS", help="Whom it is from; else the dossier's author.", parser=typed)
    ] = "",
    date: DateOption = None,
    title: Annotated[
        str, typer.Option("--subject", metavar="WORDS", help="What the head says the memo is about.", parser=typed)
    ] = "",
    handling: Annotated[
        str,
        typer.Option(
            "--handling",
            metavar="WORDS",
            help="The marking, in place of the dossier's, which it may not lower.",
            parser=typed,
        ),
    ] = "",
    as_of: AsOf = None,
) -> int:
    """A memo on the dossier, or on a topic, agreement, organization, event or person."""
    from brief.app import answer, today
    from brief.reports.memo import Memo, memo

    wanted = Memo(date or today(), subject, layout, to, sender, title, handling, as_of)
    return answer(lambda dossier: memo(dossier, wanted), shared.choices())


app = single(memo)
