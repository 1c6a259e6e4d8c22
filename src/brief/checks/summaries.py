"""Summaries that may be out of date."""

from collections.abc import Iterator

from brief.dossier.audited import AuditedDossier
from brief.dossier.newer_sources import newer_sources
from brief.locale import say
from brief.model.findings import Finding, Severity


def old_summary(dossier: AuditedDossier) -> Iterator[Finding]:
    """Find a summary of the dossier that cites no source as new as some that facts cite."""
    found = newer_sources(dossier)
    if found is None:
        return
    last = max(found.sources, key=lambda source: source.published.sort_ints if source.published else (0, 0))
    sentence = say(
        "the summary cites no source after {newest}; `{source}` is newer", newest=found.newest.human(), source=last.id
    )
    hint = say("check whether the summary is still right; if it is, cite `{source}` for it", source=last.id)
    yield Finding("old-summary", sentence, hint, Severity.WARNING, path="summary")
