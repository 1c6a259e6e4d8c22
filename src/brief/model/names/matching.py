"""Ranked matching: which candidates a typed name means, best first, and which of them are the answer."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

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

Comparison = Callable[[Query, Name], Finding | None]
COMPARISONS: tuple[Comparison, ...] = (
    compare,
    compare_across,
    compare_untitled,
    compare_misspelled,
    compare_fuller,
    compare_sound,
)
"""The ways to compare, surest first."""


_PARTS = (Reason.PART, Reason.INITIALS, Reason.PREFIX)
"""How less than a whole name is found."""


class Candidate(NamedTuple):
    """One spelling of a record's name that may be meant.

    `preferred` says that it is the main name and no alias; `known` counts what is known about the record, for
    ties. `short` says that it is a short form, which others may share: it counts as a part of the name, and a part
    of it, such as the title in it, does not count.
    """

    id: str
    form: str
    preferred: bool
    known: int
    short: bool = False


class Score(NamedTuple):
    """What matches are sorted by, lower first.

    `accents` is 0 for the same accents, 1 when one side writes none, 2 when they contradict each other (Đoàn,
    Doãn). `short` is 1 for a short form. `unmatched` counts the words of the name that were not typed, or not just
    so; `ends` those of its first and last, for middle names are left out sooner; `disorder` and `alias` are 0 or 1;
    `unknown` is minus what is known.
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
    """The best spelling of one record for what was typed, and why; `distance` counts edits in SPELLING."""

    id: str
    form: str
    reason: Reason
    distance: int
    score: Score
    across: bool = False
    """Whether it is in another script than what was typed."""

    @property
    def why(self) -> str:
        """The reason, as a reader sees it."""
        if not self.across or self.reason is Reason.SOUND:
            return self.reason.value
        whole = self.reason.order <= Reason.ORDER.order
        return "the same name in another script" if whole else f"{self.reason.value}, in another script"


def rank(query: str, candidates: Iterable[Candidate], ways: Sequence[Comparison] = COMPARISONS) -> list[Match]:
    """The candidates that a typed name may mean, the best match of each id, best first; empty when none does.

    Exact spelling comes before folded spelling, a whole name before a part. Ties go to the same accents, to
    fewer words left over, to the words in order, to a middle name left over, to the main name, to the record of
    which more is known, then to form and id, so that the order of the candidates never matters. Of the `ways` to
    compare, each is tried only when those before it find nothing. `M. Ba` stands for nobody but Mary where a record has
    `Mary Ba` too.
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
    """The leading matches that are the answer; several where the words typed do not tell them apart.

    `matches` is what `rank` returns. A whole name in the same letters (capitals and punctuation aside) beats
    everything else: with Đoàn, Doãn and Doan on file, `Doan` is Doan. Parts, initials and beginnings count
    alike, except that contradicting accents lose to others. Of misspelled names the nearest count.
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
