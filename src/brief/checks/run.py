"""All checks, one after another."""

from collections.abc import Callable, Iterator

from brief.checks.identity import repeated_ids
from brief.checks.references import dangling_references, head_references
from brief.core.dossier import Dossier
from brief.core.findings import Finding

Check = Callable[[Dossier], Iterator[Finding]]
CHECKS: tuple[Check, ...] = (repeated_ids, dangling_references, head_references)


def run(dossier: Dossier) -> Iterator[Finding]:
    """The findings of every check."""
    for check in CHECKS:
        yield from check(dossier)
