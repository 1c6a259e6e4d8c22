"""The words of a dossier in another language, read as the English words that brief knows."""

from typing import TYPE_CHECKING

from brief.model.folding import fold

if TYPE_CHECKING:
    from brief.dossier.protocol import Catalogue


def in_english(dossier: "Catalogue", text: str | None) -> str:
    """Return a kind, part or title in folded words, with the name of its meaning for each own word of the dossier.

    Read such a text only through this function: a dossier need not be in English.
    """
    told = f" {fold(text or '')} "
    if dossier.header and dossier.header.words:
        meanings = vars(dossier.header.words).items()
        words = [(fold(word), meaning) for meaning, some in meanings for word in some]
        for word, meaning in sorted(words, key=lambda pair: -len(pair[0])):
            told = told.replace(f" {word} ", f" {meaning} ")
    return told.strip()
