"""Synonyms: a search for one word also finds the others."""

from collections.abc import Mapping, Sequence

from brief.dossier.terms.query_parser import HEADS
from brief.dossier.terms.spelling import bases, terms

_POSTS = ("head", "secretary general", "director", "president", "chair", "chairman")
"""Titles of those who lead a body."""


class Synonyms:
    """Words and phrases of the dossier, each with its alternatives."""

    def __init__(self, groups: Mapping[str, Sequence[str]]) -> None:
        """Create synonyms from the `groups` in the head of the dossier: a word and its alternatives."""
        self._others: dict[str, list[str]] = {}
        for group in ((word, *others) for word, others in groups.items()):
            phrases = dict.fromkeys(" ".join(terms(each)) for each in group)
            for phrase in phrases:
                for base in bases(phrase):
                    self._others.setdefault(base, []).extend(other for other in phrases if other != phrase)

    def of(self, phrase: str) -> list[str]:
        """Return the alternatives for a phrase, in any form of its last word."""
        others = [other for base in bases(phrase) for other in self._others.get(base, ())]
        return [*others, *(_POSTS if not HEADS.isdisjoint(bases(phrase)) else ())]
