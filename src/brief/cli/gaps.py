"""`brief gaps`."""

from typing import TYPE_CHECKING, Annotated

import typer

import brief
from brief.cli.shared import Limit, report_of, single
from brief.cli.words import number
from brief.locale import say

if TYPE_CHECKING:
    from brief import Document, Dossier


@report_of
def gaps(
    dossier: "Dossier",
    months: Annotated[
        int,
        number("--months", say("List posts not confirmed for N months; default: 12."), 1200, show_default=False),
    ] = 12,
    posts: Annotated[bool, typer.Option("--posts", help=say("List only posts not confirmed."))] = False,
    limit: Limit = None,
) -> "Document":
    """Show what is not known: what someone flagged, and what brief finds missing."""
    return brief.gaps(dossier, months=months, posts=posts, limit=limit)


app = single(gaps, "brief gaps --limit 5")
