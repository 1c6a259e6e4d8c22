"""Finds the passage of a citation in the local text of its source."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice

from brief.locale import say, say_many
from brief.model.locators import Unit, numbered
from brief.model.parts import Citation
from brief.model.provenance import Passage
from brief.yaml.discovery import Unreadable
from brief.yaml.letters import Letters
from brief.yaml.local_text import LocalText

_MOST = 20
"""Greatest number of paragraphs shown for one citation."""


def named_paragraphs(text: LocalText, cite: Iterable[Citation]) -> Iterator[int]:
    """Yield the numbers of the paragraphs that citations name or quote: all, if one of them names none of the text."""
    count = text.count(Unit.PARAGRAPH)
    for cited in cite:
        place = numbered(cited.at)
        is_there = (
            place
            and place.unit is Unit.PARAGRAPH
            and all(1 <= number <= count for span in place.spans for number in span)
        )
        for first, last in place.spans if place and is_there else ((1, count),):
            yield from range(first, last + 1)
        letters = Letters(text) if cited.quote else None
        if letters and cited.quote and (found := letters.find(cited.quote)):
            first, last = letters.numbers(Unit.PARAGRAPH, found)
            yield from range(first, last + 1)


def passage(read: Callable[[str], LocalText], name: str, at: str) -> Passage:
    """Return the paragraphs that a locator (`¶7`, `¶3-5`) names in the text of this name.

    Call `read` only if it names paragraphs. If there is nothing to show, the remark says why.
    """
    place = numbered(at)
    if not place or place.unit is not Unit.PARAGRAPH:
        return Passage(remark=say("the citation names no paragraph of {name}", name=name))
    try:
        paragraphs = read(name).pieces[Unit.PARAGRAPH]
    except Unreadable as error:
        return Passage(remark=say("{name} cannot be read: {why}", name=name, why=error.why))
    count = len(paragraphs)
    runs = (range(max(1, first), min(last, count) + 1) for first, last in place.spans)
    wanted = list(islice(chain.from_iterable(runs), _MOST + 1))
    found = tuple((number, paragraphs[number - 1]) for number in wanted[:_MOST])
    remark = say("only the first {most}", most=_MOST) if len(wanted) > _MOST else ""
    short = say_many("{name} has only {count} paragraph", "{name} has only {count} paragraphs", count, name=name)
    return Passage(found, remark if found else short)
