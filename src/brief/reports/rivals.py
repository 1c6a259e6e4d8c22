"""Rival values: what other sources give in place of a value."""

from typing import TYPE_CHECKING, TypeGuard

from brief.document import Cell, Label, Mark, Part, Sign, Words, bare_date, cell, code, phrase, quoted, ref
from brief.dossier.protocol import Dossier
from brief.locale import Message, say, series
from brief.model.dates import Date
from brief.model.kinds import KINDS
from brief.model.paths import found_at, is_date
from brief.reports.phrases import filled, in_brackets, listed, notes, unstopped
from brief.reports.words import grouped, in_words, later, spoken_of, value_of

if TYPE_CHECKING:
    from brief.model.parts import Citation, Difference, Record
    from brief.model.statements import Assessment


def field_of(record: "Record", rival: "Difference") -> str:
    """Return the disputed field; a rival of the whole record disputes its title."""
    return rival.field or KINDS[record.KIND].title


def rival(record: "Record", found: "Difference", naming: Dossier | None = None, *, remark: bool = True) -> Cell:
    """Return one rival of a field or of the whole record after a label, with its source."""
    field = spoken_of(record, found.field, naming) if found.field else None
    label = say("{field} disputed: ", field=field) if field else say("disputed: ")
    if field and is_of_several(record, found.field):
        label = say("{field} as a whole disputed: ", field=field)
    return rival_behind(label, record, found, naming, remark=remark)


def rival_behind(
    label: Message, record: "Record", found: "Difference", naming: Dossier | None = None, *, remark: bool = True
) -> Cell:
    """Return one rival after the given label, with its source."""
    # Translators: before another date that a source gives: "date disputed: also May 2019"
    also = [say("also ")] if is_date(record, found.field) else []
    told = phrase(Label(series((label, *also), "")), attributed(record, found, naming), *noted(found, remark=remark))
    return cell(told, {"field": found.field, "value": found.value}, notes(found.cite))


def is_of_several(record: "Record", field: str | None) -> bool:
    """True if a field is a list of several values, so that its rivals are not those of one of them."""
    target = found_at(record, field) if field else None
    return bool(target and isinstance(target.value, tuple) and len(target.value) > 1)


def noted(found: "Difference", *, remark: bool = True) -> list[Part]:
    """Return the desk's note on a rival, in brackets; nothing if there is none."""
    return in_brackets(quoted(found.note or "")) if remark else []


def is_opinion(record: "Record") -> "TypeGuard[Assessment]":
    """True if a record is an opinion, which follows its holder; avoids importing its class."""
    return record.KIND == "assessment"


def attributed(record: "Record", found: "Difference", naming: Dossier | None = None) -> Cell:
    """Return a rival value in words; a rival opinion follows the passage that states it.

    Its holder may not be named: `according to survey p. 4: the pier is unsafe`. A rival is marked if it is inferred, or
    a date that is later than the day of the record or may be.
    """
    words = as_rival(record, found, cell(readable(record, found, naming)))
    if not is_opinion(record) or found.field not in (None, KINDS[record.KIND].title):
        words = unstopped(words).followed(Mark(Sign.INFERRED, reason=found.inferred)) if found.inferred else words
        return words.followed(*later_rival(record, found))
    unnamed = say("others, without a source")
    places = listed([cited_at(each) for each in found.cite]) if found.cite else cell(unnamed)
    told = say("as inferred from {source}: {words}") if found.inferred else say("according to {source}: {words}")
    return filled(told, source=places, words=words)


def as_rival(record: "Record", found: "Difference", told: Cell) -> Cell:
    """Return the words of a rival value, recorded as words that print it."""
    same = (place for place, other in enumerate(record.differs) if other is found)  # equality would compare all fields
    place = next(same, None)
    place = record.differs.index(found) if place is None else place
    return told.stating(value_of(record, f"differs.{place}.value"))


def cited_at(cited: "Citation") -> Cell:
    """Return a citation as a dossier writes it, with the source as a link."""
    return phrase(ref(cited.source, code(cited.source)), *(" ", code(cited.locator)) if cited.at else ())


def later_rival(record: "Record", found: "Difference") -> list[Words]:
    """Return the remark or mark of a rival date that is later than the day of the record, or may be; else nothing."""
    return later(record, found.field or "", Date.read(found.value)) if is_date(record, found.field) else []


def readable(record: "Record", found: "Difference", naming: Dossier | None = None) -> Part:
    """Return a rival value in words: a date in words; with `naming`, an id as a name."""
    if is_date(record, found.field):
        date = Date.read(found.value)
        unread = say("“{value}”, which is not a date", value=quoted(found.value))
        return bare_date(date) if date else unread
    target = found_at(record, found.field) if found.field else None
    return in_words(grouped(found.field or "", found.value), target and target.shape, naming)
