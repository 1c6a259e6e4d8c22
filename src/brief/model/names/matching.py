"""Rank the candidates for a typed name, and select those that are the answer."""

from collections.abc import Callable, Iterable, Sequence

from brief.locale import say
from brief.model.names.comparison import (
    Finding,
    Name,
    Query,
    Reason,
    compare,
    compare_across,
    compare_misspelled,
    compare_untitled,
    spells_out,
)
from brief.model.names.fuller import compare_fuller
from brief.model.names.sounding import compare_sound
from brief.named_tuple import NamedTuple

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
    def why(self) -> str:
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
