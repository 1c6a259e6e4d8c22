"""A question as a user types it, taken apart: dates, words that matter, words that only make the sentence."""

import re
from typing import NamedTuple

from brief.core.dates import Date
from brief.core.terms.spelling import terms

_FUNCTION = frozenset(
    [
        "a",
        "about",
        "after",
        "all",
        "also",
        "both",
        "am",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "been",
        "before",
        "being",
        "between",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "done",
        "during",
        "each",
        "every",
        "for",
        "from",
        "had",
        "has",
        "have",
        "having",
        "he",
        "her",
        "him",
        "his",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "many",
        "me",
        "most",
        "much",
        "my",
        "no",
        "nor",
        "not",
        "of",
        "off",
        "on",
        "or",
        "our",
        "out",
        "over",
        "shall",
        "she",
        "should",
        "since",
        "so",
        "some",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "through",
        "to",
        "two",
        "until",
        "up",
        "us",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "whether",
        "which",
        "while",
        "who",
        "whom",
        "whose",
        "why",
        "will",
        "with",
        "would",
        "you",
        "your",
        "find",
        "give",
        "happen",
        "happened",
        "happening",
        "happens",
        "list",
        "occur",
        "occurred",
        "please",
        "show",
        "tell",
        "thing",
        "things",
        "exist",
        "exists",
        "say",
        "says",
        "spoke",
    ]
)
_FOREIGN = frozenset(
    [
        "au",
        "aux",
        "ce",
        "ces",
        "cette",
        "dans",
        "de",
        "des",
        "du",
        "et",
        "la",
        "le",
        "les",
        "un",
        "une",
        "der",
        "die",
        "das",
        "dem",
        "den",
        "des",
        "ein",
        "eine",
        "einem",
        "einen",
        "einer",
        "eines",
        "und",
        "im",
        "am",
        "vom",
        "zum",
        "zur",
    ]
)
"""Articles and the like in French and German; a name of the dossier comes first."""
_LONGEST_DATE = 6
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)|(?<!\d)\d{8}(?!\d)|(?<!\d)\d{3}0s\b")
_ELISION = re.compile(r"^(?:l|qu|d(?=['’][a-zà-ÿ]))['’]")
"""The French article before a vowel, written small."""
_SIGNS = ".,;:!?()[]{}\"'“”‘’«»<>"


def is_function_word(term: str) -> bool:
    """Whether a word only makes the sentence."""
    return term in _FUNCTION or term in _FOREIGN


class Word(NamedTuple):
    """A word of a question."""

    term: str
    typed: str
    """The same as the user wrote it."""
    weight: int
    """2: it matters; 1: it matters if it is a name; 0: it only makes the sentence."""


class Asked(NamedTuple):
    """What a question asks for."""

    words: list[Word]
    """In order, without the dates."""
    dates: list[tuple[list[Date], list[str]]]
    """Each date, by all that it can mean, and as words."""


def asked(text: str) -> Asked:
    """A question taken apart; words in capitals matter in a question that is not all in capitals."""
    pieces = text.split()
    shouted = text.isupper()
    words: list[Word] = []
    dates: list[tuple[list[Date], list[str]]] = []
    start = 0
    while start < len(pieces):
        found = _date(pieces, start) if any(sign.isdigit() for sign in text) else None
        if found:
            length, meant = found
            dates.append((meant, terms(" ".join(pieces[start : start + length]))))
            start += length
            continue
        piece = _ELISION.sub("", pieces[start].strip(_SIGNS))
        stressed = len(piece) > 1 and piece.isupper() and not shouted
        found_terms = terms(piece)
        for term in found_terms:
            typed = piece if len(found_terms) == 1 else term
            words.append(Word(term, typed, 2 if stressed else _weight(term)))
        start += 1
    return Asked(words, dates)


def _weight(term: str) -> int:
    return 0 if term in _FUNCTION else 1 if term in _FOREIGN else 2


def _date(pieces: list[str], start: int) -> tuple[int, list[Date]] | None:
    """The longest date that begins at a word, and all that it can mean."""
    from brief.core.dates.suggestions import suggest

    for length in range(min(_LONGEST_DATE, len(pieces) - start), 0, -1):
        text = " ".join(pieces[start : start + length]).strip(_SIGNS)
        if not _YEAR.search(text):
            continue
        if date := Date.read(text):
            return length, [date]
        if found := suggest(text):
            return length, [Date.parse(each) for each in found[1]]
    return None
