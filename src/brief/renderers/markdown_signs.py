"""Escape text for Markdown, so that special characters are shown as they are."""

import re

_ACTIVE = re.compile(
    r"""
      (?P<address>(?i:https?|ftp)://[^\s<>]+)
    | (?P<entity>                       # what a backslash does not quote in all readers
        (?<=[{<%])% | =(?==)            # templates, comments and highlights (Jinja, Templater, Obsidian)
      | :(?=[\w+-]*[^\W\d_][\w+-]*:|100:|1234:|[+-]1:)         # names of emoji
      )
    | [\\`*\[\]{]
    | (?<={)\#
    | (?<![^\W_])_ | _(?![^\W_])        # inside a word it is a letter
    | <(?=[A-Za-z/!?%])                 # elsewhere it is the sign for "less than"
    | &(?=\#?\w+;)
    | ~(?![^\W_]) | (?<=[^\s(])~        # elsewhere it stands for "about" and can close nothing
    | \$(?!\d)                          # an amount can close no formula
    | (?<!\S)(?:\^|\#(?=[\d/-]*[^\W\d]))                # labels and tags (Obsidian)
    | (?<![^\W_])(?i:www)(?P<stop>\.)   # readers make a link of it
    """,
    re.VERBOSE,
)
_OPENING = re.compile(r"^(?:(\d{1,9})(?=[.)](?:\s|$))|(?=[-+](?:\s|[-\s]*$)|>|\#{1,6}(?:\s|$)))")
_WEB = re.compile(r"[\w.~:/?#@!$&'()*+,;=%-]+", re.ASCII)
"""Characters of a web address (RFC 3986), except brackets."""
_TRAILING = "?!.,:*_~'\")"
"""Trailing characters that readers exclude from a web address (GitHub Flavored Markdown Spec, 6.9)."""
ENTITY = re.compile(r"&#?\w+;")
_DOUBLED = re.compile("==|%%")
"""Characters that begin a highlight or a comment, even within an address (Obsidian)."""


def escaped(text: str, *, link: bool = True) -> str:
    """Return text that Markdown shows unchanged anywhere in a line; without `link`, no web address becomes a link."""

    def written(found: re.Match[str]) -> str:
        if found["address"]:
            return _address(found[0], text[found.end() : found.end() + 1], link)
        if found["stop"]:
            return f"{found[0][:-1]}\\."
        return f"&#{ord(found[0])};" if found["entity"] else f"\\{found[0]}"

    return _ACTIVE.sub(written, text)


def _address(text: str, following: str, link: bool) -> str:
    """Return a web address unchanged, in angle brackets that protect it, or as plain words."""
    address = text.rstrip(_TRAILING)
    trailing = escaped(text[len(address) :])
    scheme, _, rest = address.partition("://")
    plain = escaped(rest)
    if plain == rest and following != ">":
        return address + trailing
    if link and _WEB.fullmatch(address) and not (ENTITY.search(address) or _DOUBLED.search(address)):
        return f"<{address}>{trailing}"
    return f"{scheme}&#58;//{plain}{trailing}"


def opening(line: str) -> str:
    """Return a line of escaped text that starts no list, heading or quotation."""
    return _OPENING.sub(r"\1\\", line.lstrip())
