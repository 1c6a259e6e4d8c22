"""Words and measurements that several renderers share."""

import re
from collections.abc import Iterable, Iterator, Mapping

from brief.document import SIGNS, Cell, Document, Note, Notice, Pointer, Problem, Reference, Sign, escape_invisible
from brief.locale import Message, say

_ZERO = ("Mn", "Me", "Cf")
_WIDE = ("W", "F")
_BLANK = " \t\n\v\f\r\x85\u2028\u2029"
_LONGEST = 160
"""Longest excerpt of a line, in characters; a longer line is cut around the reported position."""

_FROM_RIGHT = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
_RUN = rf"{_FROM_RIGHT}(?:(?:(?:(?!, |; | — )[\W\d_])*|(?:\s[A-Z]\w*)+\s){_FROM_RIGHT})*"  # rarely compiled
_BRACKETS = {")": "(", "]": "[", "”": "“", "»": "«"}
_STOPS = (".", "!", "?", "…")
LEFT_TO_RIGHT = "\u200e"
NBSP = "\N{NO-BREAK SPACE}"


def width(text: str) -> int:
    """Return how many terminal columns a text takes: two for a wide East Asian character, none for a combining one.

    Follows Unicode Standard Annex 11; terminals differ in how they show joined emoji.
    """
    return len(text) if _is_narrow(text) else sum(_widths(text))


def cut_to(text: str, columns: int) -> str:
    """Return the longest prefix of a text that takes at most this many terminal columns."""
    if _is_narrow(text):
        return text[:columns]
    taken = 0
    for index, wide in enumerate(_widths(text)):
        taken += wide
        if taken > columns:
            return text[:index]
    return text


def _is_narrow(text: str) -> bool:
    """True if each character takes one column."""
    return text.isascii() or max(text) < "\u0300"


def _widths(text: str) -> Iterator[int]:
    from unicodedata import category, east_asian_width

    return (
        0 if category(character) in _ZERO else 2 if east_asian_width(character) in _WIDE else 1 for character in text
    )


def padded(text: str, columns: int) -> str:
    """Return the text padded with spaces to this many columns."""
    return text + " " * (columns - width(text)) if columns else text


def directed(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a left-to-right line, each with True if it runs from right to left.

    Under the Unicode Bidirectional Algorithm (Annex 9), an Arabic or Hebrew name also moves adjacent numbers and signs
    unless it is isolated. A right-to-left part ends with its last such letter, the brackets that it opens and the full
    stop of the line. It may contain numbers and capitalized words between such letters, but none of our separators.
    """
    at = 0
    for found in re.finditer(_RUN, text) if _has_leftward(text) else ():
        start, stop = found.span()
        while stop < len(text) and text[start:stop].count(_BRACKETS.get(text[stop], "\0")) > text[start:stop].count(
            text[stop]
        ):
            stop += 1
        stop += text[stop:] in _STOPS
        if text[at:start]:
            yield text[at:start], False
        yield text[start:stop], True
        at = stop
    if text[at:]:
        yield text[at:], False


def _has_leftward(text: str) -> bool:
    """True if a text may have right-to-left letters; a fast check, because few texts do."""
    return not text.isascii() and any("\u0590" <= sign <= "\u08ff" or sign >= "\ufb1d" for sign in text)


def bounded(text: str) -> str:
    """Return a line with a left-to-right mark after each right-to-left part, so that later text keeps its order.

    For output formats that cannot isolate parts (Unicode Standard Annex 9, section 2.6).
    """
    return "".join(part + LEFT_TO_RIGHT if leftwards else part for part, leftwards in directed(text))


def label(notice: Notice) -> str:
    """Return the label of a notice."""
    return notice.severity.capitalize() if notice.warns else say("Note")


def place(problem: Problem) -> str:
    """Return `file:line:column`, as far as known."""
    return ":".join(str(part) for part in (problem.file, problem.line, problem.column) if part)


def message(problem: Problem) -> str:
    """Return the message of a problem, without its severity."""
    return f"{problem.code}: {problem.sentence}" + (f" ({problem.hint})" if problem.hint else "")


def pointed(problem: Problem) -> list[str]:
    """Return the user's line without indentation, and a line of carets under the words if their column is known.

    Columns count the characters of the original line; the carets align with the line as it is shown.
    """
    line = problem.excerpt.rstrip(_BLANK)
    if not line:
        return []
    start = len(line) - len(line.lstrip(_BLANK))
    if not problem.column:
        return [escape_invisible(line[start : start + _LONGEST])]
    first, last = problem.column - 1, problem.column - 1 + problem.width
    start, stop = min(start, first), max(len(line), first)
    if stop - start > _LONGEST:
        start = max(start, first - _LONGEST // 2)
        stop = min(stop, start + _LONGEST)
    last = max(first, min(last, stop))
    before, through = (width(escape_invisible(line[start:end].ljust(end - start))) for end in (first, last))
    return [escape_invisible(line[start:stop]), " " * before + "^" * max(1, through - before)]


def remarks(note: Note) -> str:
    """Return the quote and the credibility of a citation."""
    quote = f"“{note.quote}”" if note.quote else ""
    credibility = say("(credibility {credibility})", credibility=note.credibility) if note.credibility else ""
    return f"{quote} {credibility}".strip()


LEADS = ("summary", "bottom-line")
"""Names of lead paragraphs, which are printed in larger type."""
SCREEN_SIGNS = {Sign.INFERRED: "~", Sign.DISPUTED: "≠"}
"""Signs on a terminal."""
ASCII_SIGNS = {Sign.INFERRED: "(i)", Sign.DISPUTED: "(d)"}
"""Signs for an encoding that lacks one of the terminal signs."""


def sign_words(sign: Sign) -> Message:
    """Return the meaning of a sign, for the legend."""
    return say("sources differ") if sign is Sign.DISPUTED else say("inferred")


def legend(document: Document, signs: Mapping[Sign, str] = SIGNS) -> list[tuple[str, Message]]:
    """Return the signs on a short page, each with its meaning."""
    return [(shown, sign_words(sign)) for sign, shown in signs.items() if sign in document.signs]


def pieces_of(pointer: Pointer, *, compact: bool) -> list[str]:
    """Return a reference to one source in unbreakable pieces: `F ¶2`, `¶5`; if compact, `F2`, `5`."""
    first, *others = pointer.places or [""]
    return [*pointer.compact] if compact else [f"{pointer.letter} {first}".rstrip(), *others]


def referenced(pointers: Iterable[Pointer]) -> str:
    """Return a reference as printed on paper: `F ¶2 ¶5, D p. 4`."""
    return ", ".join(pointer.text for pointer in pointers)


def unbroken(pointers: Iterable[Pointer]) -> str:
    """Return the same, with each letter on one line with the place that follows it."""
    return ", ".join(pointer.text.replace(" ", NBSP, 1) for pointer in pointers)


def numbered(document: Document, cell: Cell) -> str:
    """Return the text of a cell with its references: `Signed [F ¶2]`."""
    texts = (f" [{referenced(run.pointers)}]" if run.pointers else run.text for run in document.runs(cell))
    return "".join(texts)


def quotations(pointers: Iterable[Pointer]) -> list[str]:
    """Return the quotes and the credibility of the cited places; a full page prints them."""
    return [text for pointer in pointers for note in pointer.notes if (text := remarks(note))]


def quoted(document: Document) -> dict[str, list[str]]:
    """Return, by source, the cited places with a quote or a credibility, for a full page: `¶2 “...”`."""
    found: dict[str, list[str]] = {}
    for note in document.notes if document.full else ():
        if remarks(note):
            found.setdefault(note.source, []).append(_note_line(note))
    return found


def marked_title(document: Document) -> str:
    """Return the title in one line with the handling marking."""
    return ": ".join(filter(None, (document.handling, document.title)))


def reference_line(document: Document, reference: Reference) -> str:
    """Return a source in one line of plain text, without its letter."""
    text = reference.text if document.full else reference.short or reference.text
    return text or reference.source


def _note_line(note: Note) -> str:
    """Return the locator and remarks of a citation in one line of plain text."""
    return " ".join(filter(None, (note.at, remarks(note))))
