"""Parse a question as a user types it: dates, significant words, stop words."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from brief.dossier.terms import thesaurus
from brief.dossier.terms.spelling import terms
from brief.model.dates import Date

_ENGLISH = """
a about after all also am an and any are as at be been before being between both but by can could did do does done
during each either every exist exists find for from give had happen happened happening happens has have having he her
him his how i if in into is it its list many me most much my neither no nor not occur occurred of off on one ones or
our out over please remain remained remaining remains say says see seen shall she should show since so some spoke
still tell than that the their them then there these they thing things this those through to until up us was we were
what when where whether which while who whom whose why will with would yet you your
"""
_FOREIGN_ARTICLES = """
am au aux ce ces cette dans das de dem den der des die du ein eine einem einen einer eines et im la le les un
und une vom zum zur
"""
_FUNCTION = frozenset(_ENGLISH.split())
_FOREIGN = frozenset(_FOREIGN_ARTICLES.split())
"""Stop words in French and German; a name in the dossier takes precedence."""
_SORTS = {
    **dict.fromkeys(("who", "whom", "whose"), ("person", "who")),
    **dict.fromkeys(("many", "much"), ("many",)),
    "when": ("when",),
    "where": ("where",),
    **dict.fromkeys(("say", "says"), ("said",)),
}
"""Question words, each with the type of answer."""
_STANCES = frozenset(("opportunity", "risk", "criticism"))
"""Stances of an assessment that readers ask for; `support` also has other meanings."""
_ASKED_FOR = frozenset(("long", "said"))
"""Types of answer that other words than question words ask for."""
_ASKING = frozenset(("who", "whom", "whose", "many", "much", "when", "where", "what", "which", "why", "how"))
_BEFORE_DOERS = frozenset(
    ("can", "could", "did", "do", "does", "had", "has", "have", "shall", "should", "will", "would")
)
"""Verbs followed by the agent in a question."""
_TURNS: dict[tuple[str, ...], str] = {
    ("how", "long"): "duration",
    ("since", "when"): "begin",
    ("take", "part"): "participate",
    ("takes", "part"): "participate",
    ("taking", "part"): "participate",
}
"""Two words that ask for what someone does."""
_LASTING = frozenset(("last", "lasts", "remain", "remains", "run", "runs", "stay", "stays", "take", "takes"))
"""Verbs that are stop words in a question for a duration."""
_LONGEST_DATE = 8
_FROM_TO = re.compile(r"(?:from|between)\s+(.+?)\s+(?:to|until|till|and)\s+(.+)", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)|(?<!\d)\d{8}(?!\d)|(?<!\d)\d{3}0s\b")
_POSSESSIVE = re.compile(r"['’]s$")
_ELISION = re.compile(r"^(?:l|qu|d(?=['’][a-zà-ÿ]))['’]")
"""The French article before a vowel, in lower case."""
_PERHAPS = "2"
"""The word `two` is optional, because it often adds nothing; a text that has it ranks higher."""
_SIGNS = ".,;:!?()[]{}\"'“”‘’«»<>"


def is_function_word(term: str) -> bool:
    """True if an English word is a stop word."""
    return term in _FUNCTION


class Word(NamedTuple):
    """A word of a question."""

    term: str
    typed: str
    """The word as the user wrote it."""
    weight: int
    """2: significant; 1: significant if it is a name; 0: stop word."""
    glued: bool = False
    """True if it was joined to the word before it: `O-Neill`."""

    @property
    def name(self) -> str:
        """Return the word as written, without the possessive ending: `Canada's` gives `Canada`."""
        return _POSSESSIVE.sub("", self.typed)


class Asked(NamedTuple):
    """A parsed question."""

    words: list[Word]
    """The words in order, without the dates."""
    dates: list[tuple[list[Date], list[str]]]
    """Each date with all its meanings, and its words."""
    sorts: tuple[str, ...]
    """Types of answer, best first, in the terms of `Indexed.answers`."""
    is_question: bool
    """True for a sentence, False for keywords."""
    doer: int | None = None
    """Index of the word at which the name of the agent begins."""


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
        stressed = len(piece) > 1 and piece.isupper() and not shouted
        found_terms = terms(piece)
        for place, term in enumerate(found_terms):
            typed = piece if len(found_terms) == 1 else term
            words.append(Word(term, typed, 2 if stressed else _weight(term), place > 0))
        start += 1
    if shouted and not dates and not any(word.weight for word in words):
        words = [word._replace(weight=2) for word in words]
    spoken = [word.term for word in words if not word.weight]
    is_question = text.rstrip().endswith("?") or not _ASKING.isdisjoint(spoken)
    turned = list(_turned(words))
    sorts = tuple(dict.fromkeys((*_sorts(turned), *_sorts(words))))
    return Asked(turned, dates, sorts, is_question, _doer(turned))


def _turned(words: list[Word]) -> Iterator[Word]:
    """Replace phrases by words of the same meaning."""
    lasting = any((one.term, other.term) == ("how", "long") for one, other in pairwise(words))
    start = 0
    while start < len(words):
        word, *_ = pair = words[start : start + 2]
        if turn := _TURNS.get(tuple(each.term for each in pair)):
            yield Word(turn, " ".join(each.typed for each in pair), 2)
            start += 1
        else:
            yield word._replace(weight=0) if lasting and word.term in _LASTING else word
        start += 1


def _doer(words: list[Word]) -> int | None:
    """Return the word after the first verb, or after `by`, otherwise a possessive such as `Canada's`."""
    for before in (_BEFORE_DOERS, ("by",)):
        verb = next((place for place, word in enumerate(words) if word.term in before and not word.weight), len(words))
        behind = next((place for place in range(verb + 1, len(words)) if words[place].term != "the"), None)
        if behind is not None and words[behind].weight:
            return behind
    return next((place for place, word in enumerate(words) if word.weight and word.name != word.typed), None)


def _sorts(words: list[Word]) -> tuple[str, ...]:
    """Return the types of answer to these words; any word for a stance asks for that stance."""
    stances = [found for word in words if word.weight for found in thesaurus.alike(word.term) if found in _STANCES]
    judged = [thesaurus.telling(word.term) for word in words if word.weight]
    told = next((_SORTS[word.term] for word in words if not word.weight and word.term in _SORTS), ())
    return tuple(dict.fromkeys((*stances, *_ASKED_FOR.intersection(judged), *told)))


def _weight(term: str) -> int:
    return 0 if term in _FUNCTION else 1 if term in _FOREIGN or term == _PERHAPS else 2


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
