"""Find markings that are in no scheme, but are spelled almost like one that is."""

from collections.abc import Iterable, Iterator

from brief.dossier.audited import AuditedDossier, place_of
from brief.locale import say
from brief.model.findings import Finding, Severity
from brief.model.handling import Scheme, intended, own_scheme
from brief.model.kinds import KINDS
from brief.model.names import meant
from brief.model.parts import Citation, Record
from brief.model.stated import parts


def misspelled_markings(dossier: AuditedDossier) -> Iterator[Finding]:
    """Find the misspelled markings of the head, of records and of citations."""
    own = own_scheme(dossier.header)
    if dossier.header:
        yield from _misspelled([("handling", dossier.header.handling), *_of_citations("", dossier.header.cite)], own)
    found = [
        problem._replace(record=record.id)
        for kind in KINDS.values()
        for record in dossier.having(kind.record, "marked")
        for problem in _misspelled(_of_record(record), own)
    ]
    yield from sorted(found, key=lambda problem: place_of(problem, dossier))


def _of_record(record: Record) -> Iterator[tuple[str, str | None]]:
    yield "handling", record.handling
    yield from _of_citations("", record.cite)
    for path, part in parts(record):
        yield from _of_citations(f"{path}.", part.cite)


def _of_citations(above: str, citations: Iterable[Citation]) -> Iterator[tuple[str, str | None]]:
    return ((f"{above}cite.{index}.handling", citation.handling) for index, citation in enumerate(citations))


def _misspelled(markings: Iterable[tuple[str, str | None]], own: Scheme) -> Iterator[Finding]:
    for path, marking in markings:
        if marking and (other := intended(marking, own)):
            sentence = say("the marking `{marking}` is in no scheme", marking=marking)
            yield Finding("misspelled-marking", sentence, meant(other), Severity.WARNING, path=path)
