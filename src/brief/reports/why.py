"""`why`: the provenance of a line, from the dossier's file to the passage in its source."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from brief.document import (
    Block,
    Card,
    Cell,
    Document,
    Field,
    Heading,
    Mark,
    Notice,
    Sign,
    bare_day,
    cell,
    code,
    known_as,
    phrase,
    quoted,
)
from brief.dossier.protocol import Dossier, existing
from brief.locale import Message, capitalized, say, say_many, series
from brief.model.handling import highest, own_scheme
from brief.model.header import Header
from brief.model.marks import ID
from brief.model.names import hint
from brief.model.parts import Difference, Record
from brief.model.paths import PathError, Target, claimed_keys, follow, is_within
from brief.model.provenance import Change, Place, Trail
from brief.model.serialization import references
from brief.model.shape import fields
from brief.model.stated import inference, is_inferred
from brief.model.user_error import UserError
from brief.reports.backlinks import disputed_field, placed_citations
from brief.reports.cited import chain, citation_card, echoes, without_text
from brief.reports.common import document, then
from brief.reports.fields import supporting
from brief.reports.lookup import lookup, resolve
from brief.reports.one_line import record_cell
from brief.reports.phrases import in_brackets, notes
from brief.reports.pieces import pieces
from brief.reports.related import withheld
from brief.reports.rivals import rival_behind
from brief.reports.values import with_statuses
from brief.reports.words import field_words, inferred_reasons, later, names, point_words

if TYPE_CHECKING:
    from brief.model.parts import Citation, Record

_LONGEST = 400
"""Maximum number of characters shown of a line in a file."""


def why(dossier: Dossier, words: str, trail: Trail) -> Document:
    """Return the provenance of a record, of a field (`ID.roles.0.rank`), or of the header (`dossier.summary`).

    Raises `UserError` if no record has this name, or if it has no such field.
    """
    asked, path = _asked(dossier, words)
    if dossier.as_of and isinstance(asked, Header):
        raise UserError(say("--as-of: the head of a dossier has no date"), say("name a record or one of its fields"), 2)
    record = asked if isinstance(asked, Header) else withheld(dossier, asked)
    target = _target(record, path)
    if isinstance(record, Header):
        id_, own, lines = record.KIND, "", tuple(_head(dossier, record, path, target))
        grounds = dict.fromkeys(record.cite if path in ("", "summary") else (), Message() if path else say("summary"))
        rivals: dict[Citation, Message] = {}
    else:
        id_, own, lines = record.id, record.id, tuple(_line(dossier, record, path, target))
        grounds, rivals = _citations(dossier, record, path, target)
    held = grounds | {cited: about for cited, about in rivals.items() if cited not in grounds}
    blocks: list[Block] = list(then(dossier))
    place, origin = trail.place(own, path), dossier.origin(own)
    written = _written(place, origin.withheld, trail) if place and origin else ()
    blocks.append(Card("line", cell(""), (*lines, *written), id_))
    if not held and not target and record.KIND != "source":
        blocks.append(Notice(cell(say("No source is given for it.")), "warning"))
    if held:
        guessed = bool(path) and not isinstance(record, Header) and is_inferred(record, path)
        blocks.append(Heading(say("Citations of the record; this value is inferred") if guessed else say("Citations")))
        blocks += [citation_card(dossier, cited, about, trail) for cited, about in held.items()]
        blocks += echoes(dossier, list(grounds))
        blocks += without_text(dossier, held)
    title = code(f"{id_}.{path}" if path else id_)
    told = place.excerpt if place and origin and not origin.withheld else ""
    about, marked = _in_line(dossier, record, path, told)
    return document(dossier, "why", title, blocks, about=about, handling=marked).verbatim()


def _asked(dossier: Dossier, words: str) -> "tuple[Record | Header, str]":
    """Return the record that the words name, and the path after the dot."""
    id_, dot, path = words.partition(".")
    if id_ == Header.KIND and dossier.header and not dossier.get(id_):
        return dossier.header, path
    if not dossier.get(id_):
        whole = not dot or " " in path or lookup(dossier, words).matches
        id_, path = (resolve(dossier, words), "") if whole else (resolve(dossier, id_), path)
    return existing(dossier, id_), path


def _target(record: "Record | Header", path: str) -> Target | None:
    """Return the value at the path; None for the whole record.

    Raises `UserError` if there is no such field or entry.
    """
    if not path:
        return None
    try:
        found = follow(record, path)
    except PathError as wrong:
        raise UserError(f"`{_id(record)}`: {wrong.sentence}", wrong.hint, 2) from wrong
    field, _, entry = path.partition(".")
    held = getattr(record, field, None)
    known = claimed_keys(record, field) if isinstance(held, dict) and isinstance(record, Record) else []
    if isinstance(held, dict) and entry and entry not in known:
        otherwise = say("it holds {values}", values=", ".join(held)) if held else say("`{field}` is empty", field=field)
        better = hint(entry, held, otherwise, f"{field}.")
        raise UserError(
            say("`{id}`: `{entry}` is not in `{field}`", id=_id(record), entry=entry, field=field), better, 2
        )
    return found


def _id(record: "Record | Header") -> str:
    """Return the id of a record; for the header, the name of its section."""
    found: str = getattr(record, "id", record.KIND)
    return found


def _head(dossier: Dossier, head: Header, path: str, target: Target | None) -> Iterator[Field]:
    """Yield what the header says; without a path, its title and summary."""
    if target:
        cites = notes(head.cite if path == "summary" else ())
        yield Field("value", _title(head, path), (cell(_words(dossier, target.value), None, cites),))
    else:
        yield Field("record", say("Dossier"), (cell(known_as(head.title)),))
        if head.summary:
            yield Field("value", say("Summary"), (cell(quoted(head.summary), None, notes(head.cite)),))


def _words(dossier: Dossier, value: object) -> Message:
    """Return a value of the header in words."""
    if isinstance(value, dict):
        entries = (say("{key}: {value}", key=code(key), value=_words(dossier, held)) for key, held in value.items())
        return series(entries, "; ")
    found = names(dossier, map(str, value)) if isinstance(value, tuple) else quoted(str(value or ""))
    return found or say("nothing: the field is empty")


def _line(dossier: Dossier, record: "Record", path: str, target: Target | None) -> Iterator[Field]:
    """Yield what the record says, and its rivals."""
    yield Field("record", capitalized(say(record.KIND)), (record_cell(dossier, record),))
    if target:
        yield Field("value", _title(record, path), tuple(_value(dossier, record, path, target)))
    rivals = [found for found in record.differs if _touches(found.field, path)]
    if rivals:
        yield Field("differs", say("Disputed"), tuple(_rival(dossier, record, found) for found in rivals))
    lines = inferred_reasons(record, lambda field: _touches(field, path), dossier)
    part = target.part if target else record
    lines += [cell(quoted(part.inferred))] if isinstance(part.inferred, str) else []
    if lines:
        yield Field("inferred", say("Inferred"), tuple(lines))
    told = target.value if target else None
    if remarks := [found for found in dict.fromkeys((part.note, record.note)) if found and found != told]:
        yield Field("note", say("Note"), tuple(cell(quoted(found)) for found in remarks))
    if record.KIND == "source" and (repeated := chain(dossier, record.id)):
        yield Field("derived_from", say("Repeats"), tuple(repeated))


def _written(place: Place, withheld: str, trail: Trail) -> Iterator[Field]:
    """Yield where it is written and when that was last changed; the words `withheld` replace the line."""
    where = cell(code(f"{place.file}:{place.line}"), {"file": place.file, "line": place.line})
    yield Field("place", say("Written in"), (where, cell(quoted(withheld or _cut(place.excerpt)))))
    yield Field("change", say("Last changed"), (_change(withheld or trail.last_change(place)),))


def _in_line(dossier: Dossier, record: "Record | Header", path: str, told: str) -> tuple[list[str], str]:
    """Return what else a line in the file tells: the ids of other records, and the marking of its citations.

    A field of the head names its records too.
    """
    own = path if path and isinstance(record, Header) else None
    known = {*re.findall(ID, told)}
    ids = [at.target for at in references(record) if at.target in known or (own and is_within(at.path, own))]
    found = [cited.handling for *_, cited in placed_citations(record) if cited.handling and cited.handling in told]
    return ids, highest(found, own_scheme(dossier.header))


def _cut(line: str) -> str:
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def _title(record: "Record | Header", path: str) -> Message:
    """Return the label of a field: `Rank` for `roles.0.rank`, `Who` for an entry of `who`."""
    field, *rest = path.split(".")
    steps = [field] if isinstance(getattr(record, field, None), dict) else [field, *rest]
    return capitalized(field_words([step for step in steps if not step.isdigit()][-1]))


def _value(dossier: Dossier, record: "Record", path: str, target: Target) -> Iterator[Cell]:
    """Yield the value at the path in words; an inferred value has no citations but those of its part."""
    field = path.partition(".")[0]
    if isinstance(held := getattr(record, field, None), dict):
        found = list(pieces(dossier, field, follow(record, field).shape, held))
    else:
        found = list(pieces(dossier, path, target.shape, target.value, record))
    own = fields(type(record)).get(path)
    default = in_brackets(say("the default")) if own and target.value == own.default else []
    asked_for = [piece for piece in found if is_within(piece.path, path)]
    for piece in asked_for:
        marks = [Mark(Sign.INFERRED)] if _is_marked(record, piece.path) else []
        cites = () if is_inferred(record, piece.path) else notes(supporting(record, piece.path))
        words = phrase(piece.words, *marks, *later(record, piece.path, piece.value), *default)
        told = words.supported(piece.cites or cites)
        yield with_statuses(dossier, told)._replace(value=piece.value)
    if not asked_for:
        nothing = say("not named") if path != field and isinstance(held, dict) else say("nothing: the field is empty")
        yield cell(say("nothing by then") if dossier.as_of else nothing, "")


def _is_marked(record: "Record", path: str) -> bool:
    """True if a value is inferred, by a note on it or on its part; a whole part has the note among its words."""
    target = follow(record, path)
    return inference(record, path, None if target.value is target.part else target) is not None


def _rival(dossier: Dossier, record: "Record", found: "Difference") -> Cell:
    """Return a rival value: `date: also 2025`."""
    point = point_words(record, found.field, dossier).message if found.field else None
    label = say("{point}: ", point=point) if point else Message()
    return rival_behind(label, record, found, dossier)


def _change(found: Change | str) -> Cell:
    if isinstance(found, str):
        return cell(quoted(found), "")
    from brief.model.dates import Date

    or_before = say(", or before: the history that is here begins with it") if found.cut_off else Message()
    lines = say_many("{count:,} line", "{count:,} lines", found.lines)
    text = say(
        "{commit}, {day}, {author}: {summary}{or_before}",
        commit=code(found.commit[:12]),
        day=bare_day(Date.parse(found.day)),
        author=quoted(found.author),
        summary=quoted(found.summary),
        or_before=or_before,
    )
    if count := found.uncommitted:
        text = say("{count} of {lines} not committed yet; before that {change}", count=count, lines=lines, change=text)
    return cell(text, found._asdict())


def _citations(
    dossier: Dossier, record: "Record", path: str, target: Target | None
) -> "tuple[dict[Citation, Message], dict[Citation, Message]]":
    """Return the citations for the value at a path, and those of its rivals, each with what it supports."""
    part = target.part if target else record
    holder = part if part.cite or isinstance(part, Difference) else record
    empty = target is not None and target.value in (None, "", (), {}) and not _is_entry(record, path)
    found: dict[Citation, Message] = {}
    rivals: dict[Citation, Message] = {}
    for above, part, cited in placed_citations(record):
        field = getattr(part, "field", None)
        if above.startswith("differs") and _touches(field, path):
            rivals.setdefault(cited, say("another version{field}", field=disputed_field(dossier, record, field)))
        elif part is holder and not empty:
            if not path or cited in supporting(record, path):
                about = [field_words(f"{above}.{field}".strip(".")) for field in cited.for_ or ("",)]
                plain = cited.replaced(for_=())
                found[plain] = series(filter(None, (found.get(plain, Message()), *about))) if not path else Message()
        elif is_within(above, path):
            found.setdefault(cited, field_words(above))
    return found, rivals


def _is_entry(record: "Record | Header", path: str) -> bool:
    """True if a path names an entry of a map that the record itself has."""
    field, _, key = path.partition(".")
    held = getattr(record, field, None)
    return isinstance(held, dict) and key in held


def _touches(field: str | None, path: str) -> bool:
    """True if a dispute or inference of a field concerns a path: the same, above, below, or the whole record."""
    return not field or is_within(field, path) or is_within(path, field)
