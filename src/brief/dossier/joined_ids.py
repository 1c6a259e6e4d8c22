"""Names and ids where several dossiers are one: as the joined store has them, and as the files do.

`brief.model.marks` has the form of an id with the name of its dossier. `brief.stores.joined` chooses the ids.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from brief.model.marks import parts_of_id, qualified

if TYPE_CHECKING:
    from brief.dossier.protocol import Catalogue
    from brief.model.findings import Finding


def own_id(id_: str) -> str:
    """Return the id that a record has in its own dossier."""
    return parts_of_id(id_)[1]


def joined_id(dossier: "Catalogue", name: str, own: str) -> str:
    """Return the id that a record of the dossier `name` has among all; empty for none."""
    full = qualified(name, own)
    return full if own and dossier.name(full) else own


def written_id(dossier: "Catalogue", id_: str, reader: str = "") -> str:
    """Return an id as the files of the dossier `reader` have it: their own without a name. Other words stay."""
    home = dossier.home(id_)
    if not home:
        return id_
    return own_id(id_) if home == reader else qualified(home, own_id(id_))


def written_path(dossier: "Catalogue", path: str, reader: str) -> str:
    """Return a path as the files of the dossier `reader` have it: `who.jane-doe` for `who.harbours_jane-doe`."""
    field, _, key = path.partition(".")
    return f"{field}.{written_id(dossier, key, reader)}" if key else path


def among_all(found: "Finding", dossier: "Catalogue", name: str) -> "Finding":
    """Return a finding of the dossier `name` with its file and record among those of all."""
    return found._replace(file=f"{name}/{found.file}", record=joined_id(dossier, name, found.record))


def names_apart(names: Iterable[str]) -> list[str]:
    """Return the names by which dossiers go, in letters that an id may have; the second of one name is `NAME-2`."""
    from brief.model.names import fold

    found: list[str] = []
    for given in names:
        name = re.sub("[^a-z0-9]+", "-", fold(given)).strip("-") or "dossier"
        count = sum(re.fullmatch(rf"{re.escape(name)}(-\d+)?", other) is not None for other in found)
        found.append(f"{name}-{count + 1}" if name in found else name)
    return found
