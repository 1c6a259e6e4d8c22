"""Find what our own side wants without a marking of its own, where the dossier as a whole may be given away."""

from collections.abc import Iterator

from brief.dossier.audited import AuditedDossier
from brief.locale import say, say_many
from brief.model.findings import Finding, Severity
from brief.model.handling import head_marking, is_low, own_scheme
from brief.model.positions import Position


def unmarked_positions(dossier: AuditedDossier) -> Iterator[Finding]:
    """Find the first position without a marking, if the dossier has one that many readers may see."""
    marking = head_marking(dossier.header)
    if not is_low(marking, own_scheme(dossier.header)):
        return
    unmarked = [held for held in dossier.every(Position) if not held.handling]
    if unmarked:
        sentence = say_many(
            "{count:,} position has no marking of its own, so readers of {marking} can see it",
            "{count:,} positions have no marking of their own, so readers of {marking} can see them",
            len(unmarked),
            marking=marking,
        )
        hint = say("give each a `handling`, even {marking} if everyone may read it", marking=marking)
        yield Finding("unmarked-position", sentence, hint, Severity.WARNING, record=unmarked[0].id)
