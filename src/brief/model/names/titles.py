"""Ranks, honorifics and post-nominals: words around a name that are not part of it."""

import re
from collections.abc import Set

from brief.model.names.folding import fold

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
    return frozenset(" ".join(title.split()) for title in text.split(","))


TITLES = titles_of(_TITLES)
POST_NOMINALS = frozenset(_POST_NOMINALS.split())

_FIRST_WORDS = frozenset(title.split()[0] for title in TITLES)
_LONGEST = max(len(title.split()) for title in TITLES)
WORD = re.compile(r"[^\s.,;:()/\-\u2010-\u2015]+")
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
    first = WORD.search(text)
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
    found = [(word, folded) for word in WORD.finditer(text) if (folded := fold(word.group()))]
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
