"""`brief sources`."""

from brief.cli.shared import AsOf, Shared, command_of, single


@command_of
def sources(shared: Shared, as_of: AsOf = None) -> int:
    """The bibliography, with what rests on each source; as JSON, for bibliography programs (CSL-JSON)."""
    from brief.app import answer
    from brief.reports.sources import sources

    return answer(lambda dossier: sources(dossier, as_of), shared.choices())


app = single(sources)
