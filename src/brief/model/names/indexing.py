"""Compute the index keys of a name."""

from brief.model.names.folding import fold
from brief.model.names.generations import with_generation
from brief.model.names.titles import without_titles
from brief.named_tuple import NamedTuple


class Keys(NamedTuple):
    """The index keys of one spelling of a name, folded and without titles; all empty if no letter remains.

    Look up `full`, then `sorted` (words in another order), `joined` (words split elsewhere) and `tokens`.
    Letters typed as initials (`PMT`) are found by looking up their `joined` among the `initials`.
    """

    full: str
    sorted: str
    joined: str
    tokens: tuple[str, ...]
    initials: str


def keys(name: str) -> Keys:
    """Return the keys of a name; `Maj. Gen. Pham Manh Thang` has the full key `pham manh thang`."""
    bare, spelled = without_titles(name, fold(name).split())
    words = with_generation(spelled)
    return Keys(" ".join(words), " ".join(sorted(words)), "".join(words), tuple(words), initials(bare, spelled))


def initials(name: str, words: list[str]) -> str:
    """Return the first letters of the words of a name, without lowercase words, given all its folded words.

    `Department of National Defence` gives `dnd`; a name all in lower case gives all initials.
    """
    spelled = name.split()
    capitalized = [word for word in spelled if not word[0].islower()]
    if capitalized and len(capitalized) < len(spelled):
        words = fold(" ".join(capitalized)).split() or words
    return "".join([word[0] for word in words])
