"""Compares citations with the local texts of their sources: does the place exist, and does it have the quote?
The result is never stored, because a text may change while the dossier does not.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from brief.dossier.audited import AuditedDossier, place_of
from brief.locale import key_many, say, say_many
from brief.model.findings import Finding, Severity
from brief.model.handling import head_marking, highest, is_at_least, own_scheme
from brief.model.kinds import KINDS
from brief.model.locators import Numbered, Unit, locator, numbered
from brief.model.parts import Citation, Record
from brief.model.paths import found_at
from brief.model.rules import Rule
from brief.model.serialization import references
from brief.model.sources import Source
from brief.yaml.discovery import Unreadable
from brief.yaml.letters import Found, Letters
from brief.yaml.local_text import LocalText, local_text, renamed

_CITE = re.compile(r"(?:.+\.)?cite\.\d+\.source")
_WITHIN_A_WHOLE = frozenset(
    (
        *("article-journal", "article-magazine", "article-newspaper", "chapter", "paper-conference"),
        *("entry", "entry-dictionary", "entry-encyclopedia", "legal_case", "review", "review-book"),
    )
)
"""Types of sources that rarely begin on page 1, so that page numbers cannot be checked in their local texts."""
_COUNTS = {
    Unit.PARAGRAPH: key_many("{count:,} paragraph", "{count:,} paragraphs"),
    Unit.LINE: key_many("{count:,} line", "{count:,} lines"),
    Unit.PAGE: key_many("{count:,} page", "{count:,} pages"),
}


def misquotations(root: Path, dossier: AuditedDossier, sources: Iterable[Source] | None = None) -> Iterator[Finding]:
    """Yield findings for quotes and places that are not in the local text of their source, in file order.

    Also report local texts that cannot be read. Check these sources, or all.
    """
    chosen = dossier.every(Source) if sources is None else sources
    found = (one for source in chosen for one in _of_source(root, dossier, source, _citations(dossier, source.id)))
    yield from sorted(found, key=lambda one: place_of(one, dossier))


def misquotations_by(root: Path, dossier: AuditedDossier, record: Record) -> Iterator[Finding]:
    """Yield findings for the quotes and places that a record cites and the local text does not have."""
    cited = [(link.target, (record.id, *held)) for link in references(record) if (held := _cited(record, link.path))]
    for id_ in dict.fromkeys(target for target, _ in cited):
        if source := dossier.one(Source, id_):
            yield from _of_source(root, dossier, source, (held for target, held in cited if target == id_))


def _of_source(
    root: Path, dossier: AuditedDossier, source: Source, citations: Iterable[tuple[str, str, Citation]]
) -> Iterator[Finding]:
    """Check citations of a source, each with the id of its record and its path."""
    if not source.text:
        return
    try:
        text = local_text(root, source.text)
    except Unreadable as error:
        sentence = say(
            "the local text of `{id}` cannot be read: {why}",
            id=source.id,
            why=error.why,
        )
        is_there = error.finding.code == "unreadable-text" or (root / source.text).exists()
        own = error.finding.hint if is_there else ""
        hint = own or renamed(root, source.text) or say("name a file in the dossier's folder, or delete the line")
        yield Finding("unreadable-text", sentence, hint, Severity.WARNING, record=source.id, path="text")
        return
    letters = Letters(text)
    scheme = own_scheme(dossier.header)
    marking = highest((head_marking(dossier.header), source.handling or ""), scheme)
    for record, path, citation in citations:
        is_higher = citation.handling and not (marking and is_at_least(marking, citation.handling, scheme))
        for found in (
            *_of_citation(citation, source, text, letters),
            *(_open(citation, source, letters) if is_higher else ()),
        ):
            yield found._replace(record=record, path=f"{path}.{found.path}")


def _of_citation(citation: Citation, source: Source, text: LocalText, letters: Letters) -> Iterator[Finding]:
    """Yield the findings about one citation; their paths are relative to it."""
    quote, place = citation.quote, _countable(citation, source, text)
    found = letters.find(quote) if quote else None
    if quote and not found:
        sentence = say("this quote is not in {text}, the local text of `{id}`", text=source.text, id=source.id)
        yield _warning("misquoted", sentence, say("compare the two; mark omitted words with `...`"), "quote")
    if place and (missing := _missing(place, text)):
        count = say_many(*_COUNTS[place.unit], text.count(place.unit))
        sentence = say(
            "there is no {missing} in {text}, which has {count}", missing=missing, text=source.text, count=count
        )
        otherwise = say("compare the citation with the text")
        hint = say("the quote is in {where}", where=_where(letters, place.unit, found)) if found else otherwise
        yield _warning("no-such-place", sentence, hint, "at")
    elif place and quote and found and place.unit is Unit.PARAGRAPH:
        here = [inside for span in place.spans if (inside := letters.find(quote, place.unit, span))]
        best = min(here, key=lambda inside: inside.cut is not None, default=None)
        if best and (best.cut is None or found.cut is not None):
            found = best
        else:
            right = _where(letters, place.unit, found)
            sentence = say(
                "this quote is not in {at} of {text} but in {right}", at=citation.at, text=source.text, right=right
            )
            yield _warning("quote-elsewhere", sentence, say("write `{right}`", right=right), "at")
    if found and found.cut is not None:
        sentence = say(
            "this quote begins or ends within a word of {text}: `{word}`",
            text=source.text,
            word=letters.word_at(found.cut),
        )
        yield _warning("cut-word", sentence, say("quote whole words, or mark omitted words with `...`"), "quote")


def _open(citation: Citation, source: Source, letters: Letters) -> Iterator[Finding]:
    """Find the quote of a citation with a higher marking than its source in the text of the source."""
    if citation.quote and letters.find(citation.quote):
        sentence = say(
            "this quote is marked {marking}, but {text}, the local text of `{id}`, has it without that marking",
            marking=citation.handling,
            text=source.text,
            id=source.id,
        )
        yield _warning("marked-quote", sentence, say("give the source the same `handling`"), "quote")


def _countable(citation: Citation, source: Source, text: LocalText) -> Numbered | None:
    """Return the place that a citation names; None if the text cannot show whether it exists."""
    place = numbered(citation.at)
    if place and place.unit is Unit.PAGE and (source.type in _WITHIN_A_WHOLE or not text.count(Unit.PAGE)):
        return None
    return place


def _missing(place: Numbered, text: LocalText) -> str:
    """Return the locator of the first missing part of a place; empty if the text has all of it."""
    numbers = (number for span in place.spans for number in span)
    missing = (number for number in numbers if not 1 <= number <= text.count(place.unit))
    return next((locator(place.unit, number, number) for number in missing), "")


def _where(letters: Letters, unit: Unit, found: Found) -> str:
    return locator(unit, *letters.numbers(unit, found))


def _citations(dossier: AuditedDossier, source: str) -> Iterator[tuple[str, str, Citation]]:
    """Yield every citation of a source with the id of its record (empty for the head) and its path."""
    for index, citation in enumerate(dossier.header.cite if dossier.header else ()):
        if citation.source == source:
            yield "", f"cite.{index}", citation
    one = lru_cache(1)(lambda kind, id_: dossier.one(KINDS[kind].record, id_))  # its references are adjacent
    for link in dossier.linked_to(source):
        record = one(link.kind, link.id) if _CITE.fullmatch(link.path) else None
        if record and (held := _cited(record, link.path)) and held[1].source == source:
            yield link.id, *held


def _cited(record: Record, reference: str) -> tuple[str, Citation] | None:
    """Return the citation to which a reference to a source belongs, with its path; None for another reference."""
    path = reference.removesuffix(".source")
    found = found_at(record, path) if _CITE.fullmatch(reference) else None
    return (path, found.value) if found and isinstance(found.value, Citation) else None


def _warning(code: Rule, sentence: str, hint: str, path: str) -> Finding:
    return Finding(code, sentence, hint, Severity.WARNING, path=path)
