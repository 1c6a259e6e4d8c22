"""Opens what is named: a dossier, a committed state of one, or several as one."""

from collections.abc import Sequence
from pathlib import Path

from brief import app
from brief.library.backend import Backend, Committed, backend_of, listed
from brief.library.opened import Dossier, date_of
from brief.library.shown import Seen
from brief.locale import say
from brief.model.dates import Date
from brief.model.user_error import UserError


def open(
    path: "Path | str | Sequence[Path | str] | None" = None,
    *,
    as_of: "Date | str | None" = None,
    known_by: "Date | str | None" = None,
    today: "Date | str | None" = None,
    keep_going: bool = False,
    full: bool = True,
    remarks: bool = False,
    at: str | None = None,
    release_to: str = "",
    counted: bool = True,
    handling: str = "",
    searchable: bool = True,
) -> Dossier:
    """Open the dossier in a folder; without a path, the one that the command `brief` would use.

    A path may also be the address of a dossier on a server. Several paths are opened as one dossier, and so are those
    that a head lists as `dossiers`.

    A dossier with errors raises `BrokenDossier`. With `keep_going`, records with errors are left out instead, and every
    document says so. `as_of`, `known_by`, `release_to`, `counted` and `handling` are as in `Dossier.view`. `today`
    replaces the date of the clock in reports. Reports are `full`, or short enough to be read in a minute; data such as
    JSON needs full ones. With `remarks`, the remarks that the command prints while it opens a dossier go to stderr.
    Only `search` needs the words of all texts, which take a third of the time to compile a dossier. If it is not
    `searchable`, they are left until a search asks for them; the dossier is then opened anew.

    `at` opens a committed state: a git revision (`HEAD~3`, `v2`), or a day, which means the last commit by the end of
    that day. Name the folder too (`v2:desk`) in a bare repository, or if the dossier was in another folder then.
    """
    seen = Seen(
        as_of=date_of(as_of),
        known_by=date_of(known_by),
        release_to=release_to,
        counted=counted,
        handling=handling,
        keeps_going=keep_going,
        full=full,
    )
    return open_view(path, date_of(today) or app.today(), seen, at=at, remarks=remarks, searchable=searchable)


def open_view(
    path: "Path | str | Sequence[Path | str] | None",
    today: Date,
    seen: Seen,
    *,
    at: str | None,
    remarks: bool = False,
    searchable: bool = True,
) -> Dossier:
    """Open a dossier, as `open` does."""
    dossier = Dossier(_backend(path, at, remarks=remarks, searchable=searchable), today, seen)
    if not seen.keeps_going or seen.release_to:
        try:
            dossier.read(lambda: dossier.shown)
        except BaseException:
            dossier.close()
            raise
    return dossier


def _backend(
    path: "Path | str | Sequence[Path | str] | None", at: str | None, *, remarks: bool, searchable: bool
) -> Backend:
    """Open what is named: a dossier, a committed state of one, or several as one."""
    named = app.chosen(path)
    if at is not None:
        backend: Backend = Committed(app.find_history(named), at)
        if listed(backend):
            backend.close()
            raise UserError(
                say("this dossier lists others, but an earlier state can only be read of one dossier"),
                say("give the folder of one that lists no others"),
                2,
            )
        return backend
    if not isinstance(named, Path | str | None):
        from brief.library.several import several

        return several(
            (backend_of(each, remarks=remarks, searchable=searchable) for each in named),
            remarks=remarks,
            searchable=searchable,
        )
    backend = backend_of(named, remarks=remarks, searchable=searchable)
    if listed(backend):
        from brief.library.several import several

        return several([backend], remarks=remarks, searchable=searchable)
    return backend
