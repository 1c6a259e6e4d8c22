"""Words and measures that several renderers share."""

import re
from collections.abc import Iterable, Iterator

from brief.document import Cell, Document, Note, Notice, Pointer, Problem, Reference, Sign, escape_invisible
from brief.locale import say

_ZERO = ("Mn", "Me", "Cf")
_WIDE = ("W", "F")
_BLANK = " \t\n\v\f\r\x85\u2028\u2029"
_LONGEST = 160
"""Of a longer line only so many characters are shown, around the place that is meant."""

_FROM_RIGHT = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
_RUN = rf"{_FROM_RIGHT}(?:(?:(?:(?!, |; | — )[\W\d_])*|(?:\s[A-Z]\w*)+\s){_FROM_RIGHT})*"  # rarely compiled
_BRACKETS = {")": "(", "]": "[", "”": "“", "»": "«"}
_STOPS = (".", "!", "?", "…")
LEFT_TO_RIGHT = "\u200e"


def width(text: str) -> int:
    """How many terminal columns a text takes: two for a wide East Asian character, none for a combining one.

    After Unicode Standard Annex 11; what a terminal makes of joined emoji is its own affair.
    """
    return len(text) if _is_narrow(text) else sum(_widths(text))


def cut_to(text: str, columns: int) -> str:
    """The longest beginning of a text that takes at most this many terminal columns."""
    if _is_narrow(text):
        return text[:columns]
    taken = 0
    for index, wide in enumerate(_widths(text)):
        taken += wide
        if taken > columns:
            return text[:index]
    return text


def _is_narrow(text: str) -> bool:
    """Whether each character takes one column."""
    return text.isascii() or max(text) < "\u0300"


def _widths(text: str) -> Iterator[int]:
    from unicodedata import category, east_asian_width

    return (
        0 if category(character) in _ZERO else 2 if east_asian_width(character) in _WIDE else 1 for character in text
    )


def padded(text: str, columns: int) -> str:
    """Text filled up with spaces to this many columns."""
    return text + " " * (columns - width(text)) if columns else text


def directed(text: str) -> Iterator[tuple[str, bool]]:
    """The parts of a line that runs from left to right, and of each whether it runs from right to left in itself.

    After Unicode Standard Annex 9 a name in Arabic or Hebrew draws the numbers and signs beside it to its other side,
    unless it stands isolated. Such a part ends with its last letter from right to left, the brackets that it opens and
    the stop of the line. It holds numbers and capitalized words between such letters, but no separator of ours.
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
    """Whether a text may have letters that run from right to left: few texts do."""
    return not text.isascii() and any("\u0590" <= sign <= "\u08ff" or sign >= "\ufb1d" for sign in text)


def bounded(text: str) -> str:
    """A line with a left-to-right mark behind each part that runs the other way, lest it draws over what follows.

    For forms of paper that know no isolation of parts (Unicode Standard Annex 9, section 2.6).
    """
    return "".join(part + LEFT_TO_RIGHT if leftwards else part for part, leftwards in directed(text))


def label(notice: Notice) -> str:
    """The word that opens a notice."""
    return notice.severity.capitalize() if notice.warns else "Note"


def place(problem: Problem) -> str:
    """`file:line:column`, as far as known."""
    return ":".join(str(part) for part in (problem.file, problem.line, problem.column) if part)


def message(problem: Problem) -> str:
    """What a problem says behind its severity."""
    return f"{problem.code}: {problem.sentence}" + (f" ({problem.hint})" if problem.hint else "")


def pointed(problem: Problem) -> list[str]:
    """The user's line without its indentation, and carets under the words meant if their column is known.

    Columns count the characters of the line as it is in the file; the carets stand under what is shown.
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
    """Quote and credibility of a citation."""
    quote = f"“{note.quote}”" if note.quote else ""
    credibility = f"(credibility {note.credibility})" if note.credibility else ""
    return f"{quote} {credibility}".strip()


LEADS = ("summary", "bottom-line")
"""The names of paragraphs that say the most important thing first, in larger type."""
SIGNS = {Sign.INFERRED: "†", Sign.DISPUTED: "‡"}
"""The signs on paper."""
SCREEN_SIGNS = {Sign.INFERRED: "~", Sign.DISPUTED: "≠"}
"""The signs on a terminal."""
ASCII_SIGNS = {Sign.INFERRED: "(i)", Sign.DISPUTED: "(d)"}
"""The signs where the encoding lacks one of those."""


def sign_words(sign: Sign) -> str:
    """What a sign means, for the legend."""
    return say("sources differ") if sign is Sign.DISPUTED else say("inferred")


def pieces_of(pointer: Pointer, *, compact: bool) -> list[str]:
    """A reference to one source in pieces that no line divides: `F ¶2`, `¶5`; if compact, `F2`, `5`."""
    places = [place.removeprefix("¶") if compact else place for place in pointer.places]
    first, *others = places or [""]
    gap = " " if first and not (compact and first[0].isdigit()) else ""
    return [f"{pointer.letter}{gap}{first}", *others]


def referenced(pointers: Iterable[Pointer]) -> str:
    """A reference on paper: `F ¶2 ¶5, D p. 4`."""
    return ", ".join(pointer.text for pointer in pointers)


def numbered(document: Document, cell: Cell) -> str:
    """The text of a cell with its references: `Signed [F ¶2]`."""
    texts = (f" [{referenced(run.pointers)}]" if run.pointers else run.text for run in document.runs(cell))
    return "".join(texts)


def quotations(pointers: Iterable[Pointer]) -> list[str]:
    """The quotes and the credibility of the citations that a reference holds; a full page prints them."""
    return [text for pointer in pointers for note in pointer.notes if (text := remarks(note))]


def quoted(document: Document) -> dict[str, list[str]]:
    """By source, the places of which a full page prints the words or the credibility: `¶2 “...”`."""
    found: dict[str, list[str]] = {}
    for note in document.notes if document.full else ():
        if remarks(note):
            found.setdefault(note.source, []).append(note_line(note))
    return found


def marked_title(document: Document) -> str:
    """The title in one line with the handling marking."""
    return ": ".join(filter(None, (document.handling, document.title)))


def reference_line(document: Document, reference: Reference) -> str:
    """A source in one line of plain text, without its letter."""
    text = reference.text if document.full else reference.short or reference.text
    return text or reference.source


def note_line(note: Note) -> str:
    """Where in its source a citation leads, in one line of plain text."""
    return " ".join(filter(None, (note.at, remarks(note))))
