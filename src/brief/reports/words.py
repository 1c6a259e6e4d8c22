"""Names, dates, fields and their values in words."""

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from brief.document import (
    Cell,
    Label,
    Mark,
    Part,
    Sign,
    Text,
    Value,
    When,
    Words,
    bare_date,
    bare_day,
    cell,
    code,
    known_as,
    phrase,
    quoted,
    ref,
    unknown,
)
from brief.dossier.moved import whole_path
from brief.dossier.protocol import Dossier
from brief.dossier.rival_dates import certainly_later, claimed, unheld
from brief.locale import Message, key, say, series
from brief.model.dates import Answer, Date
from brief.model.events import Event
from brief.model.kinds import KINDS, label, short_label
from brief.model.parts import Part as Part_
from brief.model.paths import found_at
from brief.model.sentences import without_full_stop
from brief.model.stated import is_inferred, stated
from brief.reports.phrases import listed, notes, unstopped

if TYPE_CHECKING:
    from brief.model.parts import Citation, Record
    from brief.model.shape import Shape


def doubt(date: Date | None, day: Date | None) -> Message:
    """Return a remark if a date, known or not, may be later than `day`; else an empty message."""
    if day and (date is None or date.later_than(day) is Answer.CANNOT_TELL):
        return say("may be later than {day}", day=bare_day(day))
    return Message()


AHEAD = frozenset(("due", "period", "valid", "published", "accessed", "kept"))
"""Fields whose dates may lie ahead of the day of a view, or are those of sources, so that they have no remark."""


def later(record: "Record", field: str, held: object) -> list[Words]:
    """Return a mark if the dates of a value are later than the day of the record, or may be; if some are, a remark.

    That a post was only confirmed later, or that an agreement will only enter into force, is said in other words.
    """
    day = record.as_of
    if day is None or not AHEAD.isdisjoint(field.split(".")):
        return []
    dates = dict.fromkeys(date for date in (held if isinstance(held, tuple) else (held,)) if isinstance(date, Date))
    beyond = [bare_day(date) for date in dates if date.later_than(day) is Answer.YES]
    if 0 < len(beyond) < len(dates):
        return [
            Text(" ("),
            Text(say("{beyond}: later than {day}", beyond=series(beyond), day=bare_day(day))),
            Text(")"),
        ]
    if any(doubt(date, day) for date in dates):
        return [Mark(Sign.MAY_BE_LATER, day)]
    is_said = _last(field) in ("seen", "in_force") and certainly_later(claimed(record, field), day)
    return [Mark(Sign.LATER, day)] if beyond and not is_said else []


def date_cell(date: Date | None, cite: "Iterable[Citation]" = ()) -> Cell:
    """Return a cell with a date as both its words and its value."""
    return cell(bare_date(date) if date else unknown(say("date unknown")), date or "", notes(cite))


def dated_words(date: Date | None) -> When | Message:
    """Return a date, or the words for an unknown one."""
    return When(date) if date else say("date unknown")


def name(dossier: Dossier, id_: str) -> Message:
    """Return the name of a record; text that is not an id, such as a described holder, is returned as it is."""
    found = dossier.name(id_)
    return known_as(found.label if found else id_)


def page_title(record: "Record", called: Message | None = None) -> Message:
    """Return the name of a record, or what it is `called`, as the title of its page: `Ada Moor (name disputed)`."""
    title = KINDS[record.KIND].title
    fields = dict.fromkeys(found.field for found in record.differs if found.field in (None, title))
    doubts = [say("{field} disputed", field=say(field)) if field else say("disputed") for field in fields]
    doubts += [say("{field} inferred", field=say(title))] if title in record.inferred else []
    own = called or known_as(label(record))
    return say("{name} ({doubts})", name=own, doubts=series(doubts)) if doubts else own


def name_ref(dossier: Dossier, id_: str) -> Words:
    """Return the name of a record as a link to it; text that is not an id gets no link."""
    found = dossier.name(id_)
    return ref(id_, known_as(found.label)) if found else Text(known_as(id_))


def name_short(record: "Record") -> Words:
    """Return the short title of a record as a link to it."""
    return ref(record.id, known_as(without_full_stop(short_label(record))))


def name_whole(record: "Record") -> Words:
    """Return the name, title or text of a record as a link to it."""
    return ref(record.id, known_as(label(record)))


def name_unstopped(record: "Record") -> Words:
    """Return the same without a final full stop."""
    return ref(record.id, known_as(without_full_stop(label(record))))


def name_refs(dossier: Dossier, ids: Iterable[str]) -> Cell:
    """Return several names in one line, each as a link to its record."""
    return listed([name_ref(dossier, id_) for id_ in ids])


def undisputed_name(dossier: Dossier, id_: str) -> Message:
    """Return the name of a record, or its id if it has no name or sources differ on the name."""
    record = dossier.get(id_)
    title = KINDS[record.KIND].title if record else "text"
    disputed = title == "text" or any(found.field in (None, title) for found in (record.differs if record else ()))
    return code(id_) if disputed else name(dossier, id_)


def names(dossier: Dossier, ids: Iterable[str]) -> Message:
    """Return several names in one line."""
    return series(name(dossier, id_) for id_ in ids)


_SPOKEN = {
    "seen": say("confirmed"),
    "by": say("by whom"),
    "for": say("to whom"),
    "from": say("beginning"),
    "to": say("end"),
}
"""Words for fields whose names are unclear by themselves."""
_PARTS = {"provisions": say("provision")}
"""Words for parts that consist of a text alone."""
_ALONE = _PARTS | {"roles": say("post"), "differs": say("rival value")}
"""Words for one part of a list, if nothing names it."""


_LONG_NUMBER = r"(?<![\w.,-])[1-9][0-9]{4,}(?![\w-]|[.,][0-9])"
"""A plain number of five digits or more; four digits may be a year."""

ORDERS = {"family-first": say("family name first"), "given-first": say("given name first")}
"""Words for the orders of a name."""


def in_words(value: object, shape: "Shape | None" = None, naming: Dossier | None = None) -> Part:
    """Return one value of a field of this shape in words; with `naming`, an id becomes a name."""
    if isinstance(value, Date):
        return bare_date(value)
    if isinstance(value, bool):
        return say("yes")
    if naming and shape and shape.mention:
        return name_ref(naming, str(value))
    return quoted(str(value).replace("-", " ") if shape and shape.choices else str(value))


_STATUSES = (key("planned"), key("held"), key("cancelled"), key("postponed"))
"""The statuses of an event; its kind is in the words of the dossier."""


def status_word(field: str, status: str) -> Words:
    """Return the status of an event in words, or its kind if that is the field."""
    return Text(say(status) if field == "status" and status in _STATUSES else quoted(status))


def field_of_status(event: Event, title: str) -> str:
    """Return the field of an event that says that it did not take place, or a status in doubt; else an empty text.

    A value that the `title` already says is left out, unless it is in doubt.
    """
    words = unheld(event)
    field = "kind" if words and not event.status else "status"
    is_doubtful = any(found.field == field for found in event.differs) or is_inferred(event, field)
    return field if is_doubtful or words.casefold() not in title.casefold() else ""


def grouped(path: str, value: object) -> object:
    """Return the value at a path, with thousands separators if it is that of a figure: `340,000`."""
    if not (isinstance(value, str) and path.startswith("figures.") and path.endswith(".value")):
        return value
    return re.sub(_LONG_NUMBER, lambda found: f"{int(found[0]):,}", value)


def spoken(field: str) -> Message:
    """Return a field in words: `roles.0.seen` as `confirmed`, `second_reference` as `second reference`."""
    return _SPOKEN.get(_last(field)) or series(_steps(field)[-1:])


def _last(field: str) -> str:
    """Return the last name in a path, without the place in a list: `seen` of `roles.0.seen.1`."""
    return next((part for part in reversed(field.split(".")) if not part.isdigit()), "")


def point_words(record: "Record", field: str, naming: Dossier | None = None, otherwise: Message | None = None) -> Cell:
    """Return a disputed field in words, after the part or party that it belongs to: `Deputy, end`, `boats, date`.

    A participant is named without the field, and a person's only post is not named at all. `otherwise` are the words
    for a field whose part has no name; by default, those of the field.
    """
    head, _, entry = field.partition(".")
    if entry and isinstance(getattr(record, head, None), dict):
        who: Part = name_ref(naming, entry) if naming else code(entry)
        return cell(who) if naming and head == "who" else phrase(spoken(head), ", ", who)
    above, _, last = field.rpartition(".")
    if last.isdecimal():  # one of a list: its part is that of the list
        above, _, last = above.rpartition(".")
    called = _called(record, above, last, naming)
    if called in ("", last):
        return cell(otherwise or (_PARTS.get(head) if entry else None) or _point(record, field))
    is_amount = head == "figures" and last == "value"  # `stations: five`
    part = _naming(record, above, called, naming)
    return part if is_amount else phrase(part, ", ", _point(record, field))


def part_name(record: "Record", path: str, naming: Dossier) -> Cell:
    """Return a part of a record in words: the title of a post, the date of a log entry, else what part it is."""
    called = _called(record, path, "", naming)
    if called not in ("", "text"):
        return _naming(record, path, called, naming)
    return cell(_ALONE.get(path.partition(".")[0]) or spoken(path))


def _called(record: "Record", path: str, last: str, naming: Dossier | None) -> str:
    """Return the field of a part that names it; empty for what is no part, and for an only post.

    A date, if it is the `last` name in a path, does not name its own part. Only with `naming`, a body does.
    """
    part = target.value if path and (target := found_at(record, path)) else None
    is_only = path.startswith("roles.") and len(getattr(record, "roles", ())) == 1
    names = ("title", "what", "text", "register", "name", "date", *(["org"] if naming else []), "status")
    named = (name for name in names if getattr(part, name, None) and not name == last == "date")
    return next(named, "") if isinstance(part, Part_) and not is_only else ""


def value_of(record: "Record", path: str) -> Value:
    """Return a value of a record for the words that print it, by its path in the whole record."""
    return Value(record.id, whole_path(record, path))


def _naming(record: "Record", path: str, called: str, naming: Dossier | None) -> Cell:
    field = f"{path}.{called}"
    target = found_at(record, field)
    words = cell(in_words(target and target.value, target and target.shape, naming))
    words = unstopped(words).stating(value_of(record, field))
    return words.citing(notes(stated(record, field).cite))


def _point(record: "Record", field: str) -> Message:
    """Return a disputed field in words: `in post` for the date at which a post is confirmed, `what kind` for a kind."""
    if record.KIND == "person" and _last(field) == "seen":
        return say("in post")
    return say("what kind") if field == "kind" else spoken(field)


def spoken_of(record: "Record", field: str, naming: Dossier | None = None) -> Message:
    """Return a field of a record in words; with `naming`, an entry such as `who.jane-doe` becomes a name."""
    head, _, key = field.partition(".")
    is_entry = key and isinstance(getattr(record, head, None), dict)
    return name(naming, key) if naming and is_entry else spoken(field)


def field_words(path: str) -> Message:
    """Return a field as a label: `part_of` as `part of`, `roles.0.org` as `roles org`."""
    return say("web address") if path == "url" else series(_steps(path), " ")


def _steps(path: str) -> list[Message]:
    """Return the names in a path as messages, which `brief.model.format_words` collects; an id in it stays."""
    steps = [step.replace("_", " ") for step in path.split(".") if not step.isdigit()]
    return [code(step) if before == "who" else say(step) for before, step in zip(["", *steps], steps, strict=False)]


def inferred_reasons(
    record: "Record", concerns: Callable[[str], bool] = bool, naming: Dossier | None = None
) -> list[Cell]:
    """Return each inferred field for which `concerns` is true, with the reason for the inference.

    With `naming`, participants appear by name: `who: Jane Doe — the reason`.
    """
    lines = []
    for field, reason in record.inferred.items():
        head, _, entry = field.partition(".")
        of: list[Part] = [Label(say("{field}: ", field=spoken(field)))]
        if naming and entry and isinstance(getattr(record, head, None), dict):
            of = [Label(say("{field}: ", field=spoken(head))), name_ref(naming, entry), " — "]
        lines += [cell(phrase(*of, quoted(reason)), {field: reason})] if concerns(field) else []
    return lines
