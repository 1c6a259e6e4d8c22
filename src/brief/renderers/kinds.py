"""The lanes of a timeline's picture: one for each frequent kind of event, and one for the others."""

from collections import Counter
from collections.abc import Sequence

from brief.locale import say

_MOST = 6


def lanes_by_kind(kinds: Sequence[str]) -> tuple[list[str], list[int]]:
    """Return the title of each lane, the fullest first, and the lane of each entry by its kind.

    There are at most six. Rare kinds, and entries without one, share the last. A single lane has no title.
    """
    counts = Counter(filter(None, kinds))
    has_others = len(counts) > _MOST or "" in kinds
    least = 2 if len(counts) > _MOST else 1
    frequent = [kind for kind, count in counts.most_common(_MOST - has_others) if count >= least]
    if not frequent or (len(frequent) == 1 and not has_others):
        return [""], [0] * len(kinds)
    places = {kind: place for place, kind in enumerate(frequent)}
    found = [places.get(kind, len(frequent)) for kind in kinds]
    others = [say("Other")] if len(frequent) in found else []
    return [*(kind[:1].upper() + kind[1:] for kind in frequent), *others], found
