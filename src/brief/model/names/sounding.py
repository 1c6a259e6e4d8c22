"""Find names that may be the same in another script, although their romanizations differ."""

from brief.model.names.alignment import align, joinings
from brief.model.names.comparison import Finding, Name, Query, Reason
from brief.model.names.nearness import edits, tolerance
from brief.model.names.scripts import Script, romanized, script_of, sounds

_BY_EAR = frozenset((Script.CONSONANTS, Script.HANGUL, Script.ALPHABET))
_LETTERS = 4
"""Fewest letters of the typed words, or one consonant less: shorter ones match too many names."""
_ENDING = 2
"""Words of this length, like Karpin and Karpov, distinguish many names and allow no edit."""


def compare_sound(query: Query, name: Name) -> Finding | None:
    """Return a finding if each typed word sounds like a word of a name in another script; None otherwise."""
    own, other = query.script, script_of("".join(name.words))
    script = other if own is Script.LATIN else own
    if (own is Script.LATIN) == (other is Script.LATIN) or script not in _BY_EAR:
        return None
    typed, named = (sounds(romanized(words, script), script) for words in (query.words, name.words))
    if len("".join(typed)) < _LETTERS - (script is Script.CONSONANTS):
        return None

    def fits(one: str, another: str) -> bool:
        return sound_alike(one, another, script)

    if "".join(typed) == "".join(named):
        return Finding(Reason.SOUND, across=True)
    ways = [pairs for words in joinings(typed) if (pairs := align(words, named, fits))]
    return Finding(Reason.SOUND, unmatched=len(named) - max(map(len, ways)), across=True) if ways else None


def sound_alike(typed: str, word: str, script: Script) -> bool:
    """True if two words, as returned by `sounds`, may be the same."""
    if script is not Script.ALPHABET:
        return typed == word
    limit = tolerance(max(len(typed), len(word)) - _ENDING)
    return edits(typed, word, limit) is not None
