"""iCalendar (RFC 5545, RFC 7986): the dates of a document, as entries that block nobody's time.

Days that are known exactly are an all-day entry; a time of day is a timed entry without an end. Everything else, and
anything that lasts a year or longer, is one all-day entry on the first day. Its title begins with the date in words. An
event whose date is disputed has an entry on each of its dates, which names the others.
Entries that are partly known, inferred, disputed or only expected have the status `TENTATIVE`; cancelled ones,
`CANCELLED`. A UID consists of the record's id, the kind of date and the title of the dossier. A later export therefore
replaces the entry, and never one of another dossier. `DTSTAMP` is fixed, so that equal facts give equal bytes.
"""

from collections.abc import Iterator
from datetime import date, datetime, timezone
from types import ModuleType
from typing import TYPE_CHECKING

from brief.document import Card, Cell, Document, Doubt, Entry, Notice, Sign, Timeline, cells, sanitize
from brief.dossier.facets import is_to_the_day
from brief.locale import say
from brief.model.dates import Date
from brief.model.dates.words import when_in_words
from brief.model.user_error import UserError
from brief.named_tuple import NamedTuple
from brief.renderers import extra
from brief.renderers.renderer import Selective
from brief.renderers.words import remarks

if TYPE_CHECKING:
    import icalendar

_STAMP = datetime(1970, 1, 1, tzinfo=timezone.utc)  # noqa: UP017 - icalendar requires this object
_LAST = date.max.toordinal()


_YEAR = 365
_OF_STATUS = (Doubt.EXPECTED, Doubt.NOT_HELD, Doubt.STATUS_DISPUTED, Doubt.STATUS_INFERRED)
"""Doubts that a status in words says."""


class _Dated(NamedTuple):
    """The data of a calendar entry."""

    uid: str
    category: str
    when: Date
    title: str
    said: list[str]
    """Lines of the description."""
    cited: tuple[Cell, ...]
    doubts: tuple[Doubt, ...] = ()
    place: str = ""
    due: bool = False
    others: tuple[Date, ...] = ()
    """The other dates that sources give."""
    unheld: str = ""
    """Status or kind that says that it did not take place, or not yet, or a status in doubt."""
    is_cancelled: bool = False

    @property
    def summary(self) -> str:
        """Return the title, preceded by a date that the days cannot express or dispute, and followed by its doubts."""
        is_shown = _is_shown_by_days(self.when) and not self.others
        dates = [when_in_words(self.when), *(each.human() for each in self.others)]
        words = "" if is_shown else say(", or ").join(dates)
        before = " ".join(filter(None, [say("Due") if self.due else "", words]))
        # The words of the title already say that it is inferred, or wholly disputed.
        unsaid = (Doubt.INFERRED, Doubt.DISPUTED, *(_OF_STATUS if self.unheld else ()))
        behind = [*(doubt for doubt in self.doubts if doubt not in unsaid), *filter(None, [self.unheld])]
        return f"{before}{': ' if before else ''}{self.title}" + (f" ({'; '.join(behind)})" if behind else "")

    @property
    def status(self) -> str:
        """Return the status: cancelled, confirmed if the date is exact and nothing is in doubt, else tentative."""
        if self.is_cancelled:
            return "CANCELLED"
        return "TENTATIVE" if self.doubts or not _is_exact(self.when) else "CONFIRMED"


def render(document: Document) -> str:
    """Return the calendar; raises `UserError` for a document without dates, or if the extra is missing."""
    library = extra("icalendar", "icalendar")
    content = Calendar(document)
    dated = {found.uid: found for found in content.blocks()}
    if not dated:
        hint = say("`timeline`, `who`, `memo`, `meeting --on` and commitments with a deadline have them")
        raise UserError(say("this report has no date that a calendar can show"), hint)
    calendar: icalendar.Calendar = library.Calendar()
    calendar.add("prodid", "-//brief//brief//EN")
    calendar.add("version", "2.0")
    calendar.add("name", document.title)
    calendar.add("x-wr-calname", document.title)
    if about := "\n".join(filter(None, [document.handling, *content.about])):
        calendar.add("description", about)
    for found in dated.values():
        calendar.add_component(_component(document, found, library))
    return str(calendar.to_ical().decode())


def _component(document: Document, found: _Dated, library: ModuleType) -> "icalendar.Event":
    start, end = _span(found.when) or (date.min, date.min)
    event: icalendar.Event = library.Event()
    event.add("uid", f"{found.uid}@{_dossier(document)}brief")
    event.add("dtstamp", _STAMP)
    event.add("dtstart", start)
    if end:
        event.add("dtend", end)
    event.add("summary", found.summary)
    event.add("description", "\n".join([*found.said, *_citations(document, found), *filter(None, [document.handling])]))
    if found.place:
        event.add("location", found.place)
    event.add("categories", [found.category])
    event.add("status", found.status)
    event.add("transp", "TRANSPARENT")
    return event


def _span(when: Date) -> tuple[date, date | None] | None:
    """Return the start of an entry, and the day after its last; None after a time of day or the last possible day.

    None for a date before the year 1 or after 9999, which a calendar cannot show. A date that is open on one side
    counts as its known side.
    """
    known = when if when.earliest is not None and when.latest is not None else when.start or when.end
    if known is None or known.earliest is None or known.latest is None or not 1 <= known.earliest <= _LAST:
        return None
    if when.time and (moment := _moment(when)):
        return moment, None
    end = known.latest if _is_shown_by_days(when) else known.earliest + 1
    return date.fromordinal(known.earliest), date.fromordinal(end) if end <= _LAST else None


def _moment(when: Date) -> datetime | None:
    """Return a time of day: in UTC if its offset is known, else in local time."""
    found = datetime.fromisoformat(when.text.replace(":60", ":59"))
    try:
        return found.astimezone(timezone.utc) if found.tzinfo else found  # noqa: UP017 - as above
    except OverflowError:
        return None


def _is_exact(when: Date) -> bool:
    """True if a date is exact to the day, at both ends if it has two, and without doubt."""
    return is_to_the_day(when) and not (when.approximate or when.uncertain)


def _is_shown_by_days(when: Date) -> bool:
    """True if all-day entries express the whole date: it is exact, and shorter than a year."""
    return (
        _is_exact(when)
        and when.earliest is not None
        and when.latest is not None
        and when.latest - when.earliest < _YEAR
    )


class Calendar(Selective[_Dated]):
    """Collects the dated entries of timelines, and the card fields with meetings or deadlines."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self.about: list[str] = []
        """Remarks on the document, and timeline entries that a calendar cannot show."""

    def notice(self, block: Notice) -> Iterator[_Dated]:
        """Yield nothing: the notice describes the whole calendar."""
        self.about.append(block.text.text)
        yield from ()

    def timeline(self, block: Timeline) -> Iterator[_Dated]:
        """Yield the entries that have a day."""
        for entry in block.entries:
            when = entry.date.date
            if when and _span(when):
                yield _event(entry, when)
            else:
                self.about.append(
                    say(
                        "Not in this calendar: {text} ({date})",
                        text=entry.what.text,
                        date=entry.date.text or say("undated"),
                    )
                )

    def card(self, block: Card) -> Iterator[_Dated]:
        """Yield a meeting, or the deadlines of a commitment, if they have a day."""
        for field in block.fields:
            for line in field.lines if field.happening else ():
                dates = [when for when in line.dates if _span(when)]
                if field.happening == "due":
                    yield from (_due(block, line, when) for when in dates)
                else:
                    yield from (self._meeting(block, line, when) for when in dates)

    def _meeting(self, card: Card, line: Cell, when: Date) -> _Dated:
        fields = {field.key: field.lines for field in card.fields}
        others = tuple(fields.get("with", ()))
        names = ", ".join(cell.text for cell in others)
        ids = [id_ for cell in others for id_ in (cell.value if isinstance(cell.value, list) else [cell.text])]
        place = next((cell.text for cell in fields.get("at", ())), "")
        uid = f"{'+'.join(map(str, ids))}.meeting.{when.text}"
        title = say("Meeting with {names}", names=names) if names else self.document.title
        return _Dated(uid, "MEETING", when, title, _lines(card), (line, *others), place=place)


def _event(entry: Entry, when: Date) -> _Dated:
    place = (entry.place,) if entry.place else ()
    who = ", ".join(cell.text for cell in entry.who)
    said: list[str] = [say("When: {date}", date=entry.date.text)]
    said += [say("Who: {who}", who=who)] if who else []
    said += [f"{mark.text[:1].upper()}{mark.text[1:]}." for mark in entry.marks]
    several = Doubt.DATE_DISPUTED in entry.doubts or not entry.id
    identity = f"{entry.id or _slug(entry.what.text)}.date" + (f".{when.text}" if several else "")
    cited = (entry.date, entry.what, *entry.who, *place, *entry.marks)
    others = tuple(mark.value for mark in entry.marks if isinstance(mark.value, Date))
    told = (mark.value for mark in entry.marks if isinstance(mark.value, dict))
    own = next((str(*value.values()) for value in told if value.keys() in ({"status"}, {"kind"})), "")
    return _Dated(
        identity,
        "EVENT",
        when,
        entry.what.text,
        said,
        cited,
        entry.doubts,
        place=place[0].text if place else "",
        others=others,
        unheld=sanitize(entry.status) or own,
        is_cancelled=entry.is_cancelled,
    )


def _due(card: Card, line: Cell, when: Date) -> _Dated:
    """Return the deadline of a commitment, or one of several that sources claim."""
    disputed = len(line.dates) > 1
    doubts = [Doubt.DATE_DISPUTED] if disputed else []
    doubts += [Doubt.DATE_INFERRED] if line.has(Sign.INFERRED) else []
    identity = f"{card.id or _slug(card.title.text)}.due{f'.{when.text}' if disputed else ''}"
    said, cited = _lines(card), tuple(cells((card,)))
    others = tuple(date for date in line.dates if date != when)
    return _Dated(identity, "DUE", when, card.title.text, said, cited, tuple(doubts), due=True, others=others)


def _lines(card: Card) -> list[str]:
    return [f"{field.label}: {cell.text}" for field in card.fields for cell in field.lines]


def _citations(document: Document, found: _Dated) -> Iterator[str]:
    notes = dict.fromkeys(note for cell in found.cited for note in cell.cites)
    titles = {reference.source: reference.text for reference in document.references}
    for note in notes:
        told = " ".join(filter(None, (note.source, note.at, remarks(note))))
        title = titles.get(note.source)
        yield sanitize(f"[{told}] {title}" if title else f"[{told}]")


def _dossier(document: Document) -> str:
    """Return a namespace for the dossier's entries; case, accents and punctuation of its title do not matter."""
    from brief.model.folding import tokens

    return f"{_slug(' '.join(tokens(document.dossier)))}." if document.dossier else ""


def _slug(text: str) -> str:
    """Return an id for a text without one, derived from its words."""
    from hashlib import sha256

    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
