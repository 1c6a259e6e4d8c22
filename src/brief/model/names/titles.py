"""Titles, generations and articles in names, and the keys by which a name without them is found."""

import re
from collections.abc import Set

from brief.locale import Message, say
from brief.model.folding import fold
from brief.named_tuple import NamedTuple

_SPELLINGS = {
    "jr": "jr", "jnr": "jr", "junior": "jr", "ii": "jr", "2nd": "jr",
    "sr": "sr", "snr": "sr", "senior": "sr",
    "iii": "iii", "3rd": "iii", "iv": "iv", "4th": "iv",
}  # fmt: skip
GENERATIONS = frozenset(_SPELLINGS.values())
"""One spelling of each suffix, folded."""


def with_generation(words: list[str]) -> list[str]:
    """Normalize the suffix at the end of the folded words of a name; a single word is not a suffix."""
    suffix = _SPELLINGS.get(words[-1]) if len(words) > 1 else None
    return [*words[:-1], suffix] if suffix and suffix != words[-1] else words


def split_generation(words: list[str]) -> tuple[list[str], str]:
    """Return the words of a name before its suffix, and the suffix; empty for none."""
    return (words[:-1], words[-1]) if len(words) > 1 and words[-1] in GENERATIONS else (words, "")


# French "un" is excluded, because it also abbreviates the United Nations.
_ENGLISH, _FRENCH, _GERMAN = ("the", "a", "an"), ("le", "la", "les", "une"), ("der", "die", "das", "dem", "den", "des")
_OTHER = ("ein", "eine", "el", "los", "las", "il", "gli", "het")
_ARTICLES = frozenset((*_ENGLISH, *_FRENCH, *_GERMAN, *_OTHER))
_ELIDED = tuple(f"{letter}{apostrophe}" for letter in "lL" for apostrophe in "'’ʼ")


def without_article(name: str) -> str:
    """Remove a leading article: `the 2023 MoU` and `l'accord` give `2023 MoU` and `accord`; empty if there is none.

    The article may belong to the name (`The Hague`, `Le Van Hung`), so callers compare both forms. A word in capitals
    (`LA`) is an acronym, unless the whole name is in capitals.
    """
    words = name.strip()
    if words.startswith(_ELIDED):
        return words[2:].lstrip()
    first, _, rest = words.partition(" ")
    rest = rest.strip()
    acronym = len(first) > 1 and first.isupper() and not rest.isupper()
    return rest if first.lower() in _ARTICLES and not acronym else ""


def with_article(noun: str) -> Message:
    """Return the name of a kind or part of records with its article: `a role`, `an event`."""
    english = f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
    return say(english)


# Folded. Titles combine freely ("Maj. Gen. Dr"). A title of several words is listed only if one of its words is
# not a title by itself, or if a hyphen commonly joins them.
_TITLES = """
mr, mrs, ms, miss, mx, messrs, sir, dame, lord, lady, madam, madame, mme, mlle, mademoiselle, monsieur,
herr, frau, senor, senora, comrade, dr, doctor, docteur, prof, professor, professeur, associate professor,
assoc prof, assistant professor, rev, reverend, mgr, hon, honourable, honorable, lhonorable,
right honourable, right honorable, right hon, rt hon, the honourable, the honorable, the hon,
the right honourable, the right honorable, the right hon, the rt hon, h e, excellency, his excellency,
her excellency, their excellency, son excellence, his majesty, her majesty, his royal highness,
her royal highness, former, acting, retired, ret, retd, the late,

general, gen, army general, colonel general, senior general, lieutenant general, senior lieutenant general,
sr lieutenant general, sr lt gen, lieut, ltgen, lgen, ltg, lt, major general, majgen, mgen,
brigadier general, brigadier, brig, bgen, colonel, col, senior colonel, sr colonel, sr col, snr colonel,
snr col, lieutenant colonel, ltcol, lcol, major, maj, captain, capt, cpt, capitaine, senior captain,
lieutenant, senior lieutenant, first lieutenant, second lieutenant, 1st lieutenant, 2nd lieutenant, 1st lt,
2nd lt, 1lt, 2lt, sub lieutenant, officer cadet, warrant officer, master warrant officer,
chief warrant officer, mwo, cwo, sergeant, sgt, staff sergeant, sergeant major, master sergeant, corporal,
cpl, master corporal, mcpl, private, pte, field marshal, air marshal, air chief marshal, air vice marshal,
air commodore, group captain, wing commander, squadron leader, flight lieutenant, admiral, adm, amiral,
vice admiral, vice adm, vadm, vice amiral, rear admiral, rear adm, radm, contre amiral, commodore, cmdre,
commander, cdr, cmdr, commandant, lieutenant commander, ltcdr, lcdr,

dai tuong, thuong tuong, trung tuong, thieu tuong, dai ta, thuong ta, trung ta, thieu ta, dai uy, thuong uy,
trung uy, thieu uy,

ambassador, amb, ambassadeur, ambassadrice, high commissioner, commissioner, consul, consul general,
vice consul, charge daffaires, special envoy, special representative, special adviser, special advisor,
attache, military attache, defence attache, defense attache, president, vice president, premier,
prime minister, deputy prime minister, minister, deputy minister, vice minister, associate deputy minister,
assistant deputy minister, foreign minister, defence minister, defense minister, deputy foreign minister,
deputy defence minister, deputy defense minister, ministre, premier ministre, vice ministre, secretary,
secretary general, deputy secretary, deputy secretary general, under secretary, under secretary general,
undersecretary, undersecretary general, assistant secretary, assistant secretary general, state secretary,
parliamentary secretary, secretaire, governor, governor general, chancellor, senator, sen, senateur,
senatrice, congressman, congresswoman, representative, rep, director, deputy director, director general,
deputy director general, chairman, chairwoman, chairperson, vice chairman, mayor, bo truong, thu truong,
thu tuong, chu tich, dai su
"""
# Junior and senior are excluded, because they distinguish a son from his father; MA and BA are excluded, because
# they are names.
_POST_NOMINALS = """
phd dphil md jd bsc msc mba mpa mph llb llm esq cpa peng qc kc pc mp mpp mla mna mep cc oc cm cd cmm omm
mmm msm obe cbe mbe kbe kcb gcb dso dfc ret retd retired usa usn usaf usmc raf rcaf rcn facs frs frsc
"""


def titles_of(text: str) -> frozenset[str]:
    """Return the titles in a comma-separated list."""
    return frozenset(" ".join(text.split()).strip(",").split(", "))


TITLES = titles_of(_TITLES)
POST_NOMINALS = frozenset(_POST_NOMINALS.split())

_FIRST_WORDS = frozenset([title.partition(" ")[0] for title in TITLES])
_LONGEST = 3
"""The greatest number of words of a title."""
WORD = r"[^\s.,;:()/\-\u2010-\u2015]+"
"""A regular expression for a word. It is compiled when it is first used, because most names have no title."""
_HYPHENS = frozenset("-\u2010\u2011\u2012\u2013")
# "Minister of Defence" is a post, not a name; so is "Ambassador for Women, Peace and Security".
_AFTER_A_POST = frozenset({"of", "for", "and"})


def strip_titles(text: str) -> str:
    """Remove ranks and honorifics before a name, and post-nominals after a comma or in brackets.

    `Maj. Gen. Pham Manh Thang` and `Pham Manh Thang, PhD` give `Pham Manh Thang`, spelled as given. The last word
    always stays: `General` and `John Major` are unchanged. So are the name of a post (`Minister of Defence`) and a
    hyphenated name (`Major-Jones`).
    """
    text = without_post_nominals(text)
    first = re.search(WORD, text)
    if first is None or fold(first.group()).partition(" ")[0] not in _FIRST_WORDS:
        return text
    return _without_front(text)


def without_titles(text: str, words: list[str]) -> tuple[str, list[str]]:
    """Return the result of `strip_titles` and its folded words, given all folded words of the name.

    Most names have no title and are returned unchanged, at little cost.
    """
    if not words or (words[0] not in _FIRST_WORDS and "," not in text and "(" not in text):
        return text, words
    bare = strip_titles(text)
    return (text, words) if bare == text else (bare, fold(bare).split())


def _without_front(text: str) -> str:
    found = [(word, folded) for word in re.finditer(WORD, text) if (folded := fold(word.group()))]
    words = [folded for _, folded in found]
    start = 0
    while size := title_at(words, start):
        last, following = found[start + size - 1][0], found[start + size][0]
        if text[last.end() : following.start()] in _HYPHENS:
            break
        start += size
    return text[found[start][0].start() :] if start else text


def title_at(words: list[str], start: int, titles: Set[str] = TITLES, longest: int = _LONGEST) -> int:
    """Return the length in words of the longest title at `start` that leaves a name; 0 for none."""
    for size in range(min(longest, len(words) - start - 1), 0, -1):
        if " ".join(words[start : start + size]) in titles:
            return 0 if words[start + size] in _AFTER_A_POST else size
    return 0


def without_post_nominals(text: str) -> str:
    """Remove the letters after a name: `Ann Roy, PhD` gives `Ann Roy`."""
    while (cut := max(text.rfind(","), text.rfind("("))) > 0:
        # Remove dots first, because "Ph.D." is one word here.
        words = fold(text[cut:].replace(".", "")).split()
        if not words or not POST_NOMINALS.issuperset(words) or not fold(text[:cut]):
            break
        text = text[:cut].rstrip()
    return text


class Keys(NamedTuple):
    """The index keys of one spelling of a name, folded and without titles; all empty if no letter remains.

    Look up `sorted` (the words in any order), then `joined` (words split elsewhere) and `tokens`.
    Letters typed as initials (`PMT`) are found by looking up their `joined` among the `initials`.
    """

    sorted: str
    joined: str
    tokens: tuple[str, ...]
    initials: str
    titled: tuple[str, ...]
    """All folded words, with titles."""


def keys(name: str) -> Keys:
    """Return the keys of a name; `Maj. Gen. Pham Manh Thang` has the joined key `phammanhthang`."""
    titled = fold(name).split()
    bare, spelled = without_titles(name, titled)
    words = with_generation(spelled)
    return Keys(" ".join(sorted(words)), "".join(words), tuple(words), initials(bare, spelled), tuple(titled))


def initials(name: str, words: list[str]) -> str:
    """Return the first letters of the words of a name, without lowercase words, given all its folded words.

    `Department of National Defence` gives `dnd`; a name all in lower case gives all initials.
    """
    spelled = name.split()
    capitalized = [word for word in spelled if not word[0].islower()]
    if capitalized and len(capitalized) < len(spelled):
        words = fold(" ".join(capitalized)).split() or words
    return "".join([word[0] for word in words])
