"""`why`: the trail of a line, from the dossier's file to the passage that it rests on."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from brief.core.admiralty import CREDIBILITY, RELIABILITY
from brief.core.dossier import Dossier
from brief.core.failure import Failure
from brief.core.names import hint
from brief.core.paths import Target, Wrong, follow, is_within
from brief.core.trail import Change, Passage, Trail
from brief.document import Block, Card, Cell, Document, Field, Heading, Notice, cell
from brief.reports.common import (
    card_fields,
    counted,
    document,
    field_words,
    inferred_reasons,
    name,
    notes,
    reference,
    rival,
)
from brief.reports.fields import pieces
from brief.reports.lines import record_cell
from brief.reports.lookup import resolve
from brief.reports.referring import citations
from brief.reports.witnesses import Witnesses

if TYPE_CHECKING:
    from brief.core.model.parts import Citation, Difference, Record

_LONGEST = 400
"""Of a longer line of a file only so many characters are shown."""


def why(dossier: Dossier, words: str, trail: Trail) -> Document:
    """The trail of a record or of a field of it (`ID.roles.0.rank`).

    Raises `Failure` where no record goes by the name, or it has no such field.
    """
    record, path = _asked(dossier, words)
    target = _target(record, path)
    blocks: list[Block] = [Card("line", cell(""), tuple(_line(dossier, record, path, target, trail)), record.id)]
    held = _citations(record, path, target)
    if not held and not target and record.KIND != "source":
        blocks.append(Notice(cell("No source is given for it."), "warning"))
    if held:
        blocks.append(Heading("What it rests on"))
        blocks += [_citation(dossier, cited, about, trail) for cited, about in held.items()]
        blocks += _echoes(dossier, [cited for cited, about in held.items() if not _is_rival(about)])
    return document(dossier, "why", f"{record.id}.{path}" if path else record.id, blocks)


def _asked(dossier: Dossier, words: str) -> "tuple[Any, str]":
    """The record that the words name, and the field behind a dot."""
    id_, dot, path = words.partition(".")
    if not dossier.get(id_):
        whole = not dot or " " in path or dossier.find(words)
        id_, path = (resolve(dossier, words), "") if whole else (resolve(dossier, id_), path)
    return dossier.get(id_), path


def _target(record: "Record", path: str) -> Target | None:
    """What stands at the path; nothing where all of the record is asked for."""
    if not path:
        return None
    try:
        found = follow(record, path)
    except Wrong as wrong:
        raise Failure(f"`{record.id}`: {wrong.sentence}", wrong.hint, 2) from wrong
    field, _, entry = path.partition(".")
    held = getattr(record, field, None)
    if isinstance(held, dict) and entry and entry not in held:
        otherwise = f"it holds {', '.join(held)}" if held else f"`{field}` is empty"
        better = hint(entry, held, otherwise, f"{field}.")
        raise Failure(f"`{record.id}`: `{entry}` is not in `{field}`", better, 2)
    return found


def _line(dossier: Dossier, record: "Record", path: str, target: Target | None, trail: Trail) -> Iterator[Field]:
    """What the record says, what is said instead, and where it is written."""
    yield Field("record", record.KIND.capitalize(), (record_cell(dossier, record),))
    if target:
        yield Field("value", _title(record, path), tuple(_value(dossier, record, path, target)))
    rivals = [found for found in record.differs if _touches(found.field, path)]
    if rivals:
        yield Field("differs", "Disputed", tuple(_rival(dossier, record, found) for found in rivals))
    lines = inferred_reasons(record, lambda field: _touches(field, path))
    part = target.part if target else record
    lines += [cell(part.inferred)] if isinstance(part.inferred, str) else []
    if lines:
        yield Field("inferred", "Inferred", tuple(lines))
    if remarks := [found for found in dict.fromkeys((part.note, record.note)) if found]:
        yield Field("note", "Note", tuple(cell(found) for found in remarks))
    if record.KIND == "source" and (repeated := _chain(dossier, record.id)):
        yield Field("derived_from", "Repeats", tuple(repeated))
    place, origin = trail.place(record.id, path), dossier.origin(record.id)
    if place and origin:
        where = cell(f"{place.file}:{place.line}", {"file": place.file, "line": place.line})
        yield Field("place", "Written in", (where, cell(origin.withheld or _cut(place.excerpt))))
        yield Field("change", "Last changed", (_change(origin.withheld or trail.last_change(place)),))


def _cut(line: str) -> str:
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def _title(record: "Record", path: str) -> str:
    """The field in a word: `Rank` for `roles.0.rank`, `Who` for an entry of that."""
    field, *rest = path.split(".")
    steps = [field] if isinstance(getattr(record, field, None), dict) else [field, *rest]
    return field_words([step for step in steps if not step.isdigit()][-1]).capitalize()


def _value(dossier: Dossier, record: "Record", path: str, target: Target) -> Iterator[Cell]:
    """What stands at the path, in words."""
    cites = notes(target.part.cite or record.cite)
    field = path.partition(".")[0]
    if isinstance(held := getattr(record, field, None), dict):
        found = list(pieces(dossier, field, follow(record, field).annotation, held))
    else:
        found = list(pieces(dossier, path, target.annotation, target.value))
    shown = [piece for piece in found if is_within(piece.path, path)]
    for piece in shown:
        yield cell(piece.text, piece.value, piece.cites or cites)
    if not shown:
        yield cell("nothing: the field is empty", "")


def _rival(dossier: Dossier, record: "Record", found: "Difference") -> Cell:
    """What is said instead: `date: also 2025`."""
    line = rival(record, found, dossier)
    words = line.text.replace(" disputed: ", ": ", 1) if found.field else line.text.removeprefix("disputed: ")
    return line._replace(text=words)


def _change(found: Change | str) -> Cell:
    if isinstance(found, str):
        return cell(found, "")
    from brief.core.dates import Date

    day = Date.parse(found.day).human()
    or_before = ", or before: the history that is here begins with it" if found.cut_off else ""
    return cell(f"{found.commit[:12]}, {day}, {found.author}: {found.summary}{or_before}", found._asdict())


def _citations(record: Any, path: str, target: Target | None) -> "dict[Citation, str]":
    """Each citation that stands behind the path, with what it is for; those of its rivals last."""
    holder = target.part if target and target.part.cite else record
    empty = target is not None and target.value in (None, "", (), {}) and not path.startswith("who.")
    found: dict[Citation, str] = {}
    rivals: dict[Citation, str] = {}
    for above, part, cited in citations(record):
        field = getattr(part, "field", None)
        if above.startswith("differs") and _touches(field, path):
            rivals.setdefault(cited, f"what differs{f' ({field_words(field)})' if field else ''}")
        elif part is holder and not empty:
            found.setdefault(cited, field_words(above) if not path else "")
        elif is_within(above, path):
            found.setdefault(cited, field_words(above))
    return found | {cited: about for cited, about in rivals.items() if cited not in found}


def _citation(dossier: Dossier, cited: "Citation", about: str, trail: Trail) -> Card:
    """A citation with all that leads on from it."""
    source = dossier.get(cited.source)
    lines: list[tuple[str, str, list[Cell]]] = [
        ("for", "For", [cell(about)] if about else []),
        ("reliability", "Reliability", _graded(source.reliability if source else None, RELIABILITY)),
        ("credibility", "Credibility", _graded(cited.credibility, CREDIBILITY)),
        ("quote", "Quote", [cell(f"“{cited.quote}”", cited.quote)] if cited.quote else []),
        ("derived_from", "Repeats", _chain(dossier, cited.source)),
        ("passage", "Passage", _passage(trail.passage(source, cited.at)) if source else []),
    ]
    return Card("citation", cell(str(cited), str(cited), notes((cited,))), card_fields(lines), cited.source)


def _graded(code: str | None, scale: dict[str, str]) -> list[Cell]:
    return [cell(f"{code} ({scale[code]})", code)] if code else []


def _chain(dossier: Dossier, source: str) -> list[Cell]:
    """The sources that a source repeats, and those that these repeat."""
    lines, known = [], [source]
    for id_ in known:
        held = dossier.get(id_)
        for other in held.derived_from if held else ():
            origin = dossier.get(other)
            lines.append(
                cell(f"{id_} repeats {other}: {reference(origin).text if origin else name(dossier, other)}", other)
            )
            known += [other] if other not in known else []
    return lines


def _passage(found: Passage | None) -> list[Cell]:
    if found is None:
        return []
    lines = [cell(f"¶{number} {text}", {"paragraph": number, "text": text}) for number, text in found.paragraphs]
    return lines + ([cell(found.remark, "")] if found.remark else [])


def _echoes(dossier: Dossier, cited: "list[Citation]") -> Iterator[Block]:
    """That several sources are fewer witnesses."""
    sources = dict.fromkeys(found.source for found in cited)
    independent = Witnesses(dossier).of(cited)
    if len(independent) < len(sources):
        count = counted(len(independent), "witness", "witnesses")
        text = f"{len(sources)} sources, and {count}: what repeats another, or the same third one, tells nothing new."
        yield Notice(cell(text))


def _is_rival(about: str) -> bool:
    return about.startswith("what differs")


def _touches(field: str | None, path: str) -> bool:
    """Whether what is said of a field bears on a path: on it, in it, around it, or on all of the record."""
    return not field or is_within(field, path) or is_within(path, field)
