"""Disputed values of a page: each once, with every version, in the place meant for them or at the end."""

from collections.abc import Iterable, Iterator, Sequence

from brief.document.blocks import Block, Card, Content, Differences, Heading, Listing, Notice, cells
from brief.document.spans import Cell, Cite, Mark, Ref, Sign, When, phrase
from brief.locale import say


def placed(given: "Sequence[Content]", *, full: bool) -> tuple[list[Block], tuple[Cell, ...]]:
    """Return the blocks, with the versions of disputed values in the place meant for them, and those left for the end.

    The place holds those of the paper itself, an annex has its own at the end.
    """
    annex = next((at for at, block in enumerate(given) if isinstance(block, Heading) and block.is_annex), len(given))
    marked = [*_marks(given[:annex], full=full)]
    place = next((block for block in given if isinstance(block, Differences)), None)
    told = _told(place, given[:annex], marked, full=full) if place else ()
    every = _differences(
        [*marked, *_marks(given[annex:], full=full), *(place.marks if place and place.is_capped else ())]
    )
    left = () if full else tuple(found for found in every if found not in told)
    blocks: list[Block] = []
    for block in given:
        if not isinstance(block, Differences):
            blocks.append(block)
        elif told:
            blocks += [Heading(block.title), Listing("differences", told)]
            blocks += (
                [Notice(_selected(len(told), len(every), full=full))]
                if block.is_capped and len(told) < len(every)
                else []
            )
    return blocks, left


def _told(place: Differences, paper: "Sequence[Content]", marked: Sequence[Mark], *, full: bool) -> tuple[Cell, ...]:
    """Return the disputes that a place holds: those printed on the page, then more until there are enough.

    A capped place ranks the particulars of people and bodies, which stand on cards, last.
    """
    if not place.is_capped:
        found = _differences(marked)
        return tuple(_differences([*marked, *place.marks])[: max(place.most or 0, len(found))])
    said = _marks([block for block in paper if not isinstance(block, Card)], full=full)
    return tuple(_differences([*said, *place.marks, *marked])[: place.most])


def _selected(shown: int, total: int, *, full: bool) -> Cell:
    """Return how many of the disputes are shown, and where the others are."""
    words = say("{shown} of {total:,}", shown=shown, total=total)
    return phrase(words if full else say("{words}, the rest at the end", words=words))


def _marks(blocks: "Iterable[Content]", *, full: bool) -> Iterator[Mark]:
    """Yield the marks that a page of these blocks prints."""
    held = (block for block in blocks if not isinstance(block, Differences))
    return (mark for block in held for found in cells((block,), full=full) for mark in found.marks)


def _differences(marks: Iterable[Mark]) -> list[Cell]:
    """Return each disputed value once: what it is about, then every version followed by its own reference."""
    # The entries of one event share the very same versions, of which there may be many.
    distinct = {id(mark.versions): mark for mark in marks if mark.sign is Sign.DISPUTED and mark.versions}
    once: dict[object, Mark] = {}
    for mark in distinct.values():
        once.setdefault(tuple(_content(found) for found in (mark.about or Cell(), *mark.versions)), mark)
    return [_difference(mark) for mark in once.values()]


def _content(found: Cell) -> tuple[object, ...]:
    """Return what a cell says in whatever form: ids of records, whose titles may be short, dates, and other words."""
    spans = (span for span in found.flat if not isinstance(span, Cite))
    return tuple(span.id if isinstance(span, Ref) else span.date if isinstance(span, When) else span for span in spans)


def _difference(mark: Mark) -> Cell:
    """Return what a dispute is about, then every version."""
    first, *others = (_spelled_out(found).citing_inline() for found in mark.versions)
    subject = (mark.about, ": ") if mark.about else ()
    return phrase(*subject, first, *(part for other in others for part in (say("; or: "), other)))


def _spelled_out(found: Cell) -> Cell:
    """Return a cell with its dates in full."""
    return Cell(tuple(span._replace(is_short=False) if isinstance(span, When) else span for span in found.spans))
