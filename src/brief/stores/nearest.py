"""Words of the dossier near to one that it does not hold."""

from itertools import islice

from brief.dossier.terms.asked import is_function_word
from brief.dossier.terms.spelling import terms
from brief.model import names
from brief.stores import text
from brief.stores.sql import Run

_NEAREST = 5
_SHORT = 4
"""A shorter word is near to those alone that begin with it: too many others differ from it in one letter."""
_ALIKE = 2
"""Of the near words those come first that begin with the same letters: so many."""


def nearest_words(run: Run, word: str) -> list[str]:
    """The words that records hold and that a word of a question may be a misspelling or the beginning of."""
    term = " ".join(terms(word))
    if " " in term or term.isdigit():
        return []
    vocabulary = [found for (found,) in run("SELECT word FROM word")]
    longer = run("SELECT word FROM word WHERE word > ? AND word < ? LIMIT ?", (term, f"{term}\U0010ffff", 4 * _NEAREST))
    close = {*names.misspelled(term, vocabulary), *(found for (found,) in longer)}
    near = names.near(term, (found for found in sorted(close) if not is_function_word(found)), 4 * _NEAREST)
    near = [found for found in near if len(term) >= _SHORT or found.startswith(term)]
    near.sort(key=lambda found: found[:_ALIKE] != term[:_ALIKE])
    return list(islice((found for found in near if _is_held(run, found)), _NEAREST))


def _is_held(run: Run, word: str) -> bool:
    return run("SELECT 1 FROM text WHERE text MATCH ? LIMIT 1", (text.phrase((word,)),)).fetchone() is not None
