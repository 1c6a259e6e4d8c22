"""`memo`: a paper on the dossier or on one subject of it, in sections.

It holds no sentence that is not in the dossier, apart from fixed labels.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from brief.document import Block, Card, Cell, Document, Heading, Mark, Notice, Sign, cell, phrase, verbatim
from brief.dossier.protocol import Dossier, existing
from brief.locale import say
from brief.model.actors import Person
from brief.model.agreements import Agreement
from brief.model.dates import Date
from brief.model.handling import is_at_least
from brief.model.kinds import KINDS
from brief.model.sections import LAYOUTS
from brief.model.stated import stated
from brief.model.statements import Assessment, Question
from brief.model.user_error import UserError
from brief.reports import one_pager
from brief.reports.bottom_line import bottom_line
from brief.reports.common import card_fields, date_cell, document, is_opinion, listing, more, names, undated
from brief.reports.delegations import latest
from brief.reports.in_force import in_force, states
from brief.reports.lookup import resolve
from brief.reports.one_line import (
    assessment_cell,
    commitment_cell,
    event_cell,
    holder,
    question_groups,
)
from brief.reports.posts import posts
from brief.reports.related import Scope, selection
from brief.reports.roles import person_cell
from brief.reports.timeline import chronology
from brief.reports.values import joined, labelled, said, worded
from brief.reports.who import card

if TYPE_CHECKING:
    from brief.model.parts import Record

_STANCES = {
    "opportunity": say("Opportunities"),
    "risk": say("Risks"),
    "support": say("Support"),
    "criticism": say("Criticism"),
    "neutral": say("Other assessments"),
}


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


def memo(dossier: Dossier, wanted: Memo) -> Document:
    """The memo; raises `UserError` where no record or no layout goes by the name, and for a marking too low."""
    sections = _layout(dossier, wanted.layout)
    _check_handling(dossier, wanted.handling)
    short = wanted.layout == "one-pager"
    id_ = resolve(dossier, wanted.subject) if wanted.subject else None
    scope = Scope(dossier, id_, day=dossier.as_of or wanted.date)
    blocks: list[Block] = [_head(dossier, wanted, id_)]
    blocks += undated(dossier)
    blocks += _selection(scope, sections) if id_ else []
    told: list[Block] = []
    for section in sections:
        make = (_SHORT.get(section) if short else None) or _SECTIONS[section]
        told += make(scope)
    answers = not all(isinstance(block, Heading | Notice) for block in told)
    blocks += told if answers else [*told, Notice(cell(say("Nothing in the dossier fits.")))]

    def made(held: list[Block], one_page: bool | None = None) -> Document:
        return document(
            dossier,
            "memo",
            say("Memorandum"),
            held,
            handling=wanted.handling,
            answers=answers,
            one_page=one_page,
            day=wanted.date,
        )

    return one_pager.one_page(blocks, made) if short else made(blocks)


def _selection(scope: Scope, sections: Iterable[str]) -> Iterator[Block]:
    """What of the dossier a memo on one subject holds, and how that was chosen."""
    found = scope.dossier.name(scope.subject or "")
    alone = "biography" if found and found.kind == "person" else ""
    kinds = dict.fromkeys(kind for section in sections if section != alone for kind in _KINDS.get(section, ()))
    subject = names(scope.dossier, [scope.subject or ""])
    chosen = say("what mentions {subject}, what that mentions, and what is said about these", subject=subject)
    yield from selection(scope, kinds, chosen)


_KINDS = {
    "status": ("agreement", "program"),
    "people": ("person",),
    "biography": ("person",),
    "timeline": ("event",),
    "commitments": ("commitment",),
    "assessments": ("assessment",),
    "questions": ("question",),
}
"""The kinds of record that a section holds."""


def _layout(dossier: Dossier, wanted: str) -> tuple[str, ...]:
    layouts = {**LAYOUTS, **(dossier.header.memos if dossier.header else {})}
    if wanted not in layouts:
        from brief.model.names import hint

        nearest = hint(wanted, layouts, say("there are {layouts}", layouts=", ".join(layouts)))
        raise UserError(say("--layout: there is no layout `{wanted}`", wanted=wanted), nearest, 2)
    return layouts[wanted]


def _check_handling(dossier: Dossier, wanted: str) -> None:
    """Refuse a marking that is lower than the dossier's, or that no known scheme orders against it."""
    own = (dossier.header.handling if dossier.header else None) or ""
    if not (wanted and own) or (enough := is_at_least(wanted, own)):
        return
    why = say("cannot be compared with") if enough is None else say("is lower than")
    way = say("leave --handling out, or change `handling` in dossier.yaml")
    raise UserError(
        say("--handling: {wanted} {why} the dossier's own marking, {own}", wanted=wanted, why=why, own=own), way, 2
    )


def _head(dossier: Dossier, wanted: Memo, id_: str | None) -> Card:
    header = dossier.header
    subject = cell(verbatim(header.title if header else ""))
    if wanted.title:
        subject = cell(verbatim(wanted.title))
    elif id_:
        subject = _name(dossier, existing(dossier, id_))
    sender = wanted.sender or (header.author if header and header.author else "")
    lines = (
        ("to", say("To"), [cell(verbatim(wanted.to))]),
        ("from", say("From"), [cell(verbatim(sender))]),
        ("date", say("Date"), [date_cell(wanted.date)]),
        ("as_of", say("As of"), [date_cell(dossier.as_of)] if dossier.as_of else []),
        ("subject", say("Subject"), [subject._replace(value=id_)]),
    )
    return Card("head", cell(""), card_fields(lines))


def _name(dossier: Dossier, record: "Record") -> Cell:
    """What a record is called; where that is disputed, beside what is said instead, and with the sources of both.

    An opinion stands behind its holder.
    """
    found = said(record, KINDS[record.KIND].title, None, cited=False)
    return phrase(holder(dossier, record), ": ", found) if is_opinion(record) else found


def _status(scope: Scope) -> Iterator[Block]:
    """The latest event, the agreements with their time and what they provide for, the programs."""
    yield from _in_short(scope)
    current, coming, ended = states(scope, Agreement)
    for remark, records in (("", current), ("not yet begun; ", coming), ("ended; ", ended)):
        for held in records:
            yield from listing(
                say("{title}: {remark}provisions", title=held.title, remark=remark),
                "provisions",
                list(_provisions(held)),
                3,
            )


def _in_short(scope: Scope) -> Iterator[Block]:
    """The same without what agreements provide for."""
    dossier = scope.dossier
    events = latest(dossier, scope.claims(), scope.day)
    told = [event_cell(dossier, found.event, found.label(say("Latest event: "))) for found in events[:2]]
    last = joined("; ", (*told, cell(more(len(events) - 2))), [found.event.id for found in events])
    yield from in_force(scope, say("Current status"), "status", [last] if events else [], ("provisions",))


def _provisions(held: "Agreement") -> Iterator[Cell]:
    for index, found in enumerate(held.provisions):
        path = f"provisions.{index}"
        guessed = [Mark(Sign.INFERRED)] if found.inferred else []
        text = f"{path}.text"
        yield said(held, path, text, told=phrase(worded(stated(held, text)), *guessed), at=text)
    if (others := said(held, "provisions", told="")).text:
        yield labelled(say("or: "), others)


def _people(scope: Scope) -> Iterator[Block]:
    """The nearest to the subject first, of the equally near those in post; below all those whose posts are past."""

    def place(person: "Person") -> tuple[bool, int, bool]:
        found = posts(scope.dossier, person, scope.day)
        is_past = bool(found.former or found.earlier) and not (found.held or found.later)
        return is_past and person.id != scope.subject, scope.nearness(person), not found.held

    held = sorted(scope.every(Person), key=place)
    yield from listing(say("Key people"), "people", [person_cell(scope.dossier, person, scope.day) for person in held])


def _biography(scope: Scope) -> Iterator[Block]:
    """The whole card of the person, or of everyone concerned, each under the name."""
    found = scope.dossier.one(Person, scope.subject) if scope.subject else None
    for held in [found] if found else scope.every(Person):
        yield Heading(held.name)
        yield from card(scope.dossier, held, scope.day, 3)


def _timeline(scope: Scope) -> Iterator[Block]:
    yield from chronology(scope.dossier, scope.claims(), say("Background"))


def _commitments(scope: Scope) -> Iterator[Block]:
    """The promises with all that is said of them."""
    lines = [commitment_cell(scope.dossier, found) for found in one_pager.promises(scope)]
    yield from listing(say("Commitments"), "commitments", lines)


def _assessments(scope: Scope) -> Iterator[Block]:
    """Opinions by stance, each behind its holder."""
    held = list(scope.every(Assessment))
    if held:
        yield Heading(say("Assessments"))
    for stance, title in _STANCES.items():
        lines = [assessment_cell(scope.dossier, found, stance=False) for found in held if found.stance == stance]
        yield from listing(title, stance, lines, 3)


def _questions(scope: Scope) -> Iterator[Block]:
    """What is asked, by who noticed it; the answered last."""
    held = list(scope.every(Question))
    if held:
        yield Heading(say("What we do not know"))
    for _, title, lines in question_groups(scope.dossier, held):
        yield from listing(title, "questions", lines, 3)


def _sources(_: Scope) -> Iterator[Block]:
    """Nothing: the sources stand at the end of every document."""
    yield from ()


_SECTIONS: dict[str, Callable[[Scope], Iterator[Block]]] = {
    "bottom-line": bottom_line,
    "status": _status,
    "people": _people,
    "biography": _biography,
    "timeline": _timeline,
    "commitments": _commitments,
    "assessments": _assessments,
    "disagreements": partial(one_pager.disagreements, remark=True),
    "questions": _questions,
    "sources": _sources,
}
_SHORT = {
    "status": _in_short,
    "commitments": one_pager.commitments,
    "disagreements": one_pager.disagreements,
    "questions": one_pager.questions,
}
"""Sections that are other in a paper of one page."""
