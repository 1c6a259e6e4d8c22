"""Where a sentence ends: a full stop at its end may be that of an abbreviation."""

import re

_OWN = (  # most texts end otherwise, and to compile it takes longer than to look at their end
    r"\.\.\.$|(?<![\w.])(?:[^\W\d_]{1,2}\.){2,}$"  # three dots; U.S., Ph.D., p.m.
    r"|\b(?:Jn?r|Sn?r|Esq|Ltd|Inc|Corp?|Bros|Dept|Gov|Gen|Col|Lt|Maj|Capt|Sgt|Adm|Cmdr|Mrs?|Ms|Dr|Prof|Hon|Rev|St"
    r"|etc|et al)\.$"
)
"""A pattern of a full stop that belongs to the word before it."""


def without_full_stop(text: str) -> str:
    """A sentence without its full stop; an abbreviation at its end keeps its own, and so do three dots."""
    return text if not text.endswith(".") or re.search(_OWN, text) else text[:-1]
