"""Normalize spelling: no accents, American spelling, base forms of irregular words, numbers in digits."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from brief.model.names import fold

_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_HAS_DOTTED = re.compile(r"\.[^\W\d_]\.")
"""A part of each dotted word, which is found faster."""
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
)
"""Scripts without spaces between words: Thai, Lao, Burmese, Khmer, Japanese, Chinese."""
_RULES = (
    # The prefix must have two letters, so that hour, four and tour stay.
    (re.compile(r"(..)our(s|ed|ing|able|ably|al|er|ers|ful|hood|ite|ites|less)?$"), r"\1or\2"),
    (re.compile(r"(...)is(e|ed|er|ers|es|ing|ation|ations|ational)$"), r"\1iz\2"),
    (re.compile(r"(..)ys(e|ed|er|ers|ing)$"), r"\1yz\2"),
    (re.compile(r"(..[tb])re(d|s)?$"), r"\1er\2"),
    (re.compile(r"(...)ogue(d|s)?$"), r"\1og\2"),
    (re.compile(r"(gram)me(s)?$"), r"\1\2"),
    (re.compile(r"((?:de|of)f|lic|pret)ence(d|s|less|man|men)?$"), r"\1ense\2"),
)
"""British endings and the American ones (Oxford English Dictionary, "-ize", "-or", "-er", "-ense").

A rule may also change a word that has only one spelling. This does no harm: text and question change alike, and nobody
sees the result.
"""
_RULED = re.compile(r"our|is[ea]|ising|ys[ei]|re[ds]?$|ogue|mme|ence")
"""Every word that a rule may change contains one of these."""
_SPELLED = {
    "adviser": "advisor", "advisers": "advisors", "aeroplane": "airplane", "aluminium": "aluminum",
    "artefact": "artifact", "counsellor": "counselor", "enquiry": "inquiry", "enrol": "enroll",
    "fulfil": "fulfill", "grey": "gray", "instalment": "installment", "jewellery": "jewelry",
    "judgement": "judgment", "manoeuvre": "maneuver", "manoeuvres": "maneuvers", "mould": "mold",
    "paediatric": "pediatric", "plough": "plow", "practise": "practice", "practised": "practiced",
    "sceptic": "skeptic", "sceptical": "skeptical", "skilful": "skillful", "storey": "story",
    "towards": "toward", "tyre": "tire", "tyres": "tires",
}  # fmt: skip
_IRREGULAR = {
    "became": "become", "began": "begin", "begun": "begin", "bought": "buy", "broke": "break", "broken": "break",
    "brought": "bring", "built": "build", "came": "come", "caught": "catch", "chose": "choose", "chosen": "choose",
    "crises": "crisis", "criteria": "criterion", "dealt": "deal", "drawn": "draw", "drew": "draw",
    "fought": "fight", "gave": "give", "given": "give", "gone": "go", "grew": "grow", "grown": "grow",
    "held": "hold", "kept": "keep", "knew": "know", "known": "know", "led": "lead", "lost": "lose", "made": "make",
    "meant": "mean", "met": "meet", "paid": "pay", "people": "person", "ran": "run", "rose": "rise",
    "risen": "rise", "said": "say", "sent": "send", "sold": "sell", "sought": "seek", "spent": "spend",
    "spoke": "speak", "spoken": "speak", "taken": "take", "taught": "teach", "told": "tell", "took": "take",
    "went": "go", "withdrawn": "withdraw", "withdrew": "withdraw", "won": "win", "written": "write",
    "wrote": "write", "children": "child",
}  # fmt: skip
_NUMBERS = {
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15",
    "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19", "twenty": "20", "thirty": "30",
    "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90",
}  # fmt: skip
"""Excludes `one`, which is rarely a number."""
_RESPELLED = _IRREGULAR | _SPELLED | _NUMBERS
_MEN = re.compile(r"(?!omen$|yemen$)(.*)men")
"""Men, women, servicewomen."""


def terms(text: str) -> list[str]:
    """Return the normalized words of a text, in order: `The U.N. centres` gives `the`, `un`, `centers`."""
    if _HAS_DOTTED.search(text):
        text = _DOTTED.sub(lambda found: found[0].replace(".", ""), text)
    folded = fold(text)
    if not folded.isascii():
        folded = _UNSPACED.sub(_in_pairs, folded)
    return list(map(spelled, folded.split()))


def last_signs(text: str) -> list[str]:
    """Return the last character of each run of an unspaced script, so that it can be found alone, too."""
    return [] if text.isascii() else [run[-1] for run in _UNSPACED.findall(fold(text)) if len(run) > 1]


def _in_pairs(run: re.Match[str]) -> str:
    """Split a run into pairs of adjacent characters, as Lucene's CJKAnalyzer does, because it has no spaces."""
    signs = run[0]
    return f" {' '.join(map(''.join, pairwise(signs))) if len(signs) > 1 else signs} "


@lru_cache(maxsize=1 << 16)
def spelled(word: str) -> str:
    """Normalize a folded word."""
    if word in _RESPELLED:
        return _RESPELLED[word]
    if found := _MEN.fullmatch(word):
        return f"{found[1]}man"
    for pattern, ending in _RULES if _RULED.search(word) else ():
        respelled, count = pattern.subn(ending, word)
        if count:
            return respelled
    return word


_ENDINGS = (
    ("", ""),
    ("s", ""),
    ("es", ""),
    ("ies", "y"),
    ("ed", ""),
    ("ed", "e"),
    ("ied", "y"),
    ("ing", ""),
    ("ing", "e"),
)


def bases(term: str) -> Iterator[str]:
    """Yield possible base forms of an English word, itself first: `promises` gives `promises`, `promise`, `promis`."""
    return (term.removesuffix(ending) + instead for ending, instead in _ENDINGS if term.endswith(ending))
