"""`brief graph`."""

from typing import TYPE_CHECKING, Annotated

import typer

import brief
from brief.cli.completion import ids_of
from brief.cli.shared import report_of, single
from brief.cli.words import argument
from brief.locale import say

if TYPE_CHECKING:
    from brief import Document, Dossier

Subject = Annotated[
    str | None,
    argument(
        "[SUBJECT]",
        say("A person, organization, agreement or event, by name or id."),
        ids_of("person", "organization", "agreement", "event"),
    ),
]
Steps = Annotated[
    int, typer.Option("--steps", metavar="N", min=1, help=say("Show relations up to N steps from the subject."))
]
Limit = Annotated[int, typer.Option("--limit", metavar="N", min=1, help=say("Show at most N relations."))]


@report_of
def graph(dossier: "Dossier", subject: Subject = None, steps: Steps = 2, limit: Limit = 200) -> "Document":
    """Show who and what is connected, as a tree; with `-f mermaid` or `-f dot`, as a graph."""
    return brief.graph(dossier, subject, steps=steps, limit=limit)


app = single(graph, "brief graph Thang --steps 1")
