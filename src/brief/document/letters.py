"""Letters of sources: those that the dossier chose, otherwise A, B, C in the order given."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import count, product

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def letters(sources: Iterable[str], chosen: Mapping[str, str]) -> dict[str, str]:
    """Return the letter of each source, by its id: `A` to `Z`, then `AA`, `AB`; none is given twice."""
    cited = list(sources)
    found: dict[str, str] = {}
    taken: set[str] = set()
    for source in cited:
        key = chosen.get(source, "")
        if key and key not in taken:
            found[source] = key
            taken.add(key)
    free = (letter for letter in _alphabet() if letter not in taken)
    return {source: found.get(source) or next(free) for source in cited}


def _alphabet() -> Iterator[str]:
    """Yield A to Z, AA, AB and so on."""
    return ("".join(signs) for length in count(1) for signs in product(_ALPHABET, repeat=length))
