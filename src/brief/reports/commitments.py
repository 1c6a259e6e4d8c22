"""`commitments`: what was promised, the latest status, what shows it carried out, and what is overdue."""

from collections.abc import Iterator
from itertools import islice
from typing import get_args

from brief.document import (
    Block,
    Card,
    Cell,
    Document,
    Heading,
    Notice,
    bare_day,
    cell,
    code,
    phrase,
    quoted,
    unknown,
)
from brief.dossier.protocol import Dossier
from brief.dossier.rival_dates import claimed
from brief.dossier.surroundings import narrower
from brief.dossier.trait import Over
from brief.locale import Message, say, say_many, series
from brief.model.commitments import Commitment
from brief.model.dates import Answer, Date
from brief.model.dates.comparison import end_of
from brief.model.paths import is_within
from brief.model.user_error import UserError
from brief.named_tuple import NamedTuple
from brief.reports.commitment_status import evidence, has_status, is_due_by, is_overdue, is_settled, latest_entries
from brief.reports.common import card_fields, document, title_of, undated
from brief.reports.event_values import status_cell
from brief.reports.lookup import named, resolve
from brief.reports.one_line import TOLD, deadline_cell, overdue_cell, recipients
from brief.reports.phrases import unstopped
from brief.reports.ranking import Selected, promises
from brief.reports.related import Scope
from brief.reports.tracker import progress, tracker
from brief.reports.values import others, said
from brief.reports.words import inferred_reasons, name

_PLACES = (Answer.YES, Answer.CANNOT_TELL, Answer.NO, None)
"""Whether a commitment is overdue, in the order of urgency; None means settled."""
_LATE = _PLACES[:2]
"""The places of what is overdue, or perhaps overdue."""
_RANKED = 200
"""Number of most urgent commitments that are ranked if a limit is given; it keeps the answer fast at any size."""


class CommitmentSelection(NamedTuple):
    """Which commitments the user asked for; names are as typed."""

    by: str | None = None
    for_: str | None = None
    status: str | None = None
    limit: int | None = None
    """Maximum number of commitments under a heading."""
    overdue: bool = False
    due_by: Date | None = None


class _Wanted(NamedTuple):
    by: frozenset[str]
    for_: frozenset[str]
    status: str | None
    late_on: Date | None
    due_by: Date | None


class _Page:
    """Collects commitments, keeps the first of them (settled ones last), and counts all."""

    def __init__(self, dossier: Dossier, day: Date, limit: int | None) -> None:
        self.count = 0
        self._dossier = dossier
        self._day = day
        self._limit = limit
        self._kept: list[Commitment] = []

    def add(self, held: "Commitment") -> None:
        self.count += 1
        self._kept.append(held)
        if self._limit and len(self._kept) >= 2 * self._limit:
            self._kept = self.first()

    def first(self) -> "list[Commitment]":
        return promises(self._dossier, self._kept, self._day, self._limit).shown

    def blocks(self, *, full: bool) -> Iterator[Block]:
        """Yield the first commitments, and how many more there are."""
        shown = self.first()
        if full:
            yield from (_card(self._dossier, held, self._day) for held in shown)
        elif shown:
            yield from tracker(self._dossier, shown, self._day)
        if self.count > len(shown):
            (remark,) = Selected(shown, self.count).remark(say("brief commitments"))
            yield Notice(remark.text._replace(value=self.count - len(shown)))


def commitments(dossier: Dossier, question: CommitmentSelection, today: Date, *, full: bool = True) -> Document:
    """Report the selected commitments in the order of pages; `today` is used if the dossier has no `as_of` day.

    With a limit and no other filter, only the most urgent commitments are ranked.
    """
    day = dossier.as_of or today
    wanted = _Wanted(
        _bodies(dossier, question.by, "--by"),
        _bodies(dossier, question.for_, "--for"),
        _status(question.status),
        day if question.overdue else None,
        question.due_by,
    )
    scope = Scope(dossier)
    is_narrowed = question._replace(limit=None) != CommitmentSelection()
    fitting, doubtful = _collected(scope, wanted, day, question.limit, has_all=not is_narrowed and not dossier.as_of)
    blocks: list[Block] = list(undated(dossier))
    if narrow := _narrowed(dossier, question, wanted):
        blocks.insert(0, Notice(cell(narrow)))
    if not fitting.count:
        none = next(scope.every(Commitment), None) is None
        blocks.append(Notice(cell(say("There are no commitments here.") if none else say("No commitments match."))))
    blocks += fitting.blocks(full=full)
    if doubtful.count:
        blocks.append(Heading(say("Possible matches")))
        blocks += doubtful.blocks(full=full)
    counts = say_many("{count:,} commitment", "{count:,} commitments", fitting.count)
    return document(
        dossier,
        "commitments",
        title_of(dossier),
        blocks,
        answers=bool(fitting.count) or not is_narrowed,
        day=day,
        subtitle=say("{counts} · as of {day}", counts=counts, day=bare_day(day)),
        more=say("brief commitments -v"),
        full=full,
        about=[resolve(dossier, words) for words in (question.by, question.for_) if words],
    )


def _collected(scope: Scope, wanted: _Wanted, day: Date, limit: int | None, *, has_all: bool) -> tuple[_Page, _Page]:
    """Return the matches and the possible matches. If the page `has_all` commitments, a limit ends the search early."""
    fitting, doubtful = (_Page(scope.dossier, day, limit) for _ in range(2))
    first = max(limit, _RANKED) if has_all and limit else None
    for held in islice(_urgent(scope, day), first) if first else _candidates(scope, wanted):
        fits = _fits(scope.dossier, held, wanted)
        if fits is not Answer.NO:
            (fitting if fits is Answer.YES else doubtful).add(held)
    if has_all:
        fitting.count = scope.dossier.counts()["commitment"]
    return fitting, doubtful


def _candidates(scope: Scope, wanted: _Wanted) -> "Iterator[Commitment]":
    """Yield the commitments that may match."""
    if wanted.by:
        return scope.dossier.naming(Commitment, "by", wanted.by)
    if wanted.for_:
        return scope.dossier.naming(Commitment, "for", wanted.for_)
    return _urgent(scope, wanted.late_on, _LATE) if wanted.late_on else scope.every(Commitment)


def _urgent(scope: Scope, day: Date, places: tuple[Answer | None, ...] = _PLACES) -> "Iterator[Commitment]":
    """Yield the commitments in these places, by default all: overdue ones first and settled ones last."""
    end = end_of(day)
    for place, answer in enumerate(places):
        found = (
            scope.having(Commitment, "open", Over(answer, end, end)) if answer else scope.having(Commitment, "settled")
        )
        yield from (held for held in found if _place(scope.dossier, held, day) == place)


def _place(dossier: Dossier, held: "Commitment", today: Date) -> int:
    """Return the position of a commitment in the order of urgency."""
    overdue = None if is_settled(dossier, held) else is_overdue(dossier, held, today) or Answer.NO
    return _PLACES.index(overdue)


def _bodies(dossier: Dossier, words: str | None, option: str) -> frozenset[str]:
    """Return the id of a person, or the ids of an organization and all its parts."""
    if words is None:
        return frozenset()
    return frozenset(narrower(dossier, [resolve(dossier, words, ("person", "organization"), option)]))


def _status(words: str | None) -> str | None:
    from brief.model.commitments import Status

    known = get_args(Status)
    wanted = words.strip().lower().replace(" ", "-") if words is not None else None
    if wanted is None or wanted in known:
        return wanted
    from brief.model.names import hint

    there_are = hint(wanted, known, say("there are {known}", known=", ".join(known)))
    raise UserError(
        say("--status: there is no status `{words}`", words=words),
        say("use --overdue") if wanted == "overdue" else there_are,
        2,
    )


def _fits(dossier: Dossier, held: "Commitment", wanted: _Wanted) -> Answer:
    """True if a commitment matches; undecided if its record says nothing or is disputed."""
    answers = {
        _names(dossier, held, "by", held.by, wanted.by),
        _names(dossier, held, "for", held.for_, wanted.for_),
        has_status(dossier, held, wanted.status) if wanted.status else Answer.YES,
        (is_overdue(dossier, held, wanted.late_on) or Answer.NO) if wanted.late_on else Answer.YES,
        is_due_by(held, wanted.due_by) if wanted.due_by else Answer.YES,
    }
    return next(answer for answer in (Answer.NO, Answer.CANNOT_TELL, Answer.YES) if answer in answers)


def _names(dossier: Dossier, held: "Commitment", field: str, ids: tuple[str, ...], wanted: frozenset[str]) -> Answer:
    """True if a field names one of the wanted ids; undecided if only a rival value may."""
    if not wanted or wanted & set(ids):
        return Answer.YES
    rivals = [found.value for found in held.differs if found.field and is_within(found.field, field)]
    others = (named(dossier, words, ("person", "organization")) for words in rivals)
    maybe = not ids or any(other is None or wanted & other for other in others)
    return Answer.CANNOT_TELL if maybe else Answer.NO


def _narrowed(dossier: Dossier, question: CommitmentSelection, wanted: _Wanted) -> Message:
    """Describe the filters; empty if all commitments are listed."""
    by, for_ = ([name(dossier, resolve(dossier, words))] if words else [] for words in (question.by, question.for_))
    parts = [
        *(say("by {name}", name=each) for each in by),
        *(say("for {name}", name=each) for each in for_),
        *([say("with the status {status}", status=code(wanted.status))] if wanted.status else []),
        *([say("overdue as of {day}", day=bare_day(wanted.late_on))] if wanted.late_on else []),
        *([say("due by {day}", day=bare_day(wanted.due_by))] if wanted.due_by else []),
    ]
    return say("Only commitments {found}.", found=series(parts)) if parts else Message()


def _card(dossier: Dossier, held: "Commitment", day: Date) -> Card:
    """Return a card with one line per field; rivals and inferences follow the value that they concern."""
    parts = (
        ("by", say("By"), [_party(held, "by", held.by, said(held, "by", naming=dossier))]),
        ("for", say("For"), [_party(held, "for", held.for_, recipients(dossier, held))]),
        ("made", say("Made"), [_made(held)]),
        ("due", say("Due"), [_due(dossier, held, day)]),
        ("status", say("Last said"), _last_said(dossier, held)),
        ("evidence", say("Done so far"), [_shown(dossier, held)]),
        ("unclear", say("Unclear"), [said(held, "unclear")]),
        ("inferred", say("Inferred"), inferred_reasons(held, TOLD.__contains__)),
        ("others", say("Also disputed"), list(others(dossier, held, TOLD))),
    )
    title = unstopped(said(held, "text"))._replace(value=held.id)
    return Card("commitment", title, card_fields(parts, {"due": "due"}), held.id)


def _valued(held: "Commitment", found: Cell, value: object, *fields: str) -> Cell:
    """Add a plain value for programs to a cell, unless a field is disputed: then only the text is complete."""
    disputed = any(is_within(other.field or "", field) for other in held.differs for field in fields)
    return found if disputed else found._replace(value=value)


def _party(held: "Commitment", field: str, ids: tuple[str, ...], found: Cell) -> Cell:
    """Return the parties in a field, or that only rivals name any."""
    if not ids:
        found = found.with_text(say("not said; or: ")) if found.text else unknown(say("not said"))
    return _valued(held, found, list(ids), field)


def _made(held: "Commitment") -> Cell:
    found = said(held, "made")
    return _valued(held, found, held.made or "", "made") if found.text else unknown(say("date unknown"), "")


def _due(dossier: Dossier, held: "Commitment", day: Date) -> Cell:
    """Return the deadline, and whether it has passed."""
    overdue = is_overdue(dossier, held, day)
    date = deadline_cell(held)
    told = date if date.text else unknown(say("no deadline given"))
    if overdue and not is_settled(dossier, held):
        told = phrase(told, "; ", overdue_cell(dossier, held, day) if overdue is not Answer.NO else say("not overdue"))
    return told._replace(
        value={"date": held.due, "dates": claimed(held, "due"), "overdue": overdue.value if overdue else None}
    )


def _last_said(dossier: Dossier, held: "Commitment") -> list[Cell]:
    """Return the status, entries that may be later than the day, and the desk's notes on each."""
    lines = []
    for entry in latest_entries(dossier, held):
        value: dict[str, object] = {"status": entry.status, "date": entry.date, "said_by": list(entry.said_by)}
        value |= {"done_by": list(entry.done_by)} if entry.done_by else {}
        value |= {"inferred": entry.inferred} if entry.inferred else {}
        lines.append(_valued(held, status_cell(dossier, held, entry), value, "log"))
        remarks = (entry.inferred and say("Inferred: {reason}", reason=entry.inferred), entry.note)
        lines += [cell(quoted(remark)) for remark in remarks if remark]
    return lines or [unknown(say("nothing said of it since"), {"status": None, "date": None, "said_by": []})]


def _shown(dossier: Dossier, held: "Commitment") -> Cell:
    found = progress(dossier, held)
    ids = [event.id for event in evidence(dossier, held)]
    return (found if found.text else unknown(say("nothing on record")))._replace(value=ids)
