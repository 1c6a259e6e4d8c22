"""`gaps`: what is not known: what someone flagged, and what the dossier itself shows to be missing."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from brief.core.dates import Answer, Date
from brief.core.dates.terms import Precision
from brief.core.dossier import Dossier
from brief.core.findings import Severity
from brief.core.model import KINDS
from brief.document import Block, Cell, Document, Heading, Listing, Notice, cell
from brief.reports.common import document, notes, undated
from brief.reports.confirmed import is_stale
from brief.reports.lines import agreement_cell, event_cell, promise_cell, question_groups, record_cell
from brief.reports.promises import evidence, is_settled
from brief.reports.roles import posts, role_cell
from brief.reports.scope import Scope
from brief.reports.witnesses import Witnesses

if TYPE_CHECKING:
    from brief.core.model.agreements import Agreement
    from brief.core.model.commitments import Commitment
    from brief.core.model.events import Event
    from brief.core.model.parts import Citation, Role

_LOOKED_THROUGH = ("question", "commitment", "agreement", "event", "program", "person", "organization")


class Gaps(NamedTuple):
    """The day at which the gaps are looked for, and after how many months a role wants confirming."""

    day: Date
    """As asked for, else today."""
    months: int = 12
    as_of: Date | None = None
    """The world as it was then: what certainly came later is left out."""
    limit: int | None = None
    """So many lines stand at most under a heading."""


class _Gap(NamedTuple):
    """One heading and what stands below it."""

    name: str
    title: str
    lines: list[Cell]
    level: int = 2
    of: int = 0
    """Out of how many, where that is told."""


def gaps(dossier: Dossier, wanted: Gaps) -> Document:
    """Flagged questions first, then what is missing, each under a heading with its count."""
    scope = Scope(dossier, None, wanted.as_of)
    blocks: list[Block] = [Notice(cell(f"As of {wanted.day.human()}.", wanted.day.text))]
    blocks += [undated(wanted.as_of)] if wanted.as_of else []
    found = [gap for find in _FINDERS for gap in find(scope, wanted) if gap.lines]
    for gap in found:
        blocks.append(Heading(f"{gap.title} ({len(gap.lines)}{f' of {gap.of}' if gap.of else ''})", gap.level))
        blocks += [Listing(gap.name, tuple(_first(gap.lines, wanted.limit)))] if gap.name else []
    if not found:
        blocks.append(Notice(cell(_nothing(scope))))
    return document(dossier, "gaps", "What is not known", blocks)


def _first(lines: list[Cell], limit: int | None) -> list[Cell]:
    """As many lines as wanted, and how many more there are."""
    rest = len(lines) - limit if limit else 0
    return [*lines[:limit], cell(f"and {rest} more: leave --limit out")] if rest > 0 else lines


def _nothing(scope: Scope) -> str:
    """What can be said where no gap is found."""
    if any(scope.dossier.findings(Severity.ERROR)):
        return "Nothing is found to be missing in what could be read, which is not all of the dossier."
    if not any(True for kind in _LOOKED_THROUGH for _ in scope.records(kind)):
        return "There is nothing in which something could be missing."
    return "Nothing is flagged, and nothing that brief looks for is missing."


def _questions(scope: Scope, _: Gaps) -> Iterator[_Gap]:
    for name, title, lines in question_groups(scope.dossier, scope.records("question")):
        yield _Gap(name, title, lines)


def _single_witness(scope: Scope, wanted: Gaps) -> Iterator[_Gap]:
    """Facts that one witness alone, or none, stands for."""
    dossier, witnesses = scope.dossier, Witnesses(scope.dossier)
    kinds: list[_Gap] = []
    total = 0
    for kind in ("event", "agreement", "program", "commitment"):
        line = promise_cell if kind == "commitment" else record_cell
        records = list(scope.records(kind))
        held = [_none_said(line(dossier, found), found.cite) for found in records if len(witnesses.of(found.cite)) < 2]
        kinds.append(_Gap(f"one-witness-{kind}", KINDS[kind].section.capitalize(), held, 3))
        total += len(records)
    roles = list(_roles(scope, wanted))
    posts_ = [
        _none_said(_of(holder, role_cell(dossier, holder, role, wanted.as_of)), role.cite)
        for holder, role in roles
        if len(witnesses.of(role.cite)) < 2
    ]
    kinds.append(_Gap("one-witness-post", "Posts and parts taken", posts_, 3))
    lines = [line for kind in kinds for line in kind.lines]
    yield _Gap("", "Facts that rest on one witness", lines, of=total + len(roles))
    yield from kinds


def _none_said(line: Cell, cite: "tuple[Citation, ...]") -> Cell:
    return line if cite else _lacking(line, ["no source given"])


def _of(holder: Any, found: Cell) -> Cell:
    """A post behind the name of its holder."""
    return cell(f"{holder.name}: {found.text}", holder.id, found.cites)


def _roles(scope: Scope, wanted: Gaps) -> "Iterator[tuple[Any, Role]]":
    """People and organizations, each with the posts or parts that are not known to be over."""
    for kind in ("person", "organization"):
        for holder in scope.records(kind):
            held = posts(holder, wanted.as_of)
            for role in (*held.held, *held.later):
                yield holder, role


def _unconfirmed(scope: Scope, wanted: Gaps) -> Iterator[_Gap]:
    """Posts that nobody confirmed of late, and those of which that cannot be told."""
    lines: dict[Answer, list[Cell]] = {answer: [] for answer in Answer}
    for holder, role in _roles(scope, wanted):
        place = f"roles.{holder.roles.index(role)}."
        rivals = [found for found in holder.differs if (found.field or "").startswith(place)]
        found = role_cell(scope.dossier, holder, role, wanted.as_of)
        answer = is_stale(role, rivals, wanted.day, wanted.months)
        lines[answer].append(_of(holder, found))
    span = "a month" if wanted.months == 1 else f"{wanted.months} months"
    yield _Gap("unconfirmed", f"Roles not confirmed for {span}", lines[Answer.YES])
    doubtful = f"Roles of which it cannot be told whether they were confirmed within {span}"
    yield _Gap("perhaps-unconfirmed", doubtful, lines[Answer.CANNOT_TELL])


def _commitments(scope: Scope, wanted: Gaps) -> Iterator[_Gap]:
    """Promises that nobody can hold anyone to, and those of which nothing shows that they are kept."""
    lines = []
    held: Commitment
    for held in scope.records("commitment"):
        settled = is_settled(held, wanted.as_of)
        lacking = ["no deadline"] if not held.due and not settled else []
        lacking += [] if evidence(scope.dossier, held, wanted.as_of) else ["nothing that shows it carried out"]
        if lacking:
            lines.append(promise_cell(scope.dossier, held, ", ".join(lacking)))
    yield _Gap("commitments", "Commitments without deadline or evidence", lines)


def _agreements(scope: Scope, _: Gaps) -> Iterator[_Gap]:
    lines = []
    held: Agreement
    for held in scope.records("agreement"):
        signed: Event | None = scope.dossier.get(held.signed) if held.signed else None
        lacking = [] if signed and any(_signed(scope, *part) for part in signed.who.items()) else ["no signatories"]
        lacking += [] if signed and signed.date else ["no date of signing"]
        if lacking:
            lines.append(_lacking(agreement_cell(scope.dossier, held), lacking))
    yield _Gap("agreements", "Agreements without signatories or date", lines)


def _signed(scope: Scope, id_: str, part: str | None) -> bool:
    """Whether someone at a signing is known to have signed: called so, or a person with no other part."""
    found = scope.dossier.name(id_)
    return part.lower().startswith("sign") if part else bool(found and found.kind == "person")


def _events(scope: Scope, _: Gaps) -> Iterator[_Gap]:
    lines = []
    held: Event
    for held in scope.records("event"):
        dated = held.date or any(found.field == "date" for found in held.differs)
        lacking = [] if _to_the_day(held.date) else ["no day" if dated else "no date"]
        lacking += [] if held.place else ["no place"]
        if lacking:
            lines.append(_lacking(event_cell(held), lacking))
    yield _Gap("events", "Events without day or place", lines)


def _to_the_day(date: Date | None) -> bool:
    """Whether a date is known to the day, at both ends where it has two."""
    sides = (date.start, date.end) if date else (None,)
    return all(side is not None and side.precision is Precision.DAY for side in sides)


def _people(scope: Scope, wanted: Gaps) -> Iterator[_Gap]:
    lines = []
    for person in scope.records("person"):
        held = posts(person, wanted.as_of)
        if not held.held and not held.later:
            last = role_cell(scope.dossier, person, held.earlier[0], wanted.as_of) if held.earlier else None
            said = f"last known: {last.text}" if last else "no post given"
            lines.append(cell(f"{person.name}: {said}", person.id, last.cites if last else notes(person.cite)))
    yield _Gap("people", "People without a post", lines)


def _lacking(line: Cell, lacking: list[str]) -> Cell:
    """A line with what is missing behind it."""
    return cell(f"{line.text} — {', '.join(lacking)}", line.value, line.cites)


_FINDERS: tuple[Callable[[Scope, Gaps], Iterator[_Gap]], ...] = (
    _questions,
    _commitments,
    _agreements,
    _events,
    _unconfirmed,
    _people,
    _single_witness,
)
