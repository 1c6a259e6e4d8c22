"""`check`: everything that is wrong or doubtful, at once."""

from collections.abc import Iterable

from brief.core.dossier import Dossier
from brief.core.findings import Finding
from brief.document import Document, Problem, exposed, visible

_LONGEST = 160
"""A longer line of the user's is cut around the place that is meant."""


def problems(findings: Iterable[Finding]) -> list[Problem]:
    """Findings as blocks of a document."""
    return [_problem(found) for found in findings]


def _problem(found: Finding) -> Problem:
    line, column = exposed(found.excerpt), found.column
    if found.column:
        column = len(exposed(found.excerpt[: found.column - 1])) + 1
    if len(line) > _LONGEST:
        start = max(0, column - _LONGEST // 2)
        line, column = line[start : start + _LONGEST], column - start
    width = min(found.width, max(1, len(line) - column + 1))
    sentence, hint = visible(found.sentence), visible(found.hint)
    return Problem(found.severity, found.code, sentence, hint, visible(found.file), found.line, found.column, width, line.rstrip())


def check(dossier: Dossier, strict: bool = False) -> Document:
    """All findings in the order of the files, and their number."""
    raise NotImplementedError
