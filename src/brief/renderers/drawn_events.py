"""What a picture of a timeline shows: events with every date claimed for them, by kind, those of a month together."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from brief.document import Doubt, Entry, Sign, Timeline
from brief.locale import say
from brief.model.dates import Date
from brief.model.dates.gregorian import year_month_day
from brief.model.dates.words import year_in_words
from brief.model.sentences import cut_at_word
from brief.renderers.axis import Kind, Span, span_of
from brief.renderers.words import SIGNS

_MOST_KINDS = 5
"""So many kinds of events have a part of the picture of their own."""
_LONG_GAP = 10
"""Years without an event from which on the heading names them."""
_FEW = 4
"""The heading counts no fewer events."""


class Claimed(NamedTuple):
    """One date claimed for an event."""

    span: Span
    doubts: tuple[Doubt, ...]

    @property
    def doubtful(self) -> bool:
        """Whether it may be another date."""
        return self.span.doubtful or bool(self.doubts)

    @property
    def disputed(self) -> bool:
        """Whether a source says otherwise."""
        return Doubt.DATE_DISPUTED in self.doubts or Doubt.DISPUTED in self.doubts


class Event(NamedTuple):
    """What is drawn of a record: its name, every date claimed for it, and its kind."""

    label: str
    claims: list[Claimed]
    kind: str = ""

    @property
    def month(self) -> tuple[int, int] | None:
        """Year and month in which it certainly was; None if that is not known, or disputed."""
        first, last = self.claims[0].span.first, self.claims[0].span.last
        if len(self.claims) > 1 or self.claims[0].disputed or first is None or last is None:
            return None
        year, month, _ = year_month_day(first)
        return (year, month) if year_month_day(last - 1)[:2] == (year, month) else None


class Group(NamedTuple):
    """Events of one kind."""

    title: str
    events: list[Event]


def events_of(timeline: Timeline) -> list[Event]:
    """Every date of every entry, with those that stand only in its marks, by the record that it tells of."""
    found: dict[object, Event] = {}
    drawn: dict[object, set[Date | None]] = {}
    for index, entry in enumerate(timeline.entries):
        drawn.setdefault(entry.id or index, set()).add(entry.date.date)
    for index, entry in enumerate(timeline.entries):
        key = entry.id or index
        event = found.setdefault(key, Event(cut_at_word(entry.label), [], entry.kind))
        own = span_of(entry.date.date)
        event.claims.extend([Claimed(own, _doubts(entry))] if own else [])
        for date in (date for mark in entry.marks for date in mark.dates):
            span = span_of(date)
            if span and date not in drawn[key]:
                drawn[key].add(date)
                event.claims.append(Claimed(span, (Doubt.DATE_DISPUTED,)))
    return [_signed(event) for event in found.values() if event.claims]


def _doubts(entry: Entry) -> tuple[Doubt, ...]:
    """Why an entry is uncertain; a mark in its line counts, too."""
    is_disputed = entry.short and any(mark.sign is Sign.DISPUTED for mark in entry.short.what.signed)
    return (*entry.doubts, Doubt.DISPUTED) if is_disputed else entry.doubts


def _signed(event: Event) -> Event:
    """An event that is disputed says so in its label, too: not everyone sees its colour."""
    is_disputed = event.label and any(claim.disputed for claim in event.claims)
    return event._replace(label=f"{event.label} {SIGNS[Sign.DISPUTED]}") if is_disputed else event


def groups(events: list[Event]) -> list[Group]:
    """The events by kind, the most frequent first; all others together at the end."""
    count = Counter(event.kind for event in events if event.kind)
    kinds = [kind for kind, number in count.most_common(_MOST_KINDS) if number > 1]
    found = [Group(kind.capitalize(), [event for event in events if event.kind == kind]) for kind in kinds]
    others = [event for event in events if event.kind not in kinds]
    found += [Group(say("Other") if kinds else "", others)] if others else []
    return [group._replace(events=_by_month(group.events)) for group in found]


def _by_month(events: list[Event]) -> list[Event]:
    """The events of one month as one, named by the first."""
    months = Counter(month for event in events if (month := event.month))
    made: dict[object, list[Event]] = {}
    for index, event in enumerate(events):
        month = event.month
        made.setdefault(month if month and months[month] > 1 else index, []).append(event)
    return [_together(found) if len(found) > 1 else found[0] for found in made.values()]


def _together(events: list[Event]) -> Event:
    claims = [event.claims[0] for event in events]
    days = [day for claim in claims for day in claim.span.attested]
    whole = min(days), max(days)
    same = all(claim.span == claims[0].span for claim in claims)
    doubts = tuple(dict.fromkeys(doubt for claim in claims for doubt in claim.doubts))
    span = claims[0].span if same else Span(*whole, whole, Kind.WITHIN, any(claim.span.doubtful for claim in claims))
    label = say("{first}, and {count} more", first=events[0].label, count=len(events) - 1)
    return Event(label, [Claimed(span, doubts)], events[0].kind)


def seen(events: list[Event]) -> str:
    """What the picture shows, in a sentence: when most of it was, and which years are empty."""
    years = sorted(year_month_day(event.claims[0].span.attested[0])[0] for event in events)
    if len(years) < _FEW:
        return ""
    return "; ".join([_when(years), *_empty(years)])


def _when(years: list[int]) -> str:
    """Since when at least half of the events are dated."""
    middle = years[len(years) // 2]
    count = sum(year >= middle for year in years)
    if middle == years[0]:
        return say("{all} dated events since {year}", all=len(years), year=year_in_words(middle))
    words = "{count} of {all} dated events fall after {year}"
    return say(words, count=count, all=len(years), year=year_in_words(middle - 1))


def _empty(years: Iterable[int]) -> Iterator[str]:
    """The longest time without an event, if it is long."""
    gaps = [(after - before - 1, before) for before, after in pairwise(years)]
    length, before = max(gaps, default=(0, 0))
    if length >= _LONG_GAP:
        first, last = year_in_words(before + 1), year_in_words(before + length)
        yield say("nothing is dated {first}–{last}", first=first, last=last)
