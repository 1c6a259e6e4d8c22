"""The data of a timeline's picture: events with every date claimed for them, in lanes by kind."""

from collections import Counter
from collections.abc import Callable, Iterator

from brief.document import SIGNS, Doubt, Entry, Sign, Timeline
from brief.document.characters import curled
from brief.locale import say, say_many
from brief.model.dates import Date
from brief.model.dates.grammar import year_month_day
from brief.model.sentences import cut_at_word, title_of_kind
from brief.named_tuple import NamedTuple
from brief.renderers.axis import Span, span_of

Address = Callable[[str], str]
"""Maps a record's id to the address of its page; empty for none."""

_MOST_KINDS = 5
"""Maximum number of kinds with a lane of their own."""
_DISPUTES = frozenset((Doubt.DATE_DISPUTED, Doubt.DISPUTED, Doubt.STATUS_DISPUTED))


class Claimed(NamedTuple):
    """One date claimed for an event."""

    span: Span
    words: str
    doubts: tuple[Doubt, ...]
    entry: int
    """The number of its entry."""

    @property
    def doubtful(self) -> bool:
        """True if it is approximate, inferred or expected."""
        return self.span.doubtful or not _DISPUTES.issuperset(self.doubts)

    @property
    def disputed(self) -> bool:
        """True if a source says otherwise."""
        return not _DISPUTES.isdisjoint(self.doubts)

    @property
    def classes(self) -> str:
        """Return the CSS classes that define its look."""
        marks = (("doubt", self.doubtful), ("disputed", self.disputed))
        return " ".join((self.span.kind, *(name for name, is_so in marks if is_so)))


class Event(NamedTuple):
    """A record in the picture: its name, every date claimed for it, its kind, and the address of its page."""

    title: str
    claims: list[Claimed]
    kind: str = ""
    address: str = ""

    @property
    def label(self) -> str:
        """Return the name; a sign before a disputed one survives shortening and does not depend on colour."""
        is_disputed = self.title and any(claim.disputed for claim in self.claims)
        return f"{SIGNS[Sign.DISPUTED]} {self.title}" if is_disputed else self.title

    @property
    def words(self) -> str:
        """Return name and dates, for the tooltip and for screen readers."""
        return f"{self.title}, {' / '.join(dict.fromkeys(claim.words for claim in self.claims))}"

    @property
    def month(self) -> tuple[tuple[int, ...], str] | None:
        """Return the month of its date, and how it is drawn; None if it is less exact, unknown or disputed."""
        span = self.claims[0].span
        if len(self.claims) > 1 or self.claims[0].disputed or span.first is None or span.last is None:
            return None
        month = year_month_day(span.first)[:2]
        return (month, self.claims[0].classes) if month == year_month_day(span.last - 1)[:2] else None


class Lane(NamedTuple):
    """Events of one kind; a lane of events without a kind has no title if it is the only one."""

    title: str
    events: list[Event]


def events_of(timeline: Timeline, address: Address = lambda _: "") -> list[Event]:
    """Return the events of a timeline: all dates of its entries and of their marks, grouped by record."""
    found: dict[object, Event] = {}
    drawn: dict[object, set[Date | None]] = {}
    for index, entry in enumerate(timeline.entries):
        drawn.setdefault(entry.id or index, set()).add(entry.date.date)
    for index, entry in enumerate(timeline.entries):
        key = entry.id or index
        address_ = address(entry.id) if entry.id else ""
        event = found.setdefault(key, Event(curled(cut_at_word(entry.label)), [], entry.kind, address_))
        own = span_of(entry.date.date)
        event.claims.extend([Claimed(own, entry.date.unsigned, _doubts(entry), index)] if own else [])
        for date in (date for mark in entry.marks for date in mark.dates):
            span = span_of(date)
            if span and date not in drawn[key]:
                drawn[key].add(date)
                event.claims.append(Claimed(span, date.human(), (Doubt.DATE_DISPUTED,), index))
    return [event for event in found.values() if event.claims]


def _doubts(entry: Entry) -> tuple[Doubt, ...]:
    """Return the doubts about an entry, including those that only its short line shows."""
    is_disputed = entry.short and any(mark.sign is Sign.DISPUTED for mark in entry.short.what.signed)
    return (*entry.doubts, Doubt.DISPUTED) if is_disputed else entry.doubts


def lanes_of(events: list[Event]) -> list[Lane]:
    """Return the events by kind, the most frequent first; all others together at the end.

    Events of one month that are drawn alike are merged, unless they link to pages.
    """
    count = Counter(event.kind for event in events if event.kind)
    kinds = [kind for kind, number in count.most_common(_MOST_KINDS) if number > 1]
    found = [Lane(title_of_kind(kind), [event for event in events if event.kind == kind]) for kind in kinds]
    others = [event for event in events if event.kind not in kinds]
    found += [Lane(say("Other") if kinds else "", others)] if others else []
    is_linked = any(event.address for event in events)
    return found if is_linked else [lane._replace(events=_by_month(lane.events)) for lane in found]


def _by_month(events: list[Event]) -> list[Event]:
    """Merge the events of one month that are equally exact and certain: their title is their number."""
    months = Counter(month for event in events if (month := event.month))
    made: dict[object, list[Event]] = {}
    for index, event in enumerate(events):
        month = event.month
        made.setdefault(month if month and months[month] > 1 else index, []).append(event)
    return [_together(found) if len(found) > 1 else found[0] for found in made.values()]


def _together(events: list[Event]) -> Event:
    """Return several events as one, with a sign over all of their days."""
    claims = [event.claims[0] for event in events]
    first, last = min(claim.span.attested[0] for claim in claims), max(claim.span.attested[1] for claim in claims)
    words = " / ".join(dict.fromkeys(claim.words for claim in claims))
    span = claims[0].span._replace(first=first, last=last, attested=(first, last))
    claim = claims[0]._replace(span=span, words=words)
    return events[0]._replace(title=say_many("{count} event", "{count} events", len(events)), claims=[claim])


def for_script(lanes: list[Lane]) -> dict[str, object]:
    """Return the lanes as plain values, for a script that redraws them.

    Of an event: label, words, address and claims. Of a claim: number of its entry; first day and the day after the
    last, or null; the same for the stated days; class names; and 1 for a start or an end that is unknown.
    """
    return {
        "lanes": [
            [lane.title, [[event.label, event.words, event.address, [*_claims(event)]] for event in lane.events]]
            for lane in lanes
        ]
    }


def _claims(event: Event) -> Iterator[list[object]]:
    for claim in event.claims:
        span = claim.span
        unknown = [int(span.start_unknown), int(span.end_unknown)]
        yield [claim.entry, span.first, span.last, *span.attested, claim.classes, *unknown]
