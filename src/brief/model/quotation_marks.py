"""Typographic quotation marks, which some editors write for straight ones. YAML and shells take them for letters."""

SIGNS = "“”„‟‘’‚‛«»‹›"


def unquoted(text: str) -> str:
    """Return what is between such marks; empty for a text without a mark at both ends."""
    is_quoted = len(text) > 2 and text[0] in SIGNS and text[-1] in SIGNS
    return text.strip(SIGNS).strip() if is_quoted else ""
