"""What the picture of a timeline draws: events, the dates claimed for each, and the lane of its kind."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from brief.document import Doubt, Timeline
from brief.model.dates import Date
from brief.renderers.axis import Span, span_of
from brief.renderers.kinds import lanes_by_kind

Address = Callable[[str], str]
"""The address of a record's page by its id; empty for none."""


_DISPUTES = frozenset((Doubt.DATE_DISPUTED, Doubt.DISPUTED))


class Claimed(NamedTuple):
    """One date claimed for an event."""

    span: Span
    words: str
    doubts: tuple[Doubt, ...]
    entry: int
    """The number of the entry that it stands in."""

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
        """The names under which a style knows its look."""
        marks = (("doubt", self.doubtful), ("disputed", self.disputed))
        return " ".join((self.span.kind, *(name for name, is_so in marks if is_so)))


class DrawnEvent(NamedTuple):
    """What is drawn of an event."""

    label: str
    kind: str
    address: str
    claims: list[Claimed]

    @property
    def words(self) -> str:
        """Title and dates, for whoever points at it or hears it."""
        return f"{self.label}, {' / '.join(dict.fromkeys(claim.words for claim in self.claims))}"


class Lane(NamedTuple):
    """Events of one kind; the only lane of a picture has no title."""

    title: str
    events: list[DrawnEvent]


def lanes_of(timeline: Timeline, address: Address = lambda _: "") -> list[Lane]:
    """Return the dated events of a timeline, lane by lane."""
    events = _events(timeline, address)
    titles, places = lanes_by_kind([event.kind for event in events])
    lanes = [Lane(title, []) for title in titles]
    for event, place in zip(events, places, strict=True):
        lanes[place].events.append(event)
    return lanes


def for_script(lanes: list[Lane]) -> dict[str, object]:
    """Return the lanes as plain values, for a script that draws them again.

    Of an event: label, words, address and claims. Of a claim: number of its entry; first day and the day after the
    last, or null; the same as far as attested; class names; and 1 for a start or an end that is unknown.
    """
    return {
        "lanes": [
            [lane.title, [[event.label, event.words, event.address, [*_claims(event)]] for event in lane.events]]
            for lane in lanes
        ]
    }


def _claims(event: DrawnEvent) -> Iterator[list[object]]:
    for claim in event.claims:
        span = claim.span
        unknown = [int(span.start_unknown), int(span.end_unknown)]
        yield [claim.entry, span.first, span.last, *span.attested, claim.classes, *unknown]


def _events(timeline: Timeline, address: Address) -> list[DrawnEvent]:
    """Every date of every entry, with those that stand only in its marks, by the record that it is about."""
    found: dict[object, DrawnEvent] = {}
    drawn: dict[object, set[Date | None]] = {}
    for index, entry in enumerate(timeline.entries):
        drawn.setdefault(entry.id or index, set()).add(entry.date.date)
    for index, entry in enumerate(timeline.entries):
        key = entry.id or index
        event = found.setdefault(key, DrawnEvent(entry.label, entry.kind, address(entry.id) if entry.id else "", []))
        own = span_of(entry.date.date)
        event.claims.extend([Claimed(own, entry.date.unsigned, entry.doubts, index)] if own else [])
        for mark in entry.marks:
            for date in mark.dates:
                span = span_of(date)
                if span and date not in drawn[key]:
                    drawn[key].add(date)
                    event.claims.append(Claimed(span, date.human(), (Doubt.DATE_DISPUTED,), index))
    return [event for event in found.values() if event.claims]
