"""Civil honorifics of many languages, which are ignored only if a name is not found with them.

Many are names as well: U, Ma and Don are honorifics before `U Thant` and none in `Ma Jun` and `Don DeLillo`.
"""

import re

from brief.model.folding import accented, fold
from brief.model.names.titles import TITLES, WORD, title_at, titles_of, without_post_nominals
from brief.named_tuple import NamedTuple

# Folded, except where the accents distinguish an honorific from a name. The first list has words that are no names.
_HONORIFICS = titles_of("""
dong chi, gs, gs ts, pgs, pgs ts, ts, ths, bs, ks, luat su,
sr, sra, srta, senorita, licenciado, licenciada, lic, licdo, licda, ing, ingeniero, ingeniera, arq, dra, doctora, excmo,
excma, ilmo, ilma,
senhor, senhora, doutor, doutora, exmo, exma, engenheiro, excelentissimo,
signor, signora, dott, dottor, dottoressa, avv, onorevole,
bapak, bpk, ibu, hj, hajjah, drs, ir, dato, datuk, datin, dato seri, dato sri, datuk seri, datuk sri, datuk wira,
tan sri, puan sri, toh puan, puan, encik, ustadz, ustaz, kyai,
shri, shree, shrimati, smt, kumari, pandit, maulana, ayatollah, grand ayatollah, hojatoleslam, mullah, archbishop,
rabbi, pastor, chief justice, associate justice, alhaji, hajiya, khun, sayin, gospodin, gospozha, bwana, mheshimiwa,
dhr, mevr, mevrouw, meneer, judr, mudr, dipl ing, mag, господин, госпожа, товарищ, тов
""")
_NAMES_TOO = titles_of("""
ông, bà, cô, chú, bác, anh, chị, thầy, cụ,
don, doña, dom, pak, haji, tun, tunku, tengku, raden, sri, seri, tuan, u, daw, ko, ma, maung, saya, nai, nang, pan,
pani, sheikh, shaikh, sheik, imam, emir, amir, sardar, begum, chief, judge, justice, king, queen, prince, princess,
pope, bishop, cardinal, father, sister, brother, baron, baroness, count, countess, duke, duchess, earl
""")
_FOLDED = {fold(word): word for word in _NAMES_TOO}
_ALL = TITLES | _HONORIFICS | _FOLDED.keys()
_FIRST_WORDS = frozenset(title.split()[0] for title in _ALL)
_LONGEST = max(len(title.split()) for title in _ALL)


class Untitled(NamedTuple):
    """A name without its honorifics."""

    text: str
    certain: bool
    """True if these are certainly honorifics and not part of the name."""


def without_honorifics(text: str) -> Untitled | None:
    """Remove the honorifics before a name; None if it has none beyond those of `strip_titles`.

    `GS.TS Phạm Thu Hòa` gives `Phạm Thu Hòa`. A word that may also be a name is certain by its accents (`Bà Hòa`), or
    if it is lowercase before a capital (`don Juan`).
    """
    bare = without_post_nominals(text)
    found = [(word, folded) for word in re.finditer(WORD, bare) if (folded := fold(word.group()))]
    words = [folded for _, folded in found]
    start, honorifics, certain = 0, 0, True
    while start < len(words) and words[start] in _FIRST_WORDS and (size := title_at(words, start, _ALL, _LONGEST)):
        title = " ".join(words[start : start + size])
        honorifics += title not in TITLES
        if title in _FOLDED and title not in _HONORIFICS:
            certain = certain and _is_certain(found[start][0].group(), found[start + size][0].group(), _FOLDED[title])
        start += size
    return Untitled(bare[found[start][0].start() :], certain) if honorifics else None


def _is_certain(typed: str, following: str, honorific: str) -> bool:
    """True if a word that may be a name is used as an honorific."""
    has_accents = fold(honorific) != honorific and accented(typed) == honorific
    return has_accents or (typed.islower() and following[:1].isupper())
