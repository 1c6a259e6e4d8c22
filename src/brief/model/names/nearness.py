"""Edit distance, and the nearest correct words for a hint."""

from collections.abc import Iterable, Sequence

from brief.model.names.folding import fold


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


def bearable(typed: str, word: str, anchored: bool = False) -> int:
    """Return the edits allowed between a typed word and a word on file: the `tolerance` of the longer one.

    If another word is spelled correctly (`anchored`), a word of two letters (Lê, Vũ) allows one, of four letters two.
    """
    length = max(len(typed), len(word))
    return length // 2 if anchored and length < 6 else tolerance(length)


def misspelled(word: str, vocabulary: Sequence[str], limit: int | None = 20, anchored: bool = False) -> dict[str, int]:
    """Return the words of a vocabulary that a word may misspell, nearest first, with their edits; all folded."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    most = max(bearable(word, word, anchored), tolerance(len(word) + 1), 2 * (anchored and len(word) > 2))
    found = process.extract(word, vocabulary, scorer=OSA.distance, processor=None, score_cutoff=most, limit=limit)
    return {other: int(distance) for other, distance, _ in found if distance <= bearable(word, other, anchored)}


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
    return f"did you mean `{word}`?"


def _cost(wanted: str, other: str) -> int | None:
    """Return the distance of two folded texts: 0 if equal, then about the number of edits; None if too far."""
    if wanted == other:
        return 0
    costs = [edits(wanted, other, _bearable(wanted))]
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


def _bearable(wanted: str) -> int:
    return tolerance(len(wanted)) + (len(wanted) > 8)
