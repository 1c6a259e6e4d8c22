"""The words of a timeline's picture: its caption, its legend, and what it leaves out."""

from collections.abc import Iterable, Iterator

from brief.document import SIGNS, Sign, Timeline
from brief.locale import say, say_many
from brief.model.dates.grammar import year_month_day
from brief.model.dates.words import year_in_words
from brief.renderers.axis import Kind, span_of
from brief.renderers.drawn_events import Event

_LONG_GAP = 10
"""Minimum number of empty years that the caption mentions."""
_FEW = 4
"""Minimum number of events for a caption."""


def seen(timeline: Timeline, events: list[Event]) -> str:
    """Return the caption: when most events took place, and which years are empty, unless events are left out."""
    years = sorted(_year_of(event.claims[0].span.attested[0]) for event in events)
    if len(years) < _FEW:
        return ""
    spans = (claim.span.attested for event in events for claim in event.claims)
    empty = () if timeline.is_selection else _empty((_year_of(first), _year_of(end - 1)) for first, end in spans)
    return "; ".join([_when(years, is_selection=timeline.is_selection), *empty])


def _when(years: list[int], *, is_selection: bool) -> str:
    """Return the year since which at least half of the events are dated, in words."""
    middle = years[len(years) // 2]
    if middle == years[0]:
        return say("{all} dated events since {year}", all=len(years), year=year_in_words(middle))
    count, before = sum(year >= middle for year in years), year_in_words(middle - 1)
    if is_selection:
        return say("{count} of these {all} events fall after {year}", count=count, all=len(years), year=before)
    return say("{count} of {all} dated events fall after {year}", count=count, all=len(years), year=before)


def _empty(spans: Iterable[tuple[int, int]]) -> Iterator[str]:
    """Yield the longest period that no date touches, if it is long; each span has a first and a last year."""
    length = before = 0
    covered: int | None = None
    for first, last in sorted(spans):
        if covered is not None and first - covered - 1 > length:
            length, before = first - covered - 1, covered
        covered = last if covered is None else max(last, covered)
    if length >= _LONG_GAP:
        first, last = before + 1, before + length
        yield say("nothing is dated {first}–{last}", first=year_in_words(first), last=year_in_words(last))


def described(events: list[Event]) -> str:
    """Return the alternative text: how many events are drawn, and the first and last year."""
    known = [claim.span for event in events for claim in event.claims]
    firsts = [span.first for span in known if span.first is not None]
    lasts = [span.last for span in known if span.last is not None]
    parts: list[str] = [say_many("{count} dated entry", "{count} dated entries", len(events))]
    parts += [say("the earliest in {year}", year=_year(min(firsts)))] if firsts else []
    parts += [say("the latest in {year}", year=_year(max(lasts) - 1))] if lasts else []
    return ", ".join(parts) + say(". The list below says the same in words.")


def _year(day: int) -> str:
    return year_in_words(_year_of(day))


def _year_of(day: int) -> int:
    return year_month_day(day)[0]


def signs(events: list[Event], *, is_cut: bool) -> list[tuple[str, str]]:
    """Return the legend: the name and meaning of each sign that occurs."""
    claims = [claim for event in events for claim in event.claims]
    spans = [claim.span for claim in claims]
    found = [
        (any(claim.span.kind is Kind.DAY and not claim.doubtful for claim in claims), "day", say("on that day")),
        (
            any(claim.span.kind is Kind.DAY and claim.doubtful for claim in claims),
            "day doubt",
            say("on that day, uncertain, inferred or expected"),
        ),
        (any(span.kind is Kind.WITHIN for span in spans), "within", say("some time within")),
        (any(span.kind is Kind.LASTING for span in spans), "lasting", say("all that time")),
        (any(None in (span.first, span.last) for span in spans), "open", say("open or unknown on that side")),
        (
            any(claim.span.kind is not Kind.DAY and claim.doubtful for claim in claims),
            "within doubt",
            say("about then, uncertain, inferred or expected"),
        ),
        (
            any(claim.disputed for claim in claims),
            "within disputed",
            say("sources differ ({sign})", sign=SIGNS[Sign.DISPUTED]),
        ),
        (any(len(event.claims) > 1 for event in events), "tie", say("one event, its date disputed")),
        (is_cut, "cut", say("time without events is left out; the scale may differ after it")),
    ]
    return [(name, words) for true, name, words in found if true]


def remarks(timeline: Timeline, *, is_unnamed: bool) -> Iterator[str]:
    """Yield what the picture does not show."""
    undated = sum(1 for entry in timeline.entries if span_of(entry.date.date) is None)
    if undated:
        yield say("{undated} without a date: only in the list", undated=undated)
    if is_unnamed:
        yield say("named where there is room")
