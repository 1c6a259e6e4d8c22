"""The JSON Schema of one dossier, with its own ids as choices."""

from collections.abc import Iterable

from brief.dossier.protocol import Dossier as Reported
from brief.library.opened import Dossier
from brief.model.shape import written_id
from brief.yaml.schema import Known, json_schema


def dossier_schema(dossier: Dossier) -> dict[str, object]:
    """Return the schema for the files of this dossier: references accept only existing ids of the right kinds."""

    def known(kinds: tuple[str, ...]) -> Iterable[Known]:
        store = dossier.shown.dossier
        found = (store.name(id_) for id_ in store.ids(kinds))
        return sorted(Known(_written(store, name.id), name.label) for name in found if name)

    return dossier.read(lambda: json_schema(known))


def _written(dossier: Reported, id_: str) -> str:
    """Return an id as the files of the first of several dossiers have it."""
    return written_id(id_, dossier.home(id_), next(iter(dossier.dossiers), ""))
