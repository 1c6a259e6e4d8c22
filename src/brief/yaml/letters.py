"""Finds a quote in a text by comparing only letters and digits.

Line breaks, punctuation and the form of quotation marks do not matter. The limits of words are kept, to detect a quote
that cuts a word.
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
"""A word, or a number with its separators."""


class Found(NamedTuple):
    """The position of a quote: the indexes of its first and last letter among all letters of the text."""

    first: int
    last: int
    cut: int | None = None
    """Index of the letter before which the quote begins or ends inside a word; None if it cuts no word."""


class Letters:
    """The letters and digits of a text as one string."""

    def __init__(self, text: LocalText) -> None:
        """Read the text twice: by lines and by pages."""
        self._text = text
        words = {unit: [_words(piece) for piece in text.pieces[unit]] for unit in (Unit.LINE, Unit.PAGE)}
        self._letters = "".join(chain.from_iterable(words[Unit.LINE]))
        lengths = map(len, chain.from_iterable(words[Unit.LINE]))
        self._starts = array("Q", accumulate(lengths, initial=0))
        """Index of the first letter of each word, and the index after the last word."""
        ends = {unit: list(accumulate(sum(map(len, piece)) for piece in words[unit])) for unit in words}
        lines = zip(text.pieces[Unit.LINE], ends[Unit.LINE], strict=True)
        self._ends = ends | {Unit.PARAGRAPH: [end for line, end in lines if line.strip()]}

    def numbers(self, unit: Unit, found: Found) -> tuple[int, int]:
        """Return the numbers of the paragraphs, lines or pages in which a quote begins and ends."""
        ends = self._ends[unit]
        return bisect_right(ends, found.first) + 1, bisect_right(ends, found.last) + 1

    def find(self, quote: str, unit: Unit = Unit.LINE, span: tuple[int, int] | None = None) -> Found | None:
        """Return the position of a quote, with whole words if possible; None if it is not in the text.

        `span` limits it to quotes that begin or end in these paragraphs, lines or pages. Omissions and insertions
        split a quote into pieces, which must be in order.
        """
        pieces = ["".join(_words(piece)) for piece in _LEFT_OUT.split(quote)]
        begin, before = 0, len(self._letters)
        if span:
            ends = [0, *self._ends[unit]]
            begin, before = max(0, ends[span[0] - 1] - len(pieces[0]) + 1), ends[span[1]]
        return self._find(pieces, begin, before, whole=True) or self._find(pieces, begin, before, whole=False)

    def word_at(self, letter: int) -> str:
        """Return the word around a letter, in lower case."""
        line = bisect_right(self._ends[Unit.LINE], letter)
        before = self._ends[Unit.LINE][line - 1] if line else 0
        words = _WORD.findall(_folded(self._text.pieces[Unit.LINE][line]))
        ends = list(accumulate(len(_plain(word)) for word in words))
        return str(words[bisect_right(ends, letter - before)])

    def _find(self, pieces: list[str], begin: int, before: int, *, whole: bool) -> Found | None:
        """Return the first match that begins at or after `begin` and before `before`; with `whole`, it cuts no word.

        Match each piece at its first position after the piece before it, so that each letter is compared only once.
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
        """True if a quote with this piece at index `at` begins or ends inside a word."""
        is_last = index == len(pieces) - 1
        return (index == 0 and self._goes_on(at)) or (is_last and self._goes_on(at + len(pieces[index])))

    def _goes_on(self, at: int) -> bool:
        """True if a word continues across this index. Only digits and scripts with capitals count.

        Other scripts join words or do not separate them: Arabic, Chinese, Thai.
        """
        if not 0 < at < len(self._letters) or self._starts[bisect_left(self._starts, at)] == at:
            return False
        before, after = self._letters[at - 1], self._letters[at]
        return (before.isdecimal() and after.isdecimal()) or (_has_case(before) and _has_case(after))


def _words(text: str) -> list[str]:
    """Return the folded words of a text."""
    return [_plain(word) for word in _WORD.findall(_folded(text))] if text else []


def _folded(text: str) -> str:
    return text.lower() if text.isascii() else normalize("NFKC", text).casefold()


def _plain(word: str) -> str:
    """Return a number without its separators; other words have none."""
    return word if word.isalnum() else re.sub("[.,]", "", word)


def _has_case(sign: str) -> bool:
    return sign.upper() != sign or sign.lower() != sign
