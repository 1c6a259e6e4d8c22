"""`check`: everything that is wrong or doubtful, at once."""

from collections.abc import Iterable

from brief.core.dossier import Dossier
from brief.core.findings import Finding, Severity
from brief.document import Document, Paragraph, Problem, cell, exposed, visible

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
    return Problem(
        found.severity,
        found.code,
        sentence,
        hint,
        visible(found.file),
        found.line,
        found.column,
        width,
        line.rstrip(),
    )


def check(dossier: Dossier, strict: bool = False) -> Document:
    """All findings in the order of the files, and their number; the answer is no where there are errors.

    If `strict`, also where there are warnings.
    """
    findings = sorted(dossier.findings(), key=lambda found: (found.file, found.line, found.column))
    errors = sum(found.severity is Severity.ERROR for found in findings)
    warnings = len(findings) - errors
    files = _number(len(dossier.files()), "file")
    if findings:
        counted = [
            _number(count, noun) for count, noun in ((errors, "error"), (warnings, "warning")) if count
        ]
        text = f"{', '.join(counted)} in {files}."
    else:
        text = f"No problems: {_number(sum(dossier.counts().values()), 'record')} in {files}."
    value = {"errors": errors, "warnings": warnings}
    closing = Paragraph((cell(text, value),), "summary")
    return Document(
        "check", "", [*problems(findings), closing], answers=not (errors or (strict and warnings))
    )


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
