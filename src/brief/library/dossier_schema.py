"""The JSON Schema of one dossier, with its own ids as choices."""

from collections.abc import Iterable

from brief.dossier.joined_ids import written_id
from brief.library.opened import Dossier
from brief.yaml.schema import Known, json_schema


def dossier_schema(dossier: Dossier) -> dict[str, object]:
    """Return the schema for the files of this dossier: references accept only existing ids of the right kinds."""

    def known(kinds: tuple[str, ...]) -> Iterable[Known]:
        store = dossier.shown.dossier
        first = next(iter(store.dossiers), "")
        found = (store.name(id_) for id_ in store.ids(kinds))
        return sorted(Known(written_id(store, name.id, first), name.label) for name in found if name)

    return dossier.read(lambda: json_schema(known))
