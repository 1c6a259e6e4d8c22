"""Match typed names that are longer than the one on file: by a middle name, a patronymic or a suffix."""

import re
from collections.abc import Iterator, Sequence

from brief.model.names.alignment import in_order, is_patronymic
from brief.model.names.comparison import Finding, Name, Query, Reason, clash, in_scripts
from brief.model.names.folding import fold
from brief.model.names.generations import split_generation

_VOWELS = re.compile("[aeiouy]+")


def compare_fuller(query: Query, name: Name) -> Finding | None:
    """Return why the name on file is the typed one without middle names or a suffix; None if it is not.

    The first and the last word must be equal, and all words between them on file must be typed too, in order. Names
    with one syllable per word (`Trần Văn An`, `Wang Xiao Ming`) have no optional middle name.
    """
    for typed in (query, *(query.untitled or ())[:1]):
        if found := _compare(typed, name):
            return found
        if (pair := in_scripts(typed, name)) and (found := _compare(*pair)):
            return found._replace(across=True)
    return None


def orders(query: Query) -> Iterator[list[str]]:
    """Yield the typed words without a suffix, in the possible orders of the name."""
    words, _ = split_generation(query.words)
    yield words
    family = len(fold(query.bare.partition(",")[0]).split()) if "," in query.bare else is_patronymic(words[-1])
    if 0 < family < len(words):
        yield words[family:] + words[:family]


def _compare(query: Query, name: Name) -> Finding | None:
    typed, suffix = split_generation(query.words)
    named, own = split_generation(name.words)
    more = len(typed) - len(named)
    if len(named) < 2 or own not in ("", suffix) or more < 0 or (more == 0 and own == suffix):
        return None
    if more and not any(len(_VOWELS.findall(word)) > 1 for word in typed):
        return None
    turned = [named, [*named[1:], named[0]]] if any(map(is_patronymic, typed)) else [named]
    for words in orders(query):
        for held in turned:
            if words[0] == held[0] and words[-1] == held[-1] and in_order(held, words, _stands_for):
                accents = _clash(query, name)
                return Finding(Reason.FULLER, accents=accents, unmatched=more) if accents < 2 else None
    return None


def _stands_for(held: str, typed: str) -> bool:
    """True if an initial on file matches a typed word."""
    return len(held) == 1 and typed.startswith(held)


def _clash(query: Query, name: Name) -> int:
    """Return the largest difference in accents between equal words."""
    return max(_clash_of(query.spelled(), word) for word in name.spelled())


def _clash_of(typed: Sequence[str], word: str) -> int:
    """Return the smallest difference in accents between a word and its equals."""
    return min((clash(other, word) for other in typed if fold(other) == fold(word)), default=0)
