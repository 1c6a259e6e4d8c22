"""The JSON Schema of the format, or of one dossier, with its own ids as choices."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from brief.yaml.schema import Known, json_schema

if TYPE_CHECKING:
    from brief.library.opened import Dossier


def schema(dossier: "Dossier | None" = None) -> dict[str, object]:
    """Return the JSON Schema of the format; in that of a dossier, references accept only its own ids."""
    if dossier is None:
        return json_schema()
    from brief.dossier.joined_ids import written_id

    def known(kinds: tuple[str, ...]) -> Iterable[Known]:
        store = dossier.shown.dossier
        first = next(iter(store.dossiers), "")
        found = (store.name(id_) for id_ in store.ids(kinds))
        return sorted(Known(written_id(store, name.id, first), name.label) for name in found if name)

    return dossier.read(lambda: json_schema(known))
