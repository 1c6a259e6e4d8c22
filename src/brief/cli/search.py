"""`brief search`."""

from typing import Annotated

import typer

from brief.cli.shared import AsOf, Shared, command_of, single, typed


@command_of
def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="Words or a plain question.", parser=typed)],
    shared: Shared,
    kind: Annotated[
        list[str],
        typer.Option(
            "--kind", metavar="KIND", help="Only records of this kind, such as event; may be repeated.", parser=typed
        ),
    ] = [],  # noqa: B006 - Typer copies it
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="At most so many.")] = 10,
    as_of: AsOf = None,
) -> int:
    """What the dossier says on words or a plain question, the best first."""
    from brief.app import answer, today
    from brief.reports.search import Search, search

    wanted = Search(typed(" ".join(words)), tuple(kind), limit, as_of, today())
    return answer(lambda dossier: search(dossier, wanted), shared.choices())


app = single(search)
