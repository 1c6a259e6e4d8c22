"""Which words of names in another script may stand for those that were typed."""

from collections.abc import Sequence

from brief.model import names
from brief.stores.sql import Run, listed

_MOST = 500
"""So many words that begin alike are looked at."""

Variants = list[list[list[str]]]
"""Ways to read a name; for each word of one, the words in the other script that may stand for it."""


def in_other_scripts(run: Run, kinds: str, typed: Sequence[str], loosely: bool) -> Variants:
    """For folded words in Latin letters, words of other scripts in names of these kinds; else words in Latin letters.

    `kinds` are the numbers of the kinds, with commas; `loosely` is as `compare_sound` compares.
    """
    if not names.is_latin(typed):
        query = f"SELECT token FROM vocabulary WHERE kind IN ({kinds}) AND token < ?"
        return names.in_latin(typed, (token for (token,) in run(query, (names.FIRST_FOREIGN,))), loosely)
    customs = {custom for (custom,) in run(f"SELECT DISTINCT custom FROM reading WHERE kind IN ({kinds})")}
    found: Variants = []
    for custom, spelled in names.read_as(typed, loosely) if customs else ():
        if custom in customs:
            whole = _read_so(run, kinds, custom, "".join(spelled)) if len(spelled) > 1 else []
            found.append([[*whole, *_read_so(run, kinds, custom, word)] for word in spelled])
    return [variant for variant in found if all(variant)]


def _read_so(run: Run, kinds: str, custom: int, word: str) -> list[str]:
    """The words whose reading begins so, is the initial, or sounds alike where vowels are written."""
    alike = [word[0]]
    if names.is_heard_with_vowels(custom):
        query = f"SELECT DISTINCT spelled FROM reading WHERE kind IN ({kinds}) AND custom = ?"
        alike += names.misspelled(word, [spelled for (spelled,) in run(query, (custom,))], _MOST)
    query = f"""
        SELECT DISTINCT token FROM reading WHERE kind IN ({kinds}) AND custom = ?
        AND (spelled >= ? AND spelled < ? OR spelled IN (SELECT value FROM json_each(?))) LIMIT {_MOST}"""
    return [token for (token,) in run(query, (custom, word, word + "\U0010ffff", listed(alike)))]
