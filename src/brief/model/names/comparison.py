"""Decide whether a typed name matches one spelling on file, and why."""

import enum
from collections.abc import Callable, Sequence
from functools import cached_property

from brief.locale import key
from brief.model.folding import accented, fold, written
from brief.model.names.alignment import Pairs, abbreviates, align, align_misspelled, begins, edits, in_order, joinings
from brief.model.names.scripts import Script, is_alphabetic, respelled, romanized, script_of
from brief.model.names.titles import GENERATIONS, initials, with_generation, without_titles
from brief.named_tuple import NamedTuple


class Reason(enum.Enum):
    """The reasons for a match, best first; the value is shown to readers."""

    EXACT = key("exact match")
    CASE = key("different capitals or punctuation")
    ACCENTS = key("different accents")
    TITLE = key("different title or suffix")
    ORDER = key("words in another order")
    PART = key("part of the name")
    SHORT = key("short form of the name")
    INITIALS = key("initials")
    PREFIX = key("beginning of the name")
    SPELLING = key("similar spelling")
    FULLER = key("a shorter form of the name")
    SOUND = key("perhaps the same name in another script")

    @property
    def order(self) -> int:
        """Position in the ranking; 0 is the best."""
        return _ORDER[self]

    @property
    def is_guess(self) -> bool:
        """True if it may be another name: such a match shows a record, but never filters."""
        return self.order >= Reason.SPELLING.order

    @property
    def is_doubtful(self) -> bool:
        """True if a record found for this reason is only listed."""
        return self is Reason.SOUND


_MOST_EDITS = 3
_ORDER = {reason: order for order, reason in enumerate(Reason)}


class Finding(NamedTuple):
    """Why and how well a spelling matches; the numbers are those of `Score`."""

    reason: Reason
    accents: int = 0
    distance: int = 0
    unmatched: int = 0
    disorder: int = 0
    ends: int = 0
    across: bool = False


class Name:
    """A parsed name: as written, and its folded words with titles (`whole`) and without (`words`)."""

    __slots__ = ("bare", "joined", "text", "whole", "whole_joined", "words")

    def __init__(self, text: str) -> None:
        self.text = written(text)
        self.whole = fold(self.text).split()
        self.whole_joined = "".join(self.whole)
        self.bare, words = without_titles(self.text, self.whole)
        self.words = with_generation(words)
        self.joined = self.whole_joined if self.words is self.whole else "".join(self.words)

    def spelled(self, variant: int = 0) -> list[str]:
        """Return the words with accents, in the variant with this number in `joinings`."""
        words = self.words
        if not self.text.isascii():
            # A lone mark is a word with accents, but not without.
            words = marked if len(marked := accented(self.bare).split()) == len(words) else words
        return joinings(words)[variant] if variant else words

    def romanized(self, script: Script) -> str:
        """Return the name in Latin letters, to compare it with romanized names."""
        return " ".join(respelled(romanized(self.words, script), script))


class Query(Name):
    """A typed name, with the values that are compared with every spelling on file."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.sorted = sorted(self.words)
        self.variants = joinings(self.words)
        self.first_letters = [_first_letters(words) for words in self.variants]
        letters = len(self.words) == 1 or len(self.joined) == len(self.words)
        self.acronym = self.joined if letters and len(self.joined) > 1 and self.text.isupper() else ""
        self.script = script_of("".join(self.words))
        self._across: dict[Script, Query] = {}

    @cached_property
    def untitled(self) -> "tuple[Query, bool] | None":
        """Return the name without civil honorifics, and whether these are certain; None if it has none."""
        from brief.model.names.honorifics import without_honorifics

        bare = without_honorifics(self.text)
        return (Query(bare.text), bare.certain) if bare else None

    def across(self, script: Script) -> "Query":
        """Return the name in Latin letters, to compare it with romanized names."""
        if script not in self._across:
            self._across[script] = Query(self.romanized(script))
        return self._across[script]


def compare(query: Query, name: Name) -> Finding | None:
    """Return why a name matches without spelling mistakes; None if it does not."""
    if query.text == name.text:
        return Finding(Reason.EXACT)
    if not query.words or not name.words:
        return None
    return (
        _compare_whole(query, name)
        or _compare_part(query, name)
        or _compare_joined(query, name)
        or _compare_titled(query, name)
    )


def in_scripts(query: Query, name: Name) -> "tuple[Query, Name] | None":
    """Return both names in Latin letters if their scripts differ; None for one script."""
    script = script_of("".join(name.words))
    if (script is Script.LATIN) == (query.script is Script.LATIN):
        return None
    script = query.script if script is Script.LATIN else script
    return query.across(script), Name(name.romanized(script))


def compare_across(query: Query, name: Name) -> Finding | None:
    """Return why a name in another script matches."""
    pair = in_scripts(query, name)
    finding = compare(*pair) if pair else None
    if finding is None or (finding.reason is Reason.PREFIX and not is_alphabetic(query.joined + name.joined)):
        return None  # Wang Li is not 王立伟, although Wang Liwei begins with it
    return finding._replace(across=True)


def compare_untitled(query: Query, name: Name) -> Finding | None:
    """Return why a name matches without civil honorifics. If these may be a name, the whole name must match."""
    if query.untitled is None:
        return None
    bare, certain = query.untitled
    finding = compare(bare, name) or compare_across(bare, name)
    if finding is None or (finding.reason.order > Reason.ORDER.order and not certain):
        return None
    return finding._replace(reason=Reason.TITLE) if finding.reason.order < Reason.TITLE.order else finding


def compare_misspelled(query: Query, name: Name) -> Finding | None:
    """Return how far off the spelling is, if every typed word is near a different word of the name.

    A name of one or two words allows two edits in total.
    """
    best: Finding | None = None
    for variant, typed in enumerate(query.variants):
        distance, pairs = align_misspelled(typed, name.words) or (0, [])
        distance += bool(variant)  # the space between the words that are joined
        if variant and any(at == variant - 1 and _contradicts(query.words, at, name.words[to]) for at, to in pairs):
            continue
        if pairs and distance <= max(2, len(query.words)) and (best is None or distance < best.distance):
            finding = _aligned(Reason.SPELLING, query.spelled(variant), name.spelled(), pairs)
            best = finding._replace(distance=distance, unmatched=_unlike(typed, name.words, pairs))
    return best


def _contradicts(words: Sequence[str], at: int, word: str) -> bool:
    """True if one of two joined words is an initial or a suffix: `D. Potvin`, `Carol D.`."""
    first, second = words[at : at + 2]
    if len(second) == 1 and second != word[0]:
        alone, joined = edits(first, word, _MOST_EDITS), edits(first + second, word, _MOST_EDITS)
        return alone is not None and joined is not None and alone < joined
    return second in GENERATIONS or (len(first) == 1 and first != word[0])


def spells_out(name: Name, short: Name) -> bool:
    """True if a name has all words of another, and writes out its initials."""
    pairs = align(short.words, name.words, abbreviates) or []
    return any(len(short.words[at]) < len(name.words[to]) for at, to in pairs)


def _compare_whole(query: Query, name: Name) -> Finding | None:
    if query.whole_joined == name.whole_joined:
        accents = _clash_of_all(accented(query.text).split(), accented(name.text).split())
        return Finding(Reason.ACCENTS if accents else Reason.CASE, accents)
    if query.joined == name.joined:
        return Finding(Reason.TITLE, _clash_of_all(query.spelled(), name.spelled()))
    if len(query.joined) == len(name.joined) and query.sorted == sorted(name.words):
        return _aligned(Reason.ORDER, query.spelled(), name.spelled(), align(query.words, name.words) or [])
    # A title in another place ("Thang, Maj. Gen.") is a word like others.
    if len(query.whole_joined) == len(name.whole_joined) and sorted(query.whole) == sorted(name.whole):
        return Finding(Reason.ORDER, disorder=1)
    return None


_PARTIAL: tuple[tuple[Reason, Callable[[str, str], bool] | None], ...] = (
    (Reason.PART, None),
    (Reason.INITIALS, abbreviates),
    (Reason.PREFIX, begins),
)


def _compare_part(query: Query, name: Name) -> Finding | None:
    """Match if every typed word equals, abbreviates or begins a different word of the name."""
    letters = _first_letters(name.words)
    if query.acronym and letters.issuperset(query.acronym):
        every_initial = "".join(word[0] for word in name.words)
        if query.acronym in (every_initial, initials(name.bare, name.words)):
            return Finding(Reason.INITIALS)
    likely = [variant for variant, firsts in enumerate(query.first_letters) if firsts <= letters]
    # "R. Roy" may be Ruth Roy as well as Ann R. Roy, so the matching letter gives the latter no advantage.
    partial = _PARTIAL[1:] if min(lengths := [len(word) for word in query.words]) == 1 < max(lengths) else _PARTIAL
    for reason, fits in partial:
        for variant in likely:
            typed = query.variants[variant]
            pairs = align(typed, name.words, fits)
            if pairs and (reason is not Reason.INITIALS or _says_enough(typed, name, pairs, bool(variant))):
                finding = _aligned(reason, query.spelled(variant), name.spelled(), pairs)
                order = int(not in_order(typed, name.words, fits))
                return finding._replace(disorder=order, unmatched=_unlike(typed, name.words, pairs))
    return None


def _compare_joined(query: Query, name: Name) -> Finding | None:
    """Match if typed words are two words of the name written as one."""
    if len(name.words) > 1 and all(word in name.joined for word in query.words):
        for variant, words in enumerate(joinings(name.words)):
            if pairs := align(query.words, words):
                return _aligned(Reason.PART, query.spelled(), name.spelled(variant), pairs)
    return None


def _compare_titled(query: Query, name: Name) -> Finding | None:
    """Match if typed titles belong to the name, as in `General Assembly`."""
    if name.words is not name.whole and (pairs := align(query.whole, name.whole)):
        return Finding(Reason.PART, unmatched=len(name.whole) - len(pairs))
    return None


def _unlike(typed: Sequence[str], words: Sequence[str], pairs: Pairs) -> int:
    """Count the words of a name that were not typed, or not exactly."""
    return len(words) - sum(typed[at] == words[to] for at, to in pairs)


def _says_enough(typed: Sequence[str], name: Name, pairs: Pairs, joined: bool) -> bool:
    """True if a word of more than one letter is equal: initials alone are not enough.

    An initial on file matches a full word only if all other words, except initials, are typed too, in order or with
    the family name first: `Derek Joyce` may be D. Joyce, but `Derek Holm` is not Derek H. Joyce.
    """
    if not any(len(typed[at]) > 1 and typed[at] == name.words[to] for at, to in pairs):
        return False
    written_out = {to for at, to in pairs if len(typed[at]) > len(name.words[to])}
    if not written_out:
        return True
    left_over = set(range(len(name.words))) - {to for _, to in pairs}
    turned = ([*typed[at:], *typed[:at]] for at in range(len(typed)))
    return (
        not joined
        and written_out | left_over <= _initials(name)
        and any(in_order(words, name.words, abbreviates) for words in turned)
    )


def _initials(name: Name) -> set[int]:
    """Return the positions of the initials. A single letter at the end is a name (Mary O), unless it has a dot."""
    letters = {at for at, word in enumerate(name.words) if len(word) == 1}
    return letters if name.bare.endswith(".") else letters - {len(name.words) - 1}


def _aligned(reason: Reason, typed: Sequence[str], words: Sequence[str], pairs: Pairs) -> Finding:
    # If words differ only in accents (Nguyễn Văn Nguyên), prefer the one spelled as typed.
    pairs = align(typed, words) or pairs
    places = [to for _, to in pairs]
    return Finding(
        reason,
        accents=max((clash(typed[at], words[to]) for at, to in pairs), default=0),
        unmatched=len(words) - len(pairs),
        disorder=int(places != sorted(places)),
        ends=len({0, len(words) - 1} - set(places)) if len(places) > 1 else 0,
    )


def _first_letters(words: Sequence[str]) -> frozenset[str]:
    return frozenset([word[0] for word in words])


def _clash_of_all(typed: Sequence[str], words: Sequence[str]) -> int:
    if len(typed) != len(words):
        return clash("".join(typed), "".join(words))
    return max(map(clash, typed, words), default=0)


def clash(typed: str, word: str) -> int:
    """Return 0 for the same accents, 1 if one side has none, 2 if they contradict each other."""
    plain = fold(typed)
    if typed == word or plain != fold(word):
        return 0
    return 1 if plain in (typed, word) else 2
