"""`brief commitments`."""

from typing import Annotated

import typer

from brief.cli.shared import AsOf, Limit, Shared, command_of, ids, single, typed


@command_of
def commitments(
    shared: Shared,
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="NAME", help="Who owes it.", parser=typed, autocompletion=ids),
    ] = None,
    for_: Annotated[
        str | None,
        typer.Option("--for", metavar="NAME", help="To whom it is owed.", parser=typed, autocompletion=ids),
    ] = None,
    status: Annotated[
        str | None,
        typer.Option(
            "--status", metavar="WORD", help="What was last said of it, such as pledged or done.", parser=typed
        ),
    ] = None,
    as_of: AsOf = None,
    limit: Limit = None,
) -> int:
    """Promise, what was said since, what the record supports, due, overdue."""
    from brief.app import answer, today
    from brief.reports.commitments import CommitmentSelection, commitments

    question = CommitmentSelection(by, for_, status, as_of, limit)
    return answer(lambda dossier: commitments(dossier, question, today()), shared.choices())


app = single(commitments)
