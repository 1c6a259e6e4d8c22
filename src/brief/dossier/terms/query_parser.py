"""Parse a question as a user types it: dates, significant words, stop words, and what the question asks for."""

import re

from brief.dossier.terms.spelling import bases, terms
from brief.model.dates import Date
from brief.named_tuple import NamedTuple

_WORDS = """
a about after all also am an and any are as at be been before being between both but by can could did do does done
during each either every exist exists find for from give had happen happened happening happens has have having he her
him his how i if in into is it its list many me most much my neither no nor not occur occurred of off on one ones or
our out over please remain remained remaining remains say says see seen shall she should show since so some spoke
still tell than that the their them then there these they thing things this those through to until up us was we were
what when where whether which while who whom whose why will with would yet you your
"""
_FUNCTION = frozenset(_WORDS.split())
_WISHES = {
    "rivals": "contradict contradiction disagree disagreement dispute conflict differ inconsistent inconsistency",
    "iscommitment": "promise pledge commitment commit undertake owe",
    "isquestion": "unknown unclear unanswered missing open know",
    "issource": "source author write article newspaper report interview publish publication bibliography",
    "isposition": "raise objective",
}  # fmt: skip
"""Rarely requested traits of records, each with the words that request it; the first match wins."""
_WISHED = {word: trait for trait, words in _WISHES.items() for word in terms(words)}
_LONGEST_DATE = 8
_FROM_TO = re.compile(r"(?:from|between)\s+(.+?)\s+(?:to|until|till|and)\s+(.+)", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)|(?<!\d)\d{8}(?!\d)|(?<!\d)\d{3}0s\b")
_POSSESSIVE = re.compile(r"['’]s$")
_CONTRACTION = re.compile(r"n['’]t$|['’](?:re|ve|ll|m|d)$", re.IGNORECASE)
"""Words that are short for stop words: `don't`, `they're`."""
_ELISION = re.compile(r"^(?:l|qu|d(?=['’][a-zà-ÿ]))['’]")
"""The French article before a vowel, in lower case."""
_SIGNS = ".,;:!?()[]{}\"'“”‘’«»<>"


def is_function_word(term: str) -> bool:
    """True if an English word is a stop word."""
    return term in _FUNCTION


class Word(NamedTuple):
    """A word of a question."""

    term: str
    typed: str
    """The word as the user wrote it."""
    is_significant: bool
    """False for a stop word."""

    @property
    def name(self) -> str:
        """Return the word as written, without the possessive ending: `Canada's` gives `Canada`."""
        return _POSSESSIVE.sub("", self.typed)

    @property
    def wish(self) -> str:
        """Return the trait of records that the word asks for, such as `issource`; empty for other words."""
        return next((_WISHED[base] for base in bases(self.term) if self.is_significant and base in _WISHED), "")


class Asked(NamedTuple):
    """A parsed question."""

    words: list[Word]
    """The words in order, without the dates."""
    dates: list[tuple[list[Date], list[str]]]
    """Each date with all its meanings, and its words."""

    @property
    def wish(self) -> str:
        """Return the trait of records that the question asks for: `where do sources contradict` asks for `rivals`."""
        wishes = {word.wish for word in self.words}
        return next((trait for trait in _WISHES if trait in wishes), "")

    @property
    def owing(self) -> int | None:
        """The place of the word that asks what is owed, or by whom; None if there is none."""
        return next((at for at, word in enumerate(self.words) if "owe" in bases(word.term)), None)

    @property
    def is_of_a_post(self) -> bool:
        """True if the question asks who leads something."""
        words = {word.term for word in self.words}
        return "who" in words and not words.isdisjoint(HEADS)

    @property
    def is_why(self) -> bool:
        """True if the question asks for a reason."""
        return " ".join((*(word.term for word in self.words), "")).startswith(_WHY)


_WHY = (
    "why ",
    "how come ",
    "for what reason ",
    *(f"what {verb} the {noun} " for verb in ("is", "was", "are", "were") for noun in ("reason", "reasons")),
)
"""Beginnings of a question for a reason, as terms."""
HEADS = frozenset(("head", "heads", "chief", "leader", "leads"))
"""Words for whoever leads a body, whatever the title of the post."""


def asked(text: str) -> Asked:
    """Parse a question. A word in capitals (`US`, `WHO`) is significant, unless all words are in capitals."""
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
        plain = "" if _CONTRACTION.search(piece) else _POSSESSIVE.sub("", piece)
        stressed = len(plain) > 1 and plain.isupper() and not shouted
        found_terms = terms(piece)
        for term in found_terms:
            typed = piece if len(found_terms) == 1 else term
            words.append(Word(term, typed, bool(plain) and (stressed or not _FUNCTION & {term, plain.casefold()})))
        start += 1
    if shouted and not dates and not any(word.is_significant for word in words):
        words = [word._replace(is_significant=True) for word in words]
    return Asked(_wished(words), dates)


def _wished(words: list[Word]) -> list[Word]:
    """Make words of weaker requests insignificant: `where do sources contradict` does not search for `sources`."""
    wish = Asked(words, []).wish
    return [word._replace(is_significant=word.is_significant and word.wish in ("", wish)) for word in words]


def _date(pieces: list[str], start: int) -> tuple[int, list[Date]] | None:
    """Return the longest date that begins at a word, with all its meanings."""
    from brief.model.dates.suggestions import suggest

    for length in range(min(_LONGEST_DATE, len(pieces) - start), 0, -1):
        text = " ".join(pieces[start : start + length]).strip(_SIGNS)
        if not _YEAR.search(text):
            continue
        if span := _FROM_TO.fullmatch(text):
            text = f"{span[1]} to {span[2]}"
        if date := Date.read(text):
            return length, [date]
        if found := suggest(text):
            return length, [Date.parse(each) for each in found[1]]
    return None
