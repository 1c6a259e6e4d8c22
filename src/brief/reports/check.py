"""Everything that is wrong or doubtful in a dossier, at once."""

from collections.abc import Iterable, Iterator

from brief.core.dossier import AuditedDossier
from brief.core.findings import Finding, Severity
from brief.document import Document, Paragraph, Problem, cell, problem
from brief.reports.common import counted


def problems(findings: Iterable[Finding]) -> Iterator[Problem]:
    """Findings as blocks of a document."""
    for found in findings:
        yield problem(
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


def check(dossier: AuditedDossier, strict: bool = False) -> Document:
    """All findings in the order of the files, and their number; the answer is no where there are errors.

    If `strict`, also where there are warnings. The findings are read while they are written.
    """
    errors, warnings = map(dossier.finding_count, (Severity.ERROR, Severity.WARNING))
    files = counted(len(dossier.files()), "file")
    if errors or warnings:
        numbers = [counted(count, noun) for count, noun in ((errors, "error"), (warnings, "warning")) if count]
        text = f"{', '.join(numbers)} in {files}."
    else:
        text = f"No problems: {counted(sum(dossier.counts().values()), 'record')} in {files}."
    value = {"errors": errors, "warnings": warnings}
    closing = Paragraph((cell(text, value),), "summary")
    sound = not (errors or (strict and warnings))
    return Document("check", "", [closing], answers=sound, problems=lambda: problems(dossier.findings()))
