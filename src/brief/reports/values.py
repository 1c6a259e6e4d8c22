"""Values in words, each with its rivals and a mark if it is inferred."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from brief.document import (
    Cell,
    Cite,
    Mark,
    Note,
    Part,
    Ref,
    Rival,
    Sign,
    Span,
    When,
    bare_date,
    cell,
    phrase,
)
from brief.dossier.protocol import Dossier
from brief.dossier.rival_dates import is_held, is_unconfirmed, own_dates
from brief.locale import Message, Punctuation, say, series
from brief.model.dates import Date
from brief.model.events import Event
from brief.model.kinds import KINDS
from brief.model.paths import found_at, is_date, is_within
from brief.model.shape import Fields
from brief.model.stated import Stated, citations, inference, is_in_doubt, is_inferred, stated
from brief.named_tuple import NamedTuple
from brief.reports.phrases import cited_apart, labelled, listed, notes, unstopped
from brief.reports.rivals import as_rival, attributed, is_of_several, later_rival, readable
from brief.reports.words import (
    field_of_status,
    field_words,
    grouped,
    in_words,
    later,
    name_refs,
    name_short,
    name_whole,
    point_words,
    spoken,
    spoken_of,
    status_word,
    value_of,
)

if TYPE_CHECKING:
    from brief.model.parts import Difference, Record
    from brief.model.positions import Position
    from brief.model.statements import Question

_SHORT = frozenset(
    (
        *("by", "for", "said_by", "done_by", "org", "place"),
        *("status", "kind", "rank", "order", "second_reference", "stance", "likelihood", "confidence"),
    )
)
"""Fields whose values are only a word or two."""


def said(
    record: "Record",
    *fields: str | None,
    told: "Part | When | None" = None,
    cited: bool = True,
    naming: Dossier | None = None,
) -> Cell:
    """Return the value of the first of these fields with its rivals: `May 2023 [1] or 2025 [2] (disputed)`.

    This is the only way from a record to a cell. The other fields are those whose rivals concern the value too, such as
    the part that it belongs to; rivals of the whole record always concern its title. `told` are other words for the
    value, if it is part of a statement; their own citations are kept. The value is followed by its citations, and each
    rival by its own. An inferred value has no citations, because no source states it; only an inferred title has those
    of its record. The versions of a disputed value begin with the value itself, whatever is `told`. A date that may be
    later than the day of an `--as-of` view is marked.

    With `cited=False`, only disputed values have citations. With `naming`, ids become names.
    """
    title = KINDS[record.KIND].title
    fields = (*fields, None) if title in fields else fields
    items = _items_in_doubt(record, fields[0], has_parts=told is None and naming is not None)
    if told is not None:
        own = in_other_words(told)
        fields = (*fields, *items) if own.text else fields
    elif items:
        own = _item_by_item(record, fields[0] or "", cited=cited, naming=naming)
    else:
        own = worded(stated(record, fields[0] or ""), naming)
    differs = [one for one in record.differs if one.field in fields]
    has_words = bool(own.text)
    if not (has_words or differs):
        return own
    inferred = next((reason for field in fields if field and (reason := own_inference(record, field))), None)
    own = unstopped(own) if differs or inferred else own
    is_plain = has_words and not (told is None and own.has(Sign.INFERRED))
    own = own.followed(Mark(Sign.INFERRED, reason=inferred)) if inferred and is_plain else own
    is_cited = (cited or differs) and (not inferred or title in fields) and not own.cites
    own = _citing(record, fields[0], own) if is_cited and has_words else own
    own = with_statuses(naming, own) if told is None else _stating(record, fields[0], own)
    own = _dated(own, record, fields[0], told)
    disputes: dict[str, list[Difference]] = {}
    for one in sorted(differs, key=lambda one: fields.index(one.field)):
        disputes.setdefault(one.field or title, []).append(one)
    plain = own
    for at, found in disputes.items():
        itself = _itself(record, at, naming) if told is not None or items or at != (fields[0] or title) else Cell()
        first = with_holder(record, at, _stating(record, at, itself) if itself.text else plain, naming)
        rivals = _rivals(record, found, naming, is_short=isinstance(told, When) and told.is_short)
        if is_of_several(record, at) and (items if at == fields[0] else is_within(fields[0] or "", at)):
            rivals = rivals._replace(between=say("; or, for the whole list: "))
        own = disputed(own, rivals, about(record, at, naming), first)
    return own


def _items_in_doubt(record: "Record", field: str | None, *, has_parts: bool) -> list[str]:
    """Return the paths of the items of a list that are in doubt by themselves; parts only count if it `has_parts`."""
    if not (field and (record.differs or record.inferred)):
        return []
    held = stated(record, field).value
    if not isinstance(held, tuple) or (not has_parts and any(isinstance(item, Fields) for item in held)):
        return []
    return [path for place, _ in enumerate(held) if is_in_doubt(record, path := f"{field}.{place}")]


def _item_by_item(record: "Record", field: str, *, cited: bool, naming: Dossier | None) -> Cell:
    """Return the items of a list, each with its own marks and rivals: `Canada or Kalam (disputed), Vietnam`."""
    held = stated(record, field).value
    each = [said(record, f"{field}.{place}", cited=cited, naming=naming) for place, _ in enumerate(held)]
    return listed(each, between=_between(held))


def _dated(found: Cell, record: "Record", field: str | None, told: "Part | When | None" = None) -> Cell:
    """Add to dates whether they are later than the day of the record, or may be."""
    if not record.as_of or not field or not found.text or not is_date(record, field):
        return found
    own = [told.date] if isinstance(told, When) else own_dates(record, field)
    return found.followed(*later(record, field, tuple(own)))


def text_alone(held: "Position | Question") -> Cell:
    """Return the text of a position or question, for a list whose heading says what it is."""
    return said(held, "text")._replace(value=held.id)


def _stating(record: "Record", field: str | None, found: Cell) -> Cell:
    """Attach to words the field that they state."""
    return found.stating(value_of(record, field or KINDS[record.KIND].title))


def _itself(record: "Record", field: str | None, naming: Dossier | None) -> Cell:
    """Return a value in its own words with its citations; empty for a title or a value without words."""
    if field in (None, KINDS[record.KIND].title):
        return Cell()
    found = stated(record, field or "")
    marks = [Mark(Sign.INFERRED, reason=found.inferred)] if found.inferred else []
    own = unstopped(worded(found, naming))
    own = _dated(own.followed(*marks) if own.text else own, record, field)
    own = own if own.cites else _citing(record, field, own)
    return with_statuses(naming, own)


def _citing(record: "Record", field: str | None, own: Cell) -> Cell:
    """Return words for a value with its citations: behind each value of a list if those of the values differ."""
    held = stated(record, field).value if field else None
    places = {item: f"{field}.{index}" for index, item in enumerate(held)} if isinstance(held, tuple) else {}
    cites = {item: support(record, place) for item, place in places.items()} if len(places) > 1 else {}
    if len(set(cites.values())) <= 1 or cites.keys().isdisjoint(map(_item, own.spans)):
        return own.citing(support(record, field))
    spans: list[Span] = []
    for span in own.spans:
        item = _item(span)
        if item not in cites:
            spans.append(span)
        else:
            (told,) = Cell((span,)).stating(value_of(record, places[item])).spans
            spans += [told, *([Cite(cites[item])] if cites[item] else [])]
    return Cell(tuple(spans), own.value)


def _item(span: Span) -> object:
    """Return the value of a list that some words may be: an id, a date, a text."""
    return span.id if isinstance(span, Ref) else span.date if isinstance(span, When) else span.text


def in_other_words(told: "Part | When") -> Cell:
    """Return the words for a value, without marks and citations."""
    return bare_date(told.date, is_short=told.is_short) if isinstance(told, When) else cell(told)


class Rivals(NamedTuple):
    """Rival values of a value."""

    between: Message
    """The separator between versions."""
    inline: list[Cell]
    """Each version as it follows the value, with its own citations."""
    alone: list[Cell]
    """The same without the passage before an opinion, for a list where the citation follows directly."""


def _rivals(record: "Record", found: "list[Difference]", naming: Dossier | None, *, is_short: bool = False) -> Rivals:
    """Return rivals; in the line, `is_short` ones have months of three letters."""
    between = (
        say(" or ")
        if all(_is_short(record, other) for other in found)
        else say("; or, ")
        if record.KIND == "assessment"
        else say("; or: ")
    )
    inline = [unstopped(attributed(record, other, naming)).citing(notes(other.cite)) for other in found]
    inline = [with_statuses(naming, each) for each in inline]
    inline = [each.with_dates(is_short=True) for each in inline] if is_short else inline
    told = [version(record, other, naming) for other in found]
    alone = [Cell(each.spans, Rival(other.value, other.note or "")) for each, other in zip(told, found, strict=True)]
    return Rivals(between, inline, alone)


def version(record: "Record", found: "Difference", naming: Dossier | None = None) -> Cell:
    """Return a rival value with its citations, and with a mark if the desk infers it."""
    marks = [Mark(Sign.INFERRED, reason=found.inferred)] if found.inferred else []
    told = phrase(unstopped(cell(readable(record, found, naming))), *marks, *later_rival(record, found))
    told = as_rival(record, found, unstopped(told).citing(notes(found.cite)))
    return with_statuses(naming, told)


def disputed(own: Cell, rivals: Rivals, subject: Cell | None = None, itself: Cell | None = None) -> Cell:
    """Return a value with its rivals and mark; if it is empty, the first rival takes its place.

    `itself` replaces the value as the first of the versions, if its words differ there.
    """
    first, *rest = [found for found in (own, *rivals.inline) if found.text]
    begins = itself if itself and itself.text else own
    versions = tuple(found for found in (begins, *rivals.alone) if found.text)
    if subject and subject.cites == versions[0].cites:  # which follow directly
        subject = subject.uncited()
    mark = Mark(Sign.DISPUTED, rivals=tuple(rest), between=rivals.between, versions=versions, about=subject)
    return first.followed(mark)


_SUBJECTS = {"assessment": say("Opinion"), "event": say("Event"), "commitment": say("Commitment")}
"""Words before the versions of a title, for kinds whose title is a statement that may read as our own."""


def about(record: "Record", field: str | None, naming: Dossier | None = None) -> Cell | None:
    """Return the words before the versions of a value: the record and field.

    Before those of a title or text: the kind of record. An opinion with a holder has the holder behind it instead.
    """
    if field in (None, KINDS[record.KIND].title):
        if naming and _holders(record, field):
            return None
        return cell(_SUBJECTS[record.KIND]) if record.KIND in _SUBJECTS else None
    return phrase(name_short(record), ", ", point_words(record, field or "", naming))


def with_holder(record: "Record", field: str | None, own: Cell, naming: Dossier | None) -> Cell:
    """Return the words of an opinion, followed by its holder in brackets; those of other fields and records unchanged.

    The rivals of an opinion may be opinions of others.
    """
    by = _holders(record, field)
    if not naming or not by:
        return own
    return phrase(unstopped(own.uncited()), " (", name_refs(naming, by), ")").citing(own.cites)


def _holders(record: "Record", field: str | None) -> "Sequence[str]":
    """Return the ids of the holders of an opinion; none for other records, and for other fields than its text."""
    is_whole = record.KIND == "assessment" and field in (None, KINDS[record.KIND].title)
    return getattr(record, "by", ()) if is_whole else ()


def own_inference(record: "Record", field: str) -> str | None:
    """Return the reason why the whole value of a field is inferred; None if a source states it."""
    return inference(record, field) if is_inferred(record, field) else None


def support(record: "Record", *fields: str | None) -> "tuple[Note, ...]":
    """Return the citations of the values of these fields; an inferred value has none, except for a title."""
    title = KINDS[record.KIND].title
    paths = [field or title for field in fields if field in (None, title) or not is_inferred(record, field)]
    return tuple(dict.fromkeys(note for path in paths for note in notes(citations(record, path))))


def _is_short(record: "Record", found: "Difference") -> bool:
    """True if the disputed value is a date, a word or two, or one of a list of words, not a statement."""
    field = found.field or ""
    last = field.rpartition(".")[2]
    return (
        is_date(record, field) or last in _SHORT or (last.isdecimal() and isinstance(stated(record, field).value, str))
    )


def led_to(dossier: Dossier, record: "Record", field: str, found: Cell, *, is_whole: bool = True) -> Cell:
    """Return words on another record, to which a field of this one leads, with what supports or disputes that field.

    The citations of the field follow the first words that have any; words that are inferred have none. For an item of a
    list or map, the rivals of all of it follow too, if that `is_whole` on the page.
    """
    if not found.text:
        return found
    reason = inference(record, field)
    marks = [Mark(Sign.INFERRED, reason=reason)] if reason and not found.has(Sign.INFERRED) else []
    told = found.followed(*marks).resting(value_of(record, field))
    own = next((span for span in told.spans if isinstance(span, Cite)), None)
    if own is None:
        told = told if told.has(Sign.INFERRED) else told.citing(support(record, field))
    else:
        cites = own._replace(notes=tuple(dict.fromkeys((*own.notes, *([] if reason else support(record, field))))))
        told = Cell(tuple(cites if span is own else span for span in told.spans), found.value)
    for path in dict.fromkeys((field, field.partition(".")[0] if is_whole else field)):
        is_plain = path == "who"  # the words are on an event, and the rival says who took part
        between = say("; or: ") if is_plain else say("; or, {field}: ", field=spoken_of(record, path, dossier))
        told = told.followed(*(mark._replace(between=between) for mark in disputes(dossier, record, path, told)))
    return told


def disputes(dossier: Dossier, record: "Record", field: str | None, told: Cell) -> list[Mark]:
    """Return the disputes of a field, or of the whole record, for words that rest on it and have no mark of it yet."""
    known = [mark.versions for mark in told.marks]
    words = name_short(record) if field is None else told
    found = said(record, field, told=words, naming=dossier).marks if record.differs else ()
    return [mark for mark in found if mark.versions and mark.versions not in known]


def took_place(dossier: Dossier, event: Event, told: Cell) -> Cell:
    """Return words by which an event took place, with what casts doubt on that: its status, or a rival of all of it."""
    return with_status(dossier, event, told.followed(*disputes(dossier, event, None, told))) if told.text else told


def inferred_cell(record: "Record", *fields: str) -> Cell:
    """Name the inferred ones of these fields; empty if there are none. The value has the reasons."""
    found = {field: reason for field, reason in record.inferred.items() if field.partition(".")[0] in fields}
    words = series(dict.fromkeys(field_words(field.partition(".")[0]) for field in found))
    return cell(say("inferred: {words}", words=words) if words else "", {"inferred": found})


def others(dossier: Dossier, record: "Record", told: Iterable[str | None]) -> Iterator[Cell]:
    """Yield each disputed field that is not in `told`, with its value and rivals, and a remark if it is external."""
    fields = dict.fromkeys(found.field for found in record.differs)
    known = tuple(told)
    whole = [field for field in fields if field and isinstance(stated(record, field).value, tuple | Fields)]
    for field in fields:
        if any(field != other and is_within(field or "", other) for other in whole):
            continue  # told with the whole
        if field is None and None not in known:
            yield labelled(say("all of it: "), said(record, None))
        elif field and not any(is_within(field, other) for other in known):
            point = point_words(record, field, dossier, spoken(field.partition(".")[0]))
            yield cited_apart(phrase(point, ": ", said(record, field, naming=dossier)))
    yield from external_remark(record)


def external_remark(record: "Record") -> Iterator[Cell]:
    """Yield the remark on a record that is not from the main sources of its dossier."""
    if record.external:
        yield cell(say("from outside the main sources"))


def took_part(event: "Event") -> Message:
    """Return the words for a participant without a named part."""
    return say("took part") if is_held(event) else say("was to take part")


def worded(found: Stated, naming: Dossier | None = None) -> Cell:
    """Return the bare value of a record as words in a statement that states it; empty if no words fit.

    With `naming`, ids become names.
    """
    return _stating(found.record, found.path, _words(found, naming))


def _words(found: Stated, naming: Dossier | None) -> Cell:
    record, held = found.record, found.value
    if isinstance(held, str) and found.path == KINDS[record.KIND].title:
        return cell(name_whole(record))
    target = found_at(record, found.path) if found.path else None
    values = held if isinstance(held, tuple | dict) else (held,)
    if naming and values and all(isinstance(item, Fields) for item in values):
        paths = [f"{found.path}.{index}" for index, _ in enumerate(values)] if isinstance(held, tuple) else [found.path]
        from brief.reports.pieces import Place, part_words  # only where a whole part is printed

        tell = partial(said, naming=naming)
        parts_ = [part_words(naming, item, Place(record, path, tell)) for path, item in zip(paths, values, strict=True)]
        return listed(parts_, between="; ")
    if isinstance(record, Event) and found.path.startswith("who.") and target and not held:
        return cell(took_part(record))
    plain = [item if isinstance(item, Date) else getattr(item, "text", item) for item in values]
    if not all(isinstance(item, str | Date) for item in plain):
        return Cell()
    parts = [in_words(grouped(found.path, item), target and target.shape, naming) for item in plain]
    return listed(parts, between=_between(held))


def _between(held: object) -> Punctuation:
    """Return what separates the items of a list: dates and prose have commas of their own."""
    is_prose = isinstance(held, tuple) and any(not isinstance(item, str) for item in held)
    return "; " if is_prose else ", "


def unheld_cell(event: Event, title: str = "") -> Cell:
    """Return a status or kind that says that an event did not take place, or a status in doubt; else empty.

    One that the `title` already says is left out, unless it is in doubt.
    """
    field = field_of_status(event, title)
    return said(event, field, told=status_word(field, getattr(event, field) or "")) if field else Cell()


def with_status(dossier: Dossier, event: Event, title: Cell) -> Cell:
    """Return the title of an event, followed in brackets by a status that says that it did not take place.

    An event that no source of its time confirms is `expected`.
    """
    return cited_apart(phrase(title, _in_brackets(dossier, event, title.unsigned)))


def with_statuses(naming: Dossier | None, named: Cell) -> Cell:
    """Return words that name events, each that did not take place or is expected with its status in brackets.

    The status has its own citations, after those of the name: `Signed: Visit [A ¶3] (cancelled [B ¶9])`. Without
    `naming`, the words are ids, which have no status.
    """
    if not naming:
        return named
    spans = list(named.spans)
    last = [span for span in spans[-1:] if isinstance(span, Cite)]
    for at in reversed(range(len(spans))):
        span = spans[at]
        event = naming.one(Event, span.id) if isinstance(span, Ref) else None
        if not event or not (status := _in_brackets(naming, event, span.text)).text:
            continue
        end = next((end for end in range(at + 1, len(spans)) if not isinstance(spans[end], Cite | Mark)), len(spans))
        own = [] if any(isinstance(found, Cite) for found in spans[at:end]) else last
        spans[end:end] = [*own, *status.spans]
    return named if len(spans) == len(named.spans) else cited_apart(Cell(tuple(spans), named.value))


def _in_brackets(dossier: Dossier, event: Event, title: str) -> Cell:
    """Return the status of an event in brackets; empty if nobody doubts that it was held."""
    told = [unheld_cell(event, title), *([cell(say("expected"))] if is_unconfirmed(dossier, event) else [])]
    status = listed([found for found in told if found.text])
    return status.with_text(" (", ")") if status.text else status
