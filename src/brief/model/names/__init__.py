"""Match names as people type them: folding, index keys, and ranked matching with reasons.

The store indexes the `keys` of every spelling of a name. A query fetches candidates by the keys of the typed name,
`rank` decides which of them match and why, and `decisive` selects the matches that are the answer.
"""

from brief.model.folding import fold, is_titled, tables, tokens
from brief.model.names.alignment import anchors, hint, is_suggestion, joinings, likeness, meant, misspelled, near
from brief.model.names.comparison import Reason, compare, compare_across, compare_misspelled, compare_untitled
from brief.model.names.matching import (
    COMPARISONS,
    Candidate,
    Comparison,
    Match,
    Score,
    compare_fuller,
    compare_sound,
    decisive,
    rank,
)
from brief.model.names.retrieval import ends, in_latin, is_heard_with_vowels, read_as, readings, untitled
from brief.model.names.scripts import FIRST_FOREIGN, is_latin
from brief.model.names.titles import Keys, keys, with_article, without_article

__all__ = [
    "COMPARISONS",
    "FIRST_FOREIGN",
    "Candidate",
    "Comparison",
    "Keys",
    "Match",
    "Reason",
    "Score",
    "anchors",
    "compare",
    "compare_across",
    "compare_fuller",
    "compare_misspelled",
    "compare_sound",
    "compare_untitled",
    "decisive",
    "ends",
    "fold",
    "hint",
    "in_latin",
    "is_heard_with_vowels",
    "is_latin",
    "is_suggestion",
    "is_titled",
    "joinings",
    "keys",
    "likeness",
    "meant",
    "misspelled",
    "near",
    "rank",
    "read_as",
    "readings",
    "tables",
    "tokens",
    "untitled",
    "with_article",
    "without_article",
]
