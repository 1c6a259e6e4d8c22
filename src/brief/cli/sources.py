"""`brief sources`."""

from brief.cli.shared import Shared, command_of, single


@command_of
def sources(shared: Shared) -> int:
    """The bibliography, with what rests on each source; as JSON, for bibliography programs (CSL-JSON)."""
    from brief.app import answer
    from brief.reports.sources import sources

    return answer(sources, shared.choices())


app = single(sources)
