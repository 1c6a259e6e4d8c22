"""Everything that is wrong or doubtful in a dossier, at once."""

from collections import Counter
from collections.abc import Iterable, Iterator

from brief.core.dossier import AuditedDossier
from brief.core.findings import Finding, Severity
from brief.document import Block, Document, Paragraph, Problem, cell, problem
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

    If `strict`, also where there are warnings. The findings are found while they are written.
    """
    found: Counter[str] = Counter()

    def reading() -> Iterator[Block]:
        found.clear()
        for block in problems(dossier.findings()):
            found[block.severity] += 1
            yield block
        yield _closing(dossier, found[Severity.ERROR], found[Severity.WARNING])
        found["all"] = 1

    def sound() -> bool:
        """Also of what somebody did not see who stopped reading."""
        if found["all"]:
            return not (found[Severity.ERROR] or (strict and found[Severity.WARNING]))
        return not (dossier.finding_count(Severity.ERROR) or (strict and any(dossier.findings(Severity.WARNING))))

    return Document("check", "", [], answers=sound, reading=reading)


def _closing(dossier: AuditedDossier, errors: int, warnings: int) -> Paragraph:
    files = counted(len(dossier.files()), "file")
    if errors or warnings:
        numbers = [counted(count, noun) for count, noun in ((errors, "error"), (warnings, "warning")) if count]
        text = f"{', '.join(numbers)} in {files}."
    else:
        text = f"No problems: {counted(sum(dossier.counts().values()), 'record')} in {files}."
    return Paragraph((cell(text, {"errors": errors, "warnings": warnings}),), "summary")
