"""`brief who`."""

from brief.cli.shared import AsOf, PersonArgument, Shared, command_of, single


@command_of
def who(name: PersonArgument, shared: Shared, as_of: AsOf = None) -> int:
    """A person: post, rank, history, events, people met, commitments, sources."""
    from brief.app import answer, today
    from brief.reports.who import who

    return answer(lambda dossier: who(dossier, name, today(), as_of), shared.choices())


app = single(who)
