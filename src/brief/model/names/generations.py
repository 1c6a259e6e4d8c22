"""Suffixes that distinguish a son from his father: `Jr.`, `Senior`, `III`."""

_SPELLINGS = {
    "jr": "jr", "jnr": "jr", "junior": "jr", "ii": "jr", "2nd": "jr",
    "sr": "sr", "snr": "sr", "senior": "sr",
    "iii": "iii", "3rd": "iii", "iv": "iv", "4th": "iv",
}  # fmt: skip
GENERATIONS = frozenset(_SPELLINGS.values())
"""One spelling of each suffix, folded."""


def with_generation(words: list[str]) -> list[str]:
    """Normalize the suffix at the end of the folded words of a name; a single word is not a suffix."""
    suffix = _SPELLINGS.get(words[-1]) if len(words) > 1 else None
    return [*words[:-1], suffix] if suffix and suffix != words[-1] else words


def split_generation(words: list[str]) -> tuple[list[str], str]:
    """Return the words of a name before its suffix, and the suffix; empty for none."""
    return (words[:-1], words[-1]) if len(words) > 1 and words[-1] in GENERATIONS else (words, "")
