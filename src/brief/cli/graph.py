"""`brief graph`."""

from typing import Annotated

import typer

from brief.cli.shared import AsOf, Shared, command_of, ids_of, single, typed

Subject = Annotated[
    str | None,
    typer.Argument(
        metavar="[SUBJECT]",
        help="A person, organization, agreement or event, by name or id.",
        parser=typed,
        autocompletion=ids_of("person", "organization", "agreement", "event"),
    ),
]
Steps = Annotated[int, typer.Option("--steps", metavar="N", min=1, help="So many steps from the subject.")]
Limit = Annotated[int, typer.Option("--limit", metavar="N", min=1, help="At most so many relations.")]


@command_of
def graph(shared: Shared, subject: Subject = None, steps: Steps = 2, limit: Limit = 200, as_of: AsOf = None) -> int:
    """Who and what belongs together, as a tree; with `-f mermaid` or `-f dot` as a graph."""
    from brief.app import answer, today
    from brief.reports.graph import GraphSelection, graph

    question = GraphSelection(subject, steps, limit, as_of, today())
    return answer(lambda dossier: graph(dossier, question), shared.choices())


app = single(graph)
