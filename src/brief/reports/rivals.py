"""What is said instead of a value."""

from typing import TYPE_CHECKING, TypeGuard

from brief.document import (
    Cell,
    Label,
    Mark,
    Part,
    Sign,
    Value,
    bare_date,
    cell,
    phrase,
    ref,
)
from brief.dossier.protocol import Dossier
from brief.locale import say
from brief.model.dates import Date
from brief.model.kinds import KINDS
from brief.model.paths import found_at, is_date
from brief.reports.date_words import later
from brief.reports.field_words import in_words, spoken_of
from brief.reports.phrases import in_brackets, listed, notes, unstopped

if TYPE_CHECKING:
    from brief.model.parts import Citation, Difference, Record
    from brief.model.statements import Assessment


def field_of(record: "Record", rival: "Difference") -> str:
    """The disputed field; what disputes all of a record disputes its title."""
    return rival.field or KINDS[record.KIND].title


def rival(record: "Record", found: "Difference", naming: Dossier | None = None, *, remark: bool = True) -> Cell:
    """One thing that is said instead of a field of a record, or of all of it, behind a label, with its source."""
    field = spoken_of(record, found.field, naming) if found.field else ""
    subject = say("{spoken} disputed", spoken=field) if field else say("disputed")
    return rival_behind(f"{subject}: ", record, found, naming, remark=remark)


def rival_behind(
    label: str, record: "Record", found: "Difference", naming: Dossier | None = None, *, remark: bool = True
) -> Cell:
    """The same behind another label."""
    also = "also " if is_date(record, found.field) else ""
    told = phrase(Label(f"{label}{also}"), attributed(record, found, naming), *noted(found, remark=remark))
    return cell(told, {"field": found.field, "value": found.value}, notes(found.cite))


def noted(found: "Difference", *, remark: bool = True) -> list[Part]:
    """What the desk remarks on a rival, in brackets; nothing without a remark."""
    return in_brackets(found.note) if remark else []


def is_opinion(record: "Record") -> "TypeGuard[Assessment]":
    """Whether a record is an opinion, which stands behind its holder; the class need not be imported for that."""
    return record.KIND == "assessment"


def attributed(record: "Record", found: "Difference", naming: Dossier | None = None) -> Cell:
    """What is said instead, for people: of an opinion behind the passage that says it, for its holder need not say so.

    `according to survey p. 4: the pier is unsafe`. What the desk infers says so.
    """
    words = as_rival(record, found, cell(readable(record, found, naming)))
    if not is_opinion(record) or found.field not in (None, KINDS[record.KIND].title):
        return unstopped(words).followed(Mark(Sign.INFERRED, reason=found.inferred)) if found.inferred else words
    unnamed = say("others, of whom no source is given")
    places = listed([cited_at(each) for each in found.cite]) if found.cite else cell(unnamed)
    return phrase(say("as inferred from ") if found.inferred else say("according to "), places, ": ", words)


def as_rival(record: "Record", found: "Difference", told: Cell) -> Cell:
    """Words that print what is said instead, with the rival that they state."""
    same = (place for place, other in enumerate(record.differs) if other is found)  # equality would compare all fields
    place = next(same, None)
    place = record.differs.index(found) if place is None else place
    return told.stating(Value(record.id, f"differs.{place}.value"))


def cited_at(cited: "Citation") -> Cell:
    """A citation as it is written in a dossier, its source as a name that leads there."""
    return phrase(ref(cited.source, cited.source), say(" {at}", at=cited.locator) if cited.at else "")


def readable(record: "Record", found: "Difference", naming: Dossier | None = None) -> Part:
    """What is said instead, for people: a date in words; with `naming`, an id as a name."""
    if is_date(record, found.field):
        date = Date.read(found.value)
        unread = say("“{value}”, which is no date", value=found.value)
        return (
            phrase(bare_date(date), *later(found.field or "", date, naming.as_of if naming else None))
            if date
            else unread
        )
    target = found_at(record, found.field) if found.field else None
    return in_words(found.value, target and target.shape, naming)
