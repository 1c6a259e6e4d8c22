"""All checks: of one record, made when its file is read; between records, made after every change."""

from collections.abc import Callable, Iterator

from brief.checks.chronology import built_on_later, late_evidence, log_order, role_dates, signed_after_period
from brief.checks.citations import locators, locators_in_head, uncited, unused_sources
from brief.checks.cycles import cycles
from brief.checks.fields import disputed_dates, fields_that_exist, memo_sections
from brief.checks.identity import repeated_ids, same_event, same_person
from brief.checks.references import dangling_references, head_references
from brief.core.dossier import AuditedDossier
from brief.core.findings import Finding
from brief.core.model.parts import Record

RecordCheck = Callable[[Record], Iterator[Finding]]
Check = Callable[[AuditedDossier], Iterator[Finding]]
RECORD_CHECKS: tuple[RecordCheck, ...] = (
    fields_that_exist,
    disputed_dates,
    role_dates,
    log_order,
    uncited,
    locators,
)
CHECKS: tuple[Check, ...] = (
    repeated_ids,
    dangling_references,
    head_references,
    memo_sections,
    locators_in_head,
    unused_sources,
    same_person,
    same_event,
    late_evidence,
    signed_after_period,
    built_on_later,
    cycles,
)


def examine(record: Record) -> Iterator[Finding]:
    """What is wrong or doubtful in a record, whatever the others say."""
    for check in RECORD_CHECKS:
        for found in check(record):
            yield found._replace(record=record.id)


def run(dossier: AuditedDossier) -> Iterator[Finding]:
    """What is wrong or doubtful between the records, and in the head."""
    for check in CHECKS:
        yield from check(dossier)
