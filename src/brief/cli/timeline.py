"""`brief timeline`."""

from typing import Annotated

import typer

from brief.cli.shared import AsOf, KindOf, Limit, Org, Shared, Since, Topic, Until, Who, command_of, single

Chart = Annotated[bool, typer.Option("--chart", help="Draw it over the years, too.")]


@command_of
def timeline(
    shared: Shared,
    as_of: AsOf = None,
    since: Since = None,
    until: Until = None,
    who: Who = [],  # noqa: B006 - Typer copies it
    org: Org = [],  # noqa: B006 - the same
    topic: Topic = [],  # noqa: B006 - the same
    kind: KindOf = [],  # noqa: B006 - the same
    limit: Limit = None,
    chart: Chart = False,
) -> int:
    """What happened, in order, each event with its sources."""
    from brief.app import answer
    from brief.reports.timeline import EventSelection, timeline

    question = EventSelection(since, until, as_of, tuple(who), tuple(org), tuple(topic), tuple(kind), limit, chart)
    return answer(lambda dossier: timeline(dossier, question), shared.choices())


app = single(timeline)
