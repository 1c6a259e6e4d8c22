"""Where a quote is in a text, compared by letters and digits alone.

How the text breaks its lines, and which quotation marks it has, makes no difference. Where its words begin and end is
kept, so that a quote can be told from a part of a word.
"""

import re
from array import array
from bisect import bisect_left, bisect_right
from itertools import accumulate, chain
from unicodedata import normalize

from brief.model.locators import Unit
from brief.named_tuple import NamedTuple
from brief.yaml.local_text import LocalText

_LEFT_OUT = re.compile(r"\[[^\]\[]*\]|\.\.\.+|…")
_WORD = re.compile(r"[^\W_]+(?:(?<=[0-9])[.,](?=[0-9])[^\W_]+)*")
"""A word, or a number with its commas and points."""


class Found(NamedTuple):
    """Where a quote is: its first and its last letter, by their places among all letters of the text."""

    first: int
    last: int
    cut: int | None = None
    """A letter before which the quote begins or ends, though a word goes on there."""


class Letters:
    """The letters and digits of a text, in a row."""

    def __init__(self, text: LocalText) -> None:
        """Reads the text once for its lines, and once for its pages."""
        self._text = text
        words = {unit: [_words(piece) for piece in text.pieces[unit]] for unit in (Unit.LINE, Unit.PAGE)}
        self._letters = "".join(chain.from_iterable(words[Unit.LINE]))
        lengths = map(len, chain.from_iterable(words[Unit.LINE]))
        self._starts = array("Q", accumulate(lengths, initial=0))
        """Where each word begins among the letters, and where the last one ends."""
        ends = {unit: list(accumulate(sum(map(len, piece)) for piece in words[unit])) for unit in words}
        lines = zip(text.pieces[Unit.LINE], ends[Unit.LINE], strict=True)
        self._ends = ends | {Unit.PARAGRAPH: [end for line, end in lines if line.strip()]}

    def numbers(self, unit: Unit, found: Found) -> tuple[int, int]:
        """The paragraph, line or page in which a quote begins, and the one in which it ends."""
        ends = self._ends[unit]
        return bisect_right(ends, found.first) + 1, bisect_right(ends, found.last) + 1

    def find(self, quote: str, unit: Unit = Unit.LINE, span: tuple[int, int] | None = None) -> Found | None:
        """Where a quote is, with whole words if it can be; `span` narrows it to these paragraphs, lines or pages.

        A quote that only begins or only ends there is found, too. Its pieces, cut where something is left out or put
        in, must follow each other.
        """
        pieces = ["".join(_words(piece)) for piece in _LEFT_OUT.split(quote)]
        begin, before = 0, len(self._letters)
        if span:
            ends = [0, *self._ends[unit]]
            begin, before = max(0, ends[span[0] - 1] - len(pieces[0]) + 1), ends[span[1]]
        return self._find(pieces, begin, before, whole=True) or self._find(pieces, begin, before, whole=False)

    def word_at(self, letter: int) -> str:
        """The word around a letter, as it is compared: without capitals."""
        line = bisect_right(self._ends[Unit.LINE], letter)
        before = self._ends[Unit.LINE][line - 1] if line else 0
        words = _WORD.findall(_folded(self._text.pieces[Unit.LINE][line]))
        ends = list(accumulate(len(_plain(word)) for word in words))
        return str(words[bisect_right(ends, letter - before)])

    def _find(self, pieces: list[str], begin: int, before: int, *, whole: bool) -> Found | None:
        """The first place at or after `begin`, and `before` another, that has the pieces; `whole`: no word is cut.

        Each piece is taken where it comes first behind the one before it: so each letter is looked at once.
        """
        first, last = -1, -1
        for index, piece in enumerate(pieces):
            if not piece:
                continue
            end = len(self._letters) if first >= 0 else before + len(piece) - 1
            at = self._letters.find(piece, begin, end)
            while whole and at >= 0 and self._is_cut(index, pieces, at):
                at = self._letters.find(piece, at + 1, end)
            if at < 0:
                return None
            first = at if first < 0 else first
            begin, last = at + len(piece), at + len(piece) - 1
        if first < 0:
            return Found(0, 0)  # the quote has no letters
        edges = ((pieces[0], first), (pieces[-1], last + 1))
        return Found(first, last, next((at for piece, at in edges if piece and self._goes_on(at)), None))

    def _is_cut(self, index: int, pieces: list[str], at: int) -> bool:
        """Whether a piece at a place begins the quote, or ends it, within a word."""
        is_last = index == len(pieces) - 1
        return (index == 0 and self._goes_on(at)) or (is_last and self._goes_on(at + len(pieces[index])))

    def _goes_on(self, at: int) -> bool:
        """Whether a word goes on across this place; asked only of digits, and of scripts with capitals.

        Other scripts join words, or put none apart: Chinese, Thai, Arabic.
        """
        if not 0 < at < len(self._letters) or self._starts[bisect_left(self._starts, at)] == at:
            return False
        before, after = self._letters[at - 1], self._letters[at]
        return (before.isdecimal() and after.isdecimal()) or (_has_case(before) and _has_case(after))


def _words(text: str) -> list[str]:
    """The words of a text in the letters by which they are compared."""
    return [_plain(word) for word in _WORD.findall(_folded(text))] if text else []


def _folded(text: str) -> str:
    return text.lower() if text.isascii() else normalize("NFKC", text).casefold()


def _plain(word: str) -> str:
    """A number without its commas and points; other words have none."""
    return word if word.isalnum() else re.sub("[.,]", "", word)


def _has_case(sign: str) -> bool:
    return sign.upper() != sign or sign.lower() != sign
