"""Statements of those who are met: their own opinions and those of their bodies, with their dates."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from brief.document import Block, Cell, Heading, Listing, phrase
from brief.dossier.protocol import Dossier
from brief.locale import say
from brief.model.statements import Assessment
from brief.reports.common import continued, listing
from brief.reports.delegations import concerned
from brief.reports.one_line import held_by
from brief.reports.phrases import bracketed, unstopped
from brief.reports.ranking import best
from brief.reports.short_events import short_date_of
from brief.reports.short_records import with_grades
from brief.reports.values import said

if TYPE_CHECKING:
    from brief.model.actors import Person
    from brief.model.dates import Date
    from brief.model.sections import Section


def own_opinions(dossier: Dossier, ids: Iterable[str], met: "Iterable[Person]", day: "Date") -> tuple[Assessment, ...]:
    """Return the opinions of those who are met and of their bodies, in the order of pages."""
    holders = concerned(dossier, ids, met, day)
    held = (found for found in dossier.every(Assessment) if not holders.isdisjoint(found.by))
    return tuple(best(dossier, held, day).shown)


def sayings(dossier: Dossier, opinions: Sequence[Assessment], section: "Section") -> Iterator[Block]:
    """Yield the first of their opinions."""
    shown = opinions[: section.most]
    told = [_saying(dossier, held) for held in shown]
    more = continued(len(shown), len(opinions), has_annex=section.has_annex)
    yield from listing(say("What they say"), "sayings", told, selection=more)


def further_sayings(dossier: Dossier, opinions: Sequence[Assessment], section: "Section") -> Iterator[Block]:
    """Yield an annex with the opinions that did not fit into the paper."""
    if left := opinions[section.most :]:
        yield Heading(say("Annex: what else they say"), is_annex=True)
        yield Listing("further-sayings", tuple(_saying(dossier, held) for held in left))


def _saying(dossier: Dossier, held: Assessment) -> Cell:
    """Return an opinion in full after its holder, with its hedges and date."""
    by = held_by(dossier, held)
    told = phrase(by, ": ", unstopped(said(held, "text", naming=dossier)))
    date = said(held, "date", told=short_date_of(held.date), naming=dossier) if held.date else Cell()
    return with_grades(phrase(told, bracketed(date)), held)
