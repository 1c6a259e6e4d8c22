"""Characters as pages print them: hidden and control characters as their numbers, apostrophes as typographic ones."""

import re

HIDDEN = (  # compile on first use: most texts need no escape
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff"
    "\U000e01f0-\U000e0fff]"
    # A Braille blank is legitimate between Braille letters.
    "|(?<![\u2801-\u28ff])\u2800(?![\u2801-\u28ff])"
    # Joiners belong to scripts from Arabic to Mongolian, and to emoji. Elsewhere they disguise names.
    "|(?<![\u0590-\u061b\u061d-\u115e\u1161-\u17b3\u17b6-\u180a\u1810-\u1cff\u2190-\u2bff\ua800-\uabff\ufb1d-\ufdff"
    "\ufe70-\ufefc\U00010800-\U00016fff\U0001e800-\U0001faff])(?<![\u2190-\u2bff\U0001f000-\U0001faff]\ufe0f)[\u200c\u200d]"
    # A variation selector chooses one form of a character: a symbol, an ideograph, a letter of some scripts.
    "|(?<![\xa9\xae\u1000-\u109f\u2010-\u2027\u2030-\u205e\u2070-\u312f\u3190-\u9fff\ua840-\ua87f\uf900-\ufaff\U0001f000-\U0001faff\U00020000-\U0003ffff])"
    "(?![\ufe0e\ufe0f]\u20e3)[\ufe00-\ufe0f]"
    "|(?<![\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])[\U000e0100-\U000e01ef]"
    "|(?<![\u1800-\u180a\u1810-\u18af])[\u180b-\u180d\u180f]"
)
"""Pattern of hidden and control characters."""
UNSEEN = frozenset(
    map(
        chr,
        (0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810), 0x2800, 0x3164, *range(0xFE00, 0xFE10), 0xFFA0),
    )
) | frozenset(map(chr, range(0xE0100, 0xE01F0)))
"""Invisible characters that `str.isprintable` accepts (Default_Ignorable_Code_Point, UAX 44)."""
_ASCII = bytes(range(128))
_SECRET = (
    # What follows `name:` or `scheme://` up to the last `@`, unless it is a user alone. A page of the web may have an
    # `@` in its path.
    r"(\b(?!https?:|mailto:)[a-z][\w+.-]*:(?!\\|//[^\s:@/#]*@[^\s@]*(?!\S))/*|https?://(?=[^/\s]*@))\S*(?=@)"
    # A parameter of libpq.
    r"|(password\s*=\s*)(?:'(?:[^'\\]|\\.)*'|[^\s'][^\s`]*)"
)
"""Pattern of passwords in addresses of servers, also in misspelled ones."""
_BREAKS = dict.fromkeys(map(ord, "\t\n\v\f\r\x85\u2028\u2029"), " ")
_SPACE = r"[ \t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+"


def sanitize(text: str) -> str:
    """Escape hidden and control characters in text from a dossier.

    Control characters (C0, C1), bidirectional and invisible ones become `⟨U+202E⟩`. Runs of white space become one
    space, so a value stays on its line. Unicode Technical Report 36 gives the reasons. Joiners and variation selectors
    stay where a script or a symbol needs them.
    """
    return spaced(text).strip()


def spaced(text: str) -> str:
    """Escape hidden and control characters in part of a text, and keep a space at either end."""
    return text if is_plain(text) and "  " not in text else escape_invisible(re.sub(_SPACE, " ", text))


def concealed(text: str) -> str:
    """Replace the passwords in addresses of servers."""
    if "@" not in text and "=" not in text:
        return text
    return re.sub(_SECRET, lambda found: f"{found[1] or found[2]}***", text, flags=re.IGNORECASE)


def escape_invisible(text: str) -> str:
    """Escape hidden and control characters in a line of a file, and keep its spaces."""
    if is_plain(text):
        return text
    return re.sub(HIDDEN, lambda found: f"⟨U+{ord(found[0]):04X}⟩", text.translate(_BREAKS))


def is_plain(text: str) -> bool:
    """True if a text has no hidden or control characters, including line breaks."""
    return text.isprintable() and (text.isascii() or UNSEEN.isdisjoint(text.encode().translate(None, _ASCII).decode()))


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
