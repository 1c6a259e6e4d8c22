"""The heads of the dossiers that records are from, where several are read as one."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from brief.dossier.protocol import Dossier

if TYPE_CHECKING:
    from brief.model.header import Header


def own_heads(dossier: Dossier, ids: Iterable[str]) -> "list[Header]":
    """Return the head of each dossier that one of these records is from; of a dossier alone, its head."""
    joined = dossier.dossiers
    if not joined:
        return [dossier.header] if dossier.header else []
    homes = dict.fromkeys(map(dossier.home, ids))
    return [head for home in homes if (head := joined.get(home))]


def our_sides(dossier: Dossier, ids: Iterable[str]) -> dict[str, None]:
    """Return the desk's own side in the dossiers that these records are from, and that of a visit book of them."""
    heads = (*filter(None, [dossier.header]), *own_heads(dossier, ids))
    return dict.fromkeys(head.our_side for head in heads if head.our_side)
