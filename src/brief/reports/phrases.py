"""Building blocks of statements: lists, counts, remarks in brackets, citations."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from brief.document import Cell, Cite, Mark, Note, Part, Ref, Span, Text, phrase
from brief.locale import Message, Punctuation, Wording, capitalized, pieces, reworded, say, say_many, series
from brief.model.kinds import KINDS
from brief.model.sentences import without_full_stop

if TYPE_CHECKING:
    from brief.model.parts import Citation


Item = TypeVar("Item")


def notes(cite: "Iterable[Citation]") -> tuple[Note, ...]:
    """Return citations in the form that a document carries."""
    return tuple(Note(found.source, found.locator, found.quote or "", found.credibility or "") for found in cite)


def filled(message: Message, **parts: Part) -> Cell:
    """Return a message with a part in each `{place}`; its last citations support the words after it too."""
    told = Cell()
    for words, place in pieces(message):
        told = phrase(told, words, parts[place]) if place else told.followed(Text(words))
    return told


def counted(number: int, kind: str) -> Message:
    """Return a number of records of a kind: `1 event`, `2 people`."""
    return say_many(*KINDS[kind].counted, number)


def abridged(found: Sequence[Message], most: int) -> Message:
    """Return the first of a list of words, and how many more there are: `a, b and 3 more`."""
    shown = series(found[:most])
    return say("{shown} and {count} more", shown=shown, count=len(found) - most) if len(found) > most else shown


def more(number: int) -> Message:
    """Return `and 3 more`; empty for none."""
    return say("and {number:,} more", number=number) if number > 0 else Message()


def listed(parts: Sequence[Part], most: int | None = None, between: Punctuation = ", ") -> Cell:
    """Join the first `most` parts in a line, and say how many more there are: `a; b; and 3 more`."""
    shown = parts if most is None else parts[:most]
    told: list[Part] = [part for found in shown for part in (between, found)][1:]
    if len(parts) > len(shown):
        told += [" " if between == ", " else between, say("and {count} more", count=len(parts) - len(shown))]
    return phrase(*told)


def beginning(found: Cell) -> Cell:
    """Return a statement with a capital first letter, unless it begins with a name."""
    first, *rest = found.spans or (None,)
    if not isinstance(first, Text):
        return found
    return Cell((first._replace(text=capitalized(first.text)), *rest), found.value)


def cited_apart(found: Cell) -> Cell:
    """Return a statement with the citations after each value, once for a run of values with the same citations.

    The mark of a disputed or inferred value ends the run: the citations of later values do not cover that value.
    """
    spans: list[Span] = []
    following: Cite | None = None
    for span in reversed(found.spans):
        if isinstance(span, Mark) and span.is_sign and spans and not isinstance(spans[-1], Cite):
            following = None
        elif isinstance(span, Cite):
            if span == following:
                continue
            following = span
        spans.append(span)
    return Cell(tuple(reversed(spans)), found.value)


def unstopped(found: Cell) -> Cell:
    """Return a statement without its final full stop."""
    spans = list(found.spans)
    for index in reversed(range(len(spans))):
        span = spans[index]
        if isinstance(span, Text | Ref):
            spans[index] = span._replace(text=reworded(span.text, without_full_stop))
        if not isinstance(span, Cite):
            break
    return Cell(tuple(spans), found.value)


def bracketed(found: Cell) -> Cell:
    """Return words in brackets behind others: ` (2019; may be later than 2018)`; empty if there are none."""
    is_last = not any(mark.rivals for mark in found.marks)
    spans = (span._replace(is_bracketed=is_last) if isinstance(span, Mark) else span for span in found.spans)
    return Cell(tuple(spans), found.value).with_text(" (", ")") if found.text else Cell()


def in_brackets(told: Message) -> list[Part]:
    """Return words in brackets; nothing if they are empty."""
    return [" (", told, ")"] if told else []


def labelled(label: Message, found: Cell) -> Cell:
    """Return a value after a fixed label; empty if the value is."""
    return found.labelled(label)


def joined(between: Wording, parts: Iterable[Cell], value: object = None) -> Cell:
    """Join the parts of one statement with a separator, each with its citations; empty parts are left out.

    Citations follow once after a run of parts with the same ones.
    """
    found = [part for part in parts if part.text]
    told = [part.uncited() if _are_one(part, after) else part for part, after in pairwise([*found, Cell()])]
    return concatenated(between, map(unstopped, told), value)


def _are_one(*parts: Cell) -> bool:
    """True if all that these parts state has the same citations."""
    groups = {span.notes for part in parts for span in part.flat if isinstance(span, Cite)}
    return len(groups) == 1 and all(part.cites for part in parts)


def concatenated(between: Wording, parts: Iterable[Cell], value: object = None) -> Cell:
    """Join parts with a separator, each with its citations."""
    spans: list[Span] = []
    for part in parts:
        spans += [Text(between)] if spans else []
        spans += part.spans
    return Cell(tuple(spans), value)


def cited_once(found: Cell) -> Cell:
    """Return a statement followed once by its citations, if they are all the same."""
    groups = {span.notes for span in found.flat if isinstance(span, Cite)}
    return found.citing(*groups) if len(groups) == 1 else found


def once(found: Cell) -> Cell:
    """Return a statement followed once by its citations, if they are all the same and cover all of its text."""
    groups = {span.notes for span in found.flat if isinstance(span, Cite)}
    return found.citing(*groups) if len(groups) == 1 and _all_cited(found) else found


def _all_cited(found: Cell) -> bool:
    """True if each piece of text is followed by citations, directly or after other text."""
    return bool(found.spans) and isinstance(found.flat[-1], Cite)
