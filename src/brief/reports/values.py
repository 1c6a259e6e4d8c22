"""Values in words: beside each what is said instead of it, and whether it is inferred."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from brief.core.dates import Date
from brief.core.dossier import Dossier
from brief.document import Cell, cell
from brief.reports.common import is_date, name, names, notes, readable, spoken

if TYPE_CHECKING:
    from brief.core.model.parts import Citation, Difference, Record

_SHORT = frozenset(("kind", "rank", "org", "place", "order", "second_reference", "stance", "likelihood", "confidence"))
"""Fields that hold a word or two."""


def said(
    record: "Record",
    text: str,
    *fields: str | None,
    cite: "Iterable[Citation] | None" = None,
    naming: Dossier | None = None,
) -> Cell:
    """The value of these fields: `May 2023 (inferred) or 2025 (disputed)`; without a value only what is said instead.

    It rests on `cite`, or else on what the record does. With `naming`, ids that are said instead stand as names.
    """
    differs = [found for found in record.differs if found.field in fields]
    own = f"{text.rstrip('.') if differs else text}{' (inferred)' if record.inferred.keys() & set(fields) else ''}"
    others = [name(naming, found.value) if naming else readable(found).rstrip(".") for found in differs]
    between = " or " if all(map(_is_short, differs)) else "; or: "
    words = between.join((*([own] if text else []), *others))
    cites = notes(record.cite if cite is None else cite) if text else ()
    rivals = (note for found in differs for note in notes(found.cite))
    return cell(f"{words}{' (disputed)' if differs else ''}", None, tuple(dict.fromkeys((*cites, *rivals))))


def _is_short(found: "Difference") -> bool:
    """Whether a date or a word or two are disputed, and no statement."""
    return is_date(found) or (found.field or "").rpartition(".")[2] in _SHORT


def labelled(label: str, found: Cell) -> Cell:
    """A value behind a fixed label; nothing where there is none."""
    return found._replace(text=f"{label}{found.text}") if found.text else found


def joined(between: str, parts: Iterable[Cell], value: Any = None) -> Cell:
    """Parts of one statement with a sign between them, and the citations of all; empty ones are left out."""
    found = [part for part in parts if part.text]
    cites = dict.fromkeys(note for part in found for note in part.cites)
    return cell(between.join(part.text.rstrip(".") for part in found), value, tuple(cites))


def others(dossier: Dossier, record: "Record", told: Iterable[str | None]) -> Iterator[Cell]:
    """Each disputed field that is not yet told, with what is held and what is said instead, and an origin outside."""
    known = tuple(told)
    for field in dict.fromkeys(found.field for found in record.differs):
        if field is None and None not in known:
            yield labelled("all of it: ", said(record, "", None))
        elif field and not any(within(field, other) for other in known):
            held = said(record, held_value(dossier, record, field), field, cite=held_cites(record, field))
            yield labelled(f"{spoken(field.partition('.')[0])}: ", held)
    if record.external:
        yield cell("from outside the main sources")


def within(field: str, path: str | None) -> bool:
    """Whether a field is what stands at a path or below it."""
    return field == path or field.startswith(f"{path}.")


def held_value(dossier: Dossier, record: Any, field: str) -> str:
    """What a field of a record holds (`date`, `roles.0.rank`), for people; nothing where no words fit."""
    for step in field.split("."):
        record = _step(record, step)
    values = record if isinstance(record, tuple | dict) else (record,)
    plain: list[Any] = [found.human() if isinstance(found, Date) else getattr(found, "text", found) for found in values]
    if not all(isinstance(found, str) for found in plain):
        return ""
    return "; ".join(plain) if isinstance(record, tuple) and plain != list(record) else names(dossier, plain)


def held_cites(record: Any, field: str) -> "tuple[Citation, ...]":
    """What a field of a record rests on: the citations of the part that it stands in, or else of the record."""
    cite: tuple[Citation, ...] = record.cite
    for step in field.split("."):
        record = _step(record, step)
        cite = getattr(record, "cite", ()) or cite
    return cite


def _step(held: Any, step: str) -> Any:
    """What a record or part holds under one step of a path; nothing where there is no such part."""
    if step.isdigit():
        return held[int(step)] if isinstance(held, tuple) and int(step) < len(held) else None
    if isinstance(held, dict):
        return held.get(step)
    return getattr(held, step, None) or getattr(held, f"{step}_", None)
