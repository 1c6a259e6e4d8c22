"""`source read`: the text of a source, by paragraphs as `check` counts them."""

from collections.abc import Iterator, Sequence

from brief.document import Block, Column, Document, Notice, Row, Table, cell, code, quoted
from brief.dossier.protocol import Dossier
from brief.locale import Message, say, say_many, series
from brief.model.handling import highest, own_scheme
from brief.model.locators import Unit, locator, numbered
from brief.model.provenance import Trail
from brief.model.sources import Source
from brief.model.stated import all_citations
from brief.model.user_error import UserError
from brief.reports.common import document
from brief.reports.lookup import resolve, split_reference
from brief.reports.values import said
from brief.reports.words import page_title

_COLUMNS = (Column("paragraph", say("Paragraph")), Column("text", say("Text")))


def source_text(dossier: Dossier, words: str, places: Sequence[str], trail: Trail) -> Document:
    """Return the paragraphs of a source at these places (`¶3`, `3-5`), or all of them.

    Raises `UserError` if there is no such source, text or paragraph.
    """
    letter, place = split_reference(dossier, words)
    source = _source(dossier, letter)
    places = [*([place] if place else []), *places]
    paragraphs = trail.paragraphs(source)
    numbers = list(_wanted(places, source.id, len(paragraphs))) if places else range(1, len(paragraphs) + 1)
    rows = tuple(
        Row((cell(code(locator(Unit.PARAGRAPH, number, number)), number), cell(quoted(words))))
        for number in numbers
        if (words := paragraphs[number - 1])
    )
    blocks: list[Block] = [Table("paragraphs", _COLUMNS, rows)]
    if len(rows) < len(numbers):
        blocks.insert(0, Notice(cell(say("Paragraphs that a citation with a higher marking names are left out."))))
    subtitle = series([*_about(source), _paragraphs(len(paragraphs))], say(" · "))
    found = highest(_markings(dossier, source, set(numbers)), own_scheme(dossier.header))
    made = document(dossier, "source", page_title(source), blocks, subtitle=subtitle, about=[source.id], handling=found)
    return made.verbatim()


def _markings(dossier: Dossier, source: Source, numbers: set[int]) -> Iterator[str]:
    """Yield the markings of the citations of a source, except those that name only other paragraphs."""
    records = filter(None, map(dossier.get, dict.fromkeys(link.id for link in dossier.linked_to(source.id))))
    cite = [cited for record in records for _, cited in all_citations(record)]
    for cited in (*cite, *(dossier.header.cite if dossier.header else ())):
        if cited.source == source.id and cited.handling:
            at = numbered(cited.at)
            spans = at.spans if at and at.unit is Unit.PARAGRAPH else ((1, max(numbers, default=1)),)
            if any(first <= number <= last for number in numbers for first, last in spans):
                yield cited.handling


def _about(source: Source) -> Iterator[Message]:
    """Yield the authors, the publication and the date of a source, each with its mark if it is in doubt."""
    authors = [f"author.{place}" for place, _ in enumerate(source.author)]
    is_whole = "author" in source.inferred or any(found.field == "author" for found in source.differs)
    for field in (*(["author"] if is_whole else authors), "publication", "published"):
        if (found := said(source, field)).text:
            yield found.message


def _source(dossier: Dossier, words: str) -> Source:
    source = dossier.one(Source, resolve(dossier, words, ("source",)))
    if source is None:
        raise LookupError(words)
    return source


def _paragraphs(number: int) -> Message:
    return say_many("{count:,} paragraph", "{count:,} paragraphs", number)


def _wanted(places: Sequence[str], id_: str, count: int) -> Iterator[int]:
    """Yield the numbers of these paragraphs; raises `UserError` for one that is not in the text."""
    for place in places:
        found = numbered(f"¶{place}" if place[:1].isdecimal() else place)
        if not found or found.unit is not Unit.PARAGRAPH:
            raise UserError(say("`{place}` names no paragraph", place=place), say("write `3`, `¶3` or `¶3-5`"), 2)
        for first, last in found.spans:
            if first < 1 or last > count:
                missing = locator(Unit.PARAGRAPH, first, first) if first < 1 else locator(Unit.PARAGRAPH, last, last)
                sentence = say("there is no {missing} in the text of `{id}`", missing=missing, id=id_)
                raise UserError(sentence, say("it has {count}", count=_paragraphs(count)))
            yield from range(first, last + 1)
