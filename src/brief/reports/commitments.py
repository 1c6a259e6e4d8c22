"""`commitments`: what was promised, what was said of it since, what the record supports, what is overdue."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple, get_args

from brief.core.dates import Answer, Date
from brief.core.dossier import Dossier
from brief.core.failure import Failure
from brief.document import Block, Cell, Column, Document, Heading, Notice, Row, Table, cell
from brief.reports.common import document, name, names, notes, resolve, rival, when
from brief.reports.lines import event_cell, latest, said, status
from brief.reports.promises import evidence, is_overdue, is_settled
from brief.reports.scope import Scope, narrower

if TYPE_CHECKING:
    from brief.core.model.commitments import Commitment

_COLUMNS = (
    Column("promise", "Promise"),
    Column("parties", "By, to"),
    Column("made", "Made"),
    Column("due", "Due"),
    Column("overdue", "Overdue"),
    Column("status", "Last said"),
    Column("evidence", "The record shows"),
    Column("unclear", "Unclear"),
)
_IN_PLACE = ("text", "by", "for", "made", "due", None)
"""Fields whose disputes stand in the cell of the field."""
_URGENCY = {Answer.YES: 0, Answer.CANNOT_TELL: 1, Answer.NO: 2, None: 2}


class Question(NamedTuple):
    """Which commitments are asked for; names as the user typed them."""

    by: str | None = None
    for_: str | None = None
    status: str | None = None
    as_of: Date | None = None


class _Wanted(NamedTuple):
    by: frozenset[str]
    for_: frozenset[str]
    status: str | None


def commitments(dossier: Dossier, question: Question, today: Date) -> Document:
    """The promises asked for, the overdue first and the settled last; `today` is the day where none is asked for."""
    day = question.as_of or today
    wanted = _Wanted(
        _bodies(dossier, question.by, "--by"), _bodies(dossier, question.for_, "--for"), _status(question.status)
    )
    found: dict[Answer, list[Commitment]] = {Answer.YES: [], Answer.CANNOT_TELL: [], Answer.NO: []}
    for held in Scope(dossier, None, question.as_of).records("commitment"):
        found[_fits(held, wanted, question.as_of)].append(held)
    blocks: list[Block] = [Notice(cell(_remark(dossier, question, wanted, day), day.text))]
    if not found[Answer.YES]:
        blocks.append(Notice(cell("No commitment in the dossier fits.")))
    blocks.append(_table(dossier, found[Answer.YES], day, question.as_of))
    if found[Answer.CANNOT_TELL]:
        blocks.append(Heading(f"Whether these belong here cannot be told ({len(found[Answer.CANNOT_TELL])})"))
        blocks.append(_table(dossier, found[Answer.CANNOT_TELL], day, question.as_of))
    title = f"Commitments ({len(found[Answer.YES])})"
    return document(dossier, "commitments", title, blocks, answers=bool(found[Answer.YES]))


def _bodies(dossier: Dossier, words: str | None, option: str) -> frozenset[str]:
    """Ids of a person, or of an organization and of all that belongs to it."""
    if words is None:
        return frozenset()
    return frozenset(narrower(dossier, resolve(dossier, words, ("person", "organization"), option)))


def _status(words: str | None) -> str | None:
    from brief.core.model.commitments import Status

    known = get_args(Status)
    wanted = words.strip().lower().replace(" ", "-") if words is not None else None
    if wanted is None or wanted in known:
        return wanted
    from brief.core.names import hint

    raise Failure(f"--status: there is no status `{words}`", hint(wanted, known, f"there are {', '.join(known)}"), 2)


def _fits(held: "Commitment", wanted: _Wanted, as_of: Date | None) -> Answer:
    """Whether a promise is one of those asked for: where its record says nothing or is disputed, it cannot be told."""
    last = latest(held, as_of)
    disputed = {(found.field or "").partition(".")[0] for found in held.differs}
    tests = (
        (wanted.by, held.by, "by"),
        (wanted.for_, held.for_, "for"),
        ({wanted.status} - {None}, (last.status,) if last else (), "log"),
    )
    answers = {
        Answer.CANNOT_TELL if not holds or field in disputed else Answer.NO
        for ids, holds, field in tests
        if ids and not ids & set(holds)
    }
    if Answer.NO in answers:
        return Answer.NO
    return Answer.CANNOT_TELL if answers else Answer.YES


def _remark(dossier: Dossier, question: Question, wanted: _Wanted, day: Date) -> str:
    """The day of the answers, and what narrows them."""
    parts = [
        f"by {name(dossier, resolve(dossier, question.by))}" if question.by else "",
        f"for {name(dossier, resolve(dossier, question.for_))}" if question.for_ else "",
        f"status {wanted.status}" if wanted.status else "",
    ]
    narrowed = ", ".join(filter(None, parts))
    undated = " What bears no date may be of later." if question.as_of else ""
    return f"As of {day.human()}{f'; narrowed: {narrowed}' if narrowed else ''}.{undated}"


def _table(dossier: Dossier, held: "list[Commitment]", day: Date, as_of: Date | None) -> Table:
    ordered = sorted(held, key=lambda found: (is_settled(found, as_of), _URGENCY[is_overdue(found, day, as_of)]))
    rows = (Row(tuple(_cells(dossier, found, day, as_of)), found.id) for found in ordered)
    return Table("commitments", _COLUMNS, tuple(rows))


def _cells(dossier: Dossier, held: "Commitment", day: Date, as_of: Date | None) -> Iterator[Cell]:
    """A row, column by column; what is disputed or inferred is said in the cell that it concerns."""
    yield said(held, held.text.rstrip("."), "text", None)
    yield _parties(dossier, held)
    later = bool(as_of and held.made and held.made.after(as_of) is Answer.CANNOT_TELL)
    doubt = f" (may be later than {when(as_of)})"
    yield _dated(held, held.made, "made", "date unknown", doubt if later else "")
    yield _dated(held, held.due, "due")
    overdue = is_overdue(held, day, as_of)
    yield cell(overdue.value if overdue else "no deadline given")
    yield _last_said(dossier, held, as_of)
    yield _shown(dossier, held, as_of)
    yield _unclear(held, as_of)


def _dated(held: "Commitment", date: Date | None, field: str, unknown: str = "", doubt: str = "") -> Cell:
    """A date, with EDTF as the value where there is but one."""
    found = said(held, f"{date.human()}{doubt}" if date else "", field)
    if not found.text:
        return cell(unknown, "")
    disputed = any(item.field == field for item in held.differs)
    return found if date is None or disputed else found._replace(value=date.text)


def _parties(dossier: Dossier, held: "Commitment") -> Cell:
    """Who owes it to whom; where these are the same, to each other."""
    mutual = len(held.by) > 1 and set(held.by) == set(held.for_)
    to = "each other" if mutual else names(dossier, held.for_)
    text = f"{names(dossier, held.by) or 'not said by whom'}{f' to {to}' if to else ', not said to whom'}"
    value = {"by": list(held.by), "for": list(held.for_)}
    found = said(held, text, "by", "for")
    return found if any(item.field in ("by", "for") for item in held.differs) else found._replace(value=value)


def _last_said(dossier: Dossier, held: "Commitment", as_of: Date | None) -> Cell:
    last = latest(held, as_of)
    if last is None:
        return cell("nothing said of it since", {"status": None, "date": None, "said_by": []})
    doubt = as_of and last.date and last.date.after(as_of) is Answer.CANNOT_TELL
    text = f"{status(dossier, last)}{f' (may be later than {when(as_of)})' if doubt else ''}"
    value = {"status": last.status, "date": last.date and last.date.text, "said_by": list(last.said_by)}
    return cell(text, value, notes(last.cite))


def _shown(dossier: Dossier, held: "Commitment", as_of: Date | None) -> Cell:
    events = [event_cell(event) for event in evidence(dossier, held, as_of)]
    if not events:
        return cell("nothing that carries it out", [])
    inferred = " (inferred)" if "evidence" in held.inferred else ""
    cites = dict.fromkeys(note for event in events for note in event.cites)
    text = f"{'; '.join(event.text for event in events)}{inferred}"
    return cell(text, [event.value for event in events], tuple(cites))


def _unclear(held: "Commitment", as_of: Date | None) -> Cell:
    """What the desk or a source says is open, the reservation on the status, and disputes of other fields."""
    last = latest(held, as_of)
    others = [rival(found) for found in held.differs if found.field not in _IN_PLACE]
    doubts = (last.inferred, last.note) if last else ()
    parts = [held.unclear, *(f"On the status: {doubt}" for doubt in doubts if doubt)]
    cites = (*(notes(held.cite) if held.unclear else ()), *(note for found in others for note in found.cites))
    return cell(" ".join(filter(None, (*parts, *(found.text for found in others)))), None, tuple(dict.fromkeys(cites)))
