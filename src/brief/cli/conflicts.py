"""`brief conflicts`."""

from brief.cli.shared import AsOf, Shared, command_of, single


@command_of
def conflicts(shared: Shared, as_of: AsOf = None) -> int:
    """Where sources disagree: every version side by side, and what depends on it."""
    from brief.app import answer
    from brief.reports.conflicts import conflicts

    return answer(lambda dossier: conflicts(dossier, as_of), shared.choices())


app = single(conflicts)
