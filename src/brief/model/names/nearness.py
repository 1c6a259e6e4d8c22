"""Nearness in spelling: edit distance, and the nearest right words for a hint."""

from collections.abc import Iterable, Sequence

from brief.model.names.folding import fold


def edits(first: str, second: str, limit: int) -> int | None:
    """How many edits turn one text into the other, or None when more than `limit`.

    An edit is a letter added, dropped, replaced, or swapped with its neighbour: Damerau's four (1964),
    counted as optimal string alignment (Boytsov 2011), which edits no stretch of text twice.
    """
    if abs(len(first) - len(second)) > limit:
        return None
    from rapidfuzz.distance import OSA

    distance = OSA.distance(first, second, score_cutoff=limit)
    return distance if distance <= limit else None


def tolerance(length: int) -> int:
    """How many edits a word of so many letters bears: none, from 3 letters one, from 6 letters two."""
    return 0 if length < 3 else 1 if length < 6 else 2


def bearable(typed: str, word: str, anchored: bool = False) -> int:
    """How many edits may part a typed word from the right one: what `tolerance` grants the longer of the two.

    Beside a word that is spelled right, as `anchored` says, one of two letters (Lê, Vũ) bears one, of four letters two.
    """
    length = max(len(typed), len(word))
    return length // 2 if anchored and length < 6 else tolerance(length)


def misspelled(word: str, vocabulary: Sequence[str], limit: int | None = 20, anchored: bool = False) -> dict[str, int]:
    """The words of a vocabulary of which a word may be a misspelling, nearest first, with the edits; all folded."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    most = max(bearable(word, word, anchored), tolerance(len(word) + 1), 2 * (anchored and len(word) > 2))
    found = process.extract(word, vocabulary, scorer=OSA.distance, processor=None, score_cutoff=most, limit=limit)
    return {other: int(distance) for other, distance, _ in found if distance <= bearable(word, other, anchored)}


def likeness(typed: Iterable[str], name: Sequence[str]) -> float:
    """How much of the typed words a name has, from 0 to 1; a longer word counts more, a misspelled one less."""
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
    """The right words nearest to a wrong one, best first, at most `limit`; empty when nothing comes near.

    Near are words that are the same once folded, begin with it, contain it (3 letters or more), hold its
    parts in another order, or are a few letters off as a whole or in one part (`oneil` for
    `jacqueline-oneill`). For hints in errors: each of `words` is read.
    """
    wanted = fold(word)
    if not wanted:
        return []
    found = {other: cost for other in words if (cost := _cost(wanted, fold(other))) is not None}
    return sorted(found, key=lambda other: (found[other], abs(len(other) - len(word)), other))[:limit]


def hint(word: str, known: Iterable[str], otherwise: str, before: str = "") -> str:
    """A hint for a wrong word: the nearest of the known ones, with what stands `before` it, or else something else."""
    nearest = near(word, known, 1)
    return meant(before + nearest[0]) if nearest else otherwise


def meant(word: str) -> str:
    """The hint that names a right word."""
    return f"did you mean `{word}`?"


def _cost(wanted: str, other: str) -> int | None:
    """How far apart two folded texts are: 0 the same, then about as many as edits; None for too far."""
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
