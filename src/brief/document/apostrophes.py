"""Typographic apostrophes for readers; records, searches and data keep the letters that were written."""

import re

VERBATIM = frozenset({"why", "source", "check", "verify"})
"""Kinds of document that print words exactly as a file or a source has them."""
_KEPT = r"“[^”]*”|`[^`]*`|\S*://\S*"
"""Quotes, commands and addresses."""
_WITHIN = rf"{_KEPT}|(?<=[^\W\d_])'(?=[^\W\d_])"
_AFTER_S = rf"{_KEPT}|(?<=s)'(?!\w)"
_OPENING = r"(?<!\w)'"


def curled(text: str) -> str:
    """Return a text with ’ between letters and after s; quotes, commands and addresses stay as they are.

    After s it may also close a quotation, so it stays if the text has an opening mark.
    """
    if "'" not in text:
        return text
    within = re.sub(_WITHIN, _curl, text)
    return within if re.search(_OPENING, within) else re.sub(_AFTER_S, _curl, within)


def _curl(found: re.Match[str]) -> str:
    return "’" if found[0] == "'" else found[0]
