"""`brief` alone: the dossier at a glance, and what to type next."""

from collections.abc import Iterator

from brief.core.claims import is_foretold
from brief.core.dates import Date
from brief.core.dossier import Claim, Dossier, EventFilter
from brief.core.findings import Severity
from brief.core.model import KINDS
from brief.document import Block, Card, Cell, Document, Field, Heading, Listing, Paragraph, cell
from brief.reports.common import counted, document, names, notes
from brief.reports.lines import event_cell

_LATEST = 3
_PEOPLE = 8


def overview(dossier: Dossier, today: Date) -> Document:
    """Summary, extent, latest events, people, and commands that answer something here."""
    header = dossier.header
    blocks: list[Block] = []
    if header and header.summary:
        blocks.append(Paragraph((cell(header.summary, None, notes(header.cite)),), "summary"))
    counts = dossier.counts()
    blocks.append(Card("extent", cell(""), tuple(_extent(dossier, counts))))
    if latest := _latest(dossier, today):
        told = _newest(dossier, EventFilter(known_at=today, ids=latest))
        lines = tuple(event_cell(claim.event) for claim in told if claim.rival is None)
        blocks += [Heading("Latest events"), Listing("latest", lines)]
    blocks += [Heading("What to type next"), Listing("next", tuple(_next(dossier, counts)))]
    return document(dossier, "overview", header.title if header else "Dossier", blocks)


def _latest(dossier: Dossier, today: Date) -> tuple[str, ...]:
    """Ids of the latest events."""
    found: dict[str, None] = {}
    for claim in _newest(dossier, EventFilter(known_at=today)):
        found[claim.event.id] = None
        if len(found) == _LATEST:
            break
    return tuple(found)


def _newest(dossier: Dossier, wanted: EventFilter) -> Iterator[Claim]:
    """The claims asked for, the latest first, without what was only expected."""
    for claim in dossier.events(wanted._replace(newest=True)):
        if claim.date and not is_foretold(dossier, claim.date, claim.event.cite):
            yield claim


def _extent(dossier: Dossier, counts: dict[str, int]) -> Iterator[Field]:
    header = dossier.header
    if header and header.parties:
        yield Field("parties", "Parties", (cell(names(dossier, header.parties), list(header.parties)),))
    held = ", ".join(counted(count, kind, KINDS[kind].section) for kind, count in counts.items() if count)
    yield Field("records", "Holds", (cell(held or "nothing yet", counts),))
    people = list(_some_people(dossier))
    if people:
        more = counts["person"] - len(people)
        rest = (cell(f"and {more} more"),) if more > 0 else ()
        yield Field("people", "People", (cell(", ".join(people)), *rest))
    warnings = dossier.finding_count(Severity.WARNING)
    if warnings:
        yield Field(
            "warnings", "Doubtful", (cell(f"{counted(warnings, 'warning')}; `brief check` lists them", warnings),)
        )


def _some_people(dossier: Dossier) -> Iterator[str]:
    for _, person in zip(range(_PEOPLE), dossier.records("person"), strict=False):
        yield person.name


def _next(dossier: Dossier, counts: dict[str, int]) -> Iterator[Cell]:
    yield cell("brief timeline — what happened, in order")
    if counts["person"]:
        person = next(_some_people(dossier))
        yield cell(f'brief who "{person}" — a person, from post to sources')
    yield cell("brief memo --layout one-pager -o memo.md — a memo to hand over")
    for kind in ("agreement", "topic"):
        if counts[kind]:
            record = next(dossier.records(kind))
            yield cell(f"brief memo {record.id} — the same on one subject")
            break
    yield cell("brief check — everything doubtful, with file and line")
    yield cell("brief init DIR — a dossier of your own")
