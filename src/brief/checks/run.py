"""All checks, each a function in one of three lists."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from heapq import merge

from brief.checks.chronology import (
    after_sources,
    built_on_later,
    contradicting_dates,
    due_before_made,
    late_evidence,
    log_order,
    other_endings,
    role_dates,
    signed_after_period,
)
from brief.checks.citations import locators, locators_in_head, missing_locators, uncited, unused_sources
from brief.checks.codes import amounts, codes
from brief.checks.cycles import cycles
from brief.checks.fields import disputed_dates, fields_that_exist, same_values
from brief.checks.identity import (
    repeated_ids,
    repeated_source_keys,
    reused_ids,
    same_event,
    same_name,
    same_person,
    shared_former_ids,
)
from brief.checks.limits import names_within_limits, parts_within_limits, short_titles
from brief.checks.marked_names import marked_names
from brief.checks.marking_names import misspelled_markings
from brief.checks.misread import preprints, seasons_or_years
from brief.checks.paired import ends_with_a_date, responses
from brief.checks.references import dangling_references, described_records, head_references
from brief.checks.summaries import old_summary
from brief.checks.unmarked import unmarked_positions
from brief.dossier.audited import AuditedDossier, place_of
from brief.model.findings import Finding
from brief.model.parts import Record

RecordCheck = Callable[[Record], Iterator[Finding]]
Check = Callable[[AuditedDossier, Mapping[str, bool] | None], Iterator[Finding]]
Doubt = Callable[[AuditedDossier], Iterator[Finding]]
RECORD_CHECKS: tuple[RecordCheck, ...] = (
    fields_that_exist,
    names_within_limits,
    parts_within_limits,
    short_titles,
    disputed_dates,
    same_values,
    seasons_or_years,
    role_dates,
    contradicting_dates,
    codes,
    amounts,
    log_order,
    due_before_made,
    ends_with_a_date,
    responses,
    uncited,
    preprints,
    locators,
)
"""Checks of one record, run when its file is read."""
ONLY_WITH: dict[RecordCheck, frozenset[str]] = {
    short_titles: frozenset(("short",)),
    disputed_dates: frozenset(("differs",)),
    same_values: frozenset(("differs",)),
    role_dates: frozenset(("roles",)),
    contradicting_dates: frozenset(("terminated", "born", "died", "differs")),
    codes: frozenset(("figures", "names", "language")),
    amounts: frozenset(("figures",)),
    log_order: frozenset(("log",)),
    due_before_made: frozenset(("due", "differs")),
    ends_with_a_date: frozenset(("roles", "memberships")),
    responses: frozenset(("use",)),
    preprints: frozenset(("type",)),
}
"""Checks that find nothing in a record without any of these fields, so they run only on records that have one."""
CHECKS: tuple[Check, ...] = (
    repeated_ids,
    reused_ids,
    shared_former_ids,
    dangling_references,
    head_references,
    repeated_source_keys,
    built_on_later,
    cycles,
)
"""Checks for errors between records, run after every change, because an error stops every command."""
DOUBTS: tuple[Doubt, ...] = (
    locators_in_head,
    missing_locators,
    unused_sources,
    described_records,
    same_person,
    same_event,
    same_name,
    late_evidence,
    after_sources,
    signed_after_period,
    other_endings,
    marked_names,
    misspelled_markings,
    old_summary,
    unmarked_positions,
)
"""Checks for warnings between records, run by `brief check`."""


def examine(record: Record) -> Iterator[Finding]:
    """Yield the findings about a single record."""
    for check in _concerning(tuple(vars(record))):
        for found in check(record):
            yield found._replace(record=record.id)


@lru_cache(maxsize=1 << 12)
def _concerning(fields: tuple[str, ...]) -> tuple[RecordCheck, ...]:
    """Return the checks that may find something in a record with these fields."""
    return tuple(check for check in RECORD_CHECKS if check not in ONLY_WITH or not ONLY_WITH[check].isdisjoint(fields))


def errors(dossier: AuditedDossier, among: Mapping[str, bool] | None = None) -> Iterator[Finding]:
    """Yield the errors between records, and in the head.

    In a dossier without errors, `among` limits the search to records that were changed, removed or added. It maps their
    ids to True if an unchanged record that refers to them may be wrong now.
    """
    repeated = {id_ for id_, _ in dossier.repeated_ids(among)}
    for check in CHECKS:
        yield from _placeable(check(dossier, among), repeated)


def doubts(dossier: AuditedDossier, others: Iterable[Finding] = ()) -> Iterator[Finding]:
    """Yield the warnings between records, and in the head, merged with `others` in the order of the files.

    Each warning is computed when it is consumed.
    """
    repeated = {id_ for id_, _ in dossier.repeated_ids()}
    streams = (_placeable(found, repeated) for found in (*(check(dossier) for check in DOUBTS), others))
    return merge(*streams, key=lambda found: place_of(found, dossier))


def doubts_about(dossier: AuditedDossier, id_: str) -> Iterator[Finding]:
    """Yield the warnings about a record that others give: one may be the same thing, or its dates contradict theirs."""
    for check in (same_person, same_event, same_name, late_evidence, after_sources, signed_after_period, other_endings):
        yield from check(dossier, (id_,))


def _placeable(findings: Iterable[Finding], repeated: set[str]) -> Iterator[Finding]:
    """Drop findings without a line about an id that several records share: they could belong to any."""
    return (found for found in findings if found.line or found.record not in repeated)
