"""Align the words of two names, and measure how similar their spelling is."""

from collections.abc import Callable, Iterable, Sequence

from brief.locale import say
from brief.model.folding import fold
from brief.model.names.scripts import is_alphabetic
from brief.model.names.titles import GENERATIONS


def edits(first: str, second: str, limit: int) -> int | None:
    """Return the number of edits between two texts, or None if more than `limit`.

    An edit adds, drops, replaces or transposes letters (Damerau 1964). The count is the optimal string alignment
    (Boytsov 2011), which edits no substring twice.
    """
    if abs(len(first) - len(second)) > limit:
        return None
    from rapidfuzz.distance import OSA

    distance = OSA.distance(first, second, score_cutoff=limit)
    return distance if distance <= limit else None


def tolerance(length: int) -> int:
    """Return the edits allowed in a word of this length: from 3 letters one, from 6 letters two."""
    return 0 if length < 3 else 1 if length < 6 else 2


def _allowed_edits(typed: str, word: str, anchored: bool = False) -> int:
    """Return the edits allowed between a typed word and a word on file: the `tolerance` of the longer one.

    If another word is spelled correctly (`anchored`), a word of two letters (Lê, Vũ) allows one, of four letters two.
    """
    length = max(len(typed), len(word))
    return length // 2 if anchored and length < 6 else tolerance(length)


def misspelled(word: str, vocabulary: Sequence[str], limit: int | None = 20, anchored: bool = False) -> dict[str, int]:
    """Return the words of a vocabulary that a word may misspell, nearest first, with their edits; all folded."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    most = max(_allowed_edits(word, word, anchored), tolerance(len(word) + 1), 2 * (anchored and len(word) > 2))
    found = process.extract(word, vocabulary, scorer=OSA.distance, processor=None, score_cutoff=most, limit=limit)
    return {other: int(distance) for other, distance, _ in found if distance <= _allowed_edits(word, other, anchored)}


def likeness(typed: Iterable[str], name: Sequence[str]) -> float:
    """Return the share of the typed words that a name has, 0 to 1. Long words count more, misspelled ones less."""
    found = {word: max((_closeness(word, other) for other in name), default=0.0) for word in typed}
    letters = sum(map(len, found))
    return sum(len(word) * close for word, close in found.items()) / letters if letters else 0.0


def _closeness(word: str, other: str) -> float:
    if word == other:
        return 1.0
    longest = max(len(word), len(other))
    if len(word) > 2 and other.startswith(word):
        return len(word) / longest
    distance = edits(word, other, tolerance(longest))
    return 0.0 if distance is None else 1 - distance / longest


def near(word: str, words: Iterable[str], limit: int = 3) -> list[str]:
    """Return the known words nearest to a wrong one, best first, at most `limit`; empty if none is near.

    A word is near if it is equal once folded, begins with the wrong word, contains it (3 letters or more), has its
    parts in another order, or is a few letters off as a whole or in one part (`oneil` for `jacqueline-oneill`).
    Reads all `words`, so it is only for hints in errors.
    """
    wanted = fold(word)
    if not wanted:
        return []
    found = {other: cost for other in words if (cost := _cost(wanted, fold(other))) is not None}
    return sorted(found, key=lambda other: (found[other], abs(len(other) - len(word)), other))[:limit]


def hint(word: str, known: Iterable[str], otherwise: str, before: str = "") -> str:
    """Return a hint for a wrong word: the nearest known word with the prefix `before`, or `otherwise`."""
    nearest = near(word, known, 1)
    return meant(before + nearest[0]) if nearest else otherwise


def meant(word: str) -> str:
    """Return the hint that names a correct word."""
    return say("did you mean `{word}`?", word=word)


def is_suggestion(hint: str) -> bool:
    """True if a hint names a correct word."""
    return hint.startswith(meant("").partition("``")[0])


def _cost(wanted: str, other: str) -> int | None:
    """Return the distance of two folded texts: 0 if equal, then about the number of edits; None if too far."""
    if wanted == other:
        return 0
    costs = [edits(wanted, other, tolerance(len(wanted)) + (len(wanted) > 8))]
    if len(wanted) > 1 and other.startswith(wanted):
        costs.append(1)
    if len(wanted) > 2 and wanted.replace(" ", "") in other.replace(" ", ""):
        costs.append(2)
    parts = other.split()
    if len(parts) > 1:
        costs.append(1 if sorted(parts) == sorted(wanted.split()) else None)
        partial = [edits(wanted, part, tolerance(len(wanted))) for part in parts]
        costs.extend(cost + 2 for cost in partial if cost is not None)
    return min((cost for cost in costs if cost is not None), default=None)


# Positions of a typed word and of its word in the name.
Pairs = list[tuple[int, int]]

_MOST_EDITS = 3
_MOST_WORDS_JOINED = 8
_PATRONYMICS = ("vich", "vych", "vna", "ichna", "mich", "kich", "вич", "вна", "чна", "мич", "кич")
_PATRONYMIC = 5
"""Length of the ending of a patronymic: `ovich`."""


def begins(typed: str, word: str) -> bool:
    """True if a word begins as typed. One letter is not enough, unless its script has no case (王毅)."""
    return word.startswith(typed) and (len(typed) > 1 or not typed.islower()) and word not in GENERATIONS


def abbreviates(first: str, second: str) -> bool:
    """True if one word is the initial of the other."""
    return 1 in (len(first), len(second)) and first[0] == second[0] and GENERATIONS.isdisjoint((first, second))


def joinings(words: Sequence[str]) -> list[list[str]]:
    """Return the words, then the words with each pair of neighbours joined (`o neill`, `oneill`)."""
    listed = list(words)
    if len(listed) > _MOST_WORDS_JOINED:
        return [listed]
    pairs = range(len(listed) - 1)
    return [listed] + [[*listed[:at], listed[at] + listed[at + 1], *listed[at + 2 :]] for at in pairs]


def in_order(typed: Sequence[str], name: Sequence[str], fits: Callable[[str, str], bool] | None = None) -> bool:
    """True if the typed words in order equal or fit words of the name in order."""
    rest = iter(name)
    return all(any(word == other or (fits is not None and fits(word, other)) for other in rest) for word in typed)


def align(typed: Sequence[str], name: Sequence[str], fits: Callable[[str, str], bool] | None = None) -> Pairs | None:
    """Assign a different word of the name to each typed word: an equal one, or one that `fits`; None if impossible.

    Longer words choose first. With `begins`, this finds an assignment whenever there is one: of two beginnings, either
    the longer fits only what the shorter fits too, or no word fits both.
    """
    pairs, missing = _same_words(typed, name)
    if missing and fits is None:
        return None
    free = set(range(len(name))) - {at for _, at in pairs}
    for position in sorted(missing, key=lambda position: -len(typed[position])):
        fitting = [at for at in free if fits is not None and fits(typed[position], name[at])]
        if not fitting:
            return None
        # Prefer the shortest: an initial in the name matches less than a whole word.
        chosen = min(fitting, key=lambda at: (len(name[at]), at))
        free.remove(chosen)
        pairs.append((position, chosen))
    return sorted(pairs)


def align_misspelled(typed: Sequence[str], name: Sequence[str]) -> tuple[int, Pairs] | None:
    """Find the assignment with the fewest edits, and return edits and pairs; None if there are too many.

    `_allowed_edits` limits the edits of each word; the total limit is 3.
    """
    if len(typed) > len(name):
        return None
    pairs, missing = _same_words(typed, name)
    if len(missing) > _MOST_EDITS:
        return None
    taken = {at for _, at in pairs}
    anchored = anchors([typed[position] for position, _ in pairs])
    options = [
        [
            (distance, at)
            for at, word in enumerate(name)
            if at not in taken and (distance := _misspelled(typed[position], word, anchored)) is not None
        ]
        for position in missing
    ]
    if not all(options):
        return None
    best = _cheapest(options, _MOST_EDITS, frozenset())
    if best is None:
        return None
    distance, places = best
    return distance, sorted(pairs + list(zip(missing, places, strict=True)))


def _same_words(typed: Sequence[str], name: Sequence[str]) -> tuple[Pairs, list[int]]:
    """Return pairs of equal words, and the positions of the other typed words."""
    pairs: Pairs = []
    missing = []
    free = list(name)
    for position, word in enumerate(typed):
        if word in free:
            at = free.index(word)
            free[at] = ""
            pairs.append((position, at))
        else:
            missing.append(position)
    return pairs, missing


def anchors(words: Iterable[str]) -> bool:
    """True if one of these correctly spelled words is specific enough to allow an error in a short one."""
    return any(len(word) > 1 for word in words)


def _misspelled(typed: str, word: str, anchored: bool) -> int | None:
    if not (typed.isalpha() and word.isalpha()):
        return None  # 2024 is no misspelling of 2023
    if not (is_alphabetic(typed) and is_alphabetic(word) and GENERATIONS.isdisjoint((typed, word))):
        return None
    limit = _allowed_edits(typed, word, anchored)
    if is_patronymic(typed) and is_patronymic(word):  # the ending carries no information: Igorevich is not Egorovich
        limit = tolerance(len(word) - _PATRONYMIC) if typed[0] == word[0] else 0
    return edits(typed, word, limit) if limit else None


def is_patronymic(word: str) -> bool:
    """True for a Russian or Ukrainian patronymic: `Petrovich`, `Lvovna`."""
    return word.endswith(_PATRONYMICS) and len(word) > _PATRONYMIC


def _cheapest(options: list[list[tuple[int, int]]], budget: int, taken: frozenset[int]) -> tuple[int, list[int]] | None:
    """Return the cheapest choice of different positions, one from each list, within the budget."""
    if not options:
        return 0, []
    best = None
    for cost, at in options[0]:
        if cost <= budget and at not in taken:
            rest = _cheapest(options[1:], budget - cost, taken | {at})
            if rest is not None and (best is None or cost + rest[0] < best[0]):
                best = cost + rest[0], [at, *rest[1]]
    return best
