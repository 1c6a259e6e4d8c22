"""Find the end of a sentence: a final full stop may belong to an abbreviation."""

import re

_OWN = (  # compile on first use: most texts do not need it
    r"\.\.\.$|(?<![\w.])(?:[^\W\d_]{1,2}\.){2,}$"  # three dots; U.S., Ph.D., p.m.
    r"|\b(?:Jn?r|Sn?r|Esq|Ltd|Inc|Corp?|Bros|Dept|Gov|Gen|Col|Lt|Maj|Capt|Sgt|Adm|Cmdr|Mrs?|Ms|Dr|Prof|Hon|Rev|St"
    r"|etc|et al)\.$"
)
"""Return a pattern for a full stop that belongs to the word before it."""


def without_full_stop(text: str) -> str:
    """Remove the full stop of a sentence. An abbreviation keeps its own, and so do three dots."""
    return text if not text.endswith(".") or re.search(_OWN, text) else text[:-1]
