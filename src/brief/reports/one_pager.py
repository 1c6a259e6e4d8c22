"""The paper of one page: its sections in short, cut until they fit, with word of what was cut."""

from collections.abc import Callable, Iterator
from textwrap import wrap
from typing import TYPE_CHECKING

from brief.document import Block, Card, Cell, Document, Heading, Listing, Notice, Paragraph, Timeline, cell, entry_cells
from brief.dossier.rival_dates import claimed
from brief.locale import say
from brief.model.commitments import Commitment
from brief.model.kinds import KINDS
from brief.model.statements import Question
from brief.reports.commitment_status import is_settled, latest
from brief.reports.common import DISAGREEMENTS, listing
from brief.reports.in_force import is_ended
from brief.reports.one_line import (
    asked_cell,
    deadline_cell,
    disagreement_cell,
    line,
    promise_cell,
    question_cell,
    status_cell,
)
from brief.reports.values import labelled

if TYPE_CHECKING:
    from brief.model.parts import Record
    from brief.reports.related import Scope

_COLUMNS, _LINES = 80, 60
"""A printed page of plain text."""
_INDENT = 2
_CARD = 12
"""Columns that the labels of a card take."""


_KEPT = say("Each list keeps what comes first: the nearest to the subject, then what is in force, open or in post.")
_TOO_LONG = say("This paper may take more than one page: of each list it keeps one point, and the rest is not cut.")


def one_page(blocks: "list[Block]", make: "Callable[[list[Block], bool], Document]") -> Document:
    """The document that `make` makes of as many points of each list as a page holds, one of each at least.

    `make` is told, too, whether they fit.
    """
    whole = {index: len(block.items) for index, block in enumerate(blocks) if isinstance(block, Listing)}
    kept = dict.fromkeys(whole, 1)
    best = make(_cut(blocks, kept), True)
    if _printed(best) > _LINES:
        return make([*_cut(blocks, kept), Notice(cell(_TOO_LONG))], False)
    grows = True
    while grows:
        grows = False
        for index, items in whole.items():
            more = kept | {index: kept[index] + 1}
            if kept[index] < items and _printed(longer := make(_cut(blocks, more), True)) <= _LINES:
                kept, best, grows = more, longer, True
    return best


def _cut(blocks: "list[Block]", kept: dict[int, int]) -> "list[Block]":
    """Blocks with the first points of each list; headings and a notice say of how many."""
    short = list(blocks)
    left_out = 0
    for index, most in kept.items():
        held, above = blocks[index], blocks[index - 1]
        if isinstance(held, Listing) and len(held.items) > most:
            short[index] = held._replace(items=held.items[:most])
            left_out += len(held.items) - most
            if isinstance(above, Heading):
                short[index - 1] = above._replace(
                    text=say("{text} ({most} of {items})", text=above.text, most=most, items=len(held.items))
                )
    if left_out:
        short.append(
            Notice(
                cell(
                    say(
                        "{left_out} more points are in the full memo. {KEPT}",
                        left_out=left_out,
                        KEPT=_KEPT,
                    ),
                    left_out,
                )
            )
        )
    return short


def _printed(document: Document) -> int:
    """How many lines a document takes in print, with the empty ones between its parts."""
    marking = 4 if document.handling else 0
    title = 2 if document.title else 0
    sources = [_lines(f"{found.source}: {found.text} {found.url}") for found in document.references]
    locators = _lines("  ".join(f"[{number}] {note.at}" for number, note in enumerate(document.notes, 1)), _INDENT)
    return marking + title + sum(_of(document, block) for block in document.blocks) + 2 + sum(sources) + locators


def _of(document: Document, block: Block) -> int:
    """How many lines a block takes."""
    match block:
        case Heading(text):
            return 1 + _lines(text)
        case Paragraph(sentences):
            texts, indent, apart = [" ".join(_cited(document, found) for found in sentences)], 0, 0
        case Listing(_, items):
            texts, indent, apart = [_cited(document, found) for found in items], _INDENT, 0
        case Timeline(_, entries):
            texts, indent, apart = [_cited(document, *entry_cells(entry)) for entry in entries], _CARD, len(entries)
        case Card(_, _, parts):
            texts, indent, apart = [_cited(document, found) for part in parts for found in part.lines], _CARD, 1
        case Notice(text):
            texts, indent, apart = [f"Note: {text.text}"], 0, 1
        case _:
            texts, indent, apart = [], 0, 1
    return apart + sum(_lines(text, indent) for text in texts)


def _cited(document: Document, *found: Cell) -> str:
    numbers = "".join(f"[{number}]" for number in document.numbers(*found))
    return " ".join(filter(None, (*(part.text for part in found), numbers)))


def _lines(text: str, indent: int = 0) -> int:
    return len(wrap(text, _COLUMNS - indent))


def commitments(scope: "Scope") -> Iterator[Block]:
    """Who owes what to whom, what was said of it last, and the deadline if there is one."""
    yield from listing(say("Commitments"), "commitments", [_commitment(scope, found) for found in promises(scope)])


def promises(scope: "Scope") -> "list[Commitment]":
    """The promises nearest to the subject first, of the equally near the settled last."""

    def place(held: "Commitment") -> tuple[int, bool]:
        return scope.nearness(held), is_settled(scope.dossier, held)

    return sorted(scope.every(Commitment), key=place)


def _commitment(scope: "Scope", held: "Commitment") -> Cell:
    last = latest(scope.dossier, held)
    told = status_cell(scope.dossier, held, last) if last else cell(say("nothing said of it since"))
    due = labelled(say("due "), deadline_cell(held)) if claimed(held, "due") else Cell()
    return promise_cell(scope.dossier, held, line(told, due))


def disagreements(scope: "Scope", *, remark: bool = False) -> Iterator[Block]:
    """Every field on which sources part, with all that is said; without the desk's remarks unless asked for.

    What is nearest to the subject stands first, and there what is in force, then what happened.
    """
    records = [record for kind in KINDS for record in scope.records(kind) if record.differs]
    records.sort(key=lambda record: (scope.nearness(record), _standing(scope, record)))
    lines = [
        disagreement_cell(scope.dossier, record, found, remark=remark) for record in records for found in record.differs
    ]
    yield from listing(DISAGREEMENTS, "disagreements", lines)


def _standing(scope: "Scope", record: "Record") -> int:
    """Agreements and promises in force come first, then events, then what is over, and who and what there is."""
    if record.KIND == "agreement":
        return 2 if scope.day and is_ended(scope.dossier, record, scope.day) else 0
    if isinstance(record, Commitment):
        return 2 if is_settled(scope.dossier, record) else 0
    return {"program": 0, "event": 1, "assessment": 3}.get(record.KIND, 2)


def questions(scope: "Scope") -> Iterator[Block]:
    """What is asked, the nearest to the subject first, of the equally near the answered last."""
    held = sorted(scope.every(Question), key=lambda found: (scope.nearness(found), bool(found.answer)))
    lines = [question_cell(scope.dossier, found) if found.answer else asked_cell(found) for found in held]
    yield from listing(say("What we do not know"), "questions", lines)
