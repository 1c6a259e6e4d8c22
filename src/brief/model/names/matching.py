"""Compare names: by sound, with fuller forms, and in the order of how well they match."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from brief.locale import Message, say
from brief.model.folding import fold
from brief.model.names.alignment import align, edits, in_order, is_patronymic, joinings, tolerance
from brief.model.names.comparison import (
    Finding,
    Name,
    Query,
    Reason,
    clash,
    compare,
    compare_across,
    compare_misspelled,
    compare_untitled,
    in_scripts,
    spells_out,
)
from brief.model.names.scripts import Script, romanized, script_of, sounds
from brief.model.names.titles import split_generation
from brief.named_tuple import NamedTuple

_BY_EAR = frozenset((Script.CONSONANTS, Script.HANGUL, Script.ALPHABET))
_LETTERS = 4
"""Fewest letters of the typed words, or one consonant less: shorter ones match too many names."""
_ENDING = 2
"""Words of this length, like Karpin and Karpov, distinguish many names and allow no edit."""


def compare_sound(query: Query, name: Name) -> Finding | None:
    """Return a finding if each typed word sounds like a word of a name in another script; None otherwise."""
    own, other = query.script, script_of("".join(name.words))
    script = other if own is Script.LATIN else own
    if (own is Script.LATIN) == (other is Script.LATIN) or script not in _BY_EAR:
        return None
    typed, named = (sounds(romanized(words, script), script) for words in (query.words, name.words))
    if len("".join(typed)) < _LETTERS - (script is Script.CONSONANTS):
        return None

    def fits(one: str, another: str) -> bool:
        return sound_alike(one, another, script)

    if "".join(typed) == "".join(named):
        return Finding(Reason.SOUND, across=True)
    ways = [pairs for words in joinings(typed) if (pairs := align(words, named, fits))]
    return Finding(Reason.SOUND, unmatched=len(named) - max(map(len, ways)), across=True) if ways else None


def sound_alike(typed: str, word: str, script: Script) -> bool:
    """True if two words, as returned by `sounds`, may be the same."""
    if script is not Script.ALPHABET:
        return typed == word
    limit = tolerance(max(len(typed), len(word)) - _ENDING)
    return edits(typed, word, limit) is not None


_VOWELS = "[aeiouy]+"


def compare_fuller(query: Query, name: Name) -> Finding | None:
    """Return why the name on file is the typed one without middle names or a suffix; None if it is not.

    The first and the last word must be equal, and all words between them on file must be typed too, in order. Names
    with one syllable per word (`Trần Văn An`, `Wang Xiao Ming`) have no optional middle name.
    """
    for typed in (query, *(query.untitled or ())[:1]):
        if found := _compare(typed, name):
            return found
        if (pair := in_scripts(typed, name)) and (found := _compare(*pair)):
            return found._replace(across=True)
    return None


def orders(query: Query) -> Iterator[list[str]]:
    """Yield the typed words without a suffix, in the possible orders of the name."""
    words, _ = split_generation(query.words)
    yield words
    family = len(fold(query.bare.partition(",")[0]).split()) if "," in query.bare else is_patronymic(words[-1])
    if 0 < family < len(words):
        yield words[family:] + words[:family]


def _compare(query: Query, name: Name) -> Finding | None:
    typed, suffix = split_generation(query.words)
    named, own = split_generation(name.words)
    more = len(typed) - len(named)
    if len(named) < 2 or own not in ("", suffix) or more < 0 or (more == 0 and own == suffix):
        return None
    if more and not any(len(re.findall(_VOWELS, word)) > 1 for word in typed):
        return None
    turned = [named, [*named[1:], named[0]]] if any(map(is_patronymic, typed)) else [named]
    for words in orders(query):
        for held in turned:
            if words[0] == held[0] and words[-1] == held[-1] and in_order(held, words, _stands_for):
                accents = _clash(query, name)
                return Finding(Reason.FULLER, accents=accents, unmatched=more) if accents < 2 else None
    return None


def _stands_for(held: str, typed: str) -> bool:
    """True if an initial on file matches a typed word."""
    return len(held) == 1 and typed.startswith(held)


def _clash(query: Query, name: Name) -> int:
    """Return the largest difference in accents between equal words."""
    return max(_clash_of(query.spelled(), word) for word in name.spelled())


def _clash_of(typed: Sequence[str], word: str) -> int:
    """Return the smallest difference in accents between a word and its equals."""
    return min((clash(other, word) for other in typed if fold(other) == fold(word)), default=0)


Comparison = Callable[[Query, Name], Finding | None]
COMPARISONS: tuple[Comparison, ...] = (
    compare,
    compare_across,
    compare_untitled,
    compare_misspelled,
    compare_fuller,
    compare_sound,
)
"""The methods of comparison, most certain first."""


_PARTS = (Reason.PART, Reason.INITIALS, Reason.PREFIX)
"""Reasons for a match with only part of a name."""


class Candidate(NamedTuple):
    """One spelling of a record's name that may match.

    `preferred` marks the main name; others are aliases. `known` counts what is known about the record, to break ties.
    `short` marks a short form, which others may share: it counts as a part of the name, and a part of it, such as its
    title, does not count.
    """

    id: str
    form: str
    preferred: bool
    known: int
    short: bool = False


class Score(NamedTuple):
    """The sort key of matches; lower is better.

    `accents` is 0 for the same accents, 1 if one side has none, 2 if they contradict each other (Đoàn, Doãn). `short`
    is 1 for a short form. `unmatched` counts the words of the name that were not typed exactly; `ends` counts the first
    and last word among them, because people omit middle names more often. `disorder` and `alias` are 0 or 1; `unknown`
    is minus what is known.
    """

    reason: int
    distance: int
    accents: int
    short: int
    unmatched: int
    disorder: int
    ends: int
    alias: int
    unknown: int
    form: str
    id: str


class Match(NamedTuple):
    """The best spelling of one record for the typed name, and why it matches; `distance` counts edits in SPELLING."""

    id: str
    form: str
    reason: Reason
    distance: int
    score: Score
    across: bool = False
    """True if it is in another script than the typed name."""

    @property
    def why(self) -> Message:
        """Return the reason for readers."""
        if not self.across or self.reason is Reason.SOUND:
            return say(self.reason.value)
        whole = self.reason.order <= Reason.ORDER.order
        return (
            say("the same name in another script")
            if whole
            else say("{reason}, in another script", reason=say(self.reason.value))
        )


def rank(query: str, candidates: Iterable[Candidate], ways: Sequence[Comparison] = COMPARISONS) -> list[Match]:
    """Return the best match of each id, best first; empty if none matches.

    Exact spelling comes before folded spelling, a whole name before a part. Ties go to the same accents, fewer words
    left over, words in order, a middle name left over, the main name, the record with more known about it, then form
    and id, so the order of the candidates never matters. Each of the `ways` to compare is tried only if those before it
    find nothing. If a record has `Mary Ba` too, its `M. Ba` matches only Mary.
    """
    wanted = Query(query)
    if not wanted.text:
        return []
    pool = [(candidate, Name(candidate.form)) for candidate in candidates]
    forms: dict[str, list[Name]] = {}
    for candidate, name in pool:
        forms.setdefault(candidate.id, []).append(name)
    for comparison in ways:
        best: dict[str, Match] = {}
        for candidate, name in pool:
            finding = comparison(wanted, name)
            if finding and candidate.short and (finding.unmatched or finding.reason in _PARTS):
                continue
            others = forms[candidate.id] if finding and finding.reason is Reason.INITIALS else ()
            if finding is not None and not any(spells_out(other, name) for other in others):
                match = _match(candidate, finding)
                if candidate.id not in best or match.score < best[candidate.id].score:
                    best[candidate.id] = match
        if best:
            return sorted(best.values(), key=lambda match: match.score)
    return []


def decisive(matches: list[Match]) -> list[Match]:
    """Return the best matches that are the answer; several if the typed words do not distinguish them.

    `matches` is what `rank` returns. A whole name in the same letters (apart from capitals and punctuation) beats
    everything else: with Đoàn, Doãn and Doan on file, `Doan` is Doan. Parts, initials and beginnings count
    equally, except that contradicting accents lose to others. Of misspelled names the nearest count.
    """
    return [match for match in matches if _same_class(match, matches[0])]


def _same_class(match: Match, best: Match) -> bool:
    if {match.reason, best.reason} <= {Reason.EXACT, Reason.CASE}:
        return True
    if {match.reason, best.reason} == {Reason.PART, Reason.SHORT}:
        return match.score.accents < 2 or best.score.accents == 2
    if match.reason is not best.reason:
        return False
    if best.reason is Reason.SPELLING:
        return match.distance == best.distance
    if best.reason.order <= Reason.ORDER.order:
        return match.score.accents == best.score.accents
    return match.score.accents < 2 or best.score.accents == 2


def _match(candidate: Candidate, finding: Finding) -> Match:
    if candidate.short and finding.reason.order < Reason.PART.order:
        finding = finding._replace(reason=Reason.SHORT)
    score = Score(
        finding.reason.order,
        finding.distance,
        finding.accents,
        int(candidate.short),
        finding.unmatched,
        finding.disorder,
        finding.ends,
        int(not candidate.preferred),
        -candidate.known,
        candidate.form,
        candidate.id,
    )
    return Match(candidate.id, candidate.form, finding.reason, finding.distance, score, finding.across)
