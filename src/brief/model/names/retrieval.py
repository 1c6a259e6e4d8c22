"""What to look up in an index, where the words of a name on file are not those that were typed."""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from brief.model.names.alignment import joinings
from brief.model.names.comparison import Query
from brief.model.names.fuller import orders
from brief.model.names.scripts import Script, respelled, romanized, script_of, sounds, syllables
from brief.model.names.sounding import sound_alike

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


class Reading(NamedTuple):
    """A word in another script than Latin as it is read."""

    custom: int
    """The script, as a number; a negative one if it is read by ear."""
    spelled: str


def readings(word: str) -> set[Reading]:
    """How a folded word is read, as a whole and in its parts; nothing for one in Latin letters."""
    script = script_of(word)
    if script is Script.LATIN:
        return set()
    parts = romanized([word], script)
    customs = ((script.value, respelled(parts, script)), (-script.value, sounds(parts, script)))
    return {Reading(custom, spelled) for custom, read in customs for spelled in (*read, "".join(read)) if spelled}


def read_as(words: Collection[str], loosely: bool = False) -> Iterator[tuple[int, list[str]]]:
    """How words in Latin letters spell a name of each script: the custom of a `Reading`, and a spelling of each word.

    `loosely` is as `compare_sound` compares.
    """
    for script in Script:
        if script is not Script.LATIN:
            spelled = sounds(words, script) if loosely else respelled(words, script)
            custom = -script.value if loosely else script.value
            yield from ((custom, variant) for variant in joinings(spelled) if variant)


def is_heard_with_vowels(custom: int) -> bool:
    """Whether words that are read so may differ by a letter or two."""
    return custom == -Script.ALPHABET.value


def in_latin(words: Collection[str], vocabulary: Iterable[str], loosely: bool = False) -> Variants:
    """Words of a vocabulary in Latin letters that may stand for words in another script, a list for each of these."""
    typed = list(words)
    script = script_of("".join(typed))
    spell = sounds if loosely else respelled
    read = joinings(spell(romanized(typed, script), script))
    if script in (Script.HAN, Script.HANGUL):  # on file as Liu Ming Yuan
        read.append(spell(syllables(typed), script))
    found: Variants = [[[] for _ in variant] for variant in read]
    for word in vocabulary:
        for spelled in spell([word], script):
            for variant, places in zip(read, found, strict=True):
                for typed_word, place in zip(variant, places, strict=True):
                    if (
                        spelled.startswith(typed_word)
                        or (len(spelled) == 1 and typed_word.startswith(spelled))
                        or (loosely and sound_alike(typed_word, spelled, script))
                    ):
                        place.append(word)
    return [variant for variant in found if variant and all(variant)]
