"""`brief conflicts`."""

from brief.cli.shared import Shared, command_of, single


@command_of
def conflicts(shared: Shared) -> int:
    """Where sources disagree: every version side by side, and what depends on it."""
    from brief.app import answer
    from brief.reports.conflicts import conflicts

    return answer(conflicts, shared.choices())


app = single(conflicts)
