"""`memo`: a paper on the dossier or on one subject of it, in sections.

It holds no sentence that is not in the dossier, apart from fixed labels.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from brief.core.dates import Date
from brief.core.dossier import Dossier
from brief.core.failure import Failure
from brief.core.model import KINDS
from brief.core.sections import LAYOUTS
from brief.document import Block, Card, Cell, Document, Field, Heading, Listing, Notice, Paragraph, cell
from brief.reports.common import document, listing, name, notes, resolve, rival
from brief.reports.lines import (
    agreement_cell,
    assessment_cell,
    commitment_cell,
    disagreement_cell,
    event_cell,
    program_cell,
    question_cell,
    said,
)
from brief.reports.roles import posts, role_cell
from brief.reports.scope import Scope
from brief.reports.timeline import chronology
from brief.reports.who import card

if TYPE_CHECKING:
    from brief.core.model.actors import Person
    from brief.core.model.statements import Assessment

_STANCES = {
    "opportunity": "Opportunities",
    "risk": "Risks",
    "support": "Support",
    "criticism": "Criticism",
    "neutral": "Other assessments",
}


_UNDATED = "What bears no date is shown as known today, and may tell of later things: summaries, programs, questions."
_CUT = {"one-pager": 5}
"""So many points a section has in a layout that is to stay short."""


class Memo(NamedTuple):
    """What the memo is on, and what its head says."""

    date: "Date"
    subject: str | None = None
    """The subject as the user named it; nothing for the dossier as a whole."""
    layout: str = "full"
    to: str = ""
    sender: str = ""
    title: str = ""
    """What the head says of the subject, where it is not the subject's own name."""
    handling: str = ""
    as_of: "Date | None" = None


def memo(dossier: Dossier, wanted: Memo) -> Document:
    """The memo; raises `Failure` where no record or no layout goes by the name."""
    sections = _layout(dossier, wanted.layout)
    id_ = resolve(dossier, wanted.subject) if wanted.subject else None
    scope = Scope(dossier, id_, wanted.as_of, day=wanted.as_of or wanted.date)
    blocks: list[Block] = [_head(dossier, wanted, id_)]
    if wanted.as_of:
        blocks.append(Notice(cell(_UNDATED)))
    for section in sections:
        blocks += _short(_SECTIONS[section](scope), _CUT.get(wanted.layout))
    return document(dossier, "memo", "Memorandum", blocks, handling=wanted.handling)


def _short(blocks: Iterator[Block], limit: int | None) -> Iterator[Block]:
    """Blocks whose lists say how many points were cut."""
    for block in blocks:
        if limit and isinstance(block, Listing) and len(block.items) > limit:
            more = cell(f"and {len(block.items) - limit} more: the layout `full` has them")
            yield block._replace(items=(*block.items[:limit], more))
        else:
            yield block


def _layout(dossier: Dossier, wanted: str) -> tuple[str, ...]:
    layouts = {**LAYOUTS, **(dossier.header.memos if dossier.header else {})}
    if wanted not in layouts:
        from brief.core.names import hint

        nearest = hint(wanted, layouts, f"there are {', '.join(layouts)}")
        raise Failure(f"--layout: there is no layout `{wanted}`", nearest, 2)
    return layouts[wanted]


def _head(dossier: Dossier, wanted: Memo, id_: str | None) -> Card:
    header = dossier.header
    subject = wanted.title or (name(dossier, id_) if id_ else header.title if header else "")
    sender = wanted.sender or (header.author if header and header.author else "")
    lines = (
        ("to", "To", cell(wanted.to)),
        ("from", "From", cell(sender)),
        ("date", "Date", cell(wanted.date.human(), wanted.date.text)),
        ("as_of", "As of", cell(wanted.as_of.human(), wanted.as_of.text) if wanted.as_of else cell("")),
        ("subject", "Subject", cell(subject, id_)),
    )
    fields = tuple(Field(key, label, (line,)) for key, label, line in lines if line.text)
    return Card("head", cell(""), fields)


def _bottom_line(scope: Scope) -> Iterator[Block]:
    """What the desk wrote as the summary of the subject, or the subject's own title."""
    dossier = scope.dossier
    held: Any = dossier.get(scope.subject) if scope.subject else dossier.header
    summary = getattr(held, "summary", None)
    if summary and scope.subject:
        line: Cell | None = said(held, summary, "summary")
    else:
        line = cell(summary, None, notes(held.cite)) if summary else _titled(scope, held)
    if line:
        yield Heading("Bottom line")
        yield Paragraph((line,), "bottom-line")


def _titled(scope: Scope, record: Any) -> Cell | None:
    """A record without a summary in one line; nothing where that would be its name alone."""
    kind = getattr(record, "KIND", "")
    if kind == "person":
        return _person(scope, record)
    if kind == "event":
        return event_cell(record)
    return cell(record.text, record.id, notes(record.cite)) if kind and KINDS[kind].title == "text" else None


def _status(scope: Scope) -> Iterator[Block]:
    """The latest event, the agreements with their time and what they provide for, the programs."""
    dated = [
        claim.event for claim in scope.claims() if claim.date and claim.rival is None and not scope.foresees(claim.date)
    ]
    latest = [event_cell(dated[-1], "Latest event: ")] if dated else []
    agreements = [agreement_cell(scope.dossier, held) for held in scope.records("agreement")]
    programs = [program_cell(scope.dossier, held) for held in scope.records("program")]
    yield from listing("Current status", "status", [*latest, *agreements, *programs])
    for held in scope.records("agreement"):
        provisions = [cell(found.text, None, notes(found.cite)) for found in held.provisions]
        provisions += [rival(found, remark=False) for found in held.differs if found.field == "provisions"]
        yield from listing(f"{held.title} provides for", "provisions", provisions, 3)


def _people(scope: Scope) -> Iterator[Block]:
    lines = [_person(scope, held) for held in scope.records("person")]
    yield from listing("Key people", "people", lines)


def _person(scope: Scope, person: "Person") -> Cell:
    held = posts(person, scope.as_of)
    role = (*held.held, *held.earlier, *held.later)[:1]
    post = role_cell(scope.dossier, person, role[0], scope.as_of) if role else cell("post unknown")
    return cell(f"{person.name}: {post.text}", person.id, post.cites or notes(person.cite))


def _biography(scope: Scope) -> Iterator[Block]:
    """The whole card of the person, or of everyone concerned, each under the name."""
    found = scope.dossier.get(scope.subject) if scope.subject else None
    for held in [found] if found and found.KIND == "person" else scope.records("person"):
        yield Heading(held.name)
        yield from card(scope.dossier, held, scope.as_of, scope.day, 3)


def _timeline(scope: Scope) -> Iterator[Block]:
    yield from chronology(scope.dossier, scope.claims(), "Background", scope.as_of)


def _commitments(scope: Scope) -> Iterator[Block]:
    lines = [commitment_cell(scope.dossier, held.id, scope.as_of) for held in scope.records("commitment")]
    yield from listing("Commitments", "commitments", lines)


def _assessments(scope: Scope) -> Iterator[Block]:
    """Opinions by stance, each behind its holder."""
    held: list[Assessment] = list(scope.records("assessment"))
    if held:
        yield Heading("Assessments")
    for stance, title in _STANCES.items():
        lines = [assessment_cell(scope.dossier, found.id, stance=False) for found in held if found.stance == stance]
        yield from listing(title, stance, lines, 3)


def _disagreements(scope: Scope) -> Iterator[Block]:
    """Every field on which sources part, with all that is said."""
    lines = [
        disagreement_cell(scope.dossier, record, found)
        for kind in KINDS
        for record in scope.records(kind)
        for found in record.differs
    ]
    yield from listing("Where the sources disagree", "disagreements", lines)


def _questions(scope: Scope) -> Iterator[Block]:
    lines = [question_cell(scope.dossier, held.id) for held in scope.records("question")]
    yield from listing("What we do not know", "questions", lines)


def _sources(_: Scope) -> Iterator[Block]:
    """Nothing: the sources stand at the end of every document."""
    yield from ()


_SECTIONS: dict[str, Callable[[Scope], Iterator[Block]]] = {
    "bottom-line": _bottom_line,
    "status": _status,
    "people": _people,
    "biography": _biography,
    "timeline": _timeline,
    "commitments": _commitments,
    "assessments": _assessments,
    "disagreements": _disagreements,
    "questions": _questions,
    "sources": _sources,
}
