"""The dossier as a folder of linked pages."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from brief.library.opened import Dossier

if TYPE_CHECKING:
    from brief.export_folder import Folder


def export(dossier: Dossier, kind: Literal["vault", "site"], folder: "Path | str", *, force: bool = False) -> "Folder":
    """Write the dossier as a folder of linked pages; returns which pages were written, and which were left alone.

    Raises `UserError` for a folder with files of a dossier.
    """
    from brief import exporting
    from brief.export_folder import Folder
    from brief.model.handling import is_at_least, own_scheme
    from brief.output import refuse_records

    refuse_records(Path(folder))
    write: Callable[[exporting.Book, Folder], None] = getattr(exporting, kind)

    def written() -> Folder:
        seen = dossier.shown
        marking = dossier.released_to
        own = own_scheme(dossier.whole.header)

        def covers(earlier: str) -> bool:
            return bool(earlier and is_at_least(marking, earlier, own))

        with Folder(Path(folder), kind, force=force, released_to=marking, covers=covers) as pages:
            known = exporting.CachedDossier(seen.dossier)
            write(exporting.Book(known, dossier.today, seen.remarks, dossier.picture), pages)
        if dossier.release_to:
            from brief.library.releasing import warn_of_positions

            warn_of_positions(seen.dossier, seen.dossier.ids(("position",)), marking)
        return pages

    return dossier.read(written)
