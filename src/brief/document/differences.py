"""The disputed values of a page: each once, with every version, in their own place or at the end."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from brief.document.blocks import Block, Card, Content, Differences, Heading, Listing, cells
from brief.document.parts import phrase
from brief.document.spans import Cell, Cite, Mark, Ref, Sign, Span, Text, When
from brief.locale import Wording, say


def placed(given: "Sequence[Content]", *, full: bool) -> tuple[list[Block], tuple[Cell, ...]]:
    """Return the blocks, with disputed values in their place, and the disputed values left for the end.

    The place has the disputed values of the main paper; those of annexes come at the end, unless it has room for them.
    """
    place = next((block for block in given if isinstance(block, Differences)), None)
    if full and place is None:  # each value shows its versions
        return [block for block in given if not isinstance(block, Differences)], ()
    annex = next((at for at, block in enumerate(given) if isinstance(block, Heading) and block.is_annex), len(given))
    paper, annexed = ([*_marks(part, full=full)] for part in (given[:annex], given[annex:]))
    ranked = _ranked(place, given[:annex], [*paper, *annexed], full=full) if place else {}
    homes = _homes(place) if place else {}
    told = _told(place, ranked, paper, homes) if place else {}
    marked = _differences([*paper, *annexed])
    every = {**marked, **(ranked if place and place.is_capped else {})}
    left = {} if full else {key: found for key, found in every.items() if key not in told}
    blocks: list[Block] = []
    for block in given:
        if not isinstance(block, Differences):
            blocks.append(block)
        elif told:
            selection = _selection(len(told), len({**ranked, **every}), len(left))
            blocks += [Heading(block.title, selection=selection), Listing("differences", tuple(told.values()))]
    return blocks, tuple(left.values())


def _homes(place: Differences) -> dict[object, object]:
    """Return the number of the dispute of each disputed value of a place."""
    return {key: number for number, marks in enumerate(place.disputes) for key in _differences(marks)}


def _disputes(keys: Iterable[object], homes: dict[object, object]) -> set[object]:
    """Return the disputes of some values; a value of no dispute of the report is one of its own."""
    return {homes.get(key, key) for key in keys}


def _of_other_disputes(
    keys: Iterable[object], shown: Iterable[object], homes: dict[object, object]
) -> Iterator[object]:
    """Yield the first value of each dispute of which nothing is shown."""
    taken = _disputes(shown, homes)
    for key in keys:
        dispute = homes.get(key, key)
        if dispute not in taken:
            taken.add(dispute)
            yield key


def _ranked(
    place: Differences, paper: "Sequence[Content]", marked: Sequence[Mark], *, full: bool
) -> dict[object, Cell]:
    """Return the disputes for a place in the order of the page, and then the others in the order of the report.

    If the place is capped, details of people and bodies, which are on cards, come last.
    """
    first = [block for block in paper if not (place.is_capped and isinstance(block, Card))]
    further = (mark for marks in place.disputes for mark in marks)
    return _differences([*_marks(first, full=full), *further, *marked])


def _told(
    place: Differences, ranked: dict[object, Cell], marked: Sequence[Mark], homes: dict[object, object]
) -> dict[object, Cell]:
    """Return the disputes for a place: all that the page marks, unless capped, then others up to the limit."""
    shown = set() if place.is_capped else {*_differences(marked)}
    most = max((place.most or 0) - len(_disputes(shown, homes)), 0)
    shown.update(islice(_of_other_disputes(ranked, shown, homes), most))
    return {key: found for key, found in ranked.items() if key in shown}


def _selection(shown: int, total: int, left: int) -> Wording:
    """Say how many of the disputed values are shown, and where others are; empty if these are all."""
    if shown == total:
        return ""
    if not left:
        return say("{shown} of {total:,}", shown=shown, total=total)
    if shown + left == total:
        return say("{shown} of {total:,}, the rest at the end", shown=shown, total=total)
    return say("{shown} of {total:,}, {left} more at the end", shown=shown, total=total, left=left)


def _marks(blocks: "Iterable[Content]", *, full: bool) -> Iterator[Mark]:
    """Yield the marks that a page of these blocks prints."""
    held = (block for block in blocks if not isinstance(block, Differences))
    return (mark for found in cells(tuple(held), full=full) for mark in found.marks)


def _differences(marks: Iterable[Mark]) -> dict[object, Cell]:
    """Return each disputed value once, by its content: what it is about, then every version with its reference."""
    # Entries of one event share the same `versions` object, which may be long.
    distinct = {id(mark.versions): mark for mark in marks if mark.sign is Sign.DISPUTED and mark.versions}
    once: dict[object, Mark] = {}
    for mark in distinct.values():
        once.setdefault(tuple(_content(found) for found in (mark.about or Cell(), *mark.versions)), mark)
    return {key: _difference(mark) for key, mark in once.items()}


def _content(found: Cell) -> tuple[object, ...]:
    """Return what a cell says in whatever form: ids of records, whose titles may be short, dates, and other words.

    Only some lines remark that a date is later than the day of the page, or may be.
    """
    spans = (span for span in found.without_days().unstated().flat if not isinstance(span, Cite))
    return tuple(span.id if isinstance(span, Ref) else span.date if isinstance(span, When) else span for span in spans)


def _difference(mark: Mark) -> Cell:
    """Return what a dispute is about, then every version, with the id of its record as the value."""
    first, *others = (found.with_dates(is_short=False).citing_inline() for found in mark.versions)
    subject = (mark.about.citing_inline(), ": ") if mark.about else ()
    told = phrase(*subject, first, *(part for other in others for part in (say("; or: "), other)))
    return told._replace(value=next(filter(None, map(_record, told.flat)), None))


def _record(span: Span) -> str:
    """Return the id of the record that some words name or state a value of; else an empty text."""
    of = span.of if isinstance(span, Text | Ref | When) else None
    return of.record if of else span.id if isinstance(span, Ref) else ""
