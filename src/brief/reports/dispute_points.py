"""Disputed points: the fields of a record on which sources differ, their versions, and dependent records."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from brief.document import Cell, Mark, Row, Sign, cell, phrase, verbatim
from brief.dossier.protocol import Dossier
from brief.locale import say
from brief.model.dates import Date
from brief.model.kinds import KINDS
from brief.model.stated import citations, stated
from brief.reports.date_words import later
from brief.reports.phrases import listed, notes
from brief.reports.ranking import is_particular
from brief.reports.rivals import cited_at
from brief.reports.values import worded

if TYPE_CHECKING:
    from brief.model.parts import Citation, Difference, Record

_CITING = ("cite", "differs")
"""References in these fields are to a source, not to a subject."""


def points(record: "Record") -> "dict[str, list[Difference]]":
    """Group the differences of a record by the field that they concern."""
    points: dict[str, list[Difference]] = {}
    for found in record.differs:
        points.setdefault(found.field or "", []).append(found)
    return points


def held_row(dossier: Dossier, record: "Record", field: str) -> Row:
    """Return the row of the version in the record itself."""
    found = stated(record, field)
    words = worded(found, dossier)
    if not words.text:
        return version_row(record.id, cell(say("not given")), found.cite, say("Used here."), "")
    if found.inferred:
        cite = citations(record, field) if field == KINDS[record.KIND].title else ()
        reasoning = say("Used here. Inferred: {inferred}", inferred=found.inferred)
        return version_row(
            record.id, words.followed(Mark(Sign.INFERRED, reason=found.inferred)), cite, reasoning, say("the desk")
        )
    date = found.value if isinstance(found.value, Date) else None
    words = phrase(words, *later(field, date, dossier.as_of))
    return version_row(record.id, words, found.cite, say("Used here."), date=date)


def version_row(
    id_: str,
    version: Cell,
    cite: "tuple[Citation, ...]",
    reasoning: str,
    without: str = "no source given",
    date: Date | None = None,
) -> Row:
    """Return the row of a version, with its source and the reasoning for it."""
    cites = notes(cite)
    source = listed([cited_at(found) for found in cite], between="; ") if cite else cell(verbatim(without))
    return Row((version.citing(cites)._replace(value=date), source, cell(verbatim(reasoning))), id_)


def affected(dossier: Dossier, record: "Record", fields: Iterable[str]) -> dict[str, list[str]]:
    """Return ids of records that refer to this one, by kind; empty if the fields are only particulars of a person.

    A reference to a person does not depend on, for example, the year of birth.
    """
    by_kind: dict[str, dict[str, None]] = {}
    rests = not all(is_particular(record, field or None) for field in fields)
    for link in dossier.linked_to(record.id) if rests else ():
        if link.path.partition(".")[0] not in _CITING:
            by_kind.setdefault(link.kind, {})[link.id] = None
    return {kind: list(by_kind[kind]) for kind in KINDS if kind in by_kind}
