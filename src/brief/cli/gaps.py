"""`brief gaps`."""

from typing import Annotated

import typer

from brief.cli.shared import AsOf, Limit, Shared, command_of, single


@command_of
def gaps(
    shared: Shared,
    months: Annotated[
        int,
        typer.Option(
            "--months",
            metavar="N",
            min=1,
            max=1200,
            help="A role wants confirming after so many; else 12.",
            show_default=False,
        ),
    ] = 12,
    as_of: AsOf = None,
    limit: Limit = None,
) -> int:
    """What is not known: flagged, and found by brief itself."""
    from brief.app import answer, today
    from brief.reports.gaps import Gaps, gaps

    wanted = Gaps(as_of or shared.known_by or today(), months, as_of, limit)
    return answer(lambda dossier: gaps(dossier, wanted), shared.choices())


app = single(gaps)
