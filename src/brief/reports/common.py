"""What every report needs: citations as notes, ids as names, words the user typed as ids."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from brief.core.dossier import Dossier
from brief.core.failure import Failure
from brief.core.model import KINDS, label
from brief.document import Block, Cell, Document, Heading, Listing, Note, Notice, Reference, cell, cells

if TYPE_CHECKING:
    from brief.core.dates import Date
    from brief.core.model.parts import Citation, Difference, Record
    from brief.core.model.sources import Source
    from brief.core.names import Match


_DATES = frozenset(("date", "made", "due", "published", "accessed", "period", "seen", "from", "to"))
"""Fields that hold a date."""


_SPOKEN = {"seen": "confirmation", "by": "by whom", "for": "to whom", "from": "beginning", "to": "end"}
"""Fields whose names say little by themselves."""
_ID = re.compile("[a-z0-9][a-z0-9-]*")
_LISTED = 8
"""So many of several records are named in an error."""


def notes(cite: "Iterable[Citation]") -> tuple[Note, ...]:
    """Citations as a document carries them."""
    return tuple(Note(found.source, found.at, found.quote or "", found.credibility or "") for found in cite)


def document(
    dossier: Dossier,
    kind: str,
    title: str,
    blocks: Sequence[Block],
    *,
    answers: bool = True,
    handling: str = "",
    data: Any = None,
) -> Document:
    """A document with the bibliography of all that its cells cite, and the dossier's handling marking or another."""
    sources = dict.fromkeys(note.source for found in cells(tuple(blocks)) for note in found.cites)
    references = [_reference_of(dossier, id_) for id_ in sources]
    header = dossier.header
    marking = handling or (header and header.handling) or ""
    return Document(kind, title, tuple(blocks), references, marking, answers=answers, data=data)


def _reference_of(dossier: Dossier, id_: str) -> Reference:
    """A cited source; of a broken dossier perhaps one that is missing."""
    found = dossier.get(id_)
    return reference(found) if found and found.KIND == "source" else Reference(id_, "no source of this id can be read")


def reference(held: "Source") -> Reference:
    """A source as a bibliographic line."""
    parts = [
        ", ".join(held.author),
        held.title,
        held.publication,
        held.publisher,
        _published(held),
        f"reliability {held.reliability}" if held.reliability else None,
        f"repeats {', '.join(held.derived_from)}" if held.derived_from else None,
        *(rival(found, remark=False).text for found in held.differs),
    ]
    return Reference(held.id, cell("; ".join(part for part in parts if part)).text, held.url or "")


def _published(held: "Source") -> str:
    if held.published is None:
        return "date of publication unknown"
    return f"published {within(held.published)}{' (inferred)' if 'published' in held.inferred else ''}"


def within(date: "Date") -> str:
    """When a source was published, in words: an interval is the time within which it was."""
    if date.start and date.end and date.is_interval:
        return f"between {date.start.human()} and {date.end.human()}"
    if date.start and date.is_interval:
        return f"{date.start.human()} or later"
    if date.end and date.is_interval:
        return f"{date.end.human()} or earlier"
    return date.human()


def undated(as_of: "Date") -> Notice:
    """The remark of a paper on the world as it was: of what bears no date it cannot tell."""
    text = f"What bears no date is shown as known today, and may be later than {as_of.human()}."
    return Notice(cell(text, as_of.text))


def counted(number: int, word: str) -> str:
    """`1 warning`, `2 warnings`."""
    return f"{number:,} {word}{'s' * (number != 1)}"


def when(date: "Date | None") -> str:
    """A date in words."""
    return date.human() if date else "date unknown"


def date_cell(date: "Date | None", cite: "Iterable[Citation]" = ()) -> Cell:
    """A date in words, with EDTF as the value."""
    return cell(when(date), date.text if date else "", notes(cite))


def name(dossier: Dossier, id_: str) -> str:
    """What a record is called; a holder described in words is called by them."""
    found = dossier.name(id_)
    return found.label if found else id_


def undisputed_name(dossier: Dossier, id_: str) -> str:
    """What a record is called; by its id where it has no name but its words, or where sources part over the name."""
    record = dossier.get(id_)
    title = KINDS[record.KIND].title if record else "text"
    disputed = title == "text" or any(found.field in (None, title) for found in record.differs)
    return id_ if disputed else name(dossier, id_)


def names(dossier: Dossier, ids: Iterable[str]) -> str:
    """Several names in one line."""
    return ", ".join(name(dossier, id_) for id_ in ids)


def rival(found: "Difference", *, remark: bool = True) -> Cell:
    """One thing that is said instead of a field of a record, or of all of it, with its source."""
    subject = f"{spoken(found.field)} disputed" if found.field else "disputed"
    said = f"{subject}: {f'also {readable(found)}' if is_date(found) else found.value}"
    if remark and found.note:
        said += f" ({found.note})"
    return cell(said, {"field": found.field, "value": found.value}, notes(found.cite))


def readable(found: "Difference") -> str:
    """What is said instead, for people: a date in words."""
    from brief.core.dates import Date

    if not is_date(found):
        return found.value
    date = Date.read(found.value)
    return date.human() if date else f"“{found.value}”, which is no date"


def is_date(found: "Difference") -> bool:
    """Whether a field that holds a date is disputed."""
    return (found.field or "").rpartition(".")[2] in _DATES


def spoken(field: str) -> str:
    """A field in words: `roles.0.seen` as `confirmation`, `second_reference` as `second reference`."""
    word = next((part for part in reversed(field.split(".")) if not part.isdigit()), "")
    return _SPOKEN.get(word, word.replace("_", " "))


def listing(title: str, name: str, lines: Sequence[Cell], level: int = 2) -> Iterator[Block]:
    """Points under a heading; nothing where there are none."""
    if lines:
        yield Heading(title, level)
        yield Listing(name, tuple(lines))


def inferred_reasons(record: "Record") -> list[Cell]:
    """Every inferred field with what it is inferred from."""
    return [cell(f"{spoken(field)}: {reason}", {field: reason}) for field, reason in record.inferred.items()]


def resolve(dossier: Dossier, words: str, kinds: Sequence[str] = tuple(KINDS), option: str = "") -> str:
    """The id of the one record that the words name; raises `Failure` where they name none, or several.

    A misspelled name is answered with the right one: what it narrows or opens must not be guessed.
    """
    from brief.core.names import Reason, decisive

    found = decisive(dossier.find(words, kinds))
    if not found or found[0].reason is Reason.SPELLING:
        raise not_found(dossier, words, kinds, option)
    if len(found) > 1:
        listed = ", ".join(f"{match.id} ({name(dossier, match.id)})" for match in found[:_LISTED])
        more = f" and {len(found) - _LISTED} more" if len(found) > _LISTED else ""
        raise Failure(f"{_of(option)}`{words}` names several: {listed}{more}", "say which by its id")
    return found[0].id


def explained(words: str, match: "Match", as_of: "Date | None", others: "Sequence[Match]" = ()) -> Iterator[Notice]:
    """Why a record is found where it is called otherwise, what else goes by the name, and as of when it is shown."""
    from brief.core.names import Reason

    if match.reason not in (Reason.EXACT, Reason.CASE):
        yield Notice(cell(f"{match.form} is found for “{words}”: {match.reason.value}."))
    names_ = [f"{other.form} ({other.id})" for other in others if other.id != match.id]
    if names_:
        more = f" and {len(names_) - _LISTED} more" if len(names_) > _LISTED else ""
        yield Notice(cell(f"Also found: {', '.join(names_[:_LISTED])}{more}."))
    if as_of:
        yield Notice(cell(f"As of {as_of.human()}."))


def not_found(dossier: Dossier, words: str, kinds: Sequence[str], option: str = "") -> Failure:
    """The failure that names what is near."""
    sort = " or ".join(kinds) if len(kinds) < len(KINDS) else "record"
    nearest = [found.label for found in dossier.nearest(words, kinds)]
    if _ID.fullmatch(words) and ("-" in words or not nearest):
        from brief.core.names import near

        nearest = [f"{id_} ({name(dossier, id_)})" for id_ in near(words, dossier.ids(kinds))] or nearest
    hint = f"the nearest: {', '.join(nearest)}" if nearest else _elsewhere(dossier, words, kinds)
    return Failure(f"{_of(option)}no {sort} goes by the name `{words}`", hint)


def _elsewhere(dossier: Dossier, words: str, kinds: Sequence[str]) -> str:
    """What else the words may mean where nothing is near: a record of another kind, or one of the few there are."""
    for match in dossier.find(words):
        found = dossier.name(match.id)
        if found and found.kind not in kinds:
            return f"{found.label} is of kind {found.kind}: `brief show {found.id}`"
    counts = dossier.counts()
    if len(kinds) < len(KINDS) and 0 < sum(counts[kind] for kind in kinds) <= _LISTED:
        few = [label(record) for kind in kinds for record in dossier.records(kind)]
        return f"there are {', '.join(few)}"
    return "`brief` tells what the dossier holds"


def _of(option: str) -> str:
    return f"{option}: " if option else ""
