"""Compute what to look up in an index if the words on file differ from the typed ones."""

from collections.abc import Collection, Iterable, Iterator

from brief.model.names.alignment import joinings
from brief.model.names.comparison import Query
from brief.model.names.matching import orders, sound_alike
from brief.model.names.scripts import Script, respelled, romanized, script_of, sounds, syllables
from brief.named_tuple import NamedTuple

Variants = list[list[list[str]]]
"""Ways to look up a name: for each of its words, the acceptable words of the vocabulary."""


def untitled(text: str) -> str:
    """Return a name without civil honorifics; empty if it has none."""
    bare = Query(text).untitled
    return bare[0].text if bare else ""


def ends(text: str) -> list[tuple[str, str]]:
    """Return the first and last word of a shorter form of a name, in each possible order."""
    query = Query(text)
    found: dict[tuple[str, str], None] = {}
    for typed in (query, *(query.untitled or ())[:1]):
        found |= {(words[0], words[-1]): None for words in orders(typed) if len(words) > 1}
    return list(found)


class Reading(NamedTuple):
    """The pronunciation of a word in a script other than Latin."""

    custom: int
    """The script as a number, negative if it is compared by sound."""
    spelled: str


def readings(word: str) -> set[Reading]:
    """Return the readings of a folded word, as a whole and in its parts; empty for Latin letters."""
    script = script_of(word)
    if script is Script.LATIN:
        return set()
    parts = romanized([word], script)
    customs = ((script.value, respelled(parts, script)), (-script.value, sounds(parts, script)))
    return {Reading(custom, spelled) for custom, read in customs for spelled in (*read, "".join(read)) if spelled}


def read_as(words: Collection[str], loosely: bool = False) -> Iterator[tuple[int, list[str]]]:
    """Yield the spelling of Latin words for each script: the custom of a `Reading`, and each word.

    `loosely` compares by sound, as `compare_sound` does.
    """
    for script in Script:
        if script is not Script.LATIN:
            spelled = sounds(words, script) if loosely else respelled(words, script)
            custom = -script.value if loosely else script.value
            yield from ((custom, variant) for variant in joinings(spelled) if variant)


def is_heard_with_vowels(custom: int) -> bool:
    """True if words of this custom may differ by a letter or two."""
    return custom == -Script.ALPHABET.value


def in_latin(words: Collection[str], vocabulary: Iterable[str], loosely: bool = False) -> Variants:
    """Return for each word in another script the Latin words of the vocabulary that may match it."""
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
