"""Fold text: remove what people omit when they type (Unicode UAX #15, normalization forms)."""

import sys
from collections.abc import Callable
from typing import Any
from unicodedata import category, normalize

# Letters that no normalization form decomposes; the text is already in lower case.
_LETTERS = {
    "đ": "d", "ð": "d", "ɖ": "d", "ɗ": "d", "ł": "l", "ø": "o", "ɔ": "o", "æ": "ae", "œ": "oe", "þ": "th",
    "ı": "i", "ɨ": "i", "ȷ": "j", "ħ": "h", "ŧ": "t", "ŋ": "ng", "ĸ": "k", "ƙ": "k", "ƀ": "b", "ɓ": "b",
    "ɠ": "g", "ƴ": "y", "ǝ": "e", "ɛ": "e", "ə": "a",
    "й": "й",  # a separate consonant, not an accented и, although Unicode decomposes it
}  # fmt: skip
_APOSTROPHES = frozenset("'`´‘’‚‛′‵ʹʺʻʼʽʾʿˈˊˋ׳Ꞌꞌ＇")
# Letters without width, used in forged names: the Hangul fillers.
_INVISIBLE = frozenset("\u115f\u1160\u3164\uffa0")
# Marks that a reader sees as accents: Latin, Greek, Cyrillic, Hebrew and Arabic ones, and variation
# selectors. Marks elsewhere (Thai and Devanagari vowels, the voicing of kana) are letters to a reader and
# stay.
_ACCENTS = (
    (0x0300, 0x036F), (0x0483, 0x0489), (0x0591, 0x05BD), (0x05BF, 0x05C7), (0x0610, 0x061A),
    (0x064B, 0x065F), (0x0670, 0x0670), (0x06D6, 0x06ED), (0x08D3, 0x08FF), (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE00, 0xFE0F), (0xFE20, 0xFE2F), (0xE0100, 0xE01EF),
)  # fmt: skip

_CAPITALS, _SIGNS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", b'!"#$%()*+,-./:;<=>?@[\\]^_{|}~'
_ASCII = bytes.maketrans(_CAPITALS + _SIGNS, _CAPITALS.lower() + b" " * len(_SIGNS))
"""Folds ASCII, ten times as fast as a map of characters."""
_VANISHING = b"'`\x7f" + bytes(range(9)) + bytes(range(14, 28))


class _Table(dict[int, str]):
    """A map for `str.translate` that computes each character on first use."""

    def __init__(self, compute: Callable[[str], str]) -> None:
        super().__init__()
        self._compute = compute

    def __missing__(self, code: int) -> str:
        self[code] = folded = self._compute(chr(code))
        return folded


def fold(text: str) -> str:
    """Remove case, accents and punctuation: `Đoàn`, `doãn` and `DOAN` all give `doan`.

    Apostrophes and invisible characters vanish (`O’Neill` gives `oneill`). Dashes, dots, commas and other signs become
    one space (`Jean-Pierre`, `J.R.` and `J. R.`), and `&` becomes the word `and`. Letters of every script stay. Folding
    is idempotent, and composed and decomposed spellings (UAX #15 forms C and D) fold alike.
    """
    return _translate(text, _PLAIN)


def accented(text: str) -> str:
    """Fold like `fold`, but keep accents and letters like đ: `Đoàn` gives `đoàn`."""
    return _translate(text, _ACCENTED)


def written(text: str) -> str:
    """Return text as a reader sees it: composed (UAX #15 form C), white space collapsed, nothing else changed."""
    return " ".join((text if text.isascii() else normalize("NFC", text)).split())


def is_titled(title: str, words: str) -> bool:
    """True if the title of a post equals or begins with these words: `Ambassador to Norway`, `ambassador`."""
    return f"{fold(title)} ".startswith(f"{fold(words)} ")


def tokens(text: str) -> tuple[str, ...]:
    """Return the folded words of a text, in order, with titles and repetitions."""
    return tuple(fold(text).split())


def tables() -> dict[str, Any]:
    """Return the tables of `fold` beyond Unicode's lower case and decompositions, for the site's script.

    `cased` has the letters for which case folding and lower case differ, `accents` the first and last of each range,
    and `dropped` the characters that vanish.
    """
    cased = {sign: sign.casefold() for sign in map(chr, range(sys.maxunicode)) if sign.casefold() != sign.lower()}
    dropped = "".join(sorted(_APOSTROPHES | _INVISIBLE))
    return {"letters": _LETTERS, "cased": cased, "accents": _ACCENTS, "dropped": dropped}


def _translate(text: str, table: _Table) -> str:
    if text.isascii():
        return " ".join(text.replace("&", " and ").encode().translate(_ASCII, _VANISHING).decode().split())
    folded = normalize("NFC", text).translate(table)
    return " ".join(normalize("NFC", folded).split())


def _plain(character: str) -> str:
    if character.lower() in _LETTERS:
        return _LETTERS[character.lower()]
    return "".join(_LETTERS.get(piece, piece) for piece in _pieces(character) if not _is_accent(piece))


def _accented(character: str) -> str:
    return "".join(_pieces(character))


def _pieces(character: str) -> str:
    """Decompose and lower one character; separators become spaces, invisible characters vanish."""
    return "".join(
        _piece(piece)
        for part in normalize("NFD", character)
        # Compatibility decomposition would make a space and a mark of the acute accent typed as an
        # apostrophe.
        for piece in (part if part in _APOSTROPHES else normalize("NFKD", part))
    )


def _piece(piece: str) -> str:
    if piece == "&":
        return " and "
    if piece.isspace():
        return " "
    if piece in _APOSTROPHES or piece in _INVISIBLE:
        return ""
    kind = category(piece)
    if kind in {"Cc", "Cf", "Cs"}:
        return ""
    return " " if kind[0] in "PSZ" else piece.casefold()


def _is_accent(piece: str) -> bool:
    return any(first <= ord(piece) <= last for first, last in _ACCENTS)


_PLAIN = _Table(_plain)
_ACCENTED = _Table(_accented)
