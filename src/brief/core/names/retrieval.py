"""What to look up in an index, where the words of a name on file are not those that were typed."""

from collections.abc import Collection, Iterable, Iterator

from brief.core.names.alignment import joinings
from brief.core.names.comparison import Query
from brief.core.names.fuller import orders
from brief.core.names.scripts import Script, respelled, romanized, script_of, sounds, syllables
from brief.core.names.sounding import sound_alike

Variants = list[list[list[str]]]
"""Ways to look a name up: for each word of one, those of a vocabulary that will do."""


def untitled(text: str) -> str:
    """A name without civil honorifics; empty where it has none."""
    bare = Query(text).untitled
    return bare[0].text if bare else ""


def ends(text: str) -> list[tuple[str, str]]:
    """The first and the last word that a shorter form of a name has, in each order that the name may have."""
    query = Query(text)
    found: dict[tuple[str, str], None] = {}
    for typed in (query, *(query.untitled or ())[:1]):
        found |= {(words[0], words[-1]): None for words in orders(typed) if len(words) > 1}
    return list(found)


def in_other_scripts(words: Collection[str], vocabulary: Iterable[str], loosely: bool = False) -> Variants:
    """Words of a vocabulary in other scripts that may stand for folded words, one list for each of these.

    A Chinese name is one word there, and stands for each word of it. `loosely` is as `compare_sound` compares.
    """
    typed = list(words)
    own = script_of("".join(typed))
    others: dict[Script, list[str]] = {}
    for word in vocabulary:
        script = script_of(word)
        if (script is Script.LATIN) != (own is Script.LATIN):
            others.setdefault(script if own is Script.LATIN else own, []).append(word)
    spell = sounds if loosely else respelled
    found: Variants = []
    for script, held in others.items():
        read = joinings(spell(romanized(typed, script), script))
        if own in (Script.HAN, Script.HANGUL):  # on file as Liu Ming Yuan
            read.append(spell(syllables(typed), script))
        spelled = {word: spell(romanized([word], script), script) for word in held}
        for wanted in read:
            variant: list[list[str]] = [[] for _ in wanted]
            for word, parts in spelled.items():
                for place in _places(wanted, parts, script):
                    variant[place].append(word)
            found.append(variant)
    return [variant for variant in found if variant and all(variant)]


def _places(typed: list[str], parts: list[str], script: Script) -> Iterator[int]:
    """Which of the typed words a word with these parts may stand for."""
    whole = "".join(typed) in ("".join(parts), *parts)
    for place, word in enumerate(typed):
        if whole or any(
            part.startswith(word) or (len(part) == 1 and word.startswith(part)) or sound_alike(word, part, script)
            for part in parts
        ):
            yield place
