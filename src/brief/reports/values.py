"""Values in words: beside each what is said instead of it, and whether it is inferred."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from brief.core.dates import Date
from brief.core.dossier import Dossier
from brief.core.model import KINDS
from brief.core.paths import found_at, is_within
from brief.document import Cell, cell
from brief.reports.common import attributed, is_date, names, notes, spoken

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

    It rests on `cite`, or else on what the record does; on nothing where it is inferred, for no source states it.
    With `naming`, ids that are said instead stand as names.
    """
    differs = [found for found in record.differs if found.field in fields]
    inferred = record.inferred.keys() & set(fields)
    own = f"{text.rstrip('.') if differs else text}{' (inferred)' if inferred else ''}"
    others = [attributed(record, found, naming).rstrip(".") for found in differs]
    is_opinion = record.KIND == "assessment"
    between = " or " if all(_is_short(record, found) for found in differs) else "; or, " if is_opinion else "; or: "
    words = between.join((*([own] if text else []), *others))
    stated = text and (not inferred or KINDS[record.KIND].title in fields)
    cites = notes(record.cite if cite is None else cite) if stated else ()
    rivals = (note for found in differs for note in notes(found.cite))
    return cell(f"{words}{' (disputed)' if differs else ''}", None, tuple(dict.fromkeys((*cites, *rivals))))


def _is_short(record: "Record", found: "Difference") -> bool:
    """Whether a date or a word or two are disputed, and no statement."""
    return is_date(record, found) or (found.field or "").rpartition(".")[2] in _SHORT


def labelled(label: str, found: Cell) -> Cell:
    """A value behind a fixed label; nothing where there is none."""
    return found._replace(text=f"{label}{found.text}") if found.text else found


def joined(between: str, parts: Iterable[Cell], value: Any = None) -> Cell:
    """Parts of one statement with a sign between them, and the citations of all; empty ones are left out."""
    found = [part for part in parts if part.text]
    cites = dict.fromkeys(note for part in found for note in part.cites)
    return cell(between.join(part.text.rstrip(".") for part in found), value, tuple(cites))


def inferred_cell(record: "Record", *fields: str) -> Cell:
    """Which of these fields are inferred, and empty where none is; the value holds the reasons."""
    found = {field: reason for field, reason in record.inferred.items() if field.partition(".")[0] in fields}
    words = ", ".join(dict.fromkeys(field.partition(".")[0] for field in found))
    return cell(f"inferred: {words}" if words else "", {"inferred": found})


def others(dossier: Dossier, record: "Record", told: Iterable[str | None]) -> Iterator[Cell]:
    """Each disputed field that is not yet told, with what is held and what is said instead, and an origin outside."""
    known = tuple(told)
    for field in dict.fromkeys(found.field for found in record.differs):
        if field is None and None not in known:
            yield labelled("all of it: ", said(record, "", None))
        elif field and not any(is_within(field, other) for other in known):
            value, cite = held_value(dossier, record, field), held_cites(record, field)
            held = said(record, value, field, cite=cite, naming=dossier)
            yield labelled(f"{spoken(field.partition('.')[0])}: ", held)
    if record.external:
        yield cell("from outside the main sources")


def held_value(dossier: Dossier, record: "Record", field: str) -> str:
    """What a field of a record holds (`date`, `roles.0.rank`), for people; nothing where no words fit."""
    found = found_at(record, field)
    held = found.value if found else None
    values = held if isinstance(held, tuple | dict) else (held,)
    plain: list[Any] = [item.human() if isinstance(item, Date) else getattr(item, "text", item) for item in values]
    if not all(isinstance(item, str) for item in plain):
        return ""
    return "; ".join(plain) if isinstance(held, tuple) and plain != list(held) else names(dossier, plain)


def held_cites(record: "Record", field: str) -> "tuple[Citation, ...]":
    """What a field of a record rests on: the citations of the part that it stands in, or else of the record."""
    found = found_at(record, field)
    cite: tuple[Citation, ...] = (found and found.part.cite) or record.cite
    return cite
