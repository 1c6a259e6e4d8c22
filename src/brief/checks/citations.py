"""Facts without a source, sources without a fact, and locators that lead nowhere."""

from collections.abc import Iterable, Iterator

from brief.checks.parts import parts
from brief.core.codec import references
from brief.core.dossier import AuditedDossier
from brief.core.findings import Finding, Severity
from brief.core.locators import is_locator, nearest_locator
from brief.core.model.actors import Person
from brief.core.model.parts import Citation, Record, spoken
from brief.core.model.statements import Question

_FACTS = frozenset(("event", "agreement", "program", "commitment", "assessment"))


def uncited(record: Record) -> Iterator[Finding]:
    """Facts that name no source: their records, and the parts that say more than their records."""
    if not record.cite and _needs_source(record):
        yield _uncited(record.KIND, "")
    for path, part in parts(record):
        if not part.cite:
            yield _uncited(spoken(type(part)), path)


def _needs_source(record: Record) -> bool:
    if isinstance(record, Person):
        return not record.roles
    if isinstance(record, Question):
        return record.flagged_by == "source"
    return record.KIND in _FACTS


def _uncited(what: str, path: str) -> Finding:
    hint = "add `cite: SOURCE LOCATOR`, such as `cite: annual-report p. 12`"
    return Finding("uncited", f"no source is given for this {what}", hint, Severity.WARNING, path=path)


def unused_sources(dossier: AuditedDossier) -> Iterator[Finding]:
    """Sources on which nothing rests."""
    if dossier.broken():
        return  # what could not be read may cite them
    in_head = {found.target for found in references(dossier.header)} if dossier.header else set()
    for id_ in dossier.unmentioned("source"):
        if id_ not in in_head:
            hint = "cite it where a fact rests on it, or delete it"
            yield Finding("unused-source", f"nothing cites `{id_}`", hint, Severity.WARNING, record=id_)


def locators(record: Record) -> Iterator[Finding]:
    """Citations of a record that say no place in the source, or none that is known."""
    yield from _locators("", record.cite)
    for path, part in parts(record):
        yield from _locators(f"{path}.", part.cite)


def locators_in_head(dossier: AuditedDossier) -> Iterator[Finding]:
    """The same for the head of the dossier."""
    yield from _locators("", dossier.header.cite) if dossier.header else ()


def _locators(prefix: str, cite: Iterable[Citation]) -> Iterator[Finding]:
    for index, citation in enumerate(cite):
        path = f"{prefix}cite.{index}"
        if not citation.source:
            continue  # an unknown id
        if not citation.at:
            sentence = f"the citation says no place in `{citation.source}`"
            hint = f"add one, such as `{citation.source} p. 12`, `¶7` or `title`"
            yield Finding("no-locator", sentence, hint, Severity.WARNING, path=f"{path}.source")
        elif not is_locator(citation.at):
            better = nearest_locator(citation.at)
            hint = (
                f"write `{better}`"
                if better
                else "such as `¶7`, `p. 12`, `pp. 3-4`, `§ 2`, `ch. 3`, `12:30` or `title`"
            )
            sentence = f"`{citation.at}` is no known form of a place in a source"
            yield Finding("unknown-locator", sentence, hint, Severity.WARNING, path=f"{path}.at")
