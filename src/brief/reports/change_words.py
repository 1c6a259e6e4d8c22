"""Changes in words: a line for each record that differs, and for the head."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from brief.document import Cell, Cite, Note, Part, cell, code, known_as, phrase, ref
from brief.dossier.changes import Changes
from brief.dossier.protocol import Dossier
from brief.dossier.renamed import Renamed
from brief.dossier.value_changes import Point
from brief.locale import say, say_many, series
from brief.model.actors import Person
from brief.model.commitments import Commitment
from brief.model.events import Event
from brief.model.header import Header
from brief.model.kinds import KINDS, label, short_label
from brief.model.paths import is_within
from brief.model.shape import Field, Fields, fields
from brief.model.stated import is_inferred, stated
from brief.model.statements import Assessment
from brief.named_tuple import NamedTuple
from brief.reports.bibliography import reference_of
from brief.reports.event_values import status_cell
from brief.reports.one_line import record_cell
from brief.reports.person_page import person_line
from brief.reports.phrases import filled, joined, listed, notes, unstopped
from brief.reports.pieces import pieces
from brief.reports.rivals import cited_at, field_of
from brief.reports.short_events import bare_title, short_date_of, short_title
from brief.reports.short_records import between, short, short_opinion, titled
from brief.reports.values import said, support, version, with_statuses, worded
from brief.reports.words import field_words, point_words

if TYPE_CHECKING:
    from brief.model.commitments import LogEntry
    from brief.model.dates import Date
    from brief.model.parts import Difference, Record

_LONGEST = 80
"""Maximum length of a text on a short page, in characters; a longer one is only called rewritten."""


class Sides(NamedTuple):
    """The two states of a dossier that a page compares."""

    before: Renamed
    now: Dossier
    full: bool = False
    """True if long texts are printed in full and each new citation is listed."""


def changed_cell(sides: Sides, found: Changes, told: Iterable[str] = (), cited: Iterable[Note] = ()) -> Cell:
    """Describe what differs in a record, in one line: `Ferry calls — date: 24 May 2019 (before: May 2019)`.

    Leaves out the fields in `told` and the citations in `cited`, which are printed elsewhere. Empty if nothing is left.
    """
    title = KINDS[found.now.KIND].title
    is_named = short_label(found.now) == label(found.now)
    called = [point for point in found.points if point.path == title and point.before and is_named]
    subject: list[Part] = [say(" (before: "), _before(sides, found.before, title), ")"] if called else []
    known = (*told, *(title for _ in called))
    points = [point for point in found.points if not any(is_within(point.path, path) for path in known)]
    pieces = [*(_point(sides, found, point) for point in points), *_certainty(sides, found, points)]
    pieces += _rivals(sides, found, known)
    if sides.full or not (pieces or known):
        shown = {*cited, *(note for piece in pieces for note in piece.cites)}
        pieces += _citations(found, {(note.source, note.at) for note in shown})
    if not (pieces or subject):
        return Cell()
    behind: list[Part] = [" — ", joined("; ", pieces)] if pieces else []
    has_status = any(point.path == "status" for point in points)
    named = bare_title(found.now) if isinstance(found.now, Event) and has_status else titled(found.now, sides.now)
    return phrase(named, *subject, *behind)._replace(value=found.now.id)


def _point(sides: Sides, found: Changes, point: Point) -> Cell:
    """Describe a changed value after its field: `date: 24 May 2019 (before: May 2019)`."""
    if isinstance(found.now, Commitment) and (entry := _new_entry(found.now, point)):
        return status_cell(sides.now, found.now, entry)
    now = _now(sides, found.now, point.now) if point.now else Cell()
    before = _before(sides, found.before, point.before) if point.before else Cell()
    field = _field(sides, found, point)
    if not before.text:
        is_part = isinstance(stated(found.now, point.path).value, Fields)
        return (
            phrase(filled(say("added to {field}"), field=field), now) if is_part else phrase(field, now, say(" (new)"))
        )
    if not now.text:
        return phrase(field, filled(say("no longer {value}"), value=before))
    if not sides.full and max(len(now.text), len(before.text)) > _LONGEST:
        return phrase(field, cell(say("rewritten"), None, support(found.now, point.now)))
    return phrase(field, now, say(" (before: "), before, ")")


def _field(sides: Sides, found: Changes, point: Point) -> Cell:
    record, naming = (found.now, sides.now) if point.now else (found.before, sides.before)
    return phrase(point_words(record, point.path, naming), ": ")


def _new_entry(held: Commitment, point: Point) -> "LogEntry | None":
    """Return the new entry in the log of a commitment, which is printed as its status."""
    field, _, index = point.path.partition(".")
    is_new = field == "log" and index.isdecimal() and not point.before
    return held.log[int(index)] if is_new else None


def _now(sides: Sides, record: "Record", path: str) -> Cell:
    """Return a current value with its rivals and citations."""
    found = said(record, path, naming=sides.now)
    return unstopped(found) if found.text else cell(say("given"), None, support(record, path))


def _before(sides: Sides, record: "Record", path: str, *, remark: bool = True) -> Cell:
    """Return a former value with its own citations; a remark says whether it was disputed or inferred."""
    held = stated(record, path)
    words = unstopped(worded(held, sides.before))
    doubts: list[Part] = [say(" (disputed)")] if held.rivals else [say(" (inferred)")] if held.inferred else []
    told = phrase(words if words.text else say("given"), *(doubts if remark else []))
    return with_statuses(sides.before, told.citing(notes(held.cite))).unstated().citing_inline()


def _certainty(sides: Sides, found: Changes, points: "list[Point]") -> Iterator[Cell]:
    """Yield the fields that are newly inferred or no longer inferred, unless a changed value shows it already."""
    shown = [point.path for point in points]
    for path in found.stated:
        here = [point for point in points if point.before and is_within(path, point.before)]
        if not here and not is_inferred(found.now, path) and stated(found.now, path).value:
            words = cell(say("now stated by a source"), None, support(found.now, path))
            yield phrase(point_words(found.now, path, sides.now), ": ", words)
    for path in found.inferred:
        if not any(is_within(path, other) or is_within(other, path) for other in shown):
            yield phrase(point_words(found.now, path, sides.now), ": ", say("now inferred"))


def _rivals(sides: Sides, found: Changes, told: tuple[str, ...]) -> Iterator[Cell]:
    """Yield rival values that were removed from a field on which sources still differ."""
    for gone in found.settled:
        if field_of(found.before, gone) not in told:
            field = gone.field
            called = point_words(found.before, field, sides.before) if field else cell(say("all of it"))
            yield phrase(called, ": ", filled(say("no longer {value}"), value=_gone_rival(sides, found.before, gone)))


def _citations(found: Changes, shown: set[tuple[str, str]]) -> Iterator[Cell]:
    """Yield new and removed citations, except for those in `shown`."""
    new, gone = (
        [each for each in held if (each.source, each.at) not in shown] for held in (found.cited, found.uncited)
    )
    if new:
        yield cell(say_many("{count:,} new citation", "{count:,} new citations", len(new)), None, notes(new))
    for cited in gone:
        yield filled(say("no longer cites {source}"), source=cited_at(cited))


def _gone_rival(sides: Sides, record: "Record", gone: "Difference") -> Cell:
    """Return a removed rival value with its own citations."""
    return version(record, gone, sides.before).unstated().citing_inline()


def former_versions(sides: Sides, found: Changes, field: str, gone: "list[Difference]") -> Cell:
    """Return what a disputed field said before, and the rivals that are gone: ` (before: 2019; 2020)`; else nothing."""
    is_changed = any(point.path == field and point.before for point in found.points)
    versions = [_before(sides, found.before, field, remark=False)] if is_changed else []
    versions += [_gone_rival(sides, found.before, each) for each in gone]
    return phrase(say(" (before: "), joined("; ", versions), ")") if versions else Cell()


def settled_cell(sides: Sides, found: Changes, field: str) -> Cell:
    """Return a value on which sources no longer differ, with the versions that were removed."""
    now = _now(sides, found.now, field)
    rivals = [rival for rival in found.settled if field_of(found.before, rival) == field]
    versions = [
        _before(sides, found.before, field, remark=False),
        *(_gone_rival(sides, found.before, each) for each in rivals),
    ]
    gone = [each for each in versions if each.uncited().text != now.uncited().text]
    is_title = field == KINDS[found.now.KIND].title
    value: list[Part] = [] if is_title else [", ", point_words(found.now, field, sides.now), ": ", now]
    return phrase(titled(found.now, sides.now), *value, say(" (no longer: "), joined("; ", gone), ")")


def edited_cell(sides: Sides, found: Changes) -> Cell:
    """List the changed desk fields, and other changes that leave the facts as they were."""
    fields = dict.fromkeys(
        say("order of {field}", field=point_words(found.now, point.path).message)
        if point.is_order
        else point_words(found.now, point.path).message
        for point in found.desk
    )
    if found.before.id != found.now.id:
        return phrase(titled(found.now, sides.now), ": ", say("id before: {id}", id=code(found.before.id)))
    told = series(fields) if fields else say("details of citations or inferences")
    return phrase(_bare(sides.now, found.now), ": ", say("{fields}", fields=told))


def record_line(dossier: Dossier, record: "Record", day: "Date", *, full: bool) -> Cell:
    """Describe a record that was added or removed, in one line."""
    if isinstance(record, Event) and not full:
        date = said(record, "date", told=short_date_of(record.date)) if record.date else said(record, "date")
        return joined(", ", (short_title(dossier, record), date), record.id)
    if isinstance(record, Commitment) and not full:
        return phrase(between(dossier, record), ": ", titled(record, dossier))._replace(value=record.id)
    if isinstance(record, Assessment):
        return short_opinion(dossier, record)
    if isinstance(record, Person):
        return person_line(dossier, record, day)
    if record.KIND == "source":
        return cell(ref(record.id, known_as(reference_of(dossier, record.id).line)), record.id)
    return record_cell(dossier, record) if full else short(record, dossier)


def _bare(dossier: Dossier, record: "Record") -> Cell:
    """Return the short title of a record without its citations."""
    spans = (span for span in titled(record, dossier).spans if not isinstance(span, Cite))
    return Cell(tuple(spans), record.id)


_TOLD = ("title", "parties", "our_side", "summary", "handling", "author")
"""Fields whose values are printed; for others, such as memo layouts, only the fact that they changed."""
_CALLED = {
    "handling": say("marking"),
    "cite": say("sources of the summary"),
    "memos": say("layouts of memos"),
    "stale_after_months": say("months until a post is stale"),
}
"""Words for fields whose names are unclear by themselves."""


def header_cells(sides: "Sides") -> Iterator[Cell]:
    """Yield a line for each field of the header that differs."""
    before, now = sides.before.header, sides.now.header
    for item in fields(Header).values():
        if before and now and getattr(before, item.attribute) != getattr(now, item.attribute):
            called = cell(_CALLED.get(item.name) or field_words(item.name))
            yield phrase(called, ": ", _told(sides, item)) if item.name in _TOLD else phrase(called, say(" changed"))


def _told(sides: "Sides", item: Field) -> Cell:
    now, before = (_words(dossier, item) for dossier in (sides.now, sides.before))
    if not sides.full and item.name == "summary":
        return phrase(say("rewritten"))
    if not (now.text and before.text):
        return phrase(now, say(" (new)")) if now.text else filled(say("no longer {value}"), value=before)
    return phrase(now, say(" (before: "), before, ")")


def _words(dossier: Dossier, item: Field) -> Cell:
    found = pieces(dossier, item.name, item.shape, getattr(dossier.header, item.attribute))
    return unstopped(listed([piece.words for piece in found]))
