"""Everything that is wrong or doubtful in a dossier, at once."""

from collections.abc import Iterable

from brief.core.dossier import AuditedDossier
from brief.core.findings import Finding, Severity
from brief.document import Block, Document, Paragraph, cell, problem
from brief.reports.common import counted


def problems(findings: Iterable[Finding]) -> list[Block]:
    """Findings as blocks of a document."""
    return [
        problem(
            found.severity,
            found.code,
            found.sentence,
            found.hint,
            found.file,
            line=found.line,
            column=found.column,
            width=found.width,
            excerpt=found.excerpt,
        )
        for found in findings
    ]


def check(dossier: AuditedDossier, strict: bool = False) -> Document:
    """All findings in the order of the files, and their number; the answer is no where there are errors.

    If `strict`, also where there are warnings.
    """
    findings = sorted(dossier.findings(), key=lambda found: (found.file, found.line, found.column))
    errors = sum(found.severity is Severity.ERROR for found in findings)
    warnings = len(findings) - errors
    files = counted(len(dossier.files()), "file")
    if findings:
        numbers = [counted(count, noun) for count, noun in ((errors, "error"), (warnings, "warning")) if count]
        text = f"{', '.join(numbers)} in {files}."
    else:
        text = f"No problems: {counted(sum(dossier.counts().values()), 'record')} in {files}."
    value = {"errors": errors, "warnings": warnings}
    closing = Paragraph((cell(text, value),), "summary")
    return Document("check", "", [*problems(findings), closing], answers=not (errors or (strict and warnings)))
