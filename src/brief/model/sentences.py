"""Ends of sentences and of titles: a full stop may belong to an abbreviation, and a long title is cut at a word."""

import re

_OWN = (  # compile on first use: most texts do not need it
    r"\.\.\.$|(?<![\w.])(?:[^\W\d_]{1,2}\.){2,}$"  # three dots; U.S., Ph.D., p.m.
    r"|\b(?:Jn?r|Sn?r|Esq|Ltd|Inc|Corp?|Bros|Dept|Gov|Gen|Col|Lt|Maj|Capt|Sgt|Adm|Cmdr|Mrs?|Ms|Dr|Prof|Hon|Rev|St"
    r"|etc|et al)\.$"
)
"""Pattern for a full stop that belongs to the word before it."""


def without_full_stop(text: str) -> str:
    """Remove the full stop of a sentence. An abbreviation keeps its own, and so do three dots."""
    return text if not text.endswith(".") or re.search(_OWN, text) else text[:-1]


def title_of_kind(kind: str) -> str:
    """Return the title of the events of a kind: `Joint activity` for `joint-activity`."""
    words = kind.replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]


LONGEST_SHORT = 60
"""Maximum length, in characters, of a short title, and of a title in a picture."""
LONGEST_LINE = 120
"""Maximum length, in characters, of a title that replaces a short one where lines wrap."""


def cut_at_word(text: str, most: int = LONGEST_SHORT) -> str:
    """Return a text of at most `most` characters: a longer one ends with a whole word and `…`."""
    if len(text) <= most:
        return text
    whole = text[:most].rpartition(" ")[0] or text[: most - 1]
    return f"{whole.rstrip(' ,;:–—-(')}…"
