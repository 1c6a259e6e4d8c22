"""Text as a search compares it: words in one spelling, dates as cells of the calendar, questions taken apart.

What is indexed and what is asked pass through the same `terms`, so that both meet whatever their spelling.
Stems are not made here: the index of the store makes them.
"""

from brief.core.terms.asked import Asked, asked, is_function_word
from brief.core.terms.indexed import Indexed, Passage, indexed, passages, source_ids, without
from brief.core.terms.spelling import terms

__all__ = [
    "Asked",
    "Indexed",
    "Passage",
    "asked",
    "indexed",
    "is_function_word",
    "passages",
    "source_ids",
    "terms",
    "without",
]
