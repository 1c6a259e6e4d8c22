"""Compare names across scripts: `Виталий` and `Vitaly`, `习近平` and `Xi Jinping`.

anyascii romanizes. It is imported only for a word in a script other than Latin.
"""

import re
from collections.abc import Iterable, Sequence
from enum import Enum, auto
from functools import cache
from unicodedata import name as name_of


class Script(Enum):
    """The ways to romanize and compare the words of a script."""

    LATIN = auto()
    HAN = auto()
    """Chinese characters, read as Mandarin."""
    KANA = auto()
    HANGUL = auto()
    ALPHABET = auto()
    """Cyrillic, Greek, Armenian, Georgian: vowels are written."""
    CONSONANTS = auto()
    """Arabic, Hebrew, the scripts of India and others: vowels are not, or not all of them."""


FIRST_FOREIGN = "\u0370"
"""The first Greek letter; folded Latin words sort before it."""
_MORE_LATIN = ("\u1e00", "\u1eff")
_BY_NAME = {
    "CJK": Script.HAN,
    "HANGUL": Script.HANGUL,
    "HIRAGANA": Script.KANA,
    "KATAKANA": Script.KANA,
    "CYRILLIC": Script.ALPHABET,
    "GREEK": Script.ALPHABET,
    "ARMENIAN": Script.ALPHABET,
    "GEORGIAN": Script.ALPHABET,
}
_SYLLABIC = frozenset((Script.HAN, Script.HANGUL, Script.KANA))


def script_of(text: str) -> Script:
    """Return the script of the first letter that is not Latin."""
    if text.isascii():
        return Script.LATIN
    return next((_script(sign) for sign in text if _is_foreign(sign)), Script.LATIN)


def is_latin(words: Iterable[str]) -> bool:
    """True if all words are in Latin letters."""
    return script_of("".join(words)) is Script.LATIN


def _is_foreign(sign: str) -> bool:
    return sign >= FIRST_FOREIGN and not _MORE_LATIN[0] <= sign <= _MORE_LATIN[1] and sign.isalpha()


@cache
def _script(sign: str) -> Script:
    return _BY_NAME.get(name_of(sign, "").partition(" ")[0], Script.CONSONANTS)


def is_alphabetic(word: str) -> bool:
    """True if the characters of a word are letters. One different character makes another Chinese or Korean name."""
    return script_of(word) not in _SYLLABIC


def romanized(words: Sequence[str], script: Script) -> list[str]:
    """Romanize folded words. Latin words stay unchanged; a Chinese or Korean name becomes two words."""
    if is_latin(words):
        return list(words)
    if script in (Script.HAN, Script.HANGUL):
        family = 2 if "".join(words)[:2] in _TWO_SIGNS else 1
        read = syllables(words)
        return [word for word in ("".join(read[:family]), "".join(read[family:])) if word]
    return [roman for word in words if (roman := _letters(_romanize(word)))]


def syllables(words: Sequence[str]) -> list[str]:
    """Return the syllables of a Chinese or Korean name in Latin letters."""
    return [_letters(found) for found in re.findall("[A-Z][a-z]*|[a-z]+", "".join(map(_romanize, words)))]


# Family names of two characters.
_TWO_SIGNS = (
    *("欧阳", "歐陽", "司马", "司馬", "诸葛", "諸葛", "上官", "夏侯", "皇甫", "东方", "東方", "慕容", "令狐"),
    *("남궁", "황보", "제갈", "선우"),
)
_GREEK = (("ου", "ou"), ("αυ", "av"), ("ευ", "ev"), ("γγ", "ng"))
_GREEK_FIRST = {"μπ": "b", "ντ": "d", "γκ": "g"}
_ARABIC_ARTICLE = "ال"


# Exceptions to letter-by-letter romanization: Hebrew vav is mostly a vowel, and Hindi writes n before d as a dot.
_RESPELLED = str.maketrans({"ו": "w", "ב": "b", "ं": "न्"})


@cache
def _romanize(word: str) -> str:
    from anyascii import anyascii

    if "α" <= word[:1] <= "ω":
        word = _GREEK_FIRST.get(word[:2], word[:2]) + word[2:]
        for greek, latin in _GREEK:
            word = word.replace(greek, latin)
    if len(word) > len(_ARABIC_ARTICLE) + 1:
        word = word.removeprefix(_ARABIC_ARTICLE)
    return str(anyascii(word.translate(_RESPELLED))).replace("`", "a")


def _letters(text: str) -> str:
    return re.sub("[^a-z0-9]", "", text.lower())


# Differences between romanization systems: Sergei and Sergey, Yeltsin and Eltsin, Tsai and Cai, Victor and Viktor.
_CUSTOMS = r"kh>h t[sz]>c c(?=[tlrk]|$)>k x>ks ph>f w>v q>k oo>u ee>i [yj]>i i[oe]>e (.)\1+>\1"
_OWN_CUSTOMS = {
    Script.HANGUL: r"^(lee|rhee|yi|ri)$>i ^park?$>bak ^(roh|noh)$>no ^[lry]im$>im ^choi$>joe"
    r" eo|ou>o eu|oo|woo>u ae|oe>e ee>i ch>j sh>s k>g t>d p>b r>l (.)\1+>\1",
    Script.KANA: r"ou>o m(?=[bp])>n (.)\1+>\1",
}
# For sound, Arabic, Hebrew and Hindi keep their consonants, some of which have many spellings.
_CONSONANTS = r"^abd[aeiu]l$>abd (?<=[tdkgscp])h> t[sz]>s (?<=n)j> (.)\1+>\1 [pf]>b [qgcx]>k [jz]>s d>t [aeiouwyhv]>"
_ARTICLES = frozenset(("al", "el", "ul", "ad", "ar", "as", "l"))


def respelled(words: Iterable[str], script: Script) -> list[str]:
    """Normalize romanized words, so that all romanization systems of a script give the same spelling."""
    return [_changed(word, _OWN_CUSTOMS.get(script, _CUSTOMS)) for word in words]


def sounds(words: Iterable[str], script: Script) -> list[str]:
    """Reduce romanized words to their sound: for Arabic and similar scripts, the consonants."""
    if script is Script.CONSONANTS:
        heard = (_changed(word, _CONSONANTS) for word in words if word not in _ARTICLES)
        return [word for word in heard if word]
    if script is Script.HANGUL:
        return [word.replace("o", "u") for word in respelled(words, script)]
    return respelled((word.replace("zh", "j") for word in words), script)


@cache
def _changed(word: str, rules: str) -> str:
    for pattern, spelling in _compiled(rules):
        word = pattern.sub(spelling, word)
    return word


@cache
def _compiled(rules: str) -> list[tuple[re.Pattern[str], str]]:
    """Parse rules such as `kh>h`: a pattern and its replacement, applied in order."""
    pairs = (rule.split(">") for rule in rules.split())
    return [(re.compile(pattern), spelling) for pattern, spelling in pairs]
