"""Names as people type them: folding, keys for an index, and ranked matching that says why.

The store writes `keys` of every spelling of a name into its indexes. A query fetches candidates by the keys
of what was typed, `rank` decides which of them match and why, and `decisive` says which matches are the
answer.
"""

from brief.core.names.alignment import anchors, joinings
from brief.core.names.articles import with_article, without_article
from brief.core.names.comparison import Reason
from brief.core.names.folding import fold, tokens
from brief.core.names.indexing import Keys, keys
from brief.core.names.matching import Candidate, Match, Score, decisive, rank
from brief.core.names.nearness import hint, meant, misspelled, near

__all__ = [
    "Candidate",
    "Keys",
    "Match",
    "Reason",
    "Score",
    "anchors",
    "decisive",
    "fold",
    "hint",
    "joinings",
    "keys",
    "meant",
    "misspelled",
    "near",
    "rank",
    "tokens",
    "with_article",
    "without_article",
]
