"""Derives ids of new records from their names."""

import re
from collections.abc import Callable
from itertools import accumulate, count

from brief.model.names import fold
from brief.model.names.scripts import romanized, script_of

_LONGEST = 40
_SHARE = 0.6
"""An id that ends with a phrase has at least this part of the letters that fit; else it ends with a word."""
_ARTICLES = frozenset(("a", "an", "the"))
_JOINING = re.compile(
    "a|an|the|about|after|against|and|are|as|at|be|been|before|between|but|by|can|could|during|for|from|"
    "had|has|have|her|his|in|into|is|its|may|might|no|not|of|on|or|our|over|per|shall|should|since|that|"
    "their|this|to|under|until|was|were|which|who|will|with|without|would"
)
"""Words that begin a phrase and end none."""


def id_from(name: str, is_free: Callable[[str], bool], longest: int = _LONGEST) -> str:
    """Return a free id for a name or title, cut where a phrase ends: `Mira Oldcastle` gives `mira-oldcastle`."""
    latin = " ".join(romanized(fold(name).split(), script_of(name)))
    words = re.findall("[a-z0-9]+", latin) or ["record"]
    id_ = "-".join(words)
    if len(id_) > longest:
        id_ = _cut([word for word in words if word not in _ARTICLES] or words, longest)
    return next(found for number in count(1) if is_free(found := id_ if number == 1 else f"{id_}-{number}"))


def _cut(words: list[str], longest: int) -> str:
    """Return as many words as fit, or fewer that end with a phrase; of a single long word its beginning."""
    ends = [end for end in accumulate(len(word) + 1 for word in words) if end <= longest + 1]
    fitting = words[: len(ends)]
    if not fitting:
        return words[0][:longest]
    phrases = [
        "-".join(words[:number])
        for number in range(1, len(fitting) + 1)
        if not _joins(fitting[number - 1]) and (number == len(words) or _joins(words[number]))
    ]
    while len(fitting) > 1 and _joins(fitting[-1]):
        fitting.pop()
    whole = "-".join(fitting)
    return phrases[-1] if phrases and len(phrases[-1]) >= _SHARE * len(whole) else whole


def _joins(word: str) -> bool:
    return _JOINING.fullmatch(word) is not None
