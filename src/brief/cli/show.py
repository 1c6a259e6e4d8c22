"""`brief show`."""

from brief.cli.shared import AsOf, Limit, NameArgument, Shared, command_of, single


@command_of
def show(name: NameArgument, shared: Shared, as_of: AsOf = None, limit: Limit = None) -> int:
    """Any record, whole, with everything that refers to it."""
    from brief.app import answer, today
    from brief.reports.show import show

    return answer(lambda dossier: show(dossier, name, as_of, limit, today()), shared.choices())


app = single(show)
