"""`brief check`."""

from typing import Annotated

import typer

from brief.cli.shared import Shared, command_of, single

Strict = Annotated[bool, typer.Option("--strict", help="Leave with exit code 1 for warnings too.")]


@command_of
def check(shared: Shared, strict: Strict = False) -> int:
    """Every problem of the dossier at once, each with its file, line and column."""
    from brief.app import answer
    from brief.reports.check import check

    return answer(lambda dossier: check(dossier, strict), shared.choices(), despite_errors=True)


app = single(check)
